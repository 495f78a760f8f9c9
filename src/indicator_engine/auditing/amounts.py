"""The amounts of a row about the budget: sums and parts, and what was spent of what."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from attrs import frozen

from indicator_engine.auditing.printed import Printed, as_printed
from indicator_engine.auditing.report_model import Amount, Column, Node
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems import range_arithmetic as ranges

NOTHING = Range.point(Fraction(0))
MOST_PARTS = 10  # of which every selection is tried
COLUMNS: tuple[Column, ...] = ("budget", "spent", "opening")
FROM_ZERO = Range(Fraction(0), None, low_open=False)


@frozen(kw_only=True)
class Execution:
    """A budget and what was spent of it.

    Attributes:
        budget: As printed.
        spent: As printed.
        ratio: Of the printed amounts.
        ratios: Every ratio that their places allow.
    """

    budget: str
    spent: str
    ratio: Fraction
    ratios: Range


@frozen(kw_only=True)
class WrongSum:
    """A row that is not the sum of its parts.

    Attributes:
        whole: The row.
        parts: The sum of its parts.
    """

    whole: Amount
    parts: Fraction


def executions(node: Node) -> tuple[Execution, ...]:
    """Return every pair of budget and spending that the rate can be of, the likeliest first.

    Rules differ in the budget they divide by: that of the whole year, or that of its start. Where a
    row does not agree with its parts, the sums of the parts are as good as the row.
    """
    return tuple(
        found
        for spent, budgets in _pairs(node)
        for budget in budgets
        if (found := _execution(budget, spent)) is not None
    )


def _pairs(node: Node) -> Iterator[tuple[Printed, tuple[Printed, ...]]]:
    """Yield what was spent with the budgets it can be of."""
    sums = {column: _sum_of_parts(node, column) for column in COLUMNS}
    parts = {column: () if each is None else (each,) for column, each in sums.items()}
    wholes = {column: _wholes(node, column) or parts[column] for column in COLUMNS}
    for spent in wholes["spent"][:1]:
        yield spent, (*wholes["budget"], *wholes["opening"])
    if wrong_sum(node) is not None:
        for spent in parts["spent"]:
            yield spent, (*parts["budget"], *parts["opening"])


def _wholes(node: Node, column: Column) -> tuple[Printed, ...]:
    return tuple(
        each.printed for each in node.amounts if each.column == column and not each.is_part
    )


def _parts(node: Node, column: Column) -> tuple[Printed, ...]:
    return tuple(each.printed for each in node.amounts if each.column == column and each.is_part)


def _sum_of_parts(node: Node, column: Column) -> Printed | None:
    """Return the sum of the parts as if it were printed."""
    parts = _parts(node, column)
    if not parts:
        return None
    value = sum((each.value for each in parts), Fraction(0))
    step = max(each.step for each in parts)
    return Printed(as_printed(value, like=min(parts, key=lambda each: each.step)), value, step)


def _execution(budget: Printed, spent: Printed) -> Execution | None:
    """Return the ratio of two amounts; ``None`` where there is none."""
    if budget.value <= 0 or spent.value < 0:
        return None
    finest = min(budget.step, spent.step)  # a zero at the end is often not printed
    below = _around(budget, finest)
    turned = ranges.reciprocals(below)
    reach = _around(spent, finest).meet(FROM_ZERO)
    assert turned is not None
    assert reach is not None
    return Execution(
        budget=str(budget),
        spent=str(spent),
        ratio=spent.value * spent.factor / (budget.value * budget.factor),
        ratios=ranges.scaled(
            ranges.multiplied(reach, turned), Fraction(spent.factor, budget.factor)
        ),
    )


def _around(amount: Printed, step: Fraction) -> Range:
    half = step / 2
    return Range(amount.value - half, amount.value + half, low_open=False, high_open=False)


def ratios(rate: Printed) -> tuple[Range, ...]:
    """Return the ratios that a printed rate can mean: without a percent sign 1 is 100 % or 1 %.

    >>> from indicator_engine.auditing.printed import read_printed
    >>> [str(each) for each in ratios(read_printed("98.9"))]
    ['[98.85, 98.95]', '[0.9885, 0.9895]']
    """
    if rate.is_percent:
        return (rate.interval,)
    return rate.interval, ranges.scaled(rate.interval, Fraction(1, 100))


def wrong_sum(node: Node) -> WrongSum | None:
    """Return the first row of amounts that its parts cannot give.

    Parts may have parts of their own, and a form may leave some out: a row is wrong where no
    selection of what is printed gives it, unless it is more than its only part.
    """
    for column in COLUMNS:
        wholes = [each for each in node.amounts if each.column == column and not each.is_part]
        parts = _parts(node, column)
        if len(wholes) != 1 or not parts or len(parts) > MOST_PARTS:
            continue
        total = sum((each.value for each in parts), Fraction(0))
        is_short = wholes[0].printed.value < total or len(parts) > 1
        if is_short and not _some_selection_gives(wholes[0].printed, parts):
            return WrongSum(whole=wholes[0], parts=total)
    return None


def _some_selection_gives(whole: Printed, parts: Sequence[Printed]) -> bool:
    for size in range(1, len(parts) + 1):
        for chosen in combinations(parts, size):
            reach = NOTHING
            for part in chosen:
                reach = ranges.added(reach, part.interval)
            if reach.meet(whole.interval) is not None:
                return True
    return False
