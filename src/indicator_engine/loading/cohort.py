"""Calls that all rows being scored answer: where they may stand, and which comes before which."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

from attrs import evolve

from indicator_engine.language.functions import COHORT_FUNCTIONS
from indicator_engine.language.syntax import Expression
from indicator_engine.loading.fields import Findings
from indicator_engine.loading.names import Formula, closure, formulas, needs
from indicator_engine.model import CohortCall, Ruleset


def check_cohort(ruleset: Ruleset, findings: Findings) -> None:
    """Note calls whose argument is none that every row has: in a function, or of ``weight``.

    An argument of a function differs from call to call, a weight from indicator to indicator;
    every row has its own inputs, derived values and scores.
    """
    for formula in formulas(ruleset):
        for node in _calls(formula.expression):
            if formula.closed:
                _note_in_function(formula, node, findings)
            else:
                _note_names(formula, node, findings)


def _note_in_function(formula: Formula, node: ast.Call, findings: Findings) -> None:
    expression = formula.expression
    facts = {"call": expression.part(node), "function": formula.owner}
    findings.add("cohort-in-function", expression.pointer, facts, span=expression.span(node))


def _note_names(formula: Formula, node: ast.Call, findings: Findings) -> None:
    expression = formula.expression
    for inner in expression.inside(node).walk():
        if isinstance(inner, ast.Name) and inner.id in formula.extra:
            facts = {"name": inner.id, "call": expression.part(node)}
            span = expression.span(inner)
            findings.add("name-not-of-rows", expression.pointer, facts, span=span)


def with_cohort(ruleset: Ruleset) -> Ruleset:
    """Return the ruleset with its cohort calls in order, and with what a row settles alone.

    Args:
        ruleset: A ruleset whose order is known, and so that nothing in it needs itself.
    """
    direct = needs(ruleset)
    nodes: dict[str, tuple[Expression, ast.Call]] = {}
    made: dict[str, set[str]] = {name: set() for name in direct}
    for formula in formulas(ruleset):
        for node in _calls(formula.expression):
            text = formula.expression.part(node)
            nodes.setdefault(text, (formula.expression, node))
            made.setdefault(formula.owner, set()).add(text)
    touched: dict[str, frozenset[str]] = {}  # by name, the calls it depends on
    for name in ruleset.order:
        below = (touched.get(each, frozenset()) for each in direct[name])
        touched[name] = frozenset(made[name]).union(*below)
    settled = frozenset(name for name, calls in touched.items() if not calls)
    return evolve(ruleset, cohort=_staged(ruleset, nodes, touched, direct), settled=settled)


def _staged(
    ruleset: Ruleset,
    nodes: Mapping[str, tuple[Expression, ast.Call]],
    touched: Mapping[str, frozenset[str]],
    direct: Mapping[str, tuple[str, ...]],
) -> tuple[CohortCall, ...]:
    """Return the calls, each after those that its argument depends on."""
    arguments = {text: place.inside(node.args[0]) for text, (place, node) in nodes.items()}
    inner = {
        text: {argument.part(node) for node in _calls(argument)}.union(
            *(touched.get(name, ()) for name in argument.names)
        )
        for text, argument in arguments.items()
    }
    found: dict[str, CohortCall] = {}
    for text in TopologicalSorter(inner).static_order():
        names = closure(arguments[text].names, direct)
        found[text] = CohortCall(
            name=text,
            function=COHORT_FUNCTIONS[_called(nodes[text][1])],
            argument=arguments[text],
            calls=frozenset(inner[text]),
            inputs=names & ruleset.inputs.keys(),
            needs=names - ruleset.inputs.keys(),
            stage=max((found[each].stage + 1 for each in inner[text]), default=0),
        )
    return tuple(sorted(found.values(), key=lambda call: call.stage))


def _calls(expression: Expression) -> Iterator[ast.Call]:
    """Yield the calls of a formula that all rows answer, an outer one before those inside it."""
    if expression.calls.isdisjoint(COHORT_FUNCTIONS):
        return
    for node in expression.walk():
        if isinstance(node, ast.Call) and _called(node) in COHORT_FUNCTIONS:
            yield node


def _called(node: ast.Call) -> str:
    assert isinstance(node.func, ast.Name), "the allow-list holds no other call"
    return node.func.id
