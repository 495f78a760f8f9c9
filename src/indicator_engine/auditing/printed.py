"""Numbers as reports print them: the text, the value, and the interval that its places allow."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal
from unicodedata import normalize

from attrs import evolve, field, frozen

from indicator_engine.language.numbers import NUMBER as ONE_NUMBER
from indicator_engine.language.numbers import is_too_long, plain, rounded
from indicator_engine.language.ranges import Range

Comparison = Literal["", ">=", "<=", "="]

AT_LEAST = (
    "≥ ≧ ⩾ >= => > 不低于 不得低于 不少于 不小于 大于等于 大于或等于 至少 达到 高于 大于 超过"
)
AT_MOST = "≤ ≦ ⩽ <= =< < 不超过 不得超过 不高于 不大于 不多于 小于等于 小于或等于 控制在 低于 小于"
OPERATORS: Mapping[str, Comparison] = {
    **dict.fromkeys(AT_LEAST.split(), ">="),
    **dict.fromkeys(AT_MOST.split(), "<="),
    **dict.fromkeys(("=", "═", "==", "等于"), "="),
}
ENDINGS: Mapping[str, Comparison] = {
    **dict.fromkeys(("及以上", "以上"), ">="),
    **dict.fromkeys(("及以下", "以下", "以内", "之内"), "<="),
}
PERCENTS = ("%", "百分比")
POINTS = ("个百分点", "百分点", "pp")
MULTIPLES: Mapping[str, int] = {"亿": 100_000_000, "万": 10_000, "千": 1_000, "百": 100}


def _either(words: Mapping[str, Comparison]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


QUANTITY = re.compile(
    rf"(?P<operator>{_either(OPERATORS)})?\s*"
    r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?)\s*"
    r"(?P<unit>[^\d\s~/:|,.;—-][^\d~/:|,;]{0,11}?)??\s*"
    rf"(?P<ending>{_either(ENDINGS)})?(?:\(含[^)]*\))?",
    re.ASCII,
)
NO_UNIT = re.compile(r"月|前|底|日$|号|季|左右|倍|名$")  # of dates, ranks and rough statements
YEAR = range(1900, 2101)


@frozen
class Printed:
    """A number in a report.

    Attributes:
        text: As printed.
        value: What it says; of a percentage its ratio.
        step: One unit of its last printed place, on the scale of the value.
        unit: Its unit of measure without multiples: ``元`` for ``万元``; ``""`` where it has none.
        factor: What a multiple in the unit stands for: 10000 for ``万元``.
        is_percent: Whether it has a percent sign.
        operator: The comparison in front of it or behind it.
        at: Where it stands.
    """

    text: str
    value: Fraction
    step: Fraction
    unit: str = ""
    factor: int = 1
    is_percent: bool = False
    operator: Comparison = ""
    at: str = field(default="", eq=False)

    @property
    def interval(self) -> Range:
        """Return every number that is rounded to this one, whichever way ties go."""
        half = self.step / 2
        return Range(self.value - half, self.value + half, low_open=False, high_open=False)

    @property
    def is_whole(self) -> bool:
        """Tell whether it is printed without decimal places and percent sign."""
        return self.step == 1

    def __str__(self) -> str:
        """Return the text as printed."""
        return self.text


def read_printed(text: str, at: str = "") -> Printed | None:
    """Return the number that a text prints, with comparison and unit, or ``None`` where it is none.

    >>> found = read_printed("≥1,266.5万元")
    >>> found.operator, str(found.value), found.unit, found.factor, str(found.step)
    ('>=', '2533/2', '元', 10000, '1/10')
    >>> read_printed("98%以上").value, read_printed("2022年12月底前"), read_printed("1-3次")
    (Fraction(49, 50), None, None)
    """
    match = QUANTITY.fullmatch(normalize("NFKC", text).strip())
    if match is None:
        return None
    unit = (match["unit"] or "").strip()
    number = ONE_NUMBER.fullmatch(match["number"].replace(",", "").removeprefix("+"))
    if number is None or is_too_long(number) or _is_no_quantity(number[0], unit):
        return None
    value, step = Fraction(number[0]), _step(number)
    name, factor, scale = _unit(unit)
    operator = OPERATORS.get(match["operator"] or "") or ENDINGS.get(match["ending"] or "") or ""
    return Printed(
        text.strip(), value * scale, step * scale, name, factor, scale != 1, operator, at
    )


def _is_no_quantity(number: str, unit: str) -> bool:
    return bool(NO_UNIT.search(unit)) or (unit == "年" and number.isdigit() and int(number) in YEAR)


def _step(number: re.Match[str]) -> Fraction:
    """Return one unit of the last place of a number as written."""
    power = int(number[3] or 0) - len(number[2] or "")
    return Fraction(10) ** power


def _unit(unit: str) -> tuple[str, int, Fraction]:
    """Return a unit without its multiple, the multiple, and what makes a percentage a ratio."""
    if unit in PERCENTS:
        return "%", 1, Fraction(1, 100)
    if unit in POINTS:
        return "pp", 1, Fraction(1)
    for word, factor in MULTIPLES.items():
        if unit.startswith(word) and not unit.startswith("百分"):
            return unit.removeprefix(word), factor, Fraction(1)
    return unit, 1, Fraction(1)


def as_printed(value: Fraction, *, like: Printed | None = None) -> str:
    """Return a number as a report would print it: with the places of another, two at least.

    >>> as_printed(Fraction(49, 5)), as_printed(Fraction(25, 3))
    ('9.8', '8.33')
    """
    if like is not None and like.is_percent:
        return f"{as_printed(value * 100)}%"
    places = 2
    while like is not None and Fraction(1, 10**places) > like.step:
        places += 1
    return plain(Fraction(rounded(value, places)))


def in_points(weight: Printed) -> Printed:
    """Return a weight in points; 20 % is 20 of 100."""
    if not weight.is_percent:
        return weight
    return evolve(weight, value=weight.value * 100, step=weight.step * 100, is_percent=False)


def may_be_equal(left: Printed, right: Printed) -> bool:
    """Tell whether two printed numbers can be one quantity.

    With the same places they are the same number or two; with different places, they are one where
    some number is rounded to both.

    >>> one, other, short = map(read_printed, ("44.0019", "44.0018", "44.00"))
    >>> may_be_equal(one, other), may_be_equal(one, short)
    (False, True)
    """
    one, other = (
        evolve(each, value=each.value * each.factor, step=each.step * each.factor)
        for each in (left, right)
    )
    if one.step == other.step:
        return one.value == other.value
    return one.interval.meet(other.interval) is not None
