"""Lists: sums and means of several numbers, or of one list such as a panel's marks."""

from fractions import Fraction

from indicator_engine.language.functions.function import Function, Parameter
from indicator_engine.language.protocol import NumberSystem, Series, Value

VALUES = Parameter("values", "numbers")


def mean(system: NumberSystem, values: Series) -> Value:
    """Return the arithmetic mean."""
    return system.divide(system.total(values), system.count(values))


def geomean(system: NumberSystem, values: Series) -> Value:
    """Return the geometric mean."""
    return system.choose(
        system.less(system.lowest(values), system.number(Fraction(0))),
        lambda: system.undefined("geomean-of-negative"),
        lambda: system.root(system.product(values), system.count(values)),
    )


def weighted_mean(system: NumberSystem, values: Series, weights: Series) -> Value:
    """Return the mean in which each value counts as often as its weight says."""
    return system.divide(system.total(system.products(values, weights)), system.total(weights))


def trimmed_mean(system: NumberSystem, values: Series) -> Value:
    """Return the mean without one highest and one lowest value."""
    size = system.count(values)
    ends = system.add(system.lowest(values), system.highest(values))
    return system.choose(
        system.less(size, system.number(Fraction(3))),
        lambda: system.undefined("trimmed-mean-of-few"),
        lambda: system.divide(
            system.subtract(system.total(values), ends),
            system.subtract(size, system.number(Fraction(2))),
        ),
    )


def count_true(system: NumberSystem, *conditions: Value) -> Value:
    """Return how many conditions hold."""
    one, zero = system.number(Fraction(1)), system.number(Fraction(0))
    held = [system.choose(each, lambda: one, lambda: zero) for each in conditions]
    return system.total(system.series(held))


FUNCTIONS = (
    Function(
        name="sum",
        parameters=(VALUES,),
        zh="合计；可以是几个数，也可以是一个数列。",
        en="The sum of several numbers, or of one list.",
        body=lambda system, values: system.total(values),
        examples=(("sum(18.55, 39.05, 34.33, 20.00)", "111.93"),),
        increasing=True,
    ),
    Function(
        name="mean",
        parameters=(VALUES,),
        zh="算术平均数；可以是几个数，也可以是一个数列。",
        en="The arithmetic mean of several numbers, or of one list.",
        body=mean,
        examples=(("mean(73, 74, 75, 76, 77)", "75"), ("mean(1, 2)", "3/2")),
        increasing=True,
        unit="kept",
    ),
    Function(
        name="geomean",
        parameters=(VALUES,),
        zh="几何平均数（都不为负）；50 位有效数字，结果是有理数时精确。",
        en="The geometric mean of values that are not negative, to 50 significant digits; exact "
        "where it is rational.",
        body=geomean,
        examples=(("geomean(2, 8)", "4"), ("geomean(1, 10, 100)", "10")),
        increasing=True,
        unit="kept",
    ),
    Function(
        name="weighted_mean",
        parameters=(Parameter("values", "list"), Parameter("weights", "list")),
        zh="加权平均数：两个同样长的数列，逐个对应。",
        en="The mean of a list, weighted by a second list of the same length.",
        body=weighted_mean,
        unit="kept",
    ),
    Function(
        name="trimmed_mean",
        parameters=(VALUES,),
        zh="去掉一个最高分、一个最低分后的平均数；至少要三个数。",
        en="The mean without one highest and one lowest value; at least three are needed.",
        body=trimmed_mean,
        examples=(("trimmed_mean(77, 78.4, 79, 79, 80.6)", "78.8"),),
        increasing=True,
        unit="kept",
    ),
    Function(
        name="count",
        parameters=(Parameter("values", "list"),),
        zh="数列里有几个数。",
        en="How many entries a list has.",
        body=lambda system, values: system.count(values),
    ),
    Function(
        name="count_true",
        parameters=(Parameter("condition", "truth", repeats=True),),
        zh="几个条件里有几个成立。",
        en="How many of the conditions hold.",
        body=count_true,
        examples=(("count_true(1 < 2, 2 < 1, 3 == 3)", "2"),),
    ),
)
