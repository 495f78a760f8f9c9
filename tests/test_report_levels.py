"""The official layout of a score table: levels side by side, groups merged."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from hypothesis import given

from indicator_engine import load_ruleset, score
from indicator_engine.messages import Language
from indicator_engine.report.levels import Levels, levels
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.rows import Row, indicators, totals
from indicator_engine.results import AppliedAdjustment, ScoreNode
from tests.evaluations import group, languages, leaf, trees, without_score

ZH = Phrases("zh")


def covered(table: Levels) -> Counter[tuple[int, int]]:
    """Return how often each place of the columns of levels is covered."""
    return Counter(
        (number + below, cell.level + beside)
        for number, line in enumerate(table.lines)
        for cell in line.cells
        for below in range(cell.lines)
        for beside in range(cell.columns)
    )


def drawn(table: Levels) -> list[str]:
    """Return each line as text: its titles with their columns and spans, its score."""
    return [
        " ".join(f"{each.level}+{each.columns}×{each.lines}:{each.text}" for each in line.cells)
        + f" | {line.row.score}"
        for line in table.lines
    ]


@given(trees, languages)
def test_every_place_is_covered_once(tree: ScoreNode, language: Language) -> None:
    """No two titles overlap, and no place is left."""
    table = levels(Phrases(language), tree)
    places = [
        (line, level) for line in range(len(table.lines)) for level in range(len(table.headings))
    ]
    assert covered(table) == Counter(places)


@given(trees)
def test_every_node_has_one_line_of_its_own(tree: ScoreNode) -> None:
    """A leaf where it stands, a group after all that is below it."""
    own = [line.node.id for line in levels(ZH, tree).lines if line.part in ("leaf", "result")]

    def afterwards(node: ScoreNode) -> list[str]:
        return [*(each for child in node.children for each in afterwards(child)), node.id]

    assert own == afterwards(tree)


@given(trees)
def test_it_says_what_the_rows_say(tree: ScoreNode) -> None:
    """Numbers and remarks are those of the table with guides, whatever the lines are called."""

    def said(rows: Iterable[Row]) -> Counter[tuple[str, str, str, str]]:
        return Counter((row.weight, row.score, row.rate, row.remark) for row in rows)

    rows = [*indicators(ZH, tree), *(totals(ZH, tree) if tree.children else ())]
    laid_out = [line.row for line in levels(ZH, tree).lines]
    assert said(rows) <= said(laid_out)


def test_a_leaf_that_ends_early_spans_the_rest() -> None:
    root = group("total", leaf("a"), group("b", leaf("b1"), group("b2", leaf("b21"))))
    table = levels(ZH, root)
    assert table.headings == ("一级指标", "二级指标", "三级指标")
    assert drawn(table) == [
        "0+3×1:指标a | 8.00",
        "0+1×4:组b 1+2×1:指标b1 | 8.00",
        "1+1×2:组b2 2+1×1:指标b21 | 8.00",
        "2+1×1:小计 | 8.00",
        "1+2×1:小计 | 16.00",
        "0+3×1:合计 | 24.00",
    ]


def test_a_root_that_is_a_leaf_is_the_only_line() -> None:
    table = levels(Phrases("en"), leaf("total"))
    assert table.headings == ("Indicator",)
    assert drawn(table) == ["0+1×1:Indicator total | 8.00"]


def test_a_group_tells_how_it_was_rescaled_and_adjusted() -> None:
    bonus = AppliedAdjustment(
        id="bonus", applied=True, before=Decimal("16.00"), after=Decimal("18.00")
    )
    part = group(
        "g",
        leaf("a", note="尾款未付"),
        without_score("b", "not_applicable", "leave_out", reason="停办"),
        subtotal=Decimal("8.00"),
        subtotal_weight=Fraction(10),
        score=Decimal("18.00"),
        note="全组",
        adjustments=(bonus,),
    )
    table = levels(ZH, group("total", part))
    assert [(line.part, line.row.title, line.reasons) for line in table.lines] == [
        ("leaf", "指标a", ("尾款未付",)),
        ("leaf", "指标b", ("不适用（停办）；不计入",)),
        ("sum", "小计", ()),
        ("rescaled", "折算", ()),
        ("adjusted", "调整：bonus", ("16.00 → 18.00",)),
        ("result", "得分", ("全组",)),
        ("result", "合计", ()),
    ]
    assert [line.adjustment for line in table.lines if line.adjustment] == [bonus]


def test_the_shipped_table_has_its_three_levels() -> None:
    """4, 11 and 23 indicators, a subtotal for each group, and the sum."""
    ruleset = load_ruleset("beijing-project-2020")
    tree = score(ruleset, ruleset.example("ccpit-2022").inputs).tree  # type: ignore[union-attr]
    table = levels(ZH, tree)
    first = [cell.text for line in table.lines for cell in line.cells if cell.level == 0]
    assert first == ["决策", "过程", "产出", "效益", "合计"]
    assert len(table.lines) == 23 + 11 + 4 + 1
    assert [line.is_total for line in table.lines].count(True) == 1
