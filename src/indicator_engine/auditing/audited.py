"""From a report that was read to everything that is found about it."""

from collections.abc import Callable, Iterator

from indicator_engine.auditing.checks import CHECKS
from indicator_engine.auditing.findings import Audit, Finding, NotCheckable
from indicator_engine.auditing.known import Known
from indicator_engine.auditing.report_model import Node, Report
from indicator_engine.auditing.rules import NO_RULES, laid_over
from indicator_engine.model import Ruleset

LEVELS = {"error": 0, "warning": 1, "info": 2}


def audited(report: Report, ruleset: Ruleset | None = None) -> Audit:
    """Return what every check finds about a report."""
    rules = NO_RULES if ruleset is None else laid_over(ruleset, report)
    known = Known(report=report, rules=rules)
    for check in CHECKS:
        known = known.with_findings(list(check(known)))
    not_checkable = tuple(_not_checkable(known))
    return Audit(
        report=report.name,
        ruleset=None if ruleset is None else ruleset.id,
        findings=tuple(sorted(known.findings, key=_order(report))),
        checked=_checked(known),
        not_checkable=not_checkable,
    )


def _order(report: Report) -> Callable[[Finding], tuple[int, int]]:
    """Return the order of findings: errors first, each kind in the order of the report."""
    places = {node.key: index for index, node in enumerate(report.walk())}
    return lambda each: (LEVELS[each.severity], places.get(each.key, len(places)))


def _checked(known: Known) -> int:
    """Return how many printed numbers something was there to compare with."""
    report = known.report
    compared = 0
    for node in report.walk():
        has_rule = known.outcome(node) is not None or node.key in known.rules.scores
        has_parts = any(child.score is not None for child in node.walk() if child is not node)
        compared += node.score is not None and (has_rule or has_parts)
        compared += node.rate is not None and node.score is not None and node.weight is not None
        compared += bool(node.children) and not node.is_partial and node.weight is not None
        compared += len(node.amounts)
    return compared + len(report.statements) + bool(report.grade)


def _not_checkable(known: Known) -> Iterator[NotCheckable]:
    """Yield the lowest printed scores that nothing confirms or refutes, and what was not read."""
    for node in known.report.walk():
        if node.score is None or any(each.score is not None for each in _below(node)):
            continue
        code = _reason(known, node)
        if code is not None:
            yield NotCheckable(indicator=node.name, at=node.score.at, code=code)
    for each in known.report.unread:
        yield NotCheckable(indicator=each.name, at=each.at, code=each.code)


def _below(node: Node) -> Iterator[Node]:
    return (each for each in node.walk() if each is not node)


def _reason(known: Known, node: Node) -> str | None:
    """Return why a score cannot be recomputed, or ``None`` where it can."""
    if known.rules.ruleset is not None and node.key not in known.rules.nodes:
        return "not-in-the-ruleset"
    if node.key in known.rules.nodes:
        return None if node.key in known.rules.scores else "no-data-for-the-rule"
    if known.outcome(node) is None:
        return "no-target-and-actual"
    return None if node.weight is not None else "no-weight"
