"""The results as tables of Markdown, and in the page that tells of them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from benchmarks.results import Measurement, Result

BEGIN = "<!-- results: written by python -m benchmarks, not by hand -->"
END = "<!-- end of results -->"
UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))


@frozen
class Column:
    """A column of every table; it is left out of a table where all its cells are empty.

    Attributes:
        title: Its head, which may name the baseline.
        cell: What it says of a result of a measurement.
        left: Whether it holds words, which stand on the left.
    """

    title: str
    cell: Callable[[Measurement, Result], str]
    left: bool = False


def tables(measurements: Iterable[Measurement]) -> str:
    """Return a heading, the circumstances and a table for each measurement."""
    return "\n\n".join("\n".join(_section(each)) for each in measurements)


def publish(page: Path, text: str) -> None:
    """Replace what stands between the two marks of a page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page} has no place for results, expected {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def _section(measurement: Measurement) -> Iterator[str]:
    rounds = max(len(result.seconds) for result in measurement.results)
    yield f"### {measurement.title}"
    yield ""
    yield f"Medians, {rounds} rounds, {measurement.date}, {measurement.machine}."
    yield f"*× baseline* is {measurement.comparison}."
    yield ""
    yield from _table(measurement)


def _table(measurement: Measurement) -> Iterator[str]:
    columns = [column for column in COLUMNS if _used(column, measurement)]
    yield _line(column.title for column in columns)
    yield _line(":---" if column.left else "---:" for column in columns)
    for result in measurement.results:
        yield _line(column.cell(measurement, result) for column in columns)


def _used(column: Column, measurement: Measurement) -> bool:
    return any(column.cell(measurement, result) for result in measurement.results)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def duration(seconds: float) -> str:
    """Return a duration with three digits or more, in the unit that suits it."""
    name, size = next(((name, size) for name, size in UNITS if seconds >= size), UNITS[-1])
    return (
        f"{seconds / size:.3g} {name}" if seconds < 100 * size else f"{seconds / size:.0f} {name}"
    )


def _time(_measurement: Measurement, result: Result) -> str:
    return duration(result.median) if result.seconds else ""


def _rate(_measurement: Measurement, result: Result) -> str:
    return f"{1e-6 / result.per_unit:.3g}" if result.seconds and result.rows > 1 else ""


def _ratio(measurement: Measurement, result: Result) -> str:
    ratio = measurement.ratio(result)
    return "" if ratio is None else f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"


def _memory(measurement: Measurement, result: Result) -> str:
    base = measurement.base
    return f"{result.peak / base.peak:.2f}" if base and base.peak and result.peak else ""


def _rows(_measurement: Measurement, result: Result) -> str:
    return f"{result.rows:,}" if result.rows > 1 else ""


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


COLUMNS = (
    Column("who", lambda _, result: result.title, left=True),
    Column("units", _rows),
    Column("time", _time),
    Column("million units/s", _rate),
    Column("× baseline", _ratio),
    Column("wrong scores", lambda _, result: _count(result.wrong_scores)),
    Column("wrong grades", lambda _, result: _count(result.wrong_grades)),
    Column("peak memory, MiB", lambda _, result: _count(result.peak and result.peak // 2**20)),
    Column("memory × baseline", _memory),
    Column("note", lambda _, result: result.note, left=True),
)
