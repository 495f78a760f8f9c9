"""Law: a formula gives what fractions give, or is refused as one, and nothing else ever happens."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import floor

from attrs import frozen
from hypothesis import assume, given
from hypothesis import strategies as st

from indicator_engine import FormulaError, evaluate
from indicator_engine.language.functions import FUNCTIONS

Outcome = Fraction | bool | None
Names = Mapping[str, Outcome]


class NoValue(Exception):  # noqa: N818 - no error: what the oracle says of a division by zero
    """What is computed has no value."""


@frozen
class Tree:
    """An expression: how it is written, how tightly it binds, and what it means.

    Attributes:
        text: The formula.
        level: 0 for ``if``, up to 9 for what needs no parentheses anywhere.
        value: From names to the value, ``None`` being a missing one; raises :class:`NoValue`.
    """

    text: str
    level: int
    value: Callable[[Names], Outcome]

    def within(self, level: int) -> str:
        """Return the text, in parentheses where it binds less tightly than a level."""
        return self.text if self.level >= level else f"({self.text})"


def strict(trees: Sequence[Tree], compute: Callable[..., Outcome]) -> Callable[[Names], Outcome]:
    """Return the meaning of an operation that needs all its operands."""

    def value(names: Names) -> Outcome:
        operands = [tree.value(names) for tree in trees]
        return None if None in operands else compute(*operands)

    return value


def quotient(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise NoValue
    return left / right


def power(exponent: int, base: Fraction) -> Fraction:
    if base == 0 and exponent < 0:
        raise NoValue
    return base**exponent


def half_up(places: int, value: Fraction) -> Fraction:
    size = Fraction(floor(abs(value) * 10**places * 2 + 1) // 2, 10**places)
    return -size if value < 0 else size


def choice(names: Names, condition: Tree, then: Tree, otherwise: Tree) -> Outcome:
    held = condition.value(names)
    if held is None:
        return None
    return then.value(names) if held else otherwise.value(names)


def conjunction(parts: Sequence[Tree], settled: bool, names: Names) -> Outcome:  # noqa: FBT001 - a value
    """Return "and" (settled by a false part) or "or" (by a true one), from left to right."""
    for part in parts:
        held = part.value(names)
        if held is None or held == settled:
            return held
    return not settled


def chain(operands: Sequence[Tree], signs: Sequence[str], names: Names) -> Outcome:
    """Return a chained comparison; what follows a comparison that fails is not computed."""
    left = operands[0].value(names)
    for sign, operand in zip(signs, operands[1:], strict=True):
        right = operand.value(names)
        if left is None or right is None:
            return None
        if not COMPARISONS[sign](Fraction(left), Fraction(right)):
            return False
        left = right
    return True


COMPARISONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip
BINARY: Mapping[str, tuple[int, Callable[..., Fraction]]] = {
    "+": (5, lambda a, b: a + b), "-": (5, lambda a, b: a - b),
    "*": (6, lambda a, b: a * b), "/": (6, quotient),
}  # fmt: skip
OF_ONE: Mapping[str, Callable[[Fraction], Fraction]] = {
    "abs": abs,
    "floor": lambda x: Fraction(floor(x)),
    "ceil": lambda x: Fraction(-floor(-x)),
}
OF_SEVERAL: Mapping[str, Callable[..., Fraction]] = {
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "sum": lambda *values: sum(values, Fraction(0)),
    "mean": lambda *values: sum(values, Fraction(0)) / len(values),
}
LITERALS = ("0", "1", "2", "3", "0.5", "0.1", "2.665", "7", "90%", "12.5%", "1e2", "1.5e-3")
NUMBERS, TRUTHS = ("a", "b", "预算数", "执行数"), ("p", "q", "完成")


def literal(text: str) -> Tree:
    number = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    return Tree(text, 9, lambda _: number)


def named(name: str) -> Tree:
    return Tree(name, 9, lambda names: names[name])


def binary(sign: str, left: Tree, right: Tree) -> Tree:
    level, compute = BINARY[sign]
    text = f"{left.within(level)} {sign} {right.within(level + 1)}"
    return Tree(text, level, strict([left, right], compute))


def negative(tree: Tree) -> Tree:
    return Tree(f"-{tree.within(7)}", 7, strict([tree], lambda x: -x))


def raised(tree: Tree, exponent: int) -> Tree:
    return Tree(f"{tree.within(9)} ** {exponent}", 8, strict([tree], partial(power, exponent)))


def rounded(tree: Tree, places: int) -> Tree:
    return Tree(f"round({tree.text}, {places})", 9, strict([tree], partial(half_up, places)))


def called(name: str, compute: Callable[..., Fraction], trees: Sequence[Tree]) -> Tree:
    return Tree(f"{name}({', '.join(tree.text for tree in trees)})", 9, strict(trees, compute))


def conditional(condition: Tree, then: Tree, otherwise: Tree) -> Tree:
    text = f"{then.within(1)} if {condition.within(1)} else {otherwise.text}"
    return Tree(text, 0, partial(choice, condition=condition, then=then, otherwise=otherwise))


def joined(word: str, parts: Sequence[Tree]) -> Tree:
    level = 2 if word == "and" else 1
    text = f" {word} ".join(part.within(level + 1) for part in parts)
    return Tree(text, level, partial(conjunction, parts, word == "or"))


def compared(operands: Sequence[Tree], signs: Sequence[str]) -> Tree:
    text = operands[0].within(5)
    for sign, operand in zip(signs, operands[1:], strict=True):
        text += f" {sign} {operand.within(5)}"
    return Tree(text, 4, partial(chain, operands, signs))


def inverted(tree: Tree) -> Tree:
    return Tree(f"not {tree.within(3)}", 3, strict([tree], lambda held: not held))


@st.composite
def comparisons(draw: st.DrawFn) -> Tree:
    operands = draw(st.lists(numbers, min_size=2, max_size=4))
    count = len(operands) - 1
    signs = draw(st.lists(st.sampled_from(sorted(COMPARISONS)), min_size=count, max_size=count))
    return compared(operands, signs)


numbers: st.SearchStrategy[Tree] = st.deferred(
    lambda: (
        st.sampled_from(LITERALS).map(literal)
        | st.sampled_from(NUMBERS).map(named)
        | st.builds(binary, st.sampled_from(sorted(BINARY)), numbers, numbers)
        | st.builds(conditional, truths, numbers, numbers)
        | st.builds(negative, numbers)
        | st.builds(raised, numbers, st.integers(-3, 3))
        | st.builds(rounded, numbers, st.integers(0, 3))
        | st.sampled_from(sorted(OF_ONE)).flatmap(
            lambda name: numbers.map(lambda tree: called(name, OF_ONE[name], [tree]))
        )
        | st.builds(
            lambda name, trees: called(name, OF_SEVERAL[name], trees),
            st.sampled_from(sorted(OF_SEVERAL)),
            st.lists(numbers, min_size=1, max_size=3),
        )
    )
)
truths: st.SearchStrategy[Tree] = st.deferred(
    lambda: (
        st.sampled_from(TRUTHS).map(named)
        | comparisons()
        | st.builds(inverted, truths)
        | st.builds(
            joined, st.sampled_from(["and", "or"]), st.lists(truths, min_size=2, max_size=4)
        )
    )
)
VALUES = st.sampled_from([Fraction(n, 4) for n in range(-6, 7)]) | st.none()
NAMES = st.fixed_dictionaries(
    {
        **dict.fromkeys(NUMBERS, VALUES),
        **dict.fromkeys(TRUTHS, st.booleans() | st.none()),
    }
)


def outcome(tree: Tree, names: Names) -> object:
    """Return what the oracle says: a value, ``None`` for a missing one, or its refusal."""
    try:
        return tree.value(names)
    except NoValue:
        return "division-by-zero"


@given(tree=numbers | truths, names=NAMES)
def test_a_formula_gives_what_fractions_give(tree: Tree, names: Names) -> None:
    """The same value, missing in the same cases, and refused in the same cases."""
    try:
        found: object = evaluate(tree.text, names)
    except FormulaError as error:
        found = error.diagnostics[0].code
    assume(
        found
        not in ("number-too-large", "formula-too-deep", "formula-too-large", "formula-too-long")
    )
    expected = outcome(tree, names)
    assert found == expected
    assert type(found) is type(expected)


@given(tree=numbers, factor=st.sampled_from(["3", "7", "0.1", "12.5%"]), names=NAMES)
def test_what_is_divided_and_multiplied_is_as_before(tree: Tree, factor: str, names: Names) -> None:
    """``1/3*3 == 1``: nothing is lost."""
    if isinstance(outcome(tree, names), Fraction):
        there_and_back = evaluate_or_code(f"({tree.text}) / {factor} * {factor}", names)
        assert there_and_back in (outcome(tree, names), "number-too-large", "formula-too-deep")


def evaluate_or_code(formula: str, names: Names) -> object:
    try:
        return evaluate(formula, names)
    except FormulaError as error:
        return error.diagnostics[0].code


WORDS = (
    *LITERALS, *NUMBERS, *TRUTHS, *FUNCTIONS, *COMPARISONS, "+", "-", "*", "/", "**", "(", ")", ",", "%", "'甲'",
    "if", "else", "and", "or", "not", "in", "is", "lambda", "for", "yield", "await", "True", "None", ".", "[", "]", " ", "\n",
)  # fmt: skip


@given(
    formula=st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
    | st.lists(st.sampled_from(WORDS), max_size=12).map("".join)
    | st.text(max_size=30),
    names=NAMES,
)
def test_any_text_gives_a_value_or_a_formula_error(formula: str, names: Names) -> None:
    """However close to the language it comes."""
    try:
        found = evaluate(formula, names)
    except FormulaError as error:
        (diagnostic,) = error.diagnostics
        assert diagnostic.message("zh")
        assert len(diagnostic.render("en")) <= 2_000
    else:
        assert found is None or isinstance(found, Fraction | bool | str) or hasattr(found, "year")


@given(tree=numbers | truths, data=st.data())
def test_a_formula_with_a_slip_gives_a_value_or_a_formula_error(
    tree: Tree, data: st.DataObject
) -> None:
    """A character dropped, doubled, or replaced by any other."""
    at = data.draw(st.integers(0, len(tree.text) - 1))
    slip = data.draw(st.sampled_from(["", tree.text[at] * 2]) | st.characters())
    names = data.draw(NAMES)
    evaluate_or_code(tree.text[:at] + slip + tree.text[at + 1 :], names)
