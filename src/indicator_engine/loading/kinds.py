"""That every formula gives what its place wants: points, a condition, a date."""

from collections.abc import Iterator

from indicator_engine.language.faults import Undefined
from indicator_engine.language.interpreter import Interpreter
from indicator_engine.language.syntax import Expression
from indicator_engine.loading.fields import Findings
from indicator_engine.model import DerivedType, Input, InputType, Ruleset
from indicator_engine.number_systems.kinds import (
    DATE,
    LIST,
    NUMBER,
    TEXT,
    TRUTH,
    UNKNOWN,
    Kinded,
    Kinds,
    expect,
)

OF_INPUT: dict[InputType, Kinded] = {
    "number": NUMBER,
    "integer": NUMBER,
    "percent": NUMBER,
    "judged": NUMBER,
    "boolean": TRUTH,
    "date": DATE,
    "text": TEXT,
    "numbers": LIST,
}
OF_DERIVED: dict[DerivedType, Kinded] = {
    "number": NUMBER,
    "integer": NUMBER,
    "percent": NUMBER,
    "pp": NUMBER,
    "boolean": TRUTH,
    "date": DATE,
    "text": TEXT,
}


def check_kinds(ruleset: Ruleset, findings: Findings) -> None:
    """Note the first place of every formula where kinds do not fit."""
    names = _names(ruleset)
    interpreter = Interpreter(Kinds(), ruleset.callables)
    for rule in ruleset.functions.values():
        _check(interpreter, rule.formula, dict.fromkeys(rule.parameters, UNKNOWN), None, findings)
    for expression, wanted in _wanted(ruleset):
        _check(interpreter, expression, names, wanted, findings)
    for assertion in ruleset.assertions:
        if assertion.equal is not None:
            left, right = (_kind(interpreter, each, names, findings) for each in assertion.equal)
            if left and right and "any" not in (left.kind, right.kind) and left.kind != right.kind:
                facts = {"expected_kind": left.kind, "found_kind": right.kind}
                findings.add("kind-mismatch", assertion.equal[1].pointer, facts)


def _names(ruleset: Ruleset) -> dict[str, Kinded]:
    return {
        **{name: _of_input(each) for name, each in ruleset.inputs.items()},
        **{name: OF_DERIVED[each.type] for name, each in ruleset.derived.items()},
        **dict.fromkeys(ruleset.nodes, NUMBER),
        "weight": NUMBER,
        "value": NUMBER,
    }


def _of_input(declared: Input) -> Kinded:
    if declared.type == "choice":
        return Kinded("text", frozenset(declared.choices))
    return OF_INPUT[declared.type]


def _wanted(ruleset: Ruleset) -> Iterator[tuple[Expression, Kinded]]:
    """Yield the formulas whose place says what they must give."""
    for derived in ruleset.derived.values():
        yield derived.formula, OF_DERIVED[derived.type]
    for node in ruleset.indicators.walk():
        if node.formula is not None:
            yield node.formula, NUMBER
        for adjustment in node.adjustments:
            if adjustment.when is not None:
                yield adjustment.when, TRUTH
            if adjustment.becomes is not None:
                yield adjustment.becomes, NUMBER
    for assertion in ruleset.assertions:
        if assertion.condition is not None:
            yield assertion.condition, TRUTH


def _check(
    interpreter: Interpreter,
    expression: Expression,
    names: dict[str, Kinded],
    wanted: Kinded | None,
    findings: Findings,
) -> None:
    found = _kind(interpreter, expression, names, findings)
    if found is None or wanted is None:
        return
    try:
        expect(wanted.kind, found)
    except Undefined as mismatch:
        findings.add(mismatch.code, expression.pointer, mismatch.facts)


def _kind(
    interpreter: Interpreter, expression: Expression, names: dict[str, Kinded], findings: Findings
) -> Kinded | None:
    try:
        found: Kinded = interpreter.evaluate(expression, names)
    except Undefined as mismatch:
        place = mismatch.expression or expression
        span = place.span(mismatch.node) if mismatch.node else None
        findings.add(mismatch.code, place.pointer, mismatch.facts, span=span)
        return None
    return found
