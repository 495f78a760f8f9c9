"""Judgements: tiers that bound a rate, and the marks of experts."""

import re
from collections.abc import Mapping
from fractions import Fraction

from indicator_engine.importing.proposals.rule import Proposal, Rule
from indicator_engine.importing.wording import NUMBER, Quantity, clauses, quantity
from indicator_engine.json_text.writer import Writable
from indicator_engine.messages import importing as say

TIER = re.compile(
    rf"(?P<label>[^\d;%≥≤<>=*/()-]{{2,30}}?)(?:的|,)?[:,]?(?:按|得|计|记)?(?:该指标|对应)?(?:分值|权重)?(?:的)?\(?"
    rf"(?P<first>{NUMBER})%?(?P<first_in>\(含(?:\d{{1,3}}%)?\))?-(?P<last>\d{{1,3}})%?(?P<last_in>\(含(?:\d{{1,3}}%)?\))?\)?"
    r"(?:合理|酌情)?(?:确定|给|计|得)?(?:分值|得分|分)?"
)
HEADING = re.compile(
    r"(?:定性指标)?(?:根据[^;,\d]{0,30})?(?:按|分为)[^;\d]{0,60}(?:三|四)?(?:个)?(?:档|级|档次):?"
)
EXPERTS = re.compile(
    r"(?:由)?(?:评审)?专家组?(?:独立|集体)?(?:评分|打分|评议打分|评议)(?:,?(?:取|计算)?(?:其)?(?P<how>算术平均(?:值|分|数)?|平均(?:值|分|数)?))?"
)
TRIMMED = re.compile(
    r"去掉1个最高分(?:和|,|与|及)?1个最低分(?:后)?,?(?:取|计算)?(?:其)?(?:平均(?:值|分|数)?|算术平均(?:值|分|数)?)"
)


def tiers(rule: Rule) -> Proposal | None:
    """Return a judged rate, where tiers cover everything from nothing to full marks."""
    marks = ";" if ";" in rule.said else ","
    parts = [each for each in clauses(rule.said, marks) if not HEADING.fullmatch(each)]
    found = [TIER.fullmatch(each) for each in parts]
    matches = [each for each in found if each is not None]
    if len(matches) < 2 or len(matches) < len(found) or not all("%" in each[0] for each in matches):
        return None
    ranges: dict[str, str] = {}
    above: Fraction | None = None
    for match in matches:
        high, low = quantity(match["first"], "%"), quantity(match["last"], "%")
        low_in = match["last_in"] is not None or low.value == 0
        expected = Fraction(1) if above is None else above
        if high.value != expected or low.value >= high.value or not low_in:
            return None
        if above is not None and match["first_in"]:
            return None
        ranges[match["label"].strip(",")] = f"[{low}, {high}{']' if above is None else ')'}"
        above = low.value
    if above != 0 or len(ranges) < len(matches):
        return None
    judged: Mapping[str, Writable] = {"type": "judged", "title": rule.title, "tiers": ranges}
    return Proposal(formula=f"weight * {rule.stem}", inputs={rule.stem: judged})


def experts(rule: Rule) -> Proposal | None:
    """Return the mean of the marks of a panel, where the text says that it is one."""
    said = clauses(rule.said, ";")
    text = said[0] if len(said) == 1 else ",".join(said)
    head, comma, tail = text.partition(",")
    match = EXPERTS.fullmatch(text)
    is_trimmed = bool(comma and EXPERTS.fullmatch(head) and TRIMMED.fullmatch(tail))
    if not is_trimmed and not (match and match["how"]):
        return None
    marks, full = f"{rule.stem}专家分", Quantity(rule.weight, is_percent=False)
    asked = {"type": "numbers", "title": rule.title, "range": f"[0, {full}]"}
    size = {"length": "[3, 30]" if is_trimmed else "[1, 30]"}
    return Proposal(
        formula=f"{'trimmed_mean' if is_trimmed else 'mean'}({marks})",
        inputs={marks: {**asked, **size}},
        assumed=((say.MARKS_IN_POINTS, {"most": str(full)}),),
    )
