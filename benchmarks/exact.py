"""What every competitor should find: the scores of project-23 in whole numbers, rounded once.

Written by hand and independently of the engine, so that the two can be held against each other.
Every value is a quotient of two whole numbers that fit 64 bits with room to spare.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import ONE, Columns, Hundredths
from benchmarks.work import GRADES, GROUPS

GRADE_NAMES = np.array(tuple(GRADES))


def scores(units: Columns) -> Mapping[str, Hundredths]:
    """Return the published score of every indicator, in hundredths of a point."""
    found = leaves(units)
    for group, children in GROUPS.items():
        found[group] = np.add.reduce([found[child] for child in children])
    return found


def grades(total: Hundredths) -> NDArray[np.str_]:
    """Return the grade of every published total."""
    missed = [total < ONE * least for least in GRADES.values()]
    return GRADE_NAMES[np.add.reduce(missed, dtype=np.int64)]


def leaves(units: Columns) -> dict[str, Hundredths]:
    """Return the published scores of the 23 leaves."""
    u = units
    none = np.zeros_like(u["viol"])
    return {
        "D11": _points(2 * u["d11_ok"], u["d11_n"]),
        "D12": _points(2 * u["d12_ok"], u["d12_n"]),
        "D21": _points(2 * _experts(u, "e"), 500 * ONE),
        "D22": _points(u["d22_q"], u["d22_n"]),
        "D31": _tiers(u["d31_a"], u["d31_t"], 200, 160, 120),
        "D32": _points(u["d32_ok"], u["d32_n"]),
        "P11": _points(4 * np.minimum(u["arrived"], u["budget"]), u["budget"]),
        "P12": _points(5 * u["spent"], u["budget"]),
        "P13": np.where(u["viol"] > 0, none, _points(3 * u["p13_ok"], u["p13_n"])),
        "P21": _points(4 * u["p21_ok"], u["p21_n"]),
        "P22": _points(4 * _experts(u, "f"), 500 * ONE),
        "O11": _points(6 * np.minimum(u["o11_a"], 40 * ONE), 40 * ONE),
        "O12": _points(6 * np.minimum(u["o12_a"], u["o12_t"]), u["o12_t"]),
        "O21": _tiers(u["o21_a"], u["o21_t"], 500, 400, 300),
        "O22": _points(5 * np.clip(u["o22_x"] - 60 * ONE, 0, 35 * ONE), 35 * ONE),
        "O31": _points(4 * np.minimum(u["o31_t"], u["o31_a"]), u["o31_a"]),
        "O32": _tiers(u["o32_a"], u["o32_t"], 400, 320, 240),
        "O41": _points(_cost_kept(u["cost_a"], u["cost_b"]), u["cost_b"]),
        "B11": _points(8 * np.minimum(u["b11_a"], 1_200 * ONE), 1_200 * ONE),
        "B12": _points(6 * np.minimum(100 * ONE, u["b12_a"]), u["b12_a"]),
        "B13": _points(*_between(u["b13_x"], u["b13_lo"], u["b13_hi"])),
        "B21": _points(5 * np.minimum(u["b21_x"], 90 * ONE), 90 * ONE),
        "B22": np.select([u["b22_x"] >= ONE * x for x in (95, 85, 75)], [500, 400, 300], 0),
    }


def _points(numerator: Hundredths, denominator: Hundredths | int) -> Hundredths:
    """Return the hundredths of a quotient of points that is not negative, rounded half up."""
    rounded: Hundredths = (2 * 100 * numerator + denominator) // (2 * denominator)
    return rounded


def _experts(units: Columns, letter: str) -> Hundredths:
    marks: Hundredths = np.add.reduce([units[f"{letter}{expert}"] for expert in range(1, 6)])
    return marks


def _tiers(actual: Hundredths, target: Hundredths, *points: int) -> Hundredths:
    """Return the hundredths for 100 %, 80 % and 60 % of a target."""
    reached = [10 * actual >= tenths * target for tenths in (10, 8, 6)]
    return np.select(reached, points, 0)


def _cost_kept(actual: Hundredths, planned: Hundredths) -> Hundredths:
    """Return ten points less half a point for every percent above the plan, times the plan."""
    kept: Hundredths = np.maximum(0, 10 * planned - 50 * np.maximum(0, actual - planned))
    return kept


def _between(x: Hundredths, low: Hundredths, high: Hundredths) -> tuple[Hundredths, Hundredths]:
    """Return numerator and denominator of six points, in proportion to the way from low to high."""
    return 6 * np.clip(x - low, 0, high - low), high - low
