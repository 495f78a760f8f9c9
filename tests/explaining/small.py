"""What the tests of explanations share: a small ruleset, its record explained, a formula in words."""

from collections.abc import Mapping
from typing import Any

from indicator_engine import explain
from indicator_engine.explaining import Explanation
from indicator_engine.explaining.quantities import manners
from indicator_engine.explaining.recording import Trace
from indicator_engine.explaining.steps import Reader, Step
from indicator_engine.library import parse_ruleset
from indicator_engine.messages import Language
from tests.small import ruleset_with, text_with

Json = Any

INPUTS: Mapping[str, Json] = {
    "甲": {"type": "number"},
    "乙": {"type": "number"},
    "额": {"type": "number", "unit": "万元"},
    "率": {"type": "percent", "range": "[-100%, 1000%]"},
    "是否": {"type": "boolean"},
    "日": {"type": "date"},
    "选": {"type": "choice", "choices": ["好", "差"]},
    "评": {"type": "judged", "tiers": {"良": "[80%, 100%]", "差": "[0%, 80%)"}},
    "列": {"type": "numbers", "unit": "分", "length": "[1, 9]"},
}
VALUES: Mapping[str, Json] = {
    "甲": 2,
    "乙": -3,
    "额": 5,
    "率": "12.5%",
    "是否": True,
    "日": "2022-06-10",
    "选": "好",
    "评": "85%",
    "列": [90, 91],
}


def explained(rules: Mapping[str, Json], inputs: Mapping[str, Json], **more: Json) -> Explanation:
    """Return the explanation of a record by the small ruleset with some members changed."""
    return explain(parse_ruleset(text_with(rules)), inputs, **more)


def computed(formula: str, language: Language = "zh", **changes: Json) -> tuple[Reader, Trace]:
    """Return what a formula over the inputs was read as."""
    derived = {"值": {"formula": formula}, **changes.pop("derived", {})}
    tree = {"formula": "weight * count_true(given(值), 1 < 2) / 2"}
    inputs = {**INPUTS, **changes.pop("inputs", {})}
    ruleset = ruleset_with({"inputs": inputs, "derived": derived, "indicators": tree, **changes})
    given = {name: VALUES.get(name) for name in ruleset.inputs}
    found = explain(ruleset, given)
    trace = found.recorder.of(ruleset.derived["值"].formula)
    assert trace is not None
    return Reader(ruleset, found.recorder, manners(ruleset), language), trace


def substituted(formula: str, language: Language = "zh", **changes: Json) -> str:
    """Return a formula over the inputs with their values put in."""
    reader, trace = computed(formula, language, **changes)
    return reader.substitution(trace).whole


def steps(formula: str, language: Language = "zh", **changes: Json) -> tuple[Step, ...]:
    """Return how a formula over the inputs came to its value."""
    reader, trace = computed(formula, language, **changes)
    return reader.steps(trace)


def notes(formula: str, language: Language = "zh", **changes: Json) -> list[str]:
    """Return what is said of each step, as far as anything is."""
    return [each.note for each in steps(formula, language, **changes) if each.note]
