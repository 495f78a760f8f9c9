"""What ``form --format table`` writes, ``batch`` reads as it is."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from indicator_engine import list_rulesets, load_ruleset, score
from indicator_engine.batch import score_file
from indicator_engine.errors import RecordError
from indicator_engine.forms import blank_table
from indicator_engine.messages import Language
from tests.batch.sample import RULESET
from tests.forms.sample import opened

ROW = (
    "007",
    100,
    95,
    12,
    0.955,
    "是",
    "完成",
    date(2022, 12, 30),
    "有",
    "达成",
    0.95,
    90,
    91,
    None,
)
DATA = {
    "预算数": 100,
    "执行数": 95,
    "人数": 12,
    "满意度": "95.5%",
    "公开": True,
    "状态": "完成",
    "完成日": "2022-12-30",
    "说明": "有",
    "质量": {"tier": "达成", "rate": "95%"},
    "评分": [90, 91],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_that_is_filled_in_is_scored(tmp_path: Path, language: Language) -> None:
    book = opened(blank_table(RULESET, language))
    sheet = book.worksheets[0]
    for column, value in enumerate(ROW, 1):
        sheet.cell(2, column).value = value
    book.save(tmp_path / "units.xlsx")
    summary = score_file(RULESET, tmp_path / "units.xlsx", tmp_path / "scores.csv")
    assert (summary.read, summary.scored, summary.notices) == (1, 1, ())
    scores = pl.read_csv(tmp_path / "scores.csv", infer_schema=False)
    expected = score(RULESET, DATA)
    assert scores["total"].to_list() == [str(expected.total)]
    assert scores.columns[0] in ("单位", "unit")
    assert scores.row(0)[0] == "007"


@pytest.mark.parametrize("name", list_rulesets())
def test_every_column_has_a_meaning(tmp_path: Path, name: str) -> None:
    """Of the shipped rulesets too; a table without rows holds no unit."""
    path = tmp_path / "units.xlsx"
    path.write_bytes(blank_table(load_ruleset(name)))
    try:
        summary = score_file(load_ruleset(name), path, tmp_path / "scores.csv")
    except RecordError as error:
        pytest.fail(str(error))
    assert (summary.read, summary.notices) == (0, ())
