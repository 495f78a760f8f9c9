"""Names: what each one stands for, that none clashes, that every formula's names are known."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from attrs import frozen

from indicator_engine.language.calls import arguments_flaw
from indicator_engine.language.functions import LANGUAGE
from indicator_engine.language.names import flaw, folded, nearest, normal
from indicator_engine.language.slips import joined, unknown_call
from indicator_engine.language.syntax import Expression
from indicator_engine.loading.fields import Findings
from indicator_engine.model import Indicator, Ruleset


@frozen
class Formula:
    """A formula of a ruleset, and the names that mean something in it.

    Attributes:
        owner: The derived value or indicator it is part of; ``""`` for a check.
        expression: The formula.
        extra: Names of its own: ``weight``, ``value``, parameters.
        closed: Whether it sees nothing but those.
    """

    owner: str
    expression: Expression
    extra: frozenset[str] = frozenset()
    closed: bool = False


def formulas(ruleset: Ruleset) -> Iterator[Formula]:
    """Yield every formula of a ruleset, in the order of the document."""
    for derived in ruleset.derived.values():
        yield Formula(derived.name, derived.formula)
    for function in ruleset.functions.values():
        yield Formula(function.name, function.formula, frozenset(function.parameters), closed=True)
    for node in ruleset.indicators.walk():
        yield from _of_indicator(node)
    for assertion in ruleset.assertions:
        for expression in (*(assertion.equal or ()), assertion.condition):
            if expression is not None:
                yield Formula("", expression)


def _of_indicator(node: Indicator) -> Iterator[Formula]:
    if node.formula is not None:
        yield Formula(node.id, node.formula, frozenset({"weight"}))
    for adjustment in node.adjustments:
        for expression in (adjustment.when, adjustment.becomes):
            if expression is not None:
                yield Formula(node.id, expression, frozenset({"value", "weight"}))


def check_names(ruleset: Ruleset, findings: Findings) -> None:
    """Note names that are unfit, or given twice."""
    values = [
        *((name, each.pointer, "input") for name, each in ruleset.inputs.items()),
        *((name, each.pointer, "derived") for name, each in ruleset.derived.items()),
        *((node.id, f"{node.pointer}/id", "indicator") for node in ruleset.indicators.walk()),
    ]
    calls = [
        *((name, each.pointer, "function") for name, each in ruleset.functions.items()),
        *((name, each.pointer, "table") for name, each in ruleset.tables.items()),
    ]
    _check_space(values, {}, findings)
    _check_space(calls, {folded(name): "language-function" for name in LANGUAGE}, findings)
    for name, pointer, what in values:
        _refuse_reserved_id(ruleset, name, pointer, what, findings)
    for function in ruleset.functions.values():
        _check_parameters(function.parameters, f"{function.pointer}/parameters", findings)


def _check_space(
    names: Iterable[tuple[str, str, str]], taken: Mapping[str, str], findings: Findings
) -> None:
    seen = dict(taken)
    for name, pointer, what in names:
        is_id = what == "indicator"
        if (code := flaw(name)) is not None:
            findings.add(
                code,
                pointer,
                {"name": name, "what_kind": what, "normal": normal(name)},
                key=not is_id,
            )
        elif folded(name) in seen:
            facts = {"name": name, "first_kind": seen[folded(name)], "second_kind": what}
            findings.add("name-clash", pointer, facts, key=not is_id)
        seen.setdefault(folded(name), what)


def _refuse_reserved_id(
    ruleset: Ruleset, name: str, pointer: str, what: str, findings: Findings
) -> None:
    """Refuse ids that the columns of a table of scores need for themselves."""
    taken = folded(name) in ("grade", "status", "unit")
    if folded(name) == "total":
        taken = name != ruleset.indicators.id
    if taken and what == "indicator":
        findings.add("id-is-reserved", pointer, {"name": name})


def _check_parameters(parameters: tuple[str, ...], pointer: str, findings: Findings) -> None:
    seen: set[str] = set()
    for index, name in enumerate(parameters):
        at = f"{pointer}/{index}"
        if (code := flaw(name)) is not None:
            findings.add(code, at, {"name": name, "what_kind": "parameter", "normal": normal(name)})
        elif folded(name) in seen:
            findings.add(
                "name-clash",
                at,
                {"name": name, "first_kind": "parameter", "second_kind": "parameter"},
            )
        seen.add(folded(name))


def check_references(ruleset: Ruleset, findings: Findings) -> None:
    """Note every name and call in a formula that is unknown, and calls with wrong arguments."""
    values = {*ruleset.inputs, *ruleset.derived, *ruleset.nodes}
    for formula in formulas(ruleset):
        known = formula.extra if formula.closed else values | formula.extra
        for node in formula.expression.walk():
            if isinstance(node, ast.Name) and node.id not in known:
                _note_unknown_name(ruleset, formula, node, known, findings)
            if isinstance(node, ast.Call):
                _check_call(ruleset, formula.expression, node, known, findings)


def _note_unknown_name(
    ruleset: Ruleset,
    formula: Formula,
    node: ast.Name,
    known: Iterable[str],
    findings: Findings,
) -> None:
    expression = formula.expression
    if node.id in ruleset.callables:
        code, facts = "function-not-called", {"name": node.id}
    elif node.id in ("weight", "value"):
        code, facts = f"{node.id}-not-here", {"name": node.id}
    elif formula.closed and node.id in {*ruleset.inputs, *ruleset.derived, *ruleset.nodes}:
        code, facts = "name-outside-function", {"name": node.id, "function": formula.owner}
    else:
        code, facts = "unknown-name", {"name": node.id, "suggestion": _meant(ruleset, node, known)}
    findings.add(code, expression.pointer, facts, span=expression.span(node))


def _meant(ruleset: Ruleset, node: ast.Name, known: Iterable[str]) -> str:
    """Return what an unknown name was meant to be: another name, two, or a text."""
    texts = {text for each in ruleset.inputs.values() for text in each.choices}
    texts.update(text for each in ruleset.tables.values() for text in each.cases)
    if node.id in texts:
        return f"'{node.id}'"
    return joined(node.id, known) or nearest(node.id, known)


def _check_call(
    ruleset: Ruleset,
    expression: Expression,
    node: ast.Call,
    known: Iterable[str],
    findings: Findings,
) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    called = ruleset.callables.get(name)
    if called is None:
        start = expression.span(node)[0]
        code, told = unknown_call(name, known, ruleset.callables)
        findings.add(code, expression.pointer, told, span=(start, start + len(name)))
        return
    if (flawed := arguments_flaw(called, node)) is not None:
        code, where, facts = flawed
        findings.add(code, expression.pointer, facts, span=expression.span(where))


def needs(ruleset: Ruleset) -> Mapping[str, tuple[str, ...]]:
    """Return what each derived value and each indicator needs directly, in the order written."""
    known = {*ruleset.inputs, *ruleset.derived, *ruleset.nodes}
    found: dict[str, dict[str, None]] = {name: {} for name in (*ruleset.derived, *ruleset.nodes)}
    for node in ruleset.indicators.walk():
        found[node.id].update(dict.fromkeys(child.id for child in node.children))
    for formula in formulas(ruleset):
        if formula.owner in found and not formula.closed:
            found[formula.owner].update(dict.fromkeys(sorted(formula.expression.names & known)))
    return {name: tuple(needed) for name, needed in found.items()}


def closure(wanted: Iterable[str], needed: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return names with everything they need, directly or by others."""
    found: set[str] = set()
    pending = list(wanted)
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending.extend(needed.get(name, ()))
    return frozenset(found)


def order(ruleset: Ruleset, findings: Findings) -> tuple[str, ...]:
    """Return derived values and indicators, each after all it needs; note a cycle."""
    _check_recursion(ruleset, findings)
    computed = [*ruleset.derived, *ruleset.nodes]
    graph = {
        name: [each for each in needed if each not in ruleset.inputs]
        for name, needed in needs(ruleset).items()
    }
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        cycle: list[str] = error.args[1][::-1]
        first = min(cycle[:-1], key=computed.index)
        start = cycle.index(first)
        path = [*cycle[start:-1], *cycle[:start], first]
        place = ruleset.derived.get(first) or ruleset.nodes[first]
        findings.add("names-in-a-circle", place.pointer, {"path": " → ".join(path)})
        return ()


def _check_recursion(ruleset: Ruleset, findings: Findings) -> None:
    calls = {
        name: {call for call in each.formula.calls if call in ruleset.functions}
        for name, each in ruleset.functions.items()
    }
    try:
        TopologicalSorter(calls).prepare()
    except CycleError as error:
        path: list[str] = error.args[1][::-1]
        pointer = ruleset.functions[path[0]].pointer
        findings.add("functions-in-a-circle", pointer, {"path": " → ".join(path)})
