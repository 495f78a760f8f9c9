"""What a ruleset is: frozen values, read from JSON once and never changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from attrs import field, frozen

from indicator_engine.documents import Document
from indicator_engine.errors import Location, Severity
from indicator_engine.language.functions import LANGUAGE, Function
from indicator_engine.language.interpreter import Callables, Rule
from indicator_engine.language.numbers import Mode
from indicator_engine.language.protocol import Absence
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import Expression

InputType = Literal[
    "number", "integer", "percent", "boolean", "choice", "date", "text", "judged", "numbers"
]
DerivedType = Literal["number", "integer", "percent", "pp", "boolean", "date", "text"]
Stage = Literal["leaf", "node", "total"]
Combination = Literal["sum", "mean", "geomean", "min", "max", "formula"]
Treatment = Literal["open", "refuse", "zero", "full", "leave_out"]

InputValue = Fraction | bool | str | date | tuple[Fraction, ...] | Absence
"""What an input can hold once it is read."""


@frozen
class Text:
    """A text for readers; where one language is absent, the other serves both.

    >>> Text(zh="决策").of("en")
    '决策'
    """

    zh: str = ""
    en: str = ""

    def of(self, language: Literal["zh", "en"]) -> str:
        """Return the text in a language, or in the other one where it has none."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


NOTHING = Text()


@frozen(kw_only=True)
class Described:
    """What everything that an author declares can say of itself.

    Attributes:
        title: What reports call it.
        source: The document the rule comes from, or ``假设`` / ``Assumption`` and why.
        note: What a reader should know besides.
        pointer: JSON Pointer of its place in the ruleset; no part of its equality.
    """

    title: Text = NOTHING
    source: Text = NOTHING
    note: Text = NOTHING
    pointer: str = field(default="", eq=False, repr=False)


@frozen(kw_only=True)
class Input(Described):
    """A value that data give.

    Attributes:
        name: As formulas call it.
        type: What the data hold. In formulas a percent is its ratio, a judgement its rate.
        unit: Unit of measure; ``""`` where there is none.
        range: Where numbers must lie; for ``numbers``, each entry.
        places: Decimal places when printed; ``None`` prints them all.
        default: What stands in for a missing value; reported in the warnings.
        direction: How more of it alone moves the total, where the author says so.
        choices: The texts of a ``choice``.
        tiers: The tiers of a ``judged`` input: from name to the rates it allows.
        length: How many entries ``numbers`` may have.
        help: What the person who fills it in should know.
    """

    name: str
    type: InputType
    unit: str = ""
    range: Range | None = None
    places: int | None = None
    default: InputValue | None = None
    direction: Literal["positive", "reverse"] | None = None
    choices: tuple[str, ...] = ()
    tiers: Mapping[str, Range] = field(factory=dict)
    length: Range | None = None
    help: Text = NOTHING


@frozen(kw_only=True)
class Derived(Described):
    """A named value computed from others; formulas use it exactly, reports print it rounded.

    Attributes:
        name: As formulas call it.
        formula: From names to the value.
        type: What it is; a ``pp`` is the difference of two percents, as a ratio.
        unit: Unit of measure.
        places: Decimal places when printed; of the percentage where it is one.
    """

    name: str
    formula: Expression
    type: DerivedType = "number"
    unit: str = ""
    places: int = 2
    help: Text = NOTHING


@frozen(kw_only=True)
class RuleFunction(Described):
    """A scoring rule of the ruleset, called like a function.

    Attributes:
        name: As formulas call it.
        parameters: The names its formula sees.
        formula: The rule.
    """

    name: str
    parameters: tuple[str, ...]
    formula: Expression
    help: Text = NOTHING


@frozen(kw_only=True)
class Band(Described):
    """One row of a band table.

    Attributes:
        range: Which arguments fall into it.
        value: What the table gives for them.
    """

    range: Range
    value: Fraction


@frozen(kw_only=True)
class Table(Described):
    """A table called like a function of one argument; exactly one of its three forms is filled.

    Attributes:
        name: As formulas call it.
        bands: Ranges and their values.
        anchors: Points with straight lines between them.
        cases: Choices and their values.
        function: The table as the interpreter calls it.
    """

    name: str
    bands: tuple[Band, ...] = ()
    anchors: tuple[tuple[Fraction, Fraction], ...] = ()
    cases: Mapping[str, Fraction] = field(factory=dict)
    help: Text = NOTHING
    function: Function = field(eq=False, repr=False)


@frozen(kw_only=True)
class Rounding:
    """How published scores come from values.

    Attributes:
        places: Decimal places of every published score, 0 to 10.
        mode: What happens to what lies between two places.
        stage: Where rounding happens: at each ``leaf``, at each ``node``, or at the ``total``.
    """

    places: int = 2
    mode: Mode = "half_up"
    stage: Stage = "leaf"


@frozen(kw_only=True)
class Policies:
    """What becomes of a leaf without a value, by why it has none.

    Attributes:
        missing: Nothing was given.
        pending: It is still to be judged.
        not_applicable: It does not apply to this unit.
        rescale: Whether what is left out rescales its ``group``, or once the total (``root``).
    """

    missing: Treatment = "open"
    pending: Treatment = "open"
    not_applicable: Treatment = "leave_out"
    rescale: Literal["group", "root"] = "group"

    def of(self, kind: Absence) -> Treatment:
        """Return what becomes of one kind of absence."""
        treatments: Mapping[Absence, Treatment] = {
            Absence.MISSING: self.missing,
            Absence.PENDING: self.pending,
            Absence.NOT_APPLICABLE: self.not_applicable,
        }
        return treatments[kind]


@frozen(kw_only=True)
class Adjustment(Described):
    """A step after a group is combined and rounded: bonus, penalty, gate, ceiling, veto.

    Attributes:
        id: Unique within its group.
        when: Whether it applies; always, where there is none.
        becomes: The new score, from ``value``, the score so far.
        grade_at_most: On the root: the best grade that remains possible.
        grade: On the root: the grade, whatever the total.
    """

    id: str
    when: Expression | None = None
    becomes: Expression | None = None
    grade_at_most: str | None = None
    grade: str | None = None


@frozen(kw_only=True)
class Indicator(Described):
    """One measured quantity, or a group of them, and its share in the total.

    Attributes:
        id: Its name in formulas and reports.
        weight: Points, more than 0.
        share: Its weight in the mean of its group.
        combination: How a group's score comes from its children's; ``formula`` on a leaf.
        formula: Of a leaf or a formula group: from names to points; ``weight`` is its weight.
        children: The indicators below; none for a leaf.
        range: Points its value may have.
        rounding: Its own rounding, else the ruleset's.
        policies: Its own policies, else the ruleset's.
        adjustments: Applied in this order once the group is rounded.
        declared: What the author wrote and the rest is derived from; see :class:`Declared`.
    """

    id: str
    weight: Fraction
    share: Fraction = Fraction(1)
    combination: Combination
    formula: Expression | None = None
    children: tuple["Indicator", ...] = ()
    range: Range
    rounding: Rounding
    policies: Policies
    adjustments: tuple[Adjustment, ...] = ()
    evidence: Text = NOTHING
    tags: tuple[str, ...] = ()
    declared: "Declared"

    def walk(self) -> Iterator["Indicator"]:
        """Yield this indicator and all below it, parents first, in the order written."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_leaf(self) -> bool:
        """Tell whether it has no children."""
        return not self.children


@frozen(kw_only=True)
class Declared:
    """The keys of an indicator as its author wrote them, before weights are scaled and inherited.

    Attributes:
        weight: As written.
        share: As written.
        relative: Whether the children's weights are only relative.
        range: As written.
        places: Of its own rounding.
        mode: Of its own rounding.
        policies: Its own policies, by kind of absence.
    """

    weight: Fraction | None = None
    share: Fraction | None = None
    relative: bool = False
    range: Range | None = None
    places: int | None = None
    mode: Mode | None = None
    policies: Mapping[str, Treatment] = field(factory=dict)


@frozen(kw_only=True)
class Grade(Described):
    """One grade of the scale.

    Attributes:
        grade: Its name, such as 优.
        range: The published totals it covers; ``None`` where only an adjustment gives it.
    """

    grade: str
    range: Range | None = None


@frozen(kw_only=True)
class Assertion(Described):
    """A cross-check of the data; exactly one of its two forms is filled.

    Attributes:
        id: Stable, listed in examples and reports.
        equal: Two formulas that give the same.
        tolerance: By how much they may differ.
        condition: A formula that is true when all is well.
        severity: What a failure means; ``error`` refuses the record.
    """

    id: str
    equal: tuple[Expression, Expression] | None = None
    tolerance: Fraction = Fraction(0)
    condition: Expression | None = None
    severity: Severity = "warning"


@frozen(kw_only=True)
class Expected:
    """What an example says must come out; only what is stated is compared, as printed.

    Attributes:
        total: The published total; present only where stated (``None`` states that it is open).
        grade: The grade; present only where stated.
        scores: Published scores by indicator.
        rates: Rates by indicator, as ratios.
        derived: Derived values by name, as printed.
        warnings: Ids of all warnings.
        stated: Which of the keys the author wrote.
    """

    total: Fraction | None = None
    grade: str | None = None
    scores: Mapping[str, Fraction | None] = field(factory=dict)
    rates: Mapping[str, Fraction | None] = field(factory=dict)
    derived: Mapping[str, Fraction | bool | str | None] = field(factory=dict)
    warnings: tuple[str, ...] = ()
    stated: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Example(Described):
    """A record with what must come out of it.

    Attributes:
        id: Names it on the command line.
        unit: Who is evaluated.
        inputs: The data as written in the ruleset; read like any other record.
        notes: Remarks by indicator.
        cohort: The records of the others it is scored among; ``None`` where none are given.
        expected: What must come out.
    """

    id: str
    unit: Mapping[str, str] = field(factory=dict)
    inputs: Mapping[str, object] = field(factory=dict)
    notes: Mapping[str, str] = field(factory=dict)
    cohort: tuple[Mapping[str, object], ...] | None = None
    expected: Expected = Expected()


@frozen
class Effective:
    """The days on which a version of a ruleset applies, both ends included.

    Attributes:
        first: The first of them.
        last: The last; ``None`` while none is known.
    """

    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        """Tell whether it applies on a day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        """Return it as messages show it.

        >>> print(Effective(date(2020, 1, 1), date(2022, 12, 31)), Effective(date(2023, 1, 1)))
        2020-01-01 – 2022-12-31 2023-01-01 –
        """
        return f"{self.first} – {self.last or ''}".rstrip()


@frozen(kw_only=True)
class CohortCall:
    """A call that all rows being scored answer together.

    Attributes:
        name: Its text, by which its value is known in every row.
        function: What it calls.
        argument: What it calls it with, in the names of the ruleset.
        calls: The texts of the calls that its argument depends on, in any row.
        inputs: The inputs that its value depends on.
        needs: The derived values and indicators that its argument needs, in a row.
        stage: 0 where its argument needs no such call, else one more than the last it needs.
    """

    name: str
    function: Function
    argument: Expression
    calls: frozenset[str]
    inputs: frozenset[str]
    needs: frozenset[str]
    stage: int


@frozen(kw_only=True)
class Ruleset(Described):
    """A department's indicator system.

    Attributes:
        id: Its identifier.
        version: Its version.
        effective: When it applies; always, where that is not said.
        description: What it evaluates.
        inputs: What data give, by name.
        derived: Named values, by name.
        functions: Its own scoring rules, by name.
        tables: Its own tables, by name.
        indicators: The tree; its root is the total.
        rounding: How scores are published.
        grades: The scale, best first; empty where there is none.
        policies: What becomes of leaves without a value.
        assertions: Cross-checks of the data.
        examples: Records with their results.
        order: Derived values and indicators, each after all that it needs.
        cohort: The calls that all rows being scored answer, each after all that it needs.
        settled: The derived values and indicators that a row settles alone.
        digest: SHA-256 of the resolved ruleset, in hexadecimal digits.
        document: The text it was read from.
    """

    id: str
    version: str
    effective: Effective | None = None
    description: Text = NOTHING
    inputs: Mapping[str, Input]
    derived: Mapping[str, Derived] = field(factory=dict)
    functions: Mapping[str, RuleFunction] = field(factory=dict)
    tables: Mapping[str, Table] = field(factory=dict)
    indicators: Indicator
    rounding: Rounding = Rounding()
    grades: tuple[Grade, ...] = ()
    policies: Policies = Policies()
    assertions: tuple[Assertion, ...] = ()
    examples: tuple[Example, ...] = ()
    order: tuple[str, ...] = field(default=(), eq=False, repr=False)
    cohort: tuple[CohortCall, ...] = field(default=(), eq=False, repr=False)
    settled: frozenset[str] = field(default=frozenset(), eq=False, repr=False)
    digest: str = field(default="", eq=False, repr=False)
    document: Document | None = field(default=None, eq=False, repr=False)

    @cached_property
    def nodes(self) -> Mapping[str, Indicator]:
        """Return every indicator by its id, parents first."""
        return {node.id: node for node in self.indicators.walk()}

    @cached_property
    def callables(self) -> Callables:
        """Return every function and table that formulas can call."""
        rules = {
            name: Rule(name, each.parameters, each.formula) for name, each in self.functions.items()
        }
        return {**LANGUAGE, **{name: each.function for name, each in self.tables.items()}, **rules}

    @cached_property
    def kept(self) -> dict[type, Any]:
        """Return what later stages have made of the ruleset and keep with it, each by its class."""
        return {}

    def at(self, pointer: str, span: tuple[int, int] | None = None) -> Location:
        """Return the address of a place in the ruleset."""
        if self.document is None:
            return Location(file=self.id, pointer=pointer)
        return self.document.at(pointer, span=span)

    def summed(self) -> frozenset[str]:
        """Return the ids of the indicators that are added up with their siblings.

        What is left out below one of them rescales the sum above, where ``rescale`` is ``root``.
        """
        groups = (node for node in self.nodes.values() if node.combination == "sum")
        return frozenset(child.id for group in groups for child in group.children)

    def example(self, example_id: str) -> Example | None:
        """Return an example by its id."""
        return next((each for each in self.examples if each.id == example_id), None)
