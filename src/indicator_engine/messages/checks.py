"""Sentences of the checks: what is wrong or doubtful about a ruleset, or about a record's data."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

RULESET: Mapping[str, Sentence] = {
    "id-given-twice": Sentence(
        zh="标识“{id}”重复，每个标识只能用一次",
        en="id {id!r} is given twice, expected once",
    ),
    "weights-do-not-add-up": Sentence(
        zh=(
            "“{id}”的下级分值合计 {points}（{terms}），应等于它的分值 {weight}；"
            '若只写比例，可加 "weights": "relative"'
        ),
        en=(
            "the children of {id!r} have {points} points together ({terms}), expected {weight}; "
            'with "weights": "relative" they are scaled'
        ),
    ),
    "weight-off-the-grid": Sentence(
        zh=(
            "“{id}”的分值 {weight} 超过 {places} 位小数，满分无法印出；"
            "应改为 {below} 或 {above}，或增加 rounding 的小数位数"
        ),
        en=(
            "indicator {id!r} has {weight} points, expected at most {places} decimal places, or "
            "full marks cannot be printed; write {below} or {above}, or round to more places"
        ),
    ),
    "bands-gap": Sentence(
        zh="表“{table}”在 {first} 与 {second} 之间有空缺：{at} 不属于任何一行",
        en="table {table!r} has a gap between {first} and {second}: {at}, expected none",
    ),
    "bands-overlap": Sentence(
        zh="表“{table}”的 {first} 与 {second} 重叠：{at} 同时属于两行；不含端点的一侧应写圆括号",
        en=(
            "table {table!r} has an overlap of {first} and {second}: {at}, expected none; "
            "a round bracket leaves an end out"
        ),
    ),
    "case-missing": Sentence(
        zh="表“{table}”没有选项“{choice}”的行，而输入项“{input}”可以选它",
        en="table {table!r} has no case {choice!r}, expected one: input {input!r} may choose it",
    ),
    "case-without-choice": Sentence(
        zh="表“{table}”中的“{choice}”不是输入项“{input}”的选项",
        en="table {table!r} has the case {choice!r}, expected choices of input {input!r} alone",
    ),
    "grades-gap": Sentence(
        zh="等级“{first}”与“{second}”之间有空缺：总分 {at} 没有等级",
        en="the scale has a gap between {first!r} and {second!r}: {at}, expected none",
    ),
    "grades-overlap": Sentence(
        zh="等级“{first}”与“{second}”重叠：总分 {at} 有两个等级；不含端点的一侧应写圆括号",
        en=(
            "the scale has an overlap of {first!r} and {second!r}: {at}, expected none; "
            "a round bracket leaves an end out"
        ),
    ),
    "grades-do-not-cover": Sentence(
        zh="等级的区间只覆盖 {covered}，应覆盖可能的全部总分 {wanted}",
        en="the scale covers {covered}, expected all totals that can be reached: {wanted}",
    ),
    "grades-not-best-first": Sentence(
        zh="等级“{second}”的总分高于写在前面的“{first}”，应从最好的等级写起",
        en="grade {second!r} has higher totals than {first!r} before it, expected the best first",
    ),
    "grade-unknown": Sentence(
        zh="没有等级“{grade}”，可用：{grades}",
        en="unknown grade {grade!r}, expected one of {grades}",
    ),
    "unused": Sentence(
        zh="{what_kind}“{name}”没有任何公式用到，应用上它或删去",
        en="{what_kind} {name!r} is used by no formula, expected one; use it or leave it out",
    ),
    "example-differs": Sentence(
        zh="示例“{example}”的 {what} 算得 {found}，应为 {expected}",
        en="example {example!r} gives {found} for {what}, expected {expected}",
    ),
}

RECORD: Mapping[str, Sentence] = {
    "assertion-equal": Sentence(
        zh="两边应相等：{left} = {left_value}，{right} = {right_value}，相差 {difference}",
        en=(
            "the two sides differ, expected them to be equal: {left} = {left_value}, "
            "{right} = {right_value}, difference {difference}"
        ),
    ),
    "assertion-condition": Sentence(
        zh="应成立而未成立：{formula}",
        en="the condition does not hold, expected it to: {formula}",
    ),
    "assertion-undefined": Sentence(
        zh="用这些数据无法计算，因此无法核对（{code}）",
        en="there is no value with these data, expected one to check ({code})",
    ),
    "default-used": Sentence(
        zh="输入项“{name}”未填，按默认值计算",
        en="input {name!r} is missing, its default was used",
    ),
    "absence-scored-zero": Sentence(
        zh="指标“{id}”{absence_kind}，按规定计零分",
        en="indicator {id!r} is {absence_kind}, scored as zero by its policy",
    ),
    "absence-scored-full": Sentence(
        zh="指标“{id}”{absence_kind}，按规定计满分",
        en="indicator {id!r} is {absence_kind}, scored as full marks by its policy",
    ),
}

UNITS: Mapping[str, Sentence] = {
    "unit-clash": Sentence(
        zh="“{first}”与“{second}”是不同的单位，不能相加减、比较大小或互相代替",
        en=(
            "found the units {first!r} and {second!r} together, expected one: only values of one "
            "unit are added, compared or stand for each other"
        ),
    ),
    "unit-clash-money": Sentence(
        zh="“{first}”与“{second}”混用，应先换算成同一单位：{factor}",
        en=(
            "found the units {first!r} and {second!r} together, expected one of them: {factor}; "
            "convert one side"
        ),
    ),
    "percent-and-points": Sentence(
        zh=(
            "百分数与百分点混用：百分数之差是百分点，不能与百分数比较或互相代替；"
            '以百分点计的输入项应写 "unit": "百分点"'
        ),
        en=(
            "found a percent beside percentage points, expected two of one kind; an input given in "
            'percentage points has "unit": "pp"'
        ),
    ),
    "derived-unit-differs": Sentence(
        zh="派生值“{name}”声明的单位是“{first}”，公式算出的是“{second}”，应一致",
        en="derived value {name!r} is declared as {first!r} and computed as {second!r}, expected one unit",
    ),
    "derived-not-percent": Sentence(
        zh='派生值“{name}”的类型是 percent，公式算出的是百分数之差，应写 "type": "pp"（百分点）',
        en=(
            "derived value {name!r} has the type 'percent', but its formula gives a difference of "
            'percents, expected "type": "pp" (percentage points)'
        ),
    ),
    "derived-not-pp": Sentence(
        zh='派生值“{name}”的类型是 pp（百分点），公式算出的是百分数，应写 "type": "percent"',
        en=(
            "derived value {name!r} has the type 'pp' (percentage points), but its formula gives a "
            'percent, expected "type": "percent"'
        ),
    ),
    "unit-against-points": Sentence(
        zh="此处得分（分）与“{unit}”混用；应乘以每单位的分值，如 0.5 * 例数、weight * 完成率",
        en=(
            "found {unit!r} where points are expected; multiply by the points that each is worth, "
            "as in 0.5 * count or weight * rate"
        ),
    ),
}

NAMES: Mapping[str, Sentence] = {
    "names-look-alike": Sentence(
        zh="“{name}”与“{other}”看上去几乎一样，应改其中一个，以免混淆",
        en="{name!r} looks like {other!r}, expected names that the eye can tell apart",
    ),
    "name-mixes-scripts": Sentence(
        zh="“{name}”中的 {character} 不是拉丁字母“{latin}”，只是形似；应改用同一种字母",
        en="{name!r} has {character}, which looks like the Latin letter {latin!r}, expected one script",
    ),
    "parameter-shadows": Sentence(
        zh="函数“{function}”的参数“{name}”与{what_kind}同名，函数中只表示传入的值；应改用别的名称",
        en=(
            "parameter {name!r} of function {function!r} has the name of the {what_kind} {name!r}, "
            "expected another: inside, it is only what the function is given"
        ),
    ),
    "range-not-declared": Sentence(
        zh="输入项“{name}”没有声明 range，因此无法证明“{indicator}”总有结果且不超出范围",
        en=(
            "input {name!r} has no range, expected one: without it {indicator!r} cannot be proved "
            "to have a result within its range"
        ),
    ),
    "not-covered": Sentence(
        zh="{part_kind}“{name}”没有任何示例涉及，应补充示例",
        en="{part_kind} {name!r} is shown by no example, expected one that comes past it",
    ),
}

SENTENCES: Mapping[str, Sentence] = {**RULESET, **UNITS, **NAMES, **RECORD}
