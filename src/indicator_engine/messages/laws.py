"""What the laws of scoring say, and what is said where a record breaks one; no findings of the catalogue."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

LAWS: Mapping[str, Sentence] = {
    "printed_sums_add_up": Sentence(
        zh="逐项舍入时，合计等于各项公布得分之和",
        en="at stage leaf a printed sum is the sum of the printed scores below it",
    ),
    "scores_stay_in_range": Sentence(
        zh="每个得分都在指标的取值范围之内，否则报错并指明指标",
        en="a rule's points lie within their range, or the refusal names the indicator",
    ),
    "totals_have_one_grade": Sentence(
        zh="每个总分恰有一个等级，总分越高等级不会越低",
        en="a total has exactly one grade, and a higher total none that is worse",
    ),
    "ranges_hold_completions": Sentence(
        zh="数据不全时给出的总分区间，包含补齐数据后的总分",
        en="the range of an incomplete record holds the total once it is complete",
    ),
    "sibling_order_is_free": Sentence(
        zh="同级指标的书写顺序不影响得分",
        en="the order in which siblings are written changes no score",
    ),
    "scoring_repeats": Sentence(
        zh="同样的数据两次计分，结果相同",
        en="the same record is scored the same twice",
    ),
}

BROKEN = Sentence(
    zh=(
        "规则集“{ruleset}”的一组数据违反规律 {law}（{says}）：{how}\n"
        "数据（存为 JSON 文件后可用 indicator-engine score 重现）：\n{record}"
    ),
    en=(
        "{ruleset!r} breaks the law {law} ({says}): {how}\n"
        "The record, as JSON for indicator-engine score:\n{record}"
    ),
)

SUM_DIFFERS = Sentence(
    zh="“{id}”公布为 {printed}，各项之和为 {expected}",
    en="{id!r} is printed {printed}, expected {expected}, the sum of the scores below it",
)
REFUSAL_WITHOUT_NAME = Sentence(
    zh="报错没有指明是哪一项：{message}", en="the refusal names nothing of the ruleset: {message}"
)
OUT_OF_RANGE = Sentence(
    zh="“{id}”得 {value} 分，应在 {range} 之内", en="{id!r} has {value} points, expected {range}"
)
GRADES_OF_TOTAL = Sentence(
    zh="总分 {total} 对应的等级有：{grades}，应恰有一个",
    en="the total {total} has the grades {grades}, expected exactly one",
)
GRADE_DIFFERS = Sentence(
    zh="总分 {total} 的等级是“{grade}”，应为“{expected}”",
    en="the total {total} has the grade {grade!r}, expected {expected!r}",
)
GRADE_MISPLACED = Sentence(
    zh="总分 {total} 属“{grade}”，但“{other}”的区间 {range} 与它的次序不符",
    en="the total {total} has the grade {grade!r}, and {other!r} covers {range}: "
    "expected better grades above it and worse ones below",
)
TOTAL_OUTSIDE = Sentence(
    zh="缺 {open} 时总分区间为 {range}，补齐后总分为 {total}",
    en="without {open} the range is {range}, expected it to hold the total {total}",
)
GRADE_OUTSIDE = Sentence(
    zh="缺 {open} 时可能的等级有：{grades}，补齐后等级为“{grade}”",
    en="without {open} the grades still possible are {grades}, expected {grade!r} among them",
)
DIFFERS = Sentence(
    zh="一次得 {first}，另一次得 {second}", en="{first} the first time, {second} the second"
)
REFUSED = Sentence(zh="报错", en="a refusal")

HYPOTHESIS_NEEDED = Sentence(
    zh="需要 hypothesis（pip install hypothesis）才能生成数据",
    en="the records of a law are drawn by hypothesis, which is not installed",
)
