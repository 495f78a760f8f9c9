"""Explanations of tables of Spark that cannot be scored part by part."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "spark-cohort": _sketch(
        bad='spark.score(dataframe, ruleset)    ("formula": "rank_high(得分)")',
        good="score_table(ruleset, dataframe.toArrow())",
        zh="名次、平均值要看到所有行才能得出，而每个工作进程只看到一部分。",
        en="A rank or a mean needs all rows, and each worker sees a part of them.",
    ),
    "spark-long-table": _sketch(
        bad="unit,input,value",
        good="unit,预算数,执行数",
        zh="各行分到哪里由 Spark 决定，一个单位的数据可能不在一起。",
        en="Spark decides where rows go, and those of one unit need not stay together.",
    ),
    "spark-unit-lacking": _sketch(
        bad="spark.score(dataframe, ruleset)    (编号,预算数,执行数)",
        good='spark.score(dataframe, ruleset, unit="编号")',
        zh="Spark 不保证行的次序；没有单位，就不知哪个得分是谁的。",
        en="Spark promises no order of rows; without units nobody knows whose score is whose.",
    ),
    "spark-unit-type": _sketch(
        bad="编号 double",
        good='dataframe.withColumn("编号", col("编号").cast("bigint"))',
        zh="小数会有几种写法，日期和结构也不是名称；名称只能是文字或整数。",
        en="A double can be written in several ways, and a date or a structure is no name.",
    ),
    "unit-repeated": _sketch(
        bad="unit,预算数\n甲,100\n甲,120",
        good="unit,预算数\n甲,100\n乙,120",
        zh="一个单位有几行，不知哪行为准；各行都不计分，不论分在何处。",
        en="Of several rows for one unit nobody knows which counts; none is scored, wherever it is.",
    ),
}
