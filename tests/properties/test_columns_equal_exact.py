"""Every function of the language gives in columns what it gives for each row by itself."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

import polars as pl
import pytest

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions import FUNCTIONS
from indicator_engine.language.functions.function import Function, Kind
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.columns import (
    HELD,
    PRESENT,
    Columns,
    Condition,
    Gone,
    Held,
    Number,
    Unheld,
    Whole,
    Words,
    fitting,
)
from indicator_engine.number_systems.exact import Entries, Exact
from indicator_engine.number_systems.intervals import Texts, Truth

NUMBERS = tuple(Fraction(each, 4) for each in (-10, -6, -2, -1, 0, 1, 2, 3, 4, 6, 10))
DAYS = tuple(Fraction(each) for each in (738_000, 738_156, 738_215, 739_310, 730_119))
WHOLE_DIGITS = (-1, 0, 1, 2)
TRUTHS = (True, False)
MOST = 400  # rows of one table
KINDS = tuple(sorted(Absence, key=lambda kind: kind.rank))
EVERY: frozenset[Absence] = frozenset(Absence)


def options(kind: Kind) -> Sequence[object]:
    """Return values of a kind, and each way of not being there."""
    if kind == "truth":
        return (*TRUTHS, *KINDS)
    if kind == "date":
        return (*DAYS, *KINDS)
    return (*NUMBERS, *KINDS)


def signatures(function: Function) -> list[tuple[Kind, ...]]:
    """Return the kinds of arguments that a function is tried with."""
    kinds = tuple(each.kind for each in function.parameters)
    if kinds == ("numbers",):
        return [("number",), ("number", "number"), ("number", "number", "number")]
    if function.parameters[-1].repeats and len(kinds) > 1:
        return [("number",) * 5]
    return [kinds]


def rows_of(kinds: Sequence[Kind]) -> list[tuple[object, ...]]:
    """Return combinations of arguments, evenly picked from all there are."""
    found = list(product(*(options(kind) for kind in kinds)))
    step = len(found) // MOST + 1
    return found[::step]


def column(system: Columns, name: str, kind: Kind, cells: Sequence[object]) -> Value:
    """Return one argument of all rows as a value of the column system."""
    codes = pl.col(f"{name}?")
    if kind == "truth":
        return Condition(Truth(true=True, false=True, absent=EVERY), pl.col(name), codes)
    given = [each for each in cells if isinstance(each, Fraction)]
    low, high = min(given), max(given)
    reach = Range(low, high, low_open=False, high_open=False)
    known = system.proof.named(name, reach, EVERY, whole=kind == "date")
    held = fitting(int(low * 4), int(high * 4), system.least)
    top = Whole(held, int(low * 4), int(high * 4), pl.col(name).cast(held.dtype))
    return Number(known, top, None, Fraction(1, 4), codes=codes)


def table(kinds: Sequence[Kind], rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Return the arguments as a table: the values in quarters, and why they are not there."""
    found: dict[str, list[object]] = {}
    for index in range(len(kinds)):
        cells = [row[index] for row in rows]
        filler = 730_119 * 4 if kinds[index] == "date" else 0
        found[f"x{index}"] = [
            int(each * 4)
            if isinstance(each, Fraction)
            else each
            if isinstance(each, bool)
            else (True if kinds[index] == "truth" else filler)
            for each in cells
        ]
        found[f"x{index}?"] = [
            each.rank if isinstance(each, Absence) else PRESENT for each in cells
        ]
    codes = {name: pl.UInt8 for name in found if name.endswith("?")}
    return pl.DataFrame(found, schema_overrides=codes)


def exactly(function: Function, row: Sequence[object]) -> object:
    """Return what a row gives by itself; ``None`` where it has no value."""
    system = Exact()
    try:
        return system.call(function, list(row))
    except Undefined:
        return None


def read(value: Value, frame: pl.DataFrame, system: Columns) -> list[object]:
    """Return what every row of a column is; ``None`` where it has no value."""
    codes = pl.lit(PRESENT, dtype=pl.UInt8) if value.codes is None else value.codes
    bad = pl.any_horizontal([*system.failed, pl.lit(value=False)])
    for stage in system.stages:
        frame = frame.with_columns(**stage)
    parts = {"code": codes, "bad": bad}
    if isinstance(value, Number):
        one = Whole.of(value.top.held, 1)
        parts |= {"top": value.top.expr, "bottom": (value.bottom or one).expr}
    elif not isinstance(value, Gone):
        parts["top"] = value.column
    cells = frame.select(pl.int_range(pl.len()).alias("row"), **parts)
    return [_one(value, each) for each in cells.iter_rows(named=True)]


def _one(value: Value, cell: Mapping[str, object]) -> object:
    if cell["bad"]:
        return None
    code = cell["code"]
    assert isinstance(code, int)
    if code != PRESENT:
        return KINDS[code]
    if isinstance(value, Number):
        top, bottom = (Fraction(str(cell[part])) for part in ("top", "bottom"))
        return value.factor * top / bottom + value.plus
    return cell["top"]


def test_words() -> None:
    """Texts are compared cell by cell."""
    system = Columns(HELD["float64"])
    known = Texts(None, frozenset())
    same = system.equal(Words(known, pl.col("t")), system.text("是"))
    assert pl.DataFrame({"t": ["是", "否"]}).select(same.column).to_series().to_list() == [
        True,
        False,
    ]


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_function_gives_in_columns_what_it_gives_alone(function: Function, held: Held) -> None:
    """Ties, zeros, negatives, every absence, and rows that have no value."""
    for kinds in signatures(function):
        if "whole" in kinds:
            for digits in WHOLE_DIGITS:
                compare(function, held, ("number",), (digits,))
        elif "list" not in kinds:
            compare(function, held, kinds)


def compare(
    function: Function, held: Held, kinds: Sequence[Kind], more: tuple[object, ...] = ()
) -> None:
    """Compare a function over columns with each row by itself."""
    kinds = ["number" if kind in ("any", "numbers") else kind for kind in kinds]
    rows = rows_of(kinds)
    system = Columns(held)
    arguments = [
        column(system, f"x{index}", kind, [row[index] for row in rows])
        for index, kind in enumerate(kinds)
    ]
    try:
        found = system.call(function, [*arguments, *more])
    except Unheld:
        assert function.name in ("sqrt", "ln", "exp", "geomean"), "columns hold everything else"
        return
    expected = [exactly(function, (*row, *more)) for row in rows]
    assert read(found, table(kinds, rows), system) == expected


def test_lists() -> None:
    """A list of columns is summed, counted and compared entry by entry."""
    system = Columns(HELD["int64"])
    entries = [column(system, f"x{index}", "number", NUMBERS) for index in range(3)]
    for each in entries:
        assert each.codes is not None
    rows = [row for row in rows_of(["number"] * 3) if not any(isinstance(x, Absence) for x in row)]
    present = [system._there(each) for each in entries]  # noqa: SLF001 - as a list holds them
    for name in ("sum", "mean", "min", "max", "trimmed_mean", "count"):
        found = system.call(FUNCTIONS[name], [system.series(present)])
        expected = [exactly(FUNCTIONS[name], [Entries(row)]) for row in rows]  # type: ignore[arg-type]
        assert read(found, table(["number"] * 3, rows), system) == expected, name
