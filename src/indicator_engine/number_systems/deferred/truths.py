"""Truths of the graph: comparisons of whole numbers, equality, one truth or the other."""

from collections.abc import Sequence
from functools import partial
from math import gcd

from indicator_engine.number_systems.deferred.graph import (
    Build,
    Closure,
    Node,
    Term,
    Truth,
    choice,
    combined,
    places,
    remembered,
    spread,
)

Known = bool | Truth
"""A truth that is known while the computation is made, or one that is not."""


def truth_in(slot: int) -> Truth:
    """Return a truth that stands in memory."""
    return Truth(remembered(slot), inverse=partial(opposite, remembered(slot)))


def inverted(truth: Known) -> Known:
    """Return the opposite."""
    return truth.inverted() if isinstance(truth, Truth) else not truth


def negative(terms: Sequence[Term], plus: int) -> Known:
    """Return the truth of "the sum of the terms and the constant is below zero"."""
    low, high = spread(terms, plus)
    if high < 0 or low >= 0:
        return high < 0
    if len(terms) == 1:
        ((factor, only),) = terms
        limit = -(plus // factor) if factor > 0 else plus // -factor
        holds, fails = (below, at_least) if factor > 0 else (above, at_most)
        return Truth(partial(holds, limit), (only,), inverse=partial(fails, limit))
    plus_side, minus_side = _sides(terms)
    if len(plus_side) == len(minus_side) == 1 and not plus:
        factors = plus_side[0][0], minus_side[0][0]
        operands = (plus_side[0][1], minus_side[0][1])
        return Truth(partial(less_of, *factors), operands, inverse=partial(not_less_of, *factors))
    operands = (combined(plus_side, plus), combined(minus_side))
    return Truth(less, operands, inverse=not_less)


def zero(terms: Sequence[Term], plus: int) -> Known:
    """Return the truth of "the sum of the terms and the constant is zero"."""
    low, high = spread(terms, plus)
    if low > 0 or high < 0 or (low, high) == (0, 0):
        return (low, high) == (0, 0)
    plus_side, minus_side = _sides(terms)
    return same(combined(plus_side, plus), combined(minus_side))


def same(left: Node, right: Node) -> Truth:
    """Return the truth of "both are the same"."""
    return Truth(same_as, (left, right), inverse=differs_from)


def truth_if(condition: Truth, then: Known, otherwise: Known) -> Known:
    """Return the one truth or the other."""
    if then is otherwise:
        return then
    if isinstance(then, Truth) and isinstance(otherwise, Truth):
        return Truth(choice, (condition,), (then, otherwise), inverse=partial(opposite, choice))
    if isinstance(otherwise, Truth):  # "then" is known
        return _either(condition, otherwise) if then else _both(condition.inverted(), otherwise)
    if isinstance(then, Truth):
        return _either(condition.inverted(), then) if otherwise else _both(condition, then)
    return condition if then else condition.inverted()


def _sides(terms: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """Return the terms to be added, and those to be taken away, without their common factor."""
    return (
        [(factor, node) for factor, node in terms if factor > 0],
        [(-factor, node) for factor, node in terms if factor < 0],
    )


def reduced(terms: Sequence[Term], plus: int) -> tuple[tuple[Term, ...], int]:
    """Return a sum without the factor that all its parts share; its sign is the same."""
    shared = gcd(plus, *(factor for factor, _ in terms)) or 1
    return tuple((factor // shared, node) for factor, node in terms), plus // shared


def _both(left: Truth, right: Truth) -> Truth:
    return Truth(both, (left,), (right,), inverse=partial(opposite, both))


def _either(left: Truth, right: Truth) -> Truth:
    return Truth(either, (left,), (right,), inverse=partial(opposite, either))


def opposite(build: Build, *parts: Closure) -> Closure:
    """Return the closure of the opposite of what a build makes the closure of."""
    made = build(*parts)
    return lambda memory: not made(memory)


def both(left: Closure, right: Closure) -> Closure:
    """Return the closure of whether both hold; the second is asked only where the first one holds."""
    return lambda memory: left(memory) and right(memory)


def either(left: Closure, right: Closure) -> Closure:
    """Return the closure of whether one of two holds; the second is asked only where the first one does not."""
    return lambda memory: left(memory) or right(memory)


def less(left: Closure, right: Closure) -> Closure:
    """Return the closure of ``left < right``."""
    if standing := places(left, right):
        one, other = standing
        return lambda memory: memory[one] < memory[other]
    return lambda memory: left(memory) < right(memory)


def not_less(left: Closure, right: Closure) -> Closure:
    """Return the closure of ``left >= right``."""
    if standing := places(left, right):
        one, other = standing
        return lambda memory: memory[one] >= memory[other]
    return lambda memory: left(memory) >= right(memory)


def less_of(factor: int, other_factor: int, left: Closure, right: Closure) -> Closure:
    """Return the closure of ``factor * left < other_factor * right``."""
    if factor == other_factor == 1:
        return less(left, right)
    return lambda memory: factor * left(memory) < other_factor * right(memory)


def not_less_of(factor: int, other_factor: int, left: Closure, right: Closure) -> Closure:
    """Return the closure of ``factor * left >= other_factor * right``."""
    if factor == other_factor == 1:
        return not_less(left, right)
    return lambda memory: factor * left(memory) >= other_factor * right(memory)


def below(limit: int, part: Closure) -> Closure:
    """Return the closure of ``part < limit``."""
    return lambda memory: part(memory) < limit


def at_least(limit: int, part: Closure) -> Closure:
    """Return the closure of ``part >= limit``."""
    return lambda memory: part(memory) >= limit


def above(limit: int, part: Closure) -> Closure:
    """Return the closure of ``part > limit``."""
    return lambda memory: part(memory) > limit


def at_most(limit: int, part: Closure) -> Closure:
    """Return the closure of ``part <= limit``."""
    return lambda memory: part(memory) <= limit


def same_as(left: Closure, right: Closure) -> Closure:
    """Return the closure of whether both are the same."""
    return lambda memory: left(memory) == right(memory)


def differs_from(left: Closure, right: Closure) -> Closure:
    """Return the closure of whether they are not the same."""
    return lambda memory: left(memory) != right(memory)
