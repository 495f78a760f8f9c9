"""Law: what a trend says of a formula is so for every two records that differ in one input."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions import FUNCTIONS
from indicator_engine.language.interpreter import Interpreter
from indicator_engine.language.protocol import Value
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import parse
from indicator_engine.number_systems.exact import Entries, Exact
from indicator_engine.number_systems.intervals import Several, Texts, Truth
from indicator_engine.number_systems.trends import Trend, Trends
from tests.properties.test_intervals_contain_exact_results import (
    CHOICES,
    NUMBERS,
    numeric,
    points,
    ranges,
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[str, Value], dict[str, Value], Trends, dict[str, Value]]:
    """Draw two records that differ in ``a`` alone, with the trends of everything."""
    system = Trends()
    lower: dict[str, Value] = {}
    known: dict[str, Value] = {}
    for name in (*NUMBERS, "maybe"):
        bounds = draw(ranges())
        lower[name] = draw(points(bounds))
        known[name] = system.named(name, bounds)
        if name == "a":
            higher_a = draw(points(bounds))
    lower["day"] = Fraction(738_500)
    known["day"] = system.named("day", Range.parse("[738000, 738900]") or Range(), whole=True)
    lower["flag"], known["flag"] = draw(st.booleans()), Truth(true=True, false=True)
    lower["choice"], known["choice"] = draw(st.sampled_from(CHOICES)), Texts(frozenset(CHOICES))
    entry = draw(ranges())
    lower["panel"] = Entries(draw(st.lists(points(entry), min_size=1, max_size=3)))
    known["panel"] = Several(
        None, Range(Fraction(1), Fraction(3), low_open=False, high_open=False), entry
    )
    system.moving(known["a"], Trend.UP)
    higher = {**lower, "a": higher_a}
    if lower["a"] > higher["a"]:
        lower, higher = higher, lower
    return lower, higher, system, known


@settings(max_examples=500)
@given(formula=numeric(3), pair=pairs())
def test_trends_are_followed(
    formula: str, pair: tuple[dict[str, Value], dict[str, Value], Trends, dict[str, Value]]
) -> None:
    """A formula that can only rise never falls, one that stands still never moves."""
    lower, higher, system, known = pair
    expression = parse(formula)
    trend = system.trend(Interpreter(system, FUNCTIONS).evaluate(expression, known))
    try:
        first = Interpreter(Exact(), FUNCTIONS).evaluate(expression, lower)
        last = Interpreter(Exact(), FUNCTIONS).evaluate(expression, higher)
    except Undefined:
        return
    if trend is Trend.FLAT:
        assert first == last
    if trend is Trend.UP:
        assert first <= last
    if trend is Trend.DOWN:
        assert first >= last
