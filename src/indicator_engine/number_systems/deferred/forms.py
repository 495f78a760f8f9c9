"""Rational numbers of the graph: a sum of whole numbers over a denominator.

Most denominators are known while the computation is made, so that adding, scaling and rounding
change coefficients and cost nothing when it is run.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from attrs import evolve, frozen

from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.deferred.graph import (
    Term,
    Whole,
    combined,
    power,
    product,
    products,
    quotient,
    spread,
)
from indicator_engine.number_systems.range_arithmetic import (
    added,
    multiplied,
    powered,
    reciprocals,
    scaled,
)

WIDE = 64  # terms that a sum is kept in


@frozen(eq=False)
class Number:
    """The number ``(factor * whole + … + plus) / (scale * over)``.

    Attributes:
        terms: Coefficients and the whole numbers that they multiply.
        plus: What is added to them.
        scale: The known part of the denominator, positive.
        over: The part still to be computed, positive; ``None`` stands for one.
        bounds: Where the number lies.
    """

    terms: tuple[Term, ...]
    plus: int
    scale: int
    over: Whole | None
    bounds: Range

    @property
    def top(self) -> Whole:
        """Return the numerator."""
        return combined(self.terms, self.plus)

    @property
    def wholes(self) -> tuple[Whole, ...]:
        """Return the whole numbers that it is made of."""
        return (*(node for _, node in self.terms), *(() if self.over is None else (self.over,)))

    @property
    def bits(self) -> int:
        """Return how long numerator or denominator can become."""
        low, high = spread(self.terms, self.plus)
        below = self.scale * (1 if self.over is None else self.over.high)
        return max(low.bit_length(), high.bit_length(), below.bit_length())


def whole_number(whole: Whole, scale: int = 1) -> Number:
    """Return a whole number of the graph, or that many parts of a scale."""
    bounds = Range(Fraction(whole.low, scale), Fraction(whole.high, scale), False, False)
    return Number(((1, whole),), 0, scale, None, bounds)


def known_number(value: Fraction) -> Number:
    """Return a number that is known."""
    return Number((), value.numerator, value.denominator, None, Range.point(value))


def settled(number: Number) -> Number:
    """Return the number with what must be added up as one whole number, to be computed once."""
    if len(number.terms) <= 1:
        return number
    return evolve(number, terms=((1, number.top),), plus=0)


def times(number: Number, factor: Fraction) -> Number:
    """Return a number times a known one."""
    top, below = factor.as_integer_ratio()
    terms = tuple((each * top, node) for each, node in number.terms if top)
    plus, scale = number.plus * top, number.scale * below
    shared = gcd(scale, plus, *(each for each, _ in terms))
    return Number(
        tuple((each // shared, node) for each, node in terms),
        plus // shared,
        scale // shared,
        number.over if top else None,
        scaled(number.bounds, factor),
    )


def together(numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers over their common denominator."""
    scale = lcm(*(each.scale for each in numbers))
    overs = list({id(each.over): each.over for each in numbers if each.over is not None}.values())
    over = products(overs)
    return [_widened(each, overs, scale, over) for each in numbers]


def _widened(number: Number, overs: Sequence[Whole], scale: int, over: Whole | None) -> Number:
    """Return a number over another denominator, a multiple of its own."""
    more = scale // number.scale
    terms = tuple((factor * more, node) for factor, node in number.terms)
    plus = number.plus * more
    further = products([each for each in overs if each is not number.over])
    if further is None:
        return Number(terms, plus, scale, over, number.bounds)
    beside = ((plus, further),) if plus else ()
    return Number((*_multiplied(terms, further), *beside), 0, scale, over, number.bounds)


def _multiplied(terms: Sequence[Term], by: Whole) -> tuple[Term, ...]:
    if len(terms) > 1:
        terms = ((1, combined(terms)),)
    return tuple((factor, product(node, by)) for factor, node in terms)


def _summed(left: Number, right: Number, bounds: Range) -> Number:
    """Return the sum of two numbers over one denominator."""
    factors: dict[int, Term] = {}
    for factor, node in (*left.terms, *right.terms):
        known, _ = factors.get(id(node), (0, node))
        factors[id(node)] = (known + factor, node)
    terms = tuple(term for term in factors.values() if term[0])
    return Number(_gathered(terms), left.plus + right.plus, left.scale, left.over, bounds)


def _gathered(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return terms, as one where they have become many: the next sum need not look at each."""
    if len(terms) <= WIDE:
        return terms
    shared = gcd(*(factor for factor, _ in terms))
    return ((shared, combined([(factor // shared, node) for factor, node in terms])),)


def total(left: Number, right: Number) -> Number:
    """Return the sum of any two numbers."""
    one, other = together([left, right])
    return _summed(one, other, added(left.bounds, right.bounds))


def difference(left: Number, right: Number) -> Number:
    """Return the difference."""
    return total(left, times(right, Fraction(-1)))


def multiplied_by(left: Number, right: Number) -> Number:
    """Return the product."""
    over = products([each.over for each in (left, right) if each.over is not None])
    bounds = multiplied(left.bounds, right.bounds)
    return Number(((1, product(left.top, right.top)),), 0, left.scale * right.scale, over, bounds)


def raised(number: Number, exponent: int) -> Number:
    """Return the power; the exponent is positive."""
    over = None if number.over is None else power(number.over, exponent)
    bounds = powered(number.bounds, exponent) or number.bounds
    return Number(((1, power(number.top, exponent)),), 0, number.scale**exponent, over, bounds)


def divided_by(left: Number, right: Number) -> Number:
    """Return the quotient; the divisor's numerator is positive."""
    bounds = multiplied(left.bounds, reciprocals(right.bounds) or Range())
    turned = times(left, Fraction(right.scale))
    if right.over is not None:
        plus = ((turned.plus, right.over),) if turned.plus else ()
        turned = evolve(turned, terms=(*_multiplied(turned.terms, right.over), *plus), plus=0)
    over = products([each for each in (left.over, right.top) if each is not None])
    return evolve(turned, over=over, bounds=bounds)


def floor_of(number: Number) -> Number:
    """Return the largest whole number that is not above."""
    scale = number.scale
    if number.over is not None:
        return whole_number(quotient(number.terms, number.plus, scale, number.over))
    out = tuple((factor // scale, node) for factor, node in number.terms if factor % scale == 0)
    kept = tuple((factor, node) for factor, node in number.terms if factor % scale)
    more = number.plus // scale
    if kept:
        out, more = (*out, (1, quotient(kept, number.plus, scale, None))), 0
    low, high = spread(out, more)
    return Number(out, more, 1, None, Range(Fraction(low), Fraction(high), False, False))
