"""The rule of every self-evaluation form: 执行率 × 分值 for money, B/A or A/B × 分值 for targets.

Source: 财预〔2020〕10号 and the forms printed by it: a quantity that reaches its target has full marks,
one below it the share that it reaches, and no score is above its weight; what is judged in words
is 达成 (80 to 100 % of the points), 部分达成 (50 or 60 to 80 %) or 未达成 (up to 50 or 60 %).
"""

import re
from fractions import Fraction
from typing import Literal

from attrs import frozen

from indicator_engine.auditing import amounts, days
from indicator_engine.auditing.measures import comparable
from indicator_engine.auditing.printed import Printed
from indicator_engine.auditing.report_model import Node
from indicator_engine.auditing.words import OF_BUDGET, bare, operator_of
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems import range_arithmetic as ranges

Basis = Literal["budget-and-spent", "printed-rate", "target-and-actual", "in-words", "deadline"]

NONE, WHOLE = Fraction(0), Fraction(1)
FULL = Range.point(WHOLE)
SHARES = Range(NONE, WHOLE, low_open=False, high_open=False)
LESS = Range(NONE, WHOLE, low_open=False, high_open=True)

BUDGET_RULE = re.compile(r"执行率|执行数|支出数")
OWN_RULE = re.compile(r"扣|计\s*\d|得\s*\d|各\s*\d|不得分|每(?!年|月|季|日)")  # not the generic one

REACHED = Range(Fraction(4, 5), WHOLE, low_open=False, high_open=False)
PARTLY = Range(Fraction(1, 2), Fraction(4, 5), low_open=False, high_open=False)
MISSED = Range(NONE, Fraction(3, 5), low_open=False, high_open=False)
NOT_REACHED = re.compile(r"未(达成|完成|实现|达标|达到)|没有(达成|完成|实现)")
PARTLY_REACHED = re.compile(r"部分(达成|完成|实现)")
WHOLLY_REACHED = re.compile(r"(全部|已|均已|全面)?(达成|完成|实现)(年度|预期)?(指标|目标)?")


@frozen(kw_only=True)
class Outcome:
    """What a row says of how far its target was reached.

    Attributes:
        shares: The shares of the points that this can give; a score that fits one is right.
        ratios: The ratios behind them, which a surplus takes above 1.
        share: The share that the printed numbers give.
        is_met: Whether the target is met; ``None`` where that cannot be told.
        basis: What it follows from.
        told: The printed values it follows from.
    """

    shares: tuple[Range, ...]
    ratios: tuple[Range, ...] = ()
    share: Fraction
    is_met: bool | None
    basis: Basis
    told: str


def outcome(node: Node) -> Outcome | None:
    """Return what the generic rule makes of a row; ``None`` where it has nothing to go by."""
    if node.children or OWN_RULE.search(node.rule):
        return None
    if node.target and node.actual:
        return _of_measures(node) or _of_days(node) or _of_words(node)
    if node.actual:
        return _of_words(node)
    is_of_budget = OF_BUDGET.search(bare(node.name)) or BUDGET_RULE.search(node.rule)
    return _of_budget(node) if is_of_budget and not node.target else None


def _of_measures(node: Node) -> Outcome | None:
    """Return the outcome of a target and an actual that are numbers in one unit."""
    found = [
        (direction, target, actual, reach)
        for target, actual, reach in comparable(node.target, node.actual, node.unit)
        for direction in _directions(node, target)
    ]
    shares = [(_share(each[0], each[1], each[3]), each) for each in found]
    known = [(share, each) for share, each in shares if share is not None]
    if not known:
        return None
    direction, target, actual, _ = known[0][1]
    verdicts = {_is_met(each[0], each[1], each[2]) for _, each in known}
    return Outcome(
        shares=tuple(share for share, _ in known),
        ratios=tuple(_ratio(target, reach) for _, (_, target, _, reach) in known),
        share=_printed_share(direction, target, actual),
        is_met=verdicts.pop() if len(verdicts) == 1 else None,
        basis="target-and-actual",
        told=f"{node.actual} / {operator_of(node.operator) or node.operator}{node.target}",
    )


def _directions(node: Node, target: Printed) -> tuple[str, ...]:
    """Return which way more is better: one way where the row tells it, else both."""
    operator = node.operator or target.operator
    told = {"positive": "positive", "reverse": "reverse"}.get(node.direction or "")
    implied = {">=": "positive", "<=": "reverse"}.get(operator)
    if told and implied and told != implied:
        return (told, implied)
    one = told or implied
    return (one,) if one else ("positive", "reverse")


def _is_met(direction: str, target: Printed, actual: Printed) -> bool:
    return actual.value >= target.value if direction == "positive" else actual.value <= target.value


def _printed_share(direction: str, target: Printed, actual: Printed) -> Fraction:
    """Return the share that two printed numbers give."""
    if _is_met(direction, target, actual):
        return WHOLE
    below, above = sorted((target.value, actual.value))
    return max(NONE, below / above) if above > 0 else NONE


def _share(direction: str, target: Printed, reach: Range) -> Range | None:
    """Return the shares of the points for everything that the actual can be.

    Args:
        direction: ``positive`` or ``reverse``.
        target: The target.
        reach: What the printed actual stands for.
    """
    if target.value <= 0:
        point = Range.point(target.value)
        aim = Range(target.value, None, low_open=False)
        aim = (
            aim
            if direction == "positive"
            else ranges.negated(Range(-target.value, None, low_open=False))
        )
        if reach.is_within(aim) or reach == point:
            return FULL
        return Range.point(NONE) if direction == "reverse" and target.value == 0 else None
    if direction == "positive":
        quotient = ranges.scaled(reach, 1 / target.value)
    else:
        positive = reach.meet(Range(NONE, None, low_open=True))
        if positive is None:
            return FULL
        turned = ranges.reciprocals(positive)
        assert turned is not None
        quotient = ranges.scaled(turned, target.value)
    return ranges.largest((ranges.smallest((quotient, FULL)), Range.point(NONE)))


def _ratio(target: Printed, reach: Range) -> Range:
    """Return how much of the target the actual is, whichever way is better."""
    return ranges.scaled(reach, 1 / target.value) if target.value else reach


def _of_days(node: Node) -> Outcome | None:
    """Return the outcome of a deadline and the day, month or year in which the work was done."""
    deadline, done = days.period(node.target), days.period(node.actual)
    if deadline is None or done is None:
        return None
    told = f"{node.actual} / {node.target}"
    if done.last <= deadline.last:
        return Outcome(shares=(FULL,), share=WHOLE, is_met=True, basis="deadline", told=told)
    if done.first > deadline.last:
        return Outcome(shares=(LESS,), share=NONE, is_met=False, basis="deadline", told=told)
    return None


def _of_words(node: Node) -> Outcome | None:
    """Return the outcome of what is judged in words: its tier, where the words name one."""
    actual, target = bare(node.actual), bare(node.target)
    told = f"{node.actual} / {node.target}" if node.target else node.actual
    if PARTLY_REACHED.search(actual):
        tier, is_met = PARTLY, False
    elif NOT_REACHED.search(actual):
        tier, is_met = MISSED, False
    elif actual == target or WHOLLY_REACHED.fullmatch(actual):
        tier, is_met = REACHED, True
    else:
        return None
    top = tier.high or NONE
    return Outcome(shares=(tier,), share=top, is_met=is_met, basis="in-words", told=told)


def _of_budget(node: Node) -> Outcome | None:
    """Return the outcome of a row about the budget: spent over budget, or the rate printed."""
    executions = amounts.executions(node)
    printed = tuple(reach for rate in node.rates for reach in amounts.ratios(rate))
    if not executions:
        return _of_printed_rate(node)
    fitting = [
        reach
        for reach in printed
        if any(reach.meet(each.ratios) is not None for each in executions)
    ]
    narrowed = [
        both for each in executions for reach in fitting if (both := each.ratios.meet(reach))
    ]
    reaches = (*narrowed, *fitting) if narrowed else tuple(each.ratios for each in executions)
    first = executions[0]
    return Outcome(
        shares=tuple(ranges.smallest((reach, FULL)) for reach in reaches),
        ratios=reaches,
        share=min(WHOLE, first.ratio),
        is_met=first.ratio >= 1,
        basis="budget-and-spent",
        told=f"{first.spent} / {first.budget}",
    )


def _of_printed_rate(node: Node) -> Outcome | None:
    for rate in node.rates:
        reaches = amounts.ratios(rate)
        ratio = rate.value if rate.is_percent or len(reaches) == 1 else reaches[0].low or NONE
        return Outcome(
            shares=tuple(ranges.smallest((reach, FULL)) for reach in reaches),
            share=min(WHOLE, ratio),
            is_met=ratio >= 1,
            basis="printed-rate",
            told=str(rate),
        )
    return None
