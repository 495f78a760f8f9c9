"""A plan serves tables alike, and never other rules."""

import json

import polars as pl
import pytest
from attrs import evolve

from indicator_engine import parse_ruleset, score
from indicator_engine.batch import score_table, table
from indicator_engine.batch.singly import Field, Scorer
from indicator_engine.batch.table import Plans
from indicator_engine.language.syntax import parse
from indicator_engine.model import Ruleset
from indicator_engine.number_systems.columns import PRESENT, Gone

TABLE = pl.DataFrame({"a": [1.5, 2.0]})


def rules() -> Ruleset:
    """Return a ruleset that has scored nothing yet."""
    text = {
        "id": "capped",
        "version": "1.0.0",
        "title": "Capped",
        "inputs": {"a": {"type": "number", "range": "[0, 10]"}},
        "indicators": {"id": "total", "weight": 10, "formula": "min(weight, a)"},
    }
    return parse_ruleset(json.dumps(text))


def totals(ruleset: Ruleset) -> list[object]:
    return score_table(ruleset, TABLE).scores["total"].to_list()


def test_a_copy_with_other_rules_is_scored_by_them() -> None:
    """It has the digest of the original, and nothing else of it."""
    ruleset = rules()
    before = totals(ruleset)
    doubled = evolve(ruleset.indicators, formula=parse("min(weight, a * 2)"))
    changed = evolve(ruleset, indicators=doubled)
    assert totals(changed) == [score(changed, row).total for row in TABLE.to_dicts()]
    assert totals(changed) != before


def test_a_table_like_another_has_its_plan() -> None:
    """The very plan, not one that is equal."""
    ruleset = rules()
    totals(ruleset)
    before = ruleset.kept[Plans].kept
    totals(ruleset)
    assert ruleset.kept[Plans].kept is before


def test_only_so_many_plans_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables with ever more decimal places need plans of their own."""
    monkeypatch.setattr(table, "MOST_PLANS", 2)
    ruleset = rules()
    counts = []
    for places in range(1, 5):
        score_table(ruleset, pl.DataFrame({"a": [10.0**-places]}))
        counts.append(len(ruleset.kept[Plans].kept))
    assert counts == [1, 2, 1, 2]


def test_a_value_that_no_column_holds_may_have_another_name() -> None:
    """A derived value that is just another irrational one is not held either."""
    text = {
        "id": "renamed",
        "version": "1.0.0",
        "title": "Renamed",
        "inputs": {"a": {"type": "number", "range": "[0, 10]"}},
        "derived": {"root": {"formula": "sqrt(a)"}, "again": {"formula": "root"}},
        "indicators": {"id": "total", "weight": 10, "formula": "again"},
    }
    ruleset = parse_ruleset(json.dumps(text))
    assert totals(ruleset) == [score(ruleset, row).total for row in TABLE.to_dicts()]


def test_a_row_with_a_value_that_no_row_has_is_not_answered() -> None:
    """Nothing fits what a plan was made for there; the row is scored by itself."""
    ruleset = rules()
    field = Field((pl.lit(PRESENT),), kind=Gone)
    scorer = Scorer(ruleset, ruleset.indicators, {"a": field}, ())
    answers = scorer(pl.Series([{"code": PRESENT}, {"code": 0}]))
    assert answers.struct.field("ok").to_list() == [False, True]
