"""One formula on its own, computed exactly."""

import ast
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeGuard

from indicator_engine.errors import Diagnostic, FormulaError
from indicator_engine.json_text.source import SourceText
from indicator_engine.language.calls import arguments_flaw
from indicator_engine.language.faults import Fault, Undefined
from indicator_engine.language.functions import LANGUAGE
from indicator_engine.language.interpreter import Interpreter
from indicator_engine.language.names import nearest
from indicator_engine.language.protocol import Absence
from indicator_engine.language.slips import unknown_call
from indicator_engine.language.syntax import Expression, parse
from indicator_engine.number_systems import kinds
from indicator_engine.number_systems.exact import Entries, Exact
from indicator_engine.values import Refusal, read_exact

Result = Fraction | bool | str | date | tuple[Fraction, ...] | None


def evaluate(formula: str, names: Mapping[str, Any] | None = None, /) -> Result:
    """Return what a formula gives, exactly; ``None`` where a value it needs is ``None``.

    Args:
        formula: A formula of the language.
        names: What its names stand for: numbers (:class:`float` as the shortest decimal that
            names it), truths, texts, dates, lists of numbers, or ``None`` for a missing value.

    Raises:
        FormulaError: Where the text is no formula, a name is unknown, kinds do not fit, or there
            is no value, such as for a division by zero.

    >>> evaluate("1 / 3 * 3 == 1"), evaluate("20 * min(1, 执行数 / 预算数)", {"执行数": 9, "预算数": 10})
    (True, Fraction(18, 1))
    """
    known = dict(names or {})
    try:
        expression = parse(formula)
    except Fault as fault:
        raise _error(formula, fault.code, (fault.start, fault.end), fault.facts) from None
    _refuse_unknown(expression, known)
    values = {name: _value(formula, name, raw) for name, raw in known.items()}
    kind = _computed(
        formula, lambda: Interpreter(kinds.Kinds(), LANGUAGE).evaluate(expression, _kinds(known))
    )
    found = _computed(formula, lambda: Interpreter(Exact(), LANGUAGE).evaluate(expression, values))
    if isinstance(found, Absence):
        return None
    result: Result = date.fromordinal(int(found)) if kind == kinds.DATE else found
    return result


def _computed(formula: str, compute: Callable[[], Any]) -> Any:  # noqa: ANN401 - of any system
    try:
        return compute()
    except Undefined as undefined:
        place, node = undefined.expression, undefined.node
        span = place.span(node) if place is not None and node is not None else (0, len(formula))
        facts = {"id": "", "formula": formula, "values": "", **undefined.facts}
        raise _error(formula, undefined.code, span, facts) from None


def _refuse_unknown(expression: Expression, known: Mapping[str, Any]) -> None:
    for node in expression.walk():
        if isinstance(node, ast.Name) and node.id not in known:
            code = "function-not-called" if node.id in LANGUAGE else "unknown-name"
            facts = {"name": node.id, "suggestion": nearest(node.id, known)}
            raise _error(expression.text, code, expression.span(node), facts)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name not in LANGUAGE:
                start = expression.span(node)[0]
                code, told = unknown_call(name, known, LANGUAGE)
                raise _error(expression.text, code, (start, start + len(name)), told)
            if (flawed := arguments_flaw(LANGUAGE[name], node)) is not None:
                code, where, facts = flawed
                raise _error(expression.text, code, expression.span(where), facts)


def _value(formula: str, name: str, raw: object) -> object:
    """Return a Python value as exact numbers have it."""
    if raw is None:
        return Absence.MISSING
    if isinstance(raw, bool | str):
        return raw
    if _is_date(raw):
        return Fraction(raw.toordinal())
    try:
        if isinstance(raw, list | tuple):
            return Entries(read_exact(each) for each in raw)
        return read_exact(raw)
    except Refusal as refusal:
        facts = {"name": name, **refusal.facts}
        raise _error(formula, refusal.code, (0, len(formula)), facts) from None


def _kinds(known: Mapping[str, Any]) -> dict[str, kinds.Kinded]:
    return {name: _kind(raw) for name, raw in known.items()}


def _kind(raw: object) -> kinds.Kinded:
    if raw is None:
        return kinds.UNKNOWN
    if isinstance(raw, bool):
        return kinds.TRUTH
    if isinstance(raw, str):
        return kinds.TEXT
    if _is_date(raw):
        return kinds.DATE
    return kinds.LIST if isinstance(raw, list | tuple) else kinds.NUMBER


def _is_date(raw: object) -> TypeGuard[date]:
    """Tell whether a value is a date, and no moment of one: dates have no time."""
    return isinstance(raw, date) and not isinstance(raw, datetime)


def _error(
    formula: str, code: str, span: tuple[int, int], facts: Mapping[str, str]
) -> FormulaError:
    start, end = span
    at = SourceText("<formula>", formula).location(start, width=end - start)
    return FormulaError([Diagnostic(code=code, at=at, facts=facts)])
