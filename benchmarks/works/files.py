"""File to file, each competitor in a process of its own for every round."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl
from attrs import evolve, frozen

from benchmarks import data, units
from benchmarks.compare import Wrong, wrong
from benchmarks.peers import CSV, PARQUET, Competitor, lacks
from benchmarks.results import Result
from benchmarks.rounds import interleaved
from benchmarks.work import INPUTS, SCORES
from benchmarks.works.plan import Plan
from indicator_engine.cli.batch import ALLOCATOR, GIVES_BACK

ROOT = Path(__file__).parents[2]
WARM_UP = 1_000  # rows that a process scores before the clock starts
LARGE = 10  # times as many rows


@frozen
class Format:
    """A kind of file.

    Attributes:
        suffix: Of its name.
        competitors: Who reads and writes it.
        write: Writes so many units.
        scan: Reads scores back.
    """

    suffix: str
    competitors: tuple[Competitor, ...]
    write: Callable[[int, Path], None]
    scan: Callable[[Path], pl.LazyFrame]


def _scan_csv(path: Path) -> pl.LazyFrame:
    return pl.scan_csv(path, schema_overrides=dict.fromkeys(SCORES, pl.Float64))


FORMATS: Mapping[str, Format] = {
    "parquet": Format(".parquet", PARQUET, units.write_parquet, pl.scan_parquet),
    "csv": Format(".csv", CSV, units.write_csv, _scan_csv),
}


def parquet(plan: Plan) -> tuple[Result, ...]:
    """Return what every competitor did with Parquet files."""
    return _measure(plan, FORMATS["parquet"])


def csv(plan: Plan) -> tuple[Result, ...]:
    """Return what every competitor did with csv files."""
    return _measure(plan, FORMATS["csv"])


def large(plan: Plan) -> tuple[Result, ...]:
    """Return what every competitor did with Parquet files of ten times as many units.

    It is memory that is asked for here: a third of the rounds will do.
    """
    rounds = max(1, plan.rounds // 3)
    return _measure(evolve(plan, rows=LARGE * plan.rows, rounds=rounds), FORMATS["parquet"])


def _measure(plan: Plan, form: Format) -> tuple[Result, ...]:
    source, few = plan.folder / f"units{form.suffix}", plan.folder / f"few{form.suffix}"
    form.write(plan.rows, source)
    form.write(WARM_UP, few)
    runs = {each.id: Runs(each, few, source) for each in form.competitors if not lacks(each)}
    seconds = interleaved({name: each.once for name, each in runs.items()}, plan.rounds)
    results = tuple(
        runs[each.id].result(plan.rows, form.scan, seconds[each.id])
        if each.id in runs
        else Result(id=each.id, title=each.title, note=f"left out: {lacks(each)}")
        for each in form.competitors
    )
    for path in plan.folder.glob(f"*{form.suffix}"):
        path.unlink()
    return results


class Runs:
    """The rounds of one competitor on one file.

    Attributes:
        peak: The most memory that one of them held, in bytes.
    """

    def __init__(self, competitor: Competitor, few: Path, source: Path) -> None:
        self.competitor = competitor
        self.few, self.source = few, source
        self.target = source.with_stem(f"scores-{competitor.id}")
        self.peak = 0

    def once(self) -> float:
        """Return the seconds that one round took, in a process of its own."""
        paths = (self.few, self.source, self.target)
        command = (sys.executable, "-m", "benchmarks.once", self.competitor.function, *paths)
        told = subprocess.run(  # noqa: S603
            command,
            cwd=ROOT,
            env={**os.environ, ALLOCATOR: GIVES_BACK},
            stdout=subprocess.PIPE,
            check=True,
        )
        found = json.loads(told.stdout)
        self.peak = max(self.peak, found["peak"])
        return float(found["seconds"])

    def result(
        self, rows: int, scan: Callable[[Path], pl.LazyFrame], seconds: Sequence[float]
    ) -> Result:
        """Return all that is known after the last round."""
        mistakes = wrong_in_file(scan(self.target), rows)
        return Result(
            id=self.competitor.id,
            title=self.competitor.title,
            rows=rows,
            seconds=tuple(seconds),
            wrong_scores=mistakes.scores,
            wrong_grades=mistakes.grades,
            peak=self.peak,
            note=self.competitor.note,
        )


def wrong_in_file(scores: pl.LazyFrame, rows: int) -> Wrong:
    """Return what is wrong in a file, which is read a part at a time."""
    mistakes, start = Wrong(0, 0), 0
    for part in data.chunks(rows):
        length = len(part[INPUTS[0]])
        mistakes += wrong(scores.slice(start, length).collect(), part)
        start += length
    return mistakes
