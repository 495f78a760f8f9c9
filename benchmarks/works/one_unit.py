"""One unit after the other, as a form that is filled in would score it."""

from collections.abc import Sequence
from time import perf_counter

from attrs import evolve

from benchmarks.peers import ONE_UNIT, Competitor, OneUnit, function, lacks
from benchmarks.results import Result
from benchmarks.rounds import Timed, interleaved
from benchmarks.units import Record, Units
from benchmarks.works.plan import Plan

UNITS = 100  # different ones, as often as fills a round
ROUND = 0.2  # seconds, at least


def measure(plan: Plan) -> tuple[Result, ...]:
    """Return what every competitor did; a row of its result is a unit."""
    records = Units(UNITS).records
    tasks: dict[str, Timed] = {}
    results = [_prepared(each, records, tasks) for each in ONE_UNIT]
    seconds = interleaved(tasks, plan.rounds)
    return tuple(evolve(each, seconds=seconds.get(each.id, ())) for each in results)


def _prepared(competitor: Competitor, records: Sequence[Record], tasks: dict[str, Timed]) -> Result:
    """Return the row of a competitor, and add the task to the others."""
    result = Result(id=competitor.id, title=competitor.title, rows=1, note=competitor.note)
    if missing := lacks(competitor):
        return evolve(result, note=f"left out: {missing}")
    score: OneUnit = function(competitor.function)()
    _pass(score, records)
    tasks[competitor.id] = lambda: _mean(score, records)
    return result


def _mean(score: OneUnit, records: Sequence[Record]) -> float:
    """Return the mean seconds for a unit, of as many passes as fill a round."""
    passes, seconds = 0, 0.0
    while seconds < ROUND:
        seconds += _pass(score, records)
        passes += 1
    return seconds / passes / len(records)


def _pass(score: OneUnit, records: Sequence[Record]) -> float:
    start = perf_counter()
    for record in records:
        score(record)
    return perf_counter() - start
