"""Whether a change of a percentage is told in percentage points."""

from collections.abc import Iterator
from fractions import Fraction

from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known
from indicator_engine.auditing.printed import Printed
from indicator_engine.auditing.report_model import Statement
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems import range_arithmetic as ranges


def percent_point(known: Known) -> Iterator[Finding]:
    """Yield changes written in percent that are the difference of two percentages."""
    for change in known.report.statements:
        if change.change_of and change.unit == "%":
            of = [each for each in known.report.statements if each.quantity == change.change_of]
            if len(of) >= 2 and _is_difference(change, *_two(of)):
                yield _finding(change)


def _two(statements: list[Statement]) -> tuple[Statement, Statement]:
    """Return the earlier and the later of the two values that a change is between."""
    in_order = sorted(statements, key=lambda each: each.year)
    return in_order[-2], in_order[-1]


def _percent(printed: Printed) -> Range:
    """Return a percentage in hundredths; statements give the unit apart."""
    return ranges.scaled(printed.interval, Fraction(100 if printed.is_percent else 1))


def _size(bounds: Range) -> Range:
    return ranges.largest((bounds, ranges.negated(bounds)))


def _is_difference(change: Statement, before: Statement, after: Statement) -> bool:
    """Tell whether a change fits the difference and not the relative change."""
    if before.unit != "%" or after.unit != "%":
        return False
    size, start, end = (_percent(each.printed) for each in (change, before, after))
    difference = ranges.added(end, ranges.negated(start))
    per_start = ranges.reciprocals(start)
    if per_start is None or start.low is None or start.low <= 0:
        return False
    relative = ranges.scaled(ranges.multiplied(difference, per_start), Fraction(100))
    fits = [_size(size).meet(_size(each)) is not None for each in (difference, relative)]
    return fits == [True, False]


def _finding(change: Statement) -> Finding:
    number = str(change.printed).removesuffix("%").strip()
    return Finding(
        code="percent-point",
        indicator=change.quantity,
        published=f"{number}%",
        expected=f"{number}个百分点",
        at=change.at,
        facts={"number": number, "of": change.change_of},
    )
