"""What a change of rules, or of data, does to the scores of units: frozen values."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import frozen

from indicator_engine.errors import Diagnostic
from indicator_engine.model import NOTHING, Text

Move = Literal["up", "down", "other"]
"""How a grade moved; ``other`` where no scale has both, or there was none."""
Share = Literal["part", "rest"]
"""A score that the total adds up; or what a group's own adjustments, rescaling and rounding add to
the sum of its parts."""


@frozen(kw_only=True)
class Outcome:
    """What came of one unit under one ruleset.

    Attributes:
        total: The published total; ``None`` while it is open, and where the unit is refused.
        grade: The grade; ``None`` where there is none.
        status: ``scored``, why there is no total, or ``refused``.
        reasons: The codes of why it is refused.
    """

    total: Decimal | None
    grade: str | None
    status: str
    reasons: tuple[str, ...] = ()


@frozen(kw_only=True)
class Contribution:
    """By how much one indicator moved the total.

    Attributes:
        id: The indicator, as the second ruleset calls it, or the first where it is gone.
        title: What reports call it.
        share: Whether it is a ``part`` of the total, or the ``rest`` of a group.
        before: Those points under the first; 0 where it has no such indicator, or no score.
        after: The same under the second.
    """

    id: str
    title: Text = NOTHING
    share: Share
    before: Fraction
    after: Fraction

    @property
    def difference(self) -> Fraction:
        """Return how much the total rose by it."""
        return self.after - self.before


@frozen(kw_only=True)
class UnitEffect:
    """One unit whose total or grade is not the same.

    Attributes:
        unit: Who it is; the row's number where the table does not say.
        before: What came of it under the first ruleset.
        after: The same under the second.
        move: How its grade moved; ``None`` where it did not.
        contributions: What adds up to the difference of the total, in the order of the tree; empty
            where a total is open.
    """

    unit: str
    before: Outcome
    after: Outcome
    move: Move | None = None
    contributions: tuple[Contribution, ...] = ()

    @property
    def difference(self) -> Fraction | None:
        """Return how much the total rose; ``None`` where one of the two is open or refused."""
        if self.before.total is None or self.after.total is None:
            return None
        return Fraction(self.after.total) - Fraction(self.before.total)


@frozen(kw_only=True)
class UnitEffects:
    """Whose scores differ, and how many units' do not.

    Each unit is one of ``unchanged``, ``higher``, ``lower``, ``regraded``, ``open`` and
    ``refused``.

    Attributes:
        units: How many there are.
        unchanged: With the same total and grade.
        higher: With a higher total.
        lower: With a lower total.
        regraded: With the same total and another grade.
        open: Scored by both, with a total that is open under one of them at least.
        refused: Refused by one of them at least.
        open_before: With an open total under the first.
        open_after: With an open total under the second.
        refused_before: Refused by the first.
        refused_after: Refused by the second.
        grades_up: With a better grade.
        grades_down: With a worse one.
        grades_other: With a grade that is neither.
        changed: The units whose total or grade is not the same, the largest difference first;
            those without one, for a total is open or refused, last.
        unknown_before: Columns that mean nothing to the first ruleset.
        unknown_after: The same of the second.
        missing_before: Inputs of the first ruleset without a column.
        missing_after: The same of the second.
        notices: What else is to be known of how the table was read.
    """

    units: int
    unchanged: int = 0
    higher: int = 0
    lower: int = 0
    regraded: int = 0
    open: int = 0
    refused: int = 0
    open_before: int = 0
    open_after: int = 0
    refused_before: int = 0
    refused_after: int = 0
    grades_up: int = 0
    grades_down: int = 0
    grades_other: int = 0
    changed: tuple[UnitEffect, ...] = ()
    unknown_before: tuple[str, ...] = ()
    unknown_after: tuple[str, ...] = ()
    missing_before: tuple[str, ...] = ()
    missing_after: tuple[str, ...] = ()
    notices: tuple[Diagnostic, ...] = ()


def move(before: str | None, after: str | None, scales: tuple[tuple[str, ...], ...]) -> Move | None:
    """Return how a grade moved.

    Args:
        before: The grade there was.
        after: The grade there is.
        scales: Scales, best first; the first that has both decides.

    >>> move("良", "优", (("优", "良"),)), move("良", "A", (("优", "良"),)), move("良", "良", ())
    ('up', 'other', None)
    """
    if before == after:
        return None
    for scale in scales:
        ranks: Mapping[str | None, int] = {grade: rank for rank, grade in enumerate(scale)}
        if before in ranks and after in ranks:
            return "up" if ranks[after] < ranks[before] else "down"
    return "other"
