"""The graph of a computation: whole numbers, truths and texts that are still to be computed."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from attrs import field, frozen

Memory = list[Any]
"""What one run knows: its inputs, then what its steps have computed."""

Closure = Callable[[Memory], Any]
Build = Callable[..., Closure]
"""From the closures of the operands, those of the branches after them, to the closure itself."""

Term = tuple[int, "Whole"]
"""A coefficient and what it multiplies."""


@frozen(eq=False)
class Node:
    """Something still to be computed; the same node is the same value.

    Attributes:
        build: How its closure is made.
        operands: What is computed for it in any case.
        branches: What is computed for it only where a condition says so.
        depth: How many nodes stand one below the other, from it down.
    """

    build: Build = field(repr=False)
    operands: tuple["Node", ...] = ()
    branches: tuple["Node", ...] = ()
    depth: int = field(init=False)

    @depth.default
    def _depth(self) -> int:
        return 1 + max((each.depth for each in (*self.operands, *self.branches)), default=0)

    @property
    def is_work(self) -> bool:
        """Tell whether there is something to compute: it is neither known nor read from memory."""
        return bool(self.operands or self.branches)


@frozen(eq=False)
class Truth(Node):
    """A truth.

    Attributes:
        inverse: How the closure of the opposite is made, from the same closures.
    """

    inverse: Build = field(kw_only=True, repr=False)

    def inverted(self) -> "Truth":
        """Return the opposite."""
        return Truth(self.inverse, self.operands, self.branches, inverse=self.build)


@frozen(eq=False)
class Whole(Node):
    """A whole number.

    Attributes:
        low: It is never below.
        high: It is never above.
    """

    low: int = field(kw_only=True)
    high: int = field(kw_only=True)


def remembered(slot: int) -> Build:
    """Return how a value is read that stands in memory."""
    return partial(itemgetter, slot)


def places(*parts: Closure) -> tuple[int, ...] | None:
    """Return where in memory the parts stand; ``None`` where one of them has to be computed.

    What stands in memory takes less to read than a call takes.
    """
    if not all(isinstance(each, itemgetter) for each in parts):
        return None
    return tuple(int(each.__reduce__()[1][0]) for each in parts)  # as a pickle holds it


def constant(value: int) -> Whole:
    """Return a number that is known."""
    return Whole(partial(known, value), low=value, high=value)


def known(value: object) -> Closure:
    """Return the closure of something that is the same in every run."""
    return lambda _: value


def combined(terms: Sequence[Term], plus: int = 0) -> Whole:
    """Return the sum of the terms and a constant."""
    if not terms:
        return constant(plus)
    (factor, only), *others = terms
    if not others and factor == 1 and plus == 0:
        return only
    factors = tuple(each for each, _ in terms)
    low, high = spread(terms, plus)
    operands = tuple(node for _, node in terms)
    return Whole(partial(weighted_sum, factors, plus), operands, low=low, high=high)


def spread(terms: Sequence[Term], plus: int) -> tuple[int, int]:
    """Return the lowest and the highest that a sum of terms can be."""
    lows = (factor * (node.low if factor > 0 else node.high) for factor, node in terms)
    highs = (factor * (node.high if factor > 0 else node.low) for factor, node in terms)
    return sum(lows, plus), sum(highs, plus)


def weighted_sum(factors: tuple[int, ...], plus: int, *parts: Closure) -> Closure:
    """Return the closure of a sum; small ones are written out, for they are most of all work."""
    if plus and len(parts) > 1:
        return _plus(plus, weighted_sum(factors, 0, *parts))
    if set(factors) == {1}:
        return _plus(plus, *parts) if plus else _plain_sum(*parts)
    if len(parts) == 1:
        return _scaled(factors[0], plus, *parts)
    if len(parts) == 2:
        return _weighted_pair(factors[0], factors[1], *parts)
    half = len(parts) // 2
    return _plain_sum(
        weighted_sum(factors[:half], 0, *parts[:half]),
        weighted_sum(factors[half:], 0, *parts[half:]),
    )


def _plus(plus: int, part: Closure) -> Closure:
    return lambda memory: part(memory) + plus


def _scaled(factor: int, plus: int, part: Closure) -> Closure:
    if factor == 1:
        return _plus(plus, part)
    if plus:
        return lambda memory: factor * part(memory) + plus
    return lambda memory: factor * part(memory)


def _weighted_pair(factor: int, other_factor: int, first: Closure, second: Closure) -> Closure:
    if (factor, other_factor) == (1, -1):
        return lambda memory: first(memory) - second(memory)
    return lambda memory: factor * first(memory) + other_factor * second(memory)


def _plain_sum(*parts: Closure) -> Closure:
    if len(parts) == 1:
        return parts[0]
    if len(parts) > 4:
        half = len(parts) // 2
        return _sum_of(_plain_sum(*parts[:half]), _plain_sum(*parts[half:]))
    standing = places(*parts)
    return _sum_of(*parts) if standing is None else _sum_at(*standing)


def _sum_of(first: Closure, second: Closure, *others: Closure) -> Closure:
    if not others:
        return lambda memory: first(memory) + second(memory)
    third, *last = others
    if not last:
        return lambda memory: first(memory) + second(memory) + third(memory)
    (fourth,) = last
    return lambda memory: first(memory) + second(memory) + third(memory) + fourth(memory)


def _sum_at(first: int, second: int, *others: int) -> Closure:
    if not others:
        return lambda memory: memory[first] + memory[second]
    third, *last = others
    if not last:
        return lambda memory: memory[first] + memory[second] + memory[third]
    (fourth,) = last
    return lambda memory: memory[first] + memory[second] + memory[third] + memory[fourth]


def product(left: Whole, right: Whole) -> Whole:
    """Return the product."""
    corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Whole(product_of, (left, right), low=min(corners), high=max(corners))


def product_of(left: Closure, right: Closure) -> Closure:
    """Return the closure of the product."""
    return lambda memory: left(memory) * right(memory)


def products(factors: Sequence[Whole]) -> Whole | None:
    """Return the product of all; ``None``, which stands for one, where there are none."""
    found: Whole | None = None
    for factor in factors:
        found = factor if found is None else product(found, factor)
    return found


def power(base: Whole, exponent: int) -> Whole:
    """Return the power; the exponent is positive."""
    ends = (base.low**exponent, base.high**exponent)
    touches = exponent % 2 == 0 and base.low <= 0 <= base.high
    low = 0 if touches else min(ends)
    return Whole(partial(power_of, exponent), (base,), low=low, high=max(ends))


def power_of(exponent: int, base: Closure) -> Closure:
    """Return the closure of the power."""
    return lambda memory: base(memory) ** exponent


def quotient(terms: Sequence[Term], plus: int, scale: int, over: Whole | None) -> Whole:
    """Return how often a positive number goes into a sum, rounded down.

    Args:
        terms: Of the sum.
        plus: Its constant.
        scale: The known factor of the divisor.
        over: The other one; ``None`` stands for one.
    """
    tops = spread(terms, plus)
    belows = (scale, scale) if over is None else (scale * max(over.low, 1), scale * over.high)
    corners = [top // below for top in tops for below in belows]
    low, high = min(corners), max(corners)
    if over is None and len(terms) == 1:
        ((factor, only),) = terms
        return Whole(partial(part_of, factor, plus, scale), (only,), low=low, high=high)
    if over is None:
        return Whole(partial(part_of, 1, plus, scale), (combined(terms),), low=low, high=high)
    factors = {id(node): factor for factor, node in terms}
    of_over = factors.pop(id(over), 0)
    rest = [(factor, node) for factor, node in terms if node is not over]
    if len(rest) == 1 and not plus:
        ((factor, only),) = rest
        build = partial(share_of, factor, of_over, scale)
        return Whole(build, (only, over), low=low, high=high)
    operands = (combined(terms, plus), combined(((scale, over),)))
    return Whole(quotient_of, operands, low=low, high=high)


def quotient_of(top: Closure, bottom: Closure) -> Closure:
    """Return the closure of the quotient, rounded down."""
    return lambda memory: top(memory) // bottom(memory)


def part_of(factor: int, plus: int, scale: int, part: Closure) -> Closure:
    """Return the closure of ``(factor * part + plus) // scale``: a rounding, if scale is not 1."""
    if factor == 1:
        return lambda memory: (part(memory) + plus) // scale
    return lambda memory: (factor * part(memory) + plus) // scale


def share_of(factor: int, of_over: int, scale: int, top: Closure, over: Closure) -> Closure:
    """Return the closure of ``(factor * top + of_over * over) // (scale * over)``: a rounding."""
    if standing := places(top, over):
        above, under = standing
        return lambda memory: (
            (factor * memory[above] + of_over * (below := memory[under])) // (scale * below)
        )
    return lambda memory: (
        (factor * top(memory) + of_over * (below := over(memory))) // (scale * below)
    )


def least(values: Sequence[Whole]) -> Whole:
    """Return the smallest."""
    low, high = min(each.low for each in values), min(each.high for each in values)
    return Whole(least_of, tuple(values), low=low, high=high)


def least_of(*parts: Closure) -> Closure:
    """Return the closure of the smallest."""
    if len(parts) == 2:
        first, second = parts
        return lambda memory: a if (a := first(memory)) < (b := second(memory)) else b
    return lambda memory: min([part(memory) for part in parts])


def greatest(values: Sequence[Whole]) -> Whole:
    """Return the largest."""
    low, high = max(each.low for each in values), max(each.high for each in values)
    return Whole(greatest_of, tuple(values), low=low, high=high)


def greatest_of(*parts: Closure) -> Closure:
    """Return the closure of the largest."""
    if len(parts) == 2:
        first, second = parts
        return lambda memory: a if (a := first(memory)) > (b := second(memory)) else b
    return lambda memory: max([part(memory) for part in parts])


def whole_if(condition: Truth, then: Whole, otherwise: Whole) -> Whole:
    """Return the one number or the other."""
    low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
    return Whole(choice, (condition,), (then, otherwise), low=low, high=high)


def choice(condition: Closure, then: Closure, otherwise: Closure) -> Closure:
    """Return the closure that computes one of two."""
    return lambda memory: then(memory) if condition(memory) else otherwise(memory)
