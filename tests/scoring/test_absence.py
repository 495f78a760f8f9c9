"""Empty is not zero: missing, pending and not applicable, and what policies make of them."""

from typing import ClassVar

import pytest

from tests.scoring.rules import (
    MISSING,
    NOT_APPLICABLE,
    PENDING,
    Json,
    group,
    ids,
    leaf,
    printed,
    refused,
    scored,
    total,
)

TWO = group("total", 100, leaf("甲", 60), leaf("乙", 40))
KINDS = {"missing": MISSING, "pending": PENDING, "not_applicable": NOT_APPLICABLE}


class TestPolicies:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("treatment", "expected"),
        [
            ("open", None),
            ("zero", "30.00"),  # 0 + 30
            ("full", "90.00"),  # 60 + 30
            ("leave_out", "75.00"),  # 30 of 40, on 100
        ],
    )
    def test_each_treatment_of_each_kind(
        self, kind: str, treatment: str, expected: str | None
    ) -> None:
        result = scored(TWO, {"甲": KINDS[kind], "乙": 30}, policies={kind: treatment})
        assert printed(result.tree) == expected
        assert (result.node("甲分").status, result.node("甲分").treatment) == (kind, treatment)

    @pytest.mark.parametrize("kind", KINDS)
    def test_refuse_names_the_leaf(self, kind: str) -> None:
        assert refused(TWO, {"甲": KINDS[kind], "乙": 30}, policies={kind: "refuse"}) == [
            "absence-refused"
        ]

    def test_by_default_missing_and_pending_are_open_and_not_applicable_is_left_out(self) -> None:
        assert total(TWO, {"乙": 30}) is None
        assert total(TWO, {"甲": PENDING, "乙": 30}) is None
        assert total(TWO, {"甲": NOT_APPLICABLE, "乙": 30}) == "75.00"

    def test_an_open_leaf_leaves_its_siblings_scored(self) -> None:
        result = scored(TWO, {"乙": 30})
        assert printed(result.node("乙分")) == "30.00"
        assert (result.tree.status, result.is_complete) == ("missing", False)

    def test_a_leaf_has_its_own_policies(self) -> None:
        root = group("total", 100, leaf("甲", 60, policies={"missing": "full"}), leaf("乙", 40))
        assert total(root, {}, policies={"missing": "zero"}) == "60.00"

    def test_points_for_nothing_are_warned_of(self) -> None:
        result = scored(TWO, {"甲": PENDING}, policies={"missing": "zero", "pending": "full"})
        assert ids(result) == [("absence-scored-full", "甲分"), ("absence-scored-zero", "乙分")]

    def test_zero_points_are_no_absence(self) -> None:
        result = scored(TWO, {"甲": 0, "乙": 30})
        assert (result.node("甲分").status, result.node("甲分").treatment) == ("scored", None)
        assert result.coverage == 100


class TestFormulas:
    @pytest.mark.parametrize(
        ("given", "status"),
        [
            ({"甲": NOT_APPLICABLE, "乙": MISSING}, "not_applicable"),
            ({"甲": PENDING, "乙": NOT_APPLICABLE}, "not_applicable"),
            ({"甲": PENDING, "乙": MISSING}, "missing"),
            ({"甲": PENDING, "乙": 1}, "pending"),
        ],
    )
    def test_where_kinds_meet_one_comes_first(self, given: Json, status: str) -> None:
        root = leaf("甲", 100, "甲 + 乙")
        assert scored(root, given).tree.status == status

    def test_a_branch_not_taken_misses_nothing(self) -> None:
        root = leaf("甲", 100, "甲 if 违规 else 40")
        assert total(root, {"违规": False}) == "40.00"
        assert total(root, {"违规": True}) is None
        assert total(root, {}) is None

    def test_a_condition_settled_by_its_first_part_misses_nothing(self) -> None:
        root = leaf("甲", 100, "40 if 违规 or 甲 > 0 else 0")
        assert total(root, {"违规": True}) == "40.00"
        assert total(root, {"违规": False}) is None

    @pytest.mark.parametrize("mark", KINDS.values())
    def test_given_and_value_or_look_at_absence(self, mark: Json) -> None:
        root = leaf("甲", 100, "(50 if given(甲) else 10) + value_or(甲, 5)")
        assert total(root, {"甲": mark}) == "15.00"
        assert total(root, {"甲": 1}) == "51.00"

    def test_a_formula_group_that_needs_what_does_not_apply_does_not_apply(self) -> None:
        half = group("半", 60, leaf("甲"), formula="甲分 / 2")
        result = scored(group("total", 100, half, leaf("乙", 40)), {"甲": NOT_APPLICABLE, "乙": 30})
        assert (result.node("半").status, printed(result.tree)) == ("not_applicable", "75.00")

    def test_a_formula_group_can_do_without_a_child(self) -> None:
        half = group("total", 60, leaf("甲"), formula="value_or(甲分, 20)")
        assert total(half, {"甲": NOT_APPLICABLE}) == "20.00"


class TestMarks:
    def test_a_mark_of_an_indicator_stands_before_its_data(self) -> None:
        result = scored(TWO, {"甲": 60, "乙": 30, "甲分": NOT_APPLICABLE})
        assert (printed(result.tree), result.node("甲分").reason) == ("75.00", "无此项业务")

    def test_a_mark_of_a_group_marks_all_below_it(self) -> None:
        root = group("total", 100, group("组", 60, leaf("甲", 60)), leaf("乙", 40))
        result = scored(root, {"甲": 60, "乙": 30, "组": NOT_APPLICABLE})
        assert [node.status for node in result.tree.walk()] == [
            "scored", "not_applicable", "not_applicable", "scored",
        ]  # fmt: skip
        assert printed(result.tree) == "75.00"
        assert result.coverage == 40

    def test_policies_decide_what_the_mark_of_a_group_means(self) -> None:
        root = group("total", 100, group("组", 60, leaf("甲", 60)), leaf("乙", 40))
        given = {"甲": 60, "乙": 30, "组": NOT_APPLICABLE}
        assert total(root, given, policies={"not_applicable": "zero"}) == "30.00"
        assert total(root, given, policies={"not_applicable": "full"}) == "90.00"
        assert total(root, given, policies={"not_applicable": "open"}) is None

    def test_policies_decide_what_the_mark_of_a_formula_group_means(self) -> None:
        half = group("半", 60, leaf("甲"), formula="甲分 / 2")
        root = group("total", 100, half, leaf("乙", 40))
        given = {"甲": 60, "乙": 30, "半": PENDING}
        assert total(root, given) is None
        assert total(root, given, policies={"pending": "zero"}) == "30.00"

    @pytest.mark.parametrize("turn", [1, -1])
    def test_of_two_marks_not_applicable_stands_whichever_is_given_first(self, turn: int) -> None:
        root = group("total", 100, group("组", 60, leaf("甲", 60)), leaf("乙", 40))
        marks = [("组", NOT_APPLICABLE), ("甲分", PENDING)][::turn]
        result = scored(root, {"乙": 30, **dict(marks)})
        assert (result.node("甲分").status, result.node("甲分").reason) == (
            "not_applicable",
            "无此项业务",
        )

    def test_null_marks_an_indicator_as_missing(self) -> None:
        assert scored(TWO, {"甲": 60, "乙": 30, "甲分": None}).node("甲分").status == "missing"

    def test_an_indicator_takes_no_value(self) -> None:
        assert refused(TWO, {"甲": 60, "乙": 30, "甲分": 50}) == ["indicator-given-a-value"]

    def test_the_reason_of_an_input_is_that_of_its_leaf(self) -> None:
        assert scored(TWO, {"甲": PENDING}).node("甲分").reason == "专家未打分"


class TestDefaults:
    INPUTS: ClassVar = {"甲": {"type": "number", "default": 45}, "乙": {"type": "number"}}

    def test_a_default_fills_a_missing_value_and_is_warned_of(self) -> None:
        result = scored(TWO, {"乙": 30}, inputs=self.INPUTS)
        assert printed(result.tree) == "75.00"
        assert ids(result) == [("default-used", "甲")]

    def test_a_default_fills_no_mark(self) -> None:
        result = scored(TWO, {"甲": PENDING, "乙": 30}, inputs=self.INPUTS)
        assert (result.node("甲分").status, ids(result)) == ("pending", [])


class TestCoverage:
    def test_points_assessed_of_points_possible(self) -> None:
        assert scored(TWO, {"甲": 60, "乙": 30}).coverage == 100
        assert scored(TWO, {"甲": 60}).coverage == 60
        assert scored(TWO, {}, policies={"missing": "full"}).coverage == 0

    def test_a_mean_counts_its_children_by_share(self) -> None:
        children = (leaf("甲", share=3), leaf("乙"))
        root = group("total", 100, *children, combine="mean")
        assert scored(root, {"甲": 60, "乙": NOT_APPLICABLE}).coverage == 75
