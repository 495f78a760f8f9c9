"""From the columns of a table to the values of the column system, with what must hold of each row.

A cell is taken only where its meaning is plain; a row with any other cell fails its checks and is
read like a single unit, by the reader of :mod:`indicator_engine.cells`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor

import polars as pl
from attrs import evolve, field, frozen

from indicator_engine.batch.layout import Entries, Layout, Place, Tiered
from indicator_engine.batch.measures import Measure, is_rough
from indicator_engine.batch.numbers import (
    Units,
    ends_of,
    in_units,
    is_plain,
    units_of,
    units_of_percents,
    without_exponents,
)
from indicator_engine.cells import MARK_OF, TRUTH_OF
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.ranges import Range, hull
from indicator_engine.model import Indicator, Input, InputType, Ruleset
from indicator_engine.number_systems.columns import (
    PRESENT,
    SMALL,
    Columns,
    Condition,
    Held,
    Lists,
    Number,
    Unheld,
    Whole,
    Words,
    fitting,
)
from indicator_engine.number_systems.intervals import Several, Texts, Truth
from indicator_engine.records import value_in
from indicator_engine.scoring.possible import DAYS
from indicator_engine.values import MARKS as KINDS

EPOCH = 719_163  # the day number of 1970-01-01, from which columns of dates count
MISSING = frozenset({Absence.MISSING})
MARKED = frozenset(Absence)
MARKS: Mapping[str, Absence] = {text: KINDS[mark] for text, mark in MARK_OF.items()}
TEN = 10  # characters of a date


@frozen
class Cells:
    """One column of a table, as its cells are to be read.

    Attributes:
        name: The column.
        measure: What is taken for granted of it.
        codes: Why a row has no value; ``None`` where all have one.
        absent: The kinds of absence that rows may have.
        checks: What must hold of a row for that to be so.
    """

    name: str
    measure: Measure
    codes: pl.Expr | None
    absent: frozenset[Absence]
    checks: tuple[pl.Expr, ...]

    @property
    def column(self) -> pl.Expr:
        """Return the column."""
        return pl.col(self.name)

    def given(self, condition: pl.Expr) -> pl.Expr:
        """Return what must hold of the rows that have a value."""
        return condition if self.codes is None else condition | (self.codes != PRESENT)


def cells_of(name: str, measure: Measure) -> Cells:
    """Return a column with the rows that lack a value told apart."""
    column = pl.col(name)
    if measure.dtype == pl.String and not measure.is_all_text:
        lacks = column.is_null() | (column == "")
        codes = _coded(lacks, Absence.MISSING, pl.lit(PRESENT, dtype=pl.UInt8))
        for text, kind in MARKS.items():
            codes = _coded(column == text, kind, codes)
        return Cells(name, measure, codes, MARKED, ())
    if measure.has_nulls:
        codes = _coded(column.is_null(), Absence.MISSING, pl.lit(PRESENT, dtype=pl.UInt8))
        return Cells(name, measure, codes, MISSING, ())
    checks = () if measure.nulls_are_known else (column.is_not_null(),)
    return Cells(name, measure, None, frozenset(), checks)


def _coded(condition: pl.Expr, kind: Absence, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.lit(kind.rank, dtype=pl.UInt8)).otherwise(otherwise)


@frozen(kw_only=True)
class Reading:
    """The inputs of a table in the column system.

    Attributes:
        values: Every input of the ruleset.
        marks: The indicators that a column may mark as a whole.
        checks: What must hold of a row for its values to be these.
        texts: Texts of numbers that must have no exponent.
    """

    values: dict[str, Value] = field(factory=dict)
    marks: dict[str, Value] = field(factory=dict)
    checks: list[pl.Expr] = field(factory=list)
    texts: list[pl.Expr] = field(factory=list)


def read_inputs(
    ruleset: Ruleset, layout: Layout, measures: Mapping[str, Measure], system: Columns
) -> Reading:
    """Return the inputs of a table.

    Raises:
        Unheld: Where a column holds what no column of whole numbers can.
    """
    reading = Reading()
    for name, declared in ruleset.inputs.items():
        place = layout.columns.get(name)
        value = system.absent(Absence.MISSING)
        if place is not None:
            reader = _Reader(declared, system, measures, reading)
            value = reader.read(place)
        if declared.default is not None:
            value = _filled(system, value, value_in(system, declared.default))
        reading.values[name] = system.bound(value)
    for node in ruleset.nodes.values():
        if (place := layout.columns.get(node.id)) is not None:
            column = place.columns[0]
            measure = evolve(measures[column], has_nulls=True, has_words=True)
            _mark(node, cells_of(column, measure), system, reading)
    if reading.texts:
        reading.checks.append(without_exponents(reading.texts))
    if reading.checks:  # in one layer with the columns that they share their work with
        checked = system.bind(pl.all_horizontal(reading.checks).fill_null(value=False))
        reading.checks[:] = [checked]
    return reading


def _filled(system: Columns, value: Value, default: Value) -> Value:
    """Return an input with its default where it is missing."""
    return system.choose(system.is_absent(value, Absence.MISSING), lambda: default, lambda: value)


def _mark(node: Indicator, cells: Cells, system: Columns, reading: Reading) -> None:
    """Note what marks an indicator, and all below it; the kind that comes first stands.

    Raises:
        Unheld: Where the column does not hold texts.
    """
    if cells.measure.dtype == pl.Null:
        return
    if cells.measure.dtype != pl.String or cells.codes is None:
        raise Unheld
    codes = system.bind(cells.codes)
    reading.checks.append(codes != PRESENT)  # neither empty nor a mark: refused, read singly
    kinds = frozenset({Absence.NOT_APPLICABLE, Absence.PENDING})
    there = pl.when(codes == Absence.MISSING.rank).then(pl.lit(PRESENT, dtype=pl.UInt8))
    for below in node.walk():
        known = system.proof.named(("mark", below.id), Range.point(Fraction(0)), kinds)
        mine = there.otherwise(codes)
        other = reading.marks.get(below.id)
        if other is not None:
            mine = pl.min_horizontal(mine, other.codes)
        reading.marks[below.id] = Number(known, Whole.of(SMALL, 0), codes=mine)


class _Reader:
    """Reads the columns of one input."""

    def __init__(
        self,
        declared: Input,
        system: Columns,
        measures: Mapping[str, Measure],
        reading: Reading,
    ) -> None:
        self.declared, self.system = declared, system
        self.measures, self.checks, self.texts = measures, reading.checks, reading.texts

    def cells(self, column: str) -> Cells:
        """Return a column, and note what it rests on."""
        found = cells_of(column, self.measures[column])
        self.checks.extend(found.checks)
        return found

    def read(self, place: Place) -> Value:
        """Return the value of the input."""
        if isinstance(place, Tiered):
            return self.tiered(self.cells(place.tier), self.cells(place.rate))
        if isinstance(place, Entries):
            return self.entries(place)
        cells = self.cells(place.column)
        if cells.measure.dtype == pl.Null:
            return self.system.absent(Absence.MISSING)
        return READERS[self.declared.type](self, cells)

    # One number.

    def number(self, cells: Cells) -> Value:
        """Return a number within the range of the input."""
        return self._number(cells, self._units(cells, self.declared.range))

    def integer(self, cells: Cells) -> Value:
        """Return a whole number within the range of the input."""
        units = self._units(cells, self.declared.range)
        if units.unit != 1:
            self._check(cells, units.whole(int(1 / units.unit)))
        return self._number(cells, units, whole=True)

    def percent(self, cells: Cells) -> Value:
        """Return a ratio, which a text may write with a percent sign."""
        return self._number(cells, self._ratios(cells, self.declared.range))

    def judged(self, cells: Cells) -> Value:
        """Return a rate that lies in one tier and no other."""
        tiers = self.declared.tiers.values()
        rates = self._ratios(cells, hull(tiers))
        held = [rates.inside(tier).cast(pl.UInt8) for tier in tiers]
        self._check(cells, pl.sum_horizontal(held) == 1)
        return self._number(cells, rates)

    def tiered(self, tier: Cells, rate: Cells) -> Value:
        """Return a rate that lies in the tier named beside it."""
        if tier.measure.dtype != pl.String:
            raise Unheld
        if tier.codes is not None:
            self.checks.append(tier.codes == (PRESENT if rate.codes is None else rate.codes))
        tiers = self.declared.tiers
        rates = self._ratios(rate, hull(tiers.values()))
        fitting = [(tier.column == name) & rates.inside(each) for name, each in tiers.items()]
        self._check(rate, pl.any_horizontal(fitting).fill_null(value=False))
        return self._number(rate, rates)

    def _units(self, cells: Cells, within: Range | None) -> Units:
        return self._checked(cells, units_of(cells.column, cells.measure, within))

    def _ratios(self, cells: Cells, within: Range | None) -> Units:
        if cells.measure.dtype != pl.String:
            return self._units(cells, within)
        return self._checked(cells, units_of_percents(cells.column, cells.measure, within))

    def _checked(self, cells: Cells, units: Units) -> Units:
        for each in units.checks:
            self._check(cells, each)
        if units.text is not None:
            self.texts.append(units.text)
        return units

    def _number(
        self, cells: Cells, units: Units, *, whole: bool = False, entry: int | None = None
    ) -> Number:
        """Return a column of numbers as a value."""
        low, high = units.low, units.high
        name = self.declared.name if entry is None else (self.declared.name, entry)
        reach = _scaled((low, high), units.unit)
        known = self.system.proof.named(name, reach, cells.absent, whole=whole or units.unit == 1)
        column = units.column
        if cells.codes is not None:
            column = column.fill_null(units.held.literal(min(max(0, low), high)))
        top = Whole(units.held, low, high, column)
        return Number(known, top, None, units.unit, codes=cells.codes)

    def _check(self, cells: Cells, condition: pl.Expr) -> None:
        self.checks.append(cells.given(condition))

    # Other types.

    def boolean(self, cells: Cells) -> Value:
        """Return truths."""
        column = cells.column
        if cells.measure.dtype == pl.String:
            self._check(cells, column.is_in(list(TRUTH_OF)))
            column = column.is_in([text for text, truth in TRUTH_OF.items() if truth])
        elif cells.measure.dtype != pl.Boolean:
            raise Unheld
        known = Truth(true=True, false=True, absent=cells.absent)
        return Condition(known, column.fill_null(value=False), cells.codes)

    def text(self, cells: Cells) -> Value:
        """Return texts; of a choice, those declared."""
        choices = self.declared.choices
        if cells.measure.dtype not in (pl.String, pl.Categorical) and not isinstance(
            cells.measure.dtype, pl.Enum
        ):
            raise Unheld
        if not MARKS.keys().isdisjoint(each.lower() for each in choices):
            raise Unheld  # a choice called like a mark is told apart cell by cell
        column = cells.column.cast(pl.String)
        if choices:
            self._check(cells, column.is_in(list(choices)))
        else:
            self._check(cells, (column != "") & (column == column.str.strip_chars()))
            self._check(cells, ~column.str.to_lowercase().is_in(list(MARKS)))
        known = Texts(frozenset(choices) if choices else None, cells.absent)
        return Words(known, column.fill_null(""), cells.codes)

    def date(self, cells: Cells) -> Value:
        """Return day numbers."""
        dtype, column = cells.measure.dtype, cells.column
        if dtype == pl.String:
            column = column.str.to_date("%Y-%m-%d", strict=False)
            self.checks.append(
                cells.given((cells.column.str.len_bytes() == TEN) & column.is_not_null())
            )
        elif dtype != pl.Date:
            raise Unheld
        days = column.to_physical() + pl.lit(EPOCH, dtype=pl.Int32)
        low, high = int(DAYS.low or 0), int(DAYS.high or 0)
        units = Units(
            held=SMALL,
            column=days,
            low=low,
            high=high,
            unit=Fraction(1),
            checks=(days.is_between(low, high),),
        )
        return self._number(cells, self._checked(cells, units), whole=True)

    def numbers(self, cells: Cells) -> Value:
        """Return a column of lists."""
        measure = cells.measure
        lists, inner = cells.column, measure.dtype
        if isinstance(measure.dtype, pl.List):
            inner = measure.dtype.inner  # type: ignore[assignment]
        elif measure.dtype == pl.String:
            lists = lists.str.replace_all("；", ";", literal=True).str.split(";")
        else:
            raise Unheld
        low, high = ends_of(measure, self.declared.range)
        held = fitting(low, high)
        column = lists.list.eval(_element(inner, measure, held))
        lengths = _reach(measure.lengths).meet(self.declared.length or Range())
        if lengths is None:
            raise Unheld
        few, many = ceil(lengths.low or 0), floor(lengths.high or 0)
        self._check(cells, lists.list.len().is_between(few, many))
        inside = (
            pl.element().is_between(held.literal(low), held.literal(high)).fill_null(value=False)
        )
        self._check(cells, column.list.eval(inside).list.all())
        filler = pl.lit([min(max(0, low), high)] * max(1, few), dtype=pl.List(held.dtype))
        return Lists(
            Several(None, lengths, _scaled((low, high), measure.unit), cells.absent),
            column if cells.codes is None else column.fill_null(filler),
            Whole(held, low, high),
            measure.unit,
            cells.codes,
        )

    def entries(self, place: Entries) -> Value:
        """Return a list of which each entry has a column; rows without one are read singly."""
        length = self.declared.length
        if length is not None and Fraction(len(place.columns)) not in length:
            raise Unheld
        values = []
        for index, column in enumerate(place.columns):
            cells = self.cells(column)
            if cells.codes is not None:
                self.checks.append(cells.codes == PRESENT)
            cells = evolve(cells, codes=None, absent=frozenset())
            units = self._units(cells, self.declared.range)
            values.append(self._number(cells, units, entry=index))
        return self.system.series(values)


READERS: Mapping[InputType, Callable[[_Reader, Cells], Value]] = {
    "number": _Reader.number,
    "integer": _Reader.integer,
    "percent": _Reader.percent,
    "boolean": _Reader.boolean,
    "choice": _Reader.text,
    "text": _Reader.text,
    "date": _Reader.date,
    "judged": _Reader.judged,
    "numbers": _Reader.numbers,
}


def _element(inner: pl.DataType, measure: Measure, held: Held) -> pl.Expr:
    """Return an entry in units of the last place; null where it is not a number of them."""
    entry = pl.element()
    if inner.is_integer():
        return entry.cast(held.dtype, strict=False)
    if inner.is_decimal():
        return entry.to_physical().cast(held.dtype, strict=False)
    if not is_rough(inner):
        raise Unheld
    plain = is_plain(entry) if inner == pl.String else pl.lit(value=True)
    exact = entry.cast(pl.Float64, strict=False)
    units, is_exact = in_units(exact, measure.places, held, exact)
    return pl.when(plain & is_exact).then(units)


def _reach(ends: tuple[int, int]) -> Range:
    return _scaled(ends, Fraction(1))


def _scaled(ends: tuple[int, int], unit: Fraction) -> Range:
    """Return the closed range between two ends, in units."""
    return Range(ends[0] * unit, ends[1] * unit, low_open=False, high_open=False)
