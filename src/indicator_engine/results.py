"""What scoring gives: the score tree of one unit, and all that is said about it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from indicator_engine.completed import Completed, completed
from indicator_engine.errors import Diagnostic
from indicator_engine.language.ranges import Range
from indicator_engine.model import Combination, DerivedType, Grade, Rounding, Text, Treatment

Status = Literal["scored", "missing", "not_applicable", "pending"]
DerivedNumber = Fraction | bool | str | date | None
Effect = Literal["grade", "fixed", "shift", "other"]

NO_TEXT = Text()


@frozen(kw_only=True)
class Arithmetic:
    """How an indicator is computed: what it takes to do it again from other scores below.

    Attributes:
        combination: How a group's score comes from its children's; ``formula`` on a leaf.
        share: Its weight in the mean of its group.
        rounding: How its published score comes from its value, and at which stage.
        range: Points that its formula may give.
        rescales: Whether what is left out of a sum is made up for here.
        follows: Whether its formula moves with the scores of other indicators.
    """

    combination: Combination
    share: Fraction
    rounding: Rounding
    range: Range
    rescales: bool
    follows: bool


@frozen(kw_only=True)
class AppliedAdjustment:
    """What one adjustment did.

    Attributes:
        id: The adjustment's id.
        title: What reports call it.
        applied: Whether it applied; ``None`` where its condition is undecided.
        grade: The grade that it gives, or allows at most; ``None`` where it changes the score.
        at_most: Whether the grade is a ceiling.
        before: The score it found; ``None`` where that is open.
        after: The score it left; ``None`` where that is open.
        settled: Whether no score decides if it applies.
        effect: What it does where it applies: it changes the ``grade`` alone; leaves a ``fixed``
            score, whatever it found; makes a ``shift`` of
            what it found, by an amount that no score moves; or does something ``other``.
    """

    id: str
    title: Text = NO_TEXT
    applied: bool | None
    grade: str | None = None
    at_most: bool = False
    before: Decimal | None
    after: Decimal | None
    settled: bool = field(default=False, eq=False, repr=False)
    effect: Effect = field(default="other", eq=False, repr=False)


@completed("id", "score", "status", "children")
@frozen(kw_only=True, slots=False)
class ScoreNode(Completed):
    """One indicator of a score tree.

    Attributes:
        id: The indicator's id.
        title: What reports call it.
        weight: Points it can have.
        value: Its exact value, before its own rounding; ``None`` where it has none.
        score: Its published score, with the declared places; ``None`` where it has none.
        rate: Value over weight as a ratio of 4 places; ``None`` where there is no value.
        status: Whether it was scored, and if not, why.
        reason: The reason its data give for having no value.
        treatment: What its policy made of having no value; ``None`` where it has one.
        subtotal: Of a sum: the points before what was left out rescaled them; else ``None``.
        subtotal_weight: The points that the subtotal is out of; ``None`` where there is none.
        assessed: Points of its weight that were really assessed.
        range: The scores still possible, lowest and highest; ``None`` where it is not open.
        adjustments: What its adjustments did, in order.
        source: The document its rule comes from.
        note: The remark that the record gives for it.
        formula: Its formula, where it has one.
        tags: As declared.
        children: The indicators below.
        arithmetic: How it is computed; ``None`` in a tree that no scoring has made.
    """

    id: str
    title: Text
    weight: Fraction
    value: Fraction | None
    score: Decimal | None
    rate: Decimal | None
    status: Status
    reason: str = ""
    treatment: Treatment | None = None
    subtotal: Decimal | None = None
    subtotal_weight: Fraction | None = None
    assessed: Fraction
    range: tuple[Decimal, Decimal] | None = None
    adjustments: tuple[AppliedAdjustment, ...] = ()
    source: Text = NO_TEXT
    note: str = ""
    formula: str = ""
    tags: tuple[str, ...] = ()
    children: tuple["ScoreNode", ...] = ()
    arithmetic: Arithmetic | None = field(default=None, eq=False, repr=False)

    @property
    def is_sum(self) -> bool:
        """Tell whether its points are its children's, added up."""
        return not self.formula and sum(child.weight for child in self.children) == self.weight

    def walk(self) -> Iterator["ScoreNode"]:
        """Return this node and all below it, parents first."""
        found: list[ScoreNode] = []
        _list(self, found)
        return iter(found)

    def __str__(self) -> str:
        """Return ``id 19.38/20 (96.92%)``."""
        score = "–" if self.score is None else f"{self.score:f}"
        rate = "" if self.rate is None else f" ({self.rate * 100:.2f}%)"
        return f"{self.id} {score}/{float(self.weight):g}{rate}"


def _list(node: ScoreNode, found: list[ScoreNode]) -> None:
    """Add a node and all below it; a generator takes longer than what most of its users do."""
    found.append(node)
    for child in node.children:
        if child.children:
            _list(child, found)
        else:
            found.append(child)


@frozen(kw_only=True)
class DerivedValue:
    """A derived value of one record.

    Attributes:
        name: As formulas call it.
        title: What reports call it.
        type: What it is.
        value: Exact; ``None`` where it has none.
        printed: Rounded as declared: a percent as its ratio; ``None`` where it is no number.
        unit: Unit of measure.
        places: Decimal places when printed.
    """

    name: str
    title: Text
    type: DerivedType
    value: DerivedNumber
    printed: Decimal | None
    unit: str
    places: int


@completed("unit", "total", "grade", "warnings", "tree")
@frozen(kw_only=True, slots=False)
class Evaluation(Completed):
    """The result of scoring one record.

    Attributes:
        ruleset: Id of the ruleset.
        title: Its title.
        version: Its version.
        digest: SHA-256 of the resolved ruleset.
        engine: Version of this library.
        unit: Who was evaluated: ``id`` and ``name``, as far as given.
        total: The published total; ``None`` while it is open.
        max: The points of the root.
        rate: Of the root; ``None`` while the total is open.
        grade: The grade; ``None`` while it is open, or where there is no scale.
        total_range: The totals still possible, lowest and highest.
        grades: The grades still possible, best first.
        coverage: Points assessed, of the points possible.
        derived: Exact derived values by name.
        derived_values: The same with titles, types and printed forms, in the ruleset's order.
        warnings: What the data and the ruleset's assertions warn of.
        unchecked: Ids of assertions whose values are missing.
        tree: The root of the score tree.
        scale: The grades with their ranges, best first; empty where there are none.
    """

    ruleset: str
    title: Text
    version: str
    digest: str
    engine: str
    unit: Mapping[str, str]
    total: Decimal | None
    max: Fraction
    rate: Decimal | None
    grade: str | None
    total_range: tuple[Decimal, Decimal] | None
    grades: tuple[str, ...]
    coverage: Fraction
    derived: Mapping[str, DerivedNumber]
    derived_values: tuple[DerivedValue, ...] = field(eq=False, repr=False)
    warnings: tuple[Diagnostic, ...]
    unchecked: tuple[str, ...]
    tree: ScoreNode = field(repr=False)
    scale: tuple[Grade, ...] = field(default=(), eq=False, repr=False)

    def node(self, indicator_id: str) -> ScoreNode:
        """Return the node of an indicator.

        Raises:
            KeyError: Where the tree has no such indicator.
        """
        for node in self.tree.walk():
            if node.id == indicator_id:
                return node
        raise KeyError(indicator_id)

    @property
    def is_complete(self) -> bool:
        """Tell whether the total is settled."""
        return self.total is not None

    def _repr_markdown_(self) -> str:
        """Return the score table, for notebooks."""
        from indicator_engine.report import markdown

        return markdown.render(self)

    def _repr_html_(self) -> str | None:
        """Return the report, for notebooks; ``None`` where Jinja2 is not installed."""
        from indicator_engine.report import html

        return html.fragment(self)
