"""A ruleset in the making: what has been drawn so far, and what formulas can already use."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from attrs import define, evolve, field, frozen

from indicator_engine.model import Stage
from indicator_engine.testing.dice import Dice, Draw, Json

MOST_BITS = 300  # of a value that further formulas may name; keeps every result below the limits

TITLES = ("指标", "预算执行率", "Rate", "产出与效益（50分）", "Σ ≥ 90% — “A”", "一、决策")


@frozen
class Term:
    """A piece of a formula.

    Attributes:
        text: It, ready to stand as an operand or an argument.
        bits: How long numerator and denominator of its value can be, at most.
    """

    text: str
    bits: int = 20


@frozen
class Callee:
    """A function or a table of the ruleset.

    Attributes:
        name: As formulas call it.
        arguments: Draws its arguments.
        is_share: Whether its result lies within 0 and 1.
        bits: By how many its result can be longer than its arguments.
        is_closed: Whether its arguments can be drawn where no input can be named.
    """

    name: str
    arguments: Callable[["Draft", int], Sequence[Term]]
    is_share: bool
    bits: int
    is_closed: bool = True


@define
class Scope:
    """What a formula can name and call.

    Attributes:
        numbers: Numbers.
        shares: Numbers within 0 and 1.
        positives: Numbers above 0.
        truths: Conditions.
        dates: Dates.
        choices: Choices, with the texts each can be.
        texts: Other texts.
        lists: Lists that hold at least three numbers.
        loose_lists: Lists that may be shorter, or empty.
        given: Names whose value can be absent.
        callees: Functions and tables of the ruleset.
    """

    numbers: list[Term] = field(factory=list)
    shares: list[Term] = field(factory=list)
    positives: list[Term] = field(factory=list)
    truths: list[Term] = field(factory=list)
    dates: list[Term] = field(factory=list)
    choices: list[tuple[Term, tuple[str, ...]]] = field(factory=list)
    texts: list[Term] = field(factory=list)
    lists: list[Term] = field(factory=list)
    loose_lists: list[Term] = field(factory=list)
    given: list[Term] = field(factory=list)
    callees: list[Callee] = field(factory=list)

    def add_number(
        self,
        term: Term,
        *,
        is_share: bool = False,
        is_positive: bool = False,
        has_unit: bool = False,
    ) -> None:
        """Note a number that formulas can name, unless it can become too long.

        One with a unit is named as a product, which has none and goes with every other number.
        """
        self.given.append(term)
        if term.bits > MOST_BITS:
            return
        if has_unit:
            term = evolve(term, text=f"(1 * {term.text})")
        self.numbers.append(term)
        if is_share:
            self.shares.append(term)
        if is_positive:
            self.positives.append(term)


class Draft(Dice):
    """Draws the parts of one ruleset.

    Args:
        draw: Draws from a strategy.
        capped: Whether no record in range may be refused, and no rule leave its range.
        stage: Where scores are rounded.
        places: Decimal places of published scores.
    """

    def __init__(self, draw: Draw, *, capped: bool, stage: Stage, places: int) -> None:
        super().__init__(draw)
        self.capped, self.stage, self.places = capped, stage, places
        self.scope = Scope()
        self._numbers = count(1)

    def name(self, *stems: str) -> str:
        """Return a name that nothing else has."""
        return f"{self.pick(stems)}{next(self._numbers)}"

    def text(self) -> Json:
        """Return a text for readers: in one language, in either of them by name, or in both."""
        words = self.pick(TITLES)
        return self.pick((words, {"zh": words}, {"en": "A text"}, {"zh": words, "en": "A text"}))

    def described(self, *further: str, of: int = 4) -> dict[str, Json]:
        """Return some of the texts that everything declared can have."""
        return self.some(dict.fromkeys(("title", "source", "note", *further), self.text), of)

    @contextmanager
    def naming(self, *terms: Term) -> Iterator[None]:
        """Let formulas name further numbers for a while, such as ``weight``."""
        outer = list(self.scope.numbers)
        self.scope.numbers.extend(terms)
        try:
            yield
        finally:
            self.scope.numbers = outer

    @contextmanager
    def within(self, scope: Scope) -> Iterator[None]:
        """Let formulas see another scope for a while."""
        outer, self.scope = self.scope, scope
        try:
            yield
        finally:
            self.scope = outer
