"""A formula with its values put in: what the author wrote, in the numbers of one record."""

import ast
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from indicator_engine.explaining.quantities import PERCENT, PLAIN, Lookup, Manner, quantity
from indicator_engine.explaining.recording import Trace
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.messages import Language
from indicator_engine.messages import explaining as say

# How firmly a phrase holds together; one that holds less than its place asks for is bracketed.
LOOSE, EITHER, BOTH, NOT, COMPARED, SUM, PRODUCT, POWER, FIRM = range(9)

SIGNS: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", SUM),
    ast.Sub: ("-", SUM),
    ast.Mult: ("×", PRODUCT),
    ast.Div: ("÷", PRODUCT),
}
COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Eq: "=",
    ast.NotEq: "≠",
}
CONNECTIVES = {ast.And: (say.AND, BOTH), ast.Or: (say.OR, EITHER)}

Phrase = tuple[str, int]


@frozen(eq=False)
class Substitution:
    """Writes the parts of one formula as one record read them.

    Attributes:
        trace: The reading.
        manners: How the values of names are printed.
        language: Of words such as "and", and of absences.
    """

    trace: Trace
    manners: Lookup
    language: Language

    def text(self, node: ast.expr, least: int = LOOSE) -> str:
        """Return a part with its values; in brackets where it holds less than ``least``.

        What was not computed (a branch not taken, what follows a settled "or") stays as written.
        """
        text, firmness = self._phrase(node)
        return text if firmness >= least else f"({text})"

    @property
    def whole(self) -> str:
        """Return the whole formula with its values."""
        return self.text(self.trace.expression.tree)

    def written(self, node: ast.expr) -> str:
        """Return a part as its author wrote it."""
        return " ".join(self.trace.expression.part(node).split())

    def result(self, node: ast.expr) -> str:
        """Return the value of a part, in print."""
        return self.shown(self.trace.values[node], self.manner(node))

    def shown(self, value: Value, manner: Manner = PLAIN) -> str:
        """Return a value in print."""
        return quantity(value, manner, self.language)

    def manner(self, node: ast.expr) -> Manner:
        """Return how the value of a part is printed: a name's as declared, a percent as such."""
        if isinstance(node, ast.Name):
            return self.manners.get(node.id, PLAIN)
        is_percent = isinstance(node, ast.Constant) and self.written(node).endswith("%")
        return PERCENT if is_percent else PLAIN

    def taken(self, node: ast.IfExp) -> ast.expr | None:
        """Return the branch that was taken; ``None`` where the condition is absent."""
        return next((each for each in (node.body, node.orelse) if each in self.trace.values), None)

    def _phrase(self, node: ast.expr) -> Phrase:
        if node not in self.trace.values:
            return self.written(node), FIRM if isinstance(node, ast.Name | ast.Call) else LOOSE
        return PHRASES[type(node)](self, node)


def _constant(by: Substitution, node: ast.Constant) -> Phrase:
    return by.written(node), FIRM


def _name(by: Substitution, node: ast.Name) -> Phrase:
    text = by.result(node)
    if isinstance(by.trace.values[node], Absence):
        absent = say.ABSENT.in_language(by.language)
        return absent.format(name=node.id, status=text), FIRM
    if text.startswith("-"):
        return text, SUM
    return text, POWER if by.manner(node).unit else FIRM  # (5 万元)^2


def _unary(by: Substitution, node: ast.UnaryOp) -> Phrase:
    if isinstance(node.op, ast.Not):
        return say.NOT.in_language(by.language).format(operand=by.text(node.operand, NOT)), NOT
    sign = "-" if isinstance(node.op, ast.USub) else "+"
    return f"{sign}{by.text(node.operand, PRODUCT)}", SUM


def _binary(by: Substitution, node: ast.BinOp) -> Phrase:
    if isinstance(node.op, ast.Pow):
        return f"{by.text(node.left, FIRM)}^{by.written(node.right)}", POWER
    sign, firmness = SIGNS[type(node.op)]
    return f"{by.text(node.left, firmness)} {sign} {by.text(node.right, firmness + 1)}", firmness


def _connective(by: Substitution, node: ast.BoolOp) -> Phrase:
    word, firmness = CONNECTIVES[type(node.op)]
    parts = [by.text(each, firmness + 1) for each in node.values]
    return f" {word.in_language(by.language)} ".join(parts), firmness


def _comparison(by: Substitution, node: ast.Compare) -> Phrase:
    rest = (
        f" {COMPARISONS[type(operator)]} {by.text(each, SUM)}"
        for operator, each in zip(node.ops, node.comparators, strict=True)
    )
    return by.text(node.left, SUM) + "".join(rest), COMPARED


def _conditional(by: Substitution, node: ast.IfExp) -> Phrase:
    taken = by.taken(node)
    return (by.result(node), FIRM) if taken is None else by._phrase(taken)  # noqa: SLF001 - a part of it


def _call(by: Substitution, node: ast.Call) -> Phrase:
    return f"{by.written(node.func)}({', '.join(map(by.text, node.args))})", FIRM


PHRASES: Mapping[type[ast.expr], Callable[[Substitution, Any], Phrase]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.BoolOp: _connective,
    ast.Compare: _comparison,
    ast.IfExp: _conditional,
    ast.Call: _call,
}
