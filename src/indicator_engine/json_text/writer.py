"""From values to JSON text: every digit as given, and the same text every time."""

import json
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import TypeAlias

from indicator_engine.json_text.layout import Group, Piece, in_one_line, laid_out

Writable: TypeAlias = (
    Mapping[str, "Writable"] | Sequence["Writable"] | str | bool | int | Fraction | Decimal | None
)


def write_json(value: Writable, *, indent: int | None = 2) -> str:
    """Return a value as JSON text, without a final line end.

    Args:
        value: Objects keep the order of their keys; a tuple is a list. A ``Decimal`` is written
            with the digits it has, a ``Fraction`` with those it needs.
        indent: Spaces for each level; a short object or list of scalars stays on one line all
            the same. ``None`` puts everything on one line.

    Raises:
        ValueError: If a number cannot be written with digits: one third, NaN, infinity.
        TypeError: If something else is among the values; a ``float``, for one.

    >>> write_json({"total": Decimal("95.10"), "rate": Fraction(951, 1000)})
    '{"total": 95.10, "rate": 0.951}'
    """
    piece = _piece(value)
    return in_one_line(piece) if indent is None else laid_out(piece, indent)


def _piece(value: Writable) -> Piece:
    """Return a value as text that is still to be laid out."""
    if isinstance(value, Mapping):
        return Group("{", "}", [(f"{_text(key)}: ", _piece(part)) for key, part in value.items()])
    if isinstance(value, list | tuple):
        return Group("[", "]", [("", _piece(part)) for part in value])
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, Fraction):
        return _digits(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is not a number of JSON")
        return f"{value:f}"
    return _text(value)


def _digits(value: Fraction) -> str:
    """Return all digits of a fraction that has finitely many."""
    top, bottom = value.as_integer_ratio()
    context = Context(prec=top.bit_length() + bottom.bit_length() + 1, traps=[Inexact])
    try:
        return f"{context.divide(Decimal(top), Decimal(bottom)):f}"
    except Inexact:
        raise ValueError(f"{value} has no finite decimal form") from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is neither a value nor a key of JSON")
    return json.dumps(value, ensure_ascii=False)
