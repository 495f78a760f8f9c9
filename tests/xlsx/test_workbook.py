"""A report as a workbook: the official table, all that is said, and nothing that is not meant."""

import sys
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from subprocess import run

import openpyxl  # type: ignore[import-untyped]
import pytest
from attrs import evolve
from hypothesis import given

from indicator_engine import load_ruleset, render, score
from indicator_engine.errors import IndicatorEngineError
from indicator_engine.messages import Language
from indicator_engine.model import Text
from indicator_engine.report import xlsx
from indicator_engine.report.phrases import one_line
from indicator_engine.report.xlsx.exactly import fits
from indicator_engine.results import Evaluation
from tests.evaluations import evaluation, evaluations, group, languages, leaf, texts
from tests.properties.cases import Case, cases, result
from tests.scoring.rules import MISSING, NOT_APPLICABLE, PENDING, scored
from tests.scoring.rules import group as rule_group
from tests.scoring.rules import leaf as rule_leaf
from tests.xlsx.reading import Table, Workbook, is_number

SNAPSHOT = Path(__file__).with_name("department.txt")


def department() -> Evaluation:
    ruleset = load_ruleset("beijing-department-2022")
    example = ruleset.example("ccpit-2022")
    assert example is not None
    return score(ruleset, {"unit": example.unit, "inputs": example.inputs, "notes": example.notes})


def table_of(found: Evaluation, language: Language = "zh") -> Table:
    return Table(Workbook(xlsx.render(found, language)), found, language)


def opened(found: Evaluation) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx.render(found)))


def drawn(workbook: bytes) -> str:
    """Return every cell as text: what it shows, and the formula behind it."""
    book, lines = Workbook(workbook), []
    for (name, rows), formulas in zip(book.sheets.items(), book.formulas, strict=True):
        lines.append(f"[{name}]")
        for number, row in enumerate(rows, 1):
            cells = [
                f"{value} ={formulas[cell]}" if cell in formulas else f"{value}"
                for cell, value in (
                    (f"{chr(65 + place)}{number}", each) for place, each in enumerate(row)
                )
            ]
            lines.append(" | ".join(cells).rstrip(" |"))
    return "\n".join(lines) + "\n"


def test_the_department_report_is_as_it_was() -> None:
    """Cell by cell: the published scores and rates, and what computes them."""
    assert drawn(xlsx.render(department())) == SNAPSHOT.read_text(encoding="utf-8")


def same(value: str | Decimal, number: Decimal | None) -> bool:
    return isinstance(value, str) if number is None else is_number(value, number)


@given(evaluations, languages)
def test_whatever_is_made_by_hand_is_shown(one: Evaluation, language: Language) -> None:
    """Scores and rates to the last digit, without formulas where nothing tells how they arose."""
    table = table_of(one, language)
    for node in one.tree.walk():
        assert same(table.score(node.id), node.score)
        assert same(table.rate(node.id), node.rate)
    assert not table.formulas


@given(case=cases())
def test_what_a_formula_shows_is_what_the_engine_says(case: Case) -> None:
    """Viewers that do not calculate show the published numbers."""
    found = result(case)
    if found is None:
        return
    table = table_of(found)
    for node in found.tree.walk():
        assert same(table.score(node.id), node.score)
        assert same(table.rate(node.id), node.rate)
    if found.scale:
        assert table.grade == one_line(found.grade or "待定")


@given(texts)
def test_a_text_is_the_text_it_is(text: str) -> None:
    """As one visible line, whatever a spreadsheet or its file would make of it."""
    one = evolve(leaf("total", note=text), title=Text(zh=text))
    rows = next(iter(Workbook(xlsx.render(evaluation(one, title=Text(zh="标题")))).sheets.values()))
    shown = {str(cell) for row in rows for cell in row}
    assert {one_line(text) or "total", one_line(text)} - {""} <= shown


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "<r><t>x</t></r>", "_x0041_", "a&b", "http://x"]
)
def test_a_text_is_no_formula_and_no_markup(text: str) -> None:
    one = evaluation(evolve(leaf("total", note=text), title=Text(zh="甲")))
    cell = opened(one).worksheets[0]["E4"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is (text[0] in "=+-@＝")


def test_control_characters_are_seen() -> None:
    """No file could hold them as they are."""
    one = evaluation(leaf("total", note="甲\x00\x1b\ufffe乙"))
    assert opened(one).worksheets[0]["E4"].value == "甲\ufffd\ufffd\ufffd乙"


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    """With its place; nothing is cut."""
    with pytest.raises(IndicatorEngineError) as refused:
        xlsx.render(evaluation(leaf("total", note="长" * 32_768)))
    assert str(refused.value) == (
        "得分表!E4: 'E4' has 32768 characters, expected 32767 at most [cell-too-long]"
    )
    xlsx.render(evaluation(leaf("total", note="长" * 32_767)))


@given(evaluations)
def test_it_is_the_same_file_whenever_it_is_made(one: Evaluation) -> None:
    assert xlsx.render(one) == xlsx.render(one)


def test_no_clock_is_in_it() -> None:
    properties = opened(department()).properties
    assert str(properties.created) == str(properties.modified) == "1980-01-01 00:00:00"


class TestNumbers:
    @pytest.mark.parametrize("number", ["0.1", "1.005", "94.53", "123456789012.345", "-0.05"])
    def test_a_number_is_read_back_as_it_was(self, number: str) -> None:
        one = evaluation(leaf("total", score=Decimal(number), weight=Fraction(number)))
        assert table_of(one).score("total") == Decimal(number)
        assert table_of(one).value("total", 0) == Decimal(number)

    def test_more_digits_than_a_spreadsheet_has_stay_text(self) -> None:
        number = Decimal("1234567890123.4567")
        assert not fits(number)
        assert table_of(evaluation(leaf("total", score=number))).score("total") == str(number)

    def test_a_weight_without_an_end_is_shown_as_everywhere(self) -> None:
        one = evaluation(leaf("total", weight=Fraction(100, 3)))
        assert table_of(one).value("total", 0) == "33.3333…"

    def test_scores_have_their_places_and_rates_are_percentages(self) -> None:
        sheet = opened(department()).worksheets[0]
        assert [sheet[cell].number_format for cell in ("D5", "E5", "F5")] == ["0", "0.00", "0.00%"]


LEAVES = (rule_leaf("甲", 60), rule_leaf("乙", 40))
GIVEN = {"甲": 50, "乙": 30, "丙": 20, "系数": 1.1, "违规": True}
GRADES = (
    {"grade": "优", "range": "[90, 120]"},
    {"grade": "中", "range": "[0, 90)"},
    {"grade": "M"},
)


class TestWhatFollows:
    """And what says that it does not."""

    def table(self, *, given: dict[str, object] | None = None, **fields: object) -> Table:
        root = rule_group("total", 100, *LEAVES, **fields)
        return table_of(scored(root, given or GIVEN, grades=GRADES))

    def remarks(self, table: Table) -> list[str]:
        return [str(row[table.depth + 3]) for row in table.rows[table.first :]]

    @pytest.mark.parametrize(
        ("adjustment", "formula"),
        [
            ({"becomes": "value + 2"}, "ROUND(C5+2.00,2)"),
            ({"becomes": "value - 0.004"}, "IF(ROUND(C5+0.00,2)>0,ROUND(C5+0.00,2),NA())"),
            ({"becomes": "丙 + value", "when": "违规"}, "ROUND(C5+20.00,2)"),
            ({"becomes": "0", "when": "not 违规"}, "C5"),
            ({"becomes": "69.9", "when": "违规"}, None),
        ],
    )
    def test_an_adjustment_that_no_score_decides(
        self, adjustment: dict[str, str], formula: str | None
    ) -> None:
        adjustments = [{"id": "调", **adjustment}]
        table = self.table(adjustments=adjustments)
        assert table.formulas.get("C6") == formula
        assert table.formulas["C7"] == "C6"
        assert "改动得分后不自动重算" not in "".join(self.remarks(table))

    @pytest.mark.parametrize(
        "adjustment",
        [
            {"becomes": "value * 系数"},
            {"becomes": "value + 2", "when": "value > 70"},
            {"becomes": "value - 甲分"},
            {"becomes": "min(value, 69.9)", "when": "违规"},
        ],
    )
    def test_an_adjustment_that_scores_decide_is_a_number(self, adjustment: dict[str, str]) -> None:
        table = self.table(adjustments=[{"id": "调", **adjustment}])
        assert table.cell("total", 1) not in table.formulas
        assert self.remarks(table)[4].endswith("改动得分后不自动重算")

    @pytest.mark.parametrize(
        "fields", [{"combine": "geomean"}, {"formula": "min(60, 甲分 + 乙分)"}]
    )
    def test_other_rules_are_numbers(self, fields: dict[str, str]) -> None:
        leaves = [rule_leaf("甲", None if "combine" in fields else 60), rule_leaf("乙")]
        root = rule_group("total", 60, *leaves, **fields)
        table = table_of(scored(root, GIVEN))
        assert table.cell("total", 1) not in table.formulas
        assert self.remarks(table)[2] == "改动得分后不自动重算"

    def test_a_leaf_that_follows_another_says_that_it_does_not(self) -> None:
        root = rule_group("total", 100, rule_leaf("甲", 60), rule_leaf("乙", 40, "甲分 / 2"))
        table = table_of(scored(root, GIVEN))
        assert self.remarks(table)[:2] == ["", "改动得分后不自动重算"]

    def test_grades_by_adjustment(self) -> None:
        capped = self.table(adjustments=[{"id": "限", "grade_at_most": "中", "when": "违规"}])
        assert capped.formulas["B8"] == (
            'IF(AND(C7>=90,C7<=120),"中",IF(AND(C7>=0,C7<=89.99),"中","–"))'
        )
        direct = self.table(adjustments=[{"id": "直", "grade": "M", "when": "违规"}])
        assert (direct.grade, "B8" in direct.formulas) == ("M", False)
        decided = self.table(adjustments=[{"id": "直", "grade": "M", "when": "value < 60"}])
        assert (decided.grade, "B8" in decided.formulas) == ("中", False)
        assert self.remarks(decided)[-1] == "改动得分后不自动重算"

    def test_an_open_total_waits_for_the_score_that_is_missing(self) -> None:
        table = self.table(given={"甲": 50, "乙": PENDING})
        assert table.formulas["C5"] == 'IF(COUNT(C3:C4)=2,ROUND(SUM(C3:C4),2),"待定")'
        assert (table.score("乙分"), table.score("total"), table.grade) == (
            "0.00 – 40.00", "待定", "待定",
        )  # fmt: skip
        assert self.remarks(table)[2] == "得分待定；可能为 50.00 – 90.00"

    def test_what_is_left_out_is_rescaled_and_stays_out(self) -> None:
        table = self.table(given={"甲": 50, "乙": NOT_APPLICABLE})
        assert (table.formulas["C5"], table.formulas["C7"]) == ("ROUND(SUM(C3),2)", "C6")
        assert table.formulas["C6"] == "ROUND(ROUND(SUM(C3)*100,0)*5/3,0)/100"
        assert (table.score("乙分"), table.score("total")) == ("–", Decimal("83.33"))

    def test_a_missing_leaf_with_a_policy_keeps_its_points(self) -> None:
        root = rule_group("total", 100, *LEAVES)
        found = scored(root, {"甲": MISSING, "乙": 30}, policies={"missing": "full"})
        assert table_of(found).score("total") == Decimal("90.00")


class TestPage:
    def test_it_prints_on_a4_as_wide_as_the_page(self) -> None:
        sheet = opened(department()).worksheets[0]
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$4", "A5")
        assert sheet["A5"].font.name == "仿宋"

    def test_titles_are_merged_as_in_the_official_form(self) -> None:
        sheet = opened(department()).worksheets[0]
        merged = {str(each) for each in sheet.merged_cells.ranges}
        assert {"A5:C5", "A6:A15", "B6:B9", "B15:C15", "A25:C25"} <= merged

    def test_a_cell_takes_no_score_that_the_engine_would_not(self) -> None:
        sheet = opened(department()).worksheets[0]
        rule = next(each for each in sheet.data_validations.dataValidation if "E5" in each.sqref)
        assert rule.formula1 == "AND(ISNUMBER(E5),ROUND(E5,2)=E5,E5>=0,E5<=20)"
        assert rule.error == "应为 [0, 20] 内的数，至多 2 位小数"

    def test_the_first_level_is_drawn(self) -> None:
        sheet = opened(department()).worksheets[1]
        (chart,) = sheet._charts  # noqa: SLF001 - openpyxl has no other way
        series = chart.series[0]
        assert (series.cat.strRef.f, series.val.numRef.f) == (
            "得分率!$A$2:$A$4",
            "得分率!$D$2:$D$4",
        )

    def test_a_group_that_is_deep_lies_on_its_side(self) -> None:
        deep = group("1", group("2", group("3", group("4", leaf("5")))))
        assert opened(evaluation(deep)).worksheets[0].page_setup.orientation == "landscape"


def test_a_pipe_gets_the_file() -> None:
    """What is no text goes where it is sent, byte for byte."""
    arguments = ["score", "beijing-department-2022", "--example", "ccpit-2022", "--format", "xlsx"]
    command = [sys.executable, "-m", "indicator_engine", *arguments, "--lang", "zh"]
    done = run(command, check=True, capture_output=True)
    assert done.stdout == render(department(), "xlsx", "zh")
