"""One record with one input varied: where the input can lie, on which grid, and what then comes out."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from indicator_engine.errors import RecordError
from indicator_engine.json_text.writer import Writable
from indicator_engine.language.numbers import decimal_places, rounded
from indicator_engine.language.protocol import Absence, Series, Value
from indicator_engine.language.ranges import Range
from indicator_engine.model import Input, InputType, InputValue, Ruleset
from indicator_engine.number_systems.exact import Exact
from indicator_engine.number_systems.intervals import Intervals, Several
from indicator_engine.records import Record, value_in
from indicator_engine.results import Evaluation
from indicator_engine.scoring.cohort import answered
from indicator_engine.scoring.possible import DAYS, every_value, possible_grades
from indicator_engine.scoring.unit import score_record
from indicator_engine.scoring.walk import Walk

PLACES = 2  # of a number for which none are declared; of the percentage where it is one
FARTHEST = 10**15  # units of the last place; what lies beyond is no datum
FEW = ("boolean", "choice", "text")  # what is no number, nor made of any

FURTHER_PLACES: Mapping[InputType, int] = {"percent": 2, "judged": 2}  # of the ratio


@frozen(eq=False)
class Variation:
    """A record of which one input is varied, everything else as it is.

    Attributes:
        ruleset: The ruleset.
        record: The record.
        declared: The input.
        answers: The values of the cohort calls as they are now, by their texts.
    """

    ruleset: Ruleset
    record: Record
    declared: Input
    answers: Mapping[str, Value]

    @property
    def now(self) -> InputValue:
        """Return what the input holds."""
        return self.record.values[self.declared.name]

    @property
    def step(self) -> Fraction:
        """Return the distance of two values that can be declared: a unit of the last place."""
        declared = self.declared
        if declared.type in ("integer", "date"):
            return Fraction(1)
        places = PLACES if declared.places is None else declared.places
        return Fraction(1, 10 ** (places + FURTHER_PLACES.get(declared.type, 0)))

    def options(self) -> Iterator[InputValue]:
        """Yield the values of an input that has only a few."""
        if self.declared.type == "boolean":
            yield from (each for each in (True, False) if each is not self.now)
        yield from (each for each in self.declared.choices if each != self.now)

    def ranges(self) -> Iterator[tuple[int, int]]:
        """Yield where the input can lie, in steps; nothing for what is no number, nor made of any."""
        declared = self.declared
        bounds: tuple[Range, ...] = (declared.range or Range(),)
        if declared.type in FEW:
            return
        if declared.type == "judged":
            bounds = tuple(declared.tiers.values())
        if declared.type == "date":
            bounds = (DAYS,)
        for each in bounds:
            meeting = each.meet(Range(-FARTHEST * self.step, FARTHEST * self.step, False, False))
            grid = meeting.on_grid(self.step) if meeting else None
            if grid is not None and grid.low is not None and grid.high is not None:
                yield int(grid.low / self.step), int(grid.high / self.step)

    @property
    def is_searchable(self) -> bool:
        """Tell whether options and ranges hold every value on the grid that the input can have."""
        bounds = self.declared.range
        if self.declared.type not in ("number", "integer", "percent", "numbers"):
            return self.declared.type != "text"
        farthest = FARTHEST * self.step
        return bounds is not None and bounds.is_within(Range(-farthest, farthest, False, False))

    def place(self) -> Fraction | None:
        """Return where the input lies now, in steps, a list where its mean does; else ``None``."""
        now = self.now
        if isinstance(now, tuple) and now:
            return sum(now, Fraction(0)) / len(now) / self.step
        if isinstance(now, date):
            return Fraction(now.toordinal())
        return now / self.step if isinstance(now, Fraction) else None

    def value(self, steps: int) -> InputValue:
        """Return the value so many steps from zero; a list keeps its length, all entries alike."""
        if self.declared.type == "date":
            return date.fromordinal(steps)
        if self.declared.type == "numbers":
            return (steps * self.step,) * self._length()
        return steps * self.step

    def data(self, value: InputValue) -> Writable:
        """Return a value as data give it; a judgement with a tier that allows it."""
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, tuple):
            return [_decimal(each) for each in value]
        if not isinstance(value, Fraction):
            return None if isinstance(value, Absence) else value
        number = _decimal(value)
        tiers = [name for name, bounds in self.declared.tiers.items() if value in bounds]
        return {"tier": tiers[0], "rate": number} if tiers else number

    def score(self, value: InputValue) -> Evaluation | None:
        """Return what the record gives with a value; ``None`` where it is refused."""
        values = {**self.record.values, self.declared.name: value}
        try:
            return score_record(self.ruleset, evolve(self.record, values=values))
        except RecordError:
            return None

    def grades(self, bounds: Range | None = None) -> set[int]:
        """Return the grades, by their places in the scale, that values in a range can give, or more.

        Args:
            bounds: Where the input lies, a list's entries; anywhere where nothing is said.
        """
        system = Intervals()
        walk = Walk(self.ruleset, system)
        inputs = {name: value_in(system, value) for name, value in self.record.values.items()}
        inputs |= {
            call.name: value_in(system, self.answers[call.name])
            for call in self.ruleset.cohort
            if self.declared.name not in call.inputs and call.name in self.answers
        }
        inputs[self.declared.name] = self._varied(system, bounds)
        walk.run(inputs, {name: system.absent(mark) for name, mark in self.record.marks.items()})
        return possible_grades(walk)

    def _varied(self, system: Intervals, bounds: Range | None) -> Value | Series:
        declared = self.declared
        if declared.type in FEW or bounds is None:
            return self._any(system)
        if declared.type == "numbers":
            return Several(None, Range.point(Fraction(self._length())), bounds)
        return system.named(declared.name, bounds, whole=declared.type in ("integer", "date"))

    def _any(self, system: Intervals) -> Value | Series:
        if self.declared.type != "numbers":
            return every_value(system, self.declared)
        length = Range.point(Fraction(self._length()))
        return every_value(system, evolve(self.declared, length=length))

    def _length(self) -> int:
        """Return how many entries the list has, or the fewest it may have."""
        if isinstance(self.now, tuple):
            return len(self.now)
        fewest = self.declared.length.on_grid() if self.declared.length else None
        return max(1, int(fewest.low)) if fewest is not None and fewest.low is not None else 1


def _decimal(value: Fraction) -> Decimal:
    """Return a number of the grid; it has an end."""
    return rounded(value, decimal_places(value) or 0)


def variations(ruleset: Ruleset, record: Record) -> Iterator[Variation]:
    """Yield a variation for each input of a ruleset."""
    answers: Mapping[str, Value] = {}
    if ruleset.cohort:
        known = answered(Walk(ruleset, Exact()), record)
        answers = {name: each for name, each in known.items() if not isinstance(each, Exception)}
    for declared in ruleset.inputs.values():
        yield Variation(ruleset, record, declared, answers)
