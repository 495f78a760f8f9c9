"""Formulas that give points: of leaves, of formula groups, of adjustments."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from indicator_engine.language.numbers import decimal_places, plain
from indicator_engine.testing import formulas
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft, Term

WEIGHT = Term("weight")
ZERO = Term("0")


def of_leaf(draft: Draft, weight: Fraction, ends: tuple[Fraction, Fraction]) -> tuple[Json, int]:
    """Return a formula in points and the bits of its result.

    In a capped ruleset the points lie between the two ends; elsewhere they mostly do.
    """
    with draft.naming(WEIGHT):
        if not draft.capped and draft.chance(12):
            found = draft.pick(UNCAPPED)(draft)
        elif ends != (Fraction(0), weight):
            return _between(draft, *ends)
        elif draft.chance(8) and decimal_places(weight) is not None:
            return draft.pick((weight, 0, weight / 2)), 20
        else:
            found = draft.pick(CAPPED)(draft)
    return formulas.bare(found), found.bits


def _between(draft: Draft, low: Fraction, high: Fraction) -> tuple[Json, int]:
    """Return points between two ends that are not those of the weight."""
    if draft.chance(6):
        return draft.pick((low, high)), 20
    lowest, span, highest = Term(plain(low)), Term(plain(high - low)), Term(plain(high))
    if draft.chance():
        found = formulas.call("clamp", formulas.number(draft), lowest, highest)
    else:
        found = formulas.operated(lowest, "+", _times(span, formulas.share(draft)))
    return formulas.bare(found), found.bits


def of_group(
    draft: Draft, weight: Fraction, ends: tuple[Fraction, Fraction], children: Sequence[Term]
) -> tuple[Json, int]:
    """Return the formula of a formula group, which mostly names its children, and its bits."""
    fitting = [each for each in children if each.bits <= formulas.LONGEST // 2]
    if not fitting or ends != (Fraction(0), weight) or draft.chance(4):
        return of_leaf(draft, weight, ends)
    rule = draft.pick(("sum", "mean", "min", "max"))
    points = formulas.call(rule, *fitting[:3])
    capped = formulas.call("clamp", points, ZERO, WEIGHT)
    found = capped if draft.capped or draft.chance() else points
    return formulas.bare(found), found.bits


def of_adjustment(draft: Draft, value: Term, *, may_be_negative: bool) -> tuple[Json, int]:
    """Return what an adjustment makes of a score, and the bits of the result."""
    with draft.naming(value, WEIGHT):
        if draft.chance(6):
            return draft.pick((0, Fraction("69.9"), 5)), 20
        found = draft.pick(BECOMES)(draft)
    if not may_be_negative:
        found = formulas.call("max", ZERO, found)
    return formulas.bare(found), found.bits + value.bits


def _times(left: Term, right: Term) -> Term:
    return formulas.operated(left, "*", right)


def _tiered(draft: Draft) -> Term:
    share = _times(WEIGHT, Term(draft.pick(("60%", "0.8", "0.125"))))
    inner = formulas.conditional(formulas.truth(draft), share, ZERO)
    return formulas.conditional(formulas.truth(draft), WEIGHT, inner)


def _deducted(draft: Draft) -> Term:
    lost = _times(Term(draft.pick(("2", "0.5", "0.005"))), formulas.number(draft))
    left = formulas.operated(WEIGHT, "-", formulas.call("max", ZERO, lost))
    return formulas.call("max", ZERO, left)


CAPPED: tuple[Callable[[Draft], Term], ...] = (
    lambda draft: _times(WEIGHT, formulas.share(draft, 0)),
    lambda draft: _times(WEIGHT, formulas.share(draft)),
    lambda draft: _times(formulas.share(draft), WEIGHT),
    lambda draft: formulas.call("clamp", formulas.number(draft, draft.below(3)), ZERO, WEIGHT),
    lambda draft: formulas.call("min", WEIGHT, formulas.call("max", ZERO, formulas.number(draft))),
    lambda draft: formulas.conditional(formulas.truth(draft), WEIGHT, ZERO),
    _tiered,
    _deducted,
)
UNCAPPED: tuple[Callable[[Draft], Term], ...] = (
    formulas.number,
    lambda draft: _times(WEIGHT, formulas.number(draft, 1)),
    lambda draft: formulas.operated(WEIGHT, "-", formulas.number(draft, 1)),
)
VALUE = Term("value")
BECOMES: tuple[Callable[[Draft], Term], ...] = (
    lambda draft: formulas.operated(
        VALUE, draft.pick(("+", "-")), Term(draft.pick(("2", "0.005")))
    ),
    lambda draft: _times(VALUE, formulas.share(draft, 1)),
    lambda _: formulas.call("min", VALUE, _times(WEIGHT, Term("0.699"))),
    lambda _: formulas.call("max", ZERO, formulas.operated(VALUE, "-", Term("5.5"))),
    lambda draft: formulas.conditional(formulas.truth(draft), VALUE, ZERO),
    lambda draft: formulas.number(draft, 1),
)
