"""By which indicators a total differs: points that add up to the difference exactly."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from indicator_engine.comparing.effects import Contribution, Share
from indicator_engine.model import NOTHING, Indicator, Text

Own = Mapping[str, tuple[Share, Fraction]]
"""Points by indicator, each with what they are; together they are the score of the root."""

NONE: tuple[Share, Fraction] = ("part", Fraction(0))


def added_up(root: Indicator) -> dict[str, tuple[str, ...]]:
    """Return the children of every group that adds them up."""
    return {
        node.id: tuple(child.id for child in node.children)
        for node in root.walk()
        if node.combination == "sum"
    }


def own_points(
    children: Mapping[str, tuple[str, ...]], scores: Mapping[str, Decimal | None], root: str
) -> Own:
    """Return points by indicator that add up to the score of the root.

    A part is a leaf, or a group that does not add up what is below it; any other group has as its
    own what its score is more than the sum of its children's.

    Args:
        children: The children of every group that adds them up.
        scores: The published scores; an indicator without one has no points.
        root: The indicator to be taken apart.
    """
    found: dict[str, tuple[Share, Fraction]] = {}
    pending = [root]
    while pending:
        name = pending.pop()
        below = children.get(name, ())
        points = sum((Fraction(scores.get(each) or 0) for each in below), Fraction(0))
        own = Fraction(scores.get(name) or 0) - points
        found[name] = ("rest" if below else "part", own)
        pending.extend(reversed(below))
    return found


def contributions(
    before: Own, after: Own, order: Iterable[str], titles: Mapping[str, Text]
) -> Iterator[Contribution]:
    """Yield what adds up to the difference of two totals, as far as it is not 0.

    Args:
        before: The points under the first, see :func:`own_points`.
        after: The points under the second, with the same indicators called the same.
        order: All indicators, in the order they are to come in.
        titles: What they are called.
    """
    for name in order:
        share, was = before.get(name, NONE)
        _, now = after.get(name, NONE)
        if was != now:
            yield Contribution(
                id=name,
                title=titles.get(name, NOTHING),
                share=after[name][0] if name in after else share,
                before=was,
                after=now,
            )
