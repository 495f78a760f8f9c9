"""What moves with scores: told of every node and adjustment, by whichever way it was scored."""

import pytest
from hypothesis import given

from indicator_engine.errors import RecordError
from indicator_engine.records import from_python
from indicator_engine.results import Effect, Evaluation
from indicator_engine.scoring import score, score_record
from indicator_engine.scoring.moving import Moving
from tests.properties.cases import Case, cases
from tests.scoring.rules import group, leaf, ruleset_of


def told(found: Evaluation) -> list[object]:
    return [
        (node.arithmetic, [(each.settled, each.effect) for each in node.adjustments])
        for node in found.tree.walk()
    ]


@given(case=cases())
def test_a_prepared_ruleset_tells_the_same(case: Case) -> None:
    """One walk and a ruleset that was made ready have the same arithmetic, and the same scale."""
    try:
        walked = score_record(case.ruleset, from_python(case.ruleset, case.record))
        found = [score(case.ruleset, case.record) for _ in range(4)]
    except RecordError:
        return
    for each in found:
        assert told(each) == told(walked)
        assert each.scale == walked.scale == case.ruleset.grades


@pytest.mark.parametrize(
    ("becomes", "effect"),
    [
        ("0", "fixed"),
        ("min(甲, 69.9)", "fixed"),
        ("value + 2", "shift"),
        ("甲 + value", "shift"),
        ("value - 甲 * 2", "shift"),
        ("甲 - value", "other"),
        ("value + value", "other"),
        ("value * 2", "other"),
        ("value + 甲分", "other"),
        ("value + 翻倍", "other"),
        ("甲分", "other"),
    ],
)
def test_the_effect_of_an_adjustment(becomes: str, effect: Effect) -> None:
    ruleset = ruleset_of(
        group(
            "total",
            100,
            leaf("甲", 60),
            leaf("乙", 40),
            adjustments=[{"id": "调", "becomes": becomes}],
        ),
        derived={"翻倍": {"formula": "再 * 1"}, "再": {"formula": "甲分 * 2"}},
    )
    (adjustment,) = ruleset.indicators.adjustments
    assert Moving.of(ruleset).effect(adjustment) == effect


@pytest.mark.parametrize(
    ("when", "settled"),
    [
        ("违规", True),
        ("甲 > 50", True),
        ("value > 50", False),
        ("甲分 > 50", False),
        ("翻倍 > 9", False),
    ],
)
def test_what_decides_an_adjustment(when: str, *, settled: bool) -> None:
    ruleset = ruleset_of(
        group(
            "total", 100, leaf("甲", 60), leaf("乙", 40),
            adjustments=[{"id": "调", "becomes": "0", "when": when}],
        ),
        derived={"翻倍": {"formula": "甲分 * 2"}},
    )  # fmt: skip
    (adjustment,) = ruleset.indicators.adjustments
    assert Moving.of(ruleset).is_settled(adjustment) is settled


def test_a_comparison_of_scores_moves() -> None:
    """The rank of a score is another one once the score is."""
    ruleset = ruleset_of(
        group(
            "total",
            100,
            leaf("甲", 60),
            leaf("乙", 40, "rank_high(甲分)"),
            leaf("丙", 40, "rank_high(甲)"),
        )
        | {"weight": 140}
    )
    arithmetic = Moving.of(ruleset).arithmetic
    assert [arithmetic[f"{each}分"].follows for each in "甲乙丙"] == [False, True, False]
