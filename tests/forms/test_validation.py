"""What cells let in is what the engine reads, as a spreadsheet judges it; texts beside them fit."""

from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from attrs import frozen
from xlsxwriter import Workbook

from indicator_engine import list_rulesets, load_ruleset
from indicator_engine.cells import from_cell, from_tiered
from indicator_engine.forms import blank_table, fill_in_form
from indicator_engine.forms.validation import LONGEST_FORMULA, drop_down, fits_a_list, rules
from indicator_engine.language.ranges import Range
from indicator_engine.messages import Language
from indicator_engine.model import Input, Ruleset, Text
from indicator_engine.records import from_example
from indicator_engine.report.phrases import Phrases
from indicator_engine.values import Refusal, read_value
from indicator_engine.workbooks import written
from tests.batch.sample import RULESET
from tests.forms.sample import EXAMPLE, Book, opened, read
from tests.small import ruleset_with
from tests.xlsx.office import recalculated

LANGUAGES: tuple[Language, ...] = ("zh", "en")
PHRASES = Phrases("zh")
RANGES = ("[0, inf)", "(0, inf)", "(-inf, 10]", "(-inf, 10)", "[0, 100]", "(0, 1)", "[5, 5]")
NUMBERS = (-1, -0.5, 0, 0.001, 0.5, 1, 4.999, 5, 9.5, 10, 10.5, 99.99, 100, 101)
TEXTS = ("不适用", "待评", "无", "空列表", "待")
TIERS = {"达成": "[80%, 100%]", '部分"达成': "[60%, 80%)", "未达成": "[0%, 60%)"}


def parsed(text: str) -> Range:
    found = Range.parse(text)
    assert found is not None
    return found


@frozen
class Case:
    """What somebody types into the cells of an input, and whether the engine reads it."""

    declared: Input
    cells: tuple[object, ...]

    @property
    def is_read(self) -> bool:
        texts = [written(each) for each in self.cells]
        if self.declared.type == "numbers" and texts == ["空列表"]:
            return True
        try:
            tiered = self.declared.type == "judged"
            raw = (
                from_tiered(self.declared, *texts) if tiered else from_cell(self.declared, texts[0])
            )
            read_value(self.declared, raw)
        except Refusal:
            return False
        return True


def cases() -> Iterator[Case]:
    """Yield numbers at the ends of ranges and beyond, marks, and texts, for every type of number."""
    for text in RANGES:
        for declared in (
            Input(name="数", type="number", range=parsed(text)),
            Input(name="整数", type="integer", range=parsed(text)),
            Input(name="比率", type="percent", range=parsed(text)),
            Input(name="列", type="numbers", range=parsed(text), length=parsed("[0, 3]")),
        ):
            yield from (Case(declared, (each,)) for each in (*NUMBERS, *TEXTS))
    tiers = {tier: parsed(text) for tier, text in TIERS.items()}
    judged = Input(name="质量", type="judged", tiers=tiers)
    for tier in (*TIERS, ""):
        for rate in (-0.1, 0, 0.599, 0.6, 0.79, 0.8, 1, 1.1, "无"):
            yield Case(judged, (tier, rate))


def test_a_spreadsheet_lets_in_what_the_engine_reads(tmp_path: Path) -> None:
    """Each formula is calculated beside the cells that it is about."""
    some, content = list(cases()), BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet()
        for row, case in enumerate(some):
            names = (f"A{row + 1}", f"B{row + 1}")[: len(case.cells)]
            for column, cell in enumerate(case.cells):
                sheet.write(row, column, cell)
            *_, rule = rules(PHRASES, case.declared, names, list)
            sheet.write_formula(row, 2, str(rule["value"]), None, 0)
    after = recalculated(content.getvalue(), tmp_path)
    judged = [row[2] for row in opened(after, calculated=True).active.values]
    wrong = [
        (case, let_in)
        for case, let_in in zip(some, judged, strict=True)
        if bool(let_in) is not case.is_read
    ]
    assert wrong == []
    assert {case.is_read for case in some} == {True, False}


def test_an_office_keeps_what_a_form_holds_and_lets_in(tmp_path: Path) -> None:
    """Opened and saved by another program, it is read as before."""
    content = fill_in_form(RULESET, EXAMPLE)
    after = recalculated(content, tmp_path)
    assert read(after).record == from_example(RULESET, EXAMPLE)
    assert read(after).notices == ()
    assert validated(after) == validated(content)


def validated(content: bytes) -> dict[str, set[str]]:
    """Return the cells of each sheet that do not let everything in."""
    book = opened(content)
    return {
        sheet.title: {
            cell.coord
            for each in sheet.data_validations.dataValidation
            if each.type not in (None, "none")
            for cell in each.sqref.ranges
        }
        for sheet in book.worksheets
    }


def shown(book: Book) -> Iterator[tuple[str, str]]:
    """Yield title and text of all that is shown beside cells."""
    for sheet in book.worksheets:
        for each in sheet.data_validations.dataValidation:
            yield each.promptTitle or "", each.prompt or ""
            yield each.errorTitle or "", each.error or ""


@pytest.mark.parametrize("name", [*list_rulesets(), "wordy"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_beside_a_cell_fits(name: str, language: Language) -> None:
    """A spreadsheet would call the file damaged otherwise."""
    ruleset = wordy() if name == "wordy" else load_ruleset(name)
    for content in (fill_in_form(ruleset, None, language), blank_table(ruleset, language)):
        book = opened(content)
        for title, text in shown(book):
            assert len(title) <= 32
            assert len(text) <= 255
        formulas = [
            each.formula1
            for sheet in book.worksheets
            for each in sheet.data_validations.dataValidation
            if each.formula1
        ]
        assert all(len(each) <= LONGEST_FORMULA + 2 for each in formulas)


def wordy() -> Ruleset:
    """Return a ruleset whose texts are as long as they may be."""
    long = "很长" * 100
    return ruleset_with(
        {
            "title": long,
            "inputs": {
                "预算数": {"title": long, "help": long * 5, "source": long},
                "等次": {"type": "choice", "choices": [f"{n}{long}"[:200] for n in range(40)]},
                "带逗号": {"type": "choice", "choices": ["一,二", " 三", '四"']},
                "质量": {"type": "judged", "tiers": {long: "[80%, 100%]", "差": "[0%, 80%)"}},
                "列": {"type": "numbers", "length": "[0, inf)", "title": long},
            },
        }
    )


def test_a_long_list_stands_on_the_hidden_sheet() -> None:
    """Choices with commas do too: in the validation they would be two."""
    book = opened(fill_in_form(wordy()))
    hidden = book["_form"]
    assert hidden.sheet_state == "hidden"
    assert [cell.value for cell in hidden["C"]][:5] == ["一,二", " 三", '四"', "不适用", "待评"]
    found = {each.formula1 for each in book["填报"].data_validations.dataValidation}
    assert "'_form'!$C$1:$C$5" in found


def test_a_short_list_stands_in_the_validation() -> None:
    assert drop_down(PHRASES, ("是", "否"), ",".join) == {
        "validate": "list",
        "source": "是,否,不适用,待评",
    }


@pytest.mark.parametrize(
    ("entries", "fits"),
    [
        (("a", "b"), True),
        (("a" * 127, "b" * 127), True),
        (("a" * 128, "b" * 127), False),
        (("a,b",), False),
        (('a"',), False),
        ((" a",), False),
        (("a\nb",), False),
        (("a\uffffb",), False),
    ],
)
def test_which_lists_fit(entries: tuple[str, ...], *, fits: bool) -> None:
    assert fits_a_list(entries) is fits


def test_a_formula_that_is_too_long_asks_for_less() -> None:
    """The tiers together, where they cannot be asked one by one."""
    tiers = {f"{'很长' * 20}{number}": parsed(f"[0.{number}, 0.{number}5]") for number in range(9)}
    declared = Input(name="质量", type="judged", tiers=tiers, title=Text(zh="质量"))
    _, rate = rules(PHRASES, declared, ("A1", "B1"), list)
    assert rate["value"] == ('=IF(ISNUMBER(B1),AND(B1>=0,B1<=0.85),OR(B1="不适用",B1="待评"))')


def test_fractions_are_written_as_decimals() -> None:
    declared = Input(name="数", type="number", range=Range(Fraction(1, 8), None, low_open=False))
    ((rule),) = rules(PHRASES, declared, ("E7",), list)
    assert rule["value"] == '=IF(ISNUMBER(E7),AND(E7>=0.125),OR(E7="不适用",E7="待评"))'
