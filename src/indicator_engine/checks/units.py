"""Does every formula add, compare and declare values of one unit?"""

import ast
from collections.abc import Iterator, Mapping

from attrs import evolve

from indicator_engine.errors import Diagnostic
from indicator_engine.language.faults import Undefined
from indicator_engine.language.interpreter import Interpreter
from indicator_engine.language.protocol import Value
from indicator_engine.language.syntax import Expression
from indicator_engine.model import Assertion, Derived, Indicator, Input, Ruleset
from indicator_engine.number_systems.units import (
    NAMES_OF_PP,
    PERCENT,
    POINTS,
    PP,
    Listed,
    Unit,
    Units,
    agreed,
)


def units_agree(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding for every formula in which known units clash, at the first place in it.

    Units that the author declares are an error where they clash. That scores are points the
    author does not say: a rule of one point for each case may be meant, so it is a warning.
    """
    certain = list(_Reader(ruleset, points=False).findings())
    yield from certain
    places = {found.at.pointer for found in certain}
    for found in _Reader(ruleset, points=True).findings():
        if found.at.pointer not in places:
            yield _against_points(found)


def _against_points(found: Diagnostic) -> Diagnostic:
    """Return the warning for a unit that meets the points of a weight or a score."""
    names = [found.facts[key] for key in ("first", "second")]
    facts = {"unit": next(name for name in names if Unit.named(name) != POINTS)}
    return evolve(found, code="unit-against-points", facts=facts, severity="warning")


class _Reader:
    """Reads every formula of a ruleset in units, once.

    Args:
        ruleset: The ruleset.
        points: Whether weights and scores are known to be points.
    """

    def __init__(self, ruleset: Ruleset, *, points: bool) -> None:
        self.ruleset, self.points = ruleset, points
        self.interpreter = Interpreter(Units(), ruleset.callables)
        self.names: dict[str, Value] = {
            **{name: _of_input(each) for name, each in ruleset.inputs.items()},
            **{name: self._points_of(node) for name, node in ruleset.nodes.items()},
        }

    def findings(self) -> Iterator[Diagnostic]:
        """Yield the first clash of every formula."""
        for name in self.ruleset.order:
            if name in self.ruleset.derived:
                yield from self._derived(self.ruleset.derived[name])
        for node in self.ruleset.indicators.walk():
            yield from self._indicator(node)
        for assertion in self.ruleset.assertions:
            yield from self._assertion(assertion)

    def _points_of(self, node: Indicator) -> Unit | None:
        """Return the unit of an indicator's scores; where one point is all, a share may stand for it."""
        return POINTS if self.points and node.weight != 1 else None

    def _derived(self, derived: Derived) -> Iterator[Diagnostic]:
        declared = _declared(derived)
        try:
            found = self._read(derived.formula, {})
        except Undefined as clash:
            found = None
            yield self._diagnostic(derived.formula, {}, clash, derived.name)
        self.names[derived.name] = found if declared is None else declared
        try:
            agreed(declared, found)
        except Undefined as clash:
            yield self._misdeclared(derived, clash)

    def _misdeclared(self, derived: Derived, clash: Undefined) -> Diagnostic:
        """Return the finding for a derived value that declares another unit than its formula has."""
        key = "unit" if derived.type in ("number", "integer") else "type"
        code = {
            "unit-clash": "derived-unit-differs",
            "percent-and-points": f"derived-not-{derived.type}",
        }
        return Diagnostic(
            code=code.get(clash.code, clash.code),
            at=self.ruleset.at(f"{derived.pointer}/{key}"),
            facts={**clash.facts, "name": derived.name},
            id=derived.name,
        )

    def _indicator(self, node: Indicator) -> Iterator[Diagnostic]:
        points = self._points_of(node)
        known: dict[str, Value] = {"weight": points, "value": points}
        if node.formula is not None:
            yield from self._wanted(node.formula, known, points, node.id)
        for adjustment in node.adjustments:
            if adjustment.when is not None:
                yield from self._wanted(adjustment.when, known, None, node.id)
            if adjustment.becomes is not None:
                yield from self._wanted(adjustment.becomes, known, points, node.id)

    def _assertion(self, assertion: Assertion) -> Iterator[Diagnostic]:
        if assertion.condition is not None:
            yield from self._wanted(assertion.condition, {}, None, assertion.id)
        if assertion.equal is not None:
            left, right = assertion.equal
            try:
                wanted = self._read(left, {})
            except Undefined as clash:
                yield self._diagnostic(left, {}, clash, assertion.id)
                wanted = None
            yield from self._wanted(right, {}, wanted, assertion.id)

    def _wanted(
        self, expression: Expression, known: Mapping[str, Value], unit: Value, owner: str
    ) -> Iterator[Diagnostic]:
        """Yield a finding where a formula clashes in itself, or with the unit of its place."""
        try:
            agreed(unit, self._read(expression, known))
        except Undefined as clash:
            yield self._diagnostic(expression, known, clash, owner)

    def _read(self, expression: Expression, known: Mapping[str, Value]) -> Value:
        return self.interpreter.evaluate(expression, {**self.names, **known})

    def _diagnostic(
        self, expression: Expression, known: Mapping[str, Value], clash: Undefined, owner: str
    ) -> Diagnostic:
        node = clash.node
        if clash.expression is not None and clash.expression is not expression:
            node = self._call(expression, known)
        at = self.ruleset.at(expression.pointer, expression.span(node) if node else None)
        return Diagnostic(code=clash.code, at=at, facts=clash.facts, id=owner)

    def _call(self, expression: Expression, known: Mapping[str, Value]) -> ast.expr:
        """Return the first call of a formula whose arguments make its function's units clash."""
        calls = [node for node in expression.walk() if isinstance(node, ast.Call)]
        for node in sorted(calls, key=lambda call: expression.span(call)[1]):
            try:
                self._read(evolve(expression, tree=node), known)
            except Undefined:
                return node
        return expression.tree


def _of_input(declared: Input) -> Value:
    if declared.type == "percent":
        return PP if declared.unit.strip().casefold() in NAMES_OF_PP else PERCENT
    if declared.type == "numbers":
        return Listed(Unit.named(declared.unit))
    return Unit.named(declared.unit) if declared.type in ("number", "integer") else None


def _declared(derived: Derived) -> Unit | None:
    if derived.type in ("percent", "pp"):
        return PERCENT if derived.type == "percent" else PP
    return Unit.named(derived.unit) if derived.type in ("number", "integer") else None
