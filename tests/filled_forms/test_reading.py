"""A form read back: what its cells mean, and where it says that one means nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve

from indicator_engine import RecordError, list_rulesets, load_ruleset
from indicator_engine.errors import Diagnostic
from indicator_engine.forms import blank_table, fill_in_form, read_form
from indicator_engine.language.protocol import Absence
from indicator_engine.messages import Language
from indicator_engine.messages.forms import SENTENCES
from indicator_engine.model import InputValue
from indicator_engine.records import from_example
from tests.auditing.workbooks import workbook_in
from tests.batch.sample import RULESET
from tests.forms.sample import BOOK, EXAMPLE, Book, edited, read, typed

# Rows of the form, in the order of the inputs; the values begin in column E.
ROWS = {name: number for number, name in enumerate(RULESET.inputs, 5)}

CLEARED = {"评分": "EFG", "质量": "EG"}  # further cells of an input

LACKING = (BOOK, "form-rows-lacking")


def found(content: bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(RecordError) as caught:
        read(content)
    return caught.value.diagnostics


def codes(content: bytes) -> list[tuple[str, str]]:
    """Return where something is wrong, and what."""
    return [(str(each.at).removeprefix(f"{BOOK}: "), each.code) for each in found(content)]


class TestValues:
    @pytest.mark.parametrize(
        ("name", "cell", "value"),
        [
            ("预算数", 0.1, Fraction(1, 10)),
            ("预算数", 95.005, Fraction("95.005")),
            ("预算数", " 12.50 ", Fraction("12.5")),
            ("预算数", 1e-7, Fraction(1, 10**7)),
            ("人数", 99.0, Fraction(99)),
            ("满意度", 0.945, Fraction("0.945")),
            ("满意度", "94.5%", Fraction("0.945")),
            ("公开", "否", False),
            ("公开", False, False),
            ("公开", "TRUE", True),
            ("状态", "不适用", "不适用"),
            ("完成日", date(2022, 6, 10), date(2022, 6, 10)),
            ("完成日", datetime(2022, 6, 10), date(2022, 6, 10)),  # noqa: DTZ001
            ("完成日", "1899-12-31", date(1899, 12, 31)),
            ("说明", "007", "007"),
            ("说明", 7, "7"),
            ("评分", "90;91；92.5", (Fraction(90), Fraction(91), Fraction("92.5"))),
            ("预算数", "不适用", Absence.NOT_APPLICABLE),
            ("满意度", "Pending", Absence.PENDING),
            ("质量", "待评", Absence.PENDING),
            ("评分", "not applicable", Absence.NOT_APPLICABLE),
            ("说明", None, Absence.MISSING),
        ],
        ids=repr,
    )
    def test_a_cell_is_what_a_table_would_take_it_for(
        self, name: str, cell: object, value: InputValue
    ) -> None:
        """Numbers by their shortest decimals, dates, truths, marks, and lists in one cell."""
        row = ROWS[name]
        alone = {f"{column}{row}": None for column in CLEARED.get(name, "")}
        content = typed({**alone, f"E{row}": cell})
        assert read(content).record.values[name] == value

    def test_a_judgement_may_do_without_its_tier(self) -> None:
        content = typed({f"E{ROWS['质量']}": None, f"G{ROWS['质量']}": 0.25})
        assert read(content).record.values["质量"] == Fraction(1, 4)

    def test_the_reason_of_a_mark_stands_beside_it(self) -> None:
        row = ROWS["人数"]
        record = read(typed({f"E{row}": "待评", f"J{row}": "年底清点"})).record
        assert record.values["人数"] is Absence.PENDING
        assert record.reasons["人数"] == "年底清点"

    def test_a_mark_without_a_reason_says_what_it_is(self) -> None:
        record = read(typed({f"E{ROWS['人数']}": "待评"})).record
        assert record.reasons["人数"] == "待评"

    def test_a_form_may_be_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "其他名称.bin"
        path.write_bytes(typed({}))
        assert read_form(RULESET, path, "x").record == from_example(RULESET, EXAMPLE)

    def test_rows_may_change_their_order(self) -> None:
        """The ids say which row is which."""

        def swap(book: Book) -> None:
            sheet = book["填报"]
            for column in "CE":
                first, second = sheet[f"{column}5"], sheet[f"{column}6"]
                first.value, second.value = second.value, first.value

        assert read(edited(swap)).record == from_example(RULESET, EXAMPLE)

    def test_sheets_may_be_renamed(self) -> None:
        def rename(book: Book) -> None:
            for number, sheet in enumerate(book.worksheets):
                sheet.title = str(number)

        assert read(edited(rename)).record == from_example(RULESET, EXAMPLE)


@pytest.mark.parametrize("name", list_rulesets())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_example_comes_back(name: str, language: Language) -> None:
    """Of the shipped rulesets; the others of a cohort stay behind."""
    ruleset = load_ruleset(name)
    for each in ruleset.examples:
        filled = read_form(ruleset, fill_in_form(ruleset, each, language), BOOK)
        assert filled.record == evolve(from_example(ruleset, each), cohort=None)
        assert filled.notices == ()


class TestIndicators:
    @pytest.mark.parametrize(
        ("cell", "mark"),
        [
            ("不适用", Absence.NOT_APPLICABLE),
            ("待评", Absence.PENDING),
            ("缺失", Absence.MISSING),
            ("missing", Absence.MISSING),
        ],
    )
    def test_a_mark_is_of_the_whole_indicator(self, cell: str, mark: Absence) -> None:
        assert read(typed({"D6": cell}, "指标说明")).record.marks == {"B": mark}

    def test_remarks_and_reasons_are_read(self) -> None:
        record = read(typed({"D6": "待评", "E6": "无报告", "F7": "迟报"}, "指标说明")).record
        assert record.reasons["B"] == "无报告"
        assert record.notes == {"A": "偏低", "C": "迟报"}

    def test_the_sheet_may_be_missing(self) -> None:
        filled = read(edited(lambda book: book.remove(book["指标说明"])))
        assert filled.record == from_example(RULESET, evolve(EXAMPLE, notes={}))
        assert [each.code for each in filled.notices] == ["form-sheet-lacking"]


class TestErrors:
    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            ({"E5": 0}, [("填报!E5", "value-out-of-range")]),
            ({"E5": "1,234"}, [("填报!E5", "cell-with-separators")]),
            ({"E5": "无"}, [("填报!E5", "value-of-wrong-kind")]),
            ({"E7": 1.5}, [("填报!E7", "value-not-whole")]),
            ({"E8": 95}, [("填报!E8", "value-out-of-range")]),
            ({"E9": "对"}, [("填报!E9", "value-of-wrong-kind")]),
            ({"E10": "完"}, [("填报!E10", "value-not-a-choice")]),
            ({"E11": "2022-02-30"}, [("填报!E11", "date-not-in-the-calendar")]),
            ({"E13": "良"}, [("填报!E13", "tier-unknown")]),
            ({"G13": 0.5}, [("填报!G13", "rate-outside-tier")]),
            ({"G13": None}, [("填报!E13", "value-of-wrong-kind")]),
            ({"F14": "x"}, [("填报!F14", "value-of-wrong-kind")]),
            ({"F14": 101}, [("填报!F14", "value-out-of-range")]),
            ({"E14": None}, [("填报!E14", "value-of-wrong-kind")]),
            ({"J5": "年初未下达"}, [("填报!J5", "form-reason-alone")]),
            ({"C6": "预算数"}, [("填报!C6", "form-item-twice"), LACKING]),
            ({"C6": "执行树"}, [("填报!C6", "record-unknown-key"), LACKING]),
            ({"E17": 5}, [("填报!E17", "form-cell-unexpected")]),
            (
                {"E5": 0, "E7": 1.5},
                [("填报!E5", "value-out-of-range"), ("填报!E7", "value-not-whole")],
            ),
        ],
        ids=repr,
    )
    def test_a_cell_that_cannot_be_used_is_named(
        self, cells: Mapping[str, object], expected: list[tuple[str, str]]
    ) -> None:
        assert sorted(codes(typed(cells))) == sorted(expected)

    def test_errors_stand_in_the_order_of_the_inputs(self) -> None:
        """However late they are found: what cells cannot mean, before what inputs cannot hold."""
        content = typed({"E5": 0, "E6": "x", "E7": 1.5, "E9": "对"})
        assert [place for place, _ in codes(content)] == [
            "填报!E5",
            "填报!E6",
            "填报!E7",
            "填报!E9",
        ]

    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            ({"D5": "无"}, [("指标说明!D5", "indicator-given-a-value")]),
            ({"E5": "无报告"}, [("指标说明!E5", "form-reason-alone")]),
            ({"A6": "A"}, [("指标说明!A6", "form-item-twice")]),
            ({"A5": "B9", "F5": "x"}, [("指标说明!F5", "record-unknown-key")]),
            ({"F9": "x"}, [("指标说明!F9", "form-cell-unexpected")]),
        ],
        ids=repr,
    )
    def test_so_is_one_of_the_indicators(
        self, cells: Mapping[str, object], expected: list[tuple[str, str]]
    ) -> None:
        assert codes(typed(cells, "指标说明")) == expected

    def test_a_value_beside_its_cell_is_not_passed_over(self) -> None:
        def split(book: Book) -> None:
            book["填报"].unmerge_cells("E5:G5")
            book["填报"]["F5"] = 7

        assert codes(edited(split)) == [("填报!F5", "form-cell-unexpected")]

    def test_a_formula_without_a_value_is_refused(self) -> None:
        """Openpyxl writes formulas that nobody has calculated."""
        assert codes(typed({"E5": "=1+1"})) == [("填报!E5", "workbook-formula-without-value")]

    def test_a_text_that_is_too_long_is_refused(self) -> None:
        assert codes(typed({"F4": "长" * 10_001}, "指标说明")) == [("指标说明!F4", "cell-too-long")]

    @pytest.mark.parametrize("content", [blank_table(RULESET), b"PK\x03\x04"])
    def test_what_is_no_form_is_refused(self, content: bytes) -> None:
        ((_, code),) = codes(content)
        assert code in ("form-not-recognised", "table-unreadable")

    def test_an_empty_workbook_is_no_form(self) -> None:
        buffer = BytesIO()
        book = workbook_in(buffer)
        book.add_worksheet("填报")
        book.close()
        assert codes(buffer.getvalue()) == [(BOOK, "form-not-recognised")]

    def test_every_sentence_has_its_facts(self) -> None:
        """In both languages, of errors that really occur."""
        every = [
            *found(typed({"J7": "x", "C6": "预算数", "E17": 5})),
            *found(blank_table(RULESET)),
            *read(edited(lambda book: book["填报"].delete_rows(5))).notices,
            *read(typed({}), evolve(RULESET, version="2.0.0")).notices,
            *read(edited(lambda book: book.remove(book["指标说明"]))).notices,
        ]
        seen = {each.code for each in every}
        assert seen == SENTENCES.keys() - {"form-cannot-hold", "form-without-cohort"}
        for each in every:
            assert "{" not in each.message("zh") + each.message("en")


class TestNotices:
    def test_a_form_of_another_version_is_told(self) -> None:
        filled = read(typed({}), evolve(RULESET, version="2.0.0", digest="ab" * 32))
        (notice,) = filled.notices
        assert notice.severity == "warning"
        assert notice.message("en") == (
            f"this form was written for ruleset every 1.0.0 ({RULESET.digest[:12]}), "
            "expected every 2.0.0 (abababababab); see whether items differ"
        )

    def test_it_is_told_before_what_follows_from_it(self) -> None:
        other = evolve(RULESET, id="other")
        with pytest.raises(RecordError) as caught:
            read(typed({"E5": 0}), other)
        assert [each.code for each in caught.value.diagnostics] == [
            "form-of-another-version",
            "value-out-of-range",
        ]

    def test_a_form_that_lost_a_row_is_told(self) -> None:
        (notice,) = read(edited(lambda book: book["填报"].delete_rows(5))).notices
        assert (notice.code, notice.facts) == ("form-rows-lacking", {"names": "预算数"})

    def test_a_form_that_does_not_say_whose_it_is_counts(self) -> None:
        content = edited(lambda book: book.remove(book["_form"]))
        assert read(content).notices == ()
