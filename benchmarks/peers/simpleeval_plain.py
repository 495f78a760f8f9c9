"""Project-23 with simpleeval alone: one formula a leaf, parsed once, evaluated for each unit."""

import ast
from collections.abc import Mapping
from fractions import Fraction
from importlib import import_module
from math import floor
from typing import Any

import polars as pl

from benchmarks.peers import OneUnit, Task
from benchmarks.units import Record, Units
from benchmarks.work import GRADES, GROUPS

# Its literals are floats: where fractions are to stay exact, 1.6 has to be written 8/5.
LEAF_SCORES = {
    "D11": "2*d11_ok/d11_n",
    "D12": "2*d12_ok/d12_n",
    "D21": "2*((e1+e2+e3+e4+e5)/5)/100",
    "D22": "0 if d22_q == 0 else d22_q/d22_n",
    "D31": "2 if d31_a/d31_t >= 1 else 8/5 if d31_a/d31_t >= 4/5 else 6/5 if d31_a/d31_t >= 3/5 else 0",
    "D32": "d32_ok/d32_n",
    "P11": "4*min(1, arrived/budget)",
    "P12": "5*spent/budget",
    "P13": "0 if viol > 0 else 3*p13_ok/p13_n",
    "P21": "4*p21_ok/p21_n",
    "P22": "4*((f1+f2+f3+f4+f5)/5)/100",
    "O11": "6*min(1, o11_a/40)",
    "O12": "6*min(1, o12_a/o12_t)",
    "O21": "5 if o21_a/o21_t >= 1 else 4 if o21_a/o21_t >= 4/5 else 3 if o21_a/o21_t >= 3/5 else 0",
    "O22": "5*max(0, min(1, (o22_x-60)/35))",
    "O31": "4*min(1, o31_t/o31_a)",
    "O32": "4 if o32_a/o32_t >= 1 else 16/5 if o32_a/o32_t >= 4/5 else 12/5 if o32_a/o32_t >= 3/5 else 0",
    "O41": "max(0, 10-max(0, (cost_a/cost_b-1)*100)/2)",
    "B11": "8*min(1, b11_a/1200)",
    "B12": "6*min(1, 100/b12_a)",
    "B13": "6*max(0, min(1, (b13_x-b13_lo)/(b13_hi-b13_lo)))",
    "B21": "5*min(1, b21_x/90)",
    "B22": "5 if b22_x >= 95 else 4 if b22_x >= 85 else 3 if b22_x >= 75 else 0",
}
Number = Any  # float or Fraction: simpleeval does not tell
Scores = dict[str, Number]

# Untyped: the stub of the project has only what the engine itself uses.
simpleeval: Any = import_module("simpleeval")


class Engine:
    """An evaluator and the parsed formulas, used for one unit after the other."""

    def __init__(self, half: Number) -> None:
        self.half = half
        self.evaluator = simpleeval.SimpleEval(functions={"min": min, "max": max})
        self.parsed = {name: self.evaluator.parse(text) for name, text in LEAF_SCORES.items()}

    def score(self, inputs: Mapping[str, Number]) -> Scores:
        """Return the hundredths of every score, and the grade."""
        evaluator, half = self.evaluator, self.half
        evaluator.names = inputs
        found: Scores = {
            name: floor(100 * evaluator.eval(LEAF_SCORES[name], previously_parsed=tree) + half)
            for name, tree in self.parsed.items()
        }
        for group, children in GROUPS.items():
            found[group] = sum([found[child] for child in children])
        found["grade"] = next(
            name for name, least in GRADES.items() if found["total"] >= 100 * least
        )
        return found


def floats() -> Engine:
    """Return an engine for floats."""
    return Engine(0.5)


def fractions() -> Engine:
    """Return an engine for fractions; of two whole numbers in a formula its ``/`` makes one."""
    engine = Engine(Fraction(1, 2))
    engine.evaluator.operators[ast.Div] = lambda left, right: Fraction(left) / right
    return engine


def exact(record: Record) -> Mapping[str, Number]:
    """Return a unit with its numbers read as the decimals that they print."""
    return {name: Fraction(str(number)) for name, number in record.items()}


def floats_in_memory(units: Units) -> Task:
    """Score unit after unit in floats."""
    engine, records = floats(), units.records
    return Task(lambda: [engine.score(record) for record in records], pl.DataFrame)


def fractions_in_memory(units: Units) -> Task:
    """Score unit after unit in fractions."""
    engine, records = fractions(), units.records
    return Task(lambda: [engine.score(exact(record)) for record in records], pl.DataFrame)


def one_unit_floats() -> OneUnit:
    """Return what scores a unit in floats."""
    return floats().score


def one_unit_fractions() -> OneUnit:
    """Return what scores a unit in fractions, the reading of its numbers included."""
    engine = fractions()
    return lambda record: engine.score(exact(record))
