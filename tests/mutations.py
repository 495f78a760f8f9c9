"""Every small change that a slip of the pen could make to the rules of a ruleset.

What is changed, one place at a time: in every formula its numbers, comparisons, arithmetic,
connectives, names and called functions; bands, anchors and cases; weights, shares, roundings,
ranges of points and of grades; tolerances. What is not: inputs, titles, policies, and examples.
A name gives way to names of its kind and unit only, for any other is refused when it is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from indicator_engine.documents import Document, join, write_json
from indicator_engine.json_text.pointers import split
from indicator_engine.language.interpreter import Rule
from indicator_engine.language.numbers import ROUNDERS
from indicator_engine.language.scanner import Token, scan
from indicator_engine.loading.names import Formula, formulas
from indicator_engine.model import Derived, Indicator, Input, Ruleset, Table

COMPARISONS: Mapping[str, Sequence[str]] = {  # its edge given away or taken in, and its mirror
    "<": ("<=", ">"),
    "<=": ("<", ">="),
    ">": (">=", "<"),
    ">=": (">", "<="),
    "==": ("!=", "<=", ">="),
    "!=": ("==",),
}
OPERATORS: Mapping[str, Sequence[str]] = {
    "+": ("-", "*", "/"),
    "-": ("+", "*", "/"),
    "*": ("+", "-", "/"),
    "/": ("+", "-", "*"),
    "**": ("*",),
}
CONNECTIVES: Mapping[str, Sequence[str]] = {"and": ("or",), "or": ("and",), "not": ("",)}
KEYWORDS = ("if", "else")
STAGES = ("leaf", "node", "total")
END = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?")
BRACKET = re.compile(r"\[|\((?!-inf)|\]|(?<!inf)\)")  # an infinite end is open, or it is no range
OTHER_BRACKET = {"[": "(", "(": "[", "]": ")", ")": "]"}
POINTS = ("points", "")


@frozen
class Mutation:
    """One change of one place.

    Attributes:
        kind: What is changed: a number, a comparison, a weight …
        pointer: JSON Pointer of the value it is part of.
        start: Where in the text of that value it begins.
        before: What stands there.
        after: What takes its place.
    """

    kind: str
    pointer: str
    start: int
    before: str
    after: str

    def text(self, document: Document) -> str:
        """Return a document's text after the change; nothing else in its value is touched."""
        return write_json(_replaced(document.value, split(self.pointer), self))

    def value(self, old: object) -> str | Fraction:
        """Return what takes the place of the value that is changed."""
        if not isinstance(old, str):
            return self.after if self.kind.startswith("formula") else Fraction(self.after)
        return old[: self.start] + self.after + old[self.start + len(self.before) :]


def _replaced(value: Any, steps: Sequence[str], mutation: Mutation) -> Any:  # noqa: ANN401 - JSON
    """Return a JSON value with the change made; what is not on the way to it is shared."""
    if not steps:
        return mutation.value(value)
    step, *rest = steps
    if isinstance(value, Mapping):
        return {**value, step: _replaced(value[step], rest, mutation)}
    index = int(step)
    return [*value[:index], _replaced(value[index], rest, mutation), *value[index + 1 :]]


def mutations(ruleset: Ruleset, *, every_name: bool = False) -> tuple[Mutation, ...]:
    """Return every change of a ruleset, in a fixed order and without repetition.

    Args:
        ruleset: The ruleset.
        every_name: Whether a name gives way to every one of its kind and unit, and a function to
            every one that is called like it; else to the two next to it, and a name to those that
            stand in the same formula.
    """
    return tuple(dict.fromkeys(_Changes(ruleset, every_name=every_name).all()))


class _Changes:
    """Makes the changes of one ruleset."""

    def __init__(self, ruleset: Ruleset, *, every_name: bool) -> None:
        assert ruleset.document is not None, "only what was read can be changed"
        self.ruleset, self.document = ruleset, ruleset.document
        self.every_name = every_name
        self.kinds = dict(_kinds(ruleset))

    def all(self) -> Iterator[Mutation]:
        """Yield everything, formulas first."""
        for formula in formulas(self.ruleset):
            yield from self._formula(formula)
        for table in self.ruleset.tables.values():
            yield from self._table(table)
        for node in self.ruleset.indicators.walk():
            yield from self._indicator(node)
        yield from self._rounding("/rounding")
        for grade in self.ruleset.grades:
            yield from self._range("grade range", f"{grade.pointer}/range")
        for assertion in self.ruleset.assertions:
            yield from self._number("tolerance", f"{assertion.pointer}/tolerance")

    def _table(self, table: Table) -> Iterator[Mutation]:
        for band in table.bands:
            yield from self._range("band range", f"{band.pointer}/range")
            yield from self._number("table value", f"{band.pointer}/value")
        for row in range(len(table.anchors)):
            for column in (0, 1):
                yield from self._number("table value", f"{table.pointer}/anchors/{row}/{column}")
        for case in table.cases:
            yield from self._number("table value", join(f"{table.pointer}/cases", case))

    def _indicator(self, node: Indicator) -> Iterator[Mutation]:
        yield from self._number("weight", f"{node.pointer}/weight")
        yield from self._number("share", f"{node.pointer}/share")
        yield from self._range("range of points", f"{node.pointer}/range")
        yield from self._rounding(f"{node.pointer}/rounding")

    def _rounding(self, pointer: str) -> Iterator[Mutation]:
        yield from self._number("rounding", f"{pointer}/places")
        for key, words in (("mode", tuple(ROUNDERS)), ("stage", STAGES)):
            found = self._at(f"{pointer}/{key}")
            if isinstance(found, str):
                for word in words:
                    if word != found:
                        yield Mutation("rounding", f"{pointer}/{key}", 0, found, word)

    def _number(self, kind: str, pointer: str) -> Iterator[Mutation]:
        """Yield the steps of a number, written as one or as a percent, where there is one."""
        found = self._at(pointer)
        if found is not None:
            text = found if isinstance(found, str) else self.document.number_text(pointer)
            number = text.removesuffix("%")
            yield from (Mutation(kind, pointer, 0, number, each) for each in steps(number))

    def _range(self, kind: str, pointer: str) -> Iterator[Mutation]:
        """Yield a range with one end moved, or one bracket turned, where there is one."""
        text = self._at(pointer)
        if isinstance(text, str):
            for end in END.finditer(text):
                for moved in steps(end[0]):
                    yield Mutation(kind, pointer, end.start(), end[0], moved)
            for bracket in BRACKET.finditer(text):
                other = OTHER_BRACKET[bracket[0]]
                yield Mutation(kind, pointer, bracket.start(), bracket[0], other)

    def _at(self, pointer: str) -> object:
        """Return the JSON value at a pointer; ``None`` where there is none."""
        value: Any = self.document.value
        for step in split(pointer):
            if isinstance(value, Mapping):
                value = value.get(step)
            elif isinstance(value, Sequence):
                value = value[int(step)]
        return value

    def _formula(self, formula: Formula) -> Iterator[Mutation]:
        tokens = scan(formula.expression.text)
        for index, token in enumerate(tokens):
            for kind, after in self._instead(formula, tokens, index):
                pointer = formula.expression.pointer
                yield Mutation(f"formula: {kind}", pointer, token.start, token.text, after)

    def _instead(
        self, formula: Formula, tokens: Sequence[Token], index: int
    ) -> Iterator[tuple[str, str]]:
        """Yield what may stand in place of a token, and what kind of change that is."""
        token = tokens[index]
        if token.kind == "number":
            yield from (("number", each) for each in steps(token.text))
        elif token.text in COMPARISONS:
            yield from (("comparison", each) for each in COMPARISONS[token.text])
        elif token.text in OPERATORS:
            signs = ("",) if _is_sign(tokens, index) else OPERATORS[token.text]
            yield from (("arithmetic", each) for each in signs)
        elif token.text in CONNECTIVES:
            yield from (("connective", each) for each in CONNECTIVES[token.text])
        elif token.kind == "name" and token.text not in KEYWORDS:
            if _is_called(tokens, index):
                count = _arguments(tokens, index)
                yield from (("function", each) for each in self._functions(token.text, count))
            else:
                yield from (("name", each) for each in self._names(formula, token.text))

    def _names(self, formula: Formula, name: str) -> tuple[str, ...]:
        """Return the names like it in the same formula, then its neighbours among all like it."""
        if formula.closed:
            parameters = self.ruleset.functions[formula.owner].parameters
            return tuple(each for each in parameters if each != name)
        kind = self.kinds.get(name, POINTS)
        known = (*self.kinds, *sorted(formula.extra))
        like = [each for each in known if self.kinds.get(each, POINTS) == kind]
        inside = [each for each in like if each in formula.expression.names and each != name]
        return tuple(dict.fromkeys([*inside, *self._near(name, like)]))

    def _functions(self, name: str, count: int) -> tuple[str, ...]:
        """Return the neighbours of a function among those that are called like it."""
        wanted = self._signature(name, count)
        like = [each for each in self.ruleset.callables if self._signature(each, count) == wanted]
        return self._near(name, like)

    def _near(self, name: str, names: Sequence[str]) -> tuple[str, ...]:
        if self.every_name:
            return tuple(each for each in names if each != name)
        return neighbours(name, names)

    def _signature(self, name: str, count: int) -> tuple[str, ...]:
        """Return what a function is, takes and gives; nothing if it takes not so many arguments."""
        called = self.ruleset.callables[name]
        if isinstance(called, Rule):
            return ("rule",) if len(called.parameters) == count else ()
        if not called.accepts(count):
            return ()
        what = "table" if name in self.ruleset.tables else "function"
        what = what if called.cohort is None else "cohort"
        return what, called.result, *(called.parameter(index).kind for index in range(count))


def steps(number: str) -> tuple[str, str]:
    """Return a number one step of its last written place up and down.

    >>> steps("0.00025"), steps("0"), steps("9")
    (('0.00026', '0.00024'), ('1', '-1'), ('10', '8'))
    """
    value = Decimal(number)
    step = Decimal((0, (1,), int(value.as_tuple().exponent)))
    return f"{value + step:f}", f"{value - step:f}"


def neighbours(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names before and after one in a list.

    >>> neighbours("b", ["a", "b", "c"]), neighbours("a", ["a", "b", "c"])
    (('a', 'c'), ('b',))
    """
    index = names.index(name)
    return (*names[max(0, index - 1) : index], *names[index + 1 : index + 2])


def _kinds(ruleset: Ruleset) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield every name of a ruleset with its kind and unit."""
    declarations: dict[str, Input | Derived] = {**ruleset.inputs, **ruleset.derived}
    for name, declared in declarations.items():
        ratio = declared.type in ("percent", "pp", "judged")
        plain = "number" if declared.type == "integer" else declared.type
        yield name, ("ratio" if ratio else plain, declared.unit)
    for name in ruleset.nodes:
        yield name, POINTS


def _is_sign(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an operator has nothing on its left."""
    before = tokens[index - 1] if index else None
    return before is None or (before.kind == "operator" and before.text != ")")


def _is_called(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].text == "("


def _arguments(tokens: Sequence[Token], index: int) -> int:
    """Return how many arguments stand between the parentheses after a function's name."""
    depth, commas = 0, 0
    for token in tokens[index + 1 :]:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        commas += token.text == "," and depth == 1
        if depth == 0:
            break
    return commas + 1
