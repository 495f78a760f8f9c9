"""Parameters that take the name of something else."""

import pytest

from indicator_engine import load_ruleset, resources
from indicator_engine.checks.shadowed import parameters_shadow_nothing
from tests.small import ruleset_with


def function(*parameters: str) -> dict[str, object]:
    return {
        "functions": {"正向": {"parameters": list(parameters), "formula": "1"}},
        "derived": {"执行率": {"formula": "执行数 / 预算数"}},
    }


@pytest.mark.parametrize(
    ("name", "kind"), [("执行数", "input"), ("执行率", "derived"), ("Total", "indicator")]
)
def test_a_parameter_with_a_name_that_is_taken(name: str, kind: str) -> None:
    """Case and width do not count, as everywhere among names."""
    (found,) = parameters_shadow_nothing(ruleset_with(function("甲", name)))
    assert (found.code, found.severity, found.id) == ("parameter-shadows", "warning", "正向")
    assert found.at.pointer == "/functions/正向/parameters/1"
    assert (found.facts["name"], found.facts["what_kind"]) == (name, kind)


def test_a_parameter_with_a_name_of_its_own() -> None:
    assert list(parameters_shadow_nothing(ruleset_with(function("实际", "正向")))) == []


@pytest.mark.parametrize("name", resources.shipped_rulesets())
def test_the_shipped_rulesets_shadow_nothing(name: str) -> None:
    assert list(parameters_shadow_nothing(load_ruleset(name))) == []
