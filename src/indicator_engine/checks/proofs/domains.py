"""Where the prover looks: the values an input can have, how they are cut, which come first."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from attrs import evolve, frozen

from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.ranges import Range, hull
from indicator_engine.language.syntax import Expression
from indicator_engine.model import Input, InputValue, Ruleset
from indicator_engine.number_systems.intervals import Intervals, Several, Texts, Truth
from indicator_engine.scoring.possible import DAYS

TINY = Fraction(1, 1000)
FAR = Fraction(1000)
OTHER_TEXT = "…"  # a text that no formula asks for
MOST_FIRST = 24  # values of one input that are tried before boxes are cut
MOST_ENTRIES = 60  # of a list that is tried
MISSING = frozenset({Absence.MISSING})
NEVER: frozenset[Absence] = frozenset()


@frozen(kw_only=True)
class Domain:
    """Values that one input can still have in a box.

    Attributes:
        declared: The input.
        bounds: Of numbers, of a list's entries (all the same in samples), of a date's days.
        texts: Of a choice.
        truths: Of a boolean.
        absence: Whether it may be missing.
        presence: Whether it may be given.
    """

    declared: Input
    bounds: Range | None = None
    texts: tuple[str, ...] = ()
    truths: tuple[bool, ...] = ()
    absence: bool = True
    presence: bool = True

    @classmethod
    def of(cls, declared: Input, texts: tuple[str, ...] = ()) -> "Domain":
        """Return everything an input can hold; what has a default is never missing.

        Args:
            declared: The input.
            texts: What a free text is worth trying with: those that formulas ask for.
        """
        bounds: Range | None = None
        if declared.type in ("number", "integer", "percent", "numbers"):
            bounds = declared.range or Range()
        elif declared.type == "judged":
            bounds = hull(declared.tiers.values())
        elif declared.type == "date":
            bounds = DAYS
        if bounds is not None and declared.type in ("integer", "date"):
            bounds = bounds.on_grid()
        truths = (True, False) if declared.type == "boolean" else ()
        tried = declared.choices or (*texts, OTHER_TEXT)
        return cls(
            declared=declared,
            bounds=bounds,
            texts=tried if declared.type in ("choice", "text") else (),
            truths=truths,
            absence=declared.default is None,
        )

    @property
    def is_whole(self) -> bool:
        """Tell whether only whole numbers count."""
        return self.declared.type in ("integer", "date")

    @property
    def is_number(self) -> bool:
        """Tell whether the input is a single number."""
        return self.declared.type in ("number", "integer", "percent", "judged")

    def value(self, system: Intervals) -> Value:
        """Return the domain as a value of the interval system."""
        absent = MISSING if self.absence else NEVER
        if not self.presence:
            return system.absent(Absence.MISSING)
        if self.declared.type == "boolean":
            return Truth(true=True in self.truths, false=False in self.truths, absent=absent)
        if self.declared.type in ("choice", "text"):
            return Texts(frozenset(self.texts) if self.declared.choices else None, absent)
        bounds = self.bounds or Range()
        if self.declared.type == "numbers":
            length = self.declared.length or Range(Fraction(1), None, low_open=False)
            return Several(None, length, bounds, absent)
        return system.named(self.declared.name, bounds, absent, whole=self.is_whole)

    def samples(self, pool: Sequence[Fraction]) -> list[InputValue]:
        """Return values worth trying first: ends, the pool's numbers inside, every choice.

        Lists have equal entries; those of another length than usual come last.
        """
        found: list[InputValue] = []
        if self.presence:
            found += [*self.truths, *self.texts, *self._numbers(pool), *self._lists(pool)]
        return [*found, Absence.MISSING] if self.absence else found

    def _numbers(self, pool: Sequence[Fraction]) -> Iterator[InputValue]:
        if self.bounds is None:
            return
        seen: set[Fraction] = set()
        for number in (*_ends(self.bounds), *pool):
            candidate = Fraction(round(number)) if self.is_whole else number
            if candidate in self.bounds and candidate not in seen and len(seen) < MOST_FIRST:
                seen.add(candidate)
                yield self.held(candidate)

    def _lists(self, pool: Sequence[Fraction]) -> Iterator[InputValue]:
        """Yield a list for each other length at which a rule may change: the pool's numbers."""
        if self.declared.type != "numbers" or self.bounds is None:
            return
        entry = next(_ends(self.bounds))
        allowed = self.declared.length or Range()
        counts = (count for each in pool for count in (each, each + 1) if each.denominator == 1)
        for count in dict.fromkeys(counts):
            if 0 < count <= MOST_ENTRIES and count in allowed and count != self._length():
                yield (entry,) * int(count)

    def held(self, number: Fraction) -> InputValue:
        """Return a number in the form the input holds: itself, a date, a list of equal entries."""
        if self.declared.type == "date":
            return date.fromordinal(int(number))
        if self.declared.type == "numbers":
            return (number,) * self._length()
        return number

    def _length(self) -> int:
        whole = self.declared.length.on_grid() if self.declared.length else None
        least = int(whole.low) if whole is not None and whole.low is not None else 1
        most = int(whole.high) if whole is not None and whole.high is not None else least + 3
        return max(1, least, min(3, most))

    def cut(self, pool: Sequence[Fraction]) -> tuple["Domain", "Domain"] | None:
        """Return two halves, or ``None`` where nothing is left to cut."""
        if self.absence and self.presence:
            return evolve(self, absence=False), evolve(self, presence=False)
        if not self.presence:
            return None
        if len(self.truths) > 1:
            return evolve(self, truths=self.truths[:1]), evolve(self, truths=self.truths[1:])
        if len(self.texts) > 1:
            return evolve(self, texts=self.texts[:1]), evolve(self, texts=self.texts[1:])
        if self.bounds is None or self.bounds.is_point():
            return None
        return self._halves(_middle(self.bounds, pool, whole=self.is_whole))

    def _halves(self, at: Fraction) -> tuple["Domain", "Domain"] | None:
        assert self.bounds is not None, "numbers alone are halved"
        below = self.bounds.meet(Range(None, at, high_open=False))
        above = self.bounds.meet(Range(at, None, low_open=True))
        if self.is_whole and above is not None:
            above = above.on_grid()
        if below is None or above is None:
            return None
        return evolve(self, bounds=below), evolve(self, bounds=above)


Box = Mapping[str, Domain]


def _ends(bounds: Range) -> Iterator[Fraction]:
    """Yield the ends of a range, or numbers right inside open ones and far inside infinite ones."""
    low = bounds.low if bounds.low is not None else (bounds.high or Fraction(0)) - FAR
    high = bounds.high if bounds.high is not None else max(low, Fraction(0)) + FAR
    step = min(TINY, (high - low) / 4)
    yield low + step if bounds.low_open and bounds.low is not None else low
    yield high - step if bounds.high_open and bounds.high is not None else high
    yield (low + high) / 2


def _middle(bounds: Range, pool: Sequence[Fraction], *, whole: bool) -> Fraction:
    """Return where a range is best cut: at a number of the pool inside it, else in the middle."""
    inside = [each for each in pool if each in bounds and each not in (bounds.low, bounds.high)]
    if inside:
        return inside[len(inside) // 2]
    low, high, _ = tuple(_ends(bounds))
    middle = (low + high) / 2
    return Fraction(middle // 1) if whole else middle


def pool(ruleset: Ruleset, expressions: Iterable[Expression]) -> tuple[Fraction, ...]:
    """Return the numbers at which formulas may change: literals, band edges, and what is between.

    A band of a ratio ``x / y - 1`` is entered where ``x`` is one more than its edge, with ``y`` one;
    so for every number its neighbours by one are taken too.
    """
    found: set[Fraction] = {Fraction(0), Fraction(1)}
    for expression in expressions:
        for node in expression.walk():
            value: object = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, Fraction):
                found.add(value)
        for name in expression.calls & ruleset.tables.keys():
            found |= set(_edges(ruleset, name))
    wider = {each + step for each in found for step in (-1, 0, 1)}
    wider |= {1 - each for each in found} | {(a + b) / 2 for a, b in pairwise(sorted(found))}
    wider |= {(a + b) / 2 + 1 for a, b in pairwise(sorted(found))}
    return tuple(sorted(wider))


def _edges(ruleset: Ruleset, name: str) -> Iterator[Fraction]:
    table = ruleset.tables[name]
    for band in table.bands:
        yield from (end for end in (band.range.low, band.range.high) if end is not None)
        if band.range.high is None and band.range.low is not None:
            yield band.range.low + 1
    for x, _ in table.anchors:
        yield x
