"""Computations instead of values: a walk is taken once, and what it computes is run for each unit."""

from indicator_engine.number_systems.deferred.core import CannotDefer, node_of, number_of
from indicator_engine.number_systems.deferred.forms import Number, whole_number
from indicator_engine.number_systems.deferred.graph import (
    Closure,
    Memory,
    Node,
    Truth,
    Whole,
    combined,
    constant,
    places,
    remembered,
)
from indicator_engine.number_systems.deferred.lists import Panel
from indicator_engine.number_systems.deferred.program import Program, Programmer
from indicator_engine.number_systems.deferred.system import Deferred
from indicator_engine.number_systems.deferred.truths import truth_in

__all__ = [
    "CannotDefer",
    "Closure",
    "Deferred",
    "Memory",
    "Node",
    "Number",
    "Panel",
    "Program",
    "Programmer",
    "Truth",
    "Whole",
    "combined",
    "constant",
    "node_of",
    "number_of",
    "places",
    "remembered",
    "truth_in",
    "whole_number",
]
