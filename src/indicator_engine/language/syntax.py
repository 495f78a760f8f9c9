"""Formula text to expression: parsed once by ``ast.parse`` and checked against the allow-list."""

import ast
from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, field, frozen

from indicator_engine.language.faults import Fault
from indicator_engine.language.numbers import read_number
from indicator_engine.language.scanner import Token, scan
from indicator_engine.language.slips import slip
from indicator_engine.limits import LIMITS

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
EXPRESSIONS = (
    ast.Constant, ast.Name, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call,
)  # fmt: skip
PARTS = (
    *EXPRESSIONS, *OPERATORS, *COMPARISONS,
    ast.And, ast.Or, ast.Not, ast.USub, ast.UAdd, ast.Load,
)  # fmt: skip


@frozen
class Expression:
    """A formula that has parsed: text and tree; equal when their texts are.

    Attributes:
        text: The formula as written.
        tree: Its syntax tree, holding nothing but the nodes of the allow-list. Number literals
            are :class:`~fractions.Fraction`, read from the text.
        names: The names it reads, functions aside.
        calls: The functions and tables it calls.
        pointer: JSON Pointer of where it stands in its document.
    """

    text: str
    tree: ast.expr = field(eq=False, repr=False)
    names: frozenset[str] = field(eq=False, repr=False)
    calls: frozenset[str] = field(eq=False, repr=False)
    pointer: str = field(default="", eq=False, repr=False)

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Return where a node stands in the text, in characters: ``(start, end)``."""
        source = self.text.encode()
        start = len(source[: node.col_offset].decode())
        return start, len(source[: node.end_col_offset].decode())

    def part(self, node: ast.expr) -> str:
        """Return the text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    def inside(self, node: ast.expr) -> "Expression":
        """Return a node as an expression of its own, at its place in the same text."""
        part = evolve(self, tree=node)
        nodes = list(part.walk())
        calls = [each.func for each in nodes if isinstance(each, ast.Call)]
        return evolve(
            part,
            names=frozenset(each.id for each in nodes if isinstance(each, ast.Name)),
            calls=frozenset(each.id for each in calls if isinstance(each, ast.Name)),
        )

    def walk(self) -> Iterator[ast.expr]:
        """Yield every expression node, an outer one before those inside it."""
        pending: list[ast.expr] = [self.tree]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(list(operands(node))))


def operands(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the expressions right below a node, a called function's name aside."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr) and not (isinstance(node, ast.Call) and child is node.func):
            yield child


def parse(text: str, pointer: str = "") -> Expression:
    """Return the expression a formula writes.

    Nothing is executed: the text is scanned, parsed by :func:`ast.parse` and its tree checked
    against the allow-list of the language.

    Raises:
        Fault: Where the text is not a formula of the language.

    >>> sorted(parse("weight * min(1, 执行数 / 预算数)").names)
    ['weight', '执行数', '预算数']
    """
    tokens = scan(text)
    tree = _tree(text, tokens)
    nodes = list(_allowed(tree, text))
    if len(nodes) > LIMITS.formula_nodes:
        raise Fault("formula-too-large", 0, len(text), {"limit": str(LIMITS.formula_nodes)})
    functions = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    expression = Expression(
        text,
        tree,
        frozenset(names),
        frozenset(each.id for each in functions if isinstance(each, ast.Name)),
        pointer,
    )
    _read_literals(expression, tokens)
    return expression


def _tree(text: str, tokens: tuple[Token, ...]) -> ast.expr:
    """Return Python's reading of the text; each replaced character keeps every column true.

    The scanner lets through nothing that Python's parser warns of: filters for warnings belong to
    the whole process, and are not touched.
    """
    characters = [" " if each.isspace() else each for each in text]
    for token in tokens:
        if token.kind == "percent":
            characters[token.start] = "j"  # an imaginary literal: a number Python reads, we do not
    source = "".join(characters)
    lead = len(source) - len(source.lstrip(" "))
    try:
        tree = ast.parse(source[lead:].rstrip(" "), mode="eval").body
    except SyntaxError as error:
        start = error.offset - 1 + lead if error.offset else len(text)
        malformed = _malformed(text, *_place(tokens, start, len(text)))
        raise slip(tokens) or malformed from None
    except (ValueError, RecursionError, MemoryError):
        raise _malformed(text, 0, len(text)) from None
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset += lead
            node.end_col_offset = (node.end_col_offset or 0) + lead
    return tree


def _malformed(text: str, start: int, end: int) -> Fault:
    return Fault("formula-malformed", start, end, {"found": text[start:end]})


def _place(tokens: tuple[Token, ...], start: int, length: int) -> tuple[int, int]:
    """Return the token at or after a character, or the last one."""
    for token in tokens:
        if token.end > start:
            return token.start, token.end
    return (tokens[-1].start, tokens[-1].end) if tokens else (0, length)


def _allowed(tree: ast.expr, text: str) -> Iterator[ast.expr]:
    """Yield the expression nodes, refusing whatever the allow-list does not hold."""
    pending: list[tuple[ast.AST, int, tuple[int, int]]] = [(tree, 1, (0, len(text)))]
    while pending:
        node, depth, place = pending.pop()
        if isinstance(node, ast.expr):
            place = _span(node, text)
        if not isinstance(node, PARTS):
            raise Fault("not-in-the-language", *place, {"construct_kind": type(node).__name__})
        if isinstance(node, ast.expr) and depth > LIMITS.formula_depth:
            raise Fault("formula-too-deep", *place, {"limit": str(LIMITS.formula_depth)})
        children = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.Call):
            _refuse_call(node, place)
            children = list(node.args)
        if isinstance(node, ast.expr):
            yield node
        pending.extend((child, depth + 1, place) for child in reversed(children))


def _refuse_call(node: ast.Call, place: tuple[int, int]) -> None:
    if not isinstance(node.func, ast.Name):
        raise Fault("not-in-the-language", *place, {"construct_kind": "Call"})
    if node.keywords:
        raise Fault("not-in-the-language", *place, {"construct_kind": "keyword"})
    if len(node.args) > LIMITS.function_arguments:
        facts = {"limit": str(LIMITS.function_arguments)}
        raise Fault("too-many-arguments", *place, facts)


def _span(node: ast.expr, text: str) -> tuple[int, int]:
    source = text.encode()
    start = len(source[: max(0, node.col_offset)].decode(errors="replace"))
    return start, len(source[: max(0, node.end_col_offset or 0)].decode(errors="replace"))


def _read_literals(expression: Expression, tokens: tuple[Token, ...]) -> None:
    """Give every literal its exact value, and check where texts and powers stand."""
    numbers = {token.start: token.text for token in tokens if token.kind == "number"}
    for node in expression.walk():
        if isinstance(node, ast.Constant):
            _read_literal(expression, node, numbers)
    for node in expression.walk():
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            _refuse_exponent(expression, node.right)
    _refuse_texts(expression)


def _read_literal(expression: Expression, node: ast.Constant, numbers: dict[int, str]) -> None:
    start, end = expression.span(node)
    if isinstance(node.value, bool) or node.value is None or node.value is Ellipsis:
        raise Fault("not-in-the-language", start, end, {"construct_kind": repr(node.value)})
    if isinstance(node.value, str):
        return
    value = read_number(numbers[start]) or Fraction(0)
    node.value = value / 100 if isinstance(node.value, complex) else value  # type: ignore[assignment]


def whole_literal(node: ast.expr) -> int | None:
    """Return the whole number a node writes (a sign allowed), or ``None`` where it writes none."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = whole_literal(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant):
        value: object = node.value
        if isinstance(value, Fraction | int) and not isinstance(value, bool):
            return int(value) if value.denominator == 1 else None
    return None


def _refuse_exponent(expression: Expression, node: ast.expr) -> None:
    exponent = whole_literal(node)
    if exponent is None or abs(exponent) > LIMITS.exponent:
        limit = str(LIMITS.exponent)
        raise Fault("exponent-not-whole", *expression.span(node), {"limit": limit})


def _refuse_texts(expression: Expression) -> None:
    """Refuse a text anywhere but beside ``==`` or ``!=``, or as the one argument of a call."""
    allowed: set[ast.expr] = set()
    for node in expression.walk():
        if isinstance(node, ast.Compare) and all(
            isinstance(each, ast.Eq | ast.NotEq) for each in node.ops
        ):
            allowed |= {node.left, *node.comparators}
        if isinstance(node, ast.Call) and len(node.args) == 1:
            allowed.add(node.args[0])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in allowed:
            raise Fault("text-out-of-place", *expression.span(node))
