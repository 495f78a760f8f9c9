"""The doors: find a ruleset, read it, refuse what is unsound."""

from pathlib import Path

from indicator_engine import resources
from indicator_engine.checks import static_errors
from indicator_engine.documents import Document, read_document
from indicator_engine.errors import Diagnostic, Location, RulesetError
from indicator_engine.language.names import nearest
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset

SUFFIX = ".ruleset.json"


def list_rulesets() -> tuple[str, ...]:
    """Return the ids of the shipped rulesets, sorted.

    >>> "beijing-department-2022" in list_rulesets()
    True
    """
    return resources.shipped_rulesets()


def load_ruleset(id_or_path: str | Path) -> Ruleset:
    """Return the ruleset of a shipped id or of a file.

    Args:
        id_or_path: A path where it has a separator or ends in ``.json``, else a shipped id.

    Raises:
        RulesetError: Where there is none, or it has errors: with every diagnostic, located.

    >>> load_ruleset("beijing-department-2022").version
    '1.0.0'
    """
    return _sound(open_document(id_or_path))


def parse_ruleset(text: str, *, name: str = "<text>") -> Ruleset:
    """Return the ruleset that a JSON text holds.

    Args:
        text: The JSON text.
        name: What to call it in messages.

    Raises:
        RulesetError: With every diagnostic, located.
    """
    return _sound(read_document(text, name))


def open_document(id_or_path: str | Path) -> Document:
    """Return the JSON document of a shipped ruleset or of a file.

    Raises:
        RulesetError: Where there is none, or it is no JSON.
    """
    given = str(id_or_path)
    if isinstance(id_or_path, Path) or "/" in given or "\\" in given or given.endswith(".json"):
        return read_document(_read_file(Path(id_or_path), given), given)
    if given not in resources.shipped_rulesets():
        suggestion = nearest(given, resources.shipped_rulesets())
        facts = {"id": given, "suggestion": suggestion}
        raise RulesetError(
            [Diagnostic(code="ruleset-unknown", at=Location(file=given), facts=facts)]
        )
    return read_document(resources.ruleset_text(given), resources.display_path(given))


def _read_file(path: Path, given: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        facts = {"why": error.strerror or type(error).__name__}
        at = Location(file=given)
        raise RulesetError([Diagnostic(code="file-unreadable", at=at, facts=facts)]) from None


def _sound(document: Document) -> Ruleset:
    """Return the document's ruleset, refused where a static check finds an error in it."""
    ruleset = read_ruleset(document)
    if found := static_errors(ruleset):
        raise RulesetError(found)
    return ruleset
