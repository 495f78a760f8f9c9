"""Words and sentences of a ruleset's page; no part of the catalogue, for none of them is a finding."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

# Headings of the page, in their order.
PROVENANCE = Sentence(
    zh="规则集 {id}，版本 {version}，摘要 {digest}",
    en="Ruleset {id}, version {version}, digest {digest}",
)
TREE = Sentence(zh="指标体系", en="Indicators")
GRADES = Sentence(zh="等级", en="Grades")
RULES = Sentence(zh="评分规则", en="Rules")
TABLES = Sentence(zh="评分表", en="Tables")
FUNCTIONS = Sentence(zh="计分办法", en="Scoring rules")
LANGUAGE_FUNCTIONS = Sentence(zh="公式所用的函数", en="Functions that the formulas use")
INPUTS = Sentence(zh="填报数据", en="Data to be given")
DERIVED = Sentence(zh="派生值", en="Derived values")
ROUNDING = Sentence(zh="取位与空值", en="Rounding and missing values")
ASSERTIONS = Sentence(zh="数据核对", en="Cross-checks")
EXAMPLES = Sentence(zh="示例", en="Examples")
SOURCES = Sentence(zh="来源", en="Sources")

CONTENTS = Sentence(zh="目录", en="Contents")

# Headings of columns, and labels.
INDICATOR = Sentence(zh="指标", en="Indicator")
TITLE = Sentence(zh="名称", en="Name")
ID = Sentence(zh="编号", en="Id")
POINTS = Sentence(zh="分值", en="Points")
SHARE = Sentence(zh="权重", en="Share")
HOW = Sentence(zh="计分方式", en="How it is scored")
TAGS = Sentence(zh="标签", en="Tags")
GRADE = Sentence(zh="等级", en="Grade")
TOTALS = Sentence(zh="总分", en="Totals")
INTERVAL = Sentence(zh="区间", en="Interval")
TYPE = Sentence(zh="类型", en="Type")
UNIT = Sentence(zh="单位", en="Unit")
RANGE = Sentence(zh="取值范围", en="Range")
HELP = Sentence(zh="填报说明", en="How to fill it in")
SOURCE = Sentence(zh="来源", en="Source")
NOTE = Sentence(zh="备注", en="Note")
EVIDENCE = Sentence(zh="佐证材料", en="Evidence")
IN_WORDS = Sentence(zh="规则", en="Rule")
FORMULA = Sentence(zh="公式", en="Formula")
NAMES = Sentence(zh="其中", en="Where")
VALUE = Sentence(zh="取值", en="Value")
ARGUMENT = Sentence(zh="自变量", en="Argument")
CASE = Sentence(zh="选项", en="Choice")
BAND = Sentence(zh="档次", en="Band")
MEANING = Sentence(zh="含义", en="Meaning")
SEVERITY = Sentence(zh="级别", en="Severity")
CONDITION = Sentence(zh="条件", en="Condition")
POLICIES = Sentence(zh="无数据时", en="Without data")
OWN_ROUNDING = Sentence(zh="取位", en="Rounding")
EXAMPLE = Sentence(zh="示例：{title}", en="Example: {title}")
OTHERWISE_ALIKE = Sentence(
    zh="数据与示例“{title}”相同，只有：", en="The data are those of the example “{title}”, but for:"
)
EXAMPLE_UNIT = Sentence(zh="被评价单位", en="Unit")
DATA = Sentence(zh="数据", en="Data")
COHORT = Sentence(zh="同批单位", en="Scored with others")
COHORT_COUNT = Sentence(zh="{count} 个", en="{count}")
EXAMPLE_NOTE = Sentence(zh="说明：{title}", en="Remark: {title}")
WHAT = Sentence(zh="项目", en="Item")
EXPECTED = Sentence(zh="应为", en="Expected")
COMPUTED = Sentence(zh="算得", en="Computed")
AGREES = Sentence(zh="是否一致", en="Agrees")
REFUSED = Sentence(zh="无法计分：{why}", en="cannot be scored: {why}")
USED_BY = Sentence(zh="所在", en="Stands at")
TITLED = Sentence(zh="{title}（{id}）", en="{title} ({id})")
TITLED_UNIT = Sentence(zh="{title}（{id}），{unit}", en="{title} ({id}), {unit}")
HEADED = Sentence(zh="{title}（{points} 分）", en="{title} ({points} points)")
DOCUMENT = Sentence(zh="规则集", en="the ruleset")

# What an example states.
RESULTS: Mapping[str, Sentence] = {
    "total": Sentence(zh="总分", en="Total"),
    "grade": Sentence(zh="等级", en="Grade"),
    "scores": Sentence(zh="得分：{title}", en="Score: {title}"),
    "rates": Sentence(zh="得分率：{title}", en="Rate: {title}"),
    "derived": Sentence(zh="派生值：{title}", en="Derived value: {title}"),
    "warnings": Sentence(zh="警告和提示", en="Warnings"),
}

# Intervals as regulations put them in words.
CLOSED = Sentence(zh="{low}（含）～{high}（含）", en="from {low} to {high}")
HALF_OPEN = Sentence(zh="{low}（含）～{high}", en="from {low} to below {high}")
LOW_OPEN = Sentence(zh="{low}～{high}（含）", en="above {low}, up to {high}")
OPEN = Sentence(zh="{low}～{high}（均不含）", en="above {low} and below {high}")
AT_LEAST = Sentence(zh="{low} 及以上", en="{low} or more")
ABOVE = Sentence(zh="大于 {low}", en="above {low}")
AT_MOST = Sentence(zh="{high} 及以下", en="{high} or less")
BELOW = Sentence(zh="小于 {high}", en="below {high}")
ANY = Sentence(zh="任意数", en="any number")
ONLY_ADJUSTED = Sentence(zh="只由调整给出", en="given by an adjustment only")

TYPES: Mapping[str, Sentence] = {
    "number": Sentence(zh="数", en="number"),
    "integer": Sentence(zh="整数", en="whole number"),
    "percent": Sentence(zh="百分数", en="percentage"),
    "pp": Sentence(zh="百分点", en="percentage points"),
    "boolean": Sentence(zh="是/否", en="yes or no"),
    "choice": Sentence(zh="选项", en="choice"),
    "date": Sentence(zh="日期", en="date"),
    "text": Sentence(zh="文本", en="text"),
    "judged": Sentence(zh="分档评定", en="judgement in tiers"),
    "numbers": Sentence(zh="一组数", en="list of numbers"),
}
CHOICES = Sentence(zh="可选：{choices}", en="one of: {choices}")
TIER = Sentence(zh="{tier} {range}", en="{tier} {range}")
TIERS = Sentence(zh="档次：{tiers}", en="tiers: {tiers}")
LENGTH = Sentence(zh="个数：{range}", en="how many: {range}")
DEFAULT = Sentence(zh="缺失时取 {value}", en="{value} where it is missing")
TYPE_AND_UNIT = Sentence(zh="{type}，{unit}", en="{type}, {unit}")
CITED = Sentence(zh="来源：{source}", en="source: {source}")
PRINTED_PLACES = Sentence(zh="印出 {places} 位小数", en="printed with {places} decimal places")
DIRECTIONS: Mapping[str, Sentence] = {
    "positive": Sentence(zh="越大越好", en="more is never worse"),
    "reverse": Sentence(zh="越小越好", en="less is never worse"),
}

# How a group comes to its score.
COMBINATIONS: Mapping[str, Sentence] = {
    "sum": Sentence(zh="下级得分之和", en="sum of the scores below"),
    "mean": Sentence(zh="下级得分的平均数", en="mean of the scores below"),
    "geomean": Sentence(zh="下级得分的几何平均数", en="geometric mean of the scores below"),
    "min": Sentence(zh="下级得分中最低的", en="lowest of the scores below"),
    "max": Sentence(zh="下级得分中最高的", en="highest of the scores below"),
    "formula": Sentence(zh="按公式", en="by its formula"),
}

# What an adjustment does.
BECOMES = Sentence(zh="得分改为 {value}", en="the score becomes {value}")
GRADE_AT_MOST = Sentence(zh="等级最高为{grade}", en="the grade is {grade} at best")
GRADE_IS = Sentence(zh="等级定为{grade}", en="the grade is {grade}")
WHEN = Sentence(zh="{condition} 时，{effect}", en="where {condition}, {effect}")

STAGES: Mapping[str, Sentence] = {
    "leaf": Sentence(
        zh="每个末级指标的得分先取位，上级由取位后的得分汇总",
        en="each leaf is rounded, and groups combine what is printed",
    ),
    "node": Sentence(
        zh="各级用未取位的数汇总，再各自取位",
        en="groups combine exact values, then each is rounded",
    ),
    "total": Sentence(
        zh="只有总分取位，其余得分仅为印出而取位",
        en="only the total is rounded; other scores are rounded for print alone",
    ),
}
ROUNDED = Sentence(
    zh="得分保留 {places} 位小数（{mode}）：{stage}。",
    en="Scores have {places} decimal places ({mode}): {stage}.",
)
OWN = Sentence(zh="{places} 位小数（{mode}）", en="{places} decimal places ({mode})")
WITHOUT = Sentence(zh="{kind}：{treatment}", en="{kind}: {treatment}")
REFUSES = Sentence(zh="不予计分", en="the record is refused")
RESCALES: Mapping[str, Sentence] = {
    "group": Sentence(
        zh="不计入的指标由同组其余指标按比例折算",
        en="what is left out is made up for by the rest of its group",
    ),
    "root": Sentence(
        zh="不计入的指标在总分一次折算", en="what is left out is made up for once, at the total"
    ),
}

EQUAL = Sentence(zh="{left} = {right}", en="{left} = {right}")
TOLERANCE = Sentence(zh="{equal}（允许相差 {tolerance}）", en="{equal} (within {tolerance})")

# Formulas in words; a function that is not here is written as the author writes it.
WEIGHT = Sentence(zh="分值", en="points")
SCORE_SO_FAR = Sentence(zh="原得分", en="score so far")
QUOTED = Sentence(zh="“{title}”", en="“{title}”")
IF = Sentence(
    zh="若 {condition}，则 {body}，否则 {other}", en="if {condition}, then {body}, else {other}"
)
AND_SO_ON = Sentence(zh="、", en=", ")
CALLS: Mapping[str, Sentence] = {
    "min": Sentence(zh="{all} 中最小的", en="the smallest of {all}"),
    "max": Sentence(zh="{all} 中最大的", en="the largest of {all}"),
    "abs": Sentence(zh="{0} 的绝对值", en="{0} without its sign"),
    "clamp": Sentence(zh="{0}，限于 {1} 与 {2} 之间", en="{0}, held between {1} and {2}"),
    "floor": Sentence(zh="{0} 向下取整", en="{0} rounded down to a whole number"),
    "ceil": Sentence(zh="{0} 向上取整", en="{0} rounded up to a whole number"),
    "round": Sentence(
        zh="{0} 四舍五入到 {1} 位小数", en="{0} rounded half up to {1} decimal places"
    ),
    "sum": Sentence(zh="{all} 的合计", en="the sum of {all}"),
    "mean": Sentence(zh="{all} 的平均数", en="the mean of {all}"),
    "geomean": Sentence(zh="{all} 的几何平均数", en="the geometric mean of {all}"),
    "weighted_mean": Sentence(zh="{0} 按 {1} 加权的平均数", en="the mean of {0} weighted by {1}"),
    "trimmed_mean": Sentence(
        zh="{all} 去掉一个最高、一个最低后的平均数",
        en="the mean of {all} without one highest and one lowest",
    ),
    "count": Sentence(zh="{0} 的个数", en="how many {0} has"),
    "count_true": Sentence(zh="{all} 中成立的个数", en="how many hold of {all}"),
    "reached": Sentence(
        zh="{0} ÷ {1}，不低于 0、不高于 1", en="{0} ÷ {1}, not below 0 and not above 1"
    ),
    "within": Sentence(
        zh="{0} 不超过 {1} 的为 1，超过的为 {1} ÷ {0}",
        en="1 where {0} is not above {1}, else {1} ÷ {0}",
    ),
    "whole_steps": Sentence(zh="{0} 中满 {1} 的次数", en="how many whole {1} are in {0}"),
    "started_steps": Sentence(
        zh="{0} 中 {1} 的次数（不满的也算）", en="how many {1} are begun in {0}"
    ),
    "given": Sentence(zh="{0} 有值", en="{0} is given"),
    "value_or": Sentence(zh="{0}，没有值时为 {1}", en="{0}, or {1} where that is not given"),
    "days": Sentence(zh="{0} 到 {1} 的天数", en="the days from {0} to {1}"),
    "months": Sentence(zh="{0} 到 {1} 的整月数", en="the complete months from {0} to {1}"),
    "add_months": Sentence(zh="{0} 之后 {1} 个月的日期", en="the date {1} months after {0}"),
    "sqrt": Sentence(zh="{0} 的平方根", en="the square root of {0}"),
    "rank_high": Sentence(
        zh="{0} 在参评单位中由高到低的名次", en="the place of {0} among those scored, largest first"
    ),
    "rank_low": Sentence(
        zh="{0} 在参评单位中由低到高的名次",
        en="the place of {0} among those scored, smallest first",
    ),
    "percentile": Sentence(
        zh="参评单位中不高于 {0} 的占比", en="the share of those scored that are not above {0}"
    ),
    "cohort_mean": Sentence(zh="参评单位 {0} 的平均数", en="the mean of {0} over those scored"),
    "cohort_min": Sentence(zh="参评单位中最小的 {0}", en="the smallest {0} of those scored"),
    "cohort_max": Sentence(zh="参评单位中最大的 {0}", en="the largest {0} of those scored"),
    "cohort_count": Sentence(
        zh="参评单位中符合 {0} 的个数", en="how many of those scored meet {0}"
    ),
}
