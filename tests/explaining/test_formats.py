"""Every format says the same, and is safe whatever a ruleset or data say."""

from typing import get_args

import pytest

from indicator_engine import render
from indicator_engine.explaining import Explanation
from indicator_engine.limits import LIMITS
from indicator_engine.messages import Language
from indicator_engine.report.explanations import FORMATS
from tests.explaining.small import Json, explained

HOSTILE = "<b>|`*_[x](y)\n# 标题"
ADJUSTMENTS = [
    {"id": "奖", "title": "加分", "when": "执行数 > 50", "becomes": "min(value + 2, 100)"},
    {"id": "罚", "when": "执行数 > 500", "becomes": "0"},
]
CHILDREN = [
    {"id": "A", "title": "执行", "weight": 60, "formula": "weight * 执行数 / 300"},
    {"id": "B", "weight": 40, "combine": "mean", "children": [
        {"id": "B1", "share": 2, "formula": "weight * reached(执行数, 预算数)"},
        {"id": "B2", "formula": "weight * reached(预算数, 执行数)"},
    ]},
]  # fmt: skip


def group(inputs: Json, **fields: Json) -> Explanation:
    tree = {"children": CHILDREN, "adjustments": ADJUSTMENTS}
    rules = {"inputs": {"执行数": {"range": "[0, 300]"}}, "indicators": tree, **fields}
    return explained(rules, inputs)


def lines(found: Explanation, language: Language = "zh") -> list[str]:
    return [line.strip() for line in str(render(found, "text", language)).splitlines()]


def test_groups_say_how_they_are_combined() -> None:
    told = lines(group({"执行数": 100, "预算数": 80}))
    assert "汇总：20.00 + 37.33 = 57.33" in told
    assert "汇总：平均(40.00（权重 2）, 32.00) = 37.3333… → 37.33（2 位小数，四舍五入）" in told


def test_derived_values_are_explained_once_as_far_as_they_are_read() -> None:
    derived = {"率": {"formula": "执行数 / 预算数", "type": "percent"}, "倍": {"formula": "min(1, 率) * 2"},
               "闲": {"formula": "执行数 - 1"}}  # fmt: skip
    tree = {"children": [{"id": "A", "weight": 50, "formula": "weight * 倍 / 2"},
                         {"id": "B", "weight": 50, "formula": "weight * min(1, 率)"}]}  # fmt: skip
    told = lines(explained({"derived": derived, "indicators": tree}, {"执行数": 30, "预算数": 40}))
    start = told.index("派生值")
    assert told[start + 1 : start + 5] == [
        "率 = 30 万元 ÷ 40 万元 = 75%；公式：执行数 / 预算数",
        "倍 = min(1, 75%) × 2 = 1.5；公式：min(1, 率) * 2",
        "min(1, 75%) = 0.75；75% 未超过上限 1",
        "",
    ]


def test_a_long_chain_of_derived_values_is_explained() -> None:
    """As many as a ruleset may have, each resting on the one before."""
    derived = {"d0": {"formula": "执行数"}}
    derived |= {f"d{i}": {"formula": f"d{i - 1}"} for i in range(1, LIMITS.derived)}
    last = f"d{LIMITS.derived - 1}"
    rules = {"derived": derived, "indicators": {"formula": f"weight * reached({last}, 预算数)"}}
    assert f"{last} = 30；公式：d{LIMITS.derived - 2}" in lines(
        explained(rules, {"执行数": 30, "预算数": 40})
    )


def test_adjustments_are_explained_in_order() -> None:
    told = lines(group({"执行数": 100, "预算数": 80}), "en")
    start = told.index("Adjustment: 加分: 57.33 → 59.33")
    assert told[start + 1 : start + 6] == [
        "100 万元 > 50 = yes; 执行数 > 50",
        "min(57.33 + 2, 100) = 59.33; min(value + 2, 100)",
        "min(57.33 + 2, 100) = 59.33; 57.33 + 2 = 59.33 is not above the cap, 100",
        "Adjustment: 罚: does not apply",
        "100 万元 > 500 = no; 执行数 > 500",
    ]


def test_an_absence_is_said_with_its_reason() -> None:
    told = lines(group({"执行数": 100, "预算数": {"pending": "未批复"}}))
    assert "代入：40 × reached(100 万元, 预算数（待评）) = 待评" in told
    assert "状态：待评（未批复）；得分待定" in told


def test_a_marked_indicator_has_no_values_put_in() -> None:
    told = lines(group({"执行数": 100, "预算数": 80, "A": {"not_applicable": "无此项"}}))
    assert "状态：不适用（无此项）；不计入" in told
    assert "汇总：不适用 + 37.33 = 37.33（40 分中）折算为 100 分 = 93.33" in told


def test_rounding_for_print_is_called_so() -> None:
    told = lines(group({"执行数": 100, "预算数": 80}, rounding={"stage": "total", "places": 0}))
    rounded = "（0 位小数，四舍五入；仅用于印出，计算用取位前的值）"
    assert f"汇总：平均(40（权重 2）, 32) = 37.3333… → 37{rounded}" in told
    assert "汇总：20 + 37.3333… = 57" in told


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", FORMATS)
def test_what_data_and_rulesets_say_cannot_break_out(name: str, language: Language) -> None:
    """No control character, no line of its own, no tag, no link."""
    rules = {"title": HOSTILE, "inputs": {name: {"unit": HOSTILE} for name in ("预算数", "执行数")},
             "indicators": {"id": "total", "title": HOSTILE, "source": HOSTILE}}  # fmt: skip
    record = {
        "inputs": {"执行数": 1, "预算数": 3},
        "notes": {"total": f"\x1b[31m{HOSTILE}"},
        "unit": HOSTILE,
    }
    shown = str(render(explained(rules, record), name, language))
    assert "\x1b" not in shown
    assert not any(line.startswith("# 标题") for line in shown.splitlines())
    if name == "markdown":
        assert "<b>" not in shown
        assert "[x](y)" not in shown


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no format 'pdf', expected one of text, json, markdown"):
        render(group({"执行数": 1, "预算数": 3}), "pdf")


def test_a_notebook_shows_markdown() -> None:
    found = group({"执行数": 100, "预算数": 80})
    assert found._repr_markdown_() == render(found, "markdown")
