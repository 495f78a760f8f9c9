"""Intervals: every value that a formula can take, given the ranges of its inputs."""

from indicator_engine.number_systems.intervals.core import Failure
from indicator_engine.number_systems.intervals.scopes import Contradiction
from indicator_engine.number_systems.intervals.system import Intervals
from indicator_engine.number_systems.intervals.values import Numeric, Reach, Several, Texts, Truth

__all__ = [
    "Contradiction",
    "Failure",
    "Intervals",
    "Numeric",
    "Reach",
    "Several",
    "Texts",
    "Truth",
]
