"""Trees of indicators: leaves, sums, combinations and formula groups, nested."""

from collections.abc import Sequence
from fractions import Fraction

from indicator_engine.language.numbers import decimal_places, plain
from indicator_engine.model import Combination
from indicator_engine.testing import points
from indicator_engine.testing.adjustments import declare_adjustments
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft, Term
from indicator_engine.testing.parts import declare_policies
from indicator_engine.testing.weights import Place, share_out

MODES = ("half_up", "half_even", "down", "up")
COMBINATIONS: tuple[Combination, ...] = (
    *("sum",) * 6, "mean", "geomean", "min", "max", "formula",
)  # fmt: skip
ENDS = (("[", "]"), ("(", "]"), ("[", ")"))
DEEPEST = 4
PUBLISHED_BITS = 40  # of a score on a grid of decimals
FURTHER_BITS = 8  # of a combination of scores on a grid
GEOMEAN_BITS = 400  # fifty significant digits and the powers of ten
MOST_ADJUSTED_BITS = 1_000  # of a score that adjustments compute with


class Grower:
    """Grows one tree.

    Args:
        draft: The ruleset in the making.
        grades: Names of the scale.
        room: How many indicators there may still be.
    """

    def __init__(self, draft: Draft, grades: list[str], room: int) -> None:
        self.draft, self.grades, self.room = draft, grades, room

    def grow(self, place: Place) -> tuple[Json, Term]:
        """Return an indicator with all below it, and the term by which formulas name it."""
        self.room -= 1
        may_have_children = place.depth < DEEPEST and self.room > 0
        if may_have_children and not self.draft.chance(20 if place.is_root else 2):
            json, bits = self._group(place)
        else:
            json, bits = self._leaf(place)
        term = Term(json["id"], bits)
        self.draft.scope.add_number(term)
        return json, term

    def _head(self, place: Place) -> dict[str, Json]:
        draft = self.draft
        name = "total" if place.is_root and draft.chance() else draft.name("决策", "产出", "node_")
        return {"id": name, **draft.described("evidence", of=10), **place.fields}

    def _tail(self, place: Place) -> dict[str, Json]:
        draft = self.draft
        own = draft.some(
            {
                "places": lambda: self._own_places(place.weight),
                "mode": lambda: draft.pick(MODES),
            },
            4,
        )
        rounding = {"rounding": own} if own and not place.is_root else {}
        return rounding | draft.some({"tags": lambda: ["核心", "core"]}, 10)

    def _own_places(self, weight: Fraction) -> int:
        """Return fewer places, if full marks can still be printed with them."""
        places = self.draft.below(self.draft.places + 1)
        return places if weight * 10**places % 1 == 0 else self.draft.places

    def _leaf(self, place: Place) -> tuple[Json, int]:
        draft = self.draft
        fields, ends = self._range(place)
        formula, bits = points.of_leaf(draft, place.weight, ends)
        own = declare_policies(draft) if draft.chance(3) else {}
        policies = {"policies": own} if own else {}
        json = self._head(place) | fields | {"formula": formula} | policies | self._tail(place)
        return json, PUBLISHED_BITS if draft.stage == "leaf" else bits

    def _range(self, place: Place) -> tuple[dict[str, Json], tuple[Fraction, Fraction]]:
        """Return a range of its own, or none, and its ends."""
        draft, ends = self.draft, (Fraction(0), place.weight)
        is_told = decimal_places(place.weight) is not None and not place.is_root
        if not is_told or not draft.chance(4):
            return {}, ends
        low = Fraction(draft.pick((0, -5, -20) if place.may_be_negative else (0,)))
        high = place.weight + draft.pick((0, 6, 20))
        opening, closing = draft.pick((("[", "]"),) if draft.capped else ENDS)
        return {"range": f"{opening}{plain(low)}, {plain(high)}{closing}"}, (low, high)

    def _group(self, place: Place) -> tuple[Json, int]:
        draft = self.draft
        combination = draft.pick(COMBINATIONS)
        weights, places = share_out(draft, place, combination)
        grown = [self.grow(each) for each in places]
        terms = [term for _, term in grown]
        fields: dict[str, Json] = {}
        bits = self._bits(combination, terms)
        if combination == "formula":
            fields, ends = self._range(place)
            fields["formula"], bits = points.of_group(draft, place.weight, ends, terms)
        elif combination != "sum":
            fields["combine"] = combination
        json = self._head(place) | fields | weights | self._tail(place)
        grades = self.grades if place.is_root else []
        if bits <= MOST_ADJUSTED_BITS and draft.chance(2 if grades else 4):
            signed = place.may_be_negative
            adjusted, bits = declare_adjustments(draft, bits, grades, may_be_negative=signed)
            json["adjustments"] = adjusted
        return json | {"children": [child for child, _ in grown]}, bits

    def _bits(self, combination: Combination, terms: Sequence[Term]) -> int:
        """Return how long numerator and denominator of a group's value can become."""
        sizes = [term.bits for term in terms]
        if self.draft.stage == "leaf" or combination in ("min", "max"):
            return max(sizes) + FURTHER_BITS
        return GEOMEAN_BITS + max(sizes) if combination == "geomean" else sum(sizes) + FURTHER_BITS
