"""A form as it is written: what can be edited, what stands beside the cells, and in which order."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from attrs import evolve

from indicator_engine import load_ruleset
from indicator_engine.errors import IndicatorEngineError
from indicator_engine.forms import blank_table, fill_in_form
from indicator_engine.messages import Language
from indicator_engine.model import Example, Ruleset
from tests.batch.sample import RULESET
from tests.forms.sample import EXAMPLE, Book, opened
from tests.small import ruleset_with

LANGUAGES: tuple[Language, ...] = ("zh", "en")
DEPARTMENT = load_ruleset("beijing-department-2022")


def editable(book: Book, sheet: str) -> Iterator[str]:
    """Yield the cells that can be edited, of a merged area its first."""
    for row in book[sheet].iter_rows():
        for cell in row:
            if cell.protection is not None and not cell.protection.locked:
                yield cell.coordinate


class TestForm:
    def test_it_has_a_row_for_each_input_in_order(self) -> None:
        sheet = opened(fill_in_form(DEPARTMENT))["填报"]
        ids = [cell.value for cell in sheet["C"][4:]]
        assert [each for each in ids if each] == list(DEPARTMENT.inputs)

    def test_only_the_cells_to_fill_can_be_edited(self) -> None:
        book = opened(fill_in_form(RULESET))
        rows = range(5, 5 + len(RULESET.inputs))
        assert all(sheet.protection.sheet for sheet in book.worksheets)
        assert not any(sheet.protection.password for sheet in book.worksheets)
        found = set(editable(book, "填报"))
        values = {f"{column}{row}" for column in "EFGJ" for row in rows}
        assert found == values | {"C2", "D2", "E2", "F2", "G2", "I2"}

    def test_a_blank_form_shows_its_defaults_beside_the_cells(self) -> None:
        ruleset = ruleset_with({"inputs": {"执行数": {"default": 12.5}}})
        sheet = opened(fill_in_form(ruleset))["填报"]
        assert sheet["E6"].value in (None, "")
        assert "留空时按 12.5 计" in sheet["H6"].value
        prompts = [each.prompt for each in sheet.data_validations.dataValidation]
        assert any("留空时按 12.5 计" in each for each in prompts)

    def test_ranges_are_told_in_words(self) -> None:
        sheet = opened(fill_in_form(RULESET))["填报"]
        assert [sheet[f"H{row}"].value for row in range(5, 15)] == [
            "大于 0",
            "不小于 0",
            "整数，0～99",
            "0%～100%",
            "是、否",
            "选择：完成、未完成、不适用",
            "日期，如 2022-06-10",
            "文字",
            "达成 80%～100%；未达成 0%～60%（不含 60%）",
            "每个数：0～100；个数：1～3",
        ]

    def test_an_example_stands_in_it(self) -> None:
        sheet = opened(fill_in_form(RULESET, EXAMPLE))["填报"]
        assert (sheet["C2"].value, sheet["I2"].value) == ("某局", "007")
        assert sheet["E8"].value == 0.955
        assert sheet["E8"].number_format == "0.00##%"
        assert sheet["E11"].is_date
        assert sheet["E12"].value == "=无"
        assert sheet["E12"].data_type == "s"
        assert sheet["E12"].quotePrefix
        assert [sheet[each].value for each in ("E13", "G13")] == ["达成", 0.95]
        assert [sheet[each].value for each in ("E14", "F14", "G14")] == [90, 91, ""]

    def test_a_number_of_many_digits_stays_a_text(self) -> None:
        example = Example(id="x", inputs={"预算数": "1"})
        digits = "1234567890123.4567"
        example = evolve(example, inputs={"预算数": Decimal(digits)})
        sheet = opened(fill_in_form(RULESET, example))["填报"]
        assert sheet["E5"].value == digits

    def test_a_long_list_goes_on_below(self) -> None:
        ruleset = ruleset_with({"inputs": {"评分": {"type": "numbers", "length": "[1, 23]"}}})
        sheet = opened(fill_in_form(ruleset))["填报"]
        assert [sheet[f"C{row}"].value for row in range(5, 9)] == [
            "预算数",
            "执行数",
            "评分",
            "评分",
        ]
        found = set(editable(opened(fill_in_form(ruleset)), "填报"))
        assert {"E9", "F9", "G9"} == {
            each for each in found if each[1:] == "9" and each[0] in "EFGHI"
        }
        marks = {each for each in found if each[0] == "E" and each != "E2"}
        assert marks == {"E5", "E6", "E7", "E8", "E9"}

    def test_the_same_form_is_the_same_file(self) -> None:
        assert fill_in_form(RULESET, EXAMPLE) == fill_in_form(RULESET, EXAMPLE)

    def test_it_prints_on_paper_that_lies_on_its_side(self) -> None:
        for sheet in opened(fill_in_form(RULESET)).worksheets[:2]:
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.page_setup.paperSize == 9
            assert sheet.print_title_rows in ("$4:$4", "$3:$3")
            assert sheet.freeze_panes in ("C5", "C4")

    @pytest.mark.parametrize("text", ["待评", " ", "", "Not applicable", "\uffff", "长" * 10_001])
    def test_what_it_cannot_give_back_is_refused(self, text: str) -> None:
        example = evolve(EXAMPLE, inputs={"说明": text})
        with pytest.raises(IndicatorEngineError) as caught:
            fill_in_form(RULESET, example)
        assert {each.code for each in caught.value.diagnostics} == {"form-cannot-hold"}
        told = [
            each.message(language) for each in caught.value.diagnostics for language in LANGUAGES
        ]
        assert not any("{" in each for each in told)

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_its_words_are_those_of_its_language(self, language: Language) -> None:
        book = opened(fill_in_form(RULESET, EXAMPLE, language))
        names = {"zh": ["填报", "指标说明", "_form"], "en": ["Form", "Indicators", "_form"]}
        assert book.sheetnames == names[language]
        assert book.worksheets[0]["E9"].value == {"zh": "是", "en": "TRUE"}[language]


class TestTable:
    def test_it_has_a_column_for_each_part_of_an_input(self) -> None:
        header = [cell.value for cell in opened(blank_table(RULESET))["数据"][1]]
        assert header == [
            "单位", "预算数", "执行数", "人数", "满意度", "公开", "状态", "完成日", "说明",
            "质量.tier", "质量.rate", "评分[1]", "评分[2]", "评分[3]",
        ]  # fmt: skip

    def test_a_list_without_an_end_is_one_column(self) -> None:
        ruleset = ruleset_with({"inputs": {"评分": {"type": "numbers", "length": "[1, inf)"}}})
        header = [cell.value for cell in opened(blank_table(ruleset))["数据"][1]]
        assert header == ["单位", "预算数", "执行数", "评分"]

    def test_one_that_no_batch_would_read_is_not_written(self) -> None:
        """A table has a thousand columns at most."""
        fields = {"type": "numbers", "length": "[1, 30]"}

        def with_lists(count: int) -> Ruleset:
            return ruleset_with({"inputs": {f"评分{each}": fields for each in range(count)}})

        assert blank_table(with_lists(33))
        with pytest.raises(IndicatorEngineError) as caught:
            blank_table(with_lists(34))
        assert [each.facts["count"] for each in caught.value.diagnostics] == ["1023"]

    def test_its_rows_let_in_what_the_inputs_take(self) -> None:
        sheet = opened(blank_table(RULESET, rows=9))["数据"]
        found = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
        assert found["B2:B10"].formula1 == 'IF(ISNUMBER(B2),AND(B2>0),OR(B2="不适用",B2="待评"))'
        assert found["J2:J10"].formula1 == '"达成,未达成,不适用,待评"'
