"""The rules of thumb of evaluation forms: reached, within, interpolation between anchors."""

from fractions import Fraction
from itertools import pairwise

from indicator_engine.language.functions.arithmetic import clamp
from indicator_engine.language.functions.function import Function, Parameter
from indicator_engine.language.protocol import NumberSystem, Value


def reached(system: NumberSystem, actual: Value, target: Value) -> Value:
    """Return how much of a target is reached, between 0 and 1."""
    zero, one = system.number(Fraction(0)), system.number(Fraction(1))
    return system.choose(
        system.less(zero, target),
        lambda: clamp(system, system.divide(actual, target), zero, one),
        lambda: system.undefined("target-not-positive"),
    )


def within(system: NumberSystem, actual: Value, limit: Value) -> Value:
    """Return 1 up to a limit, and the limit's share of the value beyond it."""
    zero, one = system.number(Fraction(0)), system.number(Fraction(1))
    beyond = system.less(limit, actual)
    return system.choose(
        beyond,
        lambda: system.choose(
            system.less(zero, limit),
            lambda: clamp(system, system.divide(limit, actual), zero, one),
            lambda: zero,
        ),
        lambda: one,
    )


def interpolate(system: NumberSystem, x: Value, *anchors: Value) -> Value:
    """Return the height at `x` of the broken line through the anchors, flat beyond its ends."""
    points = list(zip(anchors[::2], anchors[1::2], strict=True))

    def beyond(index: int) -> Value:
        """Return the height at `x`, known to lie right of the anchor at an index."""
        if index + 1 == len(points):
            return points[index][1]
        (x1, y1), (x2, y2) = points[index], points[index + 1]
        return system.choose(
            system.less(x, x2),
            lambda: between(system, x, (x1, y1), (x2, y2)),
            lambda: beyond(index + 1),
        )

    ordered = system.truth(True)
    for (x1, _), (x2, _) in pairwise(points):
        ordered = _both(system, ordered, system.less(x1, x2))
    return system.choose(
        ordered,
        lambda: system.choose(
            system.less(x, points[0][0]), lambda: points[0][1], lambda: beyond(0)
        ),
        lambda: system.undefined("anchors-not-ascending"),
    )


def between(
    system: NumberSystem, x: Value, first: tuple[Value, Value], second: tuple[Value, Value]
) -> Value:
    """Return the height at `x` of the straight line from one point to another.

    The height is written as the first one plus a share of the way, and held between the two:
    that changes no exact result and keeps intervals from growing.
    """
    (x1, y1), (x2, y2) = first, second
    share = system.divide(system.subtract(x, x1), system.subtract(x2, x1))
    zero, one = system.number(Fraction(0)), system.number(Fraction(1))
    share = system.minimum([system.maximum([share, zero]), one])
    return system.add(y1, system.multiply(system.subtract(y2, y1), share))


def _both(system: NumberSystem, left: Value, right: Value) -> Value:
    return system.choose(left, lambda: right, lambda: system.truth(False))


FUNCTIONS = (
    Function(
        name="reached",
        parameters=(Parameter("actual"), Parameter("target")),
        zh="完成率：实际 ÷ 目标，在 0 与 1 之间；目标必须大于 0。",
        en="`actual / target`, held between 0 and 1; a target that is not positive is an error.",
        body=reached,
        examples=(
            ("reached(5, 6)", "5/6"),
            ("reached(30, 6)", "1"),
            ("reached(-1, 6)", "0"),
        ),
        unit="compared",
    ),
    Function(
        name="within",
        parameters=(Parameter("actual"), Parameter("limit")),
        zh="不超过限额得 1；超过时为 限额 ÷ 实际（不低于 0）。",
        en="1 up to the limit, beyond it `limit / actual`, not below 0.",
        body=within,
        examples=(("within(111.13, 112.33)", "1"), ("within(8, 6)", "3/4"), ("within(3, 0)", "0")),
    ),
    Function(
        name="interpolate",
        parameters=(
            Parameter("x"),
            Parameter("x1", repeats=True),
            Parameter("y1", repeats=True),
        ),
        zh="折线插值：依次给出各点 (x1, y1)、(x2, y2)……，点与点之间按直线，两端之外持平。",
        en="The height at `x` of the broken line through the points (`x1`, `y1`), (`x2`, `y2`), …; "
        "flat beyond its ends. The points stand in ascending order.",
        body=interpolate,
        examples=(
            ("interpolate(75, 60, 0, 90, 1)", "1/2"),
            ("interpolate(50, 60, 0, 90, 1)", "0"),
            ("interpolate(95, 60, 0, 90, 1)", "1"),
        ),
    ),
)
