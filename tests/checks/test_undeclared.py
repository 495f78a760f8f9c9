"""Inputs without a range, on which an unproved rule depends."""

import pytest

from indicator_engine.checks.proofs import prove
from indicator_engine.checks.undeclared import ranges_are_declared
from tests.small import Json, ruleset_with


def found_for(formula: str, declared: Json, **changes: Json) -> list[tuple[str, str]]:
    """Return the inputs of which a range is missed, and for which indicator."""
    ruleset = ruleset_with(
        {"inputs": {"数": declared}, "indicators": {"formula": formula}, **changes}
    )
    found = ranges_are_declared(ruleset, prove(ruleset))
    return [(each.id or "", each.facts["indicator"]) for each in found]


@pytest.mark.parametrize("kind", [{"type": "number"}, {"type": "integer"}])
def test_a_number_without_a_range(kind: Json) -> None:
    assert found_for("weight * 数", kind) == [("数", "total")]


def test_a_list_of_numbers_without_a_range() -> None:
    assert found_for("mean(数)", {"type": "numbers", "length": "[1, 9]"}) == [("数", "total")]


def test_a_number_behind_a_derived_value() -> None:
    derived = {"比": {"formula": "数 / 100"}}
    assert found_for("weight * 比", {"type": "number"}, derived=derived) == [("数", "total")]


@pytest.mark.parametrize(
    "formula", ["weight * clamp(数, 0, 1)", "weight if 数 > 3 else 0", "weight * min(1, abs(数))"]
)
def test_a_rule_that_holds_for_any_number_needs_no_range(formula: str) -> None:
    assert found_for(formula, {"type": "number"}) == []


@pytest.mark.parametrize(
    "declared", [{"type": "number", "range": "[0, 200]"}, {"type": "percent", "range": "[0, 2]"}]
)
def test_a_range_that_is_declared_is_not_missed(declared: Json) -> None:
    """That the rule leaves its range is another finding."""
    assert found_for("weight * 数", declared) == []


def test_a_number_that_no_unproved_rule_needs() -> None:
    derived = {"其他": {"formula": "数 + 1"}}
    formula = "weight * 执行数 / 预算数"
    assert found_for(formula, {"type": "number"}, derived=derived) == []
