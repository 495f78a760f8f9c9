"""How a group's value comes from its children's, what is left out set aside.

A child that is *not applicable* is left out; any other absence makes the group absent.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm

from attrs import frozen

from indicator_engine.language.protocol import Absence, NumberSystem, Value
from indicator_engine.model import Combination

ZERO, ONE = Fraction(0), Fraction(1)


@frozen
class Part:
    """A child as its group sees it.

    Attributes:
        value: What it hands up.
        share: Its relative weight in a mean.
    """

    value: Value
    share: Fraction


def either(system: NumberSystem, condition: Value, then: Value, otherwise: Value) -> Value:
    """Return one of two values that are both known."""
    return system.choose(condition, kept(then), kept(otherwise))


def kept(value: Value) -> Callable[[], Value]:
    """Return a branch that is a value already known."""
    return lambda: value


def left_out(system: NumberSystem, value: Value) -> Value:
    """Return the truth of "this child is left out of its group"."""
    return system.is_absent(value, Absence.NOT_APPLICABLE)


def total(system: NumberSystem, values: Sequence[Value]) -> Value:
    """Return the sum of the values that are not left out; 0 where nothing is left."""
    zero = result = system.number(ZERO)
    for value in values:
        result = system.add(result, either(system, left_out(system, value), zero, value))
    return result


def mean(system: NumberSystem, parts: Sequence[Part]) -> Value:
    """Return the mean weighted by share, the shares of what is left renormalised."""
    weighted = [system.multiply(part.value, system.number(part.share)) for part in parts]
    shares = total(system, [_share(system, part, part.share) for part in parts])
    return _unless_empty(system, shares, lambda: system.divide(total(system, weighted), shares))


def geomean(system: NumberSystem, parts: Sequence[Part]) -> Value:
    """Return the geometric mean weighted by share, the shares of what is left renormalised."""
    return system.choose(
        system.less(least(system, parts), system.number(ZERO)),
        lambda: system.undefined("geomean-of-negative"),
        lambda: _geomean(system, parts),
    )


def _geomean(system: NumberSystem, parts: Sequence[Part]) -> Value:
    one = product = system.number(ONE)
    exponents = _whole_shares(parts)
    for part, exponent in zip(parts, exponents, strict=True):
        power = system.power(part.value, exponent)
        product = system.multiply(product, either(system, left_out(system, part.value), one, power))
    counted = zip(parts, exponents, strict=True)
    shares = total(system, [_share(system, part, Fraction(each)) for part, each in counted])
    return _unless_empty(system, shares, lambda: system.root(product, shares))


def least(system: NumberSystem, parts: Sequence[Part]) -> Value:
    """Return the smallest value that is left."""
    return _extreme(system, parts, system.minimum)


def greatest(system: NumberSystem, parts: Sequence[Part]) -> Value:
    """Return the largest value that is left."""
    return _extreme(system, parts, system.maximum)


def _share(system: NumberSystem, part: Part, share: Fraction) -> Value:
    """Return a part's share, absent as the part itself where it is left out."""
    gone = system.absent(Absence.NOT_APPLICABLE)
    return either(system, left_out(system, part.value), gone, system.number(share))


def _whole_shares(parts: Sequence[Part]) -> list[int]:
    """Return the shares as the smallest whole numbers in the same proportion."""
    scale = lcm(*(part.share.denominator for part in parts))
    whole = [int(part.share * scale) for part in parts]
    return [share // gcd(*whole) for share in whole]


def _unless_empty(system: NumberSystem, shares: Value, compute: Callable[[], Value]) -> Value:
    return system.choose(
        system.equal(shares, system.number(ZERO)),
        lambda: system.absent(Absence.NOT_APPLICABLE),
        compute,
    )


def _extreme(
    system: NumberSystem, parts: Sequence[Part], pick: Callable[[Sequence[Value]], Value]
) -> Value:
    best = system.absent(Absence.NOT_APPLICABLE)
    for part in parts:
        further = either(system, left_out(system, best), part.value, pick([best, part.value]))
        best = either(system, left_out(system, part.value), best, further)
    return best


COMBINE: Mapping[Combination, Callable[[NumberSystem, Sequence[Part]], Value]] = {
    "mean": mean,
    "geomean": geomean,
    "min": least,
    "max": greatest,
}
