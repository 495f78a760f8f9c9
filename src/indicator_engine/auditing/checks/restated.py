"""Whether the text of the report states one quantity with one value."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known
from indicator_engine.auditing.printed import Printed, may_be_equal
from indicator_engine.auditing.report_model import Statement


def restated(known: Known) -> Iterator[Finding]:
    """Yield later statements of a quantity that cannot be the same number as the first."""
    first: dict[tuple[str, str], Statement] = {}
    for statement in known.report.statements:
        key = (statement.quantity, statement.year)
        earlier = first.setdefault(key, statement)
        if earlier is not statement and not may_be_equal(earlier.printed, statement.printed):
            yield _finding(known, earlier, statement)


def _finding(known: Known, earlier: Statement, later: Statement) -> Finding:
    """Return the finding: what adds up with other amounts is right, else what was stated first."""
    others = list(_others(known, later))
    adds_up = [_adds_up(each.printed, others) for each in (earlier, later)]
    wrong, right = (earlier, later) if adds_up == [False, True] else (later, earlier)
    return Finding(
        code="restated",
        indicator=later.quantity,
        published=str(wrong.printed),
        expected=str(right.printed),
        at=later.at,
    )


def _others(known: Known, statement: Statement) -> Iterator[Fraction]:
    """Yield the other amounts of the report in the same unit."""
    for each in known.report.statements:
        if each.unit == statement.unit and each.unit and each.quantity != statement.quantity:
            yield each.printed.value
    for node in known.report.walk():
        for amount in node.amounts:
            yield amount.printed.value


def _adds_up(printed: Printed, others: list[Fraction]) -> bool:
    """Tell whether an amount is the sum or the difference of two others."""
    value = printed.value
    return any(value in (a + b, a - b, b - a) for a, b in combinations(others, 2) if a and b)
