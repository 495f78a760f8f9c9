"""The score table as the official forms lay it out: a column for each level, groups merged.

The title of a group spans the lines of all that is below it; that of an indicator that ends
early spans the columns that are left. Each group ends with lines of its own (小计, 折算, 调整),
so every node has one line with its points, score and rate.
"""

from collections.abc import Iterator
from typing import Literal

from attrs import evolve, frozen

from indicator_engine.messages import reports as say
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.report.rows import Row, ending, row_of
from indicator_engine.results import AppliedAdjustment, ScoreNode

Part = Literal["leaf", "sum", "rescaled", "adjusted", "result"]
"""What a line shows: a leaf; a group's points as they were added up, on the full weight, after an
adjustment; its published score."""

DIGITS = "〇一二三四五六七八九"


@frozen(kw_only=True)
class Cell:
    """A title among the columns of levels.

    Attributes:
        text: What it says.
        level: The column where it begins, from 0.
        columns: How many columns it spans.
        lines: How many lines it spans.
    """

    text: str
    level: int
    columns: int
    lines: int


@frozen(kw_only=True)
class Line:
    """One line of the table.

    Attributes:
        cells: The titles that begin on it, from left to right.
        row: Its points, score, rate and the rest, as text.
        reasons: The remark of the record, then what the engine says; each may be absent.
        part: What it shows.
        node: Of which node.
        adjustment: Which adjustment it tells of, where it does.
    """

    cells: tuple[Cell, ...]
    row: Row
    reasons: tuple[str, ...]
    part: Part
    node: ScoreNode
    adjustment: AppliedAdjustment | None = None

    @property
    def is_total(self) -> bool:
        """Tell whether it is one of the lines below all indicators."""
        return self.part != "leaf" and self.cells[0].level == 0 and self.cells[0].lines == 1


@frozen(kw_only=True)
class Levels:
    """The table: its cells cover each line's columns once.

    Attributes:
        headings: Of the columns of levels.
        lines: Its lines; the last one is the root's, unless the root is the only leaf.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def levels(phrases: Phrases, root: ScoreNode) -> Levels:
    """Return the table of a score tree."""
    depth = _depth(root)
    return Levels(
        headings=tuple(_heading(phrases, level, depth) for level in range(depth)),
        lines=tuple(_Table(phrases, depth).lines(root)),
    )


def numeral(number: int) -> str:
    """Return a number below 100 in Chinese.

    >>> numeral(3), numeral(10), numeral(12), numeral(30)
    ('三', '十', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return (DIGITS[tens] if tens > 1 else "") + "十" + (DIGITS[ones] if ones else "")


def _depth(root: ScoreNode) -> int:
    """Return how many levels there are below the root; 1 where it is a leaf."""
    return max((1 + (_depth(child) if child.children else 0) for child in root.children), default=1)


def _heading(phrases: Phrases, level: int, depth: int) -> str:
    if depth == 1:
        return phrases.say(say.INDICATOR)
    return phrases.say(say.LEVEL, numeral=numeral(level + 1), number=str(level + 1))


@frozen
class _Table:
    """Lays out the lines of a tree.

    Attributes:
        phrases: The words.
        depth: How many columns of levels there are.
    """

    phrases: Phrases
    depth: int

    def lines(self, node: ScoreNode, level: int = -1) -> Iterator[Line]:
        """Yield the lines of a node whose title stands in a column; that of the root in none."""
        if not node.children:
            cell = self._cell(self.phrases.title(node), max(level, 0))
            yield self._line(cell, row_of(self.phrases, node), "leaf", node)
            return
        below = [line for child in node.children for line in self.lines(child, level + 1)]
        below += self._ending(node, level + 1)
        first, *others = below
        if level >= 0:
            title = Cell(text=self.phrases.title(node), level=level, columns=1, lines=len(below))
            first = evolve(first, cells=(title, *first.cells))
        yield first
        yield from others

    def _ending(self, group: ScoreNode, level: int) -> Iterator[Line]:
        """Yield the lines that end a group, below its indicators."""
        added, result = (say.SUBTOTAL, say.SCORE) if level else (say.SUM, say.TOTAL)
        rows = list(ending(self.phrases, group, added=added, result=result))
        first = len(rows) - 1 - len(group.adjustments)
        before: tuple[Part, ...] = ("sum", "rescaled")
        for place, row in enumerate(rows[:-1]):
            step = group.adjustments[place - first] if place >= first else None
            part = "adjusted" if step else before[place]
            yield self._line(self._cell(row.title, level), row, part, group, step)
        yield self._line(self._cell(rows[-1].title, level), rows[-1], "result", group)

    def _cell(self, text: str, level: int) -> Cell:
        return Cell(text=text, level=level, columns=self.depth - level, lines=1)

    def _line(
        self,
        cell: Cell,
        row: Row,
        part: Part,
        node: ScoreNode,
        adjustment: AppliedAdjustment | None = None,
    ) -> Line:
        note = one_line(node.note) if part in ("leaf", "result") else ""
        return Line(
            cells=(cell,),
            row=row,
            reasons=tuple(filter(None, (note, row.remark))),
            part=part,
            node=node,
            adjustment=adjustment,
        )
