"""Whether each printed rate is that of its score, printed or exact."""

from collections.abc import Iterator
from fractions import Fraction

from indicator_engine.auditing import amounts
from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known
from indicator_engine.auditing.printed import Printed, as_printed
from indicator_engine.auditing.report_model import Node
from indicator_engine.errors import Severity
from indicator_engine.language.numbers import rounded


def rates(known: Known) -> Iterator[Finding]:
    """Yield rates that fit neither score, and those that show which of the two they are of."""
    for node in known.report.walk():
        if node.rate is not None and node.score is not None and known.weights(node):
            yield from _of_score(known, node, node.rate)
        for rate in node.rates:
            yield from _of_amounts(known, node, rate)


def _of_score(known: Known, node: Node, rate: Printed) -> Iterator[Finding]:
    assert node.score is not None
    weight = known.weights(node)[0]
    if weight == 0:
        return
    printed = node.score.value / weight
    if not known.rate_fits(node):
        yield _finding(node, rate, printed, node.score, "error")
    elif not (_is_of(rate, printed) or known.meant(node)):
        yield _finding(node, rate, printed, node.score, "info")


def _is_of(rate: Printed, share: Fraction) -> bool:
    return any(share in each for each in amounts.ratios(rate))


def _of_amounts(known: Known, node: Node, rate: Printed) -> Iterator[Finding]:
    """Yield a rate of execution that is not that of the amounts beside it, nor of the score."""
    executions = amounts.executions(node)
    fits = any(
        each.ratios.meet(ratio) is not None for each in executions for ratio in amounts.ratios(rate)
    )
    if executions and not fits and not _is_of_score(known, node, rate):
        yield _finding(node, rate, executions[0].ratio, None, "error")


def _is_of_score(known: Known, node: Node, rate: Printed) -> bool:
    """Tell whether a rate is the printed score over the weight."""
    score = node.score
    weights = () if score is None else known.weights(node)
    return any(score and weight and _is_of(rate, score.value / weight) for weight in weights)


def _finding(
    node: Node, rate: Printed, share: Fraction, score: Printed | None, severity: Severity
) -> Finding:
    return Finding(
        code="rate" if severity == "error" else "rate-exact",
        severity=severity,
        indicator=node.name,
        published=str(rate),
        expected=_like(rate, share),
        at=rate.at,
        facts={"score": str(score or ""), "weight": str(node.weight or "")},
        key=node.key,
    )


def _like(rate: Printed, share: Fraction) -> str:
    """Return a share in the form of a printed rate."""
    if rate.is_percent:
        places = 0
        while Fraction(1, 100 * 10**places) > rate.step:
            places += 1
        return f"{rounded(share * 100, places):f}%"
    return as_printed(share if rate.value <= 1 else share * 100, like=rate)
