"""Values that may not be there."""

from indicator_engine.language.functions.function import Function, Parameter
from indicator_engine.language.protocol import NumberSystem, Value


def given(system: NumberSystem, x: Value) -> Value:
    """Return whether a value is there."""
    return system.invert(system.is_absent(x))


def value_or(system: NumberSystem, x: Value, otherwise: Value) -> Value:
    """Return the value, or the other one where it is not there."""
    return system.choose(system.is_absent(x), lambda: otherwise, lambda: x)


FUNCTIONS = (
    Function(
        name="given",
        parameters=(Parameter("x", "any"),),
        zh="是否有值（缺失、待评、不适用都算没有）。",
        en="Whether there is a value; missing, pending and not applicable are none.",
        body=given,
        examples=(("1 if given(3) else 0", "1"),),
        result="truth",
        strict=False,
    ),
    Function(
        name="value_or",
        parameters=(Parameter("x", "any"), Parameter("y", "any")),
        zh="有值取 x，没有值取 y。",
        en="`x` where it is there, else `y`.",
        body=value_or,
        examples=(("value_or(3, 5)", "3"),),
        result="any",
        strict=False,
    ),
)
