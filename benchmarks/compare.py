"""How many cells of a table of scores are wrong."""

import numpy as np
import polars as pl
from attrs import frozen

from benchmarks import exact
from benchmarks.data import Columns, Hundredths
from benchmarks.work import SCORES


@frozen
class Wrong:
    """Cells that differ from the exact ones.

    Attributes:
        scores: Of the columns of scores that the table has.
        grades: Of its column of grades; ``None`` where it has none.
    """

    scores: int
    grades: int | None

    def __add__(self, other: "Wrong") -> "Wrong":
        grades = None if self.grades is None or other.grades is None else self.grades + other.grades
        return Wrong(self.scores + other.scores, grades)


def wrong(found: pl.DataFrame, units: Columns) -> Wrong:
    """Return how many scores and grades of a table are not those of the units.

    A double counts as right where it is nearest to the right hundredth: that 3.67 has no double is
    no mistake of the competitor.
    """
    expected = exact.scores(units)
    scores = sum(
        int(np.count_nonzero(hundredths(found[name]) != expected[name]))
        for name in SCORES
        if name in found.columns
    )
    if "grade" not in found.columns:
        return Wrong(scores, None)
    grades = found["grade"].cast(pl.String).fill_null("").to_numpy()
    return Wrong(scores, int(np.count_nonzero(grades != exact.grades(expected["total"]))))


def hundredths(scores: pl.Series) -> Hundredths:
    """Return hundredths of points: of integers themselves; where there is no number, -1."""
    if scores.dtype.is_integer():
        return scores.fill_null(-1).to_numpy().astype(np.int64)
    points = scores.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    nearest: Hundredths = np.rint(np.nan_to_num(points * 100, nan=-1)).astype(np.int64)
    return nearest
