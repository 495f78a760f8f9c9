"""Explanations of data that cannot be used, and of scores there cannot be."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_ruleset = partial(Explanation, "ruleset")
_sketch = partial(Explanation, "sketch")

RECORD: Mapping[str, Explanation] = {
    "record-not-object": _sketch(
        bad="[5333.85, 5169.65]",
        good='{"预算数": 5333.85, "执行数": 5169.65}',
        zh="数据按名称对应，不按先后；只给一串数，谁也不知道哪个是哪个。",
        en="Data go by name, not by order; a row of numbers says of none what it is.",
    ),
    "record-unknown-key": _ruleset(
        bad='"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行": 50}}]',
        good='"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}}]',
        zh="名称写错的数据若被忽略，就成了缺失；因此指出来，并提示最接近的名称。",
        en="A misspelt name that is ignored makes its value missing; so it is named, with the "
        "nearest one.",
    ),
    "indicator-given-a-value": _ruleset(
        bad='"examples": [{"id": "甲", "inputs": {"total": 95}}]',
        good='"examples": [{"id": "甲", "inputs": {"total": {"pending": "待评审"}}}]',
        zh="得分由公式算出，不能直接填；整个指标不适用或待评，写明原因即可。",
        en="Scores are computed and not given; a whole indicator may be marked, with the reason.",
    ),
    "result-malformed": _sketch(
        bad='{"ruleset": "预算", "total": "95.18", "tree": {…}}',
        good='{"ruleset": "预算", "total": 95.18, "tree": {…}}',
        zh="diff 只比较 score --format json 写出的结果；改动过的文件，请重新计分写出。",
        en="Results are compared as score --format json wrote them; score again what was edited.",
    ),
    "cohort-not-list": _sketch(
        bad='"cohort": {"甲": {"预算数": 100}}',
        good='"cohort": [{"unit": {"name": "甲"}, "inputs": {"预算数": 100}}]',
        zh="其他单位各是一份完整的数据，排成一列；先后不影响结果。",
        en="The others are records of their own, one after the other; their order does not matter.",
    ),
    "cohort-not-given": _ruleset(
        bad='"derived": {"名次": {"formula": "rank_high(执行数)"}},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}}]',
        good='"derived": {"名次": {"formula": "rank_high(执行数)"}},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}, '
        '"cohort": [{"inputs": {"预算数": 80, "执行数": 60}}]}]',
        zh="只有一个单位就没有名次可言；引擎不会当它第一名。",
        en="A unit alone has no rank, and the engine does not call it the first.",
    ),
    "cohort-record-refused": _ruleset(
        bad='"derived": {"执行率": {"formula": "执行数 / 预算数"}, "名次": {"formula": "rank_high(执行数)"}},\n'
        '"assertions": [{"id": "不超支", "condition": "执行数 <= 预算数", "severity": "error"}],\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}, '
        '"cohort": [{"inputs": {"预算数": 80, "执行数": 90}}]}]',
        good='"derived": {"执行率": {"formula": "执行数 / 预算数"}, "名次": {"formula": "rank_high(执行数)"}},\n'
        '"assertions": [{"id": "不超支", "condition": "执行数 <= 预算数", "severity": "error"}],\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}, '
        '"cohort": [{"inputs": {"预算数": 80, "执行数": 60}}]}]',
        zh="数据被退回的单位不参加比较；悄悄去掉它会改变别人的名次，所以指出来。",
        en="What is refused is compared with nothing; dropping it in silence would change the ranks "
        "of others, so it is named.",
    ),
    "text-expected": _sketch(
        bad='"notes": {"A1": 3}',
        good='"notes": {"A1": "尾款未付"}',
        zh="备注和单位名称是给人看的文字。",
        en="Remarks and the names of units are texts for people.",
    ),
}

VALUES: Mapping[str, Explanation] = {
    "mark-without-reason": _ruleset(
        bad='"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": {"pending": " "}}}]',
        good='"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": {"pending": "决算未批"}}}]',
        zh="不适用、待评都要说明原因，印在得分表上，供人核查。",
        en="What does not apply, or is pending, says why; the report prints it for whoever checks.",
    ),
    "value-of-wrong-kind": _ruleset(
        bad='"examples": [{"id": "甲", "inputs": {"预算数": "100", "执行数": 50}}]',
        good='"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}}]',
        zh="文本不当数用，数不当文本用；自动转换看似方便，错了却无人知道。",
        en="Texts are no numbers, and numbers no texts: what converts them silently errs silently.",
    ),
    "value-not-finite": _sketch(
        bad='{"执行数": nan}    (Python)',
        good='{"执行数": None}',
        zh="NaN 和无穷大不是数；没有数值就留空。",
        en="NaN and infinity are no numbers; leave out what has none.",
    ),
    "value-too-long": _sketch(
        bad='{"执行数": 10 ** 2000}    (Python)',
        good='{"执行数": 5169.65}',
        zh="这样长的数不会是真实数据。",
        en="So long a number is no real datum.",
    ),
    "value-not-whole": _ruleset(
        bad='"inputs": {"执行数": {"type": "integer"}},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50.5}}]',
        good='"inputs": {"执行数": {"type": "integer"}},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}}]',
        zh="人数、次数没有小数；取整是谁的决定，应由填报的人说。",
        en="People and meetings come whole; whoever gives the data decides how to round them.",
    ),
    "value-out-of-range": _ruleset(
        bad='"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": -50}}]',
        good='"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}}]',
        zh="超出声明的区间，多半是填错了：单位、小数点或百分号。拒收比照算好。",
        en="Outside the declared range a unit, a point or a percent sign is mostly wrong; better "
        "refused than scored.",
    ),
    "value-not-a-choice": _ruleset(
        bad='"inputs": {"状态": {"type": "choice", "choices": ["完成", "未完成"]}},\n'
        '"derived": {"完成": {"formula": "状态 == \'完成\'", "type": "boolean"}},\n'
        '"examples": [{"id": "甲", "inputs": {"状态": "己完成"}}]',
        good='"inputs": {"状态": {"type": "choice", "choices": ["完成", "未完成"]}},\n'
        '"derived": {"完成": {"formula": "状态 == \'完成\'", "type": "boolean"}},\n'
        '"examples": [{"id": "甲", "inputs": {"状态": "完成"}}]',
        zh="只能填声明过的选项，一字不差。",
        en="Only the declared choices can be given, letter by letter.",
    ),
    "date-malformed": _ruleset(
        bad='"inputs": {"付款日": {"type": "date"}},\n'
        '"derived": {"按时": {"formula": "付款日 <= date(2022, 6, 30)", "type": "boolean"}},\n'
        '"examples": [{"id": "甲", "inputs": {"付款日": "2022.6.10"}}]',
        good='"inputs": {"付款日": {"type": "date"}},\n'
        '"derived": {"按时": {"formula": "付款日 <= date(2022, 6, 30)", "type": "boolean"}},\n'
        '"examples": [{"id": "甲", "inputs": {"付款日": "2022-06-10"}}]',
        zh="日期只有一种写法，才不会把 6 月 10 日读成 10 月 6 日。",
        en="Dates have one form, so that no June is read as October.",
    ),
    "date-not-in-the-calendar": _ruleset(
        bad='"inputs": {"付款日": {"type": "date"}},\n'
        '"derived": {"按时": {"formula": "付款日 <= date(2022, 6, 30)", "type": "boolean"}},\n'
        '"examples": [{"id": "甲", "inputs": {"付款日": "2022-02-29"}}]',
        good='"inputs": {"付款日": {"type": "date"}},\n'
        '"derived": {"按时": {"formula": "付款日 <= date(2022, 6, 30)", "type": "boolean"}},\n'
        '"examples": [{"id": "甲", "inputs": {"付款日": "2022-02-28"}}]',
        zh="日历上没有这一天，必是填错了。",
        en="The calendar has no such day.",
    ),
    "tier-unknown": _ruleset(
        bad='"inputs": {"质量": {"type": "judged", "tiers": {"优": "[80%, 100%]", "差": "[0%, 80%)"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}},\n'
        '"examples": [{"id": "甲", "inputs": {"质量": {"tier": "良", "rate": "85%"}}}]',
        good='"inputs": {"质量": {"type": "judged", "tiers": {"优": "[80%, 100%]", "差": "[0%, 80%)"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}},\n'
        '"examples": [{"id": "甲", "inputs": {"质量": {"tier": "优", "rate": "85%"}}}]',
        zh="评定的档次必须是规则集列出的。",
        en="The tier of a judgement is one that the ruleset lists.",
    ),
    "tier-not-told": _ruleset(
        bad='"inputs": {"质量": {"type": "judged", "tiers": {"优": "[80%, 100%]", "差": "[0%, 80%]"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}},\n'
        '"examples": [{"id": "甲", "inputs": {"质量": "80%"}}]',
        good='"inputs": {"质量": {"type": "judged", "tiers": {"优": "[80%, 100%]", "差": "[0%, 80%]"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}},\n'
        '"examples": [{"id": "甲", "inputs": {"质量": {"tier": "优", "rate": "80%"}}}]',
        zh="这个得分率两个档次都允许，评的是哪一档要写明。",
        en="Two tiers allow this rate; the data say which was meant.",
    ),
    "rate-outside-tier": _ruleset(
        bad='"inputs": {"质量": {"type": "judged", "tiers": {"优": "[80%, 100%]", "差": "[0%, 80%)"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}},\n'
        '"examples": [{"id": "甲", "inputs": {"质量": {"tier": "优", "rate": "70%"}}}]',
        good='"inputs": {"质量": {"type": "judged", "tiers": {"优": "[80%, 100%]", "差": "[0%, 80%)"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}},\n'
        '"examples": [{"id": "甲", "inputs": {"质量": {"tier": "优", "rate": "90%"}}}]',
        zh="档次限定了可给的分，评定人只能在其中选。",
        en="A tier bounds what can be given; whoever judges picks within it.",
    ),
    "rate-outside-tiers": _ruleset(
        bad='"inputs": {"质量": {"type": "judged", "tiers": {"优": "[80%, 100%]", "差": "[0%, 60%)"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}},\n'
        '"examples": [{"id": "甲", "inputs": {"质量": "70%"}}]',
        good='"inputs": {"质量": {"type": "judged", "tiers": {"优": "[80%, 100%]", "差": "[0%, 60%)"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}},\n'
        '"examples": [{"id": "甲", "inputs": {"质量": "90%"}}]',
        zh="没有哪个档次允许这个得分率。",
        en="No tier allows this rate.",
    ),
    "list-of-wrong-length": _ruleset(
        bad='"inputs": {"评分": {"type": "numbers", "range": "[0, 100]", "length": "[3, 9]"}},\n'
        '"derived": {"均分": {"formula": "mean(评分)"}},\n'
        '"examples": [{"id": "甲", "inputs": {"评分": [90, 91]}}]',
        good='"inputs": {"评分": {"type": "numbers", "range": "[0, 100]", "length": "[3, 9]"}},\n'
        '"derived": {"均分": {"formula": "mean(评分)"}},\n'
        '"examples": [{"id": "甲", "inputs": {"评分": [90, 91, 92]}}]',
        zh="评委人数有规定，多了少了结果都不作数。",
        en="How many judge is laid down; with more or fewer the result does not count.",
    ),
}

SCORES: Mapping[str, Explanation] = {
    "score-out-of-range": _ruleset(
        bad='"indicators": {"formula": "weight * 执行数 / 预算数"},\n'
        '"examples": [{"id": "超支", "inputs": {"预算数": 100, "执行数": 120}}]',
        good='"indicators": {"formula": "weight * min(1, 执行数 / 预算数)"},\n'
        '"examples": [{"id": "超支", "inputs": {"预算数": 100, "执行数": 120}}]',
        zh="得分超出分值从不悄悄截断：规则要写明封顶（min、clamp、reached），或用 range 允许超过。",
        en="Points beyond the weight are never clipped in silence: the rule says its cap (min, "
        "clamp, reached), or a range allows them.",
    ),
    "absence-refused": _ruleset(
        bad='"policies": {"missing": "refuse"},\n"examples": [{"id": "未填", "inputs": {"预算数": 100}}]',
        good='"policies": {"missing": "refuse"},\n'
        '"examples": [{"id": "已填", "inputs": {"预算数": 100, "执行数": 0}}]',
        zh="规则集规定此项必须有数据，没有就整份拒收。",
        en="The ruleset wants these data; without them the record is refused.",
    ),
    "derived-not-whole": _ruleset(
        bad='"derived": {"场次": {"formula": "执行数 / 3", "type": "integer"}},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}}]',
        good='"derived": {"场次": {"formula": "floor(执行数 / 3)", "type": "integer"}},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 50}}]',
        zh="声明为整数的派生值算出了小数：取整要由公式写明（floor、ceil、round）。",
        en="What is declared whole is not; the formula says how it is rounded (floor, ceil, round).",
    ),
    "total-without-grade": _ruleset(
        bad='"grades": [{"grade": "合格", "range": "[0, 100]"}],\n'
        '"indicators": {"adjustments": [{"id": "奖励", "becomes": "value + 5"}], '
        '"children": [{"id": "A", "weight": 100, "formula": "weight * reached(执行数, 预算数)"}]},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 100}}]',
        good='"grades": [{"grade": "合格", "range": "[0, 105]"}],\n'
        '"indicators": {"adjustments": [{"id": "奖励", "becomes": "value + 5"}], '
        '"children": [{"id": "A", "weight": 100, "formula": "weight * reached(执行数, 预算数)"}]},\n'
        '"examples": [{"id": "甲", "inputs": {"预算数": 100, "执行数": 100}}]',
        zh="等级表没有覆盖这个总分；加分、扣分之后的也要覆盖。",
        en="The scale does not cover this total; those after a bonus or a penalty count as well.",
    ),
}

EXPLANATIONS: Mapping[str, Explanation] = {**RECORD, **VALUES, **SCORES}
