"""Adjustments of every kind: bonus, penalty, multiplier, gate, ceiling, veto, grades."""

from indicator_engine.testing import formulas, points
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft, Term


def declare_adjustments(
    draft: Draft, bits: int, grades: list[str], *, may_be_negative: bool
) -> tuple[list[Json], int]:
    """Return adjustments of a group, and how long the score can become by them.

    Args:
        draft: The draft.
        bits: Of the score that they find.
        grades: What the root's may name; empty elsewhere.
        may_be_negative: Whether the score may fall below 0.
    """
    value = Term("value", bits)
    found: list[Json] = []
    for _ in range(1 + draft.below(3)):
        fields: dict[str, Json] = {"id": draft.name("否决", "加分", "cap-")}
        fields |= draft.described(of=8)
        if not draft.chance(4):
            with draft.naming(value, points.WEIGHT):
                fields["when"] = formulas.bare(formulas.truth(draft))
        kind = draft.pick(("becomes", "grade_at_most", "grade")) if grades else "becomes"
        if kind != "becomes":
            fields[kind] = draft.pick(grades)
        else:
            fields["becomes"], further = points.of_adjustment(
                draft, value, may_be_negative=may_be_negative
            )
            value = Term("value", value.bits + further)
        found.append(fields)
    return found, value.bits
