"""What the next grade needs: how many points, and which input alone can bring them."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from attrs import frozen

from indicator_engine.explaining.names_read import names_read
from indicator_engine.explaining.variation import Variation, variations
from indicator_engine.json_text.writer import Writable
from indicator_engine.language.numbers import rounded
from indicator_engine.language.ranges import Range
from indicator_engine.model import InputValue, Ruleset
from indicator_engine.records import Record
from indicator_engine.results import Evaluation

EFFORT = 200  # boxes that the search for one input looks at; a monotone rule needs some 60
MOST_WORK = 50_000  # indicators that are worked out in all; 39 of them take some 20 ms
FIRST_WIDTH = 256  # values in the box nearest to the one now

Verdict = Literal["cannot", "undecided"]


@frozen(kw_only=True)
class Way:
    """A value of one input that brings the next grade, all others as they are.

    Attributes:
        input: The input.
        now: What it holds.
        value: A value on the input's declared grid that does; no value of the grid between it and
            the one now will do. A list has its entries all alike, near their mean now.
        data: The same as a record gives it.
        total: The total it gives.
        grade: The grade it gives: the next one, or a better one where none lies between.
    """

    input: str
    now: InputValue
    value: InputValue
    data: Writable
    total: Decimal
    grade: str


@frozen(kw_only=True)
class NextGrade:
    """The distance to the next better grade.

    Attributes:
        grade: It.
        least: The lowest total that has it.
        points: How many points that is above the total; 0 where an adjustment alone is in the way.
        ways: The inputs that alone can reach it, in the order declared.
        cannot: Inputs of which no value on their grid can.
        undecided: Inputs for which the search came to no end.
    """

    grade: str
    least: Decimal
    points: Decimal
    ways: tuple[Way, ...]
    cannot: tuple[str, ...]
    undecided: tuple[str, ...]


def next_grade(ruleset: Ruleset, record: Record, evaluation: Evaluation) -> NextGrade | None:
    """Return what the next better grade needs; ``None`` where there is none, or no total yet.

    That no value of an input can reach it is proved with intervals; every value that is named
    was confirmed by scoring.
    """
    better = next(_better(ruleset, evaluation), None)
    if better is None or evaluation.total is None:
        return None
    rank, least = better
    work = _Work(ruleset)
    found = {each.declared.name: _way(each, rank, work) for each in _deciding(ruleset, record)}
    return NextGrade(
        grade=ruleset.grades[rank].grade,
        least=least,
        points=max(least - evaluation.total, least - least),
        ways=tuple(each for each in found.values() if isinstance(each, Way)),
        cannot=tuple(name for name, each in found.items() if each == "cannot"),
        undecided=tuple(name for name, each in found.items() if each == "undecided"),
    )


def _better(ruleset: Ruleset, evaluation: Evaluation) -> Iterator[tuple[int, Decimal]]:
    """Yield the grades better than the one given that some printed total has, the nearest first.

    Each is its place in the scale and the lowest such total.
    """
    names = [each.grade for each in ruleset.grades]
    places = ruleset.indicators.rounding.places
    above = 0 if evaluation.grade is None else names.index(evaluation.grade)
    for rank in reversed(range(above)):
        bounds = ruleset.grades[rank].range
        totals = None if bounds is None else bounds.on_grid(Fraction(1, 10**places))
        if totals is not None and totals.low is not None:
            yield rank, rounded(totals.low, places)


def _deciding(ruleset: Ruleset, record: Record) -> Iterator[Variation]:
    """Yield a variation for each input that some indicator or adjustment reads."""
    read = names_read(ruleset, ruleset.nodes.values())
    return (each for each in variations(ruleset, record) if each.declared.name in read)


def _way(variation: Variation, rank: int, work: "_Work") -> Way | Verdict:
    """Return how an input alone reaches a place in the scale, or that it does not."""
    if not work.is_left():
        return "undecided"
    if min(variation.grades(), default=rank + 1) > rank:
        return "cannot"
    for option in variation.options():
        if work.is_left() and (way := _confirmed(variation, option, rank)):
            return way
    search = _Search(variation, rank, work)
    place = variation.place() or Fraction(0)
    found = [steps for low, high in variation.ranges() for steps in search.nearest(low, high)]
    nearest = min(found, key=lambda steps: abs(steps - place), default=None)
    way = None if nearest is None else _confirmed(variation, variation.value(nearest), rank)
    is_settled = variation.is_searchable and not search.is_cut and not work.is_done
    return way or ("cannot" if is_settled else "undecided")


def _confirmed(variation: Variation, value: InputValue, rank: int) -> Way | None:
    """Return a value as a way, where scoring says that it is one."""
    found = variation.score(value)
    grades = [each.grade for each in variation.ruleset.grades[: rank + 1]]
    if found is None or found.total is None or found.grade not in grades:
        return None
    return Way(
        input=variation.declared.name,
        now=variation.now,
        value=value,
        data=variation.data(value),
        total=found.total,
        grade=found.grade,
    )


class _Search:
    """Finds the values nearest to the one now that reach a place in the scale.

    Boxes that intervals say cannot reach it are dropped whole, the others halved, the nearer half
    first; a box of one value is scored. Nothing is passed over.

    Attributes:
        is_cut: Whether there was more to look at than :data:`EFFORT` allows.
    """

    def __init__(self, variation: Variation, rank: int, work: "_Work") -> None:
        self.variation, self.rank, self.work = variation, rank, work
        self.left, self.is_cut = EFFORT, False

    def nearest(self, low: int, high: int) -> Iterator[int]:
        """Yield the nearest value in a range above the one now, and the nearest below it."""
        place = self.variation.place()
        if place is None:  # from zero on, which may do as well as any other
            above, below = 0, -1
        elif isinstance(self.variation.now, tuple):
            above, below = ceil(place), ceil(place) - 1
        else:  # what it is now is not tried again
            above, below = floor(place) + 1, ceil(place) - 1
        yield from self._first(max(above, low), high, 1)
        yield from self._first(low, min(below, high), -1)

    def _first(self, low: int, high: int, sign: int) -> Iterator[int]:
        """Yield the first value of a range that will do: the lowest, or with -1 the highest."""
        if low > high or not self._may_reach(low, high):
            return
        pending = list(_pieces(low, high, sign))[::-1]
        while pending:
            low, high = pending.pop()
            if self.is_cut or not self._may_reach(low, high):
                continue
            if low == high:
                yield low
                return
            middle = (low + high) // 2
            pending += [(middle + 1, high), (low, middle)][::sign]

    def _may_reach(self, low: int, high: int) -> bool:
        """Tell whether some value in a box may do; of a box of one value, whether it does."""
        self.left -= 1
        self.is_cut = self.left < 0 or not self.work.is_left()
        if self.is_cut:
            return False
        if low == high:
            return _confirmed(self.variation, self.variation.value(low), self.rank) is not None
        step = self.variation.step
        bounds = Range(low * step, high * step, low_open=False, high_open=False)
        return min(self.variation.grades(bounds), default=self.rank + 1) <= self.rank


class _Work:
    """What may still be looked at, for all inputs together.

    Attributes:
        is_done: Whether more was asked for than there is.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        self._left, self.is_done = MOST_WORK // len(ruleset.nodes), False

    def is_left(self) -> bool:
        """Tell whether one box more may be looked at, and count it."""
        self._left -= 1
        self.is_done = self._left < 0
        return not self.is_done


def _pieces(low: int, high: int, sign: int) -> Iterator[tuple[int, int]]:
    """Yield a range in pieces from its near end on, each twice as wide as the one before."""
    width = FIRST_WIDTH
    while low <= high:
        if sign > 0:
            yield low, min(low + width - 1, high)
            low += width
        else:
            yield max(high - width + 1, low), high
            high -= width
        width *= 2
