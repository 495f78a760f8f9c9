"""Explanations of computations that have no value."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_formula = partial(Explanation, "formula")
_ruleset = partial(Explanation, "ruleset")

EXPLANATIONS: Mapping[str, Explanation] = {
    "division-by-zero": _formula(
        bad="实际 / (目标 - 目标)",
        good="实际 / 目标 if 目标 > 0 else 0",
        zh="分母为零时怎么计分，规则必须自己说明；引擎不替它选零分或满分。",
        en="What a zero below the line scores is for the rule to say; the engine takes neither zero "
        "nor full marks for it.",
    ),
    "number-too-large": _formula(
        bad="((实际 ** 100) ** 100) ** 100",
        good="实际 ** 2",
        zh="精确的数会越算越长；上限保证任何一次计算都很快结束。",
        en="Exact numbers grow; the limit lets every computation end soon.",
    ),
    "root-of-negative": _formula(
        bad="sqrt(0 - 实际)",
        good="sqrt(max(0, 实际))",
        zh="负数没有平方根；应写明小于零时怎么算。",
        en="A negative number has no root; say what is meant below zero.",
    ),
    "log-of-not-positive": _formula(
        bad="ln(实际 - 实际)",
        good="ln(max(1, 实际))",
        zh="只有正数有对数；收入等指标常以下限值代替。",
        en="Only positive numbers have a logarithm; indices mostly take a lower goalpost instead.",
    ),
    "geomean-of-negative": _formula(
        bad="geomean(实际, -1)",
        good="geomean(实际, 目标)",
        zh="几何平均只对不小于零的数有意义。",
        en="A geometric mean makes sense of numbers that are not below zero.",
    ),
    "trimmed-mean-of-few": _formula(
        bad="trimmed_mean(90, 80)",
        good="trimmed_mean(90, 80, 85)",
        zh="去掉最高和最低后一个也不剩；可要求数列至少三个（length），或人少时改用 mean。",
        en="Without the highest and the lowest nothing is left; ask for three (length), or use mean.",
    ),
    "list-empty": _formula(
        bad="max(空列)",
        good="max(评分)",
        zh="空的数列没有最大值；可用 length 要求至少一个。",
        en="An empty list has no largest number; ask for at least one with 'length'.",
    ),
    "lists-differ-in-length": _formula(
        bad="weighted_mean(评分, 空列)",
        good="weighted_mean(评分, 评分)",
        zh="数值和权重要一一对应，多出来的不能悄悄丢掉。",
        en="Every value needs its weight; what is left over is not dropped in silence.",
    ),
    "clamp-ends-crossed": _formula(
        bad="clamp(实际, 20, 0)",
        good="clamp(实际, 0, 20)",
        zh="下限大于上限时没有数满足；多半是顺序写反了。",
        en="No number lies between ends that are crossed; mostly they are in the wrong order.",
    ),
    "target-not-positive": _formula(
        bad="reached(实际, 0)",
        good="reached(实际, 目标)",
        zh="目标为零或负时，完成率没有公认的算法；规则要么限定目标大于 0，要么自己说明。",
        en="With a target of zero or less there is no agreed rate; keep it above 0, or say what "
        "is meant.",
    ),
    "step-not-positive": _formula(
        bad="whole_steps(实际, 0)",
        good="whole_steps(实际, 3%)",
        zh="“每相差 0 扣 1 分”扣不完。",
        en="'One point for every 0' never ends.",
    ),
    "anchors-not-ascending": _formula(
        bad="interpolate(实际, 90, 1, 60, 0)",
        good="interpolate(实际, 60, 0, 90, 1)",
        zh="各点按 x 从小到大写，折线才只有一种画法。",
        en="With the points in ascending order there is one line through them.",
    ),
    "outside-table": _ruleset(
        bad='"tables": {"分档": {"bands": [{"range": "[0, 1]", "value": 1}]}},\n'
        '"indicators": {"formula": "weight * 分档(执行数 / 预算数)"},\n'
        '"examples": [{"id": "超支", "inputs": {"预算数": 100, "执行数": 120}}]',
        good='"tables": {"分档": {"bands": [{"range": "[0, 1]", "value": 1}, '
        '{"range": "(1, inf)", "value": 0}]}},\n'
        '"indicators": {"formula": "weight * 分档(执行数 / 预算数)"},\n'
        '"examples": [{"id": "超支", "inputs": {"预算数": 100, "执行数": 120}}]',
        zh="表里没有这一档，就没有得分；表要覆盖可能出现的全部数值。",
        en="What the table does not hold has no score; let it cover all that can occur.",
    ),
    "cohort-unknown": _formula(
        bad="20 * percentile(实际)",
        good="20 * min(1, 实际 / 目标)",
        zh="一条单独的公式不知道其他单位的值；排名、百分位等要写在规则集里，计分时才有得比。",
        en="A formula by itself knows no other rows; ranks and percentiles belong into a ruleset.",
    ),
    "cohort-all-equal": _ruleset(
        bad='"derived": {"标准值": {"formula": "min_max(执行数)"}},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}, '
        '"cohort": [{"inputs": {"预算数": 80, "执行数": 50}}]}]',
        good='"derived": {"标准值": {"formula": "min_max(执行数)"}},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}, '
        '"cohort": [{"inputs": {"预算数": 80, "执行数": 60}}]}]',
        zh="各单位都相等时，最大减最小为零；得零分还是满分，规则要自己说明，如先比较 cohort_min 与 cohort_max。",
        en="Where all are equal, largest minus smallest is zero; what that scores is for the rule "
        "to say, for instance by comparing cohort_min with cohort_max.",
    ),
    "date-not-in-calendar": _formula(
        bad="days(date(2022, 2, 29), date(2022, 3, 1))",
        good="days(date(2022, 2, 28), date(2022, 3, 1))",
        zh="日历上没有这一天；引擎不把它顺延成别的日子。",
        en="The calendar has no such day, and the engine takes no other for it.",
    ),
    "date-out-of-range": _formula(
        bad="days(date(2022, 1, 1), add_months(date(9999, 12, 1), 1))",
        good="days(date(2022, 1, 1), add_months(date(2022, 12, 1), 1))",
        zh="日期只到 9999 年；超出多半是月数写错了。",
        en="Dates end with the year 9999; beyond it a number of months is wrong.",
    ),
    "months-not-whole": _formula(
        bad="days(date(2022, 1, 1), add_months(date(2022, 1, 1), 0.5))",
        good="days(date(2022, 1, 1), add_months(date(2022, 1, 1), 1))",
        zh="半个月有几天没有定论，所以月数要是整数。",
        en="Nobody knows how long half a month is: the number of months is whole.",
    ),
}
