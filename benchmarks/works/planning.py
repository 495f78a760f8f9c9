"""How long the first row of a ruleset takes: what is prepared once, however many rows follow."""

from benchmarks.peers import PLANNING, function, lacks
from benchmarks.results import Result
from benchmarks.rounds import Timed, interleaved
from benchmarks.works.plan import Plan


def measure(plan: Plan) -> tuple[Result, ...]:
    """Return how long a table of one row takes, by the leaves of its ruleset."""
    tasks: dict[str, Timed] = {
        each.id: function(each.function) for each in PLANNING if not lacks(each)
    }
    seconds = interleaved(tasks, plan.rounds)
    return tuple(
        Result(
            id=each.id,
            title=each.title,
            rows=1,
            seconds=tuple(seconds.get(each.id, ())),
            note=f"left out: {lacks(each)}" if lacks(each) else "",
        )
        for each in PLANNING
    )
