"""The order in which an author writes things is for the reader's eye."""

import random

from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.results import Evaluation
from tests.properties.cases import Case, Json, cases, indicators, nodes, parsed, result


def reordered(case: Case, chance: random.Random) -> Case:
    """Return the case with children, inputs, derived values and tables in another order."""
    fields = case.fields
    for node in indicators(fields["indicators"]):
        chance.shuffle(node.get("children", []))
    for key in ("inputs", "derived", "functions", "tables"):
        members = list(fields.get(key, {}).items())
        chance.shuffle(members)
        if members:
            fields[key] = dict(members)
    return Case(parsed(fields), case.record)


def scores(evaluation: Evaluation | None) -> Json:
    """Return what must not change; ``None`` where the record is refused."""
    if evaluation is None:
        return None
    tree = {
        name: (node.value, node.score, node.status, node.assessed, node.adjustments)
        for name, node in nodes(evaluation).items()
    }
    return tree, evaluation.total, evaluation.grade, evaluation.derived, evaluation.coverage


@given(case=cases(), chance=st.randoms(use_true_random=False))
def test_order_changes_no_score(case: Case, chance: random.Random) -> None:
    """Of siblings under a sum, a mean, a smallest or a largest; of inputs and derived values."""
    assert scores(result(reordered(case, chance))) == scores(result(case))
