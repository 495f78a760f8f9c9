"""Tables as functions of one argument: bands, anchors, cases."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise

from indicator_engine.language.conditions import first_of
from indicator_engine.language.functions.function import Function, Kind, Parameter
from indicator_engine.language.functions.scoring_rules import between
from indicator_engine.language.protocol import NumberSystem, Value
from indicator_engine.language.ranges import Range

Band = tuple[Range, Fraction]


def bands(name: str, rows: Sequence[Band]) -> Function:
    """Return the function that gives the value of the band its argument lies in."""

    def body(system: NumberSystem, x: Value) -> Value:
        found = [
            (partial(contains, system, inside, x), partial(system.number, value))
            for inside, value in rows
        ]
        return first_of(system, found, partial(_outside, system, name))

    return _table(name, body)


def anchors(name: str, points: Sequence[tuple[Fraction, Fraction]]) -> Function:
    """Return the function that is linear between points; beyond the ends it has no value."""
    ends = Range(points[0][0], points[-1][0], low_open=False, high_open=False)

    def body(system: NumberSystem, x: Value) -> Value:
        line = [(system.number(a), system.number(b)) for a, b in points]
        *early, last = [
            (partial(system.less, x, end[0]), partial(between, system, x, start, end))
            for start, end in pairwise(line)
        ]
        return system.choose(
            contains(system, ends, x),
            lambda: first_of(system, early, last[1]),
            partial(_outside, system, name),
        )

    return _table(name, body)


def cases(name: str, values: Mapping[str, Fraction]) -> Function:
    """Return the function that gives the value of a choice."""
    rows = tuple(values.items())

    def body(system: NumberSystem, x: Value) -> Value:
        found = [
            (partial(system.equal, x, system.text(choice)), partial(system.number, value))
            for choice, value in rows
        ]
        return first_of(system, found, partial(_outside, system, name))

    return _table(name, body, "text")


def contains(system: NumberSystem, inside: Range, x: Value) -> Value:
    """Return the truth of "`x` lies in the range"."""
    below = system.truth(False)
    above = system.truth(False)
    if inside.low is not None:
        low = system.number(inside.low)
        below = system.invert(system.less(low, x)) if inside.low_open else system.less(x, low)
    if inside.high is not None:
        high = system.number(inside.high)
        above = system.invert(system.less(x, high)) if inside.high_open else system.less(high, x)
    return system.choose(below, lambda: system.truth(False), lambda: system.invert(above))


def _outside(system: NumberSystem, name: str) -> Value:
    return system.undefined("outside-table", table=name)


def _table(
    name: str, body: Callable[[NumberSystem, Value], Value], kind: Kind = "number"
) -> Function:
    return Function(name=name, parameters=(Parameter("x", kind),), zh="", en="", body=body)
