"""Row by row: what a table gives is what each unit's record gives, or why there is none."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings

from indicator_engine import RecordError, score
from indicator_engine.batch.layout import layout_of
from indicator_engine.batch.rows import (
    RefusedRow,
    Row,
    Scored,
    repeated_units,
    rows_of,
    score_records,
    score_rows,
)
from indicator_engine.limits import LIMITS
from indicator_engine.model import Ruleset
from tests.batch.sample import EVERY, HEADER, ROWS, RULESET, frame_of, ruleset_of
from tests.properties.cases import Case, cases

ADJUSTED = ruleset_of(
    {
        **EVERY,
        "inputs": {"x": {"type": "number"}, "y": {"type": "number"}},
        "indicators": {
            "id": "total",
            "weight": 100,
            "children": [{"id": "A", "weight": 100, "formula": "x"}],
            "adjustments": [{"id": "bonus", "when": "y > 0", "becomes": "value / 2"}],
        },
    }
)


def results(
    rows: Sequence[Row], header: Sequence[str] = HEADER, ruleset: Ruleset = RULESET
) -> list[Scored | RefusedRow]:
    layout = layout_of(header, ruleset)
    repeated = repeated_units(layout, rows)
    return list(score_rows(ruleset, layout, rows, repeated=repeated))


def refusals(cells: Mapping[str, object], ruleset: Ruleset = RULESET) -> list[tuple[str, str, str]]:
    """Return column, code and value of everything that is wrong with a row."""
    (row,) = results([cells], list(cells), ruleset)
    assert isinstance(row, RefusedRow)
    return [(each.column, each.diagnostic.code, each.value) for each in row.reasons]


class TestSample:
    """The six rows of the sample, each worked out by hand."""

    rows = results(list(rows_of(frame_of())))

    def test_a_whole_row(self) -> None:
        """40 × 95.005/100 = 38.002, 20 × 0.95 = 19, 20 × 90.75/100 = 18.15, 20 × 0.9 = 18."""
        expected = {"A": "38.00", "B": "19.00", "C": "18.15", "D": "18.00", "total": "93.15"}
        row = self.rows[0]
        assert isinstance(row, Scored)
        assert row.scores == {name: Decimal(points) for name, points in expected.items()}
        assert next(iter(row.scores)) == "total"
        assert (row.unit, row.row, row.total, row.grade, row.status) == (
            "甲",
            1,
            Decimal("93.15"),
            "优",
            "scored",
        )

    def test_a_list_may_be_shorter_than_its_columns(self) -> None:
        """40/3 = 13.33, 0/99, 80 %, and nothing for what is not done."""
        row = self.rows[1]
        assert isinstance(row, Scored)
        assert [str(row.scores[name]) for name in "ABCD"] == ["13.33", "0.00", "16.00", "0.00"]

    def test_what_is_missing_leaves_the_total_open(self) -> None:
        row = self.rows[2]
        assert isinstance(row, Scored)
        assert (row.total, row.grade, row.status) == (None, None, "missing")
        assert row.scores["B"] == Decimal("20.00")
        assert row.scores["A"] is None

    def test_what_is_pending_leaves_it_open_too(self) -> None:
        row = self.rows[3]
        assert isinstance(row, Scored)
        assert (row.total, row.status) == (None, "pending")

    def test_everything_that_is_wrong_is_said(self) -> None:
        row = self.rows[4]
        assert isinstance(row, RefusedRow)
        assert [(each.column, each.diagnostic.code, each.value) for each in row.reasons] == [
            ("执行数", "cell-with-separators", "1,000"),
            ("满意度", "value-out-of-range", "95"),
            ("公开", "value-of-wrong-kind", "对"),
            ("状态", "value-not-a-choice", "完"),
            ("完成日", "date-malformed", "2022-6-10"),
            ("质量.rate", "rate-outside-tier", "0.7"),
            ("评分[1]", "cell-says-nothing", "-"),
        ]
        assert {each.diagnostic.at.pointer.split("/")[1] for each in row.reasons} == {"5"}

    def test_an_empty_row_is_one_unit_of_which_nothing_is_known(self) -> None:
        row = self.rows[5]
        assert isinstance(row, Scored)
        assert (row.unit, row.total, row.status) == ("己", None, "missing")


class TestUnits:
    def test_every_row_of_a_repeated_unit_is_refused(self) -> None:
        rows = [{"unit": unit, "预算数": "1"} for unit in ("甲", "乙", "甲", "甲")]
        found = results(rows, ["unit", "预算数"])
        refused = [each for each in found if isinstance(each, RefusedRow)]
        assert [each.row for each in refused] == [1, 3, 4]
        assert refused[0].reasons[0].diagnostic.message() == (
            "the unit 甲 stands in rows 1, 3, 4, expected it once"
        )

    def test_a_row_without_a_unit_is_refused(self) -> None:
        assert refusals({"单位": " ", "预算数": "1"}) == [("单位", "unit-lacking", " ")]

    def test_units_without_a_column_are_numbered(self) -> None:
        rows = [{"预算数": "1"}, {"预算数": "x"}]
        assert [each.unit for each in results(rows, ["预算数"])] == [1, 2]

    def test_numbering_may_begin_elsewhere(self) -> None:
        layout = layout_of(["预算数"], RULESET)
        (row,) = score_rows(RULESET, layout, [{"预算数": "1"}], first_row=7)
        assert (row.unit, row.row) == (7, 7)

    def test_a_unit_has_its_limit(self) -> None:
        name = "单" * LIMITS.cell_characters
        (row,) = results([{"unit": name, "预算数": "1"}], ["unit", "预算数"])
        assert row.unit == name
        refused = refusals({"unit": name + "位", "预算数": "1"})
        assert [code for _, code, _ in refused] == ["cell-too-long"]


class TestRefusals:
    def test_a_whole_indicator_takes_marks_only(self) -> None:
        assert refusals({"A": "95"}) == [("A", "indicator-given-a-value", "95")]
        (row,) = results([{"A": "不适用"}], ["A"])
        assert isinstance(row, Scored)
        assert row.scores["A"] is None

    def test_an_empty_cell_marks_no_indicator(self) -> None:
        (row,) = results([{"A": "", "x": "50", "y": "0"}], ["A", "x", "y"], ADJUSTED)
        assert isinstance(row, Scored)
        assert (row.status, row.total) == ("scored", Decimal("50.00"))

    def test_what_a_rule_refuses_has_no_column(self) -> None:
        assert refusals({"x": "200", "y": "0"}, ADJUSTED) == [("", "score-out-of-range", "")]

    def test_names_with_the_letters_of_inputs(self) -> None:
        """The column is found from where a value stands; no name may be mistaken for another."""
        ruleset = ruleset_of(
            {
                **EVERY,
                "inputs": {
                    "inputs": {"type": "numbers", "length": "[1, 2]"},
                    "inp": {"type": "judged", "tiers": {"a": "[0, 1]"}},
                },
                "indicators": {"id": "total", "weight": 100, "formula": "mean(inputs) * inp"},
            }
        )
        cells = {"inputs[1]": "1", "inputs[2]": True, "inp.tier": "b", "inp.rate": "1"}
        assert refusals(cells, ruleset) == [
            ("inputs[2]", "value-of-wrong-kind", "True"),
            ("inp.tier", "tier-unknown", "b"),
        ]


def test_an_undecided_adjustment_leaves_the_total_open() -> None:
    """The root has a value; what is open is what it becomes."""
    (row,) = results([{"x": "50", "y": ""}], ["x", "y"], ADJUSTED)
    assert isinstance(row, Scored)
    assert row.total is None
    assert row.status == "open"


def test_single_precision_means_its_own_shortest_decimal() -> None:
    frame = pl.DataFrame({"执行数": [0.1, 16777216.0, None]}, schema={"执行数": pl.Float32})
    assert [row["执行数"] for row in rows_of(frame)] == ["0.1", "16777216.0", None]


class TestRecords:
    def test_a_record_says_who_it_is(self) -> None:
        data = {"预算数": 3, "执行数": Fraction(1, 3)}
        records = [
            data,
            {"unit": "甲", **data},
            {"unit": "乙", "inputs": data},
            {"unit": {"id": "d1", "name": "丁"}, "inputs": data},
            {"unit": 5, **data},
        ]
        found = list(score_records(RULESET, records))
        assert [each.unit for each in found] == [1, "甲", "乙", "d1", 5]
        assert {str(each.scores["A"]) for each in found if isinstance(each, Scored)} == {"4.44"}

    def test_a_repeated_unit_is_refused(self) -> None:
        found = list(score_records(RULESET, [{"unit": "甲"}, {"unit": "乙"}, {"unit": "甲"}]))
        assert [isinstance(each, RefusedRow) for each in found] == [True, False, True]

    def test_what_is_no_record_is_refused(self) -> None:
        found = list(score_records(RULESET, [5, {"预算树": 1}, {"预算数": "1"}, {"unit": []}]))
        codes = [each.reasons[0].diagnostic.code for each in found if isinstance(each, RefusedRow)]
        expected = [
            "record-not-object",
            "record-unknown-key",
            "value-of-wrong-kind",
            "text-expected",
        ]
        assert codes == expected


@settings(max_examples=50)
@given(case=cases())
def test_a_record_is_scored_as_score_does(case: Case) -> None:
    """Every score, or the same reasons why there is none."""
    (found,) = score_records(case.ruleset, [case.record])
    if isinstance(found, RefusedRow):
        with pytest.raises(RecordError) as caught:
            score(case.ruleset, case.record)
        assert [each.diagnostic for each in found.reasons] == list(caught.value.diagnostics)
        return
    expected = score(case.ruleset, case.record)
    assert (found.total, found.grade) == (expected.total, expected.grade)
    assert found.scores == {node.id: node.score for node in expected.tree.walk()}
    assert (found.status == "scored") == expected.is_complete


def test_the_sample_has_what_its_tests_say() -> None:
    assert [len(row) for row in ROWS] == [len(HEADER)] * 6
