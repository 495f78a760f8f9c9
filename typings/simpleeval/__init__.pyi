# The members of simpleeval that the interpreter uses; the package has no types of its own.

import ast
from collections.abc import Callable
from typing import Any

class InvalidExpression(Exception): ...

class SimpleEval:
    expr: str
    nodes: dict[type[ast.AST], Callable[[Any], Any]]
    operators: dict[type[ast.AST], Callable[..., Any]]
    functions: Any
    names: Any
    allowed_attrs: dict[type, set[str]] | None
    ATTR_INDEX_FALLBACK: bool

    def _eval(self, node: ast.AST) -> Any: ...
