"""What a function of the language is."""

from collections.abc import Callable, Sequence
from typing import Literal

from attrs import frozen

from indicator_engine.language.protocol import NumberSystem, Series, Value
from indicator_engine.language.ranges import Range

Kind = Literal["number", "truth", "date", "text", "list", "any", "numbers", "whole"]
"""What an argument is: ``numbers`` is one list or several numbers, ``whole`` a whole literal."""

Flow = Literal["computed", "kept", "compared"]
"""What becomes of units: the body says it, the first argument's is kept, or all must be one."""


@frozen
class Parameter:
    """One parameter of a function.

    Attributes:
        name: As the signature shows it.
        kind: What may stand there.
        repeats: Whether this parameter and those after it may be given again and again.
    """

    name: str
    kind: Kind = "number"
    repeats: bool = False


@frozen(kw_only=True)
class Cohort:
    """What is known of a function that is answered by all rows being scored.

    Attributes:
        sample: What its argument is in the rows of its examples, which tell every row's result.
        places: Whether it tells the row's own place among the others: it is absent where the
            row's argument is. Else it is the same for every row.
        results: Where its results lie; ``None`` where they lie among the values themselves.
        whole: Whether results are whole numbers.
        extreme: Whether no row's argument lies ``below`` the result, or none ``above`` it.
        can_fail: Whether it has no value where all rows are equal.
        falls: Whether a growing argument of the row lowers the result, or leaves it; else it
            raises it, or leaves it.
    """

    sample: tuple[str, ...]
    places: bool = False
    results: Range | None = None
    whole: bool = False
    extreme: Literal["below", "above"] | None = None
    can_fail: bool = False
    falls: bool = False


@frozen(kw_only=True)
class Function:
    """A function of the language, or a table called like one.

    Attributes:
        name: As formulas call it.
        parameters: In order; those from the first that ``repeats`` form a group.
        zh: What it gives, in Chinese.
        en: What it gives, in English.
        body: From number system and arguments to result, in the system's primitives alone.
        examples: Formulas and the formulas of their results.
        result: What it gives back.
        strict: Whether an absent argument makes the result absent (else the body sees it).
        increasing: Whether raising any number it is given never lowers the result: intervals
            then need its value at the ends alone.
        unit: What becomes of units of measure, where the body alone does not say it: it keeps
            that of its first argument (or of its list), or compares arguments of one unit.
        cohort: Of a function of the cohort, what is known of it; its body is never computed.
    """

    name: str
    parameters: tuple[Parameter, ...]
    zh: str
    en: str
    body: Callable[..., Value]
    examples: tuple[tuple[str, str], ...] = ()
    result: Kind = "number"
    strict: bool = True
    increasing: bool = False
    unit: Flow = "computed"
    cohort: Cohort | None = None

    @property
    def signature(self) -> str:
        """Return how it is called: ``clamp(x, low, high)``."""
        names = [parameter.name for parameter in self.parameters]
        if any(each.repeats or each.kind == "numbers" for each in self.parameters):
            names.append("…")
        return f"{self.name}({', '.join(names)})"

    def accepts(self, count: int) -> bool:
        """Tell whether it can be called with so many arguments."""
        fixed = [each for each in self.parameters if not each.repeats]
        group = len(self.parameters) - len(fixed)
        if self.parameters[-1].kind == "numbers":
            return count >= 1
        if not group:
            return count == len(fixed)
        return count >= len(self.parameters) and (count - len(fixed)) % group == 0

    def parameter(self, index: int) -> Parameter:
        """Return the parameter that the argument at an index stands for."""
        if index < len(self.parameters):
            return self.parameters[index]
        group = [each for each in self.parameters if each.repeats] or [self.parameters[-1]]
        return group[(index - len(self.parameters)) % len(group)]

    def apply(self, system: NumberSystem, arguments: Sequence[Value]) -> Value:
        """Return the body's result; several numbers are made one list where it wants ``numbers``."""
        if self.parameters[-1].kind == "numbers":
            alone = len(arguments) == 1 and isinstance(arguments[0], Series)
            return self.body(system, arguments[0] if alone else system.series(arguments))
        return self.body(system, *arguments)
