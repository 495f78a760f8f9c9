"""What if: some data replaced, the rest as it is, and what that changes."""

import pytest

from indicator_engine import render, score
from indicator_engine.errors import RecordError
from tests.explaining.small import Json, explained

CHANGES = {
    "indicators": {
        "children": [
            {"id": "A", "weight": 60, "formula": "weight * reached(执行数, 预算数)"},
            {"id": "B", "weight": 40, "formula": "weight * reached(执行数, 2 * 预算数)"},
        ]
    },
    "grades": [{"grade": "优", "range": "[90, 100]"}, {"grade": "差", "range": "[0, 90)"}],
}
RECORD = {"inputs": {"执行数": 80, "预算数": 100}, "notes": {"A": "尾款未付"}, "unit": {"id": "u1"}}


def test_the_changed_record_is_explained_and_compared() -> None:
    found = explained(CHANGES, RECORD, changes={"执行数": 200})
    assert found.what_if is not None
    told = [(each.indicator, str(each.before), str(each.after)) for each in found.what_if.scores]
    assert told == [("total", "64.00", "100.00"), ("A", "48.00", "60.00"), ("B", "16.00", "40.00")]
    assert found.evaluation.grade == "优"
    assert found.evaluation == score(
        found.ruleset, {**RECORD, "inputs": {"执行数": 200, "预算数": 100}}
    )


def test_it_is_told_in_words() -> None:
    shown = str(render(explained(CHANGES, RECORD, changes={"执行数": 200}), "text"))
    assert (
        "  执行数 = 200 万元（原为 80 万元）\n  等级：差 → 优\n  total：64.00 → 100.00\n" in shown
    )


def test_an_indicator_may_be_marked() -> None:
    mark = {"B": {"not_applicable": "无此项"}}
    found = explained(CHANGES, RECORD, changes=mark)
    assert str(found.evaluation.total) == "80.00"
    assert "B = 不适用（原为 –）" in str(render(found, "text"))


def test_a_value_may_be_taken_away() -> None:
    found = explained(CHANGES, RECORD, changes={"执行数": None})
    assert found.evaluation.total is None
    assert "执行数 = 缺失（原为 80 万元）" in str(render(found, "text"))


@pytest.mark.parametrize("changes", [{"执行树": 1}, {"执行数": "many"}, {"执行数": -1}])
def test_what_cannot_be_used_is_refused(changes: Json) -> None:
    with pytest.raises(RecordError):
        explained(CHANGES, RECORD, changes=changes)


def test_without_changes_nothing_is_compared() -> None:
    assert explained(CHANGES, RECORD).what_if is None


def test_what_is_changed_has_no_reason_left_to_be_absent() -> None:
    record = {"inputs": {"执行数": {"pending": "未决算"}, "预算数": {"pending": "未批复"}}}
    found = explained(CHANGES, record, changes={"执行数": {"not_applicable": "停办"}})
    assert found.evaluation.node("A").reason == "停办"
    assert found.record.reasons == {"执行数": "停办", "预算数": "未批复"}
    assert explained(CHANGES, record, changes={"执行数": 1}).record.reasons == {"预算数": "未批复"}


def test_a_default_is_told_only_where_it_stands_in() -> None:
    rules = {**CHANGES, "inputs": {"执行数": {"default": 50}}}
    assert explained(rules, {"预算数": 100}, changes={"执行数": 60}).record.filled == ()
    given = {"预算数": 100, "执行数": 60}
    assert explained(rules, given, changes={"执行数": None}).record.filled == ("执行数",)
