"""The next grade: how far it is, and which input alone brings it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from indicator_engine.explaining import Explanation
from indicator_engine.explaining import next_grade as module
from indicator_engine.explaining.next_grade import NextGrade
from indicator_engine.language.protocol import Absence
from tests.explaining.small import Json, explained

GRADES = [{"grade": "优", "range": "[90, 100]"}, {"grade": "良", "range": "[60, 90)"},
          {"grade": "差", "range": "[0, 60)"}]  # fmt: skip


def graded(formula: str, inputs: Json, values: Json, **changes: Json) -> Explanation:
    declared = {"inputs": inputs, "indicators": {"formula": formula}, "grades": GRADES}
    return explained({**declared, **changes}, values)


def needed(formula: str, declared: Json, now: Json, **changes: Json) -> NextGrade:
    """Return what an input 甲 needs for the next grade."""
    found = graded(formula, {"甲": declared}, {"甲": now}, **changes).next_grade
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("formula", "declared", "now", "value"),
    [
        ("甲", {"type": "number", "range": "[0, 100]"}, 70, Fraction(90)),
        ("甲 / 10", {"type": "number", "range": "[0, 1000]", "places": 0}, 899, Fraction(900)),
        ("weight * reached(甲, 333)", {"type": "number", "places": 2}, 250, Fraction("299.69")),
        ("weight - 甲", {"type": "integer", "range": "[0, 100]"}, 20, Fraction(10)),
        ("weight * 甲", {"type": "percent"}, "80%", Fraction(9, 10)),
        ("weight * 甲", {"type": "judged", "tiers": {"好": "[90%, 100%]", "差": "[0%, 90%)"}}, "80%",
         Fraction(9, 10)),
        ("weight if count_true(甲) == 1 else 70", {"type": "boolean"}, False, True),
        ("weight if 甲 == '好' else 70", {"type": "choice", "choices": ["差", "好"]}, "差", "好"),
        ("clamp(weight - days(date(2022, 6, 1), 甲), 0, weight)", {"type": "date"}, "2022-06-20",
         date(2022, 6, 11)),
        ("mean(甲)", {"type": "numbers", "range": "[0, 100]", "length": "[1, 3]"}, [60, 70, 80],
         (Fraction(90),) * 3),
    ],
)  # fmt: skip
def test_the_value_is_exact(formula: str, declared: Json, now: Json, value: object) -> None:
    """It is the nearest on the declared grid: the total with it has the grade."""
    (way,) = needed(formula, declared, now).ways
    assert way.value == value
    assert way.grade == "优"
    assert way.total >= 90


def test_the_distance_is_in_printed_points() -> None:
    found = needed("甲", {"type": "number", "range": "[0, 100]"}, Decimal("70.25"))
    assert (found.grade, found.least, found.points) == ("优", Decimal("90.00"), Decimal("19.75"))


def test_the_nearer_side_is_taken() -> None:
    """Both ends of the scale are good here; 12 is nearer to 5 than to 95."""
    found = needed("abs(甲 - 50) * 2", {"type": "integer", "range": "[0, 100]"}, 12)
    assert [each.value for each in found.ways] == [Fraction(5)]


def test_what_cannot_alone_is_said() -> None:
    inputs = {name: {"type": "number", "range": "[0, 50]"} for name in ("甲", "乙")}
    found = graded("甲 + 乙", inputs, {"甲": 30, "乙": 42}).next_grade
    assert found is not None
    assert [(each.input, each.value) for each in found.ways] == [("甲", 48)]
    assert found.cannot == ("乙",)


def test_an_input_that_no_score_reads_is_not_told() -> None:
    inputs = {name: {"type": "number", "range": "[0, 100]"} for name in ("甲", "乙")}
    assertions = [{"id": "X", "condition": "乙 <= 100"}]
    found = graded("甲", inputs, {"甲": 70, "乙": 1}, assertions=assertions).next_grade
    assert found is not None
    assert [each.input for each in found.ways] == ["甲"]
    assert found.cannot == ()


def test_a_value_that_an_assertion_refuses_is_no_way() -> None:
    assertions = [{"id": "X", "condition": "甲 <= 80", "severity": "error"}]
    declared = {"type": "integer", "range": "[0, 100]"}
    found = needed("甲", declared, 70, assertions=assertions)
    assert (found.ways, found.cannot) == ((), ("甲",))


def test_what_the_search_does_not_settle_is_called_undecided() -> None:
    assertions = [{"id": "X", "condition": "甲 <= 80", "severity": "error"}]
    declared = {"type": "number", "range": "[0, 100]"}
    found = needed("甲", declared, 70, assertions=assertions)
    assert (found.ways, found.undecided) == ((), ("甲",))


def test_a_text_may_be_anything() -> None:
    assert needed("weight if 甲 == 'x' else 70", {"type": "text"}, "y").undecided == ("甲",)


def test_a_grade_held_down_by_an_adjustment_is_no_matter_of_points() -> None:
    tree = {"children": [{"id": "甲分", "weight": 100, "formula": "甲"}],
            "adjustments": [{"id": "限", "when": "违规 == 1", "grade_at_most": "良"}]}  # fmt: skip
    inputs = {
        "甲": {"type": "number", "range": "[0, 100]"},
        "违规": {"type": "integer", "range": "[0, 1]"},
    }
    changes = {"inputs": inputs, "indicators": tree, "grades": GRADES}
    found = explained(changes, {"甲": 95, "违规": 1}).next_grade
    assert found is not None
    assert found.points == 0
    assert [(each.input, each.value) for each in found.ways] == [("违规", 0)]


@pytest.mark.parametrize("value", [95, None])
def test_there_is_none_above_the_best_nor_without_a_total(value: object) -> None:
    inputs = {"甲": {"type": "number", "range": "[0, 100]"}}
    assert graded("甲", inputs, {"甲": value}).next_grade is None


def test_there_is_none_without_a_scale() -> None:
    rules = {
        "inputs": {"甲": {"type": "number", "range": "[0, 100]"}},
        "indicators": {"formula": "甲"},
    }
    assert explained(rules, {"甲": 70}).next_grade is None


def test_an_input_that_is_missing_may_be_given() -> None:
    declared = {"type": "number", "range": "[0, 100]"}
    (way,) = needed("value_or(甲, 70)", declared, None).ways
    assert (way.now, way.value) == (Absence.MISSING, Fraction(90))


def test_a_list_that_is_missing_is_as_short_as_it_may_be() -> None:
    declared = {"type": "numbers", "range": "[0, 100]", "length": "[3, 9]"}
    (way,) = needed("value_or(mean(甲), 70)", declared, None).ways
    assert way.data == [Decimal(90)] * 3


def test_a_list_is_varied_from_its_mean_on() -> None:
    declared = {"type": "numbers", "range": "[0, 100]", "length": "[1, 9]"}
    (way,) = needed("weight - mean(甲)", declared, [20, 22]).ways
    assert way.value == (Fraction(10),) * 2


def test_the_work_for_all_inputs_together_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left over is undecided, not refused."""
    inputs = {name: {"type": "number", "range": "[0, 100]"} for name in ("甲", "乙")}
    for work, ways in ((0, []), (1, []), (10_000, ["甲", "乙"])):
        monkeypatch.setattr(module, "MOST_WORK", work)
        found = graded("(甲 + 乙) / 2", inputs, {"甲": 85, "乙": 85}).next_grade
        assert found is not None
        assert [each.input for each in found.ways] == ways
        assert list(found.undecided) == [name for name in inputs if name not in ways]


def test_a_rank_among_others_can_be_reached() -> None:
    """What the rows being scored answer changes with the input, and is asked again."""
    rules = {
        "inputs": {"甲": {"type": "integer", "range": "[0, 100]"}},
        "indicators": {"formula": "weight if rank_high(甲) == 1 else 70"},
        "grades": GRADES,
    }
    record = {"inputs": {"甲": 60}, "cohort": [{"inputs": {"甲": 80}}, {"inputs": {"甲": 75}}]}
    found = explained(rules, record).next_grade
    assert found is not None
    assert [(each.input, each.value) for each in found.ways] == [("甲", 80)]
