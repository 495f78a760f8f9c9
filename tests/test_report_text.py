"""Plain text: aligned whatever script it is in, the published tables recognisable."""

import re

import pytest
from hypothesis import given

import indicator_engine
from indicator_engine.messages import Language
from indicator_engine.messages.width import columns
from indicator_engine.report import render
from indicator_engine.report import text as report
from indicator_engine.report.phrases import REPLACEMENT
from indicator_engine.report.view import View, view
from indicator_engine.results import Evaluation
from tests.evaluations import evaluation, evaluations, group, languages, leaf

STYLES = re.compile(r"\x1b\[[0-9;]*m")


def table_of(shown: View) -> list[str]:
    """Return the score table, laid out here once more and by other means."""
    headings = [shown.heading, *(column.heading for column in shown.columns)]
    rows = [
        [row.guide + row.title, *(column.cell(row) for column in shown.columns)]
        for row in (*shown.indicators, *shown.totals)
    ]
    widths = [max(map(columns, column)) for column in zip(headings, *rows, strict=True)]
    numbers = [False, *(column.is_number for column in shown.columns)]

    def line(cells: list[str]) -> str:
        return "  ".join(map(padded, cells, widths, numbers)).rstrip()

    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    above, below = rows[: len(shown.indicators)], rows[len(shown.indicators) :]
    return [line(headings), rule, *map(line, above), rule, *map(line, below)]


def padded(cell: str, width: int, is_number: bool) -> str:  # noqa: FBT001 - one of three columns
    space = " " * (width - columns(cell))
    return space + cell if is_number else cell + space


@given(evaluations, languages)
def test_every_cell_stands_below_its_heading(one: Evaluation, language: Language) -> None:
    """Counted in columns of a terminal, where Chinese characters take two; no row is lost."""
    expected = table_of(view(one, language))
    lines = report.render(one, language).splitlines()
    start = lines.index(expected[0])
    assert lines[start : start + len(expected)] == expected


@given(evaluations, languages)
def test_every_console_survives_it(one: Evaluation, language: Language) -> None:
    """No control characters, no trailing spaces, and only signs that GBK has."""
    drawn = report.render(one, language)
    for line in drawn.split("\n"):
        assert line == line.rstrip()
        assert line.isprintable()
    drawn.replace(REPLACEMENT, "").encode("gbk")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_narrow_terminal_wraps_and_loses_nothing(language: Language, width: int) -> None:
    """Every character is there, and no line is wider than the terminal."""
    ruleset = indicator_engine.load_ruleset("beijing-department-2022")
    one = indicator_engine.score(ruleset, ruleset.example("ccpit-2022").inputs)  # type: ignore[union-attr]
    drawn = STYLES.sub("", report.render(one, language, width=width))
    assert max(map(columns, drawn.splitlines())) <= width
    shown = view(one, language)
    assert "…" not in drawn.replace("……", "")
    for row in shown.indicators:
        assert set(row.title) - {" "} <= set(drawn)
        assert row.score in drawn


def test_a_terminal_gets_the_result_in_bold() -> None:
    assert "\x1b" not in report.render(evaluation(leaf("total")))
    assert report.render(evaluation(leaf("total")), width=80).count("\x1b[1m") >= 2


def test_markup_in_titles_is_no_markup() -> None:
    root = group("total", leaf("a", note="[bold]甲[/bold] :smile:"))
    assert "[bold]甲[/bold] :smile:" in report.render(evaluation(root))


DEPARTMENT = """\
北京市部门整体绩效评价（2022年度）
单位：中国国际贸易促进委员会北京市分会（ccpit-beijing）
部门整体绩效

指标                                    分值   得分   得分率  编号   标签
─────────────────────────────────────────────────────────────────────────
当年预算执行情况                          20  19.38   96.92%  A      定量
整体绩效目标实现情况                      60  55.80   93.00%  B
├ 产出                                    30  28.00   93.33%  B1
│ ├ 科技交流与合作组织实施展会            10  10.00  100.00%  B11    定量
│ ├ 商贸事务活动场次                      10  10.00  100.00%  B12    定量
│ └ 组织培训                              10   8.00   80.00%  B13    定量
└ 效果                                    30  27.80   92.67%  B2
  ├ 促进国际科技资源流动转化和战略合作     8   7.36   92.00%  B21    定性
  ├ 推进北京市城市发展                     8   7.28   91.00%  B22    定性
  ├ 提升部门整体服务效能                   7   7.00  100.00%  B23    定性
  └ 推动贸易投资促进，服务首都发展大局     7   6.16   88.00%  B24    定性
预算管理情况                              20  20.00  100.00%  C
├ 财务管理                                 4   4.00  100.00%  C1
│ ├ 财务管理制度健全性                     1   1.00  100.00%  C11    定性
│ ├ 资金使用合规和安全性                   2   2.00  100.00%  C12    定量
│ └ 会计基础信息完善性                     1   1.00  100.00%  C13    定性
├ 资产管理                                 4   4.00  100.00%  C2     定性
├ 绩效管理                                 4   4.00  100.00%  C3     定量
├ 结转结余率                               4   4.00  100.00%  C4     定量
└ 部门预决算差异率                         4   4.00  100.00%  C5     定量
─────────────────────────────────────────────────────────────────────────
合计                                     100  95.18   95.18%  total

总分 95.18 / 100  等级 优

派生值
  预算执行率                  96.92%
"""


def published(ruleset_id: str) -> Evaluation:
    from indicator_engine.records import from_example
    from indicator_engine.scoring import score_record

    ruleset = indicator_engine.load_ruleset(ruleset_id)
    example = ruleset.example("ccpit-2022")
    assert example is not None
    return score_record(ruleset, from_example(ruleset, example))


def test_the_department_report_is_recognised() -> None:
    """Its table 4 is the first level of this one."""
    assert str(render(published("beijing-department-2022"), "text", "zh")).startswith(DEPARTMENT)


@pytest.mark.parametrize(
    "row",
    [
        r"Decision +10 +8\.32 +83\.20%",
        r"Process +20 +17\.42 +87\.10%",
        r"Outputs +40 +37\.81 +94\.53%",
        r"Effects +30 +22\.44 +74\.80%",
        r"Sum +100 +85\.99 +85\.99%",
        r"Total 85\.99 / 100  Grade 良",
    ],
)
def test_the_project_report_is_recognised(row: str) -> None:
    """Its four parts, and 94.525 % printed as 94.53 %."""
    lines = str(render(published("beijing-project-2020"), "text", "en")).splitlines()
    assert any(re.match(row, line) for line in lines)


@pytest.mark.parametrize(
    ("language", "heading", "level"), [("zh", "警告和提示", "警告"), ("en", "Warnings", "warning")]
)
def test_warnings_are_listed_with_their_ids(language: Language, heading: str, level: str) -> None:
    lines = str(render(published("beijing-department-2022"), "text", language)).splitlines()
    assert heading in lines
    assert any(line.startswith(f"  {level} [X01-决算一致] ") for line in lines)
