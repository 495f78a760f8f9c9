"""Every step of a formula is told: caps, rows, tiers, branches, rules, derived values."""

from fractions import Fraction

import pytest
from attrs import evolve

from indicator_engine.documents import read_document
from indicator_engine.explaining.rows_hit import row_hit
from tests.explaining.small import notes, steps
from tests.small import ruleset_with


@pytest.mark.parametrize(
    ("formula", "note"),
    [
        ("min(1, 额 / 甲)", "5 万元 ÷ 2 = 2.5 超过上限 1，取上限"),
        ("min(甲 / 额, 1)", "2 ÷ 5 万元 = 0.4 未超过上限 1"),
        ("max(0, 乙)", "-3 低于下限 0，取下限"),
        ("max(0, 甲)", "2 不低于下限 0"),
        ("min(甲, 额)", "取 2"),
        ("clamp(甲, 3, 4)", "2 低于下限 3，取下限"),
        ("clamp(甲, 0, 4)", "2 在 0 与 4 之间"),
        ("clamp(额 * 2, 0, 4)", "5 万元 × 2 = 10 超过上限 4，取上限"),
        ("reached(甲, 额)", "2 ÷ 5 万元 = 0.4 未超过上限 1"),
        ("reached(额, 甲)", "5 万元 ÷ 2 = 2.5 超过上限 1，取上限"),
        ("reached(甲, 甲)", "2 ÷ 2 = 1 未超过上限 1"),
        ("max(2, 甲)", "2 不低于下限 2"),
        ("reached(乙, 甲)", "(-3) ÷ 2 = -1.5 低于下限 0，取下限"),
        ("within(甲, 额)", "2 未超过限额 5 万元"),
        ("within(额, 甲)", "2 ÷ 5 万元 = 0.4 未超过上限 1"),
        ("within(甲, 乙)", "限额 -3 不大于 0，2 已超过"),
    ],
)
def test_what_holds_a_value_is_said(formula: str, note: str) -> None:
    assert notes(formula) == [note]


def test_a_limit_that_counts_is_a_reason_and_one_that_does_not_is_none() -> None:
    assert [each.why for each in steps("min(1, 甲)", "en")] == [
        "2 is above the cap, 1, which counts"
    ]
    assert [each.why for each in steps("min(9, 甲)", "en")] == [""]


BANDS = {
    "bands": [
        {"range": "[0%, 200%)", "value": 1},
        {"range": "[200%, inf)", "value": 0, "title": "零"},
    ]
}
TABLES = {
    "档": BANDS,
    "线": {"anchors": [[0, 0], [4, 8], [8, 9]]},
    "例": {"cases": {"好": 1, "差": 0}},
}


@pytest.mark.parametrize(
    ("formula", "text", "note"),
    [
        ("档(甲)", "档(2) = 0", "200% 落入 [200%, inf)（零）"),
        ("档(率)", "档(12.5%) = 1", "12.5% 落入 [0%, 200%)"),
        ("线(额)", "线(5 万元) = 8.25", "5 万元 在 (4, 8) 与 (8, 9) 的连线上"),
        ("例(选)", "例('好') = 1", "选项 '好'"),
    ],
)
def test_the_row_that_was_hit_is_said_as_its_author_wrote_it(
    formula: str, text: str, note: str
) -> None:
    (step,) = steps(formula, tables=TABLES)
    assert (step.text, step.note, step.why) == (text, note, note)


def test_the_tier_of_a_judgement_is_said() -> None:
    (step,) = steps("评 * 10")
    assert (step.text, step.note) == ("评 = 85%", "档次 良 [80%, 100%]")


def test_a_branch_is_said_with_its_condition() -> None:
    (step,) = steps("甲 if 率 <= 10% or 是否 else 额")
    assert step.text == "率 <= 10% or 是否：12.5% ≤ 10% 或 是"
    assert step.note == "条件成立，取 甲"
    (other,) = steps("甲 if 率 <= 10% else 额", "en")
    assert (other.text, other.note) == (
        "率 <= 10%: 12.5% ≤ 10%",
        "the condition fails, so 额 counts",
    )


def test_a_condition_without_a_value_is_undecided() -> None:
    (step,) = steps("甲 if 缺 > 1 else 额", inputs={"缺": {"type": "number"}})
    assert step.note == "条件无法判断：缺失"


def test_a_rule_is_written_out_and_its_own_steps_lie_below() -> None:
    functions = {"正向": {"parameters": ["实际", "目标"], "formula": "reached(实际, 目标)"}}
    outer, inner = steps("10 * 正向(额, 甲)", functions=functions)
    assert outer.text == "正向(5 万元, 2) = reached(5 万元, 2) = 1"
    assert outer.note == "规则：正向(实际, 目标) = reached(实际, 目标)"
    assert (inner.text, inner.depth) == ("reached(5 万元, 2) = 1", 1)


def test_the_same_rule_called_twice_keeps_its_values_apart() -> None:
    functions = {"倍": {"parameters": ["数"], "formula": "数 * 2"}}
    told = [each.text for each in steps("倍(倍(甲)) + 倍(额)", functions=functions)]
    assert told == [
        "倍(2) = 2 × 2 = 4",
        "倍(倍(2)) = 4 × 2 = 8",
        "倍(5 万元) = 5 万元 × 2 = 10",
    ]


def test_a_tier_is_told_once() -> None:
    assert len(steps("评 + 评")) == 1


def test_a_table_without_an_argument_hits_no_row() -> None:
    (step,) = steps("档(缺)", tables=TABLES, inputs={"缺": {"type": "number"}})
    assert (step.text, step.note) == ("档(缺（缺失）) = 缺失", "")


def test_ranges_stand_in_for_a_text_that_is_not_known() -> None:
    """Of a ruleset without its document, or with one that does not hold the table."""
    ruleset = ruleset_with({"tables": TABLES, "derived": {"值": {"formula": "档(执行数)"}}})
    table, other = ruleset.tables["档"], read_document("{}", "<other>")
    for document in (None, other):
        found = row_hit(evolve(ruleset, document=document), table, Fraction(1), "1", "zh")
        assert found == "1 落入 [0, 2)"
