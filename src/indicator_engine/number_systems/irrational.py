"""Correctly rounded roots, logarithms and exponentials, exact where the result is rational."""

from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import isqrt

DIGITS = 50  # significant digits of a result that is not rational
GUARD = 14  # further digits while computing; doubled until the rounding is certain
LOST = 8  # of these, digits that a root's way over logarithms can cost


def root(value: Fraction, degree: int) -> Fraction:
    """Return the root of a value that is not negative: exact, or to 50 significant digits.

    >>> root(Fraction(25, 4), 2), root(Fraction(1, 1000), 3)
    (Fraction(5, 2), Fraction(1, 10))
    """
    top, bottom = whole_root(value.numerator, degree), whole_root(value.denominator, degree)
    if top**degree == value.numerator and bottom**degree == value.denominator:
        return Fraction(top, bottom)
    return _settled(value, lambda at, x: at.exp(at.divide(at.ln(x), Decimal(degree))))


def whole_root(value: int, degree: int) -> int:
    """Return the largest whole number whose power does not exceed the value.

    >>> whole_root(26, 3), whole_root(27, 3)
    (2, 3)
    """
    if value < 2 or degree == 1:
        return value
    if degree >= value.bit_length():
        return 1
    if degree == 2:
        return isqrt(value)
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def log(value: Fraction) -> Fraction:
    """Return the natural logarithm of a positive value, to 50 significant digits.

    >>> float(log(Fraction(2)))
    0.6931471805599453
    """
    return Fraction(0) if value == 1 else _settled(value, lambda at, x: at.ln(x))


def exp(value: Fraction) -> Fraction:
    """Return ``e`` to the power of a value, to 50 significant digits.

    >>> float(exp(Fraction(1)))
    2.718281828459045
    """
    return Fraction(1) if value == 0 else _settled(value, lambda at, x: at.exp(x))


def significant(value: Fraction) -> Fraction:
    """Return a value rounded to 50 significant digits."""
    return Fraction(_context(DIGITS).divide(Decimal(value.numerator), Decimal(value.denominator)))


def _settled(value: Fraction, function: Callable[[Context, Decimal], Decimal]) -> Fraction:
    """Return an increasing function's irrational result, once both bounds round to the same.

    The bounds lie further from the computed results than these are wrong: what a logarithm of 5
    digits before the point loses of the guard digits in ``exp`` is less than ``LOST``.

    Source: A. Ziv, Fast evaluation of elementary mathematical functions with correctly rounded
    last bit, ACM TOMS 17 (1991): compute with guard digits, and with more where they do not tell.
    """
    digits = DIGITS + GUARD
    top, bottom = Decimal(value.numerator), Decimal(value.denominator)
    while True:
        at = _context(digits)
        below = function(at, _context(digits, ROUND_FLOOR).divide(top, bottom))
        above = function(at, _context(digits, ROUND_CEILING).divide(top, bottom))
        below = at.subtract(below, at.scaleb(below.copy_abs(), LOST - digits))
        above = at.add(above, at.scaleb(above.copy_abs(), LOST - digits))
        low, high = significant(Fraction(below)), significant(Fraction(above))
        if low == high:
            return low
        digits *= 2


def _context(digits: int, rounding: str | None = None) -> Context:
    """Return a context of our own; the thread's is never used. Half even unless told."""
    return Context(prec=digits, rounding=rounding, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[], flags=[])
