"""What the printed forms of a difference have to hold, whatever the texts in it are."""

from typing import get_args

import polars as pl
import pytest
from attrs import evolve, fields

from indicator_engine import diff, render
from indicator_engine.comparing import fields as keys
from indicator_engine.comparing.changes import Part
from indicator_engine.comparing.effects import UnitEffects
from indicator_engine.comparing.results import NODE, WHOLE
from indicator_engine.messages import differences as say
from indicator_engine.model import Text
from indicator_engine.report.differences.as_json import COUNTS
from indicator_engine.report.differences.units import MOST_UNITS
from tests.comparing.test_rulesets import ruleset as rules
from tests.comparing.test_units import ruleset

HOSTILE = "<b>|x|\x1b[31m\n# 标题 ``` [a](b)"


def test_every_kind_has_a_name() -> None:
    tables = (
        keys.RULESET, keys.INDICATOR, keys.ADJUSTMENT, keys.GRADE, keys.DERIVED, keys.FUNCTION,
        keys.TABLE, keys.BAND, keys.INPUT, keys.ASSERTION,
    )  # fmt: skip
    kinds = {each.kind for table in tables for each in table}
    kinds |= {each[0] for each in NODE} | {each[0] for each in WHOLE}
    kinds |= {"added", "removed", "moved", "renamed", "order", "anchor", "value"}
    assert kinds == say.KINDS.keys()


def test_every_part_has_a_heading() -> None:
    assert {*get_args(Part)} == say.PARTS.keys()


def test_json_has_every_count() -> None:
    told = {"units", "changed", "notices"}
    assert {each.name for each in fields(UnitEffects)} == {*COUNTS, *told}


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_texts_of_a_ruleset_stay_texts(form: str) -> None:
    """On one line, without what a terminal would obey, and escaped for Markdown."""
    before = rules()
    hostile = evolve(before.inputs["x"], help=Text(zh=HOSTILE))
    inputs = {**before.inputs, "x": hostile}
    after = evolve(before, title=Text(zh=HOSTILE), inputs=inputs, document=None)
    shown = render(diff(before, after), form, "zh")
    assert isinstance(shown, str)
    assert "\x1b" not in shown
    assert "<b>" not in shown or form == "text"
    assert not any(line.startswith("# 标题") for line in shown.splitlines())


def test_a_long_table_is_cut_in_text_and_whole_in_json() -> None:
    table = pl.DataFrame({"unit": [f"单位{n}" for n in range(30)], "x": [91] * 30, "y": [90] * 30})
    found = diff(ruleset(), ruleset(("weight * x / 100", "weight * x / 101")), data=table)
    text, page = render(found, "text", "zh"), render(found, "json", "zh")
    assert isinstance(text, str)
    assert isinstance(page, str)
    assert text.count("单位") == MOST_UNITS + 3  # the heading of the section, the column, the rest
    assert text.endswith("……另有 10 个单位")
    assert page.count('"unit": "单位') == 30


def test_a_notebook_shows_markdown() -> None:
    found = diff(rules(), rules())
    assert found._repr_markdown_() == render(found, "markdown", "zh")
