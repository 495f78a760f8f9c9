"""The cells of a score sheet that others are computed from, and what the line of a leaf computes."""

from decimal import Decimal
from fractions import Fraction
from math import lcm

from attrs import define, evolve, field, frozen

from indicator_engine.report.xlsx.exactly import (
    MOST,
    Term,
    Whole,
    areas,
    decimal_cell,
    fits,
    rounded,
)
from indicator_engine.results import ScoreNode

RATE_PLACES = 4  # of the ratio


@frozen(kw_only=True)
class Columns:
    """Where a sheet has its numbers, as letters.

    Attributes:
        weight: Points.
        score: Scores.
        rate: Rates.
        parts: Exact values as whole numbers, where scores are rounded after they are added up.
    """

    weight: str
    score: str
    rate: str
    parts: str


@frozen
class Words:
    """What stands where there is no number.

    Attributes:
        open: For a score that waits for others.
        none: For a rate.
    """

    open: str
    none: str


@frozen(kw_only=True)
class Computed:
    """What one line computes; ``""`` where it computes nothing.

    Attributes:
        score: The formula of its score.
        rate: The formula of its rate.
        parts: The formula of its exact value in parts.
        number: The exact value in parts; ``None`` where it is open, or not needed.
        is_stuck: Whether it shows a score that should follow the others and does not.
    """

    score: str = ""
    rate: str = ""
    parts: str = ""
    number: int | None = None
    is_stuck: bool = False


def is_left_out(node: ScoreNode) -> bool:
    """Tell whether a node has no score and its group does without it."""
    if node.score is not None:
        return False
    return node.status == "not_applicable" if node.children else node.treatment == "leave_out"


def most_points(node: ScoreNode) -> Fraction:
    """Return a number of points that a leaf cannot exceed, on either side of 0."""
    assert node.arithmetic is not None
    ends = (node.arithmetic.range.low, node.arithmetic.range.high, node.weight, node.score)
    return max(abs(Fraction(each)) for each in ends if each is not None)


@define
class ScoreCells:
    """Goes through the lines once, and remembers what later ones need."""

    columns: Columns
    words: Words
    handed: dict[int, Term] = field(factory=dict)  # what a node hands up, by its identity
    row_of: dict[int, int] = field(factory=dict)

    def leaf(self, node: ScoreNode, row: int) -> Computed:
        """Return what the line of a leaf computes."""
        arithmetic = node.arithmetic
        self.row_of[id(node)] = row
        if arithmetic is None or not is_kept(node.score) or is_left_out(node):
            return Computed()
        cell = f"{self.columns.score}{row}"
        typed = decimal_cell(cell, node.score, arithmetic.rounding.places, most_points(node))
        parts, number = "", None
        if arithmetic.rounding.stage == "leaf":
            self.hand_up(node, row, typed)
        elif (exact := _in_parts(node, typed, self.words.none)) is not None:
            parts, number = exact.text, exact.number
            self.hand_up(node, row, exact)
        rate = self._rate_of_leaf(node, typed, row)
        return Computed(
            rate=rate, parts=parts, number=number, is_stuck=arithmetic.follows or not rate
        )

    def _rate_of_leaf(self, node: ScoreNode, typed: Whole, row: int) -> str:
        """Return the printed rate while the score is the printed one, which it may not tell."""
        again = self.rate(typed, node, row)
        if not again or node.score is None or Fraction(node.score) == node.value:
            return again
        return f"IF({self.columns.score}{row}={node.score:f},{node.rate:f},{again})"

    def rate(self, whole: Whole, node: ScoreNode, row: int) -> str:
        """Return the formula of a rate; ``""`` where it is not exact."""
        formula = rounded(whole, RATE_PLACES, factor=1 / node.weight)
        if formula is None:
            return ""
        finer, rest = divmod(10**RATE_PLACES, whole.parts)
        if node.weight.denominator == 1 and not rest:  # then the weight's own cell is exact
            units = whole.text if finer == 1 else f"{whole.text}*{finer}"
            formula = f"ROUND({units}/{self.columns.weight}{row},0)/{10**RATE_PLACES}"
        if node.score is not None:
            return formula
        return f'IF(ISNUMBER({self.columns.score}{row}),{formula},"{self.words.none}")'

    def hand_up(self, node: ScoreNode, row: int, whole: Whole) -> None:
        """Remember the cell that the group of a node computes with."""
        assert node.arithmetic is not None
        column = self.columns.score if whole.plain else self.columns.parts
        self.handed[id(node)] = Term(column, row, whole, node.arithmetic.share)

    def terms(self, node: ScoreNode) -> tuple[Term, ...]:
        """Return the cells that a group computes with; none where one of them is not to be had."""
        kept = [child for child in node.children if not is_left_out(child)]
        gone = [child for child in node.children if is_left_out(child)]
        if node.score is None and any(child.children for child in gone):
            return ()  # it may be open as well as left out
        found = [self.handed[id(child)] for child in kept if id(child) in self.handed]
        return tuple(found) if len(found) == len(kept) else ()

    def unless_open(self, formula: str, node: ScoreNode) -> str:
        """Return a formula that waits until all scores below a group are there."""
        kept = [child for child in node.children if not is_left_out(child)]
        cells = [
            Term(self.columns.score, self.row_of[id(child)], self.handed[id(child)].whole)
            for child in kept
        ]
        found = areas(cells)
        if found is None:
            return ""
        return f'IF(COUNT({found})={len(cells)},{formula},"{self.words.open}")'


def is_kept(score: Decimal | None) -> bool:
    """Tell whether a spreadsheet keeps all digits of a score."""
    return score is None or fits(score)


def _in_parts(node: ScoreNode, typed: Whole, none: str) -> Whole | None:
    """Return the exact value of a leaf: what is typed, unless that is the printed score."""
    cell = typed.plain
    if node.value is None or node.score is None:
        return evolve(typed, text=f'IF(ISNUMBER({cell}),{typed.text},"{none}")', plain="")
    parts = lcm(node.value.denominator, typed.parts)
    most = typed.most * (parts // typed.parts)
    if most > MOST:
        return None
    number, text = int(node.value * parts), f"ROUND({cell}*{parts},0)"
    if Fraction(node.score) != node.value:
        text = f"IF({cell}={node.score:f},{number},{text})"
    return Whole(text=text, number=number, parts=parts, most=most)
