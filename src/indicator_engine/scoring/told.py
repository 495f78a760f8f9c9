"""How the memory of a run tells what it has found: numbers, lists, scores, what rules did."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache, partial
from importlib import import_module
from math import gcd
from operator import itemgetter
from typing import Any, TypeVar

from attrs import evolve, frozen

from indicator_engine.errors import Diagnostic
from indicator_engine.model import Assertion, Ruleset
from indicator_engine.number_systems.deferred import Closure, Memory, places
from indicator_engine.number_systems.exact import Entries
from indicator_engine.results import AppliedAdjustment, ScoreNode
from indicator_engine.scoring.assertions import failure
from indicator_engine.scoring.evaluation import RATE_PLACES

DECIMALS = 10_001  # of so many places that are kept: what a hundred points have at two
SHARES = 1_000  # of one weight that are kept
WEIGHTS = 200  # whose shares are kept

multiply = Context(prec=1_000).multiply  # exact, and without the caller's context

new: Callable[[type[Fraction]], Fraction] = object.__new__

Told = TypeVar("Told")
Share = tuple[Fraction, Decimal]
"""The value of an indicator, and its rate."""
Several = Callable[[Sequence[Any]], tuple[Any, ...]]
"""Tells what stands at several places."""


class Kept(dict[int, Told]):
    """What whole numbers tell: made when it is first asked for and kept, as long as it is few.

    Scores and rates are few and the same for many units, and to make one takes longer than to
    find it. Threads may share it: what two of them make at once is the same.

    Args:
        make: Tells it of one.
        most: How many are kept.
    """

    def __init__(self, make: Callable[[int], Told], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, whole: int) -> Told:
        """Return what is not kept yet."""
        told = self._make(whole)
        if len(self) < self._most:
            self[whole] = told
        return told


@cache
def decimals(places: int) -> Kept[Decimal]:
    """Return the decimals of so many places, by their units of the last place."""
    return Kept(partial(multiply, Decimal(1).scaleb(-places)), DECIMALS)


RATES = decimals(RATE_PLACES)


def exactly(top: Closure, scale: int, over: Closure) -> Closure:
    """Return what tells an exact number.

    Args:
        top: Gives the numerator.
        scale: The known factor of the denominator.
        over: Gives the other factor.
    """
    return lambda memory: Fraction(top(memory), scale * over(memory))


def share(top: Closure, scale: int, over: Closure, weight: Fraction) -> Closure:
    """Return what tells the value of an indicator, and its rate.

    Args:
        top: Gives the numerator of the value.
        scale: The known factor of its denominator, positive.
        over: Gives the other factor, positive.
        weight: Points that it can have.
    """
    steps, points = (2 * Fraction(10**RATE_PLACES) / weight).as_integer_ratio()

    def rate(above: int, below: int) -> int:
        half = below * points
        if above < 0:
            return -((half - above * steps) // (half + half))
        return (half + above * steps) // (half + half)

    def told(memory: Memory) -> Share:
        above, below = top(memory), scale * over(memory)
        return _fraction(above, below), RATES[rate(above, below)]

    return told


@frozen(eq=False)
class ShareAt:
    """Tells the same where it stands in memory.

    Attributes:
        place: Of the value's numerator; after it stand its denominator, positive, and the rate in
            units of its last place.
    """

    place: int

    def __call__(self, memory: Memory) -> Share:
        """Return the value and its rate."""
        above, below, rate = memory[self.place : self.place + 3]
        return _fraction(above, below), RATES[rate]


@frozen(eq=False)
class KeptShare:
    """Tells the same of a value that can be a score: there are few of these.

    Attributes:
        kept: Values and rates by the parts of a scale.
        place: Of these parts in memory.
    """

    kept: "Kept[Share]"
    place: int

    def __call__(self, memory: Memory) -> Share:
        """Return the value and its rate."""
        return self.kept[memory[self.place]]


class Shares:
    """Tells the values and rates of many nodes, in half the time that each alone would take.

    Args:
        tellers: What tells those of each.
    """

    def __init__(self, tellers: Sequence[Closure]) -> None:
        kept = {n: each for n, each in enumerate(tellers) if isinstance(each, KeptShare)}
        standing = {n: each for n, each in enumerate(tellers) if isinstance(each, ShareAt)}
        told = {*kept, *standing}
        others = {n: each for n, each in enumerate(tellers) if n not in told}
        tops = [each.place for each in standing.values()]
        self._kept, self._kept_at = _several(kept), _several(each.place for each in kept.values())
        self._tables = tuple(each.kept for each in kept.values())
        self._standing = _several(standing)
        self._parts = _several([*tops, *(place + 1 for place in tops)])
        self._rates = _several(place + 2 for place in tops)
        self._others, self._tellers = _several(others), tuple(others.values())

    def give(self, nodes: Sequence[ScoreNode], memory: Memory) -> None:
        """Give values and rates to nodes, of which each is the one that its teller tells of."""
        parts = self._kept_at(memory)
        for node, table, part in zip(self._kept(nodes), self._tables, parts, strict=True):
            fields = node.__dict__
            fields["value"], fields["rate"] = table[part]
        values, rates = fractions(Fraction, self._parts(memory)), self._rates(memory)
        for node, value, rate in zip(self._standing(nodes), values, rates, strict=True):
            fields = node.__dict__
            fields["value"], fields["rate"] = value, RATES[rate]
        for node, tell in zip(self._others(nodes), self._tellers, strict=True):
            fields = node.__dict__
            fields["value"], fields["rate"] = tell(memory)


def _several(places: Iterable[int]) -> Several:
    """Return what tells what stands at some places, as a tuple however many they are."""
    known = tuple(places)
    return itemgetter(*known) if len(known) > 1 else lambda row: tuple(row[each] for each in known)


def _fraction(above: int, below: int) -> Fraction:
    """Return the fraction of two whole numbers, the second one positive.

    Fraction itself takes more than twice as long.
    """
    shared = gcd(above, below)
    value = new(Fraction)
    value._numerator = above // shared  # type: ignore[attr-defined]  # noqa: SLF001
    value._denominator = below // shared  # type: ignore[attr-defined]  # noqa: SLF001
    return value


def fractions_in_python(_kind: type[Fraction], numbers: tuple[int, ...]) -> list[Fraction]:
    """Return fractions: of the first half of some numbers, over the second one."""
    half = len(numbers) // 2
    return list(map(_fraction, numbers[:half], numbers[half:]))


try:
    fractions: Callable[..., list[Fraction]] = import_module("indicator_engine._begun").fractions
except ImportError:  # no compiler was there, or the package is read from a zip
    fractions = fractions_in_python
"""The same, compiled where that was possible; then of numbers of 63 bits."""


@lru_cache(maxsize=WEIGHTS)
def shares(scale: int, weight: Fraction) -> Kept[Share]:
    """Return the values of so many parts of a scale, and their rates, by these parts."""
    of_first = share(itemgetter(0), scale, always(1), weight)
    return Kept(lambda parts: of_first([parts]), SHARES)


def looked_up(kept: Kept[Told], whole: Closure) -> Closure:
    """Return what tells something that is kept by a whole number."""
    if standing := places(whole):
        (place,) = standing
        return lambda memory: kept[memory[place]]
    return lambda memory: kept[whole(memory)]


@frozen(eq=False)
class Entered:
    """How a run's memory tells a list.

    Attributes:
        entries: Gives them in parts of the scale.
        scale: How many parts make one.
    """

    entries: Closure
    scale: int

    def __call__(self, memory: Memory) -> Entries:
        """Return the list."""
        return Entries(Fraction(each, self.scale) for each in self.entries(memory))


@frozen(eq=False)
class Check:
    """One assertion of all units.

    Attributes:
        assertion: The assertion.
        holds: Tells whether it holds.
        names: Tell what its formulas name.
    """

    assertion: Assertion
    holds: Closure
    names: Mapping[str, Closure]

    def failure(self, ruleset: Ruleset, memory: Memory) -> Diagnostic:
        """Return what is told where it does not hold."""
        names = {name: value(memory) for name, value in self.names.items()}
        return failure(ruleset, self.assertion, names)


@frozen(eq=False)
class AdjustmentShape:
    """One adjustment of all units.

    Attributes:
        shared: What is the same for all.
        applied: Tells whether it applied, or ``None``.
        before: Tells the score before it, or ``None``.
        after: Tells the score after it, or ``None``.
    """

    shared: AppliedAdjustment
    applied: Closure
    before: Closure
    after: Closure

    def __call__(self, memory: Memory) -> AppliedAdjustment:
        """Return what it did in one run."""
        applied, before, after = self.applied(memory), self.before(memory), self.after(memory)
        return evolve(self.shared, applied=applied, before=before, after=after)


def always(value: object) -> Closure:
    """Return what tells the same in every run."""
    return lambda _: value
