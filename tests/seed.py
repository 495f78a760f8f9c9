"""What the tests of the two published reports share: a report with its data, and a figure in it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

import indicator_engine
from indicator_engine import Evaluation, Ruleset
from indicator_engine.model import Example

PUBLISHED = "ccpit-2022"  # the example that holds the data as the report prints them


@frozen
class Figure:
    """A number that follows from others.

    Attributes:
        id: A stable name: F of the department report, P of the project report, N a count,
            U a number the report could have printed.
        sentence: Where it, or what it follows from, is printed; word for word.
        formula: How it follows, from the names of the ruleset or the sentence's own numbers.
        exact: What the formula gives, without any rounding.
        printed: What the report prints; ``None`` where it prints nothing.
    """

    id: str
    sentence: str
    formula: str
    exact: str
    printed: str | None = None

    @property
    def places(self) -> int:
        """Return how many decimal places the report prints."""
        return len((self.printed or "").partition(".")[2])


@frozen
class Row:
    """A row of a printed score table; the last row is the total.

    Attributes:
        indicator: Its id in the ruleset.
        title: What the table calls it.
        weight: Points possible.
        score: Points given, as printed.
        rate: Points given of points possible, as a ratio with the four places of the print.
    """

    indicator: str
    title: str
    weight: int
    score: str
    rate: str


@frozen
class Contradiction:
    """Two statements that cannot both be true, and the assertions that say so.

    Attributes:
        warnings: The ids that warn of it when the data are entered as published.
        one: A sentence of the report, word for word.
        other: What it contradicts.
        corrections: The inputs with which the two would agree.
    """

    warnings: tuple[str, ...]
    one: str
    other: str
    corrections: Mapping[str, object]


class Report:
    """A shipped ruleset and the data its report publishes."""

    def __init__(self, ruleset_id: str) -> None:
        self.ruleset: Ruleset = indicator_engine.load_ruleset(ruleset_id)
        self.inputs = self.example(PUBLISHED).inputs
        self.published = self.score({})

    def example(self, example_id: str) -> Example:
        """Return an example of the ruleset."""
        return next(each for each in self.ruleset.examples if each.id == example_id)

    def score(self, changes: Mapping[str, object]) -> Evaluation:
        """Return the evaluation of the published data after some changes."""
        return indicator_engine.score(self.ruleset, {**self.inputs, **changes})

    def warned(self, changes: Mapping[str, object]) -> set[str | None]:
        """Return the ids of all warnings after some changes."""
        return {each.id for each in self.score(changes).warnings}

    def recomputed(self, formula: str) -> object:
        """Return what a formula gives for the published data, derived values included."""
        names = {**self.inputs, **self.published.derived}
        return indicator_engine.evaluate(formula, dict(_numbers(names)))

    def cross_checks(self) -> Iterator[str]:
        """Yield the inputs that say of themselves that no score depends on them."""
        for name, declared in self.ruleset.inputs.items():
            if declared.help.en.startswith("For cross-checks only"):
                yield name


def _numbers(names: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in names.items():
        if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
            yield name, value


def moved(value: object, step: int) -> object:
    """Return a number, a percent or a panel's marks a step higher, within every range it has."""
    if isinstance(value, list | tuple):
        return [min(Fraction(100), max(Fraction(0), _exact(mark) + step)) for mark in value]
    if isinstance(value, str):
        return min(Fraction(1), max(Fraction(0), _exact(value) + Fraction(step, 100)))
    return max(Fraction(1), _exact(value) + step)


def _exact(value: object) -> Fraction:
    text = str(value)
    return Fraction(text.removesuffix("%")) / 100 if text.endswith("%") else Fraction(text)


def direction_is_kept(report: Report, name: str) -> bool:
    """Tell whether more of an input alone moves no total of the examples the wrong way."""
    sign = 1 if report.ruleset.inputs[name].direction == "positive" else -1
    return all(total_step(report, each, name) * sign >= 0 for each in report.ruleset.examples)


def total_step(report: Report, example: Example, name: str) -> Decimal:
    """Return by how much an example's total changes from a step less to a step more."""
    if name not in example.inputs:
        return Decimal(0)
    less, more = (
        indicator_engine.score(
            report.ruleset, {**example.inputs, name: moved(example.inputs[name], step)}
        ).total
        for step in (-1, 1)
    )
    assert less is not None
    assert more is not None
    return more - less
