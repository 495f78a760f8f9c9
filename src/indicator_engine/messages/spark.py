"""Sentences about tables of Spark: what their parts, each scored on its own, cannot tell."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "spark-cohort": Sentence(
        zh="规则要在各行之间比较（{calls}），而 Spark 把表分开计算；请用 score_table 或 batch 给整张表计分",
        en=(
            "the rules compare rows with one another ({calls}), but Spark scores each part of a "
            "table on its own, expected none of them; score the whole table with score_table"
        ),
    ),
    "spark-long-table": Sentence(
        zh="这是长表（{columns}），同一单位的各行可能分在几处；请先转成每个单位一行的宽表",
        en=(
            "the table is a long one ({columns}), and the rows of a unit may be in several parts "
            "of it, expected one row for each unit; pivot it first"
        ),
    ),
    "spark-unit-lacking": Sentence(
        zh="没有“unit”或“单位”列，而 Spark 的行没有行号；请用 unit 指明哪一列是单位",
        en=(
            "the table has no column of units, and Spark does not number rows, expected one called "
            "'unit', or its name; say which"
        ),
    ),
    "spark-unit-type": Sentence(
        zh="单位列“{column}”的类型是 {type}，应为文字或整数；请先转换类型",
        en=(
            "the column of units, {column!r}, is of type {type}, expected texts or whole numbers; "
            "cast it first"
        ),
    ),
    "unit-repeated": Sentence(
        zh="单位“{unit}”出现在 {count} 行，应只出现一次",
        en="the unit {unit} stands in {count} rows, expected it once",
    ),
}
