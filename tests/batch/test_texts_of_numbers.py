"""A column of texts is read as the language reads each: in columns where it is plain, else singly."""

import json
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import RecordError, Ruleset, parse_ruleset, score, score_table
from indicator_engine.batch.layout import layout_of
from indicator_engine.batch.measures import SAMPLED
from indicator_engine.batch.plan import OK
from indicator_engine.batch.table import Table
from indicator_engine.cells import from_cell
from indicator_engine.values import Refusal

WHOLE = ["0", "12", "-3", "007", "999999999999", "-0"]
PLAIN = ["0", "12", "12.5", "-3.25", "007.10", "999999999999.99", "-0"]
ODD = [
    "+5", ".5", "5.", "-.5", "-5.", "5.e3", ".5e3", "1e0005", "1E+00005", "inf", "-inf", "nan", "NaN",
    "infinity", "1_0", "1,000", "0x1", "--5", "- 5", "５", "٣", "e5", "1e", "/5", "12345678901234567.5",
]  # fmt: skip
EXPONENTS = ["1e3", "25E-1", "-1.5e+2"]  # numbers of the language all the same


def rules() -> Ruleset:
    text = {
        "id": "copy",
        "version": "1.0.0",
        "title": "Copy",
        "inputs": {name: {"type": "number"} for name in ("a", "b")},
        "indicators": {
            "id": "total",
            "weight": 100,
            "range": "[-9999999999999, 9999999999999]",
            "formula": "a + b",
        },
    }
    return parse_ruleset(json.dumps(text))


RULES = rules()


def alone(text: str) -> object:
    """Return the total of a unit with a text for a number, or the code of its refusal."""
    try:
        return score(RULES, {"a": from_cell(RULES.inputs["a"], text), "b": 1}).total
    except Refusal as refusal:
        return refusal.code
    except RecordError as error:
        return error.diagnostics[0].code


def scored(texts: list[str]) -> dict[str, object]:
    """Return what a table of these texts gives, each in a row with a plain number beside it."""
    table = pl.DataFrame({"unit": list(map(str, range(len(texts)))), "a": texts, "b": "1"})
    found = score_table(RULES, table)
    totals = dict(zip(found.scores["unit"], found.scores["total"], strict=True))
    return totals | dict(zip(found.refused["unit"], found.refused["code"], strict=True))


@pytest.mark.parametrize("odd", [*ODD, *EXPONENTS])
@pytest.mark.parametrize("plain", [PLAIN, WHOLE], ids=["decimals", "whole"])
def test_what_is_odd_among_plain_numbers_is_read_as_by_itself(odd: str, plain: list[str]) -> None:
    """The engine below takes more texts for numbers than the language does."""
    assert scored([*plain, odd, *plain])[str(len(plain))] == alone(odd)


@given(
    plain=st.sampled_from([PLAIN, WHOLE]),
    texts=st.lists(st.text("0123456789.-+eE", min_size=1, max_size=8), min_size=1, max_size=6),
)
def test_any_texts_among_plain_numbers_are_read_as_by_themselves(
    plain: list[str], texts: list[str]
) -> None:
    """Marks and empty cells are others' affair: none of these is one."""
    found = scored([*plain, *texts])
    assert [found[str(place)] for place in range(len(plain), len(found))] == list(map(alone, texts))


def test_plain_numbers_are_scored_in_columns() -> None:
    """Odd ones are not, wherever in the row they stand."""
    texts = [*PLAIN, "25E-1", ".5", "5."]
    frame = pl.DataFrame({"a": texts, "b": "1"})
    layout = layout_of(frame.columns, RULES, unit=None)
    table = Table(RULES, frame.lazy(), layout, "integer")
    plan = table.plan(frame.head(len(PLAIN)), is_all=False)
    assert plan is not None
    sure = table.scored(plan).collect(engine="streaming")[OK]
    assert sure.to_list() == [True] * len(PLAIN) + [False] * 3


def test_a_number_beyond_those_looked_at_is_scored_all_the_same() -> None:
    """A long table is planned for what some of its rows hold."""
    numbers = [1.25] * (SAMPLED + 10)
    numbers[3], numbers[SAMPLED // 2 + 77], numbers[-1] = -7.0, 123_456.75, 0.001
    table = pl.DataFrame({"a": numbers, "b": [1] * len(numbers)})
    totals = score_table(RULES, table).scores["total"]
    found = [totals[3], totals[SAMPLED // 2 + 77], totals[-1]]
    assert found == list(map(Decimal, ("-6", "123457.75", "1")))


def test_a_table_without_a_number_column_is_refused() -> None:
    """It has nothing to score."""
    with pytest.raises(RecordError):
        score_table(RULES, pl.DataFrame({"c": ["1"]}))
