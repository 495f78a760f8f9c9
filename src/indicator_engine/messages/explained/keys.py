"""Explanations of what the format of a ruleset does not allow."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_ruleset = partial(Explanation, "ruleset")
_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "unknown-format": _ruleset(
        bad='"$schema": "../schemas/ruleset-9.schema.json"',
        good='"$schema": "../schemas/ruleset-1.schema.json"',
        zh="文件名中的数是格式版本；不认识的版本可能另有含义，因此不去猜。",
        en="The number is the version of the format; another one may mean other things, so nothing "
        "is guessed.",
    ),
    "unknown-key": _ruleset(
        bad='"rouding": {"places": 1}',
        good='"rounding": {"places": 1}',
        zh="写错的键若被忽略，规则就悄悄失效；因此每个键都要认识，并提示最接近的写法。",
        en="A misspelt key that is ignored is a rule without effect; so every key must be known.",
    ),
    "missing-key": _ruleset(
        bad='"assertions": [{"condition": "执行数 <= 预算数"}]',
        good='"assertions": [{"id": "未超预算", "condition": "执行数 <= 预算数"}]',
        zh="这个键不能省：没有它，就说不清是什么，或怎样计分。",
        en="Without this key nothing says what it is, or how to score.",
    ),
    "missing-key-of": _ruleset(
        bad='"assertions": [{"id": "核对", "tolerance": 1}]',
        good='"assertions": [{"id": "核对", "condition": "执行数 <= 预算数"}]',
        zh="几个键中必须恰好写一个：一条核对或是等式，或是条件。",
        en="Exactly one of several keys is needed: an assertion is an equation or a condition.",
    ),
    "exclusive-keys": _ruleset(
        bad='"assertions": [{"id": "核对", "condition": "执行数 <= 预算数", '
        '"equal": ["执行数", "预算数"]}]',
        good='"assertions": [{"id": "核对", "condition": "执行数 <= 预算数"}]',
        zh="两种写法同时出现，就说不清以哪个为准。",
        en="Where both stand together, nobody knows which one counts.",
    ),
    "key-not-here": _ruleset(
        bad='"inputs": {"执行数": {"type": "number", "choices": ["高", "低"]}}',
        good='"inputs": {"执行数": {"type": "number"}}',
        zh="这个键另有归属，写在此处不起作用；消息说明它属于哪里。",
        en="The key belongs elsewhere and would do nothing here; the message says where.",
    ),
    "wrong-type": _ruleset(
        bad='"rounding": {"places": "2"}',
        good='"rounding": {"places": 2}',
        zh="加了引号就是文本，不是数；两者不自动转换，以免误读。",
        en="What is quoted is a text and no number; nothing is converted, lest it be misread.",
    ),
    "not-one-of": _ruleset(
        bad='"rounding": {"mode": "四舍五入"}',
        good='"rounding": {"mode": "half_up"}',
        zh="此处只能从列出的写法中选一个。",
        en="Only one of the listed words can stand here.",
    ),
    "number-in-quotes": _ruleset(
        bad='"tables": {"等次分": {"cases": {"好": "1分"}}}, '
        '"derived": {"等次": {"formula": "等次分(\'好\')"}}, '
        '"assertions": [{"id": "等次", "condition": "等次 <= 1"}]',
        good='"tables": {"等次分": {"cases": {"好": 1}}}, '
        '"derived": {"等次": {"formula": "等次分(\'好\')"}}, '
        '"assertions": [{"id": "等次", "condition": "等次 <= 1"}]',
        zh="引号中的是文本，不能计算；只有百分数写在引号中。单位写入 unit 或 title。",
        en="What stands in quotes is text and is not computed with, percentages aside; a unit goes "
        "into 'unit' or 'title'.",
    ),
    "bad-pattern": _ruleset(
        bad='"version": "1.0"',
        good='"version": "1.0.0"',
        zh="写法固定，程序和人才都读得出：版本是三个数，名称不以数字开头。",
        en="The form is fixed so that programs and people read the same: a version is three "
        "numbers, and no name begins with a digit.",
    ),
    "too-small": _ruleset(
        bad='"indicators": {"weight": 0}',
        good='"indicators": {"weight": 100}',
        zh="分值必须大于 0：零分的指标没有得分率可言。",
        en="A weight is above 0: of no points there is no rate.",
    ),
    "too-large": _ruleset(
        bad='"rounding": {"places": 12}',
        good='"rounding": {"places": 2}',
        zh="超过十位小数的得分无法阅读，多半是写错了。",
        en="Nobody reads scores with more than ten decimals; mostly it is a slip.",
    ),
    "too-few": _ruleset(
        bad='"tables": {"系数": {"anchors": [[0, 1]]}}',
        good='"tables": {"系数": {"anchors": [[0, 0], [1, 1]]}},\n'
        '"indicators": {"formula": "weight * 系数(min(1, 执行数 / 预算数))"}',
        zh="折线至少要两个点，名单至少要一项，否则没有意义。",
        en="A line needs two points and a list one entry, or they mean nothing.",
    ),
    "too-many": _ruleset(
        bad='"tables": {"系数": {"anchors": [[0, 0, 0], [1, 1]]}}',
        good='"tables": {"系数": {"anchors": [[0, 0], [1, 1]]}},\n'
        '"indicators": {"formula": "weight * 系数(min(1, 执行数 / 预算数))"}',
        zh="多出的项没有含义：一个点只有 x 和 y。",
        en="What is too many means nothing: a point has an x and a y.",
    ),
    "empty-text": _ruleset(
        bad='"title": ""',
        good='"title": "部门整体绩效评价"',
        zh="空文本在报表上是一片空白；没有内容就删去这个键。",
        en="An empty text is a blank in the reports; leave the key out where there is nothing to say.",
    ),
    "text-too-long": _sketch(
        bad='"id": "…"    500 characters',
        good='"id": "beijing-department-2022"',
        zh="标识要印在表头和文件名里，过长就用不了；长的名称写进 title。",
        en="Ids stand in table heads and file names; a long name goes into the title.",
    ),
}
