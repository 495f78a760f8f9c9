"""What a formula can be refused for, before and while it is computed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast

    from indicator_engine.language.syntax import Expression


class Fault(Exception):  # noqa: N818 - it never leaves the engine; what does is a FormulaError
    """A formula that is not of the language, at a span of its text.

    Attributes:
        code: A code of the catalogue.
        start: First character of the place, from 0.
        end: The character after the place.
        facts: What the sentence of the catalogue needs.
    """

    def __init__(
        self, code: str, start: int, end: int, facts: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.code, self.start, self.end, self.facts = code, start, end, facts or {}


class Undefined(Exception):  # noqa: N818 - as above
    """A computation that has no value, such as a division by zero.

    Attributes:
        code: A code of the catalogue.
        facts: What the sentence of the catalogue needs.
        expression: The formula that was being read; set by the interpreter.
        node: The place in it; set by the interpreter.
        owner: The derived value or indicator it was computed for; set by the scoring.
    """

    def __init__(self, code: str, facts: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts or {}
        self.expression: Expression | None = None
        self.node: ast.expr | None = None
        self.owner = ""

    def again(self) -> "Undefined":
        """Return the same to be raised once more: what it comes past is noted in it."""
        other = Undefined(self.code, self.facts)
        other.expression, other.node, other.owner = self.expression, self.node, self.owner
        return other
