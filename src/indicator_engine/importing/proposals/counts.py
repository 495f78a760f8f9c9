"""So many points for each case: 每出现一例扣1分,扣完为止, and for each piece of work up to a cap."""

import re
from fractions import Fraction

from indicator_engine.importing.proposals.rule import Proposal, Rule, Said
from indicator_engine.importing.wording import FULL_AT_MOST, NUMBER, UNTIL_NOTHING, quantity
from indicator_engine.messages import importing as say

UNITS = "个月|个(?!百分点|月)|例|项|处|次|起|年|月|天|日|份|人|篇|件|条|宗|笔|户|家"
WHAT = r"[^\d;,%≥≤<>=*/扣加计得]"
CASE = re.compile(
    rf"(?P<what>{WHAT}{{0,12}}?每(?:出现|发现|发生|存在|缺少|缺|有|少|滞后|延迟|推迟|逾期|迟报|超过)?|缺|缺少)1?"
    rf"个?(?P<unit>{UNITS})(?P<rest>{WHAT}{{0,40}}),?扣(?:减)?(?P<points>{NUMBER})分"
)
GAIN = re.compile(
    rf"(?P<what>每(?:完成|采用|获得|发表|新增|有)?)1?(?P<unit>{UNITS})(?P<rest>{WHAT}{{0,40}}),?(?:加|得|计)(?P<points>{NUMBER})分"
)
FULL_FIRST = re.compile(
    r"(?:全部|均|完全)?(?:符合|合规|规范|无|没有|未出现|未发生|未发现)[^\d;,%≥≤<>=*/扣]{0,30}(?:得|计)(?:满分|(?P<full>\d+(?:\.\d+)?)分)"
)
DEMANDS = re.compile(
    r"\(\d{1,2}\)[^;扣得计]{1,100}|\d{1,2}项要求:?|[^;\d扣得计分]{1,60}(?:等)?(?:要求|要点|内容):?"
)
MOST = re.compile(rf"(?:最高|最多)(?:得|加|计|不超过)?(?P<most>{NUMBER})分")


def counts(rule: Rule) -> Proposal | None:
    """Return points taken off, or added up to the weight, by a number of cases."""
    case = gain = None
    is_ended = is_capped = False
    for clause in rule.clauses:
        full, most = FULL_FIRST.fullmatch(clause), MOST.fullmatch(clause)
        taken, added = CASE.fullmatch(clause), GAIN.fullmatch(clause)
        if case is None and gain is None and (taken or added):
            case, gain = taken, added if taken is None else None
        elif UNTIL_NOTHING.fullmatch(clause):
            is_ended = True
        elif FULL_AT_MOST.fullmatch(clause) or (most and Fraction(most["most"]) == rule.weight):
            is_capped = True
        elif (full and Fraction(full["full"] or rule.weight) == rule.weight) or (
            not (case or gain) and DEMANDS.fullmatch(clause)
        ):
            continue
        else:
            return None
    if case:
        limit: tuple[Said, ...] = () if is_ended else ((say.NO_LIMIT_SAID, {}),)
        return _off(rule, case, limit)
    return _added(rule, gain) if gain and is_capped else None


def _off(rule: Rule, case: re.Match[str], limit: tuple[Said, ...]) -> Proposal:
    name, cost = f"{rule.stem}{case['unit']}数", quantity(case["points"])
    whole: tuple[Said, ...] = ()
    if case["unit"] in ("年", "个月", "月", "天", "日"):
        whole = ((say.WHOLE_COUNT, {"unit": case["unit"]}),)
    return Proposal(
        formula=f"max(0, weight - {cost} * {name})",
        inputs={name: _asked(rule, case)},
        assumed=(*whole, *limit),
    )


def _added(rule: Rule, gain: re.Match[str]) -> Proposal:
    name = f"{rule.stem}{gain['unit']}数"
    return Proposal(
        formula=f"min(weight, {quantity(gain['points'])} * {name})",
        inputs={name: _asked(rule, gain)},
    )


def _asked(rule: Rule, match: re.Match[str]) -> dict[str, str]:
    told = match[0]
    kind = {"type": "integer", "unit": match["unit"], "range": "[0, inf)"}
    return {**kind, "title": f"{rule.title}：{match['unit']}数", "help": told}
