"""Arithmetic: ends, sign, whole numbers, rounding."""

from fractions import Fraction

from indicator_engine.language.functions.function import Function, Parameter
from indicator_engine.language.protocol import NumberSystem, Value
from indicator_engine.language.rounding import rounded_in


def absolute(system: NumberSystem, x: Value) -> Value:
    """Return `x` without its sign."""
    zero = system.number(Fraction(0))  # never the largest, yet it shows intervals the sign
    return system.maximum([x, system.negate(x), zero])


def clamp(system: NumberSystem, x: Value, low: Value, high: Value) -> Value:
    """Return `x`, or the nearest of the two ends where it lies outside them."""
    return system.choose(
        system.less(high, low),
        lambda: system.undefined("clamp-ends-crossed"),
        lambda: system.minimum([system.maximum([x, low]), high]),
    )


def ceiling(system: NumberSystem, x: Value) -> Value:
    """Return the smallest whole number that is not below `x`."""
    return system.negate(system.floor(system.negate(x)))


X = Parameter("x")
VALUES = Parameter("values", "numbers")

FUNCTIONS = (
    Function(
        name="min",
        parameters=(VALUES,),
        zh="最小的一个；可以是几个数，也可以是一个数列。",
        en="The smallest of several numbers, or of one list.",
        body=lambda system, values: system.lowest(values),
        examples=(("min(3, 1, 2)", "1"), ("min(1, 107/100)", "1")),
        increasing=True,
    ),
    Function(
        name="max",
        parameters=(VALUES,),
        zh="最大的一个；可以是几个数，也可以是一个数列。",
        en="The largest of several numbers, or of one list.",
        body=lambda system, values: system.highest(values),
        examples=(("max(3, 1, 2)", "3"), ("max(0, 2 - 5)", "0")),
        increasing=True,
    ),
    Function(
        name="abs",
        parameters=(X,),
        zh="绝对值。",
        en="`x` without its sign.",
        body=absolute,
        examples=(("abs(-2.5)", "2.5"), ("abs(3)", "3")),
    ),
    Function(
        name="clamp",
        parameters=(X, Parameter("low"), Parameter("high")),
        zh="把 x 限制在 low 与 high 之间。",
        en="`x`, or the nearest end of [`low`, `high`] where `x` lies outside it.",
        body=clamp,
        examples=(("clamp(12, 0, 10)", "10"), ("clamp(-1, 0, 10)", "0"), ("clamp(5, 0, 10)", "5")),
        increasing=True,
    ),
    Function(
        name="floor",
        parameters=(X,),
        zh="不大于 x 的最大整数（向下取整）。",
        en="The largest whole number not above `x`.",
        body=lambda system, x: system.floor(x),
        examples=(("floor(2.9)", "2"), ("floor(-2.1)", "-3")),
        increasing=True,
    ),
    Function(
        name="ceil",
        parameters=(X,),
        zh="不小于 x 的最小整数（向上取整）。",
        en="The smallest whole number not below `x`.",
        body=ceiling,
        examples=(("ceil(2.1)", "3"), ("ceil(-2.9)", "-2")),
        increasing=True,
    ),
    Function(
        name="round",
        parameters=(X, Parameter("places", "whole")),
        zh="四舍五入到 places 位小数（恰好一半时远离零，与 Excel 相同）。",
        en="`x` rounded half up (away from zero, as in Excel) to `places` decimal places.",
        body=lambda system, x, places: rounded_in(system, x, places, "half_up"),
        examples=(
            ("round(2.665, 2)", "2.67"),
            ("round(-2.5, 0)", "-3"),
            ("round(1/3, 3)", "0.333"),
        ),
        increasing=True,
        unit="kept",
    ),
)
