"""A ruleset's formulas and intervals in words, with titles in the place of names."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from indicator_engine.explaining.substitution import (
    COMPARED,
    COMPARISONS,
    CONNECTIVES,
    FIRM,
    LOOSE,
    NOT,
    POWER,
    PRODUCT,
    SIGNS,
    SUM,
)
from indicator_engine.language.numbers import plain
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import Expression
from indicator_engine.messages import describing as say
from indicator_engine.messages import explaining
from indicator_engine.model import Described, Ruleset
from indicator_engine.report.descriptions.parts import Formula
from indicator_engine.report.phrases import Phrases, one_line

WORD = re.compile(r"\w+")
QUOTIENTS = frozenset({"reached", "within"})  # their words are products of their arguments

Phrase = tuple[str, int]


@frozen(eq=False)
class Wording:
    """The words of one ruleset in one language.

    Attributes:
        ruleset: The ruleset.
        phrases: The words of reports.
        names: What inputs, derived values, indicators, functions and tables are called.
    """

    ruleset: Ruleset
    phrases: Phrases
    names: Mapping[str, str] = field()

    @names.default
    def _(self) -> Mapping[str, str]:
        known: dict[str, Described] = {
            **self.ruleset.inputs,
            **self.ruleset.derived,
            **self.ruleset.nodes,
        }
        return {name: self.title(each, name) for name, each in known.items()}

    def title(self, described: Described, name: str) -> str:
        """Return what something is called: its title, else its name."""
        return self.phrases.text(described.title) or one_line(name)

    def titled(self, described: Described, name: str) -> str:
        """Return what something is called, and its name where that says more."""
        title = self.title(described, name)
        if title == name:
            return title
        return self.phrases.say(say.TITLED, title=title, id=one_line(name))

    def formula(self, expression: Expression | None) -> str:
        """Return a formula in words; ``""`` where there is none."""
        return "" if expression is None else one_line(self.text(expression, expression.tree))

    def written(self, expression: Expression | None) -> Formula:
        """Return a formula as its author wrote it; ``""`` where there is none."""
        return Formula("" if expression is None else one_line(expression.text))

    def range(self, bounds: Range | None, *, percent: bool = False) -> str:
        """Return an interval in words; ``""`` where there is none."""
        if bounds is None:
            return ""
        ends = {
            end: f"{plain(value * 100)}%" if percent else plain(value)
            for end, value in (("low", bounds.low), ("high", bounds.high))
            if value is not None
        }
        if bounds.is_point():
            return ends["low"]
        sentence = INTERVALS[
            (_end(bounds.low, bounds.low_open), _end(bounds.high, bounds.high_open))
        ]
        return self.phrases.say(sentence, **ends)

    def text(self, expression: Expression, node: ast.expr, least: int = LOOSE) -> str:
        """Return a part in words; in brackets where it holds less than ``least``."""
        text, firmness = PHRASES[type(node)](self, expression, node)
        return text if firmness >= least else f"({text})"

    def called(self, name: str) -> str:
        """Return what a name in a formula is called, in quotation marks where it is no one word."""
        if name == "weight":
            return self.phrases.say(say.WEIGHT)
        if name == "value":
            return self.phrases.say(say.SCORE_SO_FAR)
        return self.quoted(self.names.get(name, name))

    def quoted(self, title: str) -> str:
        """Return a title in quotation marks, where it is no one word."""
        return title if WORD.fullmatch(title) else self.phrases.say(say.QUOTED, title=title)


def _end(value: Fraction | None, is_open: bool) -> str:  # noqa: FBT001 - as the range has it
    return "none" if value is None else "open" if is_open else "closed"


INTERVALS = {
    ("closed", "closed"): say.CLOSED,
    ("closed", "open"): say.HALF_OPEN,
    ("open", "closed"): say.LOW_OPEN,
    ("open", "open"): say.OPEN,
    ("closed", "none"): say.AT_LEAST,
    ("open", "none"): say.ABOVE,
    ("none", "closed"): say.AT_MOST,
    ("none", "open"): say.BELOW,
    ("none", "none"): say.ANY,
}


def _constant(_by: Wording, expression: Expression, node: ast.Constant) -> Phrase:
    return expression.part(node), FIRM


def _name(by: Wording, _expression: Expression, node: ast.Name) -> Phrase:
    return by.called(node.id), FIRM


def _unary(by: Wording, expression: Expression, node: ast.UnaryOp) -> Phrase:
    if isinstance(node.op, ast.Not):
        operand = by.text(expression, node.operand, NOT)
        return by.phrases.say(explaining.NOT, operand=operand), NOT
    sign = "-" if isinstance(node.op, ast.USub) else "+"
    return f"{sign}{by.text(expression, node.operand, PRODUCT)}", SUM


def _binary(by: Wording, expression: Expression, node: ast.BinOp) -> Phrase:
    if isinstance(node.op, ast.Pow):
        base, exponent = by.text(expression, node.left, FIRM), expression.part(node.right)
        return f"{base}^{exponent}", POWER
    sign, firmness = SIGNS[type(node.op)]
    left = by.text(expression, node.left, firmness)
    return f"{left} {sign} {by.text(expression, node.right, firmness + 1)}", firmness


def _connective(by: Wording, expression: Expression, node: ast.BoolOp) -> Phrase:
    word, firmness = CONNECTIVES[type(node.op)]
    parts = [by.text(expression, each, firmness + 1) for each in node.values]
    return f" {by.phrases.say(word)} ".join(parts), firmness


def _comparison(by: Wording, expression: Expression, node: ast.Compare) -> Phrase:
    rest = (
        f" {COMPARISONS[type(operator)]} {by.text(expression, each, SUM)}"
        for operator, each in zip(node.ops, node.comparators, strict=True)
    )
    return by.text(expression, node.left, SUM) + "".join(rest), COMPARED


def _conditional(by: Wording, expression: Expression, node: ast.IfExp) -> Phrase:
    parts = {"condition": node.test, "body": node.body, "other": node.orelse}
    told = {name: by.text(expression, each, LOOSE + 1) for name, each in parts.items()}
    return by.phrases.say(say.IF, **told), LOOSE


def _call(by: Wording, expression: Expression, node: ast.Call) -> Phrase:
    name = expression.part(node.func)
    if name not in say.CALLS or name in by.ruleset.functions or name in by.ruleset.tables:
        arguments = ", ".join(by.text(expression, each) for each in node.args)
        return f"{_callable(by, name)}({arguments})", FIRM
    least = PRODUCT + 1 if name in QUOTIENTS else SUM
    told = [by.text(expression, each, least) for each in node.args]
    joined = by.phrases.say(say.AND_SO_ON).join(told)
    sentence = say.CALLS[name].in_language(by.phrases.language)
    return sentence.format(*told, all=joined), LOOSE


def _callable(by: Wording, name: str) -> str:
    declared = by.ruleset.functions.get(name) or by.ruleset.tables.get(name)
    return name if declared is None else by.quoted(by.title(declared, name))


def names_in(ruleset: Ruleset, expression: Expression) -> Iterator[str]:
    """Yield the names of a ruleset that a formula reads, in the order in which they stand."""
    seen: dict[str, None] = {}
    for node in expression.walk():
        if isinstance(node, ast.Name):
            seen.setdefault(node.id)
    known = (*ruleset.inputs, *ruleset.derived, *ruleset.nodes)
    yield from (name for name in seen if name in known)


PHRASES: Mapping[type[ast.expr], Callable[[Wording, Expression, Any], Phrase]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.BoolOp: _connective,
    ast.Compare: _comparison,
    ast.IfExp: _conditional,
    ast.Call: _call,
}
