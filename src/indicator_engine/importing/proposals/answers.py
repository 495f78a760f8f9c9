"""Answers of a person: yes or no, and levels that have points: 有…计2分,没有不得分."""

import re
from fractions import Fraction

from indicator_engine.importing.proposals.rule import Proposal, Rule
from indicator_engine.importing.wording import (
    NUMBER,
    POINTS,
    Quantity,
    clauses,
    points,
    with_points,
    without_definitions,
)

LEVEL = re.compile(
    rf"(?P<label>[^%≥≤<>=*/]{{1,60}}?)(?:的|时)?[:,]?(?:{POINTS}|扣(?P<off>{NUMBER})分)"
)
SCORES = re.compile(r"\d分|得分|计分|扣|酌情|比例|每|另|再|加|以上|以下|以内")
OTHERWISE = re.compile(r"(?:反之|否则|否|没有|无|不|未|逾期|缺)[^\d%≥≤<>=*/]{0,30}")
BAD = re.compile(
    r"(?:存在|发生|出现|有)[^\d%≥≤<>=*/]{0,30}(?:违规|违纪|违法|问题|事故|截留|挪用|不符|超支)[^\d%≥≤<>=*/]{0,20}"
)
GOOD = re.compile(r"(?:不存在|未发生|未出现|没有|无|否则|反之)[^\d%≥≤<>=*/]{0,30}")


def answers(rule: Rule) -> Proposal | None:
    """Return a condition for two answers, a choice for more; a list of points to add up is neither."""
    marks = ";" if ";" in rule.said else ","
    parts = with_points(without_definitions(clauses(rule.said, marks)))
    found = [LEVEL.fullmatch(each) for each in parts]
    levels = [each for each in found if each is not None]
    if len(levels) < 2 or len(levels) < len(found):
        return None
    labels = [each["label"].strip(",:") for each in levels]
    if any(SCORES.search(each) or not each for each in labels) or len(set(labels)) < len(labels):
        return None
    values = [_value(each, rule.weight) for each in levels]
    if not all(0 <= each <= rule.weight for each in values):
        return None
    return _yes_or_no(rule, labels, values) if len(labels) == 2 else _levels(rule, labels, values)


def _value(match: re.Match[str], weight: Fraction) -> Fraction:
    return weight - Fraction(match["off"]) if match["off"] else points(match, weight)


def _yes_or_no(rule: Rule, labels: list[str], values: list[Fraction]) -> Proposal | None:
    (first, second), (high, low) = labels, values
    is_reverse = high < low and BAD.fullmatch(first) and GOOD.fullmatch(second)
    if max(high, low) != rule.weight or high == low:
        return None
    if not is_reverse and not (high > low and OTHERWISE.fullmatch(second)):
        return None
    less = str(Quantity(min(high, low), is_percent=False))
    formula = (
        f"{less} if {rule.stem} else weight" if is_reverse else f"weight if {rule.stem} else {less}"
    )
    asked = {"type": "boolean", "title": rule.title, "help": first}
    return Proposal(formula=formula, inputs={rule.stem: asked})


def _levels(rule: Rule, labels: list[str], values: list[Fraction]) -> Proposal | None:
    """Return levels from the best down; what does not go down may be points to be added up."""
    if values[0] != rule.weight or sorted(set(values), reverse=True) != values:
        return None
    table = f"{rule.stem}分档"
    return Proposal(
        formula=f"{table}({rule.stem})",
        inputs={rule.stem: {"type": "choice", "title": rule.title, "choices": labels}},
        tables={table: {"cases": dict(zip(labels, values, strict=True))}},
    )
