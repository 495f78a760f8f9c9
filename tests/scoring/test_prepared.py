"""A ruleset is made ready when it scores many units, and forgotten when nobody has it."""

import gc
import weakref
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from indicator_engine.errors import RecordError
from indicator_engine.model import Ruleset
from indicator_engine.records import from_python
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score, score_record
from indicator_engine.scoring.plans import FEW, plans
from indicator_engine.scoring.prepared import prepared
from tests.scoring.rules import group, leaf, ruleset_of

DATA = {"甲": 59.5, "乙": 30, "丙": 0, "系数": 1, "违规": False}


UNITS: tuple[dict[str, object], ...] = (
    {},
    {"丙": 1},
    {"系数": 0},
    {"系数": -1},
    {"系数": 2},
    {"系数": 2.5},
    {"系数": 3},
    {"系数": 2, "甲": 40},
    {"系数": 3, "甲": 40},
    {"乙": None},
    {"甲": 0.12345},
)


def compared(zero: int) -> str:
    """Return a formula that compares a quotient alone: it gives points whatever the divisor."""
    return f"10 if 乙 / (系数 - {zero}) < 乙 else 5"


def three_leaves() -> Ruleset:
    """Return a ruleset in which an input divides, with a warning and a refusal."""
    return ruleset_of(
        group(
            "总",
            100,
            leaf("甲", 60, "甲 / 系数"),
            leaf("乙", 30),
            leaf("丙", 10, f"({compared(2)}) if 甲 > 50 else ({compared(3)})"),
        ),
        assertions=[
            {"id": "丙-0", "condition": "丙 == 0"},
            {"id": "乙-甲", "condition": "乙 < 甲 + 100", "severity": "error"},
        ],
    )


def exactly(ruleset: Ruleset, data: Mapping[str, object]) -> Evaluation | list[str]:
    try:
        return score_record(ruleset, from_python(ruleset, data))
    except RecordError as error:
        return list(map(str, error.diagnostics))


def scored(ruleset: Ruleset, data: Mapping[str, object]) -> Evaluation | list[str]:
    try:
        return score(ruleset, data)
    except RecordError as error:
        return list(map(str, error.diagnostics))


def test_the_first_units_are_scored_as_the_later_ones() -> None:
    """Whether a ruleset is ready shows in the time alone: results, warnings and refusals agree."""
    ruleset = three_leaves()
    for data in UNITS:
        for _ in range(FEW):
            assert scored(ruleset, {**DATA, **data}) == exactly(ruleset, {**DATA, **data})
    assert plans(ruleset).made(ruleset) is not None


@pytest.mark.parametrize(
    "formula",
    [
        "10 if (0 if 系数 == 0 else 乙 / 系数) < 1 else 5",
        "10 if 甲 ** 100 > 乙 else 5",
        "10 if 甲 / (系数 ** 2 - 1) > 乙 else 5",
    ],
)
def test_a_rule_at_its_limits_is_scored_as_ever(formula: str) -> None:
    """A quotient that is not chosen, a number too long, a divisor of either sign."""
    ruleset = ruleset_of(group("总", 10, leaf("甲", 10, formula)))
    for factor in (0, 1, -1, 0.5, 50):
        for points in (0, 59.5, 10000000000.0001):
            data = {**DATA, "系数": factor, "甲": points}
            expected = exactly(ruleset, data)
            assert [scored(ruleset, data) for _ in range(FEW)] == [expected] * FEW


@pytest.mark.parametrize(
    ("formula", "becomes"),
    [
        ("10", "200"),
        ("10", "200 if 甲 >= 1 else 20"),
        ("二(1 / (甲 - 甲))", "value"),
        ("二(1 / (甲 - 甲)) if 甲 >= 1 else 2", "value"),
    ],
)
def test_what_is_worked_out_in_vain_must_have_a_value_too(formula: str, becomes: str) -> None:
    """A total off the scale whose grade an adjustment gives, an argument that is not used."""
    ruleset = ruleset_of(
        group(
            "总",
            60,
            leaf("甲", 60, formula),
            adjustments=[{"id": "加分", "becomes": becomes}, {"id": "定级", "grade": "优"}],
        ),
        grades=[{"grade": "优", "range": "[0, 60]"}],
        functions={"二": {"parameters": ["x"], "formula": "2"}},
    )
    for points in (0, 0.5, 1, 59):
        data = {**DATA, "甲": points}
        expected = exactly(ruleset, data)
        assert isinstance(expected, Evaluation) == (points < 1 and "甲 >= 1" in formula + becomes)
        assert [scored(ruleset, data) for _ in range(FEW)] == [expected] * FEW


@pytest.mark.parametrize(
    "formula",
    ["10 if sqrt(甲 - 1) >= 0 else 5", "10 if 乙 > 40 else (8 if sqrt(甲 - 1) >= 0 else 5)"],
)
def test_a_root_that_decides_nothing_must_have_a_value_too(formula: str) -> None:
    """No root is below zero, and of a negative number there is none: where it is reached."""
    ruleset = ruleset_of(group("总", 10, leaf("甲", 10, formula)))
    for points, other in ((0, 30), (0.5, 50), (1, 30), (59, 30)):
        data = {**DATA, "甲": points, "乙": other}
        expected = exactly(ruleset, data)
        assert isinstance(expected, Evaluation) == (points >= 1 or ("乙" in formula and other > 40))
        assert [scored(ruleset, data) for _ in range(FEW)] == [expected] * FEW


@pytest.mark.parametrize("sign", ["<", ">", "<=", ">=", "==", "!="])
def test_inputs_are_compared_as_ever(sign: str) -> None:
    """Two that stand in memory are, below, at and above each other."""
    ruleset = ruleset_of(group("总", 10, leaf("甲", 10, f"10 if 甲 {sign} 乙 else 5")))
    for points in (29.99, 30, 30.01):
        data = {**DATA, "甲": points}
        assert [scored(ruleset, data) for _ in range(FEW)] == [exactly(ruleset, data)] * FEW


@pytest.mark.parametrize("count", range(1, 10))
def test_sums_of_any_length_are_added_up(count: int) -> None:
    """A group of so many rounded scores, each with its share of the total."""
    leaves = (leaf(f"第{each}", 10, f"甲 * {each} / 7") for each in range(1, count + 1))
    ruleset = ruleset_of(group("总", 10 * count, *leaves))
    for points in (0.25, 1, 5):
        data = {**DATA, "甲": points}
        expected = exactly(ruleset, data)
        assert isinstance(expected, Evaluation)
        assert [scored(ruleset, data) for _ in range(FEW)] == [expected] * FEW


def test_few_units_are_not_worth_it() -> None:
    """The time goes into the units themselves."""
    ruleset = three_leaves()
    made = [plans(ruleset).made(ruleset) for _ in range(FEW + 1)]
    assert [each is None for each in made] == [True] * (FEW - 1) + [False] * 2


def test_a_ruleset_is_forgotten_with_the_last_who_has_it() -> None:
    """What was made ready does not hold it."""
    ruleset = three_leaves()
    for _ in range(FEW):
        score(ruleset, DATA)
    gone = weakref.ref(ruleset)
    del ruleset
    gc.collect()
    assert gone() is None


def test_an_indicator_outlives_its_tree() -> None:
    """Its value and its rate are told also when nobody has the root any more."""
    ruleset = three_leaves()
    made = prepared(ruleset)
    assert made is not None
    result = made.score(ruleset, DATA, {}, {})
    assert result is not None
    left, above = result.tree.children[0], weakref.ref(result.tree)
    del result
    gc.collect()
    assert above() is None
    expected = exactly(ruleset, DATA)
    assert isinstance(expected, Evaluation)
    assert left == expected.tree.children[0]


def test_threads_share_a_ruleset_made_ready() -> None:
    """Each run has a memory of its own."""
    ruleset = three_leaves()
    made = prepared(ruleset)
    assert made is not None
    units = [{**DATA, "甲": points / 100} for points in range(0, 6_000, 7)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda unit: made.score(ruleset, unit, {}, {}), units))
    assert [each.total for each in found if each] == [
        score_record(ruleset, from_python(ruleset, unit)).total for unit in units
    ]
