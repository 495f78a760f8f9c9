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
    return Truth(remembered(slot), inverse=lambda: lambda memory: not memory[slot])


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
        below, others = (_below, _from) if factor > 0 else (_above, _up_to)
        return Truth(partial(below, limit), (only,), inverse=partial(others, limit))
    plus_side, minus_side = _sides(terms)
    if len(plus_side) == len(minus_side) == 1 and not plus:
        factors = plus_side[0][0], minus_side[0][0]
        operands = (plus_side[0][1], minus_side[0][1])
        return Truth(partial(_less_of, *factors), operands, inverse=partial(_from_of, *factors))
    operands = (combined(plus_side, plus), combined(minus_side))
    return Truth(_less, operands, inverse=_not_less)


def zero(terms: Sequence[Term], plus: int) -> Known:
    """Return the truth of "the sum of the terms and the constant is zero"."""
    low, high = spread(terms, plus)
    if low > 0 or high < 0 or (low, high) == (0, 0):
        return (low, high) == (0, 0)
    plus_side, minus_side = _sides(terms)
    return same(combined(plus_side, plus), combined(minus_side))


def same(left: Node, right: Node) -> Truth:
    """Return the truth of "both are the same"."""
    return Truth(_same, (left, right), inverse=_differs)


def truth_if(condition: Truth, then: Known, otherwise: Known) -> Known:
    """Return the one truth or the other."""
    if then is otherwise:
        return then
    if isinstance(then, Truth) and isinstance(otherwise, Truth):
        return Truth(choice, (condition,), (then, otherwise), inverse=_opposite_choice)
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
    return Truth(_and, (left,), (right,), inverse=_opposite(_and))


def _either(left: Truth, right: Truth) -> Truth:
    return Truth(_or, (left,), (right,), inverse=_opposite(_or))


def _opposite(build: Build) -> Build:
    def opposite(*parts: Closure) -> Closure:
        made = build(*parts)
        return lambda memory: not made(memory)

    return opposite


_opposite_choice = _opposite(choice)


def _and(left: Closure, right: Closure) -> Closure:
    return lambda memory: left(memory) and right(memory)


def _or(left: Closure, right: Closure) -> Closure:
    return lambda memory: left(memory) or right(memory)


def _less(left: Closure, right: Closure) -> Closure:
    if standing := places(left, right):
        one, other = standing
        return lambda memory: memory[one] < memory[other]
    return lambda memory: left(memory) < right(memory)


def _not_less(left: Closure, right: Closure) -> Closure:
    if standing := places(left, right):
        one, other = standing
        return lambda memory: memory[one] >= memory[other]
    return lambda memory: left(memory) >= right(memory)


def _less_of(factor: int, other_factor: int, left: Closure, right: Closure) -> Closure:
    if factor == other_factor == 1:
        return _less(left, right)
    return lambda memory: factor * left(memory) < other_factor * right(memory)


def _from_of(factor: int, other_factor: int, left: Closure, right: Closure) -> Closure:
    if factor == other_factor == 1:
        return _not_less(left, right)
    return lambda memory: factor * left(memory) >= other_factor * right(memory)


def _below(limit: int, part: Closure) -> Closure:
    return lambda memory: part(memory) < limit


def _from(limit: int, part: Closure) -> Closure:
    return lambda memory: part(memory) >= limit


def _above(limit: int, part: Closure) -> Closure:
    return lambda memory: part(memory) > limit


def _up_to(limit: int, part: Closure) -> Closure:
    return lambda memory: part(memory) <= limit


def _same(left: Closure, right: Closure) -> Closure:
    return lambda memory: left(memory) == right(memory)


def _differs(left: Closure, right: Closure) -> Closure:
    return lambda memory: left(memory) != right(memory)
