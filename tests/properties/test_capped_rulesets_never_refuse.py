"""Rules that cap give points to every record there can be."""

from fractions import Fraction

from hypothesis import given

from indicator_engine.model import Indicator
from indicator_engine.scoring import score
from tests.properties.cases import Case, cases, nodes


def is_plain(node: Indicator) -> bool:
    """Tell whether nothing at or below an indicator has adjustments or a range of its own."""
    return all(not each.adjustments and each.declared.range is None for each in node.walk())


@given(case=cases(capped=True))
def test_a_capped_ruleset_scores_every_record_in_range(case: Case) -> None:
    """Whatever is missing, pending or not applicable."""
    score(case.ruleset, case.record)


@given(case=cases(capped=True))
def test_no_indicator_of_a_capped_ruleset_leaves_its_range(case: Case) -> None:
    """Adjustments aside, values lie in the range declared, and groups between 0 and the weight.

    So do printed scores at stage ``leaf``, where full marks can be printed.
    """
    found = nodes(score(case.ruleset, case.record))
    for node in case.ruleset.indicators.walk():
        value = found[node.id].value
        if value is None:
            continue
        if node.formula is not None and not node.adjustments:
            assert value in node.range
        if is_plain(node):
            assert 0 <= value <= node.weight
        if is_plain(node) and case.ruleset.rounding.stage == "leaf":
            assert 0 <= Fraction(found[node.id].score or 0) <= node.weight
