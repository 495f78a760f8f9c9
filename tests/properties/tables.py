"""Tables for laws: records of generated rulesets, in every form that columns come in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
from attrs import frozen
from hypothesis import assume
from hypothesis import strategies as st

from indicator_engine.language.numbers import plain, read_number
from indicator_engine.model import Ruleset
from indicator_engine.testing import records_for, rulesets
from indicator_engine.testing.dice import Dice, Draw

Cell = Any
MARKS = {"not_applicable": "不适用", "pending": "待评"}
OUTSIDE = (-1, 0, 1, 10**6, Decimal("0.005"), Decimal("-3.25"), Decimal("99.995"), 10**17)
GARBAGE = (
    " ",
    "N/A",
    "1,000",
    "一",
    "+5",
    ".5",
    "5.",
    "5.e1",
    "-.5",
    "inf",
    "1e1",
    " 7 ",
    "0.10000000000000001",
)
LONGEST = 30  # digits of a decimal column that are used before the point


@frozen
class TableCase:
    """A ruleset with a table for it."""

    ruleset: Ruleset
    frame: pl.DataFrame


@st.composite
def table_cases(draw: Draw, *, rows: int = 12) -> TableCase:
    """Return a strategy for rulesets with tables, some cells of which are no good."""
    ruleset = draw(rulesets())
    complete = draw(st.sampled_from([True, None]))
    records = [
        draw(records_for(ruleset, complete=complete))["inputs"]
        for _ in range(draw(st.integers(1, rows)))
    ]
    dice = Dice(draw)
    columns: dict[str, pl.Series] = {}
    for name, declared in ruleset.inputs.items():
        if dice.chance(30):
            continue
        cells = [spoilt(dice, record.get(name)) for record in records]
        columns |= FORMS[declared.type](dice, name, cells)
    for node in ruleset.nodes:
        cells = [record.get(node) for record in records]
        if any(each is not None for each in cells):
            columns[node] = pl.Series(node, [text_of(each) for each in cells], pl.String)
    if not columns:
        columns["nothing"] = pl.Series("nothing", [None] * len(records), pl.String)
    return TableCase(ruleset, pl.DataFrame(list(columns.values())))


@st.composite
def plain_cases(draw: Draw, *, rows: int = 12) -> TableCase:
    """Return a strategy for rulesets with tables whose cells all hold numbers, truths or dates."""
    ruleset = draw(rulesets())
    assume(all(each.type in PLAIN for each in ruleset.inputs.values()))
    records = [
        draw(records_for(ruleset, complete=True))["inputs"]
        for _ in range(draw(st.integers(1, rows)))
    ]
    dice = Dice(draw)
    columns = []
    for name, declared in ruleset.inputs.items():
        cells = [spoilt(dice, record.get(name)) for record in records]
        columns.append(PLAIN[declared.type](dice, name, cells))
    return TableCase(ruleset, pl.DataFrame(columns))


def plain_numbers(dice: Dice, name: str, cells: Sequence[Cell]) -> pl.Series:
    """Return a column of numbers of some type."""
    values = [number_of(each) or 0 for each in cells]
    form = dice.pick(("decimal", "float", "integer"))
    if form == "integer" and all(each == int(each) for each in values):
        whole = pl.Series(name, [int(each) for each in values], pl.Int128)
        fitting = [each for each in WHOLE if whole.cast(each, strict=False).null_count() == 0]
        return whole.cast(dice.pick(fitting)) if fitting else whole
    if form == "float":
        return pl.Series(name, [float(each) for each in values], pl.Float64)
    return decimals(name, values)


def plain_truths(_dice: Dice, name: str, cells: Sequence[Cell]) -> pl.Series:
    """Return a column of truths."""
    return pl.Series(name, [each is True for each in cells], pl.Boolean)


def plain_dates(_dice: Dice, name: str, cells: Sequence[Cell]) -> pl.Series:
    """Return a column of dates."""
    return pl.Series(name, [date.fromisoformat(str(each)) for each in cells], pl.Date)


WHOLE = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
PLAIN: Mapping[str, Callable[[Dice, str, Sequence[Cell]], pl.Series]] = {
    "number": plain_numbers,
    "integer": plain_numbers,
    "percent": plain_numbers,
    "boolean": plain_truths,
    "date": plain_dates,
}


def spoilt(dice: Dice, cell: Cell) -> Cell:
    """Return a cell, now and then one that is not within its range."""
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool) and dice.chance(40):
        return dice.pick(OUTSIDE)
    return cell


def text_of(cell: Cell) -> str | None:
    """Return a cell as a text that says the same."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Mapping) and len(cell) == 1:
        return MARKS[next(iter(cell))]
    if isinstance(cell, list):
        return ";".join(str(text_of(each)) for each in cell)
    return plain(Fraction(cell)) if isinstance(cell, int | Decimal) else str(cell)


def number_of(cell: Cell) -> Decimal | int | None:
    """Return a cell as a number; what is none is lacking."""
    if isinstance(cell, str):
        found = read_number(cell, percent=True)
        return None if found is None else Decimal(plain(found))
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        return None
    return cell


def texts(dice: Dice, name: str, cells: Sequence[Cell]) -> Mapping[str, pl.Series]:
    """Return a column of texts, now and then with one that says nothing clear."""
    found = [dice.pick(GARBAGE) if dice.chance(60) else text_of(each) for each in cells]
    return {name: pl.Series(name, found, pl.String)}


def numbers(dice: Dice, name: str, cells: Sequence[Cell]) -> Mapping[str, pl.Series]:
    """Return a column of numbers of some type, or of texts."""
    values = [number_of(each) for each in cells]
    form = dice.pick(("decimal", "float", "texts", "integer"))
    if form == "texts":
        return texts(dice, name, cells)
    if form == "integer" and all(each is None or each == int(each) for each in values):
        whole = [None if each is None else int(each) for each in values]
        fits = all(each is None or abs(each) < 2**63 for each in whole)
        return {name: pl.Series(name, whole, pl.Int64 if fits and dice.chance() else pl.Int128)}
    if form == "float":
        return {
            name: pl.Series(name, [None if v is None else float(v) for v in values], pl.Float64)
        }
    return {name: decimals(name, values)}


def decimals(name: str, values: Sequence[Decimal | int | None]) -> pl.Series:
    """Return a column of decimals with the places that its numbers need."""
    exponents = [
        Decimal(each).normalize().as_tuple().exponent for each in values if each is not None
    ]
    places = max([0, *(-each for each in exponents if isinstance(each, int))])
    return pl.Series(
        name, [None if v is None else Decimal(v) for v in values], pl.Decimal(38, places)
    )


def truths(dice: Dice, name: str, cells: Sequence[Cell]) -> Mapping[str, pl.Series]:
    """Return a column of truths, or of texts."""
    if dice.chance():
        return texts(dice, name, cells)
    found = [each if isinstance(each, bool) else None for each in cells]
    return {name: pl.Series(name, found, pl.Boolean)}


def dates(dice: Dice, name: str, cells: Sequence[Cell]) -> Mapping[str, pl.Series]:
    """Return a column of dates, or of texts."""
    if dice.chance():
        return texts(dice, name, cells)
    found = [date.fromisoformat(each) if isinstance(each, str) else None for each in cells]
    return {name: pl.Series(name, found, pl.Date)}


def judgements(dice: Dice, name: str, cells: Sequence[Cell]) -> Mapping[str, pl.Series]:
    """Return the column of the rates, or those of tiers and rates."""
    tiered = [isinstance(each, Mapping) and len(each) == 2 for each in cells]
    if not any(tiered):
        return numbers(dice, name, cells)
    tiers = [
        each["tier"] if is_pair else text_of(each)
        for each, is_pair in zip(cells, tiered, strict=True)
    ]
    rates = [each["rate"] if is_pair else each for each, is_pair in zip(cells, tiered, strict=True)]
    ratios = numbers(dice, f"{name}.rate", rates)
    return {f"{name}.tier": pl.Series(f"{name}.tier", tiers, pl.String), **ratios}


def lists(dice: Dice, name: str, cells: Sequence[Cell]) -> Mapping[str, pl.Series]:
    """Return a column of lists, a column for each entry, or one of texts."""
    form = dice.pick(("lists", "entries", "texts"))
    if form == "texts":
        return texts(dice, name, cells)
    given = [each if isinstance(each, list) else None for each in cells]
    longest = max((len(each) for each in given if each is not None), default=1)
    if form == "lists":
        column = pl.Series(
            name, [None if v is None else [float(x) for x in v] for v in given], pl.List(pl.Float64)
        )
        return {name: column}
    found: dict[str, pl.Series] = {}
    for index in range(max(1, longest)):
        entries = [each[index] if each and index < len(each) else None for each in given]
        found |= numbers(dice, f"{name}[{index + 1}]", entries)
    return found


FORMS: Mapping[str, Callable[[Dice, str, Sequence[Cell]], Mapping[str, pl.Series]]] = {
    "number": numbers,
    "integer": numbers,
    "percent": numbers,
    "boolean": truths,
    "choice": texts,
    "date": dates,
    "text": texts,
    "judged": judgements,
    "numbers": lists,
}
