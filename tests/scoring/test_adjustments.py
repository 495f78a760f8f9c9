"""Adjustments: bonus, penalty, multiplier, gate, ceiling, veto; grades."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.scoring.rules import (
    NOT_APPLICABLE,
    PENDING,
    Json,
    group,
    leaf,
    printed,
    refused,
    scored,
    total,
)

GRADES = [
    {"grade": "优", "range": "[90, inf)"},
    {"grade": "良", "range": "[80, 90)"},
    {"grade": "M"},
    {"grade": "差", "range": "(-inf, 80)"},
]


def adjusted(*adjustments: Json, **fields: Json) -> Json:
    """Return a total of 100 points, what 甲 says, with adjustments."""
    told = [{"id": f"调整{index}", **each} for index, each in enumerate(adjustments)]
    fields |= {"adjustments": told} if told else {}
    return group("total", 100, leaf("甲", 100), **fields)


def grade(given: Json, *adjustments: Json, grades: Json = GRADES) -> str | None:
    return scored(adjusted(*adjustments), given, grades=grades).grade


class TestScore:
    @pytest.mark.parametrize(
        ("becomes", "expected"),
        [
            ("value + 2", "82.00"),  # bonus
            ("value - 1.5", "78.50"),  # penalty
            ("value * 系数", "72.00"),  # multiplier
            ("min(value, 69.9)", "69.90"),  # ceiling
            ("0", "0.00"),  # veto
            (69.9, "69.90"),
            ("weight", "100.00"),
            ("max(0, value - 100)", "0.00"),
        ],
    )
    def test_each_use(self, becomes: Json, expected: str) -> None:
        given = {"甲": 80, "系数": 0.9}
        assert total(adjusted({"becomes": becomes}), given) == expected

    def test_a_condition_says_whether_it_applies(self) -> None:
        root = adjusted({"when": "违规", "becomes": "0"})
        assert total(root, {"甲": 80, "违规": True}) == "0.00"
        assert total(root, {"甲": 80, "违规": False}) == "80.00"

    def test_a_gate_looks_at_an_indicator(self) -> None:
        root = adjusted({"when": "甲分 < 60", "becomes": "min(value, 30)"})
        assert total(root, {"甲": 59}) == "30.00"
        assert total(root, {"甲": 60}) == "60.00"

    def test_each_sees_the_score_that_the_one_before_it_left(self) -> None:
        bonus, ceiling = {"becomes": "value + 30"}, {"becomes": "min(value, 100)"}
        assert total(adjusted(bonus, ceiling), {"甲": 80}) == "100.00"
        assert total(adjusted(ceiling, bonus), {"甲": 80}) == "110.00"

    def test_each_result_is_rounded(self) -> None:
        """80 ÷ 3 is 26.67, three times that 80.01."""
        root = adjusted({"becomes": "value / 3"}, {"becomes": "value * 3"})
        assert total(root, {"甲": 80}) == "80.01"

    def test_value_score_and_rate_are_those_after_them(self) -> None:
        node = scored(adjusted({"becomes": "value + 30"}), {"甲": 80}).tree
        assert (printed(node), f"{node.rate:f}") == ("110.00", "1.1000")
        assert (node.value, node.weight) == (Fraction(110), Fraction(100))

    def test_the_tree_lists_what_each_did(self) -> None:
        root = adjusted({"becomes": "value + 2"}, {"when": "违规", "becomes": "0"})
        steps = scored(root, {"甲": 80, "违规": False}).tree.adjustments
        assert [
            (each.id, each.applied, f"{each.before:f}", f"{each.after:f}") for each in steps
        ] == [
            ("调整0", True, "80.00", "82.00"),
            ("调整1", False, "82.00", "82.00"),
        ]

    def test_a_group_below_the_root_has_them_too(self) -> None:
        below = group(
            "组", 60, leaf("甲", 60), adjustments=[{"id": "减半", "becomes": "value / 2"}]
        )
        assert total(group("total", 100, below, leaf("乙", 40)), {"甲": 50, "乙": 30}) == "55.00"


class TestUndecided:
    @pytest.mark.parametrize("mark", [None, PENDING, NOT_APPLICABLE])
    def test_an_undecided_condition_leaves_the_node_open(self, mark: Json) -> None:
        below = group(
            "组", 60, leaf("甲", 60), adjustments=[{"id": "否决", "when": "违规", "becomes": "0"}]
        )
        root = group("total", 100, below, leaf("乙", 40))
        result = scored(root, {"甲": 50, "乙": 30, "违规": mark})
        assert result.node("组").score is None
        assert result.node("组").adjustments[0].applied is None
        assert result.total is None

    def test_a_condition_that_is_false_needs_no_result(self) -> None:
        root = adjusted({"when": "违规", "becomes": "value * 系数"})
        assert total(root, {"甲": 80, "违规": False}) == "80.00"
        assert total(root, {"甲": 80, "违规": True}) is None

    def test_a_veto_settles_what_was_open(self) -> None:
        assert total(adjusted({"when": "违规", "becomes": "0"}), {"违规": True}) == "0.00"


class TestGrades:
    @pytest.mark.parametrize(
        ("points", "expected"),
        [(100, "优"), (90, "优"), ("89.995", "优"), ("89.994", "良"), (79, "差")],
    )
    def test_the_grade_is_that_of_the_published_total(self, points: Json, expected: str) -> None:
        assert grade({"甲": Decimal(points)}) == expected

    def test_grade_at_most_lowers_a_better_grade_and_no_other(self) -> None:
        ceiling = {"when": "违规", "grade_at_most": "良"}
        assert grade({"甲": 95, "违规": True}, ceiling) == "良"
        assert grade({"甲": 95, "违规": False}, ceiling) == "优"
        assert grade({"甲": 50, "违规": True}, ceiling) == "差"

    def test_a_direct_grade_stands_whatever_the_total(self) -> None:
        assert grade({"甲": 95, "违规": True}, {"when": "违规", "grade": "差"}) == "差"

    def test_of_several_direct_grades_the_last_true_one_stands(self) -> None:
        first, last = {"when": "违规", "grade": "差"}, {"when": "value > 50", "grade": "M"}
        assert grade({"甲": 95, "违规": True}, first, last) == "M"
        assert grade({"甲": 50, "违规": True}, first, last) == "差"

    def test_ceilings_come_before_direct_grades_wherever_they_are_written(self) -> None:
        direct, ceiling = {"grade": "优"}, {"grade_at_most": "差"}
        assert grade({"甲": 50}, direct, ceiling) == "优"

    def test_a_grade_without_a_range_comes_from_an_adjustment_and_has_a_rank(self) -> None:
        assert grade({"甲": 85}, {"grade_at_most": "M"}) == "M"
        assert grade({"甲": 50}, {"grade_at_most": "M"}) == "差"

    def test_their_conditions_see_the_final_total(self) -> None:
        bonus, special = {"becomes": "value + 10"}, {"when": "value >= 95", "grade": "M"}
        assert grade({"甲": 85}, special, bonus) == "M"

    def test_a_direct_grade_holds_while_the_total_is_open(self) -> None:
        result = scored(adjusted({"when": "违规", "grade": "差"}), {"违规": True}, grades=GRADES)
        assert (result.total, result.grade) == (None, "差")

    def test_an_open_total_has_no_grade_even_where_there_is_but_one(self) -> None:
        everything = [{"grade": "合格", "range": "(-inf, inf)"}]
        assert grade({}, grades=everything) is None
        assert grade({"甲": 0}, grades=everything) == "合格"

    @pytest.mark.parametrize("mark", [None, NOT_APPLICABLE])
    @pytest.mark.parametrize("key", ["grade", "grade_at_most"])
    def test_an_undecided_condition_leaves_the_grade_open(self, key: str, mark: Json) -> None:
        result = scored(
            adjusted({"when": "违规", key: "差"}), {"甲": 95, "违规": mark}, grades=GRADES
        )
        assert (f"{result.total:f}", result.grade) == ("95.00", None)

    def test_a_later_true_grade_settles_an_undecided_one(self) -> None:
        open_one, later = {"when": "违规", "grade": "差"}, {"when": "value > 90", "grade": "M"}
        assert grade({"甲": 95}, open_one, later) == "M"

    def test_a_total_beyond_the_scale_is_refused(self) -> None:
        scale = [{"grade": "合格", "range": "[60, 100]"}, {"grade": "不合格", "range": "[0, 60)"}]
        root = adjusted({"becomes": "value + 2"})
        assert refused(root, {"甲": 99}, grades=scale) == ["total-without-grade"]

    def test_without_a_scale_there_is_no_grade(self) -> None:
        assert scored(adjusted(), {"甲": 95}).grade is None
