"""What formulas were read as: every node and its value, written down while a record is scored."""

import ast
from collections.abc import Container, Mapping

from attrs import field, frozen

from indicator_engine.language.protocol import Value
from indicator_engine.language.syntax import Expression


@frozen(eq=False)
class Trace:
    """One reading of a formula.

    Attributes:
        expression: The formula.
        values: The value of every node that was computed; a branch not taken has none.
        calls: The reading of the rule behind each call of a function of the ruleset.
    """

    expression: Expression
    values: Mapping[ast.expr, Value] = field(factory=dict)
    calls: Mapping[ast.expr, "Trace"] = field(factory=dict)


class Recorder:
    """Writes down what an interpreter computes; made for one run, by one thread.

    A node is told after those inside it, and a call after the rule it calls: the rule read last
    is the one behind the call. Rules are not recursive, so no formula is open twice.

    Args:
        rules: The names of the functions that the ruleset defines.
    """

    def __init__(self, rules: Container[str]) -> None:
        self._rules = rules
        self._values: dict[int, dict[ast.expr, Value]] = {}
        self._calls: dict[int, dict[ast.expr, Trace]] = {}
        self._last: Trace | None = None
        self._read: dict[int, Trace] = {}

    def observe(self, expression: Expression, node: ast.expr, value: Value) -> None:
        """Note the value of a node, as an observer of the interpreter."""
        key = id(expression)
        self._values.setdefault(key, {})[node] = value
        if isinstance(node, ast.Call) and self._is_rule(node) and self._last is not None:
            self._calls.setdefault(key, {})[node] = self._last
        if node is expression.tree:
            self._last = self._read[key] = Trace(
                expression, self._values.pop(key), self._calls.pop(key, {})
            )

    def of(self, expression: Expression | None) -> Trace | None:
        """Return the last reading of a formula; ``None`` where it was not read."""
        return None if expression is None else self._read.get(id(expression))

    def _is_rule(self, node: ast.Call) -> bool:
        return isinstance(node.func, ast.Name) and node.func.id in self._rules
