"""A table scored row by row, each row as one unit is: what every faster way must equal."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

import polars as pl
from attrs import evolve, frozen

from indicator_engine.batch.layout import Entries, Layout, Place, Tiered, column_of
from indicator_engine.batch.origins import IN_MEMORY
from indicator_engine.cells import (
    from_cell,
    from_entries,
    from_mark,
    from_tiered,
    unit_of,
)
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.language.protocol import Value
from indicator_engine.limits import LIMITS
from indicator_engine.model import Ruleset
from indicator_engine.records import Record, from_python
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score_record
from indicator_engine.scoring.cohort import asked
from indicator_engine.values import Refusal, shown

RowStatus = Literal["scored", "missing", "not_applicable", "pending", "open"]
"""Why a row has its total, or none: ``open`` where an adjustment of the root is undecided."""

Unit = str | int
Row = Mapping[str, object]
Repeated = Mapping[Unit, tuple[int, ...]]
"""Units that several rows name, each with the numbers of its rows."""
NOBODY: Repeated = {}


@frozen(kw_only=True)
class Scored:
    """A row with its scores.

    Attributes:
        unit: Who it is; the row's number where the table does not say.
        row: Its number, from 1 below the header.
        scores: The published score of every indicator by id, parents first.
        total: The published total; ``None`` while it is open.
        grade: The grade; ``None`` while it is open, or where there is no scale.
        status: ``scored``, or why there is no total.
    """

    unit: Unit
    row: int
    scores: Mapping[str, Decimal | None]
    total: Decimal | None
    grade: str | None
    status: RowStatus


@frozen
class Reason:
    """One thing that is wrong with a row.

    Attributes:
        column: The column it stands in; ``""`` where it is about no single one.
        diagnostic: What is wrong.
        value: The cell as messages show it.
        cell: Its address in a workbook, ``sheet!cell``; where it is about no single one, that of
            the first that is to be looked at.
    """

    column: str
    diagnostic: Diagnostic
    value: str = ""
    cell: str = ""


@frozen(kw_only=True)
class RefusedRow:
    """A row that cannot be scored.

    Attributes:
        unit: Who it is; ``""`` where the table should say and does not.
        row: Its number, from 1 below the header.
        reasons: Everything that is wrong with it.
        file: Where it stands; ``""`` where that is no file.
    """

    unit: Unit
    row: int
    reasons: tuple[Reason, ...]
    file: str = ""


def score_rows(
    ruleset: Ruleset,
    layout: Layout,
    rows: Iterable[Row],
    first_row: int = 1,
    repeated: Repeated = NOBODY,
) -> Iterator[Scored | RefusedRow]:
    """Yield the result of every row of a table, in order.

    Args:
        ruleset: The rules.
        layout: Where the table holds what.
        rows: A cell for each column, by its name.
        first_row: The number of the first row.
        repeated: Units that several rows of the table name, see :func:`repeated_units`; all of
            those rows are refused.
    """
    for number, row in enumerate(rows, first_row):
        yield _Reading(ruleset, layout, row, number, repeated).result()


def score_together(
    ruleset: Ruleset,
    layout: Layout,
    rows: Callable[[], Iterable[Row]],
    repeated: Repeated = NOBODY,
) -> Iterator[Scored | RefusedRow]:
    """Yield the result of every row of a table, in order, each among all the others.

    Args:
        ruleset: The rules, some of which compare the rows.
        layout: Where the table holds what.
        rows: Goes through the table from its first row, as often as it is called.
        repeated: As of :func:`score_rows`.
    """

    def readings() -> Iterator[_Reading]:
        for number, row in enumerate(rows(), 1):
            yield _Reading(ruleset, layout, row, number, repeated)

    answers = asked(ruleset, lambda: (each.record for each in readings()))
    for reading, answer in zip(readings(), answers, strict=True):
        yield reading.result(answer)


def score_records(ruleset: Ruleset, records: Iterable[object]) -> Iterator[Scored | RefusedRow]:
    """Yield the result of every record, in order: what ``score`` gives, or why it refuses.

    A record is what :func:`indicator_engine.score` takes; one that holds inputs alone may say who
    it is about under ``unit``.
    """
    given = [_unit_and_data(ruleset, record) for record in records]
    units = [_called(who) for who, _ in given]
    repeated = _repeated((unit, row) for row, unit in enumerate(units, 1))
    read = [
        _read_record(ruleset, each, (row if unit is None else unit, row), repeated)
        for row, (unit, each) in enumerate(zip(units, given, strict=True), 1)
    ]
    names = [row if unit is None else unit for row, unit in enumerate(units, 1)]
    yield from score_read(ruleset, list(zip(names, read, strict=True)))


def score_read(
    ruleset: Ruleset, rows: Sequence[tuple[Unit, Record | RefusedRow]]
) -> Iterator[Scored | RefusedRow]:
    """Yield the result of every row that was read or refused already, in order.

    Args:
        ruleset: The rules; where they compare rows, each is scored among all the others.
        rows: Who each is about, and its data.
    """
    read = [record for _, record in rows]
    if ruleset.cohort:
        kept = [each if isinstance(each, Record) else None for each in read]
        answers = asked(ruleset, lambda: iter(kept))
        read = [
            evolve(each, answers=own) if isinstance(each, Record) else each
            for each, own in zip(read, answers, strict=True)
        ]
    for row, ((unit, _), record) in enumerate(zip(rows, read, strict=True), 1):
        if isinstance(record, RefusedRow):
            yield record
            continue
        try:
            yield _scored(score_record(ruleset, record), unit, row)
        except RecordError as error:
            yield _refused(error, unit, row)


def _read_record(
    ruleset: Ruleset, given: tuple[object, object], named: tuple[Unit, int], repeated: Repeated
) -> Record | RefusedRow:
    """Return a record of a list, or why it is refused before it is scored."""
    (who, data), (unit, row) = given, named
    if unit in repeated:
        reason = _twice(unit, repeated, "unit", Location(file="<table>", pointer=f"/{row}"))
        return RefusedRow(unit=unit, row=row, reasons=(reason,))
    try:
        return from_python(ruleset, data, str(who) if isinstance(who, int) else who)  # type: ignore[arg-type]
    except RecordError as error:
        return _refused(error, unit, row)


def _refused(error: RecordError, unit: Unit, row: int) -> RefusedRow:
    reasons = tuple(Reason(each.id or "", each) for each in error.diagnostics)
    return RefusedRow(unit=unit, row=row, reasons=reasons)


def repeated_units(layout: Layout, rows: Iterable[Row]) -> Mapping[Unit, tuple[int, ...]]:
    """Return the units that several rows name, each with the numbers of its rows.

    >>> rows = [{"unit": "a"}, {"unit": "b"}, {"unit": "a"}, {"unit": ""}]
    >>> repeated_units(Layout(unit="unit", columns={}), rows)
    {'a': (1, 3)}
    """
    if (column := layout.unit) is None:
        return {}
    return _repeated((unit_of(row[column]), number) for number, row in enumerate(rows, 1))


def rows_of(frame: pl.DataFrame) -> Iterator[Row]:
    """Yield the rows of a frame as cells.

    A number of single precision is told by its own shortest decimal: as a Python float it would
    have more digits than the table says.
    """
    exact = frame.with_columns(pl.selectors.by_dtype(pl.Float32).cast(pl.String))
    yield from exact.iter_rows(named=True)


def _repeated(units: Iterable[tuple[Unit | None, int]]) -> Mapping[Unit, tuple[int, ...]]:
    numbers: dict[Unit, list[int]] = defaultdict(list)
    for unit, number in units:
        if unit is not None:
            numbers[unit].append(number)
    return {unit: tuple(found) for unit, found in numbers.items() if len(found) > 1}


class _Reading:
    """Reads one row and collects what is wrong with it."""

    def __init__(
        self,
        ruleset: Ruleset,
        layout: Layout,
        row: Row,
        number: int,
        repeated: Repeated,
    ) -> None:
        self.ruleset, self.layout, self.row, self.number = ruleset, layout, row, number
        self.data: dict[str, object] = {}
        self.reasons: list[Reason] = []
        self.unit: Unit = number
        self.read_unit(repeated)
        self.read_cells()
        self.record = self.read_record()

    def read_cells(self) -> None:
        """Read every cell that has a meaning."""
        for name, place in self.layout.columns.items():
            try:
                self.data[name] = self.value(name, place)
            except Refusal as refusal:
                column = column_of(place, refusal.inside)
                facts = {"name": name, **refusal.facts}
                self.refuse(column, Diagnostic(code=refusal.code, at=self.at(column), facts=facts))

    def read_unit(self, repeated: Mapping[Unit, tuple[int, ...]]) -> None:
        """Read who it is; nobody, or who is named before, is refused."""
        if (column := self.layout.unit) is None:
            return
        unit = unit_of(self.row[column])
        self.unit = "" if unit is None else unit
        limit, length = LIMITS.cell_characters, len(str(self.unit))
        if unit is None:
            facts = {"column": column}
            self.refuse(column, Diagnostic(code="unit-lacking", at=self.at(column), facts=facts))
        elif length > limit:
            self.unit = shown(unit)
            facts = {"name": column, "count": str(length), "limit": str(limit)}
            self.refuse(column, Diagnostic(code="cell-too-long", at=self.at(column), facts=facts))
        elif self.unit in repeated:
            self.reasons.append(_twice(self.unit, repeated, column, self.at(column)))

    def value(self, name: str, place: Place) -> object:
        """Return what the row gives for an input, or for a whole indicator."""
        declared = self.ruleset.inputs.get(name)
        cells = [self.row[column] for column in place.columns]
        if declared is None:
            return from_mark(cells[0])
        if isinstance(place, Entries):
            return from_entries(declared, cells)
        if isinstance(place, Tiered):
            return from_tiered(declared, *cells)
        return from_cell(declared, cells[0])

    def read_record(self) -> Record | None:
        """Return the row as a record; ``None`` where something is wrong with it."""
        data = self.given() if "inputs" in self.ruleset.inputs else {"inputs": self.given()}
        try:
            record = from_python(self.ruleset, data)
        except RecordError as error:
            for each in error.diagnostics:
                self.refuse_value(each)
            return None
        return None if self.reasons else record

    def result(self, answers: Mapping[str, Value] | None = None) -> Scored | RefusedRow:
        """Return the row's scores, or why it has none.

        Args:
            answers: What the other rows say to it, where rules compare them.
        """
        if self.record is None:
            return self.refused()
        record = self.record if answers is None else evolve(self.record, answers=answers)
        try:
            return _scored(score_record(self.ruleset, record), self.unit, self.number)
        except RecordError as error:
            for each in error.diagnostics:
                self.refuse("", each)
        return self.refused()

    def given(self) -> Row:
        """Return the values of the row: an indicator that is not marked is not mentioned."""
        inputs = self.ruleset.inputs
        return {name: raw for name, raw in self.data.items() if name in inputs or raw is not None}

    def refused(self) -> RefusedRow:
        """Return the row as refused, its reasons in the order of the columns."""
        order = {column: place for place, column in enumerate(self.row)}
        reasons = sorted(self.reasons, key=lambda each: order.get(each.column, len(order)))
        name = self.layout.origin.name
        file = "" if name == IN_MEMORY else name
        return RefusedRow(unit=self.unit, row=self.number, reasons=tuple(reasons), file=file)

    def refuse_value(self, found: Diagnostic) -> None:
        """Note a value that its input cannot hold, in the column that gives it."""
        name = found.id or ""
        _, _, inside = f"{found.at.pointer}/".partition(f"/{name}/")
        column = column_of(self.layout.columns[name], filter(None, inside.split("/")))
        self.refuse(column, evolve(found, at=self.at(column)))

    def refuse(self, column: str, found: Diagnostic) -> None:
        """Note what is wrong with a cell, or with the row."""
        value = shown(self.row[column]) if column else ""
        cell = self.at(column or self.layout.unit or "").cell
        self.reasons.append(Reason(column, found, value, cell))

    def at(self, column: str) -> Location:
        """Return the address of a cell."""
        return self.layout.origin.cell(self.number, column)


def _scored(evaluation: Evaluation, unit: Unit, row: int) -> Scored:
    return Scored(
        unit=unit,
        row=row,
        scores={node.id: node.score for node in evaluation.tree.walk()},
        total=evaluation.total,
        grade=evaluation.grade,
        status=_status(evaluation),
    )


def _status(evaluation: Evaluation) -> RowStatus:
    """Return why there is no total, as far as the root tells."""
    if evaluation.is_complete:
        return "scored"
    return "open" if evaluation.tree.status == "scored" else evaluation.tree.status


def _twice(unit: Unit, repeated: Repeated, column: str, at: Location) -> Reason:
    """Return that several rows name a unit, and which."""
    facts = {"unit": str(unit), "rows": ", ".join(map(str, repeated[unit]))}
    found = Diagnostic(code="unit-twice", at=at, facts=facts)
    return Reason(column, found, shown(unit), at.cell)


def _unit_and_data(ruleset: Ruleset, record: Any) -> tuple[object, Any]:  # noqa: ANN401 - no data
    """Return who a record is about, as it says, and the record; its inputs alone, where it can."""
    if not isinstance(record, Mapping):
        return None, record
    if isinstance(record.get("inputs"), Mapping) and "inputs" not in ruleset.inputs:
        return record.get("unit"), record
    return record.get("unit"), {name: raw for name, raw in record.items() if name != "unit"}


def _called(who: object) -> Unit | None:
    """Return what a table calls a unit: its id, else its name."""
    if isinstance(who, Mapping):
        who = who.get("id") or who.get("name")
    return who if isinstance(who, str | int) and not isinstance(who, bool) and who != "" else None
