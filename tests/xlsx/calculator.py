"""A spreadsheet in small: it computes the formulas of a score table in binary floats.

It knows the functions that reports use, and no others; ``IF`` looks at one of its branches.
"""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from math import trunc

from indicator_engine.workbooks.addresses import cell_place, column_letters

Value = float | str | bool

NOT_AVAILABLE = "#N/A"

TEXT = re.compile(r'"(?:[^"]|"")*"')
RANGE = re.compile(r"([A-Z]+\d+):([A-Z]+\d+)")
EQUAL = re.compile(r"(?<![<>=])=(?!=)")


class NoNumberError(Exception):
    """A formula needs a number that is not available."""


def _rounder(mode: str) -> Callable[[float, float], float]:
    def rounded(number: float, places: float) -> float:
        return float(Decimal(number).quantize(Decimal(1).scaleb(-int(places)), mode))

    return rounded


def _numbers(values: Sequence[Value]) -> list[float]:
    return [each for each in values if not isinstance(each, str | bool)]


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "ROUND": _rounder(ROUND_HALF_UP),
    "ROUNDDOWN": _rounder(ROUND_DOWN),
    "ROUNDUP": _rounder(ROUND_UP),
    "TRUNC": lambda number: float(trunc(number)),
    "ABS": abs,
    "SUM": lambda *values: float(sum(_numbers(values))),
    "MIN": lambda *values: min(_numbers(values)),
    "MAX": lambda *values: max(_numbers(values)),
    "COUNT": lambda *values: float(len(_numbers(values))),
    "ISNUMBER": lambda value: not isinstance(value, str | bool),
    "AND": lambda *truths: all(truths),
    "NA": lambda: NOT_AVAILABLE,
}
OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}
COMPARISONS: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Eq: lambda left, right: left == right,
    ast.GtE: lambda left, right: left >= right,
    ast.LtE: lambda left, right: left <= right,
    ast.Gt: lambda left, right: left > right,
}


class Calculator:
    """One sheet.

    Args:
        values: What its cells hold that are no formulas.
        formulas: Its formulas.
    """

    def __init__(self, values: Mapping[str, Value], formulas: Mapping[str, str]) -> None:
        self.values, self.formulas = dict(values), formulas
        self.known: dict[str, Value] = {}

    def value(self, cell: str) -> Value:
        """Return what a cell shows."""
        if cell not in self.formulas:
            return self.values.get(cell, "")
        if cell not in self.known:
            try:
                self.known[cell] = self.computed(self.formulas[cell])
            except NoNumberError:
                self.known[cell] = NOT_AVAILABLE
        return self.known[cell]

    def computed(self, formula: str) -> Value:
        """Return what a formula gives."""
        texts = [each[1:-1].replace('""', '"') for each in TEXT.findall(formula)]
        bare = EQUAL.sub("==", RANGE.sub(r"RANGE(\1,\2)", TEXT.sub("TEXT", formula)))
        left = iter(texts)
        tree = ast.parse(re.sub("TEXT", lambda _: repr(next(left)), bare), mode="eval")
        return self._value(tree.body)

    def _value(self, node: ast.expr) -> Value:  # noqa: C901, PLR0911 - one for each kind
        match node:
            case ast.Constant(str(text)):
                return text
            case ast.Constant(number):
                return float(str(number))
            case ast.Name("TRUE"):
                return True
            case ast.Name(cell):
                return self.value(cell)
            case ast.UnaryOp(ast.USub(), operand):
                return -self._number(operand)
            case ast.BinOp(left, operator, right):
                return OPERATORS[type(operator)](self._number(left), self._number(right))
            case ast.Compare(left, [operator], [right]):
                return COMPARISONS[type(operator)](self._number(left), self._number(right))
            case ast.Call(ast.Name("IF"), [condition, then, otherwise]):
                return self._value(then if self._value(condition) else otherwise)
            case ast.Call(ast.Name(function), arguments):
                given = [each for one in arguments for each in self._all(one)]
                if NOT_AVAILABLE in given and function != "ISNUMBER":
                    raise NoNumberError
                return FUNCTIONS[function](*given)
        raise AssertionError(ast.unparse(node))

    def _number(self, node: ast.expr) -> float:
        value = self._value(node)
        if value == NOT_AVAILABLE:
            raise NoNumberError
        assert not isinstance(value, str), f"{ast.unparse(node)} is {value!r}"
        return value

    def _all(self, node: ast.expr) -> list[Value]:
        """Return the values of an argument: those of all its cells where it is an area."""
        match node:
            case ast.Call(ast.Name("RANGE"), [ast.Name(first), ast.Name(last)]):
                (top, column), (bottom, _) = cell_place(first), cell_place(last)
                letters = column_letters(column)
                return [self.value(f"{letters}{row}") for row in range(top, bottom + 1)]
        return [self._value(node)]
