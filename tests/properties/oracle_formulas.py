"""The meaning of formulas said a second time, in plain Python on fractions and dates."""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import Any, ClassVar

from tests.properties.oracle_functions import FULL, FUNCTIONS, divided, looked_up

PERCENT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)%")

Value = Any
Lookup = Callable[[str], Value]


class Gone(Enum):
    """Why there is no value; the first stands where several meet."""

    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    PENDING = "pending"


def gone_of(*values: Value) -> Gone | None:
    return next((kind for kind in Gone if any(each is kind for each in values)), None)


class Language:
    """Computes formulas with the functions and tables of one ruleset.

    Args:
        functions: As the ruleset's JSON has them.
        tables: The same.
    """

    def __init__(self, functions: Mapping[str, Any], tables: Mapping[str, Any]) -> None:
        self.functions, self.tables = functions, tables

    def compute(self, formula: Value, lookup: Lookup) -> Value:
        text = PERCENT.sub(r"(\1/100)", str(formula))
        if not isinstance(formula, str):
            return Fraction(formula)
        tree = ast.parse(text.strip(), mode="eval")
        return Reading(self, text.strip(), lookup).value(tree.body)

    def call(self, name: str, arguments: Sequence[Any]) -> Value:
        if name in self.functions:
            names = dict(zip(self.functions[name]["parameters"], arguments, strict=True))
            return self.compute(self.functions[name]["formula"], names.__getitem__)
        if name == "given":
            return gone_of(*arguments) is None
        if name == "value_or":
            return arguments[1] if gone_of(arguments[0]) is not None else arguments[0]
        if (gone := gone_of(*arguments)) is not None:
            return gone
        if name in self.tables:
            return looked_up(self.tables[name], *arguments)
        return FUNCTIONS[name](*arguments)


class Reading:
    """One formula, with what its names stand for."""

    def __init__(self, language: Language, text: str, lookup: Lookup) -> None:
        self.language, self.text, self.lookup = language, text, lookup

    def value(self, node: ast.expr) -> Value:
        return self.MEANINGS[type(node)](self, node)

    def _constant(self, node: ast.Constant) -> Value:
        text = isinstance(node.value, str)
        return node.value if text else Fraction(str(ast.get_source_segment(self.text, node)))

    def _name(self, node: ast.Name) -> Value:
        return self.lookup(node.id)

    def _operation(self, node: ast.BinOp) -> Value:
        return operated(node.op, self.value(node.left), self.value(node.right))

    def _call(self, node: ast.Call) -> Value:
        assert isinstance(node.func, ast.Name)
        return self.language.call(node.func.id, [self.value(each) for each in node.args])

    def _unary(self, node: ast.UnaryOp) -> Value:
        value = self.value(node.operand)
        if isinstance(value, Gone):
            return value
        return not value if isinstance(node.op, ast.Not) else -value

    def _joined(self, node: ast.BoolOp) -> Value:
        stops = isinstance(node.op, ast.Or)
        for each in node.values:
            value = self.value(each)
            if isinstance(value, Gone) or value is stops:
                return value
        return not stops

    def _compared(self, node: ast.Compare) -> Value:
        left = self.value(node.left)
        for operator, each in zip(node.ops, node.comparators, strict=True):
            right = self.value(each)
            if (gone := gone_of(left, right)) is not None:
                return gone
            if not COMPARE[type(operator)](left, right):
                return False
            left = right
        return True

    def _either(self, node: ast.IfExp) -> Value:
        condition = self.value(node.test)
        if isinstance(condition, Gone):
            return condition
        return self.value(node.body if condition else node.orelse)

    MEANINGS: ClassVar[Mapping[type[ast.expr], Callable[..., Value]]] = {
        ast.Constant: _constant,
        ast.Name: _name,
        ast.UnaryOp: _unary,
        ast.BinOp: _operation,
        ast.BoolOp: _joined,
        ast.Compare: _compared,
        ast.IfExp: _either,
        ast.Call: _call,
    }


COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: lambda left, right: left < right,
    ast.LtE: lambda left, right: left <= right,
    ast.Gt: lambda left, right: left > right,
    ast.GtE: lambda left, right: left >= right,
    ast.Eq: lambda left, right: left == right,
    ast.NotEq: lambda left, right: left != right,
}


def operated(operator: ast.operator, left: Value, right: Value) -> Value:
    if (gone := gone_of(left, right)) is not None:
        return gone
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return divided(left, right)
        case ast.Pow():
            return left**right if right >= 0 else divided(FULL, left**-right)
    raise AssertionError(operator)
