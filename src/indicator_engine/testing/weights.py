"""How a group's points are shared out among its children."""

from fractions import Fraction

from attrs import frozen

from indicator_engine.language.numbers import decimal_places
from indicator_engine.model import Combination
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft

UNITS = (Fraction(5), Fraction(1), Fraction("0.5"), Fraction("0.25"), Fraction("0.001"))
SHARES = (1, 2, "50%", Fraction("1.5"), 3)
RELATIVE: tuple[tuple[Json, Fraction], ...] = (
    (1, Fraction(1)),
    (2, Fraction(2)),
    ("30%", Fraction("0.3")),
    (Fraction("0.7"), Fraction("0.7")),
)
SCALES = (Fraction(3), Fraction("0.01"), Fraction("0.5"))
COUNTS = (2, 3, 1, 4, 2, 3)  # of children


@frozen(kw_only=True)
class Place:
    """Where an indicator stands.

    Attributes:
        weight: Its points.
        fields: What its group, or the ruleset, makes it declare.
        depth: 1 for the root.
        may_be_negative: Whether its score may lie below 0; a geometric mean has no negative one.
    """

    weight: Fraction
    fields: dict[str, Json]
    depth: int
    may_be_negative: bool = True

    @property
    def is_root(self) -> bool:
        """Tell whether it is the top of the tree."""
        return self.depth == 1

    def below(self, weight: Fraction, fields: dict[str, Json], *, may_be_negative: bool) -> "Place":
        """Return the place of a child."""
        return Place(
            weight=weight,
            fields=fields,
            depth=self.depth + 1,
            may_be_negative=self.may_be_negative and may_be_negative,
        )


def share_out(
    draft: Draft, place: Place, combination: Combination
) -> tuple[dict[str, Json], list[Place]]:
    """Return what a group declares about its children's weights, and their places."""
    if combination == "sum":
        fields, shared = _of_sum(draft, place.weight)
    elif combination == "formula":
        fields, shared = {}, [_of_formula(draft, place.weight) for _ in range(_count(draft))]
    else:
        has_shares = combination in ("mean", "geomean")
        optional = {"share": lambda: draft.pick(SHARES)} if has_shares else {}
        shared = [(place.weight, draft.some(optional, 2)) for _ in range(_count(draft))]
        fields = {}
    signed = not draft.capped or combination != "geomean"
    return fields, [place.below(*each, may_be_negative=signed) for each in shared]


def _count(draft: Draft) -> int:
    return draft.pick(COUNTS)


def _of_sum(
    draft: Draft, weight: Fraction
) -> tuple[dict[str, Json], list[tuple[Fraction, dict[str, Json]]]]:
    if decimal_places(weight) is None or (draft.stage != "leaf" and draft.chance(3)):
        drawn = [draft.pick(RELATIVE) for _ in range(_count(draft))]
        total = sum(value for _, value in drawn)
        shared = [(weight * value / total, {"weight": written}) for written, value in drawn]
        return {"weights": "relative"}, shared
    points = _split(draft, weight)
    if draft.chance(4):
        scale = draft.pick(SCALES)
        return {"weights": "relative"}, [(each, {"weight": each * scale}) for each in points]
    fields = draft.some({"weights": lambda: "points"}, 6)
    return fields, [(each, {"weight": each}) for each in points]


def _split(draft: Draft, weight: Fraction) -> list[Fraction]:
    """Return points that add up to a weight and can be printed, each more than nothing."""
    grid = Fraction(1, 10**draft.places)
    units = [unit for unit in UNITS if unit % grid == 0 and weight % unit == 0 and weight > unit]
    unit = draft.pick(units) if units else weight
    left = int(weight / unit)
    parts = []
    for _ in range(min(_count(draft), left) - 1):
        part = 1 + draft.below(max(1, left * 2 // 3))
        if part < left:
            parts.append(part)
            left -= part
    return [part * unit for part in (*parts, left)]


def _of_formula(draft: Draft, weight: Fraction) -> tuple[Fraction, dict[str, Json]]:
    """Return the points of a child of a formula group: its own, or the group's untold."""
    if draft.chance():
        return weight, {}
    own = Fraction(draft.pick((10, 100, 1)))
    return own, {"weight": own}
