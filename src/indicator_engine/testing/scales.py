"""Grade scales, best first, in the ways that regulations write them."""

from fractions import Fraction

from indicator_engine.language.numbers import plain
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft

GRADES = ("优", "良", "中", "差", "不合格")
CUTS = ("0.9", "0.8", "0.6", "0.395")  # of the weight; the last is on no grid


def declare_grades(
    draft: Draft, weight: Fraction, allowed: tuple[Fraction, Fraction], places: int
) -> list[Json]:
    """Return a scale that covers what the root's range allows; in a capped ruleset, everything.

    Args:
        draft: The draft.
        weight: Points of the root.
        allowed: The lowest and the highest total that its range allows.
        places: Decimal places of the total.
    """
    cuts = [weight * Fraction(each) for each in CUTS[: draft.below(5)]]
    low, high = allowed
    bounded = not draft.capped and draft.chance()
    ends = [plain(high) if bounded else "inf", *map(plain, cuts), plain(low) if bounded else "-inf"]
    step = Fraction(1, 10**places)
    style = draft.below(3 if all(cut % step == 0 for cut in cuts) else 2)
    scale: list[Json] = [
        {"grade": name, "range": _range(ends, index, style, step)}
        for index, name in enumerate(GRADES[: len(ends) - 1])
    ]
    if draft.chance(3):
        scale.insert(draft.below(len(scale) + 1), {"grade": "M级"})
    optional = {"title": draft.text, "note": draft.text}
    return [each | draft.some(optional, 8) for each in scale]


def _range(ends: list[str], index: int, style: int, step: Fraction) -> str:
    """Return the range of a grade.

    Args:
        ends: Of all grades, descending.
        index: Of the grade.
        style: ``[80, 90)`` (0), ``(80, 90]`` (1), or ``[80, 89]``, complete as printed (2).
        step: The last printed place.
    """
    high, low = ends[index], ends[index + 1]
    is_top, is_bottom = index == 0, index == len(ends) - 2
    if style == 2 and not is_top:
        high = plain(Fraction(high) - step)
    opening = "(" if low == "-inf" or (style == 1 and not is_bottom) else "["
    closing = ")" if high == "inf" or (style == 0 and not is_top) else "]"
    return f"{opening}{low}, {high}{closing}"
