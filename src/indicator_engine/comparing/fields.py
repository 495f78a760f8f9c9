"""What the parts of a ruleset declare, key by key, and what a change of each can change."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Generic, TypeVar

from attrs import frozen

from indicator_engine.comparing.changes import Effect
from indicator_engine.documents import Document, write_json
from indicator_engine.json_text.pointers import split
from indicator_engine.language.numbers import plain
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import Expression
from indicator_engine.loading.parts import PERCENT_RANGE
from indicator_engine.model import (
    Adjustment,
    Assertion,
    Band,
    Derived,
    Described,
    Grade,
    Indicator,
    Input,
    RuleFunction,
    Ruleset,
    Table,
)

Part = TypeVar("Part", bound=Described)

TREATED = ("missing", "pending", "not_applicable")


@frozen
class Field(Generic[Part]):
    """One key of a part of a ruleset.

    Attributes:
        key: The key; of one inside an object, both with a slash between.
        said: From the part to what its author said; ``None`` where nothing was said.
        effect: What a change of it can change.
        implied: From the part to what counts where nothing was said.
    """

    key: str
    said: Callable[[Part], object]
    effect: Effect = "score"
    implied: Callable[[Part], object] | None = None

    @property
    def kind(self) -> str:
        """Return the kind of a change of it."""
        return self.key.replace("/", ".")

    def meant(self, part: Part) -> object:
        """Return what counts, said or not."""
        said = self.said(part)
        return self.implied(part) if said is None and self.implied is not None else said


def written(document: Document | None, pointer: str) -> str | None:
    """Return a value as it is written: a text without its quotes; ``None`` where there is none."""
    if document is None:
        return None
    value = document.value
    for step in split(pointer):
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    if isinstance(value, Fraction):
        return document.number_text(pointer)
    return value if isinstance(value, str) else write_json(value, indent=None)


def told(value: object) -> str | None:
    """Return a value of a ruleset as text, where it was not written; ``None`` where it is no scalar."""
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | Range) and value != "" else None


def _words(*keys: str) -> Iterator[Field[Part]]:
    """Yield keys that only readers read."""
    for key in keys:
        yield Field(key, _attribute(key), "words")


def _attribute(key: str) -> Callable[[Described], object]:
    return lambda part: getattr(part, key) or None


def _rounding(key: str) -> Field[Indicator]:
    return Field(
        f"rounding/{key}",
        lambda node: getattr(node.declared, key),
        implied=lambda node: getattr(node.rounding, key),
    )


def _policy(kind: str) -> Field[Indicator]:
    return Field(
        f"policies/{kind}",
        lambda node: node.declared.policies.get(kind),
        implied=lambda node: getattr(node.policies, kind),
    )


def _combine(node: Indicator) -> str | None:
    return None if node.combination in ("sum", "formula") else node.combination


def _input_range(declared: Input) -> Range | None:
    is_usual = declared.type == "percent" and declared.range == PERCENT_RANGE
    return None if is_usual else declared.range


RULESET: tuple[Field[Ruleset], ...] = (
    *_words("id", "version", "title", "description", "source", "note"),
    Field("rounding/places", lambda each: each.rounding.places),
    Field("rounding/mode", lambda each: each.rounding.mode),
    Field("rounding/stage", lambda each: each.rounding.stage),
    Field("policies/missing", lambda each: each.policies.missing),
    Field("policies/pending", lambda each: each.policies.pending),
    Field("policies/not_applicable", lambda each: each.policies.not_applicable),
    Field("policies/rescale", lambda each: each.policies.rescale),
)
INDICATOR: tuple[Field[Indicator], ...] = (
    *_words("title"),
    Field("weight", lambda node: node.declared.weight, implied=lambda node: node.weight),
    Field("share", lambda node: node.declared.share, implied=lambda node: node.share),
    Field("combine", _combine),
    Field("weights", lambda node: "relative" if node.declared.relative else None),
    Field("formula", lambda node: node.formula),
    Field("range", lambda node: node.declared.range, implied=lambda node: node.range),
    *map(_rounding, ("places", "mode")),
    *map(_policy, TREATED),
    *_words("source", "evidence", "note", "tags"),
)
ADJUSTMENT: tuple[Field[Adjustment], ...] = (
    *_words("title"),
    Field("when", lambda each: each.when),
    Field("becomes", lambda each: each.becomes),
    Field("grade_at_most", lambda each: each.grade_at_most),
    Field("grade", lambda each: each.grade),
    *_words("source", "note"),
)
GRADE: tuple[Field[Grade], ...] = (
    Field("range", lambda each: each.range),
    *_words("title", "source", "note"),
)
DERIVED: tuple[Field[Derived], ...] = (
    *_words("title"),
    Field("formula", lambda each: each.formula),
    Field("type", lambda each: each.type, "report"),
    Field("unit", lambda each: each.unit or None, "report"),
    Field("places", lambda each: each.places, "report"),
    *_words("source", "note", "help"),
)
FUNCTION: tuple[Field[RuleFunction], ...] = (
    *_words("title"),
    Field("parameters", lambda each: each.parameters),
    Field("formula", lambda each: each.formula),
    *_words("source", "note", "help"),
)
TABLE: tuple[Field[Table], ...] = (*_words("title", "source", "note", "help"),)
BAND: tuple[Field[Band], ...] = (
    Field("range", lambda each: each.range),
    Field("value", lambda each: each.value),
    *_words("title", "source", "note"),
)
INPUT: tuple[Field[Input], ...] = (
    *_words("title"),
    Field("type", lambda each: each.type),
    Field("unit", lambda each: each.unit or None),
    Field("range", _input_range),
    Field("length", lambda each: each.length),
    Field("places", lambda each: each.places, "report"),
    Field("default", lambda each: each.default),
    Field("choices", lambda each: each.choices or None),
    Field("direction", lambda each: each.direction, "report"),
    *_words("source", "note", "help"),
)
ASSERTION: tuple[Field[Assertion], ...] = (
    *_words("title"),
    Field("equal", lambda each: each.equal),
    Field("tolerance", lambda each: each.tolerance),
    Field("condition", lambda each: each.condition),
    Field("severity", lambda each: each.severity),
    *_words("source", "note"),
)
