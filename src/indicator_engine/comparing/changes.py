"""What differs between two rulesets, or two results of one unit: frozen values."""

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from indicator_engine.comparing.effects import UnitEffects
from indicator_engine.errors import Location
from indicator_engine.model import NOTHING, Text

Kind = Literal["rulesets", "results"]
Effect = Literal["score", "report", "words"]
"""What a change can change: scores and grades; what stands beside them, such as warnings and
printed places; or words alone."""

Part = Literal[
    "ruleset", "indicator", "adjustment", "grade", "derived", "function", "table", "row", "input",
    "tier", "assertion", "result", "warning",
]  # fmt: skip


@frozen(kw_only=True)
class Side:
    """One of the two that are compared.

    Attributes:
        name: The file it was read from; ``""`` where it came from Python.
        id: Of the ruleset.
        version: Of the ruleset.
        digest: SHA-256 of the resolved ruleset.
        title: Of the ruleset.
        unit: Of a result: who was evaluated; ``""`` where it does not say.
    """

    name: str
    id: str
    version: str
    digest: str
    title: Text = NOTHING
    unit: str = ""


@frozen(kw_only=True)
class Change:
    """One thing that is not the same.

    Attributes:
        part: What it belongs to.
        id: The name or id of that, as the second of the two has it, or the first where it is gone.
        owner: What that stands in: the group of an adjustment, the table of a row, the input of a
            tier; else ``""``.
        title: What that is called.
        kind: ``added``, ``removed``, ``moved``, ``renamed``, ``order``; else the key that differs.
        before: As the first has it written, or what it means where nothing is written; ``None``
            where there is nothing.
        after: The same of the second.
        before_at: Where that stands; ``None`` where there is nothing.
        after_at: The same of the second.
        effect: What it can change.
    """

    part: Part
    id: str
    owner: str = ""
    title: Text = NOTHING
    kind: str
    before: str | None
    after: str | None
    before_at: Location | None = None
    after_at: Location | None = None
    effect: Effect

    @property
    def code(self) -> str:
        """Return part and kind in one word, such as ``indicator.weight``."""
        return f"{self.part}.{self.kind}"


@frozen(kw_only=True)
class Counts:
    """How many examples differ; they are tests of the rules, and no part of them.

    Attributes:
        added: Only the second has them.
        removed: Only the first has them.
        changed: Both have them, and not the same.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0


@frozen(kw_only=True)
class Difference:
    """What changed from one ruleset, or one result, to another; ``render`` prints it.

    Attributes:
        kind: What is compared: ``rulesets`` or ``results``.
        before: The first.
        after: The second.
        changes: Everything that is not the same, in the order of the tree.
        examples: How many examples differ.
        renamed: The indicators that only changed their id: from the first's to the second's.
        units: Of two rulesets with data, and of two results: whose scores differ, and by what.
    """

    kind: Kind
    before: Side
    after: Side
    changes: tuple[Change, ...]
    examples: Counts = Counts()
    renamed: Mapping[str, str] = field(factory=dict)
    units: UnitEffects | None = None

    def can_change(self, effect: Effect) -> tuple[Change, ...]:
        """Return the changes with an effect."""
        return tuple(each for each in self.changes if each.effect == effect)

    def _repr_markdown_(self) -> str:
        """Return the differences, for notebooks."""
        from indicator_engine.report.differences import markdown

        return markdown.render(self)
