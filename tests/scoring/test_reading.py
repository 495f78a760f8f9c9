"""Numbers read at once are the numbers that the reader of records finds."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicator_engine.scoring.prepared import UNFIT
from indicator_engine.scoring.reading import Reading
from indicator_engine.values import read_value
from tests.small import ruleset_with

Json = Any

INPUTS: Mapping[str, Json] = {
    "money": {"type": "number", "range": "[-1000, 1000000)", "places": 2},
    "count": {"type": "integer", "range": "[0, inf)"},
    "share": {"type": "percent"},
    "free": {"type": "number"},
}
RULESET = ruleset_with({"inputs": INPUTS, "indicators": {"formula": "100"}})
READING = Reading(RULESET)
PLACES = [name for name, _ in READING.deferred()]
SCALES = {"money": 10**2, "count": 1, "share": 10**4, "free": 10**4}
FITTING: Mapping[str, Json] = {"money": 0, "count": 0, "share": 0, "free": 0}

on_grids = st.builds(lambda units, places: units / 10**places, st.integers(), st.integers(0, 6))
numbers = (
    st.floats()
    | on_grids
    | st.integers()
    | st.decimals()
    | st.decimals(-2_000, 2_000_000, places=2)
    | st.fractions()
)
others = st.sampled_from([True, None, "95%", "1", float("nan"), {"pending": "…"}, [1]])


@given(name=st.sampled_from(sorted(INPUTS)), raw=numbers | others)
@example(name="money", raw=0.1 + 0.2)
@example(name="money", raw=-0.0)
@example(name="money", raw=1_000_000)
@example(name="money", raw=Decimal("999999.99"))
@example(name="free", raw=Decimal("0E-100"))
@example(name="free", raw=Decimal("1E+400"))
@example(name="free", raw=Decimal("sNaN"))
@example(name="share", raw="95.25%")
@example(name="count", raw=10**15)
def test_what_is_read_at_once_is_exact(name: str, raw: object) -> None:
    """What is not is left, and nothing is said of it."""
    try:
        memory = READING.read({**FITTING, name: raw})
    except UNFIT:
        return
    assert Fraction(memory[PLACES.index(name)], SCALES[name]) == read_value(
        RULESET.inputs[name], raw
    )


@pytest.mark.parametrize(
    ("name", "raw", "units"),
    [
        ("money", 5169.65, 516_965),
        ("money", Decimal("5169.65"), 516_965),
        ("money", 7, 700),
        ("count", 7.0, 7),
        ("share", "95%", 9_500),
        ("share", 0.95, 9_500),
        ("free", Fraction(1, 8), 1_250),
    ],
)
def test_everyday_numbers_are_read_at_once(name: str, raw: object, units: int) -> None:
    """Neither their type nor a percent sign makes them slow."""
    assert units in READING.read({**FITTING, name: raw})


@pytest.mark.parametrize(
    "inputs",
    [
        {**FITTING, "money": 0.125},
        {**FITTING, "money": -1_000.01},
        {**FITTING, "money": True},
        {**FITTING, "count": None},
        {**FITTING, "another": 1},
        {"money": 0, "count": 0, "share": 0},
    ],
)
def test_what_is_not_expected_is_left(inputs: Mapping[str, object]) -> None:
    """A finer number, one out of range, a truth, a gap, a name too many, a name too few."""
    with pytest.raises(UNFIT):
        READING.read(inputs)
