"""What the ruleset's own examples show: their records are tried before any other."""

from collections.abc import Sequence

from indicator_engine.checks.proofs.proof import Point
from indicator_engine.checks.proofs.traces import Problem
from indicator_engine.errors import RecordError
from indicator_engine.model import Ruleset
from indicator_engine.records import from_example


def records_of(ruleset: Ruleset) -> tuple[Point, ...]:
    """Return the records of the examples that can be read, in their order.

    Without those that mark whole indicators, which no proof speaks of; and none at all where rules
    compare rows, since there a record shows nothing without its cohort.
    """
    return () if ruleset.cohort else tuple(_readable(ruleset))


def parts_for(points: Sequence[Point], problem: Problem) -> tuple[Point, ...]:
    """Return what records say about the inputs of a problem, each once."""
    parts: list[Point] = []
    for point in points:
        part = {name: point[name] for name in problem.inputs}
        if part not in parts:
            parts.append(part)
    return tuple(parts)


def _readable(ruleset: Ruleset) -> list[Point]:
    points: list[Point] = []
    for example in ruleset.examples:
        try:
            record = from_example(ruleset, example)
        except RecordError:
            continue  # told by the check of the examples
        if not record.marks:
            points.append(record.values)
    return points
