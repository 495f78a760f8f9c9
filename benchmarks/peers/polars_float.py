"""The baseline: the fastest float code for project-23 that we could write in Polars.

What was tried, on a million units: stages of ``select`` and ``with_columns`` in one lazy query take
half the time of one ``select`` that names every score by its nested expression; the streaming
engine two thirds of the in-memory engine; a weight and the hundred of the rounding as one factor
six sevenths of the formulas as they are written; grades as Enum nine tenths of grades as text. A
quotient is written as often as it is needed: Polars finds it again.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import add
from pathlib import Path

import polars as pl
from polars import Expr, LazyFrame, col, lit, max_horizontal, min_horizontal, selectors, when

from benchmarks.peers import Task
from benchmarks.units import Units
from benchmarks.work import GRADES, GROUPS, INPUTS

GRADE = pl.Enum(list(GRADES))
IN_POINTS, IN_HUNDREDTHS = 1, 100


def in_memory(units: Units) -> Task:
    """Return scores in points."""
    query = scored(units.doubles.lazy(), IN_POINTS)
    return Task(lambda: query.collect(engine="streaming"))


def hundredths_in_memory(units: Units) -> Task:
    """Return scores in hundredths of points, which are whole."""
    query = scored(units.doubles.lazy(), IN_HUNDREDTHS)
    return Task(lambda: query.collect(engine="streaming"), _as_integers)


def parquet(source: Path, target: Path) -> None:
    """Score a Parquet file into another."""
    scored(pl.scan_parquet(source), IN_POINTS).sink_parquet(target)


def csv(source: Path, target: Path) -> None:
    """Score a csv file into another.

    Rounded once more, sums print with two digits; asking the writer for two digits takes longer.
    """
    units = pl.scan_csv(source, schema=dict.fromkeys(INPUTS, pl.Float64))
    scored(units, IN_POINTS).with_columns(selectors.float().round(2)).sink_csv(target)


def scored(units: LazyFrame, scale: int) -> LazyFrame:
    """Return a query for the 39 scores, times the scale, and the grade."""
    query = units.select(**leaves(scale))
    for level in _levels():
        query = query.with_columns(
            **{group: reduce(add, [col(child) for child in GROUPS[group]]) for group in level}
        )
    total = col("total").round(2) if scale == IN_POINTS else col("total")
    return query.with_columns(grade=_grade(total, scale))


def leaves(scale: int) -> Mapping[str, Expr]:
    """Return the score of every leaf, times the scale."""
    half_up = _rounding(scale)
    return {
        "D11": half_up(200 * _ratio("d11_ok", "d11_n")),
        "D12": half_up(200 * _ratio("d12_ok", "d12_n")),
        "D21": half_up(0.4 * _experts("e")),
        "D22": half_up(100 * _ratio("d22_q", "d22_n")),
        "D31": _tiers(_ratio("d31_a", "d31_t"), {1: 2, 0.8: 1.6, 0.6: 1.2}, scale),
        "D32": half_up(100 * _ratio("d32_ok", "d32_n")),
        "P11": half_up(400 * _capped(_ratio("arrived", "budget"))),
        "P12": half_up(500 * _ratio("spent", "budget")),
        "P13": when(col("viol") > 0)
        .then(lit(0.0))
        .otherwise(half_up(300 * _ratio("p13_ok", "p13_n"))),
        "P21": half_up(400 * _ratio("p21_ok", "p21_n")),
        "P22": half_up(0.8 * _experts("f")),
        "O11": half_up(600 * _capped(col("o11_a") / 40)),
        "O12": half_up(600 * _capped(_ratio("o12_a", "o12_t"))),
        "O21": _tiers(_ratio("o21_a", "o21_t"), {1: 5, 0.8: 4, 0.6: 3}, scale),
        "O22": half_up(500 * _from_zero(_capped((col("o22_x") - 60) / 35))),
        "O31": half_up(400 * _capped(_ratio("o31_t", "o31_a"))),
        "O32": _tiers(_ratio("o32_a", "o32_t"), {1: 4, 0.8: 3.2, 0.6: 2.4}, scale),
        "O41": half_up(
            100 * _from_zero(10 - 0.5 * _from_zero((_ratio("cost_a", "cost_b") - 1) * 100))
        ),
        "B11": half_up(800 * _capped(col("b11_a") / 1200)),
        "B12": half_up(600 * _capped(100 / col("b12_a"))),
        "B13": half_up(
            600
            * _from_zero(_capped((col("b13_x") - col("b13_lo")) / (col("b13_hi") - col("b13_lo"))))
        ),
        "B21": half_up(500 * _capped(col("b21_x") / 90)),
        "B22": _tiers(col("b22_x"), {95: 5, 85: 4, 75: 3}, scale),
    }


def _rounding(scale: int) -> Callable[[Expr], Expr]:
    """Return what rounds hundredths half up, and hands up points or hundredths."""
    if scale == IN_HUNDREDTHS:
        return lambda hundredths: (hundredths + 0.5).floor()
    return lambda hundredths: (hundredths + 0.5).floor() / 100


def _ratio(part: str, whole: str) -> Expr:
    return col(part) / col(whole)


def _capped(share: Expr) -> Expr:
    return min_horizontal(1.0, share)


def _from_zero(x: Expr) -> Expr:
    return max_horizontal(0.0, x)


def _experts(letter: str) -> Expr:
    return reduce(add, [col(f"{letter}{expert}") for expert in range(1, 6)])


def _tiers(reached: Expr, points: dict[float, float], scale: int) -> Expr:
    """Return the points of the first limit that is reached, none below the last."""
    tiers = lit(0.0)
    for limit, given in reversed(points.items()):
        tiers = when(reached >= limit).then(lit(float(given * scale))).otherwise(tiers)
    return tiers


def _grade(total: Expr, scale: int) -> Expr:
    *better, worst = GRADES
    grade = lit(worst, dtype=GRADE)
    for name in reversed(better):
        reached = total >= GRADES[name] * scale
        grade = when(reached).then(lit(name, dtype=GRADE)).otherwise(grade)
    return grade


def _levels() -> list[list[str]]:
    """Return the groups from the bottom up: what a stage adds is a column of the stage before."""
    levels: dict[int, list[str]] = {}
    depth: dict[str, int] = {}
    for group, children in GROUPS.items():
        depth[group] = 1 + max(depth.get(child, 0) for child in children)
        levels.setdefault(depth[group], []).append(group)
    return list(levels.values())


def _as_integers(found: pl.DataFrame) -> pl.DataFrame:
    return found.with_columns(selectors.float().cast(pl.Int64))
