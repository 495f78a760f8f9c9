"""Values and published scores: modes, stages, places, rates."""

from fractions import Fraction

import pytest

from tests.scoring.rules import group, leaf, printed, refused, scored, total

# Two ties: 3.335 and 3.335 of 10 points.
TIES = group("total", 20, leaf("甲", 10), leaf("乙", 10))
HALVES = {"甲": Fraction("3.335"), "乙": Fraction("3.335")}


class TestModes:
    @pytest.mark.parametrize(
        ("mode", "tie", "expected"),
        [
            ("half_up", "94.525", "94.53"),
            ("half_even", "94.525", "94.52"),
            ("half_even", "94.535", "94.54"),
            ("down", "94.529", "94.52"),
            ("up", "94.521", "94.53"),
            ("half_up", "-94.525", "-94.53"),
            ("half_even", "-94.525", "-94.52"),
            ("down", "-94.529", "-94.52"),
            ("up", "-94.521", "-94.53"),
        ],
    )
    def test_each_mode_at_the_second_place(self, mode: str, tie: str, expected: str) -> None:
        root = leaf("甲", 100, range="[-100, 100]")
        assert total(root, {"甲": Fraction(tie)}, rounding={"mode": mode}) == expected

    @pytest.mark.parametrize(("places", "expected"), [(0, "95"), (1, "94.5"), (3, "94.525")])
    def test_a_score_prints_exactly_the_places_declared(self, places: int, expected: str) -> None:
        root = leaf("甲", 100)
        assert total(root, {"甲": Fraction("94.525")}, rounding={"places": places}) == expected


class TestStages:
    @pytest.mark.parametrize(
        ("stage", "expected"), [("leaf", "6.68"), ("node", "6.67"), ("total", "6.67")]
    )
    def test_what_is_rounded_before_it_is_added(self, stage: str, expected: str) -> None:
        result = scored(TIES, HALVES, rounding={"stage": stage})
        assert [printed(node) for node in result.tree.walk()] == [expected, "3.34", "3.34"]

    def test_at_stage_leaf_a_group_has_the_sum_of_what_is_printed_as_its_value(self) -> None:
        assert scored(TIES, HALVES).tree.value == Fraction("6.68")
        assert scored(TIES, HALVES, rounding={"stage": "node"}).tree.value == Fraction("6.67")

    def test_at_stage_total_adjustments_below_the_root_see_no_rounding(self) -> None:
        tenfold = [{"id": "十倍", "becomes": "value * 10"}]
        groups = group("组", 10, leaf("甲", 10), adjustments=tenfold)
        root = group("total", 10, groups, range="[0, 100]")
        given = {"甲": Fraction("3.335")}
        assert total(root, given, rounding={"stage": "node"}) == "33.40"
        assert total(root, given, rounding={"stage": "total"}) == "33.35"

    @pytest.mark.parametrize(
        ("stage", "expected"), [("leaf", "9.99"), ("node", "10.00"), ("total", "10.00")]
    )
    def test_an_id_in_a_formula_means_what_its_stage_hands_up(
        self, stage: str, expected: str
    ) -> None:
        thirds = leaf("乙", 10, "甲分 * 3")
        root = group("total", 20, leaf("甲", 10, "甲 / 3"), thirds)
        result = scored(root, {"甲": 10}, rounding={"stage": stage})
        assert printed(result.node("乙分")) == expected

    def test_the_id_of_the_root_always_means_the_published_total(self) -> None:
        derived = {"总分": {"formula": "total * 1000"}}
        result = scored(TIES, HALVES, rounding={"stage": "total", "places": 1}, derived=derived)
        assert result.derived["总分"] == 6700

    def test_other_combinations_round_their_result(self) -> None:
        root = group("total", 10, leaf("甲"), leaf("乙"), leaf("丙"), combine="mean")
        result = scored(root, {"甲": 3, "乙": 3, "丙": 4})
        assert (result.tree.value, printed(result.tree)) == (Fraction(10, 3), "3.33")


class TestOwnRounding:
    def test_an_indicator_may_ask_for_fewer_places_and_another_mode(self) -> None:
        own = {"places": 1, "mode": "down"}
        root = group("total", 20, leaf("甲", 10, rounding=own), leaf("乙", 10))
        result = scored(root, {"甲": Fraction("3.39"), "乙": Fraction("3.335")})
        assert [printed(node) for node in result.tree.walk()] == ["6.64", "3.3", "3.34"]

    def test_so_may_the_total(self) -> None:
        root = {**TIES, "rounding": {"places": 0}}
        assert total(root, HALVES) == "7"


class TestRate:
    def test_it_is_that_of_the_value_not_of_the_score(self) -> None:
        """The seed prints 19.38 of 20 as 96.92 %: 5169.65 ÷ 5333.85, not 19.38 ÷ 20."""
        root = leaf("甲", 20, "weight * 甲 / 乙")
        node = scored(root, {"甲": Fraction("5169.65"), "乙": Fraction("5333.85")}).tree
        assert (printed(node), f"{node.rate:f}") == ("19.38", "0.9692")

    def test_a_group_has_that_of_the_sum_of_its_printed_scores(self) -> None:
        root = group("total", 20, leaf("甲", 10), leaf("乙", 10))
        node = scored(root, {"甲": 9, "乙": Fraction("8.42")}).tree
        assert (printed(node), f"{node.rate:f}") == ("17.42", "0.8710")


class TestRanges:
    def test_points_beyond_the_weight_are_refused_not_cut(self) -> None:
        assert refused(leaf("甲", 30), {"甲": Fraction("30.001")}) == ["score-out-of-range"]
        assert refused(leaf("甲", 30), {"甲": Fraction("-0.001")}) == ["score-out-of-range"]

    def test_a_range_of_its_own_lets_a_rule_reward_more(self) -> None:
        node = scored(leaf("甲", 30, range="[0, 36]"), {"甲": 36}).tree
        assert (printed(node), f"{node.rate:f}") == ("36.00", "1.2000")
        assert node.weight == 30

    def test_a_formula_group_has_a_range_too(self) -> None:
        root = group("total", 10, leaf("甲"), formula="甲分 * 2")
        assert refused(root, {"甲": 6}) == ["score-out-of-range"]
        assert total({**root, "range": "[0, 20]"}, {"甲": 6}) == "12.00"

    def test_a_geometric_mean_of_negative_scores_is_refused(self) -> None:
        """Two of them would have a positive product."""
        children = (leaf("甲", range="[-10, 10]"), leaf("乙", range="[-10, 10]"))
        root = group("total", 10, *children, combine="geomean")
        assert refused(root, {"甲": -4, "乙": -9}) == ["geomean-of-negative"]
