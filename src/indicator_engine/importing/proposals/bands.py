"""Bands of points: ≥90%计5分;80%(含)-90%计4分;…低于60%不得分."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import evolve, frozen

from indicator_engine.importing.proposals.rule import Proposal, Rule
from indicator_engine.importing.wording import NUMBER, POINTS, Quantity, points, quantity
from indicator_engine.json_text.writer import Writable

SUBJECT = r"(?P<subject>[^\d;,%<>≤≥=-]{0,20}?(?:率|度|比例|比重|比|数|额|值)(?:为|在|达到|达)?|)"
SIGNED = re.compile(r"增长|变动|变化|增减|差异|偏差|偏离|增幅|降幅|下降率|利润|收益率")
NEVER = re.compile(r"每|扣|上年|去年|同比|较|平均|目标|指标值|计划")
N, P, IN = NUMBER, "%?", r"\((?:含|不含)[^()]*\)"
COMPARED = re.compile(
    rf"{SUBJECT}(?P<sign>≥|>|≤|<|=|不低于|不少于|不小于|大于等于|大于或等于|大于|高于|超过|不超过|不高于|"
    rf"不大于|小于等于|小于或等于|小于|低于|不足|少于|等于)(?P<number>{N})(?P<percent>{P})(?P<marked>{IN})?"
)
BEYOND = re.compile(
    rf"{SUBJECT}(?P<number>{N})(?P<percent>{P})(?P<before>{IN})?(?P<sure>及)?(?P<side>以上|以下)(?P<marked>{IN})?"
)
BETWEEN = re.compile(
    rf"{SUBJECT}(?P<low>{N})(?P<low_percent>{P})(?P<low_in>{IN})?-(?P<high>\d{{1,9}}(?:\.\d{{1,6}})?)"
    rf"(?P<high_percent>{P})(?P<high_in>{IN})?(?:之间)?"
)
INEQUALITY = re.compile(
    rf"(?P<low>{N})(?P<low_percent>{P})(?P<low_sign>≤|<)(?P<subject>[^\d;,%<>≤≥=-]{{1,20}})"
    rf"(?P<high_sign>≤|<)(?P<high>{N})(?P<high_percent>{P})"
)
LOW = {
    "≥": True,
    "不低于": True,
    "不少于": True,
    "不小于": True,
    "大于等于": True,
    "大于或等于": True,
}
LOW |= dict.fromkeys((">", "大于", "高于", "超过"), False)
HIGH = {
    "≤": True,
    "不超过": True,
    "不高于": True,
    "不大于": True,
    "小于等于": True,
    "小于或等于": True,
}
HIGH |= dict.fromkeys(("<", "小于", "低于", "不足", "少于"), False)
SCORED = re.compile(rf"(?P<condition>.+?)(?:的|时)?[,:]?{POINTS}")


@frozen(kw_only=True)
class Band:
    """A band that a text names.

    Attributes:
        subject: What is said to be in it; ``""`` where the text leaves it out.
        low: Its lower end; ``None`` where it has none.
        low_closed: Whether that belongs to it; ``None`` where the text does not say.
        high: Its upper end likewise.
        high_closed: Likewise.
        points: What it gives.
    """

    subject: str = ""
    low: Quantity | None = None
    low_closed: bool | None = None
    high: Quantity | None = None
    high_closed: bool | None = None
    points: Fraction = Fraction(0)

    @property
    def range(self) -> str:
        """Return it as a ruleset writes it."""
        low = "(-inf" if self.low is None else f"{'[' if self.low_closed else '('}{self.low}"
        high = "inf)" if self.high is None else f"{self.high}{']' if self.high_closed else ')'}"
        return f"{low}, {high}"


def bands(rule: Rule) -> Proposal | None:
    """Return a table of bands that leave no gap, or nothing where an end is not certain."""
    found = [scored_band(each, rule.weight) for each in rule.clauses]
    known = [each for each in found if each is not None]
    if len(known) < 2 or len(known) < len(found):
        return None
    ordered = _meeting(_in_percent(known))
    if ordered is None or max(each.points for each in ordered) != rule.weight:
        return None
    if min(each.points for each in ordered) < 0 or len({each.subject for each in known} - {""}) > 1:
        return None
    name, table = rule.stem, f"{rule.stem}分档"
    rows: list[Writable] = [
        {"range": each.range, "value": each.points} for each in reversed(ordered)
    ]
    return Proposal(
        formula=f"{table}({name})",
        inputs={
            name: {**kind(ordered), "title": subject(known, rule), "range": _domain(ordered, rule)}
        },
        tables={table: {"bands": rows}},
    )


def scored_band(clause: str, weight: Fraction) -> Band | None:
    """Return the band that a clause gives points to, or ``None`` where it is no such clause."""
    match = SCORED.fullmatch(clause)
    band = match and read_band(match["condition"])
    return evolve(band, points=points(match, weight)) if match and band else None


def read_band(text: str) -> Band | None:
    """Return the band that a text names.

    >>> read_band("80%(含)-90%").range, read_band("低于60%").range, read_band("每超过1%")
    ('[80%, 90%)', '(-inf, 60%)', None)
    """
    if NEVER.search(text):
        return None
    for pattern, read in READERS:
        if match := pattern.fullmatch(text):
            return read(match)
    return None


def _compared(match: re.Match[str]) -> Band | None:
    sign, end = match["sign"], quantity(match["number"], match["percent"])
    if match["marked"]:
        return None
    if sign in LOW:
        return Band(subject=_named(match), low=end, low_closed=LOW[sign])
    if sign in HIGH:
        return Band(subject=_named(match), high=end, high_closed=HIGH[sign])
    return Band(subject=_named(match), low=end, low_closed=True, high=end, high_closed=True)


def _beyond(match: re.Match[str]) -> Band | None:
    end, mark = quantity(match["number"], match["percent"]), match["before"] or match["marked"]
    closed = True if match["sure"] else _closed(mark)
    if match["side"] == "以上":
        return Band(subject=_named(match), low=end, low_closed=closed)
    return Band(subject=_named(match), high=end, high_closed=closed)


def _between(match: re.Match[str]) -> Band:
    percent = match["high_percent"]  # 0-10% are two percents
    low, high = _closed(match["low_in"]), _closed(match["high_in"])
    if match["high_in"] and re.search(rf"含{match['low']}%?\)", match["high_in"]):
        low, high = high, None  # 80%-90%(含80%)
    return Band(
        subject=_named(match),
        low=quantity(match["low"], match["low_percent"] or percent),
        low_closed=low,
        high=quantity(match["high"], percent),
        high_closed=high,
    )


def _inequality(match: re.Match[str]) -> Band:
    return Band(
        subject="" if match["subject"].upper() == "X" else _named(match),
        low=quantity(match["low"], match["low_percent"]),
        low_closed=match["low_sign"] == "≤",
        high=quantity(match["high"], match["high_percent"]),
        high_closed=match["high_sign"] == "≤",
    )


READERS = (
    (COMPARED, _compared),
    (BEYOND, _beyond),
    (BETWEEN, _between),
    (INEQUALITY, _inequality),
)


def _named(match: re.Match[str]) -> str:
    return re.sub(r"(为|在|达到|达)$", "", match["subject"])


def _closed(mark: str | None) -> bool | None:
    return None if mark is None else not mark.startswith("(不含")


def _in_percent(found: Sequence[Band]) -> Sequence[Band]:
    """Return bands with zeros as percents where everything else is one."""
    ends = [end for each in found for end in (each.low, each.high) if end is not None]
    if not any(end.is_percent for end in ends):
        return found
    return [evolve(each, low=_percent(each.low), high=_percent(each.high)) for each in found]


def _percent(end: Quantity | None) -> Quantity | None:
    return evolve(end, is_percent=True) if end is not None and end.value == 0 else end


def _meeting(found: Sequence[Band]) -> list[Band] | None:
    """Return bands from the lowest up, each end in one of them; ``None`` where that is not so."""
    if len({end.is_percent for each in found for end in (each.low, each.high) if end}) != 1:
        return None
    if any(each.low and each.high and each.low.value > each.high.value for each in found):
        return None
    ordered = sorted(found, key=_place)
    for index, (below, above) in enumerate(pairwise(ordered)):
        joined = _joined(below, above)
        if joined is None:
            return None
        ordered[index : index + 2] = joined
    return _with_ends(ordered)


def _place(band: Band) -> tuple[bool, Fraction, bool, Fraction]:
    low = Fraction(0) if band.low is None else band.low.value
    high = Fraction(0) if band.high is None else band.high.value
    return band.low is not None, low, band.high is None, high


def _joined(below: Band, above: Band) -> tuple[Band, Band] | None:
    """Return two bands that meet at one point, which belongs to one of them."""
    if below.high is None or above.low is None or below.high != above.low:
        return None
    first, second = below.high_closed, above.low_closed
    if first is None and second is None:
        return None
    first = not second if first is None else first
    second = not first if second is None else second
    if first == second:
        return None
    return evolve(below, high_closed=first), evolve(above, low_closed=second)


def _with_ends(ordered: list[Band]) -> list[Band] | None:
    """Return bands of which the outer ends belong to them; those of a percentage may go unsaid."""
    first, last = ordered[0], ordered[-1]
    if first.low is not None and first.low_closed is None and first.low.value == 0:
        first = ordered[0] = evolve(first, low_closed=True)
    if last.high is not None and last.high_closed is None and last.high == quantity("100", "%"):
        last = ordered[-1] = evolve(ordered[-1], high_closed=True)
    low_is_end = first.low is None or (first.low.value == 0 and first.low_closed)
    high_is_end = last.high is None or (last.high == quantity("100", "%") and last.high_closed)
    return ordered if low_is_end and high_is_end else None


def _domain(ordered: Sequence[Band], rule: Rule) -> str:
    """Return what a quantity in such bands may be; below zero where a band is, or changes are meant."""
    first, last = ordered[0], ordered[-1]
    high = last.range.partition(", ")[2]
    unit = "0%" if kind(ordered)["type"] == "percent" else "0"
    above_zero = first.high is not None and first.high.value > 0
    is_positive = first.low is not None or (above_zero and not is_signed(rule))
    return f"{f'[{unit}' if is_positive else '(-inf'}, {high}"


def is_signed(rule: Rule) -> bool:
    """Tell whether the quantity of a rule may well be below zero."""
    return SIGNED.search(f"{rule.title}{rule.said}") is not None


def kind(found: Iterable[Band]) -> dict[str, str]:
    """Return the type of the quantity that bands are about."""
    ends = [end for each in found for end in (each.low, each.high) if end is not None]
    return {"type": "percent" if any(end.is_percent for end in ends) else "number"}


def subject(found: Iterable[Band], rule: Rule) -> str:
    """Return what bands are about, as the text calls it; else what the leaf is called."""
    return next((each.subject for each in found if each.subject), rule.title)
