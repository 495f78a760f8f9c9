"""The doors: find a ruleset, read it, refuse what is unsound."""

from datetime import date
from pathlib import Path

from indicator_engine import resources
from indicator_engine.checks import static_errors
from indicator_engine.documents import Document, read_document
from indicator_engine.errors import Diagnostic, Location, RulesetError
from indicator_engine.language.names import nearest
from indicator_engine.lineage import (
    Shelf,
    chosen,
    is_path,
    read_file,
    refuse_other_day,
    resolved,
    shipped,
)
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset


def list_rulesets() -> tuple[str, ...]:
    """Return the ids of the shipped rulesets, sorted.

    >>> "beijing-department-2022" in list_rulesets()
    True
    """
    return resources.shipped_rulesets()


def load_ruleset(id_or_path: str | Path, on: date | None = None) -> Ruleset:
    """Return the ruleset of a shipped id or of a file, with everything that it inherits.

    Args:
        id_or_path: A path where it has a separator or ends in ``.json``, else a shipped id. A path
            without ``.json``, ``folder/id``, means the versions of a ruleset in a folder, as an id
            does among the shipped ones.
        on: The day on which it has to apply, itself and its bases; this picks one of several
            versions. Without it, that is the version that applies last, whatever the clock says.

    Raises:
        RulesetError: Where there is none, or it has errors: with every diagnostic, located.

    >>> load_ruleset("beijing-department-2022").version
    '1.0.0'
    """
    return sound(open_document(id_or_path, on))


def parse_ruleset(text: str, *, name: str = "<text>") -> Ruleset:
    """Return the ruleset that a JSON text holds.

    Args:
        text: The JSON text. It is of no folder, so it can extend shipped rulesets only.
        name: What to call it in messages.

    Raises:
        RulesetError: With every diagnostic, located.
    """
    return sound(read_document(text, name))


def open_document(id_or_path: str | Path, on: date | None = None) -> Document:
    """Return the JSON document of a shipped ruleset or of a file, with everything that it inherits.

    Raises:
        RulesetError: Where there is none, it is no JSON, or its bases cannot be had.
    """
    given = str(id_or_path)
    if not isinstance(id_or_path, Path) and not is_path(given):
        return resolved(_shipped(given, on), on=on)
    try:
        document, path = _file(Path(id_or_path), given, on)
        return resolved(document, path=path, on=on)
    except OSError as error:
        facts = {"why": error.strerror or type(error).__name__}
        at = Location(file=given)
        raise RulesetError([Diagnostic(code="file-unreadable", at=at, facts=facts)]) from None


def open_text(text: str | bytes, name: str, on: date | None = None) -> Document:
    """Return the JSON document of a text, with everything that it inherits.

    Raises:
        RulesetError: Where it is no JSON, its bases cannot be had, or it does not apply on a day.
    """
    document = read_document(text, name)
    refuse_other_day(document, on)
    return resolved(document, on=on)


def sound(document: Document) -> Ruleset:
    """Return the document's ruleset.

    Raises:
        RulesetError: Where it is none, or a static check finds an error in it.
    """
    ruleset = read_ruleset(document)
    if found := static_errors(ruleset):
        raise RulesetError(found)
    return ruleset


def _shipped(given: str, on: date | None) -> Document:
    """Return the document of a shipped id, or of the name of one of its versions."""
    if given in resources.shipped_rulesets():
        return chosen(shipped, given, on, Location(file=given))
    if given in resources.shipped_files():
        document = shipped.read(given)
        refuse_other_day(document, on)
        return document
    facts = {"id": given, "suggestion": nearest(given, resources.shipped_rulesets())}
    raise RulesetError([Diagnostic(code="ruleset-unknown", at=Location(file=given), facts=facts)])


def _file(path: Path, given: str, on: date | None) -> tuple[Document, Path]:
    """Return the document of a file, or of one of the versions that a path without ``.json`` means.

    Raises:
        OSError: Where there is none.
    """
    if path.suffix != ".json" and not path.is_file():
        shelf = Shelf(path.parent, given.removesuffix(path.name))
        if shelf.versions(path.name):
            document = chosen(shelf, path.name, on, Location(file=given))
            return document, path.with_name(document.name.removeprefix(shelf.prefix))
    document = read_file(path, given)
    refuse_other_day(document, on)
    return document, path
