"""Filled forms, one a workbook: a folder of them is a table, each scored as it is alone."""

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest
from attrs import evolve

from indicator_engine import RecordError, load_ruleset, score_file, score_table
from indicator_engine.batch import Summary
from indicator_engine.errors import Diagnostic
from indicator_engine.forms import blank_table, fill_in_form, read_form
from indicator_engine.model import Example
from indicator_engine.scoring import score_record
from tests.batch.sample import EVERY, RULESET, ruleset_of
from tests.forms.sample import EXAMPLE, Book, edited, opened, typed


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is empty, in the current one."""
    monkeypatch.chdir(tmp_path)
    folder = Path("填报")
    folder.mkdir()
    return folder


def of(unit: str | None) -> Example:
    """Return the data of a unit, or of one without a name."""
    return evolve(EXAMPLE, unit={} if unit is None else {"name": unit})


def sent(
    folder: Path, name: str, unit: str | None, cells: Mapping[str, object] | None = None
) -> Path:
    """Put a form into a folder, with some cells changed."""
    path = folder / name
    path.write_bytes(typed(cells or {}, example=of(unit)))
    return path


def scored(source: Path, target: str = "scores.csv") -> tuple[Summary, pl.DataFrame]:
    summary = score_file(RULESET, source, target)
    return summary, pl.read_csv(target, infer_schema=False)


def refused(*columns: str) -> list[tuple[str, ...]]:
    found = pl.read_csv("scores.refused.csv", infer_schema=False)
    return found.fill_null("").select(columns).rows()


def refusal(source: Path, **options: str) -> Diagnostic:
    with pytest.raises(RecordError) as caught:
        score_file(RULESET, source, "scores.csv", **options)  # type: ignore[arg-type]
    (found,) = caught.value.diagnostics
    assert not Path("scores.csv").exists()
    return found


class TestFolder:
    def test_every_form_is_a_row_in_the_order_of_the_names(self, folder: Path) -> None:
        """Its unit is the name that stands in it, else that of the file."""
        sent(folder, "2.xlsx", "甲局")
        sent(folder, "10.XLSX", "乙局")
        sent(folder, "丙局.xlsx", None)
        summary, scores = scored(folder)
        assert (summary.read, summary.scored, summary.refused) == (3, 3, 0)
        assert scores["unit"].to_list() == ["乙局", "甲局", "丙局"]

    def test_an_id_stands_for_a_name_that_is_not_there(self, folder: Path) -> None:
        path = folder / "x.xlsx"
        path.write_bytes(fill_in_form(RULESET, evolve(EXAMPLE, unit={"id": "007"})))
        assert scored(folder)[1]["unit"].to_list() == ["007"]

    @pytest.mark.parametrize("name", ["beijing-department-2022", "beijing-project-2020"])
    def test_each_is_scored_as_it_is_alone(self, folder: Path, name: str) -> None:
        """Cell by cell, for every published example."""
        ruleset = load_ruleset(name)
        for number, example in enumerate(ruleset.examples):
            own = evolve(example, unit={"name": str(number)})
            (folder / f"{number:03}.xlsx").write_bytes(fill_in_form(ruleset, own))
        score_file(ruleset, folder, "scores.csv")
        scores = pl.read_csv("scores.csv", infer_schema=False).fill_null("")
        expected = []
        for path in sorted(folder.iterdir()):
            alone = score_record(ruleset, read_form(ruleset, path, str(path)).record)
            nodes = {node.id: node.score for node in alone.tree.walk()} | {"total": alone.total}
            assert nodes.keys() == set(scores.columns[1:-2])
            cells = [
                "" if nodes[each] is None else str(nodes[each]) for each in scores.columns[1:-2]
            ]
            expected.append((*cells, alone.grade or ""))
        assert scores.select(scores.columns[1:-1]).rows() == expected

    def test_a_form_that_cannot_be_used_stops_no_other(self, folder: Path) -> None:
        """It is refused with its file, its cell, and what stands there; counts add up."""
        sent(folder, "1.xlsx", "甲局")
        sent(folder, "2.xlsx", "乙局", {"E5": 0, "E7": 1.5})
        (folder / "3.xlsx").write_bytes(b"PK\x03\x04")
        (folder / "4.xlsx").write_bytes(blank_table(RULESET))
        sent(folder, "5.xlsx", "戊局", {"E6": "=1+1"})
        (folder / "6.xls").write_bytes(b"")
        summary, scores = scored(folder)
        assert (summary.read, summary.scored, summary.refused) == (6, 1, 5)
        assert scores["unit"].to_list() == ["甲局"]
        assert refused("unit", "row", "column", "code", "value", "file", "cell") == [
            ("乙局", "2", "预算数", "value-out-of-range", "0", "填报/2.xlsx", "填报!E5"),
            ("乙局", "2", "人数", "value-not-whole", "1.5", "填报/2.xlsx", "填报!E7"),
            ("3", "3", "", "table-unreadable", "", "填报/3.xlsx", ""),
            ("4", "4", "", "form-not-recognised", "", "填报/4.xlsx", ""),
            ("5", "5", "", "workbook-formula-without-value", "", "填报/5.xlsx", "填报!E6"),
            ("6", "6", "", "form-format-unknown", "", "填报/6.xls", ""),
        ]

    def test_two_forms_of_a_unit_are_both_refused(self, folder: Path) -> None:
        """With all else that is wrong; what is no form at all is nobody's."""
        sent(folder, "1.xlsx", "甲局")
        sent(folder, "2.xlsx", "乙局")
        sent(folder, "甲局.xlsx", None, {"E5": 0})
        (folder / "乙局.xlsx").write_bytes(b"")
        summary, scores = scored(folder)
        assert (summary.scored, summary.refused) == (1, 3)
        assert scores["unit"].to_list() == ["乙局"]
        assert refused("unit", "code", "file", "cell") == [
            ("甲局", "unit-in-several-forms", "填报/1.xlsx", "填报!C2"),
            ("乙局", "table-unreadable", "填报/乙局.xlsx", ""),
            ("甲局", "unit-in-several-forms", "填报/甲局.xlsx", ""),
            ("甲局", "value-out-of-range", "填报/甲局.xlsx", "填报!E5"),
        ]
        assert "(填报/1.xlsx, 填报/甲局.xlsx)" in refused("reason")[0][0]

    def test_what_all_of_a_form_decides_is_told_at_its_unit(self, folder: Path) -> None:
        """An assertion fails, and no cell of its own is wrong."""
        rule = {"id": "够", "condition": "执行数 <= 预算数", "severity": "error"}
        ruleset = ruleset_of({**EVERY, "assertions": [rule]})
        path = folder / "x.xlsx"
        path.write_bytes(typed({"E5": 1, "E6": 2}, example=of("甲局")))
        score_file(ruleset, folder, "scores.csv")
        assert refused("code", "cell") == [("assertion-condition", "填报!C2")]

    def test_units_are_compared_with_those_of_other_forms(self, folder: Path) -> None:
        """As the rows of a table are; a form that is refused is not among them."""
        ruleset = ruleset_of(
            {
                **EVERY,
                "indicators": {"id": "total", "weight": 10, "formula": "rank_high(预算数)"},
                "grades": [{"grade": "优", "range": "[0, 10]"}],
            }
        )
        for unit, budget in (("甲", 10), ("乙", 30), ("丙", 20), ("丁", 0)):
            content = typed({"E5": budget}, example=evolve(of(unit), notes={}))
            (folder / f"{unit}.xlsx").write_bytes(content)
        summary = score_file(ruleset, folder, "scores.csv")
        scores = pl.read_csv("scores.csv")
        ranks = dict(scores.select("unit", "total").iter_rows())
        assert (ranks, summary.refused) == ({"甲": 3, "乙": 1, "丙": 2}, 1)

    def test_what_is_odd_about_a_form_is_told_with_its_file(self, folder: Path) -> None:
        """Whether it is scored or not."""
        for name, budget in (("1.xlsx", 5), ("2.xlsx", 0)):

            def change(book: Book, budget: int = budget, unit: str = name) -> None:
                book.remove(book["指标说明"])
                book["填报"]["E5"], book["填报"]["C2"] = budget, unit

            (folder / name).write_bytes(edited(change))
        summary, _ = scored(folder)
        assert (summary.scored, summary.refused) == (1, 1)
        assert [(str(each.at), each.code) for each in summary.notices] == [
            ("填报/1.xlsx", "form-sheet-lacking"),
            ("填报/2.xlsx", "form-sheet-lacking"),
        ]

    def test_other_files_are_told_and_lock_files_passed_over(self, folder: Path) -> None:
        sent(folder, "1.xlsx", "甲局")
        for name in ("~$1.xlsx", ".1.xlsx", "说明.docx"):
            (folder / name).write_bytes(b"")
        (folder / "去年.xlsx").mkdir()
        (folder / "无.xlsx").symlink_to("absent.xlsx")
        Path("scores.csv").touch()
        summary, _ = scored(folder)
        assert summary.read == 1
        assert [(str(each.at), each.code) for each in summary.notices] == [
            ("填报/去年.xlsx", "file-not-read"),
            ("填报/无.xlsx", "file-not-read"),
            ("填报/说明.docx", "file-not-read"),
        ]

    def test_the_scores_may_go_into_the_folder(self, folder: Path) -> None:
        """The second time they are there already, and are none of the forms."""
        sent(folder, "1.xlsx", "甲局", {"E5": 0})
        for _ in range(2):
            summary = score_file(RULESET, folder, folder / "得分.xlsx")
            assert (summary.read, summary.notices) == (1, ())

    def test_they_replace_no_form(self, folder: Path) -> None:
        path = sent(folder, "1.xlsx", "甲局")
        before = path.read_bytes()
        with pytest.raises(RecordError) as caught:
            score_file(RULESET, folder, path)
        assert [each.code for each in caught.value.diagnostics] == ["output-is-input"]
        assert path.read_bytes() == before

    def test_a_folder_without_forms_is_refused(self, folder: Path) -> None:
        (folder / "~$1.xlsx").touch()
        assert refusal(folder).code == "folder-without-forms"

    @pytest.mark.parametrize("option", ["unit", "sheet", "encoding"])
    def test_what_tables_are_asked_forms_are_not(self, folder: Path, option: str) -> None:
        sent(folder, "1.xlsx", "甲局")
        found = refusal(folder, **{option: "x"})
        assert (found.code, found.facts) == ("option-of-tables", {"option": option})

    def test_progress_is_told_form_by_form(self, folder: Path) -> None:
        for name in "12":
            sent(folder, f"{name}.xlsx", name)
        seen: list[tuple[int, int]] = []
        score_file(RULESET, folder, "scores.csv", progress=lambda *done: seen.append(done))
        assert seen == [(1, 2), (2, 2)]


def cover(book: Book) -> None:
    """Put a sheet before that of the form."""
    book.create_sheet("封面", 0)["A1"] = "某局"


class TestSingleForm:
    @pytest.mark.parametrize("change", [lambda _book: None, cover])
    def test_a_form_is_a_table_of_one_row(
        self, folder: Path, change: Callable[[Book], object]
    ) -> None:
        """It is known by its headings, wherever in the workbook its sheet stands."""
        path = folder / "x.xlsx"
        path.write_bytes(edited(change))
        summary, scores = scored(path)
        assert (summary.read, summary.scored) == (1, 1)
        total = score_record(RULESET, read_form(RULESET, path, "x").record).total
        assert scores.select("unit", "total").rows() == [("某局", str(total))]

    def test_one_that_cannot_be_used_is_a_refused_row(self, folder: Path) -> None:
        summary, _ = scored(sent(folder, "x.xlsx", "甲局", {"E5": 0}))
        assert (summary.scored, summary.refused) == (0, 1)
        assert refused("unit", "file", "cell") == [("甲局", "填报/x.xlsx", "填报!E5")]

    def test_a_sheet_that_is_asked_for_is_a_table(self, folder: Path) -> None:
        path = sent(folder, "x.xlsx", "甲局")
        with pytest.raises(RecordError) as caught:
            score_file(RULESET, path, "scores.csv", sheet="填报")
        assert {each.code for each in caught.value.diagnostics} == {"column-unnamed"}

    def test_columns_cannot_be_asked_for(self, folder: Path) -> None:
        path = sent(folder, "x.xlsx", "甲局")
        assert refusal(path, unit="单位").code == "option-of-tables"

    def test_a_table_is_a_table_whatever_its_other_sheets_hold(self, folder: Path) -> None:
        """They are looked at for a form alone."""
        path = folder / "x.xlsx"
        book = opened(blank_table(RULESET))
        book.create_sheet("其他")["A1"] = "=1+1"
        book.save(path)
        assert scored(path)[0].read == 0

    def test_a_form_in_memory_of_tables(self, folder: Path) -> None:
        """``score_table`` reads it likewise, and a folder."""
        sent(folder, "1.xlsx", "甲局")
        sent(folder, "2.xlsx", "乙局", {"E5": 0})
        whole, one = score_table(RULESET, folder), score_table(RULESET, folder / "1.xlsx")
        assert whole.scores.equals(one.scores)
        assert whole.refused.select("unit", "row", "cell").rows() == [("乙局", 2, "填报!E5")]
