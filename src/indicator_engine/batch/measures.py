"""What a plan takes for granted of a column: measured in memory, else guessed from a sample.

A plan may rest on guesses, since every row is held against them while it is scored; a row that
does not keep to them is scored like a single unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

import polars as pl
from attrs import evolve, frozen

from indicator_engine.batch.cells import SEPARATOR
from indicator_engine.batch.layout import Layout
from indicator_engine.language.ranges import Range, hull
from indicator_engine.model import Input, Ruleset

MOST_PLACES = 9  # decimal places that texts and floats are looked at for
SAMPLED = 20_000  # rows that a plan for more of them is made for
MOST_READ = 1_000  # of these, whose numbers are looked at one by one
WIDENED = 1_000  # how much larger than any in the sample a number may be


@frozen(kw_only=True)
class Measure:
    """What is known of a column; numbers in units of its last decimal place.

    Attributes:
        dtype: Its type.
        places: Decimal places of its numbers.
        low: No number is below it; ``None`` where nothing is known.
        high: No number is above it.
        lengths: The shortest and the longest list, of a column of lists.
        has_nulls: Whether rows may lack a value.
        has_words: Whether cells of a text column may be empty or marks.
        nulls_are_known: Whether all rows were looked at for that.
        is_sure: Whether all rows were looked at.
        is_inside: Whether all numbers are known to lie in the range that their input declares.
        varies: Whether two rows are known to differ.
    """

    dtype: pl.DataType
    places: int = 0
    low: int | None = None
    high: int | None = None
    lengths: tuple[int, int] = (0, 0)
    has_nulls: bool = True
    has_words: bool = True
    nulls_are_known: bool = False
    is_sure: bool = False
    is_inside: bool = False
    varies: bool = False

    @property
    def unit(self) -> Fraction:
        """Return what the last decimal place is worth."""
        return Fraction(1, 10**self.places)

    def finer(self) -> "Measure":
        """Return the same in hundredths of the unit."""
        low, high = (None if end is None else end * 100 for end in (self.low, self.high))
        return evolve(self, places=self.places + 2, low=low, high=high)


def is_rough(dtype: pl.DataType) -> bool:
    """Tell whether numbers of a type are read as floats."""
    return dtype.is_float() or dtype == pl.String


def measured(
    seen: pl.DataFrame,
    layout: Layout,
    ruleset: Ruleset,
    *,
    is_all: bool,
    nulls: pl.DataFrame | None = None,
) -> Mapping[str, Measure]:
    """Return what is known of every column that a layout names.

    Args:
        seen: Rows of the table.
        layout: Which columns matter.
        ruleset: Whose inputs they hold.
        is_all: Whether these are all of its rows.
        nulls: The whole table, where it is in memory: which columns have nulls is then known.
    """
    owners = {
        column: name for name, place in layout.columns.items() for column in place.columns
    }
    wanted = [each for column in owners for each in _questions(column, seen.schema[column])]
    answers = seen.lazy().select(wanted).collect().row(0, named=True) if wanted else {}
    found = {}
    for column, owner in owners.items():
        declared = ruleset.inputs.get(owner)
        head = seen[column].head(MOST_READ)
        guess = _guessed(seen.schema[column], answers, column, head, declared)
        if not is_all:
            guess = _widened(guess)
        if nulls is not None:
            guess = evolve(guess, has_nulls=bool(nulls[column].null_count()), nulls_are_known=True)
        found[column] = guess
    return found


def _questions(column: str, dtype: pl.DataType) -> Iterator[pl.Expr]:
    """Yield what is asked of a column: nulls, ends, lengths."""
    yield pl.col(column).null_count().alias(f"{column}\0nulls")
    numbers = pl.col(column)
    if isinstance(dtype, pl.List):
        lengths = numbers.list.len()
        yield lengths.min().alias(f"{column}\0shortest")
        yield lengths.max().alias(f"{column}\0longest")
        numbers, dtype = numbers.list.min(), dtype.inner  # type: ignore[assignment]
        yield pl.col(column).list.max().max().alias(f"{column}\0high")
        yield numbers.min().alias(f"{column}\0low")
        return
    if dtype.is_decimal():
        numbers = numbers.to_physical()
    if dtype.is_numeric() or dtype.is_temporal():
        yield numbers.min().alias(f"{column}\0low")
        yield numbers.max().alias(f"{column}\0high")


def _guessed(
    dtype: pl.DataType,
    answers: Mapping[str, Any],
    column: str,
    head: pl.Series,
    declared: Input | None,
) -> Measure:
    within = None
    if declared is not None:
        within = hull(declared.tiers.values()) if declared.tiers else declared.range
    is_list = declared is not None and declared.type == "numbers"
    inner = dtype.inner if isinstance(dtype, pl.List) else dtype
    ends = [answers.get(f"{column}\0{end}") for end in ("low", "high")]
    lengths = [answers.get(f"{column}\0{end}") or 0 for end in ("shortest", "longest")]
    values: Sequence[Any] = head.to_list()
    if is_list and dtype == pl.String:
        values = [SEPARATOR.split(each) for each in values if isinstance(each, str)]
        counts = [len(each) for each in values] or [0]
        lengths = [min(counts), max(counts)]
    if lengths[1]:
        values = [entry for each in values if each is not None for entry in each]
    places = _places(inner, values)  # type: ignore[arg-type]
    if inner == pl.String:
        ends = _ends_of_texts(values)
    whole = [_in_units(end, inner, places) for end in ends]  # type: ignore[arg-type]
    return Measure(
        dtype=dtype,
        places=places,
        low=None if whole[0] is None else _rounded_out(whole[0], down=True),
        high=None if whole[1] is None else _rounded_out(whole[1], down=False),
        lengths=(lengths[0], lengths[1]),
        has_nulls=bool(answers[f"{column}\0nulls"]),
        has_words=dtype == pl.String and not all(_is_number(each) for each in values),
        nulls_are_known=True,
        is_sure=inner != pl.String,
        is_inside=within is None or _is_inside(whole, within, Fraction(1, 10**places)),
        varies=ends[0] != ends[1],
    )


def _places(dtype: pl.DataType, values: Any) -> int:  # noqa: ANN401 - cells
    """Return how many decimal places the numbers of a column have."""
    if isinstance(dtype, pl.Decimal):
        return dtype.scale
    if not (dtype.is_float() or dtype == pl.String):
        return 0
    found = 0
    for each in values:
        number = _decimal(each)
        if number is not None:
            exponent = number.normalize().as_tuple().exponent
            found = max(found, -exponent if isinstance(exponent, int) else 0)
    return min(found, MOST_PLACES)


def _decimal(cell: object) -> Decimal | None:
    """Return the number that a cell shows, if it is one."""
    if isinstance(cell, float):
        return Decimal(repr(cell)) if isfinite(cell) else None
    if isinstance(cell, str) and _is_number(cell):
        return Decimal(cell.removesuffix("%"))
    return None


def _is_number(cell: object) -> bool:
    if not isinstance(cell, str):
        return False
    try:
        return Decimal(cell.removesuffix("%")).is_finite()
    except ArithmeticError:
        return False


def _ends_of_texts(values: Any) -> list[Decimal | None]:  # noqa: ANN401 - cells
    numbers = [number for each in values if (number := _decimal(each)) is not None]
    return [min(numbers), max(numbers)] if numbers else [None, None]


def _in_units(end: object, dtype: pl.DataType, places: int) -> int | None:
    """Return an end in units of the last place; the physical number of a decimal is one."""
    if end is None or isinstance(end, float) and not isfinite(end):
        return None
    if isinstance(end, int) and not isinstance(end, bool):
        return end
    if isinstance(end, float | Decimal):
        scaled = Fraction(repr(end) if isinstance(end, float) else end) * 10**places
        return int(scaled // 1) if scaled < 0 else -int(-scaled // 1)
    return None


def _is_inside(ends: list[int | None], within: Range, unit: Fraction) -> bool:
    return all(end is not None and end * unit in within for end in ends)


def _rounded_out(end: int, *, down: bool) -> int:
    """Return the next power of ten beyond an end, so that one plan serves many tables."""
    if down and end >= 0:
        return min(end, 1)
    if not down and end <= 0:
        return 0
    power = 10 ** len(str(abs(end)))
    return -power if down else power


def _widened(guess: Measure) -> Measure:
    """Return what a sample lets expect of the rows not seen."""
    low = None if guess.low is None else -WIDENED * max(abs(guess.low), abs(guess.high or 0))
    high = None if guess.high is None else WIDENED * max(abs(guess.low or 0), abs(guess.high))
    return evolve(
        guess,
        low=low,
        high=high,
        nulls_are_known=False,
        is_sure=False,
        is_inside=False,
        varies=False,
    )
