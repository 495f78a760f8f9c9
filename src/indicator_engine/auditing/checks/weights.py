"""Whether the weights are those of the ruleset, and add up."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import (
    Known,
    any_score,
    reach_of_weights,
    weight_below,
    weights_below,
)
from indicator_engine.auditing.printed import Printed, as_printed
from indicator_engine.auditing.report_model import Node
from indicator_engine.language.ranges import Range

WHOLE_SCALES = (Fraction(100), Fraction(1000))
BONUS = ("附加", "加分", "扣分", "奖励")


def weights(known: Known) -> Iterator[Finding]:
    """Yield nodes that have other points than the ruleset gives, then groups that do not add up."""
    seen = known
    for node in known.report.upwards():
        found = _against_ruleset(seen, node) or _against_children(seen, node)
        if found is not None:
            seen = seen.with_findings([found])
            yield found


def _against_ruleset(known: Known, node: Node) -> Finding | None:
    rule = known.rules.nodes.get(node.key)
    if rule is None or node.weight is None:
        return None
    allowed = Range.point(node.weight.value) if node.weight.is_whole else node.weight.interval
    if rule.weight in allowed:
        return None
    return _finding(node, "own-points", node.weight.value, rule.weight, node.weight.at)


def _against_children(known: Known, node: Node) -> Finding | None:
    """Return the finding for a group whose children share other points than it has."""
    total = weight_below(node)
    if total is None or node.is_partial or not known.rules.adds_up(node):
        return None
    expected = _points_of(known, node)
    if expected is None or any(_may_add_up(known, node, whole) for whole in expected):
        return None
    at = node.weight.at if node.weight is not None else node.at
    return _finding(node, "points-below", total, expected[0].value, at)


def _points_of(known: Known, node: Node) -> list[Printed] | None:
    """Return the points that a group's children are to add up to; 100 where nothing says so."""
    if node.weight is not None:
        return [node.weight]
    if len(known.report.trees) > 1 or known.parent(node) is not None or _has_bonus(node):
        return None
    return [Printed(str(whole), whole, Fraction(1), at=node.at) for whole in WHOLE_SCALES]


def _has_bonus(node: Node) -> bool:
    return any(word in child.name for child in node.children for word in BONUS)


def _may_add_up(known: Known, node: Node, whole: Printed) -> bool:
    """Tell whether the children's weights can give the group's, a wrong one below put right."""
    weights = weights_below(node) or ()
    if _add_up(weights, whole) or _is_even(weights, whole):
        return True
    chosen = [child for child in node.children if any_score(child)]
    if chosen and _add_up([child.weight for child in chosen if child.weight], whole):
        return True  # options that share one weight: only what applies has a score
    return any(
        weight_below(node) == whole.value + child.weight.value - other
        for child in node.children
        if child.weight is not None
        for other in known.weights(child)[1:]
    )


def _add_up(weights: Iterable[Printed], whole: Printed) -> bool:
    allowed = Range.point(whole.value) if whole.is_whole else whole.interval
    return reach_of_weights(weights).meet(allowed) is not None


def _is_even(weights: tuple[Printed, ...], whole: Printed) -> bool:
    """Tell whether a group is shared out evenly in rounded points: 7 × 2 of 15."""
    first = weights[0]
    share = whole.value / len(weights)
    return all(each.value == first.value for each in weights) and share in first.interval


def _finding(node: Node, basis: str, published: Fraction, expected: Fraction, at: str) -> Finding:
    return Finding(
        code="weights",
        indicator=node.name,
        published=as_printed(published),
        expected=as_printed(expected),
        at=at,
        facts={"basis_kind": basis, "parts": _parts(node) if basis == "points-below" else ""},
        key=node.key,
        correct=expected,
    )


def _parts(node: Node) -> str:
    return " + ".join(map(str, weights_below(node) or ()))
