"""The one interpreter: it walks an expression and leaves every meaning to a number system."""

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from attrs import frozen
from simpleeval import SimpleEval

from indicator_engine.language.conditions import all_of, any_of
from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions.function import Function
from indicator_engine.language.protocol import Names, NumberSystem, Value
from indicator_engine.language.syntax import Expression, whole_literal

Observer = Callable[[Expression, ast.expr, Value], None]


@frozen
class Rule:
    """A function that a ruleset defines by a formula.

    Attributes:
        name: As formulas call it.
        parameters: The names its body sees.
        body: The formula.
    """

    name: str
    parameters: tuple[str, ...]
    body: Expression


Callables = Mapping[str, Function | Rule]


class Interpreter(SimpleEval):
    """Reads expressions in one number system; made for one run, by one thread.

    ``SimpleEval.__init__`` is not called: it fills in operators, functions and handlers that are
    not ours, and swaps the process's warning filters, which threads share. All that the walk
    needs is set here, and nothing else is reachable.
    """

    def __init__(
        self, system: NumberSystem, callables: Callables, observe: Observer | None = None
    ) -> None:
        self.system = system
        self.functions: Callables = callables
        self.names: Names = {}
        self.expression: Expression | None = None
        self.observe = observe
        self.operators = {}
        self.allowed_attrs = {}
        self.ATTR_INDEX_FALLBACK = False
        self.nodes = {
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.UnaryOp: self._unary,
            ast.BinOp: self._binary,
            ast.BoolOp: self._connective,
            ast.Compare: self._comparison,
            ast.IfExp: self._conditional,
            ast.Call: self._call,
        }
        self._arithmetic = {
            ast.Add: system.add,
            ast.Sub: system.subtract,
            ast.Mult: system.multiply,
            ast.Div: system.divide,
        }

    def evaluate(self, expression: Expression, names: Names) -> Value:
        """Return what an expression means with these names.

        Raises:
            Undefined: Where the system says that a computation has no value; it names the
                innermost place.
        """
        outer = self.expression, self.names
        self.expression, self.names = expression, names
        try:
            return self._eval(expression.tree)
        finally:
            self.expression, self.names = outer

    def _eval(self, node: ast.AST) -> Any:  # noqa: ANN401 - the language is dynamic
        try:
            result = self.nodes[type(node)](node)
        except Undefined as undefined:
            if undefined.node is None and isinstance(node, ast.expr):
                undefined.expression, undefined.node = self.expression, node
            raise
        if self.observe and self.expression and isinstance(node, ast.expr):
            self.observe(self.expression, node, result)
        return result

    def _constant(self, node: ast.Constant) -> Value:
        value: object = node.value
        if isinstance(value, Fraction):
            return self.system.number(value)
        return self.system.text(str(value))

    def _name(self, node: ast.Name) -> Value:
        return self.names[node.id]

    def _unary(self, node: ast.UnaryOp) -> Value:
        operand = self._eval(node.operand)
        match node.op:
            case ast.Not():
                return self.system.invert(operand)
            case ast.USub():
                return self.system.negate(operand)
            case _:  # a plus changes no number, and makes none of what is none
                return self.system.add(self.system.number(Fraction(0)), operand)

    def _binary(self, node: ast.BinOp) -> Value:
        if isinstance(node.op, ast.Pow):
            return self.system.power(self._eval(node.left), whole_literal(node.right) or 0)
        return self._arithmetic[type(node.op)](self._eval(node.left), self._eval(node.right))

    def _connective(self, node: ast.BoolOp) -> Value:
        join = all_of if isinstance(node.op, ast.And) else any_of
        return join(self.system, [partial(self._eval, each) for each in node.values])

    def _comparison(self, node: ast.Compare) -> Value:
        values = {0: self._eval(node.left)}

        def compared(index: int) -> Value:
            """Return the truth of one comparison; the one before it has computed its left side."""
            values[index + 1] = self._eval(node.comparators[index])
            return self._compare(node.ops[index], values[index], values[index + 1])

        return all_of(self.system, [partial(compared, index) for index in range(len(node.ops))])

    def _compare(self, operator: ast.cmpop, left: Value, right: Value) -> Value:
        system = self.system
        match operator:
            case ast.Lt():
                return system.less(left, right)
            case ast.Gt():
                return system.less(right, left)
            case ast.LtE():
                return system.invert(system.less(right, left))
            case ast.GtE():
                return system.invert(system.less(left, right))
            case ast.Eq():
                return system.equal(left, right)
            case _:
                return system.invert(system.equal(left, right))

    def _conditional(self, node: ast.IfExp) -> Value:
        return self.system.choose(
            self._eval(node.test),
            lambda: self._eval(node.body),
            lambda: self._eval(node.orelse),
        )

    def _call(self, node: ast.Call) -> Value:
        assert isinstance(node.func, ast.Name), "the allow-list holds no other call"
        function = self.functions[node.func.id]
        if isinstance(function, Rule):
            arguments = [self._eval(each) for each in node.args]
            return self.evaluate(
                function.body, dict(zip(function.parameters, arguments, strict=True))
            )
        if function.cohort is not None:
            return self._of_cohort(function, node)
        return self.system.call(
            function,
            [
                whole_literal(each)
                if function.parameter(index).kind == "whole"
                else self._eval(each)
                for index, each in enumerate(node.args)
            ],
        )

    def _of_cohort(self, function: Function, node: ast.Call) -> Value:
        """Return what the rows being scored give; it is known by the text of the call."""
        assert self.expression is not None, "it is set as long as a formula is read"
        known = self.names.get(self.expression.part(node))
        return self.system.cohort(function, known, partial(self._eval, node.args[0]))
