"""Exact numbers and their text: reading literals, rounding to places, printing."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from indicator_engine.limits import LIMITS

Mode = Literal["half_up", "half_even", "down", "up"]

NUMBER = re.compile(r"-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?", re.ASCII)


def read_number(text: str, *, percent: bool = False) -> Fraction | None:
    """Return the exact number a text names, or ``None`` where it names none.

    Args:
        text: ASCII digits with an optional fraction and exponent: ``-12.50``, ``1e-3``.
        percent: Whether ``95%`` is a number too: the ratio 0.95.

    >>> read_number("0.1"), read_number("95%", percent=True), read_number("1,000")
    (Fraction(1, 10), Fraction(19, 20), None)
    """
    if percent and text.endswith("%"):
        ratio = read_number(text[:-1])
        return None if ratio is None else ratio / 100
    match = NUMBER.fullmatch(text)
    return Fraction(text) if match and not is_too_long(match) else None


def is_too_long(match: re.Match[str]) -> bool:
    """Tell whether a matched number has more digits than the limits allow, exponent included."""
    whole, fraction, exponent = match[1], match[2] or "", int(match[3] or 0)
    return (
        len(whole.lstrip("0")) + max(0, exponent) > LIMITS.integer_digits
        or len(fraction) + max(0, -exponent) > LIMITS.fraction_digits
    )


ROUNDERS: Mapping[Mode, Callable[[Fraction], int]] = {
    "half_up": lambda units: int(units + Fraction(1, 2)),
    "half_even": round,
    "down": int,
    "up": lambda units: -(-units.numerator // units.denominator),
}


def rounded(value: Fraction, places: int, mode: Mode = "half_up") -> Decimal:
    """Return a number rounded to decimal places, as the decimal that prints exactly so.

    Args:
        value: Any rational.
        places: Digits after the point, 0 or more.
        mode: ``half_up`` (ties away from zero, as in Excel), ``half_even``, ``down`` (towards
            zero) or ``up`` (away from zero).

    >>> rounded(Fraction("94.525"), 2), rounded(Fraction("94.525"), 2, "half_even")
    (Decimal('94.53'), Decimal('94.52'))
    """
    units = abs(value) * 10**places
    steps = ROUNDERS[mode](units)
    return scaled(-steps if value < 0 else steps, places)


def scaled(units: int, places: int) -> Decimal:
    """Return a whole number of last places as a decimal: 9518 at 2 places is 95.18."""
    return Decimal((1 if units < 0 else 0, Decimal(abs(units)).as_tuple().digits, -places))


def decimal_places(value: Fraction) -> int | None:
    """Return how many decimal places write a number exactly, or ``None`` where none do.

    >>> decimal_places(Fraction(5, 4)), decimal_places(Fraction(1, 3))
    (2, None)
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def plain(value: Fraction, *, digits: int = 8) -> str:
    """Return a number as people write it: all its decimals, or rounded ones and an ellipsis.

    >>> plain(Fraction("5169.65")), plain(Fraction(1, 3)), plain(Fraction(100))
    ('5169.65', '0.33333333…', '100')
    """
    places = decimal_places(value)
    if places is not None and places <= LIMITS.fraction_digits:
        return f"{rounded(value, places):f}"
    return f"{rounded(value, digits, 'down'):f}…"
