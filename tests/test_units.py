"""The unit of a formula, and where two of them clash."""

from collections.abc import Mapping

import pytest
from attrs import evolve
from hypothesis import given

from indicator_engine import load_ruleset, resources
from indicator_engine.checks.units import units_agree
from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions import FUNCTIONS
from indicator_engine.language.interpreter import Interpreter
from indicator_engine.language.protocol import Value
from indicator_engine.language.syntax import parse
from indicator_engine.model import Derived, Input, Ruleset
from indicator_engine.number_systems.units import PERCENT, POINTS, PP, Listed, Unit, Units
from indicator_engine.testing import rulesets
from tests.small import Json, ruleset_with

WAN, YUAN, PEOPLE = Unit.named("万元"), Unit.named("元"), Unit.named("人")
NAMES: Mapping[str, Value] = {
    "预算": WAN, "支出": WAN, "罚款": YUAN, "人数": PEOPLE, "次数": Unit.named("次"), "个数": None,
    "率": PERCENT, "上年率": PERCENT, "变动": PP, "weight": POINTS,
    "评分": Listed(POINTS), "金额": Listed(WAN), "日": None,
}  # fmt: skip


def unit_of(formula: str) -> Value:
    """Return the unit of a formula.

    Raises:
        Undefined: Where units clash in it.
    """
    return Interpreter(Units(), FUNCTIONS).evaluate(parse(formula), NAMES)


def clash_in(formula: str) -> str:
    with pytest.raises(Undefined) as caught:
        unit_of(formula)
    return caught.value.code


class TestUnit:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("分", "points"), ("分", "point"), ("km", "KM"), (" 人", "人"), ("万元", "万元 ")],
    )
    def test_two_ways_to_write_one_unit(self, one: str, other: str) -> None:
        assert Unit.named(one) == Unit.named(other)

    @pytest.mark.parametrize("text", ["percent", "PERCENT", "pp", "PP"])
    def test_no_text_is_the_unit_of_a_type(self, text: str) -> None:
        """A number given in percent is a hundred times the ratio that a percent is."""
        assert Unit.named(text) not in (PERCENT, PP)

    def test_without_a_text_there_is_no_unit(self) -> None:
        assert Unit.named(" ") is None


class TestFlow:
    @pytest.mark.parametrize(
        ("formula", "unit"),
        [
            ("预算 + 支出", WAN),
            ("预算 - 支出", WAN),
            ("-预算", WAN),
            ("预算 if 个数 > 3 else 支出", WAN),
            ("0 if 个数 > 3 else 支出", WAN),
            ("max(0, 预算 - 支出)", WAN),
            ("min(预算, 支出, 100)", WAN),
            ("sum(预算, 支出)", WAN),
            ("mean(预算, 支出)", WAN),
            ("mean(评分)", POINTS),
            ("trimmed_mean(评分)", POINTS),
            ("trimmed_mean(率, 上年率, 率)", PERCENT),
            ("geomean(预算, 支出)", WAN),
            ("weighted_mean(评分, 金额)", POINTS),
            ("clamp(预算, 0, 支出)", WAN),
            ("abs(率)", PERCENT),
            ("abs(预算 - 支出)", WAN),
            ("round(预算, 2)", WAN),
            ("round(率, 4)", PERCENT),
            ("floor(预算)", WAN),
            ("ceil(预算)", WAN),
            ("value_or(预算, 0)", WAN),
            ("value_or(评分, 评分)", Listed(POINTS)),
            ("interpolate(率, 60%, 0, 90%, weight)", POINTS),
            ("率 + 上年率", PERCENT),
            ("率 - 上年率", PP),
            ("率 - 上年率 - 率", PP),
            ("率 + 变动", PERCENT),
            ("变动 + 率", PERCENT),
            ("率 - 变动", PERCENT),
            ("变动 + 变动", PP),
            ("变动 - 变动", PP),
        ],
    )
    def test_what_has_a_unit(self, formula: str, unit: Unit) -> None:
        assert unit_of(formula) == unit

    @pytest.mark.parametrize(
        "formula",
        [
            "1", "个数", "预算 * 2", "2 * 预算", "预算 / 支出", "预算 / 人数", "预算 ** 2",
            "预算 + 1", "1 - 率", "-率", "率 - 90%", "预算 + 个数", "sqrt(预算)", "ln(预算)",
            "exp(率)", "count(评分)", "count_true(预算 > 3)", "reached(预算, 支出)",
            "within(预算, 支出)", "whole_steps(预算, 100)", "started_steps(率 - 上年率, 1%)",
            "interpolate(率, 60%, 0, 90%, 1)", "days(日, 日)", "months(日, 日)", "given(预算)",
            "weighted_mean(评分, 金额) * 2", "预算 < 支出 < 100", "预算 == 支出 and 率 != 上年率",
            "not (预算 > 3 or 人数 > 3)",
        ],
    )  # fmt: skip
    def test_what_has_none_that_is_known(self, formula: str) -> None:
        """A bare number fits any unit; products and quotients have none that is known."""
        assert unit_of(formula) is None

    @pytest.mark.parametrize(
        "formula",
        [
            "预算 + 人数", "预算 - 人数", "预算 < 人数", "1 < 预算 <= 人数", "预算 == 人数",
            "预算 if 个数 > 3 else 人数", "min(预算, 人数)", "max(0, 预算, 人数)", "sum(预算, 人数)",
            "mean(预算, 人数)", "clamp(人数, 0, 预算)", "value_or(预算, 人数)", "reached(预算, 人数)",
            "within(人数, 预算)", "interpolate(预算, 人数, 0, 9, 1)", "round(预算 + 人数, 2)",
            "0 * (预算 + 人数)", "0 if 预算 < 人数 else 1", "value_or(评分, 金额)", "率 + 人数",
            "率 < 预算", "次数 + 人数", "min(weight, 次数)", "weight - 次数", "变动 > 人数",
        ],
    )  # fmt: skip
    def test_two_dimensions_clash(self, formula: str) -> None:
        assert clash_in(formula) == "unit-clash"

    @pytest.mark.parametrize(
        "formula", ["预算 + 罚款", "reached(罚款, 预算)", "预算 > 罚款", "max(罚款, 预算)"]
    )
    def test_money_of_two_sizes_clashes_by_a_factor(self, formula: str) -> None:
        with pytest.raises(Undefined) as caught:
            unit_of(formula)
        assert caught.value.code == "unit-clash-money"
        assert caught.value.facts["factor"] == "1 万元 = 10000 元"

    @pytest.mark.parametrize(
        "formula",
        [
            "率 > 变动",
            "max(率, 变动)",
            "变动 if 个数 > 3 else 率",
            "(率 - 上年率) == 率",
            "sum(率, 变动)",
        ],
    )
    def test_a_percent_stands_for_no_percentage_points(self, formula: str) -> None:
        assert clash_in(formula) == "percent-and-points"

    @pytest.mark.parametrize("function", sorted(FUNCTIONS))
    def test_every_function_of_the_language_is_read(self, function: str) -> None:
        """None needs to know of units to be computed with what has none."""
        for formula, _ in FUNCTIONS[function].examples:
            assert unit_of(formula) is None


Found = list[tuple[str, str, int | None, int | None]]


def found_in(changes: Mapping[str, Json]) -> Found:
    """Return what is found in the small ruleset with some changes: code, severity, place."""
    return [
        (each.code, each.severity, each.at.line, each.at.column)
        for each in units_agree(ruleset_with(changes))
    ]


def codes(changes: Mapping[str, Json]) -> list[tuple[str, str]]:
    return [(code, severity) for code, severity, _, _ in found_in(changes)]


HEADS = {"人数": {"type": "integer", "unit": "人"}}
RATES = {"率": {"type": "percent"}, "上年率": {"type": "percent", "unit": "%"}}


def leaf(formula: str, **changes: Json) -> dict[str, Json]:
    return {"inputs": {**HEADS, **RATES}, "indicators": {"formula": formula}, **changes}


def derived(**declared: Json) -> dict[str, Json]:
    return {"inputs": {**HEADS, **RATES}, "derived": {"值": declared}}


class TestUnitsAgree:
    def test_the_place_is_the_innermost_operation(self) -> None:
        changes = leaf("weight * min(1, (执行数 + 人数) / 预算数)")
        assert found_in(changes) == [("unit-clash", "error", 31, 34)]

    def test_a_clash_inside_a_function_is_found_at_its_call(self) -> None:
        functions = {
            "甲": {"parameters": ["x", "y"], "formula": "乙(x, y) + 1"},
            "乙": {"parameters": ["x", "y"], "formula": "reached(x, y)"},
        }
        changes = leaf("weight * min(甲(执行数, 预算数), 甲(人数, 预算数))", functions=functions)
        (found,) = units_agree(ruleset_with(changes))
        assert (found.code, found.at.pointer) == ("unit-clash", "/indicators/formula")
        assert found.at.column is not None
        shown = found.at.text[found.at.column - 1 :][: found.at.width]
        assert shown == "甲(人数, 预算数)"

    @pytest.mark.parametrize(
        ("formula", "expected"),
        [
            ("weight * reached(执行数, 预算数)", []),
            ("20 * min(1, 执行数 / 预算数)", []),
            ("执行数 / 预算数 - 1", []),
            ("max(0, weight - 0.5 * whole_steps((1 - 率) * 100, 1))", []),
            ("weight if 率 <= 上年率 else 0", []),
            ("weight * (1 - 率 - 上年率)", []),
            ("1 * 人数", []),
            ("max(0, weight - 人数)", [("unit-against-points", "warning")]),
            ("人数", [("unit-against-points", "warning")]),
            ("min(1, 率)", [("unit-against-points", "warning")]),
            ("weight * (人数 + 率)", [("unit-clash", "error")]),
        ],
    )
    def test_the_formula_of_a_leaf(self, formula: str, expected: list[tuple[str, str]]) -> None:
        assert codes(leaf(formula)) == expected

    def test_a_share_stands_for_a_score_where_one_point_is_all(self) -> None:
        changes = leaf("min(weight, 率)")
        assert codes({**changes, "indicators": {"weight": 1, "formula": "min(weight, 率)"}}) == []

    @pytest.mark.parametrize(
        ("declared", "expected"),
        [
            ({"formula": "执行数 - 预算数", "unit": "万元"}, []),
            ({"formula": "执行数 / 人数", "unit": "万元/人"}, []),
            ({"formula": "1 - 率", "type": "percent"}, []),
            ({"formula": "率 - 上年率", "type": "pp"}, []),
            ({"formula": "执行数 / 预算数 - 1", "type": "percent"}, []),
            ({"formula": "率 - 上年率", "type": "percent"}, ["derived-not-percent"]),
            ({"formula": "max(0, 率 - 上年率)", "type": "percent"}, ["derived-not-percent"]),
            ({"formula": "max(率, 上年率)", "type": "pp"}, ["derived-not-pp"]),
            ({"formula": "执行数", "unit": "人"}, ["derived-unit-differs"]),
            ({"formula": "执行数", "type": "percent"}, ["derived-unit-differs"]),
            ({"formula": "率 - 上年率", "unit": "百分点"}, ["derived-unit-differs"]),
            ({"formula": "率", "unit": "%"}, ["derived-unit-differs"]),
            ({"formula": "执行数", "unit": "元"}, ["unit-clash-money"]),
        ],
    )
    def test_what_a_derived_value_declares(self, declared: Json, expected: list[str]) -> None:
        assert codes(derived(**declared)) == [(code, "error") for code in expected]

    def test_a_derived_value_hands_its_unit_on(self) -> None:
        """Declared or found, and one clash is told once."""
        changes = derived(formula="执行数 - 预算数") | leaf("weight if 值 < 人数 else 0")
        assert codes(changes) == [("unit-clash", "error")]
        changes = derived(formula="执行数 + 人数", unit="人") | leaf("weight if 值 < 人数 else 0")
        assert codes(changes) == [("unit-clash", "error")]

    def test_an_input_in_percentage_points(self) -> None:
        changes = derived(formula="率 - 上年率 > 允许", type="boolean")
        limit = {"type": "percent", "unit": "个百分点"}
        assert codes(changes | {"inputs": {**RATES, "允许": limit}}) == []
        assert codes(changes | {"inputs": {**RATES, "允许": {"type": "percent"}}}) == [
            ("percent-and-points", "error")
        ]

    def test_both_sides_of_an_equation(self) -> None:
        assertions = [
            {"id": "核对", "equal": ["执行数", "人数"]},
            {"id": "乙", "condition": "率 > 人数"},
        ]
        found = [
            each.at.pointer
            for each in units_agree(
                ruleset_with({"inputs": {**HEADS, **RATES}, "assertions": assertions})
            )
        ]
        assert found == ["/assertions/0/equal/1", "/assertions/1/condition"]

    def test_an_adjustment(self) -> None:
        group: Json = {
            "children": [{"id": "A", "weight": 100, "formula": "weight * reached(执行数, 预算数)"}],
            "adjustments": [
                {"id": "加分", "when": "执行数 > 人数", "becomes": "value + 2"},
                {"id": "扣分", "when": "人数 > 0", "becomes": "value - 人数"},
            ],
        }
        assert codes({"inputs": HEADS, "indicators": group}) == [
            ("unit-clash", "error"),
            ("unit-against-points", "warning"),
        ]

    @pytest.mark.parametrize("name", resources.shipped_rulesets())
    def test_the_shipped_rulesets_have_no_clash(self, name: str) -> None:
        assert list(units_agree(load_ruleset(name))) == []


def without_units(ruleset: Ruleset) -> Ruleset:
    """Return a ruleset of which no value has a unit, its percents being plain numbers."""

    def bare(declared: Input) -> Input:
        return evolve(
            declared, unit="", type="number" if declared.type == "percent" else declared.type
        )

    def plain(declared: Derived) -> Derived:
        is_ratio = declared.type in ("percent", "pp")
        return evolve(declared, unit="", type="number" if is_ratio else declared.type)

    return evolve(
        ruleset,
        inputs={name: bare(each) for name, each in ruleset.inputs.items()},
        derived={name: plain(each) for name, each in ruleset.derived.items()},
    )


@given(ruleset=rulesets(examples=False))
def test_a_ruleset_without_units_never_has_a_clash(ruleset: Ruleset) -> None:
    """The points of its scores go with every number that has no unit."""
    assert list(units_agree(without_units(ruleset))) == []
