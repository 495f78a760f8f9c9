"""Whether every printed score of a group is the sum of what is printed below it."""

from collections.abc import Iterator
from fractions import Fraction

from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known, any_score
from indicator_engine.auditing.printed import Printed, as_printed
from indicator_engine.auditing.report_model import Node
from indicator_engine.errors import Severity
from indicator_engine.language.ranges import Range


def sums(known: Known) -> Iterator[Finding]:
    """Yield groups whose score the scores below cannot give, and what only rounding explains."""
    seen = known
    for node in known.report.upwards():
        for found in _of_group(seen, node):
            seen = seen.with_findings([found])
            yield found


def _of_group(known: Known, node: Node) -> Iterator[Finding]:
    """Yield the one error of a group, else what only rounding explains."""
    found = list(_differing(known, node)) if _adds_up(known, node) else []
    errors = [each for each in found if each.severity == "error"]
    yield from (errors or [*_restated(known, node), *found])[:1]


def _differing(known: Known, node: Node) -> Iterator[Finding]:
    """Yield the printed scores of a group that are not the sum of those below it."""
    exact = _exact(node)
    reaches = known.sums(node)
    for score in _printed(known, node):
        fits = any(known.rules.reach(node, score).meet(each) is not None for each in reaches)
        if not fits and not _by_converted(node, score):
            yield _finding(
                node, score, _nearest(reaches[0], score) if exact is None else exact, "error"
            )
        elif fits and exact is not None and exact != score.value:
            is_near = abs(exact - score.value) <= score.step
            yield _finding(node, score, exact, "info" if is_near else "warning")


def _nearest(reach: Range, score: Printed) -> Fraction:
    """Return the sum that is nearest to a printed one."""
    end = reach.low if score.value < (reach.low or 0) else reach.high
    assert end is not None
    return end


def _printed(known: Known, node: Node) -> Iterator[Printed]:
    """Yield the scores that are printed for a group: the root may have two, here and apart."""
    if node.score is not None:
        yield node.score
    total = known.report.total
    if total is not None and known.report.trees[0] is node:
        yield total


def _adds_up(known: Known, node: Node) -> bool:
    if node.is_partial or not node.children or not known.rules.adds_up(node):
        return False
    if known.rules.may_be_rescaled(node):
        return False
    return any(any_score(child) for child in node.children)


def _restated(known: Known, node: Node) -> Iterator[Finding]:
    """Yield a total that is printed twice, and nothing is printed below that could decide."""
    printed = list(_printed(known, node))
    if len(printed) == 2 and printed[0].interval.meet(printed[1].interval) is None:
        yield Finding(
            code="restated",
            indicator=node.name,
            published=str(printed[1]),
            expected=str(printed[0]),
            at=printed[1].at,
            key=node.key,
            correct=printed[0].value,
        )


def _exact(node: Node) -> Fraction | None:
    """Return the sum of the printed scores, where none is missing."""
    total = Fraction(0)
    for child in node.children:
        if child.score is not None:
            total += child.score.value
            continue
        below = _exact(child) if child.children else None
        if below is None:
            return None
        total += below
    return total


def _by_converted(node: Node, score: Printed) -> bool:
    """Tell whether a total is the sum of the converted scores."""
    rows = [each for each in node.walk() if not each.children and each.score is not None]
    if not rows or any(each.converted is None for each in rows):
        return False
    total = sum((each.converted.value for each in rows if each.converted), Fraction(0))
    room = sum((each.converted.step for each in rows if each.converted), Fraction(0)) / 2
    reach = Range(total - room, total + room, low_open=False, high_open=False)
    return reach.meet(score.interval) is not None


def _finding(node: Node, score: Printed, expected: Fraction, severity: Severity) -> Finding:
    return Finding(
        code="sum" if severity == "error" else "sum-rounded",
        severity=severity,
        indicator=node.name,
        published=str(score),
        expected=as_printed(expected, like=score),
        at=score.at,
        facts={"parts": " + ".join(_parts(node))},
        key=node.key,
        correct=expected,
    )


def _parts(node: Node) -> Iterator[str]:
    for child in node.children:
        if child.score is not None:
            yield str(child.score)
        elif child.children:
            yield from _parts(child)
