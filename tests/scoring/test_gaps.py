"""Units with the same gaps are scored by what was made ready for these gaps, and as ever."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from indicator_engine import parse_ruleset
from indicator_engine.errors import RecordError
from indicator_engine.language.protocol import Absence
from indicator_engine.model import Ruleset
from indicator_engine.records import from_python
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score, score_record
from indicator_engine.scoring.gaps import parted
from indicator_engine.scoring.plans import COUNTED, FEW, READY, plans
from indicator_engine.scoring.prepared import prepared
from indicator_engine.values import Refusal
from tests.scoring.rules import INPUTS, group, leaf, ruleset_of

Json = Any

MARKED = {"not_applicable": "无此项业务"}
PENDING = {"pending": "专家未打分"}
ZERO, OUT = {"policies": {"missing": "zero"}}, {"policies": {"missing": "leave_out"}}


def ruleset() -> Ruleset:
    """Return a ruleset in which gaps are left out, are given points, or leave the total open."""
    root = group(
        "总",
        100,
        group("甲组", 60, leaf("甲", 40), leaf("乙", 20, **ZERO), adjustments=PENALTY),
        group("丙组", 40, leaf("丙", 30, **OUT), leaf("系数", 10, "系数 + 0 * 丙")),
    )
    assertions = [
        {"id": "乙-丙", "equal": ["乙", "丙"], "tolerance": 5},
        {"id": "甲-丙", "condition": "甲 > 丙"},
    ]
    derived = {"差": {"formula": "甲 - 丙"}, "商": {"formula": "甲 / 系数"}}
    inputs = {**INPUTS, "违规": {"type": "boolean", "default": False}}
    grades = [{"grade": "优", "range": "[60, 100]"}, {"grade": "差", "range": "[0, 60)"}]
    return ruleset_of(root, inputs=inputs, assertions=assertions, derived=derived, grades=grades)


PENALTY = [{"id": "扣分", "when": "违规", "becomes": "value - 5"}]
GIVEN: Mapping[str, Json] = {"甲": 30.25, "乙": 15, "丙": 20, "系数": 8, "违规": True}
CHANGES: Mapping[str, Mapping[str, Json]] = {
    "missing, given nothing": {"乙": None},
    "missing, left out": {"丙": None, "系数": MARKED},
    "missing, with a default": {"违规": None},
    "not applicable": {"乙": MARKED},
    "an indicator not applicable": {"乙分": MARKED},
    "a group not applicable": {"丙组": MARKED, "系数": PENDING},
    "several, the nearest first": {"丙组": MARKED, "丙分": {"not_applicable": "另一原因"}},
    "several of several": {"乙": MARKED, "丙": MARKED, "系数": {"not_applicable": "另一原因"}},
    "one reason of several": {"丙": MARKED, "系数": MARKED},
    "an adjusted group not applicable": {"甲组": MARKED},
}


def exactly(rules: Ruleset, data: Mapping[str, object]) -> Evaluation | list[str]:
    try:
        return score_record(rules, from_python(rules, data))
    except RecordError as error:
        return list(map(str, error.diagnostics))


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_gaps_that_leave_the_total_settled_are_made_ready_for(changes: Mapping[str, Json]) -> None:
    """Reasons, subtotals, treatments, coverage and warnings come out as ever."""
    rules, data = ruleset(), {**GIVEN, **changes}
    pattern, given, told = parted(rules, data)
    made = prepared(rules, pattern)
    assert made is not None
    assert made.score(rules, given, {}, {}, told) == exactly(rules, data)


def test_an_open_total_is_left_to_the_walk() -> None:
    """What is still possible takes intervals."""
    rules, data = ruleset(), {**GIVEN, "甲": PENDING}
    pattern, _, _ = parted(rules, data)
    assert prepared(rules, pattern) is None
    assert [score(rules, data) for _ in range(FEW + 1)] == [exactly(rules, data)] * (FEW + 1)


def test_a_record_with_gaps_that_means_nothing_is_refused_as_ever() -> None:
    """An unknown name, a value for an indicator, a mark without a reason, a value out of kind."""
    rules = ruleset()
    for wrong in ({"丁": MARKED}, {"乙分": 3}, {"乙": {"pending": ""}}, {"乙": None, "丙": "1"}):
        for _ in range(FEW + 1):
            with pytest.raises(RecordError) as refused:
                score(rules, {**GIVEN, **wrong})
            assert list(map(str, refused.value.diagnostics)) == exactly(rules, {**GIVEN, **wrong})


def test_a_mark_without_a_reason_is_no_gap() -> None:
    """What is wrong with it, only the reader of records tells."""
    with pytest.raises(Refusal, match="mark-without-reason"):
        parted(ruleset(), {**GIVEN, "乙": {"pending": " "}})


def test_reasons_are_those_of_the_unit() -> None:
    """They are no part of what was made ready."""
    rules = ruleset()
    texts = [f"原因 {number}" for number in range(FEW + 3)]
    results = [score(rules, {**GIVEN, "乙": {"not_applicable": text}}) for text in texts]
    assert [each.node("乙分").reason for each in results] == texts


def test_a_pattern_is_made_ready_for_when_it_has_come_a_few_times() -> None:
    """Each is counted by itself."""
    rules = ruleset()
    missing, marked = (("乙", Absence.MISSING),), (("乙", Absence.NOT_APPLICABLE),)
    asked = [plans(rules).made(rules, missing) for _ in range(FEW)]
    assert [each is None for each in asked] == [True] * (FEW - 1) + [False]
    assert plans(rules).made(rules, marked) is None
    assert plans(rules).made(rules) is None


def many(count: int) -> Ruleset:
    """Return a ruleset of so many leaves, each of which may be missing."""
    names = [f"x{number}" for number in range(count)]
    fields = {
        "id": "many",
        "version": "1.0.0",
        "title": "多",
        "inputs": {name: {"type": "number"} for name in names},
        "indicators": {
            "id": "总",
            "weight": count,
            "children": [{"id": f"{name}分", "weight": 1, "formula": name} for name in names],
        },
        "policies": {"missing": "zero"},
    }
    return parse_ruleset(json.dumps(fields))


def test_only_so_many_patterns_are_made_ready_for() -> None:
    """The others are walked; a unit without gaps never waits for one of them."""
    rules = many(READY + 1)
    for name in rules.inputs:
        made = [plans(rules).made(rules, ((name, Absence.MISSING),)) for _ in range(FEW)]
    assert made[-1] is None
    assert [plans(rules).made(rules) for _ in range(FEW)][-1] is not None


def test_counts_of_units_are_bounded() -> None:
    """However many patterns come, those that come often are still made ready for."""
    rules = ruleset()
    for number in range(3 * COUNTED):
        plans(rules).made(rules, ((f"x{number}", Absence.MISSING),))
    asked = [plans(rules).made(rules, (("乙", Absence.MISSING),)) for _ in range(FEW)]
    assert asked[-1] is not None
    assert len(plans(rules)) <= COUNTED
