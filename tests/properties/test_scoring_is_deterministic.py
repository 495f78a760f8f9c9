"""The same rules and the same data give the same result, which can be compared and read."""

from hypothesis import given, settings

from indicator_engine.documents import read_document
from indicator_engine.errors import RecordError
from indicator_engine.loading import read_ruleset
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score
from tests.properties.cases import Case, cases


def outcome(case: Case) -> Evaluation | tuple[str, ...]:
    """Return the result, or the codes of the refusal."""
    try:
        return score(case.ruleset, case.record)
    except RecordError as error:
        return tuple(f"{each.code} {each.at}" for each in error.diagnostics)


@given(case=cases())
def test_the_same_ruleset_and_record_give_an_equal_result(case: Case) -> None:
    """Scored twice, from a ruleset read once more, and with the data in another order."""
    first = outcome(case)
    again = read_ruleset(read_document(case.text, "<generated>"))
    reversed_inputs = dict(reversed(case.record["inputs"].items()))
    assert outcome(case) == first
    assert outcome(Case(again, case.record)) == first
    assert outcome(Case(case.ruleset, {**case.record, "inputs": reversed_inputs})) == first


@settings(max_examples=30)
@given(case=cases())
def test_a_result_shows_what_it_says(case: Case) -> None:
    """Its ``repr`` is the same each time and tells total and grade; a node prints as one line."""
    found = outcome(case)
    if not isinstance(found, Evaluation):
        return
    assert repr(found) == repr(outcome(case))
    assert f"total={found.total!r}" in repr(found)
    assert f"grade={found.grade!r}" in repr(found)
    for node in found.tree.walk():
        assert str(node).startswith(f"{node.id} ")
        assert "\n" not in str(node)
