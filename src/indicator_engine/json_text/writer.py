"""From values to JSON text: every digit as given, and the same text every time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import TypeAlias

from indicator_engine.messages.width import columns

Writable: TypeAlias = (
    Mapping[str, "Writable"] | Sequence["Writable"] | str | bool | int | Fraction | Decimal | None
)

LINE_COLUMNS = 88  # of a line that holds a whole list or object; Chinese characters take two


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
    return _in_one_line(value) if indent is None else _laid_out(value, indent, 0, 0)


def _in_one_line(value: Writable) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(k)}: {_in_one_line(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_in_one_line, value)) + "]"
    return _scalar(value)


def _laid_out(value: Writable, indent: int, margin: int, used: int) -> str:
    """Return a value over as many lines as it needs.

    Args:
        value: The value.
        indent: Spaces for each level.
        margin: Spaces before the line that it begins on.
        used: Columns of that line which are taken: the margin, a key, a comma.
    """
    if not isinstance(value, Mapping | list | tuple):
        return _scalar(value)
    parts = list(_parts(value))
    if all(not isinstance(part, Mapping | list | tuple) for _, part in parts):
        line = _in_one_line(value)
        if used + columns(line) <= LINE_COLUMNS:
            return line
    inner = margin + indent
    lines = [
        " " * inner + head + _laid_out(part, indent, inner, inner + columns(head) + 1)
        for head, part in parts
    ]
    opening, closing = "{}" if isinstance(value, Mapping) else "[]"
    return "\n".join([opening, ",\n".join(lines), " " * margin + closing])


def _parts(
    value: Mapping[str, Writable] | Sequence[Writable],
) -> Iterable[tuple[str, Writable]]:
    """Return what an object or list holds, each with the text of its key."""
    if isinstance(value, Mapping):
        return ((f"{_text(key)}: ", part) for key, part in value.items())
    return (("", part) for part in value)


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
