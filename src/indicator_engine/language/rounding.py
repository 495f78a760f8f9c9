"""Rounding to places, said once in the primitives that every number system has."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from indicator_engine.language.numbers import Mode
from indicator_engine.language.protocol import NumberSystem, Value

HALF = Fraction(1, 2)


def rounded_in(system: NumberSystem, value: Value, places: int, mode: Mode) -> Value:
    """Return the value rounded to decimal places, in the system's own numbers.

    Args:
        system: The number system the value is of.
        value: A number of it.
        places: Digits after the point; negative ones round to tens, hundreds …
        mode: As in :func:`indicator_engine.language.numbers.rounded`.
    """
    unit = system.number(Fraction(10) ** places)
    units = system.multiply(value, unit)
    return system.divide(WHOLE[mode](system, units), unit)


def _half_up(system: NumberSystem, units: Value) -> Value:
    return _by_sign(system, units, lambda size: system.floor(system.add(size, system.number(HALF))))


def _down(system: NumberSystem, units: Value) -> Value:
    return _by_sign(system, units, system.floor)


def _up(system: NumberSystem, units: Value) -> Value:
    return _by_sign(system, units, lambda size: system.negate(system.floor(system.negate(size))))


def _half_even(system: NumberSystem, units: Value) -> Value:
    above = system.add(units, system.number(HALF))
    nearest = system.floor(above)
    half = system.divide(nearest, system.number(Fraction(2)))
    return system.choose(
        system.equal(nearest, above),
        lambda: system.choose(
            system.equal(system.floor(half), half),
            lambda: nearest,
            lambda: system.subtract(nearest, system.number(Fraction(1))),
        ),
        lambda: nearest,
    )


def _by_sign(system: NumberSystem, value: Value, of_size: Callable[[Value], Value]) -> Value:
    """Return the result for the value's size, with the value's sign."""
    return system.choose(
        system.less(value, system.number(Fraction(0))),
        lambda: system.negate(of_size(system.negate(value))),
        lambda: of_size(value),
    )


WHOLE: Mapping[Mode, Callable[[NumberSystem, Value], Value]] = {
    "half_up": _half_up,
    "half_even": _half_even,
    "down": _down,
    "up": _up,
}
