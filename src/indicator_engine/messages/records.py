"""Sentences about the data of one unit: values that cannot be used, and scores there cannot be."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

RECORD: Mapping[str, Sentence] = {
    "result-malformed": Sentence(
        zh="这不是 score --format json 写出的结果：{pointer} 处应为{expected_kind}",
        en="no result of score --format json: expected {expected_kind} at {pointer}",
    ),
    "record-not-object": Sentence(
        zh='数据应为对象，以输入项名称为键，如 {{"全年预算数": 5333.85}}',
        en='the data are no object, expected one with inputs by name, as in {{"budget": 5333.85}}',
    ),
    "record-unknown-key": Sentence(
        zh="没有名为“{key}”的键，此处应为{expected_kind}",
        en="unknown key {key!r}, expected {expected_kind}",
    ),
    "indicator-given-a-value": Sentence(
        zh=(
            "“{name}”是指标，由公式算出，不能填值；"
            '只能注明 {{"not_applicable": "原因"}} 或 {{"pending": "原因"}}'
        ),
        en=(
            "{name!r} is an indicator and was given a value, expected a mark: "
            '{{"not_applicable": "reason"}} or {{"pending": "reason"}}'
        ),
    ),
    "cohort-not-list": Sentence(
        zh='cohort 应为数据的列表，如 [{{"inputs": {{…}}}}, {{"inputs": {{…}}}}]',
        en='the cohort is no list, expected records: [{{"inputs": {{…}}}}, {{"inputs": {{…}}}}]',
    ),
    "cohort-not-given": Sentence(
        zh="规则要与其他单位比较（{calls}），应在 cohort 中给出其他单位的数据，或用 batch 给整张表计分",
        en=(
            "the rules compare the unit with others ({calls}), expected their records in "
            "'cohort'; or score the whole table with batch"
        ),
    ),
    "cohort-record-refused": Sentence(
        zh="这个单位的数据无法计分（{id}：{code}），不能算入比较的范围，应改正或去掉",
        en=(
            "this record has no score of its own ({id!r}: {code}), expected one to compare with; "
            "mend it or leave it out"
        ),
    ),
    "text-expected": Sentence(zh="“{name}”应为文本", en="{name!r} is not a text, expected one"),
}

VALUES: Mapping[str, Sentence] = {
    "mark-without-reason": Sentence(
        zh='“{name}”的 {mark} 没有写原因，应写成 {{"{mark}": "原因"}}',
        en='{name!r} has no reason with its mark, expected {{"{mark}": "reason"}}',
    ),
    "value-of-wrong-kind": Sentence(
        zh="“{name}”填的是{found_kind}（{value}），应为{expected_kind}",
        en="{name!r} is {found_kind} ({value}), expected {expected_kind}",
    ),
    "value-not-finite": Sentence(
        zh="“{name}”填的是 {value}，不是数；没有数值时填 null",
        en="{name!r} is {value}, expected a number; null where there is none",
    ),
    "value-too-long": Sentence(
        zh="“{name}”的数 {value} 太长，请检查",
        en="{name!r} is {value}, expected a number of fewer digits",
    ),
    "value-not-whole": Sentence(
        zh="“{name}”填的是 {value}，应为整数",
        en="{name!r} is {value}, expected a whole number",
    ),
    "value-out-of-range": Sentence(
        zh="“{name}”填的是 {value}，应在 {range} 之内",
        en="{name!r} is {value}, expected a value in {range}",
    ),
    "value-not-a-choice": Sentence(
        zh="“{name}”填的是“{choice}”，可选：{choices}",
        en="{name!r} is {choice!r}, expected one of {choices}",
    ),
    "date-malformed": Sentence(
        zh="“{name}”填的是 {value}，应为 2022-06-10 这样的日期",
        en="{name!r} is {value}, expected a date such as 2022-06-10",
    ),
    "date-not-in-the-calendar": Sentence(
        zh="“{name}”填的是 {value}，日历上没有这一天",
        en="{name!r} is {value}, expected a day of the calendar",
    ),
    "tier-unknown": Sentence(
        zh="“{name}”的档次是“{choice}”，可选：{choices}",
        en="{name!r} has the tier {choice!r}, expected one of {choices}",
    ),
    "tier-not-told": Sentence(
        zh='“{name}”的得分率 {rate} 可属于多个档次（{tiers}），应写明 {{"tier": …, "rate": …}}',
        en=(
            "{name!r} has the rate {rate}, which several tiers allow ({tiers}), "
            'expected {{"tier": …, "rate": …}}'
        ),
    ),
    "rate-outside-tier": Sentence(
        zh="“{name}”的得分率 {rate} 不在档次“{tier}”的 {range} 之内",
        en="{name!r} has the rate {rate}, expected {range} for the tier {tier!r}",
    ),
    "rate-outside-tiers": Sentence(
        zh="“{name}”的得分率 {rate} 不属于任何档次（{tiers}）",
        en="{name!r} has the rate {rate}, expected one that a tier allows ({tiers})",
    ),
    "list-of-wrong-length": Sentence(
        zh="“{name}”有 {count} 个数，个数应在 {range} 之内",
        en="{name!r} has {count} entries, expected a number of them in {range}",
    ),
}

SCORES: Mapping[str, Sentence] = {
    "score-out-of-range": Sentence(
        zh="指标“{id}”算得 {points} 分，不在 {range} 之内；规则应限制得分（min、clamp、reached），或写明 range",
        en=(
            "indicator {id!r} has {points} points, expected {range}; cap its rule with "
            "min, clamp or reached, or declare a range"
        ),
    ),
    "absence-refused": Sentence(
        zh="指标“{id}”{absence_kind}，按规定必须有数据",
        en="indicator {id!r} is {absence_kind}, expected data: its policy refuses records without",
    ),
    "derived-not-whole": Sentence(
        zh="派生值“{id}”不是整数，应为整数（类型 integer）",
        en="derived value {id!r} is not whole, expected a whole number (its type is integer)",
    ),
    "total-without-grade": Sentence(
        zh="总分 {points} 不在任何等级的区间内，等级应覆盖它",
        en="the total {points} has no grade, expected a scale that covers it",
    ),
}

SENTENCES: Mapping[str, Sentence] = {**RECORD, **VALUES, **SCORES}
