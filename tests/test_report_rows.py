"""The rows that every report shows: no node lost, every step told."""

from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

import pytest
from attrs import evolve
from hypothesis import given

from indicator_engine.messages import Language
from indicator_engine.model import Text
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.report.rows import Row, indicators, sums_differ, totals
from indicator_engine.report.view import view
from indicator_engine.results import AppliedAdjustment, Evaluation, ScoreNode
from tests.evaluations import (
    derived,
    evaluation,
    evaluations,
    group,
    languages,
    leaf,
    texts,
    trees,
    without_score,
)

ZH = Phrases("zh")


def below(root: ScoreNode) -> list[Row]:
    return list(indicators(ZH, root))


def bottom(root: ScoreNode) -> list[tuple[str, str, str, str]]:
    return [(row.title, row.weight, row.score, row.remark) for row in totals(ZH, root)]


def adjustment(
    before: str | None, after: str | None, *, applied: bool | None = True
) -> AppliedAdjustment:
    return AppliedAdjustment(
        id="bonus",
        title=Text(zh="加分"),
        applied=applied,
        before=None if before is None else Decimal(before),
        after=None if after is None else Decimal(after),
    )


@given(trees, languages)
def test_no_node_is_lost(tree: ScoreNode, language: Language) -> None:
    """Every indicator has one row, in the order of the tree; the last total is the root's."""
    phrases = Phrases(language)
    shown = [row.id for row in indicators(phrases, tree) if row.id]
    below_root = [node.id for node in tree.walk() if node is not tree or not tree.children]
    assert shown == below_root
    assert list(totals(phrases, tree))[-1].id == tree.id


@given(trees)
def test_what_a_row_shows_is_the_nodes(tree: ScoreNode) -> None:
    """Title, published score and depth."""
    nodes = {node.id: node for node in tree.walk()}
    for row in below(tree):
        if row.id:
            node = nodes[row.id]
            assert row.title == (one_line(node.title.of("zh")) or node.id)
            assert node.score is None or row.score == str(node.score)


def goes_on(following: list[Row], level: int) -> bool:
    """Tell whether a level has a further row before the tree returns to a higher one."""
    until = takewhile(lambda row: row.depth >= level, following)
    return any(row.depth == level for row in until)


@given(trees)
def test_guides_draw_the_tree(tree: ScoreNode) -> None:
    """Each level is a line as long as it goes on, and the row hangs on the last of them."""
    rows = below(tree)
    for place, row in enumerate(rows):
        lines = [goes_on(rows[place + 1 :], level) for level in range(1, row.depth + 1)]
        drawn = ["│ " if line else "  " for line in lines[:-1]]
        drawn += ["├ " if line else "└ " for line in lines[-1:]]
        assert row.guide == "".join(drawn)


@given(evaluations, languages)
def test_every_cell_is_one_visible_line(one: Evaluation, language: Language) -> None:
    """Whatever titles, reasons and remarks hold."""
    shown = view(one, language)
    for row in (*shown.indicators, *shown.totals):
        for cell in (row.title, *(column.cell(row) for column in shown.columns)):
            assert cell.isprintable()


@given(texts)
def test_one_line_is_settled_after_one_turn(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


def test_a_sum_ends_with_its_total() -> None:
    """合计, as the published tables print it."""
    root = group("total", leaf("a"), leaf("b"))
    assert bottom(root) == [("合计", "20", "16.00", "")]


def test_what_is_left_out_shows_the_sum_before_and_the_points_after() -> None:
    """合计 and 折算, in the group where it happens."""
    absent = without_score("b", "not_applicable", "leave_out", reason="没有此项任务")
    part = group(
        "g", leaf("a"), absent, score=Decimal("16.00"), subtotal=Decimal("8.00"), value=Fraction(16)
    )
    rows = [
        (row.guide, row.title, row.weight, row.score, row.remark) for row in below(group("r", part))
    ]
    assert rows == [
        ("", "组g", "20", "16.00", ""),
        ("├ ", "指标a", "10", "8.00", ""),
        ("├ ", "指标b", "10", "–", "不适用（没有此项任务）；不计入"),
        ("├ ", "合计", "", "8.00", ""),
        ("└ ", "折算", "20", "16.00", ""),
    ]


def test_a_total_rescaled_and_adjusted_tells_every_step() -> None:
    root = group(
        "total",
        leaf("a"),
        without_score("b", "missing", "leave_out"),
        subtotal=Decimal("8.00"),
        score=Decimal("18.00"),
        adjustments=(adjustment("16.00", "18.00"),),
    )
    assert bottom(root) == [
        ("合计", "", "8.00", ""),
        ("折算", "20", "16.00", ""),
        ("调整：加分", "", "18.00", "16.00 → 18.00"),
        ("总分", "20", "18.00", ""),
    ]


@pytest.mark.parametrize(
    ("applied", "remark"), [(True, "16.00 → 18.00"), (False, "不触发"), (None, "是否触发待定")]
)
def test_an_adjustment_says_what_it_did(*, applied: bool | None, remark: str) -> None:
    root = group(
        "total", leaf("a"), leaf("b"), adjustments=(adjustment("16.00", "18.00", applied=applied),)
    )
    assert bottom(root)[:2] == [
        ("合计", "20", "16.00", ""),
        ("调整：加分", "", "18.00", remark),
    ]


def test_a_total_that_is_no_sum_is_not_called_one() -> None:
    """Under ``combine`` every child has the weight of its group."""
    root = group("total", leaf("a"), leaf("b"), weight=Fraction(10), score=Decimal("8.00"))
    assert [title for title, *_ in bottom(root)] == ["总分"]


def test_a_group_where_nothing_is_left_has_no_points_to_rescale() -> None:
    absent = without_score("a", "not_applicable", "leave_out")
    part = without_score(
        "g", "not_applicable", None, children=(absent,), subtotal=Decimal("0.00"), reason="停办"
    )
    titles = [(row.title, row.remark) for row in below(group("total", part, leaf("b")))]
    assert titles == [
        ("指标g", "不适用（停办）"),
        ("指标a", "不适用；不计入"),
        ("指标b", ""),
    ]


@pytest.mark.parametrize(
    ("status", "treatment", "zh", "en"),
    [
        ("missing", "open", "缺失；得分待定", "missing; score open"),
        ("pending", "open", "待评；得分待定", "pending; score open"),
        ("missing", "zero", "缺失；按零分计", "missing; scored as zero"),
        ("not_applicable", "full", "不适用；按满分计", "not applicable; scored as full marks"),
        ("not_applicable", "leave_out", "不适用；不计入", "not applicable; left out"),
    ],
)
def test_a_leaf_without_a_value_says_why_and_what_then(
    status: str, treatment: str, zh: str, en: str
) -> None:
    root = group("total", without_score("a", status, treatment), score=None, value=None, rate=None)
    assert [row.remark for row in indicators(ZH, root)] == [zh]
    assert [row.remark for row in indicators(Phrases("en"), root)] == [en]


def test_an_open_group_leaves_the_reasons_to_its_children() -> None:
    part = without_score(
        "g",
        "missing",
        None,
        children=(without_score("a", "missing", "open"),),
        range=(Decimal("3.00"), Decimal("13.00")),
    )
    row = below(group("total", part))[0]
    assert (row.score, row.rate, row.remark) == ("3.00 – 13.00", "–", "得分待定")


class TestColumns:
    def test_only_columns_with_something_in_them_are_shown(self) -> None:
        """Ids that are the titles, no tags, no remarks: the table of the published reports."""
        plain = evolve(leaf("执行率"), title=Text(zh="执行率"))
        root = evolve(group("合计", plain), title=Text(zh="合计"))
        headings = [column.heading for column in view(evaluation(root), "zh").columns]
        assert headings == ["分值", "得分", "得分率"]

    def test_the_others_come_when_they_are_needed(self) -> None:
        root = group(
            "total", leaf("a", tags=("核心", "定量")), without_score("b", "missing", "zero")
        )
        shown = view(evaluation(root), "en")
        assert [column.heading for column in shown.columns] == [
            "Points", "Score", "Rate", "Id", "Tags", "Remark",
        ]  # fmt: skip
        assert [column.cell(shown.indicators[0]) for column in shown.columns] == [
            "10", "8.00", "80.00%", "a", "核心, 定量", "",
        ]  # fmt: skip


class TestSumsDiffer:
    def test_sums_of_published_scores_add_up(self) -> None:
        assert not sums_differ(group("total", leaf("a"), leaf("b")))

    def test_a_sum_rounded_afterwards_may_not(self) -> None:
        root = group("total", leaf("a"), leaf("b"), score=Decimal("16.01"))
        assert sums_differ(root)
        assert view(evaluation(root), "zh").rounding.startswith("先汇总、后取位")

    def test_what_was_adjusted_is_compared_before(self) -> None:
        bonus = (adjustment("16.00", "18.00"),)
        assert not sums_differ(
            group("total", leaf("a"), leaf("b"), score=Decimal("18.00"), adjustments=bonus)
        )


class TestView:
    @pytest.mark.parametrize(
        ("unit", "zh"),
        [
            ({}, ""),
            ({"id": "u1"}, "单位：u1"),
            ({"name": "甲局\n"}, "单位：甲局"),
            ({"id": "u1", "name": "甲局"}, "单位：甲局（u1）"),
        ],
    )
    def test_the_unit_is_named_as_far_as_it_is_known(self, unit: dict[str, str], zh: str) -> None:
        assert view(evaluation(leaf("total"), unit=unit), "zh").unit == zh

    @pytest.mark.parametrize(
        ("changes", "zh", "en"),
        [
            ({}, "总分 8.00 / 10", "Total 8.00 / 10"),
            ({"grade": "优"}, "总分 8.00 / 10  等级 优", "Total 8.00 / 10  Grade 优"),
            ({"total": None, "total_range": None}, "总分 待定 / 10", "Total open / 10"),
            (
                {
                    "total": None,
                    "total_range": (Decimal("7.12"), Decimal("8.84")),
                    "grades": ("良", "中"),
                },
                "总分 7.12 – 8.84 / 10  等级 良 或 中",
                "Total 7.12 – 8.84 / 10  Grade 良 or 中",
            ),
        ],
        ids=["no-scale", "graded", "open", "range"],
    )
    def test_the_verdict_is_total_and_grade(
        self, changes: dict[str, object], zh: str, en: str
    ) -> None:
        one = evaluation(leaf("total"), **changes)
        assert (view(one, "zh").verdict, view(one, "en").verdict) == (zh, en)

    def test_coverage_is_told_where_it_is_not_everything(self) -> None:
        one = evaluation(leaf("total"), coverage=Fraction(25, 3))
        assert view(one, "zh").coverage == "已评价 8.3333… / 10 分（83.33%）"
        assert view(one, "en").coverage == "8.3333… of 10 points were assessed (83.33%)"
        assert view(evaluation(leaf("total")), "zh").coverage == ""

    @pytest.mark.parametrize(
        ("given", "zh", "en"),
        [
            ({"type": "percent", "value": Fraction(1), "printed": Decimal("0.9692")}, "96.92%", "96.92%"),
            (
                {"type": "pp", "value": Fraction(1), "printed": Decimal("0.0035")},
                "0.35 个百分点",
                "0.35 percentage points",
            ),
            (
                {"value": Fraction(1), "printed": Decimal("164.20"), "unit": "万元"},
                "164.20 万元",
                "164.20 万元",
            ),
            ({"value": Fraction(1), "printed": Decimal("1.50")}, "1.50", "1.50"),
            ({"type": "boolean", "value": True, "printed": None}, "是", "yes"),
            ({"type": "boolean", "value": False, "printed": None}, "否", "no"),
            ({"type": "text", "value": "甲\n乙", "printed": None}, "甲 乙", "甲 乙"),
            ({"value": None, "printed": None}, "–", "–"),
        ],
        ids=["percent", "points", "unit", "number", "yes", "no", "text", "none"],
    )  # fmt: skip
    def test_derived_values_are_printed_with_their_unit(
        self, given: dict[str, object], zh: str, en: str
    ) -> None:
        one = evaluation(leaf("total"), derived_values=(derived("执行率", **given),))
        assert view(one, "zh").derived == (("执行率", zh),)
        assert view(one, "en").derived == (("执行率", en),)
