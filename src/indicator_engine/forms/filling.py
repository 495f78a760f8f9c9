"""From the data of an example to what stands in the cells of its form."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from indicator_engine.cells import MARK_OF
from indicator_engine.errors import Diagnostic, IndicatorEngineError
from indicator_engine.json_text.pointers import join
from indicator_engine.language.numbers import decimal_places, rounded
from indicator_engine.language.protocol import Absence
from indicator_engine.limits import LIMITS
from indicator_engine.messages import forms as say
from indicator_engine.model import Example, Input, InputType, InputValue, Ruleset
from indicator_engine.records import from_example
from indicator_engine.report.phrases import Phrases
from indicator_engine.values import read_mark, reason, shown

Cell = Decimal | date | str
"""What stands in a cell; ``""`` where nothing does."""

FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts a day that was none

# Characters that no XML holds, so that no workbook does.
NO_XML = {*map(chr, range(0xD800, 0xE000)), "\ufffe", "\uffff"}


@frozen(kw_only=True)
class Marked:
    """A mark in a form.

    Attributes:
        word: What it says.
        reason: Why; ``""`` where the data say no more than the word does.
    """

    word: str = ""
    reason: str = ""


@frozen(kw_only=True)
class Filling:
    """What a form holds.

    Attributes:
        unit: ``id`` and ``name`` of who is evaluated, as far as given.
        cells: Of the inputs that are given, by their names.
        reasons: Why an input is marked.
        marks: Of whole indicators, by their ids.
        notes: Remarks by indicator.
    """

    unit: Mapping[str, str]
    cells: Mapping[str, tuple[Cell, ...]]
    reasons: Mapping[str, str]
    marks: Mapping[str, Marked]
    notes: Mapping[str, str]


NOTHING = Filling(unit={}, cells={}, reasons={}, marks={}, notes={})


def filling_of(ruleset: Ruleset, example: Example, phrases: Phrases) -> Filling:
    """Return what the form of an example holds; the others of its cohort are left out.

    Raises:
        RecordError: Where the example holds what cannot be used.
        IndicatorEngineError: Where no cell can hold a value and give it back unchanged.
    """
    return _Filler(ruleset, example, phrases).filling()


class _Filler:
    """Fills one form in, and collects what it cannot hold."""

    def __init__(self, ruleset: Ruleset, example: Example, phrases: Phrases) -> None:
        self.ruleset, self.example, self.phrases = ruleset, example, phrases
        self.record = from_example(ruleset, example)
        self.found: list[Diagnostic] = []

    def filling(self) -> Filling:
        """Return what the form holds.

        Raises:
            IndicatorEngineError: Where it cannot.
        """
        raw, inputs = self.example.inputs, self.ruleset.inputs
        given = [name for name in inputs if raw.get(name) is not None]
        marks = {name: self.mark(name, raw[name]) for name in raw if name not in inputs}
        found = Filling(
            unit={key: self.held(key, text, "unit") for key, text in self.record.unit.items()},
            cells={name: self.cells(inputs[name], raw[name]) for name in given},
            reasons={
                name: mark.reason for name in given if (mark := self.mark(name, raw[name])).reason
            },
            marks=marks,
            notes={
                name: self.held(name, text, "notes") for name, text in self.record.notes.items()
            },
        )
        if self.found:
            raise IndicatorEngineError(self.found)
        return found

    def mark(self, name: str, raw: object) -> Marked:
        """Return the mark that a value is, if it is one."""
        found = read_mark(raw)
        if found is None:
            return Marked()
        word = self.word(found)
        why = reason(raw)
        return Marked(word=word, reason="" if why == word else self.held(name, why))

    def word(self, absence: Absence) -> str:
        """Return how a form says that there is no value."""
        missing = absence is Absence.MISSING
        return self.phrases.say(say.MISSING if missing else say.MARKS[absence.value])

    def cells(self, declared: Input, raw: object) -> tuple[Cell, ...]:
        """Return the cells of an input that is given."""
        value = self.record.values[declared.name]
        if isinstance(value, Absence):
            return (self.word(value),)
        if declared.type == "judged" and isinstance(value, Fraction):
            return (_tier(declared, value, raw), self.number(declared, value))
        return CELLS[declared.type](self, declared, value)

    def number(self, declared: Input, value: Fraction) -> Cell:
        """Return a number as a cell."""
        places = decimal_places(value)
        if places is None or places > LIMITS.fraction_digits:
            self.refuse(declared.name, shown(value))
            return ""
        return rounded(value, places)

    def text(self, declared: Input, value: str) -> str:
        """Return a text as a cell; one that is a mark, or seems to be nothing, it cannot hold."""
        seen = value.strip()
        if not seen or seen.lower() in MARK_OF or len(seen) > LIMITS.cell_characters:
            self.refuse(declared.name, shown(value))
        return self.held(declared.name, value)

    def choice(self, declared: Input, value: str) -> str:
        """Return a choice as a cell; spaces around it would get lost."""
        if value != value.strip():
            self.refuse(declared.name, shown(value))
        return self.held(declared.name, value)

    def held(self, name: str, text: str, part: str = "inputs") -> str:
        """Return a text; what no workbook holds is refused."""
        if set(text) & NO_XML:
            self.refuse(name, shown(text), part)
        return text

    def refuse(self, name: str, value: str, part: str = "inputs") -> None:
        """Note that a form cannot hold a value of a part of the example."""
        at = self.ruleset.at(join(f"{self.example.pointer}/{part}", name))
        facts = {"name": name, "value": repr(value)}
        self.found.append(Diagnostic(code="form-cannot-hold", at=at, facts=facts, id=name))


def _tier(declared: Input, rate: Fraction, raw: object) -> str:
    """Return the tier that is told, else the one that the rate is in."""
    if isinstance(raw, Mapping):
        return str(raw["tier"])
    return next(tier for tier, bounds in declared.tiers.items() if rate in bounds)


def _entries(filler: _Filler, declared: Input, value: InputValue) -> tuple[Cell, ...]:
    assert isinstance(value, tuple)
    found = tuple(filler.number(declared, each) for each in value)
    return found or (filler.phrases.say(say.EMPTY_LIST),)


def _single(filler: _Filler, declared: Input, value: InputValue) -> tuple[Cell, ...]:
    assert isinstance(value, Fraction)
    return (filler.number(declared, value),)


def _day(_: _Filler, __: Input, value: InputValue) -> tuple[Cell, ...]:
    assert isinstance(value, date)
    return (value if value >= FIRST_DAY else value.isoformat(),)


CELLS: Mapping[InputType, Callable[[_Filler, Input, InputValue], tuple[Cell, ...]]] = {
    "number": _single,
    "integer": _single,
    "percent": _single,
    "boolean": lambda filler, _, value: (filler.phrases.say(say.TRUTHS[bool(value)]),),
    "choice": lambda filler, declared, value: (filler.choice(declared, str(value)),),
    "date": _day,
    "text": lambda filler, declared, value: (filler.text(declared, str(value)),),
    "numbers": _entries,
}
