"""Hypothesis strategies for records: edges, ties, limits, zeros, and values that are not there."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from indicator_engine.errors import RecordError
from indicator_engine.language.faults import Undefined
from indicator_engine.language.numbers import rounded
from indicator_engine.language.ranges import Range
from indicator_engine.model import Input, InputType, Ruleset
from indicator_engine.number_systems.exact import Exact
from indicator_engine.records import from_python
from indicator_engine.scoring.cohort import Row, admit
from indicator_engine.scoring.walk import Walk
from indicator_engine.testing.candidates import (
    MOST_PLACES,
    Candidates,
    candidates,
    limits,
    within,
)
from indicator_engine.testing.dice import Dice, Draw, Json

NOT_APPLICABLE: Json = {"not_applicable": "本单位没有这项业务"}
ABSENT: tuple[Json, ...] = (
    NOT_APPLICABLE,
    None,
    {"pending": "to be judged"},
    NOT_APPLICABLE,
)
UNITS: tuple[Json, ...] = ({"id": "01"}, {"name": "贸促会"}, {"id": "01", "name": "B"})
DATES = (
    "2022-12-31",
    "2022-01-01",
    "2024-02-29",
    "0001-01-01",
    "9999-12-31",
    "2023-03-15",
    "2024-01-30",
)
TEXTS = ("是", "否", "a text", "")
LOW, HIGH = -1_000, 10_000  # where an input has no limit
GRID = 1_000  # of numbers drawn at random
MOST_OTHERS = 4  # in a cohort
MOST_FURTHER = 8  # entries of a list beyond the fewest


def records_for(
    ruleset: Ruleset, *, complete: bool | None = None
) -> st.SearchStrategy[Mapping[str, Any]]:
    """Return a strategy for records of a ruleset, every value in its range.

    They aim at the edges of bands, grades and ranges, at exact ties, at zeros, and at missing,
    pending and inapplicable values, of inputs and of whole indicators. Where rules compare rows,
    each has a cohort.

    Args:
        ruleset: What the records are for.
        complete: Whether every input is given, and no indicator marked; ``None`` draws either.
    """
    return _records(ruleset, candidates(ruleset), complete=complete)


@st.composite
def _records(
    draw: Draw, ruleset: Ruleset, numbers: Candidates, *, complete: bool | None
) -> Mapping[str, Any]:
    dice = Dice(draw)
    is_complete = not dice.chance() if complete is None else complete
    inputs = _inputs(dice, ruleset, numbers, is_complete=is_complete)
    optional = {
        "unit": lambda: dice.pick(UNITS),
        "notes": lambda: {dice.pick(tuple(ruleset.nodes)): "偏差原因"},
    }
    record: dict[str, Any] = {"inputs": inputs} | dice.some(optional, 4)
    if ruleset.cohort:
        record["cohort"] = _others(dice, ruleset, numbers, is_complete=is_complete)
    return record


def _inputs(
    dice: Dice, ruleset: Ruleset, numbers: Candidates, *, is_complete: bool
) -> dict[str, Json]:
    gaps = 0 if is_complete else dice.pick((0, 6, 4))  # one input in so many is not there
    inputs: dict[str, Json] = {}
    for name, declared in ruleset.inputs.items():
        if not gaps or not dice.chance(gaps):
            inputs[name] = VALUES[declared.type](dice, declared, numbers)
        elif not dice.chance(3):
            inputs[name] = dice.pick(ABSENT)
    if not is_complete:
        inputs |= _marks(dice, ruleset)
    return inputs


def _others(
    dice: Dice, ruleset: Ruleset, numbers: Candidates, *, is_complete: bool
) -> list[dict[str, Json]]:
    """Return the data of others that belong to any cohort."""
    drawn = [
        {"inputs": _inputs(dice, ruleset, numbers, is_complete=is_complete)}
        for _ in range(dice.below(MOST_OTHERS + 1))
    ]
    return [each for each in drawn if _belongs(ruleset, each)]


def _belongs(ruleset: Ruleset, data: Mapping[str, Json]) -> bool:
    try:
        admit(Row.of(Walk(ruleset, Exact()), from_python(ruleset, data)))
    except (RecordError, Undefined):
        return False
    return True


def _marks(dice: Dice, ruleset: Ruleset) -> dict[str, Json]:
    """Return marks of whole indicators, of leaves mostly."""
    leaves = tuple(node.id for node in ruleset.nodes.values() if node.is_leaf)
    chosen = [dice.pick((leaves, leaves, tuple(ruleset.nodes))) for _ in range(dice.below(4))]
    return {dice.pick(ids): dice.pick(ABSENT) for ids in chosen}


def _drawn(dice: Dice, bounds: Range | None, numbers: Candidates) -> Fraction:
    """Return a number in range: a limit, a number worth trying, or any on a grid."""
    fitting = within(dice.pick((limits(bounds), *numbers.kinds(), ())), bounds)
    if fitting:
        return dice.pick(fitting)
    low, high = _units(bounds, GRID)
    return Fraction(dice.between(low, high), GRID) if low <= high else _between(bounds)


def _units(bounds: Range | None, grid: int) -> tuple[int, int]:
    """Return the lowest and the highest number of grid steps in range, limits put where none are."""
    if bounds is None:
        return LOW * grid, HIGH * grid
    found = bounds.on_grid(Fraction(1, grid))
    if found is None:
        return 0, -1
    high = max(HIGH, (found.low or 0) + 1) if found.high is None else found.high
    low = min(LOW, high - 1) if found.low is None else found.low
    return int(low * grid), int(high * grid)


def _between(bounds: Range | None) -> Fraction:
    """Return the middle of a range that holds no number of the grid."""
    assert bounds is not None, "there is one"
    assert bounds.low is not None, "what has no end holds numbers of every grid"
    assert bounds.high is not None, "the same"
    return (bounds.low + bounds.high) / 2


def _written(value: Fraction) -> Json:
    """Return a number as data give it."""
    return int(value) if value.denominator == 1 else rounded(value, MOST_PLACES).normalize()


def _number(dice: Dice, declared: Input, numbers: Candidates) -> Json:
    return _written(_drawn(dice, declared.range, numbers))


def _integer(dice: Dice, declared: Input, numbers: Candidates) -> Json:
    found = dice.pick((limits(declared.range), numbers.edges, numbers.beside, ()))
    fitting = [each for each in within(found, declared.range) if each.denominator == 1]
    if fitting:
        return int(dice.pick(fitting))
    return dice.between(*_units(declared.range, 1))


def _percent(dice: Dice, declared: Input, numbers: Candidates) -> Json:
    ratio = _drawn(dice, declared.range, numbers)
    return _written_ratio(dice, ratio)


def _written_ratio(dice: Dice, ratio: Fraction) -> Json:
    if dice.chance():
        return f"{rounded(ratio * 100, MOST_PLACES):f}%"
    return _written(ratio)


def _judged(dice: Dice, declared: Input, numbers: Candidates) -> Json:
    tier = dice.pick(tuple(declared.tiers))
    rate = _drawn(dice, declared.tiers[tier], numbers)
    holding = [each for each in declared.tiers.values() if rate in each]
    if len(holding) == 1 and dice.chance():
        return _written_ratio(dice, rate)
    return {"tier": tier, "rate": _written_ratio(dice, rate)}


def _numbers(dice: Dice, declared: Input, numbers: Candidates) -> Json:
    low, high = _units(declared.length, 1)
    count = dice.between(max(0, low), min(high, max(0, low) + MOST_FURTHER))
    return [_written(_drawn(dice, declared.range, numbers)) for _ in range(count)]


VALUES: Mapping[InputType, Callable[[Dice, Input, Candidates], Json]] = {
    "number": _number,
    "integer": _integer,
    "percent": _percent,
    "boolean": lambda dice, *_: dice.chance(),
    "choice": lambda dice, declared, _: dice.pick(declared.choices),
    "date": lambda dice, *_: dice.pick(DATES),
    "text": lambda dice, *_: dice.pick(TEXTS),
    "judged": _judged,
    "numbers": _numbers,
}
