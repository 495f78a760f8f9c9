"""Explanations of what the checks find wrong or doubtful about a ruleset."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_ruleset = partial(Explanation, "ruleset")

RULESET: Mapping[str, Explanation] = {
    "id-given-twice": _ruleset(
        bad='"assertions": [{"id": "核对", "condition": "执行数 <= 预算数"}, '
        '{"id": "核对", "condition": "执行数 >= 0"}]',
        good='"assertions": [{"id": "核对1", "condition": "执行数 <= 预算数"}, '
        '{"id": "核对2", "condition": "执行数 >= 0"}]',
        zh="报告和示例用标识指明是哪一条；重复就指不明。",
        en="Reports and examples name things by id; one given twice names nothing.",
    ),
    "weights-do-not-add-up": _ruleset(
        bad='"indicators": {"children": ['
        '{"id": "A", "weight": 60, "formula": "weight * reached(执行数, 预算数)"}, '
        '{"id": "B", "weight": 30, "formula": "weight * within(执行数, 预算数)"}]}',
        good='"indicators": {"children": ['
        '{"id": "A", "weight": 60, "formula": "weight * reached(执行数, 预算数)"}, '
        '{"id": "B", "weight": 40, "formula": "weight * within(执行数, 预算数)"}]}',
        zh="下级分值之和不等于上级，满分就不是满分；这是公开报告里最常见的差错之一。",
        en="If the parts do not make the whole, full marks are not full: one of the most common "
        "slips of published evaluations.",
    ),
    "weight-off-the-grid": _ruleset(
        bad='"indicators": {"weight": 33.333}',
        good='"indicators": {"weight": 33.33}',
        zh="得分按两位小数公布，33.333 分的满分印不出来，合计也就对不上。",
        en="Scores are published with two decimals; full marks of 33.333 cannot be printed.",
    ),
    "bands-gap": _ruleset(
        bad='"tables": {"分档": {"bands": [{"range": "[0, 0.6]", "value": 0}, '
        '{"range": "[0.61, inf)", "value": 1}]}},\n'
        '"indicators": {"formula": "weight * 分档(执行数 / 预算数)"}',
        good='"tables": {"分档": {"bands": [{"range": "[0, 0.6)", "value": 0}, '
        '{"range": "[0.6, inf)", "value": 1}]}},\n'
        '"indicators": {"formula": "weight * 分档(执行数 / 预算数)"}',
        zh="0.605 落在两档之间，没有得分。端点应恰好相接，一边含、一边不含。",
        en="0.605 lies between the two and has no score. Let one band include the end that the "
        "other leaves out.",
    ),
    "bands-overlap": _ruleset(
        bad='"tables": {"分档": {"bands": [{"range": "[0, 0.6]", "value": 0}, '
        '{"range": "[0.6, inf)", "value": 1}]}},\n'
        '"indicators": {"formula": "weight * 分档(执行数 / 预算数)"}',
        good='"tables": {"分档": {"bands": [{"range": "[0, 0.6)", "value": 0}, '
        '{"range": "[0.6, inf)", "value": 1}]}},\n'
        '"indicators": {"formula": "weight * 分档(执行数 / 预算数)"}',
        zh="恰好 0.6 时属于两档，得几分取决于写的先后。",
        en="0.6 belongs to both, and its score would depend on the order they are written in.",
    ),
    "case-missing": _ruleset(
        bad='"inputs": {"状态": {"type": "choice", "choices": ["完成", "未完成"]}},\n'
        '"tables": {"系数": {"cases": {"完成": 1}}},\n'
        '"indicators": {"formula": "weight * min(reached(执行数, 预算数), 系数(状态))"}',
        good='"inputs": {"状态": {"type": "choice", "choices": ["完成", "未完成"]}},\n'
        '"tables": {"系数": {"cases": {"完成": 1, "未完成": 0}}},\n'
        '"indicators": {"formula": "weight * min(reached(执行数, 预算数), 系数(状态))"}',
        zh="数据可以选、表里却没有的选项，一选就算不出来。",
        en="A choice that the data may make and the table does not hold has no score.",
    ),
    "case-without-choice": _ruleset(
        bad='"inputs": {"状态": {"type": "choice", "choices": ["完成", "未完成"]}},\n'
        '"tables": {"系数": {"cases": {"完成": 1, "未完成": 0, "己完成": 1}}},\n'
        '"indicators": {"formula": "weight * min(reached(执行数, 预算数), 系数(状态))"}',
        good='"inputs": {"状态": {"type": "choice", "choices": ["完成", "未完成"]}},\n'
        '"tables": {"系数": {"cases": {"完成": 1, "未完成": 0}}},\n'
        '"indicators": {"formula": "weight * min(reached(执行数, 预算数), 系数(状态))"}',
        zh="没有人能选的一行永远用不到，多半是写错了字。",
        en="A row that nobody can choose is never used; mostly it is misspelt.",
    ),
    "grades-gap": _ruleset(
        bad='"grades": [{"grade": "合格", "range": "[60, 100]"}, '
        '{"grade": "不合格", "range": "[0, 59]"}]',
        good='"grades": [{"grade": "合格", "range": "[60, 100]"}, '
        '{"grade": "不合格", "range": "[0, 60)"}]',
        zh="总分公布到两位小数，59.50 就没有等级。",
        en="Totals have two decimals, so 59.50 has no grade.",
    ),
    "grades-overlap": _ruleset(
        bad='"grades": [{"grade": "合格", "range": "[60, 100]"}, '
        '{"grade": "不合格", "range": "[0, 60]"}]',
        good='"grades": [{"grade": "合格", "range": "[60, 100]"}, '
        '{"grade": "不合格", "range": "[0, 60)"}]',
        zh="60 分有两个等级，就看谁来解释。",
        en="A total of 60 has two grades, and it depends on who reads the scale.",
    ),
    "grades-do-not-cover": _ruleset(
        bad='"grades": [{"grade": "合格", "range": "[60, 100]"}]',
        good='"grades": [{"grade": "合格", "range": "[60, 100]"}, '
        '{"grade": "不合格", "range": "[0, 60)"}]',
        zh="每个可能的总分都要有等级，包括最低和最高的。",
        en="Every total has a grade, the lowest and the highest included.",
    ),
    "grades-not-best-first": _ruleset(
        bad='"grades": [{"grade": "不合格", "range": "[0, 60)"}, '
        '{"grade": "合格", "range": "[60, 100]"}]',
        good='"grades": [{"grade": "合格", "range": "[60, 100]"}, '
        '{"grade": "不合格", "range": "[0, 60)"}]',
        zh="等级的先后就是高低，“最高只能评为……”按它来定。",
        en="The order of the grades is their rank, which 'at most' goes by.",
    ),
    "grade-unknown": _ruleset(
        bad='"grades": [{"grade": "合格", "range": "[0, 100]"}],\n'
        '"indicators": {"adjustments": [{"id": "否决", "when": "value < 20", "grade": "差"}], '
        ""
        '"children": [{"id": "A", "weight": 100, "formula": "weight * reached(执行数, 预算数)"}]}',
        good='"grades": [{"grade": "合格", "range": "[0, 100]"}, {"grade": "差"}],\n'
        '"indicators": {"adjustments": [{"id": "否决", "when": "value < 20", "grade": "差"}], '
        ""
        '"children": [{"id": "A", "weight": 100, "formula": "weight * reached(执行数, 预算数)"}]}',
        zh="调整或示例中写的等级，必须在等级表里。",
        en="A grade that an adjustment or an example names is one of the scale.",
    ),
    "unused": _ruleset(
        bad='"inputs": {"人数": {"type": "integer", "range": "[0, inf)"}}',
        good='"inputs": {"人数": {"type": "integer", "range": "[0, inf)"}},\n'
        '"derived": {"人均": {"formula": "执行数 / max(1, 人数)"}}',
        zh="要求填报却不参加计算的数据，要么漏了一条规则，要么白费人工。",
        en="Data that are asked for and never used: a rule was forgotten, or somebody's time is "
        "wasted.",
    ),
    "example-differs": _ruleset(
        bad='"examples": [{"id": "半数", "inputs": {"预算数": 100, "执行数": 50}, '
        '"expected": {"total": 60}}]',
        good='"examples": [{"id": "半数", "inputs": {"预算数": 100, "执行数": 50}, '
        '"expected": {"total": 50}}]',
        zh="示例说的与算出的不一致：规则错了，或示例错了，总有一个要改。",
        en="What the example says and what comes out differ: the rule is wrong, or the example.",
    ),
    "names-look-alike": _ruleset(
        bad='"derived": {"年末数": {"formula": "执行数 + 1"}, "年未数": {"formula": "执行数 - 1"}}',
        good='"derived": {"年末数": {"formula": "执行数 + 1"}, "年初数": {"formula": "执行数 - 1"}}',
        zh="看上去一样的名称其实不同，写错了谁也看不出来。",
        en="Names that look the same and are not: nobody sees it when one is taken for the other.",
    ),
    "name-mixes-scripts": _ruleset(
        bad='"derived": {"А类支出": {"formula": "执行数 + 1"}}',
        good='"derived": {"A类支出": {"formula": "执行数 + 1"}}',
        zh="名称中混入了形似拉丁字母的西里尔字母或希腊字母，搜索和对照都会落空。",
        en="A Cyrillic or Greek letter passes for a Latin one; searches and comparisons miss it.",
    ),
    "parameter-shadows": _ruleset(
        bad='"functions": {"加一": {"parameters": ["执行数"], "formula": "执行数 + 1"}},\n'
        '"indicators": {"formula": "weight * reached(加一(预算数), 预算数 + 1)"}',
        good='"functions": {"加一": {"parameters": ["数"], "formula": "数 + 1"}},\n'
        '"indicators": {"formula": "weight * reached(加一(执行数), 预算数 + 1)"}',
        zh="参数与输入项同名，读的人以为是那个输入项，函数里却是传入的值。",
        en="A parameter with the name of an input reads as that input, and is whatever the call "
        "gives.",
    ),
    "range-not-declared": _ruleset(
        bad='"inputs": {"完成度": {"type": "number"}},\n'
        '"indicators": {"formula": "weight * 完成度"}',
        good='"inputs": {"完成度": {"type": "number", "range": "[0, 1]"}},\n'
        '"indicators": {"formula": "weight * 完成度"}',
        zh="不知道数据在什么范围，就证明不了得分不会超过满分，也拦不住填错的数。",
        en="Without the range of the data nothing proves that scores stay within their weight, and "
        "no slip of the data is stopped.",
    ),
    "not-covered": _ruleset(
        bad='"tables": {"分档": {"bands": [{"range": "[0, 0.6)", "value": 0}, '
        '{"range": "[0.6, inf)", "value": 1}]}},\n'
        '"indicators": {"formula": "weight * 分档(执行数 / 预算数)"},\n'
        '"examples": [{"id": "过半", "inputs": {"预算数": 100, "执行数": 80}}]',
        good='"tables": {"分档": {"bands": [{"range": "[0, 0.6)", "value": 0}, '
        '{"range": "[0.6, inf)", "value": 1}]}},\n'
        '"indicators": {"formula": "weight * 分档(执行数 / 预算数)"},\n'
        '"examples": [{"id": "过半", "inputs": {"预算数": 100, "执行数": 80}}, '
        '{"id": "不足", "inputs": {"预算数": 100, "执行数": 50}}]',
        zh="没有示例走到的分支，写错了也没人发现；--coverage 列出这些地方。",
        en="A branch that no example takes may be wrong without anybody knowing; --coverage lists "
        "them.",
    ),
}

UNITS: Mapping[str, Explanation] = {
    "unit-clash": _ruleset(
        bad='"inputs": {"人数": {"type": "integer", "unit": "人", "range": "[0, inf)"}},\n'
        '"derived": {"合计": {"formula": "执行数 + 人数"}}',
        good='"inputs": {"人数": {"type": "integer", "unit": "人", "range": "[1, inf)"}},\n'
        '"derived": {"人均": {"formula": "执行数 / 人数"}}',
        zh="万元加人没有意义；相除、相乘则可以。不带单位的数与任何单位相配。",
        en="Money and people have no sum; a quotient or a product they have. A bare number goes "
        "with any unit.",
    ),
    "unit-clash-money": _ruleset(
        bad='"inputs": {"罚款": {"type": "number", "unit": "元", "range": "[0, inf)"}},\n'
        '"derived": {"支出合计": {"formula": "执行数 + 罚款"}}',
        good='"inputs": {"罚款": {"type": "number", "unit": "元", "range": "[0, inf)"}},\n'
        '"derived": {"支出合计": {"formula": "执行数 + 罚款 / 10000", "unit": "万元"}}',
        zh="元与万元相加，差一万倍而看不出来；先换算，再相加。",
        en="Yuan added to ten thousands of yuan is wrong by that factor, and looks right; convert "
        "first.",
    ),
    "percent-and-points": _ruleset(
        bad='"inputs": {"上年率": {"type": "percent"}, "本年率": {"type": "percent"}},\n'
        '"derived": {"变动": {"formula": "本年率 - 上年率", "type": "pp"}, '
        '"变动大于上年": {"formula": "变动 > 上年率", "type": "boolean"}}',
        good='"inputs": {"上年率": {"type": "percent"}, "本年率": {"type": "percent"}, '
        '"允许变动": {"type": "percent", "unit": "百分点"}},\n'
        '"derived": {"变动": {"formula": "本年率 - 上年率", "type": "pp"}, '
        '"变动过大": {"formula": "变动 > 允许变动", "type": "boolean"}}',
        zh="率是百分数，两个率之差是百分点，两者不能比大小；“上升 0.35%”与“上升 0.35 个百分点”不是一回事。",
        en="A rate is a percent, the difference of two rates is in percentage points, and the two "
        "are not compared: 'up by 0.35 %' is not 'up by 0.35 points'.",
    ),
    "derived-unit-differs": _ruleset(
        bad='"derived": {"差额": {"formula": "预算数 - 执行数", "unit": "人"}}',
        good='"derived": {"差额": {"formula": "预算数 - 执行数", "unit": "万元"}}',
        zh="声明的单位印在报表上，与公式算出的不同，读者就被误导。",
        en="Reports print the declared unit; where the formula gives another, they mislead.",
    ),
    "derived-not-percent": _ruleset(
        bad='"inputs": {"上年率": {"type": "percent"}, "本年率": {"type": "percent"}},\n'
        '"derived": {"变动": {"formula": "本年率 - 上年率", "type": "percent"}}',
        good='"inputs": {"上年率": {"type": "percent"}, "本年率": {"type": "percent"}},\n'
        '"derived": {"变动": {"formula": "本年率 - 上年率", "type": "pp"}}',
        zh="两个百分数之差以百分点计；写成 percent，报表会印成“上升了 0.35%”。",
        en="The difference of two percents is in percentage points; as a percent the report would "
        "say 'up by 0.35 %'.",
    ),
    "derived-not-pp": _ruleset(
        bad='"inputs": {"甲率": {"type": "percent"}, "乙率": {"type": "percent"}},\n'
        '"derived": {"较高率": {"formula": "max(甲率, 乙率)", "type": "pp"}}',
        good='"inputs": {"甲率": {"type": "percent"}, "乙率": {"type": "percent"}},\n'
        '"derived": {"较高率": {"formula": "max(甲率, 乙率)", "type": "percent"}}',
        zh="率本身是百分数；只有两个率之差才以百分点计。",
        en="A rate is a percent; only the difference of two is in percentage points.",
    ),
    "unit-against-points": _ruleset(
        bad='"inputs": {"违规数": {"type": "integer", "unit": "例", "range": "[0, inf)"}},\n'
        '"indicators": {"formula": "weight * reached(执行数, 预算数) - min(0, 违规数) - '
        'min(weight, 违规数) * 0"}',
        good='"inputs": {"违规数": {"type": "integer", "unit": "例", "range": "[0, inf)"}},\n'
        '"indicators": {"formula": "max(0, weight * reached(执行数, 预算数) - 2 * 违规数)"}',
        zh="得分以分计，例数以例计；写明每例几分（如 2 * 违规数），规则才完整。若确是每例一分，写 1 * 违规数。",
        en="Scores are points and cases are not; say what each case is worth, as in 2 * cases. "
        "Where it is one point, write 1 * cases.",
    ),
}

RECORD: Mapping[str, Explanation] = {
    "assertion-equal": _ruleset(
        bad='"assertions": [{"id": "核对", "equal": ["执行数", "预算数"]}],\n'
        '"examples": [{"id": "不等", "inputs": {"预算数": 100, "执行数": 50}}]',
        good='"assertions": [{"id": "核对", "equal": ["执行数", "预算数"]}],\n'
        '"examples": [{"id": "相等", "inputs": {"预算数": 100, "执行数": 100}}]',
        zh="同一个量在两处说法不一；得分照算，读者应知道。",
        en="A quantity is stated twice, and differently; the score stands, and its reader is told.",
    ),
    "assertion-condition": _ruleset(
        bad='"assertions": [{"id": "核对", "condition": "执行数 <= 预算数"}],\n'
        '"examples": [{"id": "超支", "inputs": {"预算数": 100, "执行数": 120}}]',
        good='"assertions": [{"id": "核对", "condition": "执行数 <= 预算数"}],\n'
        '"examples": [{"id": "未超", "inputs": {"预算数": 100, "执行数": 80}}]',
        zh="规则集要求成立的条件，在这份数据里不成立。",
        en="A condition that the ruleset expects does not hold of these data.",
    ),
    "assertion-undefined": _ruleset(
        bad='"assertions": [{"id": "核对", "condition": "预算数 / 执行数 >= 1"}],\n'
        '"examples": [{"id": "未执行", "inputs": {"预算数": 100, "执行数": 0}}]',
        good='"assertions": [{"id": "核对", "condition": "执行数 <= 预算数"}],\n'
        '"examples": [{"id": "未执行", "inputs": {"预算数": 100, "执行数": 0}}]',
        zh="核对本身算不出来，也就没有核对；换一种不会出错的写法。",
        en="The check itself has no value, so nothing was checked; write it so that it always has.",
    ),
    "default-used": _ruleset(
        bad='"inputs": {"执行数": {"default": 0}},\n"examples": [{"id": "未填", "inputs": {"预算数": 100}}]',
        good='"inputs": {"执行数": {"default": 0}},\n'
        '"examples": [{"id": "已填", "inputs": {"预算数": 100, "执行数": 0}}]',
        zh="没有填报的数用了默认值；它是假定的，不是报来的。",
        en="A value that was not given is taken from its default: assumed, not reported.",
    ),
    "absence-scored-zero": _ruleset(
        bad='"policies": {"missing": "zero"},\n"examples": [{"id": "未填", "inputs": {"预算数": 100}}]',
        good='"policies": {"missing": "zero"},\n'
        '"examples": [{"id": "已填", "inputs": {"预算数": 100, "执行数": 0}}]',
        zh="没有数据按零分计，是规则的规定，不是实际表现。",
        en="No data, no points: that is the policy, not the performance.",
    ),
    "absence-scored-full": _ruleset(
        bad='"policies": {"missing": "full"},\n"examples": [{"id": "未填", "inputs": {"预算数": 100}}]',
        good='"policies": {"missing": "full"},\n'
        '"examples": [{"id": "已填", "inputs": {"预算数": 100, "执行数": 100}}]',
        zh="没有数据按满分计，是规则的规定，不是实际表现。",
        en="No data, full marks: that is the policy, not the performance.",
    ),
}

EXPLANATIONS: Mapping[str, Explanation] = {**RULESET, **UNITS, **RECORD}
