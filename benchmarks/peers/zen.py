"""Project-23 in ZEN: a decision graph for each unit, and the fastest that it has, one expression.

Its numbers are decimals of 28 digits, and its ``round`` rounds half up.
"""

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, cast

import polars as pl
import zen

from benchmarks.peers import OneUnit, Task
from benchmarks.units import Record, Units
from benchmarks.work import GRADES, GROUPS, LEAVES, SCORES

LEAF_SCORES = {
    "D11": "round(2*d11_ok/d11_n, 2)",
    "D12": "round(2*d12_ok/d12_n, 2)",
    "D21": "round(2*((e1+e2+e3+e4+e5)/5)/100, 2)",
    "D22": "d22_q == 0 ? 0 : round(d22_q/d22_n, 2)",
    "D31": "d31_a/d31_t >= 1 ? 2 : d31_a/d31_t >= 0.8 ? 1.6 : d31_a/d31_t >= 0.6 ? 1.2 : 0",
    "D32": "round(d32_ok/d32_n, 2)",
    "P11": "round(4*min([1, arrived/budget]), 2)",
    "P12": "round(5*spent/budget, 2)",
    "P13": "viol > 0 ? 0 : round(3*p13_ok/p13_n, 2)",
    "P21": "round(4*p21_ok/p21_n, 2)",
    "P22": "round(4*((f1+f2+f3+f4+f5)/5)/100, 2)",
    "O11": "round(6*min([1, o11_a/40]), 2)",
    "O12": "round(6*min([1, o12_a/o12_t]), 2)",
    "O21": "o21_a/o21_t >= 1 ? 5 : o21_a/o21_t >= 0.8 ? 4 : o21_a/o21_t >= 0.6 ? 3 : 0",
    "O22": "round(5*max([0, min([1, (o22_x-60)/35])]), 2)",
    "O31": "round(4*min([1, o31_t/o31_a]), 2)",
    "O32": "o32_a/o32_t >= 1 ? 4 : o32_a/o32_t >= 0.8 ? 3.2 : o32_a/o32_t >= 0.6 ? 2.4 : 0",
    "O41": "round(max([0, 10-0.5*max([0, (cost_a/cost_b-1)*100])]), 2)",
    "B11": "round(8*min([1, b11_a/1200]), 2)",
    "B12": "round(6*min([1, 100/b12_a]), 2)",
    "B13": "round(6*max([0, min([1, (b13_x-b13_lo)/(b13_hi-b13_lo)])]), 2)",
    "B21": "round(5*min([1, b21_x/90]), 2)",
    "B22": "b22_x >= 95 ? 5 : b22_x >= 85 ? 4 : b22_x >= 75 ? 3 : 0",
}


def graph() -> zen.ZenDecision:
    """Return a decision: the units in, the leaves, then all above them, and the result out.

    Compiled ahead it takes four fifths of the time; a node for each level is no quicker.
    """
    nodes = [
        _node("units", "inputNode", {}),
        _node("leaves", "expressionNode", {"expressions": _rows(LEAF_SCORES)}),
        _node("sums", "expressionNode", {"expressions": _rows(_sums()), "passThrough": True}),
        _node("result", "outputNode", {}),
    ]
    edges = [_edge(*ends) for ends in pairwise(str(node["id"]) for node in nodes)]
    content = zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))
    return zen.ZenEngine().create_decision(content)


def expression() -> Any:  # noqa: ANN401 - the class has no public name
    """Return the scores of the 23 leaves as one expression, a list."""
    return zen.compile_expression(f"[{', '.join(LEAF_SCORES[leaf] for leaf in LEAVES)}]")


def graph_in_memory(units: Units) -> Task:
    """Score unit after unit through the graph."""
    score, records = one_unit_graph(), units.records
    schema = {**dict.fromkeys(SCORES, pl.Float64), "grade": pl.String}
    return Task(
        lambda: [score(record) for record in records],
        lambda found: pl.DataFrame(found, schema=schema),
    )


def list_in_memory(units: Units) -> Task:
    """Score the leaves of unit after unit."""
    score, records = one_unit_list(), units.records
    return Task(
        lambda: [score(record) for record in records],
        lambda found: pl.DataFrame(found, dict.fromkeys(LEAVES, pl.Float64), orient="row"),
    )


def one_unit_graph() -> OneUnit:
    """Return what finds the 39 scores and the grade of a unit."""
    decision = graph()
    return lambda record: decision.evaluate(cast(dict[str, float], record))["result"]


def one_unit_list() -> OneUnit:
    """Return what finds the 23 scores of the leaves of a unit."""
    evaluate: Callable[[Record], object] = expression().evaluate
    return evaluate


def _sums() -> Mapping[str, str]:
    """Return the groups and the grade by their expressions; ``$`` is what this node has found."""
    sums = {
        group: "+".join(child if child in LEAF_SCORES else f"$.{child}" for child in children)
        for group, children in GROUPS.items()
    }
    *better, worst = GRADES
    grade = "".join(f"$.total >= {GRADES[name]} ? '{name}' : " for name in better)
    return {**sums, "grade": f"{grade}'{worst}'"}


def _rows(formulas: Mapping[str, str]) -> list[Mapping[str, str]]:
    return [{"id": key, "key": key, "value": value} for key, value in formulas.items()]


def _node(name: str, kind: str, content: Mapping[str, object]) -> dict[str, object]:
    return {"id": name, "name": name, "type": kind, "content": content}


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
