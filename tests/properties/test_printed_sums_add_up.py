"""Whoever adds up the printed table gets the printed sum."""

from decimal import Decimal

from hypothesis import given

from indicator_engine.model import Indicator
from indicator_engine.results import ScoreNode
from tests.properties.cases import Case, cases, nodes, result


def is_printed_as_finely(group: Indicator) -> bool:
    """Tell whether a group's own rounding keeps all the places of its children."""
    return all(child.rounding.places <= group.rounding.places for child in group.children)


def before_adjustments(node: ScoreNode) -> Decimal | None:
    changing = [each for each in node.adjustments if each.grade is None]
    return changing[0].before if changing else node.score


@given(case=cases(stage="leaf"))
def test_at_stage_leaf_printed_scores_add_up_to_the_printed_sum(case: Case) -> None:
    """Of every sum: to its subtotal where something left out rescales it, else to its score.

    A sum that its author has printed with fewer places than its children is rounded once more.
    """
    found = result(case)
    for group in case.ruleset.indicators.walk() if found else ():
        if group.combination != "sum" or not is_printed_as_finely(group):
            continue
        assert found is not None
        node = nodes(found)[group.id]
        printed = [child.score for child in node.children if child.score is not None]
        total = before_adjustments(node) if node.subtotal is None else node.subtotal
        assert total in (None, sum(printed))
