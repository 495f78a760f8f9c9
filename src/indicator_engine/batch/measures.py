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

from indicator_engine.batch.layout import Layout
from indicator_engine.cells import SEPARATOR
from indicator_engine.language.numbers import NUMBER
from indicator_engine.language.ranges import hull
from indicator_engine.model import Input, Ruleset

NARROW = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16)  # looked at in full, where they can
MOST_PLACES = 9  # decimal places that texts and floats are looked at for
SAMPLED = 20_000  # rows above which a plan is made for some of them
PARTS, PART = 8, 500  # of which so many parts with so many rows are looked at
MOST_READ = 500  # rows whose numbers are looked at one by one
FEW_READ = 200  # of a sample
WIDENED = 1_000  # how much larger than any at the head of a file a number may be


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

    @property
    def unit(self) -> Fraction:
        """Return what the last decimal place is worth."""
        return Fraction(1, 10**self.places)

    @property
    def is_all_text(self) -> bool:
        """Tell whether all cells are taken to be texts, none of them empty or a mark."""
        return self.dtype == pl.String and not self.has_words and not self.has_nulls

    def finer(self) -> "Measure":
        """Return the same in hundredths of the unit."""
        low, high = (None if end is None else end * 100 for end in (self.low, self.high))
        return evolve(self, places=self.places + 2, low=low, high=high)


def is_rough(dtype: pl.DataType) -> bool:
    """Tell whether numbers of a type are read as floats."""
    return dtype.is_float() or dtype == pl.String


@frozen(kw_only=True, eq=False)
class Sample:
    """Rows that a table is measured by.

    Attributes:
        rows: The rows.
        is_all: Whether the table has no others.
        table: All of it, where it is in memory: which columns have nulls is then known.
        is_scaled: Whether columns of whole numbers hold units of the input's last declared place.
    """

    rows: pl.DataFrame
    is_all: bool
    table: pl.DataFrame | None = None
    is_scaled: bool = False


def measured(
    sample: Sample, layout: Layout, ruleset: Ruleset, *, widened: int | None = None
) -> Mapping[str, Measure]:
    """Return what is known of every column that a layout names.

    Args:
        sample: What is looked at.
        layout: Which columns matter.
        ruleset: Whose inputs they hold.
        widened: How much larger the numbers that are not looked at may be. By default as much as
            the query engine holds well, and the narrow columns of a table in memory are looked at
            in full.
    """
    owners = {column: name for name, place in layout.columns.items() for column in place.columns}
    schema, is_there = sample.rows.schema, sample.table is not None
    told = _told_by_rules(sample, owners, ruleset) if is_there and widened is not None else {}
    looks = is_there and widened is None
    whole = [name for name in owners if looks and schema[name] in NARROW]
    asked = [name for name in owners if name not in whole and name not in told]
    answers = _answers(sample.rows, asked)
    if sample.table is not None and whole:
        answers |= _answers(sample.table, whole)
    found = {}
    for column, owner in owners.items():
        guess = told.get(column)
        if guess is None:
            guess = _Column(sample, column, ruleset.inputs.get(owner), answers).measure()
        if not sample.is_all and column not in whole:
            usual = 1 if is_there else WIDENED
            guess = _widened(guess, usual if widened is None else widened)
        if sample.table is not None:
            has_nulls = bool(sample.table[column].null_count())
            guess = evolve(guess, has_nulls=has_nulls, nulls_are_known=True)
        found[column] = guess
    return found


def _told_by_rules(
    sample: Sample, owners: Mapping[str, str], ruleset: Ruleset
) -> dict[str, Measure]:
    """Return what the rules let expect of columns, as far as nobody need look at them for that.

    Where too many rows turn out to be otherwise, a table in memory is looked at after all.
    """
    found, types = {}, sample.rows.schema
    for column, owner in owners.items():
        dtype, declared = types[column], ruleset.inputs.get(owner)
        if declared is None or (places := _places_declared(dtype, declared, sample)) is None:
            continue
        if dtype in UNENDING or (
            declared.range is not None and None not in (declared.range.low, declared.range.high)
        ):
            found[column] = Measure(dtype=dtype, places=places)
    return found


UNENDING = (pl.Boolean, pl.Date)  # columns of which no ends are asked


def _places_declared(dtype: pl.DataType, declared: Input, sample: Sample) -> int | None:
    """Return the decimal places that a column is expected to have, as far as that is told."""
    if isinstance(dtype, pl.Decimal):
        return dtype.scale
    if dtype == pl.String:
        return None
    if dtype in UNENDING or declared.type == "integer":
        return 0
    if dtype.is_integer():
        return places_held(dtype, declared) if sample.is_scaled else 0
    if dtype.is_float() and declared.places is not None:
        return declared.places + (2 if declared.type == "percent" else 0)
    return None


def _answers(rows: pl.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    """Return what is asked of some columns."""
    schema = rows.schema
    wanted = [each for name in columns for each in _questions(name, schema[name])]
    return rows.lazy().select(wanted).collect().row(0, named=True) if wanted else {}


def places_held(dtype: pl.DataType, declared: Input) -> int:
    """Return the decimal places of a column of whole numbers that stand for units of the last.

    >>> places_held(pl.Int32(), Input(name="x", type="percent", places=1))
    3
    """
    if not dtype.is_integer() or declared.type not in ("number", "percent"):
        return 0
    return (declared.places or 0) + (2 if declared.type == "percent" else 0)


def sampled(frame: pl.DataFrame) -> pl.DataFrame:
    """Return some of the rows of a table, from all over it."""
    step = max(1, (frame.height - PART) // (PARTS - 1))
    return pl.concat([frame.slice(number * step, PART) for number in range(PARTS)])


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


class _Column:
    """Measures one column of a sample."""

    def __init__(
        self, sample: Sample, name: str, declared: Input | None, answers: Mapping[str, Any]
    ) -> None:
        dtype = sample.rows[name].dtype
        self.name, self.dtype, self.declared, self.answers = name, dtype, declared, answers
        self.inner: Any = getattr(dtype, "inner", None) or dtype
        self.held = places_held(dtype, declared) if sample.is_scaled and declared else 0
        cells = sample.rows[name].head(MOST_READ if sample.is_all else FEW_READ)
        self.cells: Sequence[Any] = cells.to_list() if is_rough(self.inner) else ()

    def asked(self, *questions: str) -> list[Any]:
        """Return what was answered of the whole sample."""
        return [self.answers.get(f"{self.name}\0{each}") for each in questions]

    def measure(self) -> Measure:
        """Return what is known of the column."""
        lengths, values = self.entries()
        places = self.held or _places(self.inner, values)
        is_text = self.inner == pl.String
        ends = _ends_of_texts(values) if is_text else self.asked("low", "high")
        low, high = (_in_units(end, places) for end in ends)
        return Measure(
            dtype=self.dtype,
            places=places,
            low=None if low is None else _rounded_out(low, down=True),
            high=None if high is None else _rounded_out(high, down=False),
            lengths=lengths,
            has_nulls=bool(self.asked("nulls")[0]),
            has_words=self.dtype == pl.String and not all(map(_is_number, values)),
            nulls_are_known=True,
            is_sure=not is_text,
            is_inside=self.is_inside((low, high), Fraction(1, 10**places)),
        )

    def entries(self) -> tuple[tuple[int, int], Sequence[Any]]:
        """Return the shortest and the longest list, and all numbers; of other columns, the cells."""
        shortest, longest = (each or 0 for each in self.asked("shortest", "longest"))
        lists: Sequence[Any] = [each for each in self.cells if each is not None]
        if self.declared is not None and self.declared.type == "numbers" and lists:
            if self.dtype == pl.String:
                lists = [SEPARATOR.split(each) for each in lists]
                shortest, longest = min(map(len, lists)), max(map(len, lists))
            if longest:
                return (shortest, longest), [entry for each in lists for entry in each]
        return (shortest, longest), self.cells

    def is_inside(self, ends: tuple[int | None, int | None], unit: Fraction) -> bool:
        """Tell whether all numbers lie where the input wants them."""
        declared = self.declared
        if declared is None:
            return True
        within = hull(declared.tiers.values()) if declared.tiers else declared.range
        return within is None or all(end is not None and end * unit in within for end in ends)


def _places(dtype: pl.DataType, values: Any) -> int:  # noqa: ANN401 - cells
    """Return how many decimal places the numbers of a column have."""
    if isinstance(dtype, pl.Decimal):
        return dtype.scale
    if dtype.is_float():
        return min(_places_of_floats(values), MOST_PLACES)
    return min(max(map(_places_of, values), default=0), MOST_PLACES)


def _places_of_floats(values: Sequence[float | None]) -> int:
    """Return the same of floats: from their texts at once, where none has an exponent."""
    texts = [repr(each) for each in values]
    odd = [each for each, text in zip(values, texts, strict=True) if "e" in text]
    tails = [text.partition(".")[2] for text in texts if "e" not in text]
    return max(
        max(map(len, (tail for tail in tails if tail != "0")), default=0),
        max(map(_places_of, odd), default=0),
    )


def _places_of(cell: object) -> int:
    """Return how many decimal places a cell shows."""
    if isinstance(cell, float) and cell.is_integer():
        return 0
    number = _decimal(cell)
    if number is None:
        return 0
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _decimal(cell: object) -> Decimal | None:
    """Return the number that a cell shows, if it is one."""
    if isinstance(cell, float):
        return Decimal(repr(cell)) if isfinite(cell) else None
    if isinstance(cell, str) and _is_number(cell):
        return Decimal(cell.removesuffix("%"))
    return None


def _is_number(cell: object) -> bool:
    return isinstance(cell, str) and NUMBER.fullmatch(cell.removesuffix("%")) is not None


def _ends_of_texts(values: Any) -> list[Decimal | None]:  # noqa: ANN401 - cells
    numbers = [number for each in values if (number := _decimal(each)) is not None]
    return [min(numbers), max(numbers)] if numbers else [None, None]


def _in_units(end: object, places: int) -> int | None:
    """Return an end in units of the last place; the physical number of a decimal is one."""
    if end is None or (isinstance(end, float) and not isfinite(end)):
        return None
    if isinstance(end, int) and not isinstance(end, bool):
        return end
    if isinstance(end, float | Decimal):
        scaled = Fraction(repr(end) if isinstance(end, float) else end) * 10**places
        return int(scaled // 1) if scaled < 0 else -int(-scaled // 1)
    return None


def _rounded_out(end: int, *, down: bool) -> int:
    """Return the next power of ten beyond an end, so that one plan serves many tables."""
    if down and end >= 0:
        return min(end, 1)
    if not down and end <= 0:
        return 0
    power: int = 10 ** len(str(abs(end)))
    return -power if down else power


def _widened(guess: Measure, times: int) -> Measure:
    """Return what a sample lets expect of the rows not seen.

    Args:
        guess: What is known of the sample, its ends rounded out.
        times: How much larger than these a number may be.
    """
    low, high = guess.low, guess.high
    if low is not None and high is not None:
        most = times * max(abs(low), abs(high))
        low, high = min(low, 0) if times == 1 else -most, most
    return evolve(guess, low=low, high=high, nulls_are_known=False, is_sure=False, is_inside=False)
