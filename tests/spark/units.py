"""Tables of made-up units for any ruleset: its examples, bent here and there."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import polars as pl
from polars.datatypes import DataTypeClass

from indicator_engine.language.numbers import plain
from indicator_engine.model import Input, Ruleset

Cell = Any
FACTORS = (Fraction(1), Fraction(1), Fraction(1, 2), Fraction(9, 10), Fraction(11, 10))
NOT_A_VALUE = ("", "待评", "不适用", "pending", "N/A")
BLANK = (None, "", " ")


def table(ruleset: Ruleset, rows: int, seed: int = 0) -> pl.DataFrame:
    """Return units; some lack values, some have none that can be used, some are named twice.

    Columns of texts and of types take turns. In a third of the rows nothing is left out.
    """
    dice = Random(seed)  # noqa: S311 - nothing secret
    bases = [dice.choice(ruleset.examples).inputs for _ in range(rows)]
    whole = [dice.random() < 1 / 3 for _ in range(rows)]
    columns = [pl.Series("unit", _units(dice, rows), pl.String)]
    for number, (name, declared) in enumerate(ruleset.inputs.items()):
        cells = [
            _cell(dice, declared, base.get(name), whole=each)
            for base, each in zip(bases, whole, strict=True)
        ]
        as_text = number % 3 == 0
        columns.append(_texts(dice, name, cells, whole) if as_text else _typed(name, cells))
    return pl.DataFrame(columns)


def _units(dice: Random, rows: int) -> Sequence[str | None]:
    """Return names, of which one in twenty stands twice, and some rows have none."""
    units: list[str | None] = [f"单位{number}" for number in range(rows)]
    for number in dice.sample(range(rows), rows // 20):
        units[number] = units[dice.randrange(rows)]
    for number in dice.sample(range(rows), 2 * len(BLANK)):
        units[number] = dice.choice(BLANK)
    return units


def _cell(dice: Random, declared: Input, base: Cell, *, whole: bool) -> Cell:
    """Return a value near that of an example, or none."""
    if not whole and dice.random() < 1 / 60:
        return None
    if isinstance(base, str) and base.endswith("%"):
        return Decimal(base[:-1]).scaleb(-2)
    if isinstance(base, Fraction) and declared.type == "integer":
        return Decimal(int(base * dice.choice(FACTORS)))
    if isinstance(base, Fraction):
        return round(Decimal(plain(base)) * Decimal(plain(dice.choice(FACTORS))), 3)
    if isinstance(base, list | tuple):
        return [round(Decimal(plain(each)), 2) for each in base]
    return date.fromisoformat(base) if declared.type == "date" and base else base


def _texts(dice: Random, name: str, cells: Sequence[Cell], whole: Sequence[bool]) -> pl.Series:
    """Return a column of texts, now and then with one that is no value."""
    told = [
        dice.choice(NOT_A_VALUE) if not each and dice.random() < 1 / 60 else _text(cell)
        for cell, each in zip(cells, whole, strict=True)
    ]
    return pl.Series(name, told, pl.String)


def _text(cell: Cell) -> str | None:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, list):
        return ";".join(map(str, cell))
    return None if cell is None else str(cell)


def _typed(name: str, cells: Sequence[Cell]) -> pl.Series:
    """Return a column of the type that its values have; what is of another is left out."""
    kinds: Mapping[type, pl.DataType | DataTypeClass] = {
        bool: pl.Boolean,
        date: pl.Date,
        list: pl.List(pl.Decimal(38, 2)),
    }
    first = next((type(each) for each in cells if each is not None), Decimal)
    kept = [each if isinstance(each, first) else None for each in cells]
    return pl.Series(name, kept, kinds.get(first, pl.Decimal(18, 4)))
