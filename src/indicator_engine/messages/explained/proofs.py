"""Explanations of what the proofs refute, or leave open."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_ruleset = partial(Explanation, "ruleset")
_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "leaves-its-range": _ruleset(
        bad='"indicators": {"formula": "weight * 执行数 / 预算数"}',
        good='"indicators": {"formula": "weight * min(1, 执行数 / 预算数)"}',
        zh="超支的单位会得 120 分。规则要写明封顶；引擎从不悄悄截断，而是在计分前就指出来。",
        en="Who overspends would have 120 of 100 points. A rule says its own cap: nothing is "
        "clipped in silence, and it is found before anybody is scored.",
    ),
    "may-have-no-value": _ruleset(
        bad='"indicators": {"formula": "weight * min(1, 预算数 / 执行数)"}',
        good='"indicators": {"formula": "weight * min(1, 预算数 / 执行数) if 执行数 > 0 else weight"}',
        zh="分母可以为零的公式，总有一天会遇到零；规则应先说明那时怎么计分。",
        en="Where zero can stand below the line it will one day; the rule says first what it scores.",
    ),
    "direction-is-wrong": _ruleset(
        bad='"inputs": {"执行数": {"direction": "reverse"}}',
        good='"inputs": {"执行数": {"direction": "positive"}}',
        zh="声明越大越差，公式却越大越好：必有一个写反了。",
        en="It is declared as worse where it is more, and scored the other way: one is reversed.",
    ),
    "totals-without-grade": _ruleset(
        bad='"grades": [{"grade": "合格", "range": "[0, 100]"}],\n'
        '"indicators": {"adjustments": [{"id": "奖励", "becomes": "value + 5"}], '
        '"children": [{"id": "A", "weight": 100, "formula": "weight * reached(执行数, 预算数)"}]}',
        good='"grades": [{"grade": "合格", "range": "[0, 105]"}],\n'
        '"indicators": {"adjustments": [{"id": "奖励", "becomes": "value + 5"}], '
        '"children": [{"id": "A", "weight": 100, "formula": "weight * reached(执行数, 预算数)"}]}',
        zh="加分之后的总分可以超过 100，等级表要覆盖到。",
        en="With a bonus the total can pass 100, and the scale has to cover it.",
    ),
    "weight-out-of-reach": _ruleset(
        bad='"indicators": {"formula": "weight * 0.9 * reached(执行数, 预算数)"}',
        good='"indicators": {"formula": "weight * reached(执行数, 预算数)"}',
        zh="无论怎样都得不到满分，分值就名不副实。",
        en="If nobody can have full marks, the weight is not what it says.",
    ),
    "never-reached": _ruleset(
        bad='"indicators": {"formula": "weight * reached(执行数, 预算数) if 预算数 > 0 else 0"}',
        good='"indicators": {"formula": "weight * reached(执行数, 预算数) if 执行数 > 0 else 0"}',
        zh="永远用不到的分支、档次或等级，要么多余，要么条件写错了。",
        en="A branch, band or grade that is never reached is idle, or its condition is wrong.",
    ),
    "proof-open": _sketch(
        bad='"formula": "… a product of many inputs …"',
        good='"assertions": [{"severity": "error", "condition": "…"}]',
        zh="在给定的计算量内，既没有证明，也没有找到反例。可加大 --effort，或用 error 级核对说明数据的关系。",
        en="Within the effort neither a proof nor a counterexample was found. Try a larger "
        "--effort, or say how the data are related in an assertion of severity error.",
    ),
}
