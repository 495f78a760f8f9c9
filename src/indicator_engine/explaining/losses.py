"""Where points were lost: entries that add up, with the score, to the weight."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from attrs import frozen

from indicator_engine.results import ScoreNode

Kind = Literal["scored", "combined", "rescaled", "rounded", "adjusted"]


@frozen(kw_only=True)
class Loss:
    """Points that were lost at one place.

    Attributes:
        indicator: Where.
        kind: How: by its own rule (``scored``); by what a group does with its children, other
            than adding them up (``combined``); by rescaling for what is left out, by rounding, or
            by an adjustment.
        points: How many; negative where points were gained.
        adjustment: The id of the adjustment, where it is one.
    """

    indicator: str
    kind: Kind
    points: Fraction
    adjustment: str = ""


def losses(root: ScoreNode) -> tuple[Loss, ...]:
    """Return where an indicator and those below it lost points, most first.

    Together with its score they give its weight exactly, where it has a score. A group that does
    not add its children up is one place: what it loses is not shared out among them.

    Args:
        root: The indicator's node; the tree tells all that is needed.
    """
    found = [each for each in _found(root) if each.points]
    return tuple(sorted(found, key=lambda each: -each.points))


def _found(node: ScoreNode) -> Iterator[Loss]:
    below = [loss for child in node.children for loss in _found(child)] if node.is_sum else []
    yield from below
    if node.score is None:
        return
    steps = list(_adjusted(node))
    yield from steps
    known = sum((each.points for each in (*below, *steps)), Fraction(0))
    rest = node.weight - Fraction(node.score) - known
    yield Loss(indicator=node.id, kind=_kind(node), points=rest)


def _adjusted(node: ScoreNode) -> Iterator[Loss]:
    for step in node.adjustments:
        if step.before is not None and step.after is not None:
            points = Fraction(step.before) - Fraction(step.after)
            yield Loss(indicator=node.id, kind="adjusted", points=points, adjustment=step.id)


def _kind(node: ScoreNode) -> Kind:
    if not node.is_sum:
        return "scored" if node.formula else "combined"
    return "rounded" if node.subtotal is None else "rescaled"
