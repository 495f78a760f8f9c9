"""Roots, logarithms and exponentials of deferred numbers: exact numbers compute them in the run."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from math import ceil
from operator import attrgetter

from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.deferred.forms import Number
from indicator_engine.number_systems.deferred.graph import Closure, Node, Truth, Whole, constant
from indicator_engine.number_systems.irrational import DIGITS

SPARE = 4 * DIGITS  # bits that hold the significant digits of a result, and its logarithm's own


def rounded_root(compute: Callable[..., Fraction], value: Number, degree: Number) -> Number:
    """Return the root, its numerator and denominator no longer than the value's and 50 digits."""
    return _computed(compute, value.bits + SPARE, Range(Fraction(0), None, False), value, degree)


def rounded_log(compute: Callable[..., Fraction], value: Number) -> Number:
    """Return the logarithm: it is short, and as near to zero as its value is to one."""
    return _computed(compute, value.bits + SPARE, Range(), value)


def rounded_exp(compute: Callable[..., Fraction], value: Number) -> Number | None:
    """Return the exponential; ``None`` where nothing bounds how long it is."""
    low, high = value.bounds.low, value.bounds.high
    if low is None or high is None:
        return None
    bits = 2 * ceil(max(-low, high, Fraction(1)))  # e < 4
    return _computed(compute, bits + SPARE, Range(Fraction(0), None, False), value)


def has_value(computed: Number) -> Truth:
    """Return what holds of a number that is computed in the run; where it has no value, that ends.

    Its bounds say nothing of it: a root is never below zero, but of a negative number there is none.
    """
    operands = () if computed.over is None else (computed.over,)
    return Truth(_positive, operands, inverse=_not_positive)


def _positive(denominator: Closure) -> Closure:
    return lambda memory: denominator(memory) > 0


def _not_positive(denominator: Closure) -> Closure:
    return lambda memory: denominator(memory) <= 0


def _computed(
    compute: Callable[..., Fraction], bits: int, bounds: Range, *values: Number
) -> Number:
    operands = [node for each in values for node in (each.top, each.over or constant(1))]
    scales = tuple(each.scale for each in values)
    found = Node(partial(_call, compute, scales), tuple(operands))
    largest = 2**bits
    top = Whole(
        partial(_part, "numerator"),
        (found,),
        low=-largest if bounds.low is None else 0,
        high=largest,
    )
    over = Whole(partial(_part, "denominator"), (found,), low=1, high=largest)
    return Number(((1, top),), 0, 1, over, bounds)


def _call(compute: Callable[..., Fraction], scales: tuple[int, ...], *parts: Closure) -> Closure:
    triples = tuple(zip(scales, parts[::2], parts[1::2], strict=True))
    return lambda memory: compute(
        *[Fraction(top(memory), scale * over(memory)) for scale, top, over in triples]
    )


def _part(name: str, number: Closure) -> Closure:
    part = attrgetter(name)
    return lambda memory: part(number(memory))
