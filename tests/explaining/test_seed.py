"""The published scores of the two shipped rulesets, explained."""

import pytest

from indicator_engine import explain, load_ruleset, render
from indicator_engine.messages import Language

DEPARTMENT, PROJECT = load_ruleset("beijing-department-2022"), load_ruleset("beijing-project-2020")


def text(ruleset_id: str, indicator: str | None = None, language: Language = "zh") -> list[str]:
    """Return the explanation of a published report, line by line, without margins."""
    ruleset = {"department": DEPARTMENT, "project": PROJECT}[ruleset_id]
    example = ruleset.example("ccpit-2022")
    assert example is not None
    record = {"inputs": example.inputs, "notes": example.notes}
    found = render(explain(ruleset, record, indicator), "text", language)
    return [line.strip() for line in str(found).splitlines()]


def test_why_19_38() -> None:
    """20 × min(1, 5169.65 / 5333.85) = 19.38430965…, printed 19.38."""
    assert text("department", "A")[3:9] == [
        "当年预算执行情况（A）：19.38 / 20",
        "公式：weight * reached(全年执行数, 全年预算数)",
        "代入：20 × reached(5169.65 万元, 5333.85 万元) = 19.3843… → 19.38（2 位小数，四舍五入）",
        (
            "reached(5169.65 万元, 5333.85 万元) = 0.9692…；"
            "5169.65 万元 ÷ 5333.85 万元 = 0.9692… 未超过上限 1"
        ),
        "备注：基本支出和项目支出均未执行完毕，未执行预算数164.20万元",
        (
            "来源：《部门整体绩效评价报告》（二）：“预算执行率为96.92%”；北京市《2022年部门整体绩效评价指标体系评分表》（转载件）："
            "资金总体=基本支出+项目支出+其他，执行数/预算数×20，最高不能超过该指标分值上限"
        ),
    ]


def test_a_leaf_of_the_project_report() -> None:
    assert text("project", "B12", "en")[3:7] == [
        "Budget execution rate (B12): 3.96 / 4",
        "Formula: weight * 正向(实际支出, 审定预算)",
        "With values: 4 × 正向(111.13 万元, 112.33 万元) = 3.9572… → 3.96 (2 decimal places, half up)",
        (
            "正向(111.13 万元, 112.33 万元) = reached(111.13 万元, 112.33 万元) = 0.9893…; "
            "rule: 正向(实际, 目标) = reached(实际, 目标)"
        ),
    ]


def test_a_deduction_by_a_band() -> None:
    """30 trainings for 6: d = 400 % lies in [300 %, 500 %), 20 % of the points are deducted."""
    told = text("department", "B13")
    assert "超额扣减比例(30 次 ÷ 6 次 - 1) = 0.2；400% 落入 [300%, 500%)（扣减分值的20%）" in told
    assert "偏低：是；条件成立，取 超额扣减比例(实际 / 目标 - 1)" in told


def test_a_branch_with_its_derived_value() -> None:
    told = text("department", "C4")
    assert (
        "结转结余率 = 172.89 万元 ÷ 5333.85 万元 = 3.2413…%；公式：年末结转结余 / 全年预算数"
        in told
    )
    assert (
        "结转结余率 <= 上年结转结余率 or 客观原因认可：3.2413…% ≤ 2.89% 或 是；条件成立，取 weight"
        in told
    )


@pytest.mark.parametrize(
    ("report", "score", "lost"), [("department", "95.18", "4.82"), ("project", "85.99", "14.01")]
)
def test_losses_add_up(report: str, score: str, lost: str) -> None:
    told = text(report)
    assert any(score in line for line in told)
    assert f"共失 {lost} 分" in told


def test_losses_are_ranked_with_their_reasons() -> None:
    told = text("project")
    start = told.index("失分（由多到少）") + 1
    assert told[start].startswith("建议采纳与应用成效：失 2.64 分；有待进一步追踪")
    assert told[start + 1].startswith(
        "市领导及参会代表满意度：失 2.1 分；对参会代表未开展满意度调查"
    )


def test_the_best_grade_has_none_above_it() -> None:
    assert "已是最高等级" in text("department")


def test_no_input_alone_brings_the_project_to_the_best_grade() -> None:
    """4.01 points are more than any of them still has."""
    told = text("project", language="en")
    start = told.index("The next grade")
    assert told[start + 1] == "for 优 the total has to be at least 90.00: 4.01 more"
    assert told[start + 2].startswith("not by any of these alone: 批复预算, 审定预算, ")
