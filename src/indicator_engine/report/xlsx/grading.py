"""The grade as a formula over the total, where scores alone decide it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from indicator_engine.language.numbers import plain
from indicator_engine.language.ranges import Range
from indicator_engine.model import Grade
from indicator_engine.report.phrases import DASH, one_line
from indicator_engine.report.xlsx.exactly import LONGEST, fits
from indicator_engine.report.xlsx.score_cells import Words, is_kept
from indicator_engine.results import AppliedAdjustment, Evaluation

MOST_GRADES = 60  # Excel nests 64 conditions
LONGEST_TEXT = 255  # characters of a text in a formula


@frozen
class Graded:
    """What the cell of the grade holds.

    Attributes:
        text: The grade, or that it is open.
        formula: What it computes; ``""`` for nothing.
        is_stuck: Whether it should follow the scores and does not.
    """

    text: str
    formula: str = ""
    is_stuck: bool = False


def graded(evaluation: Evaluation, total: str, words: Words) -> Graded | None:
    """Return what the cell of the grade holds; ``None`` where the ruleset has no scale.

    Args:
        evaluation: The result.
        total: The cell of the total.
        words: What stands where there is no number.
    """
    if not evaluation.scale and evaluation.grade is None:
        return None
    text = words.open if evaluation.grade is None else one_line(evaluation.grade)
    steps = [each for each in evaluation.tree.adjustments if each.grade is not None]
    if any(not each.settled or each.applied is None for each in steps):
        return Graded(text, is_stuck=True)
    if any(each.applied and not each.at_most for each in steps):
        return Graded(text)  # no score changes it
    formula = _formula(evaluation, total, steps)
    if not formula or (evaluation.total is None) != (evaluation.grade is None):
        return Graded(text, is_stuck=True)
    if evaluation.total is None:
        formula = f'IF(ISNUMBER({total}),{formula},"{words.open}")'
    return Graded(text, formula)


def on_grid(grade: Grade, places: int) -> Range | None:
    """Return the published totals that a grade covers, ends included; ``None`` for none."""
    return None if grade.range is None else grade.range.on_grid(Fraction(1, 10**places))


def _formula(evaluation: Evaluation, total: str, steps: Sequence[AppliedAdjustment]) -> str:
    """Return the grade of a total; ``""`` where a formula would not be right, or is too long."""
    arithmetic, scale = evaluation.tree.arithmetic, evaluation.scale
    if arithmetic is None or not is_kept(evaluation.total) or len(scale) > MOST_GRADES:
        return ""
    names = [one_line(grade.grade) for grade in scale]
    best = max(
        (names.index(one_line(each.grade or "")) for each in steps if each.applied), default=0
    )
    rows = []
    for rank, grade in enumerate(scale):
        if (covered := on_grid(grade, arithmetic.rounding.places)) is not None:
            rows.append((covered, names[max(rank, best)]))
    if any(not _can_be_said(covered, name) for covered, name in rows):
        return ""
    if evaluation.total is not None:
        found = [name for covered, name in rows if Fraction(evaluation.total) in covered]
        if found != [one_line(evaluation.grade or "")]:
            return ""
    formula = f'"{DASH}"'
    for covered, name in reversed(rows):
        formula = f"IF({_holds(covered, total)},{_quoted(name)},{formula})"
    return formula if len(formula) <= LONGEST else ""


def _can_be_said(covered: Range, name: str) -> bool:
    ends = (Decimal(plain(end)) for end in (covered.low, covered.high) if end is not None)
    return len(name) <= LONGEST_TEXT and all(map(fits, ends))


def _holds(covered: Range, total: str) -> str:
    sides = list(_sides(covered, total))
    return f"AND({','.join(sides)})" if len(sides) > 1 else (sides or ["TRUE"])[0]


def _sides(covered: Range, total: str) -> Iterator[str]:
    if covered.low is not None:
        yield f"{total}>={plain(covered.low)}"
    if covered.high is not None:
        yield f"{total}<={plain(covered.high)}"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
