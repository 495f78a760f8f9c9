"""What a formula or a number says, however it is spelled and whatever its names were renamed to."""

import ast
from collections.abc import Mapping
from copy import deepcopy

from attrs import field, frozen

from indicator_engine.language.syntax import Expression


@frozen
class Names:
    """New names by old ones.

    Attributes:
        values: Of inputs, derived values and indicators.
        callables: Of functions and tables.
    """

    values: Mapping[str, str] = field(factory=dict)
    callables: Mapping[str, str] = field(factory=dict)

    @property
    def inside(self) -> "Names":
        """Return those that the formula of a function sees: no values but its parameters."""
        return Names(callables=self.callables)

    def of(self, name: str) -> str:
        """Return what anything is called now."""
        return self.values.get(name) or self.callables.get(name, name)


UNCHANGED = Names()


def meaning(value: object, names: Names = UNCHANGED) -> object:
    """Return what stands for a value when it is compared.

    Formulas are equal when their syntax trees are: spaces, needless parentheses and ``90%`` for
    ``0.9`` make no difference. Everything else is compared as it is.

    Args:
        value: Of a field of the ruleset.
        names: What names of it were renamed to.

    >>> from indicator_engine.language.syntax import parse
    >>> meaning(parse("x*90%")) == meaning(parse("(x * 0.90)")), meaning(parse("x")) == meaning(parse("y"))
    (True, False)
    >>> meaning(parse("x + 1"), Names({"x": "y"})) == meaning(parse("y + 1"))
    True
    """
    if isinstance(value, Expression):
        return ast.dump(_Renamed(names).visit(deepcopy(value.tree)))
    if isinstance(value, tuple):
        return tuple(meaning(each, names) for each in value)
    return value


class _Renamed(ast.NodeTransformer):
    """Gives the names of a tree their new names."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """Rename a value."""
        node.id = self.names.values.get(node.id, node.id)
        return node

    def visit_Call(self, node: ast.Call) -> ast.Call:
        """Rename what is called, and the names in its arguments."""
        if isinstance(node.func, ast.Name):
            node.func.id = self.names.callables.get(node.func.id, node.func.id)
        node.args = [self.visit(each) for each in node.args]
        return node
