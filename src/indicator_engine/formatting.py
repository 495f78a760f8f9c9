"""A ruleset's text in its canonical form: one order of keys, one layout, and nothing else changed."""

from indicator_engine.documents import Document, read_document
from indicator_engine.json_text.layout import Group, Piece, laid_out
from indicator_engine.json_text.scanner import Place
from indicator_engine.json_text.strings import QUOTED
from indicator_engine.schema.order import Shape, shape

INDENT = 2  # spaces for each level


def format_ruleset(text: str | bytes, *, name: str = "<text>") -> str:
    r"""Return the text of a ruleset in canonical order of keys and layout, with a line end.

    Numbers and texts are kept as they are written: ``20.0``, ``1e3``, ``"\u9884"``. Names that
    the author chose (inputs, tables, tiers …) keep their order; a key that the format does not
    know stays behind the one before it. What the ruleset says is not looked at, so one with errors
    is formatted too; formatting twice is formatting once.

    Args:
        text: JSON; bytes are UTF-8.
        name: What to call it in messages.

    Raises:
        RulesetError: Where it is no JSON: with every diagnostic, located.

    >>> print(format_ruleset('{"version": "1.0.0", "x": 1.50, "id": "a"}'), end="")
    {"id": "a", "version": "1.0.0", "x": 1.50}
    """
    document = read_document(text, name)
    return laid_out(_piece(document, document.root, shape()), INDENT) + "\n"


def _piece(document: Document, place: Place, of: Shape) -> Piece:
    """Return what stands at a place, its keys in order."""
    if isinstance(parts := place.parts, dict):
        keys = [(key, parts[key]) for key in of.sorted(parts)]
        members = [
            (_head(document, part), _piece(document, part, of.member(key))) for key, part in keys
        ]
        return Group("{", "}", members)
    if isinstance(parts, list):
        return Group("[", "]", [("", _piece(document, each, of.entry())) for each in parts])
    return document.text[place.start : place.end]


def _head(document: Document, place: Place) -> str:
    """Return the key of a member as it is written, with its colon."""
    key = QUOTED.match(document.text, place.key)
    assert key is not None, "a member has a key"
    return f"{key[0]}: "
