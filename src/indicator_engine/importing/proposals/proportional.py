"""Points in proportion: 得分=权重*B/A 正向, A/B 反向, 按比例得分, 执行率×分值."""

import re
from fractions import Fraction

from attrs import field, frozen, mutable

from indicator_engine.auditing.report_model import Direction
from indicator_engine.importing.proposals.rule import Proposal, Rule, Said
from indicator_engine.importing.wording import FULL_AT_MOST, NUMBER, Quantity
from indicator_engine.messages import importing as say

SCORE = r"(?:本项|该项|指标|评价)?(?:得分|评分)=?"
WEIGHT = (
    r"(?:(?:该|本)?(?:项|指标)?(?:的)?(?:指标|标准)?(?:分值|权重分?|标准分|满分|权重分值)|"
    rf"(?P<weight>{NUMBER})分?)"
)
ACTUAL = r"(?:B|(?:全年|年度|年末)?实际(?:完成)?(?:值|数|量|数量|工作量|工作数)?(?:\(B\))?)"
TARGET = r"(?:A|(?:年度|年初|全年)?(?:计划|目标|指标|预期)(?:完成)?(?:值|数|量|数量|工作量|工作数)(?:\(A\))?)"


@frozen
class _Product:
    """A ratio times the weight, in any order.

    Attributes:
        ratio: The pattern of the ratio.
    """

    ratio: str

    def fullmatch(self, clause: str) -> re.Match[str] | None:
        """Return the match of a clause that is such a product."""
        of_it = rf"\(?{self.ratio}\)?(?:\*100%)?"
        head = rf"(?P<of>正向|反向|逆向)?(?:指标)?(?:的)?[:,]?(?:{SCORE})?"
        tried = (f"{head}{of_it}\\*{WEIGHT}", f"{head}{WEIGHT}\\*{of_it}")
        return next((found for each in tried if (found := re.fullmatch(each, clause))), None)


FORWARD, BACKWARD = _Product(f"{ACTUAL}/{TARGET}"), _Product(f"{TARGET}/{ACTUAL}")
SPENT, BUDGET = (
    r"(?:全年|实际)?(?:预算)?(?:执行|支出)数",
    r"(?P<which>年初|调整后|全年|年度)?预算(?:安排)?数",
)
EXECUTION = _Product(rf"(?:(?:预算|资金|支出)?执行率|{SPENT}/{BUDGET})")
BY_EXECUTION = re.compile(r"按(?:照)?(?:预算|资金)?执行率(?:计|得|算)分")
RATE = _Product(r"(?P<rate>(?![^*]*执行率)[^\d;,*/=()分]{0,20}(?:[^\d;,*/=()分]率|满意度))")
IN_PROPORTION = re.compile(
    r"(?:(?:未|没有)(?:全部)?(?:完成|达到|达标|达成)(?:年度)?(?:目标值?|指标值|任务|计划)?(?:的)?(?:部分)?)?(?:则)?"
    r"(?:按(?:照)?(?:实际|其)?(?:完成)?(?:的)?(?:比例|完成率|完成比例)(?:计|得|给|赋|算)分?|按比例扣分)"
)
REACHED = re.compile(
    rf"(?:全部)?(?:完成|达到|达成|达标|实现)(?:或超过)?(?:年度|全年|年初|预期|计划)*(?:目标值?|指标值|任务|计划)?"
    rf"(?:及以上)?(?:的)?(?:计|得)(?:满分|(?P<full>{NUMBER})分)"
)
TOO_LOW = re.compile(
    rf"(?:完成率|实际完成率|完成比例)?(?:低于|不足)(?P<least>{NUMBER})%(?:的)?(?:不得分|得0分)"
)


@mutable
class _Told:
    """What the clauses of a text say, one after the other.

    Attributes:
        ways: The directions of its formulas.
        is_said: Whether it says that points are in proportion.
        is_capped: Whether it says that there are full marks at most, and from the target on.
        least: The percentage below which there are none.
    """

    ways: set[Direction] = field(factory=set)
    is_said: bool = False
    is_capped: bool = False
    least: str | None = None

    def understands(self, clause: str, rule: Rule) -> bool:
        """Take a clause in, or tell that it cannot be."""
        if formula := FORWARD.fullmatch(clause) or BACKWARD.fullmatch(clause):
            way: Direction = "positive" if FORWARD.fullmatch(clause) else "reverse"
            called = formula["of"]
            self.ways.add(way)
            return _is_whole_weight(formula, rule) and (
                called is None or (called == "正向") == (way == "positive")
            )
        if reached := REACHED.fullmatch(clause):
            self.is_capped = True
            return reached["full"] is None or Fraction(reached["full"]) == rule.weight
        if (low := TOO_LOW.fullmatch(clause)) and self.least is None:
            self.least = low["least"]
            return True
        self.is_said = self.is_said or IN_PROPORTION.fullmatch(clause) is not None
        self.is_capped = self.is_capped or FULL_AT_MOST.fullmatch(clause) is not None
        return bool(IN_PROPORTION.fullmatch(clause) or FULL_AT_MOST.fullmatch(clause))


def proportional(rule: Rule) -> Proposal | None:
    """Return actual by target, or target by actual where the table says that less is better."""
    told = _Told()
    if not all(told.understands(clause, rule) for clause in rule.clauses):
        return None
    way = _direction(rule, told.ways) if told.ways or told.is_said else None
    return None if way is None else _in_proportion(rule, way, told)


def _direction(rule: Rule, ways: set[Direction]) -> Direction | None:
    """Return the direction of a rule: that of its formula where the table does not deny it."""
    if len(ways) == 1:
        (way,) = ways
        return None if rule.direction not in (None, way) else way
    if len(ways) == 2:
        return rule.direction if rule.direction in ways else None
    return None if rule.direction in ("reverse", "qualitative") else "positive"


def _in_proportion(rule: Rule, way: Direction, told: _Told) -> Proposal | None:
    target = rule.target
    if target is not None and (target.value <= 0 or target.unit == "pp"):
        return None
    if way == "reverse" and told.least is not None:
        return None
    actual, goal = f"{rule.stem}实际", f"{rule.stem}目标"
    share = f"{'reached' if way == 'positive' else 'within'}({actual}, {goal})"
    formula = f"weight * {share}"
    is_percent = target is not None and target.is_percent
    zero, kind = ("0%", "percent") if is_percent else ("0", "number")
    unit = {"unit": rule.unit} if rule.unit and not is_percent else {}
    described = {"type": kind, "title": rule.title, **unit}
    asked = {actual: {**described, "title": f"{rule.title}：实际值", "range": f"[{zero}, inf)"}}
    capped: tuple[Said, ...] = () if told.is_capped else ((say.NO_CAP_SAID, {}),)
    if told.least:
        formula = f"{formula} if {share} >= {told.least}% else 0"
    if target is None:
        asked[goal] = {**described, "title": f"{rule.title}：目标值", "range": f"({zero}, inf)"}
        return Proposal(formula=formula, inputs=asked, assumed=((say.TARGET_ASKED, {}), *capped))
    value = str(Quantity(target.value, is_percent=is_percent))
    return Proposal(
        formula=formula,
        inputs=asked,
        derived={goal: {**described, "title": f"{rule.title}：目标值", "formula": value}},
        assumed=((say.TARGET_TAKEN, {"target": target.text}), *capped),
    )


def execution(rule: Rule) -> Proposal | None:
    """Return the rate of execution times the weight, up to full marks."""
    which, is_said, is_capped = "", False, False
    for clause in rule.clauses:
        match = EXECUTION.fullmatch(clause)
        if match and _is_whole_weight(match, rule):
            is_said, which = True, match["which"] or which
        elif BY_EXECUTION.fullmatch(clause):
            is_said = True
        elif FULL_AT_MOST.fullmatch(clause):
            is_capped = True
        else:
            return None
    if not is_said:
        return None
    spent, budget = f"{rule.stem}_执行数", f"{rule.stem}_预算数"
    money = {"type": "number", "unit": rule.unit if rule.unit.endswith("元") else "万元"}
    named: tuple[Said, ...] = () if which else ((say.WHICH_BUDGET, {}),)
    return Proposal(
        formula=f"weight * min(1, {spent} / {budget})",
        inputs={
            budget: {**money, "title": f"{which}预算数", "range": "(0, inf)"},
            spent: {**money, "title": "执行数", "range": "[0, inf)"},
        },
        assumed=(*named, *(() if is_capped else ((say.NO_CAP_SAID, {}),))),
    )


def rate(rule: Rule) -> Proposal | None:
    """Return a rate times the weight, as data give it."""
    found: str | None = None
    is_capped = False
    for clause in rule.clauses:
        match = RATE.fullmatch(clause)
        if match and found is None and _is_whole_weight(match, rule):
            found = match["rate"]
        elif FULL_AT_MOST.fullmatch(clause):
            is_capped = True
        else:
            return None
    if found is None or rule.direction == "reverse":
        return None
    most = {"range": "[0%, inf)"} if is_capped else {"range": "[0%, 100%]"}
    return Proposal(
        formula=f"weight * min(1, {rule.stem})" if is_capped else f"weight * {rule.stem}",
        inputs={rule.stem: {"type": "percent", "title": found, **most}},
    )


def _is_whole_weight(match: re.Match[str] | None, rule: Rule) -> bool:
    """Tell whether a number that a text multiplies by is the weight itself."""
    number = match and (match["weight"])
    return not number or Fraction(number) == rule.weight
