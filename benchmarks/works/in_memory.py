"""A table in memory to scores in memory, all competitors in one process."""

from functools import cache

from attrs import evolve

from benchmarks.compare import wrong
from benchmarks.peers import MEMORY, Competitor, Task, function, lacks
from benchmarks.results import Result
from benchmarks.rounds import Timed, interleaved, timed
from benchmarks.units import Units
from benchmarks.works.plan import Plan


def measure(plan: Plan) -> tuple[Result, ...]:
    """Return what every competitor did.

    Those who take units one by one have rounds of their own: after seconds of them the others would
    find caches cold and threads asleep.
    """
    units = cache(Units)
    tables: dict[str, Timed] = {}
    one_by_one: dict[str, Timed] = {}
    results = [
        _prepared(each, units(_rows(each, plan)), tables if each.part == 1 else one_by_one)
        for each in MEMORY
    ]
    seconds = {
        **interleaved(tables, plan.rounds),
        **interleaved(one_by_one, plan.rounds),
    }
    return tuple(evolve(each, seconds=seconds.get(each.id, ())) for each in results)


def _rows(competitor: Competitor, plan: Plan) -> int:
    return max(1, plan.rows // competitor.part)


def _prepared(competitor: Competitor, units: Units, tasks: dict[str, Timed]) -> Result:
    """Return what is wrong with a first run, which warms up, and add the task to the others."""
    result = Result(id=competitor.id, title=competitor.title, rows=units.rows, note=competitor.note)
    if missing := lacks(competitor):
        return evolve(result, note=f"left out: {missing}")
    task: Task = function(competitor.function)(units)
    tasks[competitor.id] = timed(task.run, warm=competitor.part == 1)
    mistakes = wrong(task.read(task.run()), units.hundredths)
    return evolve(result, wrong_scores=mistakes.scores, wrong_grades=mistakes.grades)
