"""Steps: "for every further percentage point …", in whole or in started steps."""

from collections.abc import Callable
from fractions import Fraction

from indicator_engine.language.functions.arithmetic import ceiling
from indicator_engine.language.functions.function import Function, Parameter
from indicator_engine.language.protocol import NumberSystem, Value


def whole_steps(system: NumberSystem, x: Value, step: Value) -> Value:
    """Return how many whole steps `x` holds."""
    return _steps(system, x, step, system.floor)


def started_steps(system: NumberSystem, x: Value, step: Value) -> Value:
    """Return how many steps `x` has at least begun."""
    return _steps(system, x, step, lambda steps: ceiling(system, steps))


def _steps(system: NumberSystem, x: Value, step: Value, count: Callable[[Value], Value]) -> Value:
    zero = system.number(Fraction(0))
    return system.choose(
        system.less(zero, step),
        lambda: count(system.divide(system.maximum([x, zero]), step)),
        lambda: system.undefined("step-not-positive"),
    )


FUNCTIONS = (
    Function(
        name="whole_steps",
        parameters=(Parameter("x"), Parameter("step")),
        zh="x 里有几个完整的 step（每满一个才算）；x 不大于 0 时为 0。",
        en="How many whole steps `x` holds; 0 where `x` is not above 0.",
        body=whole_steps,
        examples=(("whole_steps(7, 3)", "2"), ("whole_steps(-7, 3)", "0")),
    ),
    Function(
        name="started_steps",
        parameters=(Parameter("x"), Parameter("step")),
        zh="x 里有几个 step，不满一个也算一个；x 不大于 0 时为 0。",
        en="How many steps `x` has begun; 0 where `x` is not above 0.",
        body=started_steps,
        examples=(("started_steps(7, 3)", "3"), ("started_steps(6, 3)", "2")),
    ),
)
