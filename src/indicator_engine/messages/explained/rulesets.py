"""Explanations of a ruleset as a whole: its names, its tree, where it comes from."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_ruleset = partial(Explanation, "ruleset")
_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "ruleset-unknown": _sketch(
        bad="indicator-engine check my-rules",
        good="indicator-engine check ./my-rules.ruleset.json",
        zh="不带路径的名称指自带的规则集；自己的文件要写出路径，或以 .json 结尾。",
        en="A bare word names a shipped ruleset; a file of one's own needs a separator or .json.",
    ),
    "file-unreadable": _sketch(
        bad="indicator-engine check ./不存在.json",
        good="indicator-engine check ./指标体系.ruleset.json",
        zh="文件不存在、是目录，或没有读取权限。",
        en="The file is not there, is a folder, or may not be read.",
    ),
    "name-not-identifier": _ruleset(
        bad='"derived": {"执行率\ufe0f": {"formula": "执行数 / 预算数"}}',
        good='"derived": {"执行率": {"formula": "执行数 / 预算数"}}',
        zh="名称要能写进公式：汉字、字母、数字、下划线，不以数字开头，也没有看不见的字符；"
        "别的叫法写进 title。",
        en="Formulas write names with letters, digits and underscores, and with nothing that "
        "cannot be seen; what else is said of them goes into the title.",
    ),
    "name-not-normal": _ruleset(
        bad='"inputs": {"ＧＤＰ": {"type": "number"}}',
        good='"inputs": {"GDP": {"type": "number", "range": "[0, inf)"}},\n'
        '"derived": {"人均": {"formula": "GDP / 10"}}',
        zh="全角字母与半角字母看上去一样，却是两个名称；只准用普通形式。",
        en="Full-width letters look like narrow ones and are others; only the plain form is taken.",
    ),
    "name-is-keyword": _ruleset(
        bad='"indicators": {"id": "if"}',
        good='"indicators": {"id": "total"}',
        zh="这个词在公式里另有含义。",
        en="The word means something else in formulas.",
    ),
    "name-is-reserved": _ruleset(
        bad='"inputs": {"weight": {"type": "number"}}',
        good='"inputs": {"权数": {"type": "number", "range": "[0, 1]"}},\n'
        '"derived": {"折算": {"formula": "权数 * 2"}}',
        zh="weight 和 value 在公式中已有固定含义，另作他用会让人读错。",
        en="'weight' and 'value' have their meaning in formulas; another one would be misread.",
    ),
    "name-clash": _ruleset(
        bad='"derived": {"执行数": {"formula": "预算数 / 2"}}',
        good='"derived": {"执行率": {"formula": "执行数 / 预算数", "type": "percent"}}',
        zh="输入项、派生值、指标共用名称，重名时公式说不清指哪个；标识换一个，title 可以相同。",
        en="Inputs, derived values and indicators share their names; give one another id and the "
        "same title.",
    ),
    "id-is-reserved": _ruleset(
        bad='"indicators": {"id": "grade"}',
        good='"indicators": {"id": "total"}',
        zh="得分表里 grade、status、unit 是固定的列，指标不能占用。",
        en="Tables of scores have columns 'grade', 'status' and 'unit' of their own.",
    ),
    "names-in-a-circle": _ruleset(
        bad='"derived": {"甲": {"formula": "乙 + 1"}, "乙": {"formula": "甲 - 1"}}',
        good='"derived": {"甲": {"formula": "执行数 + 1"}, "乙": {"formula": "甲 - 1"}}',
        zh="互相引用的值谁也算不出来。",
        en="Values that need each other can never be computed.",
    ),
    "functions-in-a-circle": _ruleset(
        bad='"functions": {"f": {"parameters": ["x"], "formula": "f(x - 1)"}},\n'
        '"indicators": {"formula": "weight * reached(f(执行数), 预算数)"}',
        good='"functions": {"f": {"parameters": ["x"], "formula": "max(0, x - 1)"}},\n'
        '"indicators": {"formula": "weight * reached(f(执行数), 预算数)"}',
        zh="调用自己的函数可能永不结束，因此不允许。",
        en="A function that leads to itself may never end, so none may.",
    ),
    "range-malformed": _ruleset(
        bad='"inputs": {"预算数": {"range": "[100, 0]"}}',
        good='"inputs": {"预算数": {"range": "(0, 100]"}}',
        zh="区间照法规的写法：方括号含端点，圆括号不含，小的在前。",
        en="Ranges are written as regulations do: a bracket includes its end, a parenthesis does "
        "not, the smaller end first.",
    ),
    "number-unreadable": _sketch(
        bad='"weight": "二十"',
        good='"weight": 20',
        zh="此处要数，或加引号的百分数。",
        en="A number stands here, or a percentage in quotes.",
    ),
    "tier-outside": _ruleset(
        bad='"inputs": {"质量": {"type": "judged", "tiers": {"达成": "[80, 100]"}}}',
        good='"inputs": {"质量": {"type": "judged", "tiers": {"达成": "[80%, 100%]"}}},\n'
        '"derived": {"质量得分": {"formula": "10 * 质量"}}',
        zh="档次是得分率的区间；漏写百分号，80 就成了 8000%。",
        en="Tiers are ranges of the rate; without its sign 80 is 8000%.",
    ),
    "table-not-ascending": _ruleset(
        bad='"tables": {"折线": {"anchors": [[1, 0], [0, 1]]}}',
        good='"tables": {"折线": {"anchors": [[0, 0], [1, 1]]}},\n'
        '"indicators": {"formula": "weight * 折线(min(1, 执行数 / 预算数))"}',
        zh="各点按 x 从小到大写，折线才只有一种画法。",
        en="With the points in ascending order there is one line through them.",
    ),
    "tree-too-large": _sketch(
        bad='"children": [ … 12,000 … ]',
        good='"children": [ … 1,000 … ]',
        zh="指标数和层数有上限，以免恶意文件拖垮程序；真实的指标体系远小于此。",
        en="The size of the tree is bounded against hostile files; real ones are far smaller.",
    ),
    "weight-needed": _sketch(
        bad='{"id": "A1", "formula": "…"}',
        good='{"id": "A1", "weight": 10, "formula": "…"}',
        zh="没有分值，就无从知道满分是多少。",
        en="Without its points nobody knows what full marks are.",
    ),
    "formula-needed": _sketch(
        bad='{"id": "A1", "weight": 10}',
        good='{"id": "A1", "weight": 10, "formula": "weight * 质量"}',
        zh="指标的得分或由公式算出，或由下级合成。",
        en="A score comes from a formula, or from the indicators below.",
    ),
    "weight-under-combine": _sketch(
        bad='{"id": "A1", "weight": 10}    below "combine": "mean"',
        good='{"id": "A1", "share": 10}',
        zh="求平均、取最大最小时，下级都按上级的分值计分；各占多少写在 share。",
        en="Under a mean, minimum or maximum all children have the parent's points; what each "
        "counts is its share.",
    ),
    "policies-on-group": _sketch(
        bad='{"id": "A", "children": […], "policies": {"missing": "zero"}}',
        good='{"id": "A1", "formula": "…", "policies": {"missing": "zero"}}',
        zh="缺数据的是末级指标；上级怎么算，由下级的结果决定。",
        en="It is leaves that lack data; what becomes of their group follows from them.",
    ),
    "key-of-groups": _sketch(
        bad='{"id": "A1", "formula": "…", "combine": "mean"}',
        good='{"id": "A", "combine": "mean", "children": […]}',
        zh="这个键说的是怎样合成下级，没有下级就没有含义。",
        en="The key says how children are combined; without any it means nothing.",
    ),
    "formula-and-combine": _sketch(
        bad='{"formula": "max(A1, A2)", "combine": "max"}',
        good='{"combine": "max"}',
        zh="合成方式只能有一种，写两种就说不清以哪个为准。",
        en="There is one way to combine; with two nobody knows which counts.",
    ),
    "grade-below-root": _sketch(
        bad='"adjustments": [{"id": "否决", "grade": "差"}]    below the root',
        good='"adjustments": [{"id": "否决", "grade": "差"}]    of the root',
        zh="等级是总分的等级，只有总分的调整能改它。",
        en="The grade is the total's, and only the root's adjustments change it.",
    ),
    "places-too-many": _ruleset(
        bad='"indicators": {"rounding": {"places": 3}}',
        good='"indicators": {"rounding": {"places": 1}}',
        zh="下级比总体印得更细，印出来的合计就对不上。",
        en="With more places below than above, printed sums would not add up.",
    ),
}
