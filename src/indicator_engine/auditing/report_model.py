"""What a finished report says: its tree of indicators, its amounts, its statements."""

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from indicator_engine.auditing.printed import Printed
from indicator_engine.language.ranges import Range

Column = Literal["opening", "budget", "spent"]
Direction = Literal["positive", "reverse", "qualitative"]


@frozen(kw_only=True)
class Amount:
    """An amount of money in a row about the budget.

    Attributes:
        row: What the row is called.
        column: The budget of the year's start, that of the whole year, or what was spent.
        is_part: Whether the row is a part of another one.
        is_sum: Whether the row says that it is a sum: 年度资金总额, 合计.
        printed: The amount.
    """

    row: str
    column: Column
    is_part: bool
    is_sum: bool
    printed: Printed


@frozen(kw_only=True)
class Node:
    """One indicator, or group of them, as the report prints it.

    Attributes:
        key: Its place in the tree; unique in the report.
        id: Its id, or its name where the report has no ids.
        name: What it is called.
        at: Where it stands.
        weight: Its points; ``None`` where none are printed.
        score: Its score.
        rate: Its rate: 得分率, or 执行率 in the row of the budget.
        converted: Its score converted by its share: 折算得分.
        share: The share by which it is converted: 权重占比, in percent.
        rule: The rule as the report tells it.
        direction: Whether more is better, worse, or in words.
        target: The target as printed.
        actual: What was reached, as printed.
        unit: The unit of both, where it has a column of its own.
        operator: The comparison, where it has a column of its own.
        reason: Why points are off, where the report says so.
        amounts: Amounts of money in it.
        rates: Rates of completion and execution printed in its row.
        inputs: Everything else printed for it: numbers, else texts.
        is_partial: Whether not all of its children are known.
        row: The row of the sheet, from 0, that its values begin in; ``None`` in no sheet, or no row.
        children: The nodes below.
    """

    key: str
    id: str
    name: str
    at: str
    weight: Printed | None = None
    score: Printed | None = None
    rate: Printed | None = None
    converted: Printed | None = None
    share: Printed | None = None
    rule: str = ""
    direction: Direction | None = None
    target: str = ""
    actual: str = ""
    unit: str = ""
    operator: str = ""
    reason: str = ""
    amounts: tuple[Amount, ...] = ()
    rates: tuple[Printed, ...] = ()
    inputs: Mapping[str, Printed | str] = field(factory=dict)
    is_partial: bool = False
    row: int | None = field(default=None, eq=False)
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def upwards(self) -> Iterator["Node"]:
        """Yield this node and all below it, children first."""
        for child in self.children:
            yield from child.upwards()
        yield self


@frozen(kw_only=True)
class Statement:
    """A quantity that the text of the report states.

    Attributes:
        quantity: What is stated.
        printed: The number.
        year: The year it is of.
        unit: Its unit of measure.
        change_of: The quantity whose change it is.
        at: The node it stands at, or its own place where that is not told.
    """

    quantity: str
    printed: Printed
    year: str = ""
    unit: str = ""
    change_of: str = ""
    at: str


@frozen
class GradeBand:
    """A grade of the printed scale, and the totals that have it."""

    grade: str
    range: Range


@frozen(kw_only=True)
class Unread:
    """Something in the file that was not read.

    Attributes:
        name: What it is called, or says.
        at: Where it stands.
        code: Why, as a code of the catalogue.
    """

    name: str
    at: str
    code: str


@frozen(kw_only=True)
class Report:
    """A finished report.

    Attributes:
        name: The file as the user named it.
        trees: Its indicators; mostly one tree.
        statements: What its text states, in its order.
        total: The total, where it is printed apart from the tree.
        grade: The grade.
        grade_at: Where it stands.
        scale: The grades as the report itself defines them.
        inputs: Data of the whole report, by name.
        unread: What was not read.
    """

    name: str
    trees: tuple[Node, ...]
    statements: tuple[Statement, ...] = ()
    total: Printed | None = None
    grade: str = ""
    grade_at: str = ""
    scale: tuple[GradeBand, ...] = ()
    inputs: Mapping[str, object] = field(factory=dict)
    unread: tuple[Unread, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield every node, parents first."""
        for tree in self.trees:
            yield from tree.walk()

    def upwards(self) -> Iterator[Node]:
        """Yield every node, children first."""
        for tree in self.trees:
            yield from tree.upwards()
