"""Functions with irrational results: 50 significant digits, exact where the result is rational."""

from fractions import Fraction

from indicator_engine.language.functions.function import Function, Parameter

FUNCTIONS = (
    Function(
        name="sqrt",
        parameters=(Parameter("x"),),
        zh="平方根（50 位有效数字，结果是有理数时精确）；x 不能为负。",
        en="The square root to 50 significant digits, exact where it is rational; `x` is not "
        "negative.",
        body=lambda system, x: system.root(x, system.number(Fraction(2))),
        examples=(("sqrt(6.25)", "2.5"),),
        increasing=True,
    ),
    Function(
        name="ln",
        parameters=(Parameter("x"),),
        zh="自然对数（50 位有效数字）；x 必须大于 0。",
        en="The natural logarithm to 50 significant digits; `x` is positive.",
        body=lambda system, x: system.log(x),
        examples=(("ln(1)", "0"),),
        increasing=True,
    ),
    Function(
        name="exp",
        parameters=(Parameter("x"),),
        zh="e 的 x 次方（50 位有效数字）。",
        en="The exponential function to 50 significant digits.",
        body=lambda system, x: system.exp(x),
        examples=(("exp(0)", "1"),),
        increasing=True,
    ),
)
