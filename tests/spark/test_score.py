"""On Spark, a table has the scores that ``score_table`` gives it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, get_args

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from indicator_engine import RecordError, Ruleset, load_ruleset, spark
from indicator_engine.batch import score_table
from indicator_engine.batch.tables import Scores
from indicator_engine.errors import Diagnostic, Location
from indicator_engine.loading import dump_ruleset
from indicator_engine.messages.spark import SENTENCES
from indicator_engine.spark import worker
from indicator_engine.spark.worker import REASON, WHY
from tests.batch import sample
from tests.small import ruleset_with
from tests.spark.page import need_spark
from tests.spark.units import table

need_spark()

import pyarrow as pa  # noqa: E402
from pyspark.errors import PySparkException  # noqa: E402
from pyspark.sql import DataFrame, SparkSession  # noqa: E402

pytestmark = pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning"
)
PROJECT_23 = "benchmarks/project-23.ruleset.json"
RULESETS = ("beijing-department-2022", "beijing-project-2020", PROJECT_23)
ROWS = 400
SMALL = ruleset_with({})


def on_spark(session: SparkSession, frame: pl.DataFrame) -> DataFrame:
    """Return a frame as a table in several parts, its rows in no order."""
    arrow = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    return session.createDataFrame(arrow).repartition(4)


def read(dataframe: DataFrame) -> pl.DataFrame:
    """Return what Spark computes."""
    return pl.DataFrame(dataframe.toArrow())


def expected_scores(ruleset: Ruleset, frame: pl.DataFrame, **options: Any) -> pl.DataFrame:  # noqa: ANN401
    """Return the scores of ``score_table``, with texts where Spark has no other type."""
    found = score_table(ruleset, frame, **options).scores
    return found.with_columns(pl.col("grade", "status").cast(pl.String))


def expected_reasons(ruleset: Ruleset, frame: pl.DataFrame, unit: str = "unit") -> Counter[object]:
    """Return the refused rows of ``score_table``, each unit with a count for its rows' numbers.

    Of a table in memory, no row has a file or a cell.
    """
    rows = Counter(frame[unit].cast(pl.String))
    refused = score_table(ruleset, frame, unit=unit).refused.drop("row", "file", "cell")
    return Counter(
        tuple(repeated(row, rows[row["unit"]]) if row["code"] == "unit-twice" else row.values())
        for row in refused.iter_rows(named=True)
    )


def repeated(row: Mapping[str, str], count: int) -> tuple[str, ...]:
    facts = {"unit": row["unit"], "count": str(count)}
    found = Diagnostic(code="unit-repeated", at=Location(file="<table>"), facts=facts)
    return (row["unit"], row["column"], found.code, found.message(), row["value"])


def assert_law(
    session: SparkSession, ruleset: Ruleset, frame: pl.DataFrame, unit: str = "unit"
) -> None:
    """Spark scores the same units the same, and refuses the others for the same reasons."""
    found = spark.score(on_spark(session, frame), ruleset, unit=unit)
    found.rows.cache()
    scores = read(found.scores)
    assert_frame_equal(scores, expected_scores(ruleset, frame, unit=unit), check_row_order=False)
    assert found.refused.columns == ["unit", *REASON]
    reasons = Counter(tuple(row) for row in found.refused.collect())
    assert reasons == expected_reasons(ruleset, frame, unit)
    assert found.rows.filter(found.rows[WHY].isNull()).count() == scores.height
    assert found.rows.count() == frame.height
    found.rows.unpersist()


@pytest.mark.parametrize("id_or_path", RULESETS)
def test_spark_scores_as_score_table_does(session: SparkSession, id_or_path: str) -> None:
    ruleset = load_ruleset(id_or_path)
    frame = table(ruleset, ROWS)
    whole = score_table(ruleset, frame)
    assert {"scored", "missing", "pending"} <= set(whole.scores["status"])
    assert {"unit-twice", "unit-lacking", "cell-says-nothing"} <= set(whole.refused["code"])
    assert_law(session, ruleset, frame)


def test_every_type_of_input_and_every_form_of_column(session: SparkSession) -> None:
    """Names with dots, brackets and spaces, which Spark would read as paths, among them."""
    frame = sample.frame_of().rename({"预算数": " 预算数 ", "执行数": "执行数 "})
    assert {"质量.tier", "评分[1]"} <= set(frame.columns)
    assert_law(session, sample.RULESET, frame)


@pytest.mark.parametrize("scores", get_args(Scores))
def test_scores_are_held_alike(session: SparkSession, scores: Scores) -> None:
    ruleset = load_ruleset(PROJECT_23)
    frame = table(ruleset, 60).with_columns(unit=pl.int_range(pl.len()))
    found = read(spark.score(on_spark(session, frame), ruleset, scores=scores).scores)
    wanted = expected_scores(ruleset, frame, scores=scores)
    assert_frame_equal(found, wanted, check_row_order=False)


@pytest.mark.parametrize("kind", [pl.Int8, pl.Int64])
def test_units_may_be_whole_numbers(session: SparkSession, kind: type[pl.DataType]) -> None:
    units = pl.Series("编号", [1, 2, 2, None, -3, None, 4], kind)
    frame = pl.DataFrame([units, pl.Series("预算数", [8, 8, 8, 8, 0, -1, 9]).cast(pl.Int64)])
    frame = frame.with_columns(执行数=pl.Series([1.5, 2, 3, 4, 5, 6, None]))
    found = spark.score(on_spark(session, frame), SMALL, unit="编号")
    scores = read(found.scores).sort("unit")
    assert scores["unit"].dtype == pl.Int64
    assert scores["unit"].to_list() == [1, 4]
    assert Counter(tuple(row) for row in found.refused.collect()) == expected_reasons(
        SMALL, frame, "编号"
    )


def test_a_unit_is_found_again_wherever_it_stands(session: SparkSession) -> None:
    """Also where nothing but repeated units comes to a worker, and with what else is wrong."""
    frame = pl.DataFrame({"unit": ["甲", "乙"] * 20, "预算数": ["x"] * 2 + ["5"] * 38})
    found = spark.score(on_spark(session, frame.with_columns(执行数=1.0)), SMALL)
    assert found.scores.count() == 0
    codes = Counter((row.unit, row.code) for row in found.refused.collect())
    assert codes == {
        ("甲", "unit-repeated"): 20,
        ("乙", "unit-repeated"): 20,
        ("甲", "value-of-wrong-kind"): 1,
        ("乙", "value-of-wrong-kind"): 1,
    }


def test_units_that_only_look_alike_are_others(session: SparkSession) -> None:
    """A text names a unit as it stands, as in every table."""
    units = ["a", "A", "a ", "é", "e\u0301", "1", "01"]
    frame = pl.DataFrame({"unit": units, "预算数": 2, "执行数": 1})
    assert_law(session, SMALL, frame)


def test_a_collation_makes_no_units_the_same(session: SparkSession) -> None:
    frame = pl.DataFrame({"unit": ["a", "A"], "预算数": [2, 2], "执行数": [1, 2]})
    collated = on_spark(session, frame).selectExpr(
        "unit collate utf8_lcase as unit", "`预算数`", "`执行数`"
    )
    assert collated.select("unit").distinct().count() == 1
    assert read(spark.score(collated, SMALL).scores)["total"].sort().to_list() == [50, 100]


def test_columns_that_mean_nothing_do_not_travel(session: SparkSession) -> None:
    """One whose name differs from an input's in its case alone is another column."""
    ruleset = ruleset_with(
        {
            "inputs": {"spent": {"type": "number"}},
            "indicators": {"formula": "clamp(spent, 0, weight)"},
        }
    )
    frame = pl.DataFrame({"unit": ["a"], "spent": [5], "Spent": [6], "x`y": [7]})
    found = spark.score(on_spark(session, frame), ruleset)
    assert (found.unknown, found.missing) == (("Spent", "x`y"), ())
    assert read(found.scores)["total"].to_list() == [5]


def test_nothing_is_computed_before_it_is_asked_for(session: SparkSession) -> None:
    query = "select '甲' as unit, raise_error('computed') as `预算数`, 1 as `执行数`"
    found = spark.score(session.sql(query), SMALL)
    with pytest.raises(PySparkException, match="computed"):
        found.scores.collect()


def test_a_table_without_rows_has_no_scores(session: SparkSession) -> None:
    frame = pl.DataFrame({"unit": ["甲"], "预算数": [2], "执行数": [1]}).clear()
    assert_law(session, SMALL, frame)


def test_rules_arrive_as_they_left() -> None:
    for id_or_path in RULESETS:
        ruleset = load_ruleset(id_or_path)
        text = dump_ruleset(ruleset)
        assert worker.rules(text) == ruleset
        assert worker.rules(text) is worker.rules("".join(text))


def test_small_batches_are_scored_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "TOGETHER", 5)
    batches = [pa.record_batch({"x": [0] * count}) for count in (2, 2, 1, 7, 0, 3)]
    sizes = [[each.num_rows for each in group] for group in worker.together(iter(batches))]
    assert sizes == [[2, 2, 1], [7], [0, 3]]


RANKED = {"indicators": {"formula": "rank_high(执行数)"}}
UNUSABLE: Mapping[str, tuple[Ruleset, pl.DataFrame, str]] = {
    "spark-cohort": (
        ruleset_with(RANKED),
        pl.DataFrame({"unit": ["甲"], "执行数": [1]}),
        (
            "the rules compare rows with one another (rank_high(执行数)), but Spark scores each part "
            "of a table on its own, expected none of them; score the whole table with score_table"
        ),
    ),
    "spark-long-table": (
        SMALL,
        pl.DataFrame({"单位": ["甲"], "指标": ["预算数"], "值": [1]}),
        (
            "the table is a long one (单位, 指标, 值), and the rows of a unit may be in several parts "
            "of it, expected one row for each unit; pivot it first"
        ),
    ),
    "spark-unit-lacking": (
        SMALL,
        pl.DataFrame({"部门": ["甲"], "执行数": [1]}),
        (
            "the table has no column of units, and Spark does not number rows, expected one called "
            "'unit', or its name; say which"
        ),
    ),
    "spark-unit-type": (
        SMALL,
        pl.DataFrame({"单位": [1.5], "执行数": [1]}),
        (
            "the column of units, '单位', is of type double, expected texts or whole numbers; cast it "
            "first"
        ),
    ),
}


class TestMessages:
    @pytest.mark.parametrize("code", UNUSABLE)
    def test_what_cannot_be_scored_in_parts_is_refused(
        self, session: SparkSession, code: str
    ) -> None:
        ruleset, frame, message = UNUSABLE[code]
        with pytest.raises(RecordError) as caught:
            spark.score(on_spark(session, frame), ruleset)
        (found,) = caught.value.diagnostics
        assert (found.code, found.message()) == (code, message)
        assert "{" not in found.message("zh")

    def test_a_table_is_refused_as_any_other(self, session: SparkSession) -> None:
        frame = pl.DataFrame({"unit": ["甲"], "x": [1]})
        with pytest.raises(RecordError, match="table-without-inputs"):
            spark.score(on_spark(session, frame), SMALL)

    def test_every_code_occurs(self) -> None:
        assert {*UNUSABLE, "unit-repeated"} == SENTENCES.keys()
