"""Checklists: ①…1分;②…1分, each item with its points, or the same for each."""

import re
from fractions import Fraction

from indicator_engine.importing.proposals.rule import Proposal, Rule
from indicator_engine.importing.wording import NUMBER, Quantity, clauses

ITEM = re.compile(
    rf"\(\d{{1,2}}\)(?P<item>[^;%≥≤<>=*/扣]{{1,100}}?)(?:的)?[,:]?"
    rf"(?:\((?:计|得)?(?P<inner>{NUMBER})分\)|(?:计|得)?(?P<points>{NUMBER})分|)"
)
EACH = re.compile(
    rf"(?:以上)?(?:\d{{1,2}}项)?(?:要点|内容)?(?:每(?:符合|满足|具备|达到|有)?(?:1)?(?:项|条|个)(?:要求|要点)?|各)(?:的)?(?:计|得)?"
    rf"(?P<each>{NUMBER})分"
)
LISTED = re.compile(
    rf"(?P<marks>(?:\(\d{{1,2}}\)){{2,20}})(?P<count>\d{{1,2}})项(?:要点|内容|要求)?(?:各|每项)(?:计|得)?(?P<each>{NUMBER})分"
)
NONE = re.compile(r"(?:不符合|不满足|缺|缺少|否则|没有|无)[^;\d扣]{0,12}(?:不得分)")


def checklists(rule: Rule) -> Proposal | None:
    """Return the sum of the points of items that hold, where all of them make up the weight."""
    if match := LISTED.fullmatch(rule.said):
        count = int(match["count"])
        if match["marks"].count("(") != count:
            return None
        return _proposed(rule, [""] * count, [Fraction(match["each"])] * count)
    items: list[str] = []
    worth: list[Fraction | None] = []
    each: Fraction | None = None
    for clause in _parts(rule.said):
        if item := ITEM.fullmatch(clause):
            items.append(item["item"])
            printed = item["inner"] or item["points"]
            worth.append(None if printed is None else Fraction(printed))
        elif (match := EACH.fullmatch(clause)) and each is None:
            each = Fraction(match["each"])
        elif items and NONE.fullmatch(clause):
            continue
        else:
            return None
    known = [each if one is None else one for one in worth]
    if each is not None and any(one not in (None, each) for one in worth):
        return None
    if len(items) < 2 or any(one is None for one in known):
        return None
    return _proposed(rule, items, [one for one in known if one is not None])


def _parts(said: str) -> list[str]:
    """Return the items of a text, each from its mark on, and what stands behind them."""
    marked = re.sub(r"[;,]?(?=\(\d{1,2}\))", ";", said).strip(";")
    found: list[str] = []
    for part in clauses(marked, ";"):
        head, comma, tail = part.rpartition(",")
        if comma and (EACH.fullmatch(tail) or NONE.fullmatch(tail)):
            found.extend((head, tail))
        else:
            found.append(part)
    return found


def _proposed(rule: Rule, items: list[str], worth: list[Fraction]) -> Proposal | None:
    if sum(worth) != rule.weight or min(worth) <= 0 or len(items) > 20:
        return None
    names = [f"{rule.stem}要点{number}" for number in range(1, len(items) + 1)]
    inputs = {
        name: {"type": "boolean", "title": f"{rule.title}（{number}）", **_help(item)}
        for number, (name, item) in enumerate(zip(names, items, strict=True), 1)
    }
    digits = [str(Quantity(each, is_percent=False)) for each in worth]
    if len(set(worth)) == 1:
        factor = "" if worth[0] == 1 else f"{digits[0]} * "
        return Proposal(formula=f"{factor}count_true({', '.join(names)})", inputs=inputs)
    parts = [f"({one} if {name} else 0)" for one, name in zip(digits, names, strict=True)]
    return Proposal(formula=" + ".join(parts), inputs=inputs)


def _help(item: str) -> dict[str, str]:
    return {"help": item} if item else {}
