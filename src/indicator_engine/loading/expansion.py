"""How large formulas become with the functions they call: text may be short and work endless."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

from attrs import frozen

from indicator_engine.language.syntax import Expression, operands
from indicator_engine.limits import LIMITS
from indicator_engine.loading.fields import Findings
from indicator_engine.loading.names import formulas
from indicator_engine.model import Ruleset


@frozen
class Extent:
    """The size of a formula, the bodies of the ruleset's functions written out.

    Attributes:
        nodes: Of the syntax tree.
        depth: Of the syntax tree.
    """

    nodes: int
    depth: int


NOTHING = Extent(0, 0)


def check_expansion(ruleset: Ruleset, findings: Findings) -> None:
    """Note formulas that would outgrow the limits if their calls were written out.

    The ruleset's functions do not lead to themselves: that is known before.
    """
    bodies: dict[str, Extent] = {}
    calls = {
        name: each.formula.calls & ruleset.functions.keys()
        for name, each in ruleset.functions.items()
    }
    for name in TopologicalSorter(calls).static_order():
        bodies[name] = extent(ruleset.functions[name].formula, bodies)
    for formula in formulas(ruleset):
        found, pointer = extent(formula.expression, bodies), formula.expression.pointer
        if found.nodes > LIMITS.expanded_nodes:
            findings.add("expansion-too-large", pointer, {"limit": str(LIMITS.expanded_nodes)})
        elif found.depth > LIMITS.formula_depth:
            findings.add("expansion-too-deep", pointer, {"limit": str(LIMITS.formula_depth)})


def extent(expression: Expression, bodies: Mapping[str, Extent]) -> Extent:
    """Return the size of a formula, that of the functions it calls being known."""
    nodes = depth = 0
    for node, level in _levels(expression):
        called = (
            node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        )
        body = bodies.get(called, NOTHING)
        nodes += 1 + body.nodes
        depth = max(depth, level + body.depth)
    return Extent(nodes, depth)


def _levels(expression: Expression) -> Iterator[tuple[ast.expr, int]]:
    """Yield every expression node with its depth, from 1."""
    pending = [(expression.tree, 1)]
    while pending:
        node, level = pending.pop()
        yield node, level
        pending.extend((each, level + 1) for each in operands(node))
