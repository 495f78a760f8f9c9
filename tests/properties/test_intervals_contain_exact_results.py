"""Law: an interval contains every exact result of inputs in range, and tells every failure."""

from fractions import Fraction
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions import FUNCTIONS
from indicator_engine.language.functions.function import Function
from indicator_engine.language.interpreter import Interpreter
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import Expression, parse
from indicator_engine.number_systems.exact import Entries, Exact
from indicator_engine.number_systems.intervals import Intervals, Numeric, Several, Texts, Truth

CHOICES = ("甲", "乙", "丙")
NUMBERS = ("a", "b", "c", "whole")
ENDS = st.sampled_from([Fraction(n, 2) for n in range(-6, 13)])
LITERALS = ("0", "1", "2", "0.5", "3", "90%", "10")


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Draw a range with finite or infinite, open or closed ends."""
    low, high = sorted((draw(ENDS), draw(ENDS)))
    low_end = None if draw(st.integers(0, 7)) == 0 else low
    high_end = None if draw(st.integers(0, 7)) == 0 else high
    low_open = low_end is None or draw(st.booleans())
    high_open = high_end is None or draw(st.booleans())
    if low_end is not None and low_end == high_end:
        low_open = high_open = False
    return Range(low_end, high_end, low_open, high_open)


def points(bounds: Range) -> st.SearchStrategy[Fraction]:
    """Draw numbers of a range, its ends and their neighbourhood most of all."""
    low = bounds.low if bounds.low is not None else (bounds.high or Fraction(0)) - 50
    high = bounds.high if bounds.high is not None else low + 50
    tiny = Fraction(1, 1000)
    near = [low, high, low + tiny, high - tiny, (low + high) / 2, Fraction(0), Fraction(1)]
    inside = [point for point in near if point in bounds] or [(low + high) / 2]
    between = st.fractions(low, high, max_denominator=12).filter(lambda point: point in bounds)
    return st.sampled_from(inside) | between if low < high else st.sampled_from(inside)


@cache
def numeric(depth: int) -> st.SearchStrategy[str]:
    """Draw formulas that give a number."""
    leaves = st.sampled_from([*NUMBERS, *NUMBERS, *LITERALS])
    if depth == 0:
        return leaves
    inner = numeric(depth - 1)
    operations = st.tuples(inner, st.sampled_from("+-*/"), inner).map(
        lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
    )
    powers = st.tuples(inner, st.sampled_from([2, 3, 0, -1, -2])).map(lambda p: f"({p[0]})**{p[1]}")
    chosen = st.tuples(inner, conditions(depth - 1), inner).map(
        lambda parts: f"({parts[0]} if {parts[1]} else {parts[2]})"
    )
    return leaves | operations | powers | chosen | calls("number", depth - 1)


@cache
def conditions(depth: int) -> st.SearchStrategy[str]:
    """Draw formulas that give a truth."""
    inner = numeric(depth)
    compared = st.tuples(inner, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), inner)
    simple = compared.map(" ".join) | st.sampled_from(
        ["flag", "not flag", "choice == '甲'", "choice != '乙'", "given(a)", "given(maybe)"]
    )
    if depth == 0:
        return simple
    both = st.tuples(simple, st.sampled_from(["and", "or"]), simple).map(
        lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"
    )
    return simple | both | simple.map(lambda each: f"not ({each})")


@cache
def calls(result: str, depth: int) -> st.SearchStrategy[str]:
    """Draw calls of every function of the table that gives such a result."""
    known = [each for each in FUNCTIONS.values() if each.result in (result, "any")]
    return st.sampled_from(known).flatmap(lambda function: call(function, depth))


@cache
def call(function: Function, depth: int) -> st.SearchStrategy[str]:
    """Draw calls of one function."""
    count = len(function.parameters)
    if any(parameter.repeats for parameter in function.parameters):
        count += 2 * (function.name == "interpolate")
    listed = function.parameters[-1].kind in ("numbers", "list")
    arguments = [argument(function.parameter(index).kind, depth) for index in range(count)]
    if function.parameters[-1].kind == "numbers":
        several = st.lists(numeric(depth), min_size=1, max_size=3).map(", ".join)
        return (several | st.just("panel")).map(lambda given_: f"{function.name}({given_})")
    if listed:
        return st.just(f"{function.name}({', '.join(['panel'] * count)})")
    return st.tuples(*arguments).map(lambda given_: f"{function.name}({', '.join(given_)})")


@cache
def argument(kind: str, depth: int) -> st.SearchStrategy[str]:
    """Draw an argument of a kind."""
    if kind == "truth":
        return conditions(depth)
    if kind == "date":
        return st.sampled_from(["day", "date(2022, 2, 28)", "add_months(day, whole)"])
    if kind == "whole":
        return st.sampled_from(["0", "1", "2"])
    return st.just("maybe") | numeric(depth) if kind == "any" else numeric(depth)


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, Value], dict[str, Value], Intervals]:
    """Draw exact values with intervals that hold them."""
    system = Intervals()
    exact: dict[str, Value] = {}
    known: dict[str, Value] = {}
    for name in (*NUMBERS, "maybe", "day"):
        bounds = Range.parse("[738000, 738900]") if name == "day" else draw(ranges())
        assert bounds is not None
        whole = name in ("whole", "day")
        bounds = bounds.on_grid() or Range.point(Fraction(1)) if whole else bounds
        point = draw(points(bounds))
        exact[name] = (
            Fraction(round(point)) if whole and Fraction(round(point)) in bounds else point
        )
        exact[name] = (
            (bounds.low or bounds.high or Fraction(0)) if whole and exact[name] % 1 else exact[name]
        )
        absent = frozenset(Absence) if name == "maybe" else frozenset[Absence]()
        known[name] = system.named(name, bounds, absent, whole=whole)
    if draw(st.booleans()):
        exact["maybe"] = draw(st.sampled_from(Absence))
    exact["flag"] = draw(st.booleans())
    known["flag"] = Truth(true=True, false=True)
    exact["choice"] = draw(st.sampled_from(CHOICES))
    known["choice"] = Texts(frozenset(CHOICES))
    entry = draw(ranges())
    exact["panel"] = Entries(draw(st.lists(points(entry), min_size=1, max_size=4)))
    known["panel"] = Several(
        None, Range(Fraction(1), Fraction(4), low_open=False, high_open=False), entry
    )
    return exact, known, system


def exactly(expression: Expression, names: dict[str, Value]) -> tuple[Value, str | None]:
    """Return the exact result, or the code of why there is none."""
    try:
        return Interpreter(Exact(), FUNCTIONS).evaluate(expression, names), None
    except Undefined as undefined:
        return None, undefined.code


def told(system: Intervals) -> set[str]:
    """Return the codes of the failures that intervals foretell; of size they know nothing."""
    return {failure.code for failure in system.failures} | {"number-too-large"}


@settings(max_examples=500)
@given(formula=numeric(3), situation=situations())
def test_intervals_contain_exact_results(
    formula: str, situation: tuple[dict[str, Value], dict[str, Value], Intervals]
) -> None:
    """What one record gives is among what the ranges allow; where it fails, a failure is told."""
    exact, known, system = situation
    expression = parse(formula)
    possible = Interpreter(system, FUNCTIONS).evaluate(expression, known)
    found, failure = exactly(expression, exact)
    if failure is None:
        assert isinstance(possible, Numeric)
        assert found in possible
    else:
        assert failure in told(system)


@given(formula=conditions(3), situation=situations())
def test_conditions_contain_exact_truths(
    formula: str, situation: tuple[dict[str, Value], dict[str, Value], Intervals]
) -> None:
    """A condition that cannot be true is false for every record, and the other way round."""
    exact, known, system = situation
    expression = parse(formula)
    possible = Interpreter(system, FUNCTIONS).evaluate(expression, known)
    found, failure = exactly(expression, exact)
    if failure is None:
        assert found in possible
    else:
        assert failure in told(system)
