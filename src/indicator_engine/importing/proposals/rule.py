"""A rule that is to be said as a formula, and what is proposed for it."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from attrs import field, frozen

from indicator_engine.auditing.printed import Printed
from indicator_engine.auditing.report_model import Direction
from indicator_engine.importing.wording import (
    DEFINITION,
    clauses,
    in_one_spelling,
    with_points,
    without_definitions,
)
from indicator_engine.json_text.writer import Writable
from indicator_engine.messages.sentence import Sentence

Said: TypeAlias = tuple[Sentence, Mapping[str, str]]
"""A sentence of the catalogue and its facts."""


@frozen(kw_only=True)
class Rule:
    """The rule of one leaf, as its table prints it.

    Attributes:
        text: What it says.
        title: What the leaf is called, 190 characters at most.
        stem: What the names of its inputs begin with.
        weight: Its points.
        target: Its target, where that is a number.
        unit: The unit of measure of target and actual; ``""`` where none is printed.
        direction: Whether more is better, where the table says so.
    """

    text: str
    title: str
    stem: str
    weight: Fraction
    target: Printed | None = None
    unit: str = ""
    direction: Direction | None = None

    @cached_property
    def said(self) -> str:
        """Return the text in one spelling."""
        return in_one_spelling(self.text)

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Return its clauses, but those that say how a rate is computed."""
        return without_definitions(with_points(clauses(self.said)))

    @property
    def defines(self) -> bool:
        """Whether it says how a rate is computed."""
        return any(map(DEFINITION.fullmatch, clauses(self.said)))


@frozen(kw_only=True)
class Proposal:
    """A formula, and what it needs.

    Attributes:
        formula: In points.
        inputs: What data have to give, as a ruleset declares it, by name.
        derived: Derived values likewise.
        tables: Tables likewise.
        assumed: What the text leaves open, and was taken to mean.
    """

    formula: str
    inputs: Mapping[str, Mapping[str, Writable]]
    derived: Mapping[str, Mapping[str, Writable]] = field(factory=dict)
    tables: Mapping[str, Mapping[str, Writable]] = field(factory=dict)
    assumed: tuple[Said, ...] = ()
