"""``score_file``: a table of units in, a table of scores out, and beside it what was refused."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path

import polars as pl
from attrs import field, frozen

from indicator_engine.batch.forms import Forms, Progress, refuse_option, score_forms
from indicator_engine.batch.frames import units_repeated
from indicator_engine.batch.layout import layout_of, remarks
from indicator_engine.batch.parts import readable
from indicator_engine.batch.rows import NOBODY, RefusedRow, Scored, score_records
from indicator_engine.batch.sources import Frame, Records, opened
from indicator_engine.batch.streams import Deliver, Tally, deliver_rows, score_stream
from indicator_engine.batch.table import Table
from indicator_engine.batch.tables import Scores, refused_table
from indicator_engine.batch.targets import Write, writer_of
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.limits import LIMITS
from indicator_engine.messages import Language
from indicator_engine.model import Ruleset
from indicator_engine.whole_files import replaced


@frozen(kw_only=True)
class Summary:
    """What became of the rows of a table; those scored and those refused are all that were read.

    Attributes:
        read: How many there were.
        scored: How many have scores.
        incomplete: How many of those have no total yet.
        refused: How many could not be scored.
        grades: How many have each grade, best first; those without one are not among them.
        unknown: Columns that mean nothing.
        missing: Inputs without a column.
        notices: Everything else that is worth knowing, and the two above as diagnostics.
    """

    read: int
    scored: int
    incomplete: int
    refused: int
    grades: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notices: tuple[Diagnostic, ...] = field(default=(), repr=False)


def score_file(  # noqa: PLR0913 - each of them is a choice of the caller's
    ruleset: Ruleset,
    source: object,
    target: str | PathLike[str],
    *,
    scores: Scores = "decimal",
    unit: str | None = None,
    refused: str | PathLike[str] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    unique: bool = False,
    language: Language = "en",
    progress: Progress | None = None,
) -> Summary:
    """Score a table of units into a file, and return what became of its rows.

    Args:
        ruleset: The rules.
        source: A file (``.csv``, ``.xlsx``, ``.parquet``, ``.arrow``), a folder of filled forms or
            one of them, a data frame of any library with the Arrow PyCapsule interface, or a list
            of records.
        target: The file of the scores, of the same formats: ``unit``, a column for each indicator,
            ``total``, ``grade``, ``status``. It is replaced whole or not at all.
        scores: As decimals with their places, as integers of last places, or as floats.
        unit: The column that names the unit; by default ``unit`` or ``单位``, else the row's number.
        refused: The file of the rows that cannot be scored and why; by default beside the target,
            ``scores.refused.csv`` for ``scores.parquet``. One from before is removed where every
            row is scored.
        encoding: Of a CSV file; by default UTF-8, else GB18030.
        sheet: Of a workbook; by default the first.
        unique: Whether to compare the units of more than a million rows too.
        language: Of the reasons in the file of what is refused.
        progress: Told how far it is.

    Raises:
        RecordError: Where the table as a whole cannot be used.
        OSError: Where a file cannot be written.
    """
    goal = Path(target)
    write = writer_of(goal)
    beside = refused_beside(goal) if refused is None else Path(refused)
    write_refused = writer_of(beside)
    _refuse_to_overwrite(source, goal, beside)
    with replaced(goal) as draft:
        delivery = _Delivery(write, draft)
        reading = opened(source, encoding=encoding, sheet=sheet, besides=(goal, beside))
        with reading as table:  # at its end it may be refused
            scored = _scored(ruleset, table, delivery, _Choices(scores, unit, progress, unique))
        if scored.tally.refused:
            reasons = refused_table(scored.tally.refused, language).lazy()
            with replaced(beside) as lines:
                delivery.changed[beside] = write_refused(reasons, lines)
    if not scored.tally.refused:
        beside.unlink(missing_ok=True)
    return _summary(ruleset, scored, tuple(_changes({goal: delivery.last, **delivery.changed})))


def refused_beside(target: Path) -> Path:
    """Return where the refused rows of a table go by default.

    >>> refused_beside(Path("out/scores.parquet")).name
    'scores.refused.csv'
    """
    return target.with_name(f"{target.stem}.refused.csv")


def _refuse_to_overwrite(source: object, target: Path, refused: Path) -> None:
    """Raise where one file would be both outputs, or an output the table that is read."""
    if target.resolve() == refused.resolve():
        raise _unusable("outputs-are-one", str(target))
    if isinstance(source, str | PathLike):
        for output in (target, refused):
            if output.exists() and Path(source).exists() and output.samefile(source):
                raise _unusable("output-is-input", str(output))


def _unusable(code: str, path: str) -> RecordError:
    found = Diagnostic(code=code, at=Location(file=path), facts={"path": path})
    return RecordError([found])


@frozen
class _Choices:
    """What the caller chose."""

    scores: Scores
    unit: str | None
    progress: Progress | None
    unique: bool


@frozen
class _Scored:
    """What came of a table, and what was odd about it as a whole."""

    tally: Tally
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notices: tuple[Diagnostic, ...] = ()


class _Delivery:
    """Writes tables to a draft; of several, the last one stays.

    Attributes:
        last: How many texts were changed in the last one.
        changed: The same of other files.
    """

    def __init__(self, write: Write, draft: Path) -> None:
        self.write, self.draft = write, draft
        self.last = 0
        self.changed: dict[Path, int] = {}

    def __call__(self, frame: pl.LazyFrame) -> None:
        """Write a table."""
        self.last = self.write(frame, self.draft)


def _scored(
    ruleset: Ruleset, table: Frame | Records | Forms, deliver: Deliver, choices: _Choices
) -> _Scored:
    if isinstance(table, Forms):
        refuse_option(table, unit=choices.unit)
        found = score_forms(ruleset, table, choices.progress)
        tally = deliver_rows(ruleset, found.results, choices.scores, deliver)
        return _Scored(tally, notices=(*table.notices, *found.notices))
    if isinstance(table, Records):
        results = _told(score_records(ruleset, table.rows), len(table.rows), choices.progress)
        return _Scored(deliver_rows(ruleset, results, choices.scores, deliver))
    layout = layout_of(table.columns, ruleset, unit=choices.unit, origin=table.origin)
    notices = [*table.notices, *remarks(layout, ruleset)]
    rows, repeated = 0, NOBODY
    with readable(table.name):
        if layout.unit is not None or choices.progress is not None:  # else nobody asks how many
            rows = int(table.frame.select(pl.len()).collect(engine="streaming").item())
        if choices.unique or rows <= LIMITS.units_compared:
            repeated = units_repeated(table.frame, layout)
        elif layout.unit is not None:
            facts = {"limit": str(LIMITS.units_compared)}
            at = Location(file=table.name)
            notices.append(
                Diagnostic(code="units-not-compared", at=at, facts=facts, severity="warning")
            )
    frame = _watched(table.frame, rows, choices.progress)
    with readable(table.name, while_writing=True):
        tally = score_stream(Table(ruleset, frame, layout, choices.scores), deliver, repeated)
    return _Scored(tally, layout.unknown, layout.missing, tuple(notices))


def _watched(frame: pl.LazyFrame, rows: int, progress: Progress | None) -> pl.LazyFrame:
    """Return a table that tells how much of it has been read."""
    if progress is None:
        return frame
    done = 0

    def passed(part: pl.DataFrame) -> pl.DataFrame:
        nonlocal done
        done = min(done + part.height, rows)
        progress(done, rows)
        return part

    return frame.map_batches(passed, streamable=True, schema=frame.collect_schema())


def _told(
    results: Iterable[Scored | RefusedRow], of: int, progress: Progress | None
) -> Iterator[Scored | RefusedRow]:
    """Yield some results, telling at each how far they are."""
    for done, result in enumerate(results, 1):
        yield result
        if progress is not None:
            progress(done, of)


def _changes(changed: Mapping[Path, int]) -> Iterator[Diagnostic]:
    """Yield that texts of a file are not what they were in the table, and how many."""
    for path, count in changed.items():
        if count:
            at, facts = Location(file=str(path)), {"count": str(count)}
            yield Diagnostic(code="cells-escaped", at=at, facts=facts, severity="warning")


def _summary(ruleset: Ruleset, found: _Scored, changes: tuple[Diagnostic, ...]) -> Summary:
    counts, refused = found.tally.counts, len(found.tally.refused)
    grades = Counter[str | None]()
    for (grade, _), count in counts.items():
        grades[grade] += count
    scored = grades.total()
    complete = sum(count for (_, status), count in counts.items() if status == "scored")
    return Summary(
        read=scored + refused,
        scored=scored,
        incomplete=scored - complete,
        refused=refused,
        grades={each.grade: grades[each.grade] for each in ruleset.grades if grades[each.grade]},
        unknown=found.unknown,
        missing=found.missing,
        notices=(*found.notices, *changes),
    )
