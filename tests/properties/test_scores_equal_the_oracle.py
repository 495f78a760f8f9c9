"""The engine and the oracle, which share no code, agree on everything."""

from hypothesis import given, settings

from indicator_engine.results import ScoreNode
from tests.properties.cases import Case, Json, cases, nodes, result
from tests.properties.oracle import Oracle
from tests.properties.oracle_formulas import Gone
from tests.properties.oracle_functions import Refused, rounded


def oracle(case: Case) -> Oracle | None:
    """Return what the oracle says; ``None`` where it refuses the record."""
    try:
        return Oracle(case.text, case.record)
    except Refused:
        return None


def known(value: Json) -> Json:
    return None if isinstance(value, Gone) else value


def of_oracle(expected: Oracle, name: str) -> Json:
    judged = expected.judged[name]
    value = known(judged.value)
    return {
        "value": value,
        "score": known(judged.score),
        "rate": None if value is None else rounded(value / expected.nodes[name]["weight"], 4),
        "status": judged.found.value if isinstance(judged.found, Gone) else "scored",
        "subtotal": known(judged.subtotal),
        "assessed": expected.coverage(name),
        "steps": [tuple(known(each) for each in step) for step in expected.steps(name)],
    }


def of_engine(node: ScoreNode) -> Json:
    return {
        "value": node.value,
        "score": node.score,
        "rate": node.rate,
        "status": node.status,
        "subtotal": node.subtotal,
        "assessed": node.assessed,
        "steps": [(each.id, each.applied, each.before, each.after) for each in node.adjustments],
    }


@settings(max_examples=300)
@given(case=cases() | cases(complete=False))
def test_the_engine_agrees_with_the_oracle(case: Case) -> None:
    """It refuses the same records; elsewhere tree, total, grade, coverage and warnings agree."""
    expected, found = oracle(case), result(case)
    assert (expected is None) == (found is None)
    if expected is None or found is None:
        return
    for name, node in nodes(found).items():
        assert of_engine(node) == of_oracle(expected, name), name
    assert (found.total, found.grade) == (known(expected.total), expected.grade)
    assert sorted(str(each.id) for each in found.warnings) == sorted(expected.warned)
    assert list(found.unchecked) == expected.unchecked
    for name in case.ruleset.derived:
        assert found.derived[name] == known(expected.values[name]), name
