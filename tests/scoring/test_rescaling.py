"""What is left out leaves its points to the others: in its group, or once at the total."""

from fractions import Fraction
from typing import ClassVar

import pytest

from tests.scoring.rules import NOT_APPLICABLE, group, leaf, printed, scored, total

# 40 = 20 + 20, 60; the first leaf does not apply.
NESTED = group("total", 100, group("组", 40, leaf("甲", 20), leaf("乙", 20)), leaf("丙", 60))
GIVEN = {"甲": NOT_APPLICABLE, "乙": 15, "丙": 50}


class TestGroup:
    def test_the_group_is_rescaled_where_the_leaf_is_left_out(self) -> None:
        result = scored(NESTED, GIVEN)
        assert printed(result.node("组")) == "30.00"  # 15 of 20, on 40
        assert printed(result.tree) == "80.00"
        assert result.coverage == 80

    def test_the_tree_shows_the_sum_before(self) -> None:
        result = scored(NESTED, GIVEN)
        assert f"{result.node('组').subtotal:f}" == "15.00"
        assert result.tree.subtotal is None

    def test_rescaled_first_then_rounded(self) -> None:
        root = group("total", 20, leaf("甲", 7), leaf("乙", 13))
        result = scored(root, {"甲": NOT_APPLICABLE, "乙": 10})
        assert result.tree.value == Fraction(200, 13)
        assert printed(result.tree) == "15.38"

    def test_a_group_with_nothing_left_is_left_out_itself(self) -> None:
        result = scored(NESTED, {"甲": NOT_APPLICABLE, "乙": NOT_APPLICABLE, "丙": 45})
        assert (result.node("组").status, result.node("组").score) == ("not_applicable", None)
        assert printed(result.tree) == "75.00"

    def test_a_total_with_nothing_left_is_none(self) -> None:
        result = scored(NESTED, {"total": NOT_APPLICABLE})
        assert (result.total, result.tree.status) == (None, "not_applicable")
        assert result.coverage == 0

    def test_at_stage_node_values_are_rescaled(self) -> None:
        root = group(
            "total", 100, group("组", 40, leaf("甲", 20), leaf("乙", 20, "乙 / 3")), leaf("丙", 60)
        )
        given = {"甲": NOT_APPLICABLE, "乙": 50, "丙": 50}
        assert scored(root, given, rounding={"stage": "node"}).tree.value == 50 + Fraction(100, 3)
        assert scored(root, given).tree.value == 50 + 2 * Fraction("16.67")


class TestRoot:
    RESCALE: ClassVar = {"rescale": "root"}

    def test_only_the_total_is_put_on_a_hundred(self) -> None:
        result = scored(NESTED, GIVEN, policies=self.RESCALE)
        assert printed(result.node("组")) == "15.00"
        assert f"{result.tree.subtotal:f}" == "65.00"  # 合计
        assert printed(result.tree) == "81.25"  # 折算：65 ÷ 80 × 100

    def test_full_marks_stay_full_marks(self) -> None:
        given = {"甲": NOT_APPLICABLE, "乙": 20, "丙": 60}
        assert total(NESTED, given, policies=self.RESCALE) == "100.00"

    def test_a_whole_group_left_out(self) -> None:
        given = {"组": NOT_APPLICABLE, "丙": 45}
        assert total(NESTED, given, policies=self.RESCALE) == "75.00"

    def test_nothing_left_out_rescales_nothing(self) -> None:
        result = scored(NESTED, {"甲": 1, "乙": 2, "丙": 3}, policies=self.RESCALE)
        assert (printed(result.tree), result.tree.subtotal) == ("6.00", None)

    def test_a_sum_below_another_combination_is_rescaled_where_it_stands(self) -> None:
        """Its points reach the total only through a mean, which has no points to rescale."""
        sums = group("组", None, leaf("甲", 50), leaf("乙", 50))
        root = group("total", 100, sums, leaf("丙"), combine="mean")
        given = {"甲": NOT_APPLICABLE, "乙": 50, "丙": 100}
        assert total(root, given, policies=self.RESCALE) == "100.00"


class TestOtherCombinations:
    @pytest.mark.parametrize(
        ("combine", "expected"),
        [
            ("mean", "80.00"),  # (60 × 1 + 90 × 2) ÷ 3
            ("min", "60.00"),
            ("max", "90.00"),
            ("geomean", "78.62"),  # the cube root of 60 × 90 × 90
        ],
    )
    def test_the_rest_is_combined(self, combine: str, expected: str) -> None:
        share = {"share": 2} if combine in ("mean", "geomean") else {}
        root = group("total", 100, leaf("甲"), leaf("乙", **share), leaf("丙"), combine=combine)
        assert total(root, {"甲": 60, "乙": 90, "丙": NOT_APPLICABLE}) == expected

    def test_a_geometric_mean_is_exact_where_it_is_rational(self) -> None:
        root = group("total", 100, leaf("甲"), leaf("乙"), leaf("丙"), combine="geomean")
        result = scored(root, {"甲": 20, "乙": 45, "丙": NOT_APPLICABLE})
        assert result.tree.value == 30

    @pytest.mark.parametrize("combine", ["mean", "min", "max", "geomean"])
    def test_nothing_left_is_left_out(self, combine: str) -> None:
        root = group("total", 100, leaf("甲"), combine=combine)
        assert scored(root, {"甲": NOT_APPLICABLE}).tree.status == "not_applicable"
