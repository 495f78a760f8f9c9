"""Whether each score is the one that its own row, or the ruleset, gives."""

from collections.abc import Iterator
from fractions import Fraction

from indicator_engine.auditing.amounts import ratios
from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.generic_rule import Outcome
from indicator_engine.auditing.known import Known
from indicator_engine.auditing.printed import Printed, as_printed
from indicator_engine.auditing.report_model import Node
from indicator_engine.number_systems import range_arithmetic as ranges


def scores(known: Known) -> Iterator[Finding]:
    """Yield rows whose score cannot be that of their target and actual, budget and spending."""
    for node in known.report.walk():
        if node.score is None or known.is_over(node):
            continue
        result = known.outcome(node)
        if result is not None and known.weights(node) and not _fits(known, node, result):
            yield from _verdict(node, result)


def by_ruleset(known: Known) -> Iterator[Finding]:
    """Yield the lowest nodes whose score cannot be that of the ruleset for the report's data."""
    for node in known.report.upwards():
        reach = known.rules.scores.get(node.key)
        if node.score is None or reach is None or any(_has_score(c) for c in node.children):
            continue
        if node.score.interval.meet(reach) is None:
            near = reach.low if node.score.value < (reach.low or 0) else reach.high
            assert near is not None
            yield _finding(node, "score", near, {"basis_kind": "ruleset", "basis": str(reach)})


def _has_score(node: Node) -> bool:
    return any(each.score is not None for each in node.walk())


def _fits(known: Known, node: Node, result: Outcome) -> bool:
    assert node.score is not None
    printed = node.score.interval
    if result.basis == "deadline" and result.is_met is False:  # how much it costs is not told
        return all(node.score.value < weight for weight in known.weights(node))
    return any(
        printed.meet(ranges.scaled(share, weight)) is not None
        for weight in known.weights(node)
        for share in result.shares
    )


def _verdict(node: Node, result: Outcome) -> Iterator[Finding]:
    """Yield what is wrong with a score that its row does not give: one cause, one code."""
    assert node.score is not None
    assert node.weight is not None
    weight, facts = node.weight.value, {"basis_kind": result.basis, "basis": result.told}
    if result.is_met and node.score.value < weight:
        if node.reason:
            return
        code = "score" if _has_low_rate(node) else "unexplained-loss"
        yield _finding(node, code, weight, facts)
    elif result.is_met is False and node.score.value >= weight:
        yield _finding(node, "missed-shortfall", weight * result.share, facts)
    else:
        yield _finding(node, "score", weight * result.share, facts)


def _has_low_rate(node: Node) -> bool:
    """Tell whether the row prints a rate of completion or execution below 100 %."""
    printed = (*node.rates, node.rate) if node.amounts else node.rates
    return any(rate is not None and _is_below_full(rate) for rate in printed)


def _is_below_full(rate: Printed) -> bool:
    return all(reach.high is not None and reach.high < 1 for reach in ratios(rate))


def _finding(node: Node, code: str, expected: Fraction, facts: dict[str, str]) -> Finding:
    assert node.score is not None
    return Finding(
        code=code,
        indicator=node.name,
        published=str(node.score),
        expected=as_printed(expected, like=node.score),
        at=node.score.at,
        facts={"weight": str(node.weight or ""), **facts},
        key=node.key,
        correct=expected,
    )
