"""The works: what is measured, a module for each kind."""

from collections.abc import Callable, Mapping
from typing import Literal

from attrs import frozen

from benchmarks.peers import BASELINE
from benchmarks.results import Result
from benchmarks.works import files, in_memory, one_unit, planning
from benchmarks.works.plan import Plan


@frozen
class Work:
    """Something that competitors do.

    Attributes:
        title: What stands above its table; ``{rows}`` is how many units there are.
        measure: Has it done.
        baseline: The competitor that the others are compared with.
        compared: What of the two is divided: how fast they are, or how long they take.
    """

    title: str
    measure: Callable[[Plan], tuple[Result, ...]]
    baseline: str = BASELINE
    compared: Literal["speed", "time"] = "speed"


WORKS: Mapping[str, Work] = {
    "memory": Work("In memory", in_memory.measure),
    "parquet": Work("Parquet to Parquet", files.parquet),
    "csv": Work("csv to csv", files.csv),
    "large": Work("Parquet to Parquet, ten times as many units", files.large),
    "one-unit": Work("One unit", one_unit.measure, baseline="zen"),
    "planning": Work(
        "The first row of a ruleset", planning.measure, baseline="leaves-100", compared="time"
    ),
}
