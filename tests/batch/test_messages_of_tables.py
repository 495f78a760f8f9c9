"""Every code about tables, driven by a real error, with all the facts of its sentence."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from attrs import evolve

from indicator_engine import RecordError
from indicator_engine.batch import score_file, targets
from indicator_engine.batch.forms import Forms, score_forms
from indicator_engine.batch.layout import layout_of
from indicator_engine.batch.rows import RefusedRow, repeated_units, score_rows
from indicator_engine.batch.sources import opened
from indicator_engine.errors import Diagnostic, IndicatorEngineError
from indicator_engine.extras import needs
from indicator_engine.limits import LIMITS
from indicator_engine.messages.tables import SENTENCES
from tests.batch.sample import RULESET, frame_of, write_workbook
from tests.batch.test_layout import SHARED
from tests.batch.test_workbooks import SHEET, rewritten
from tests.forms.sample import typed

CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{[a-z_]+(![rs])?\}")

Found = Sequence[Diagnostic]


def of_table(source: object, **options: str) -> Found:
    """Return everything that scoring a table says of it as a whole."""
    try:
        return score_file(RULESET, source, "scores.csv", **options).notices  # type: ignore[arg-type]
    except RecordError as error:
        return error.diagnostics


def of_csv(text: str | bytes, **options: str) -> Found:
    Path("units.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return of_table("units.csv", **options)


def of_nothing() -> Found:
    Path("units.xlsx").touch()
    return of_table("units.xlsx")


def of_workbook(change: Callable[[str], str] = str, **options: str) -> Found:
    path = write_workbook(Path("units.xlsx"), [["预算数"], [1]])
    return of_table(rewritten(path, SHEET, change), **options)


def of_cell(cell: str) -> Found:
    """Return why a cell is refused, as the file of refused rows has it."""
    rows = [{"unit": unit, "预算数": cell} for unit in ("甲", "乙", "甲", " ")]
    layout = layout_of(["unit", "预算数"], RULESET)
    results = score_rows(RULESET, layout, rows, repeated=repeated_units(layout, rows))
    refused = [each for each in results if isinstance(each, RefusedRow)]
    return [reason.diagnostic for each in refused for reason in each.reasons]


def of_missing_library() -> Found:
    with pytest.raises(IndicatorEngineError) as caught:
        needs("no_such_library", what=".xlsx", extra="excel")
    return caught.value.diagnostics


def of_long_sheet() -> Found:
    write = targets.writer_of(Path("x.xlsx"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(targets, "ROWS_OF_A_SHEET", 1)
        with pytest.raises(RecordError) as caught:
            write(pl.LazyFrame({"x": [1]}), Path("x.xlsx"))
    return caught.value.diagnostics


def of_many_rows() -> Found:
    module = sys.modules[score_file.__module__]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LIMITS", evolve(LIMITS, units_compared=0))
        return of_csv("unit,预算数\n甲,1\n")


def of_overwriting() -> Found:
    Path("scores.csv").write_text("预算数\n1\n", encoding="utf-8")
    return of_table("scores.csv")


def long(*rows: tuple[str, str, str]) -> Found:
    return of_table(frame_of(("unit", "input", "value"), rows))


def of_folder(*names: str, **options: str) -> Found:
    """Return everything that is said of a folder with forms of one unit, and other files."""
    Path("forms").mkdir()
    for name in names:
        Path("forms", name).write_bytes(typed({}) if name.endswith(".xlsx") else b"")
    whole = list(of_table("forms", **options))
    if whole and whole[0].severity == "error":
        return whole
    with opened(Path("forms")) as forms:
        assert isinstance(forms, Forms)
        results = score_forms(RULESET, forms).results
    refused = [each for each in results if isinstance(each, RefusedRow)]
    return [*whole, *(reason.diagnostic for each in refused for reason in each.reasons)]


def of_shared_title() -> Found:
    with pytest.raises(RecordError) as caught:
        layout_of(["执行率"], SHARED)
    return caught.value.diagnostics


OCCURRENCES: Mapping[str, Callable[[], Found]] = {
    "table-format-unknown": partial(of_table, "units.xls"),
    "table-of-wrong-kind": partial(of_table, 5),
    "table-unreadable": of_nothing,
    "table-empty": partial(of_csv, ""),
    "table-too-wide": partial(of_csv, ",".join(f"x{n}" for n in range(1_001))),
    "library-lacking": of_missing_library,
    "encoding-unknown": partial(of_csv, "预算数\n1\n", encoding="ansi"),
    "encoding-guessed": partial(of_csv, "预算数\n1\n".encode("gb18030")),
    "text-undecodable": partial(of_csv, b"\xff"),
    "csv-row-ragged": partial(of_csv, "预算数\n1,2\n"),
    "csv-malformed": partial(of_csv, '预算数\n"1\n'),
    "sheet-unknown": partial(of_workbook, sheet="x"),
    "workbook-too-large": partial(of_workbook, lambda text: text + " " * 2_000_000),
    "workbook-cell-out-of-order": partial(of_workbook, lambda text: text.replace("A2", "A1")),
    "workbook-cell-far-away": partial(
        of_workbook,
        lambda text: text.replace('r="2"', 'r="1048576"').replace("A2", "XFD1048576"),
    ),
    "workbook-formula-without-value": partial(
        of_workbook, lambda text: text.replace("<v>1</v>", "<f>1</f>")
    ),
    "workbook-error": partial(of_workbook, lambda text: text.replace('r="A2"', 'r="A2" t="e"')),
    "workbook-too-long": of_long_sheet,
    "cells-escaped": partial(of_csv, "unit,预算数\n=甲,1\n"),
    "output-is-input": of_overwriting,
    "outputs-are-one": partial(of_csv, "预算数\n1\n", refused="scores.csv"),
    "long-value-twice": partial(long, ("甲", "预算数", "1"), ("甲", "预算数", "2")),
    "long-row-incomplete": partial(long, ("甲", "", "1")),
    "column-unnamed": partial(of_csv, "预算数,\n1,2\n"),
    "column-name-twice": partial(of_csv, "预算数,预算数\n1,2\n"),
    "column-twice": partial(of_csv, "人数,Staff\n1,2\n"),
    "column-ambiguous": of_shared_title,
    "column-unknown": partial(of_csv, "预算数,执行树\n1,2\n"),
    "columns-missing": partial(of_csv, "预算数\n1\n"),
    "tier-without-rate": partial(of_csv, "质量.tier\n达成\n"),
    "list-column-lacking": partial(of_csv, "评分[2]\n90\n"),
    "unit-column-unknown": partial(of_csv, "预算数\n1\n", unit="单位名称"),
    "unit-column-twice": partial(of_csv, "unit,单位,预算数\n甲,甲,1\n"),
    "table-without-inputs": partial(of_csv, "a,b\n1,2\n"),
    "unit-lacking": partial(of_cell, ""),
    "unit-twice": partial(of_cell, ""),
    "units-not-compared": of_many_rows,
    "cell-with-separators": partial(of_cell, "1,000"),
    "cell-says-nothing": partial(of_cell, "N/A"),
    "cell-too-long": partial(of_cell, "9" * 10_001),
    "folder-without-forms": of_folder,
    "file-not-read": partial(of_folder, "a.xlsx", "b.docx"),
    "form-format-unknown": partial(of_folder, "a.et"),
    "unit-in-several-forms": partial(of_folder, "a.xlsx", "b.xlsx"),
    "option-of-tables": partial(of_folder, "a.xlsx", unit="x"),
}


def test_every_code_occurs() -> None:
    assert OCCURRENCES.keys() == SENTENCES.keys()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_real_error_has_all_the_facts_of_its_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = [each for each in OCCURRENCES[code]() if each.code == code]
    assert found
    for diagnostic in found:
        zh, en = diagnostic.message("zh"), diagnostic.message("en")
        for fact in sorted(filter(None, diagnostic.facts.values()), key=len, reverse=True):
            en = en.replace(fact, "")
        assert CHINESE.search(zh)
        assert not CHINESE.search(en)
        assert not PLACEHOLDER.search(zh + en)
        assert diagnostic.render("zh").startswith(str(diagnostic.at))
