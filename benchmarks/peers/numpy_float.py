"""Float code for project-23 by hand in NumPy, array after array."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import add
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.peers import Task
from benchmarks.units import Doubles, Units
from benchmarks.work import GRADES, GROUPS


class Inputs(Protocol):
    """What has a column for every input: a mapping, or what works one out when it is asked."""

    def __getitem__(self, name: str, /) -> Doubles: ...


def in_memory(units: Units) -> Task:
    """Return scores in points, and the place of each grade among the grades."""
    arrays = units.arrays
    return Task(lambda: scored(arrays), read)


def scored(units: Inputs) -> tuple[Mapping[str, Doubles], NDArray[np.int64]]:
    """Return the 39 scores, and the place of each grade among the grades."""
    found = {name: formula(units) for name, formula in LEAF_SCORES.items()}
    for group, children in GROUPS.items():
        found[group] = reduce(add, [found[child] for child in children])
    return found, grade(found["total"])


def read(found: tuple[Mapping[str, Doubles], NDArray[np.int64]]) -> pl.DataFrame:
    """Return the scores and the names of the grades as one table."""
    scores, places = found
    return pl.DataFrame({**scores, "grade": np.array(tuple(GRADES))[places]})


def grade(total: Doubles) -> NDArray[np.int64]:
    """Return the place of each grade: how many limits the total misses."""
    published = np.round(total, 2)
    best, *others, _zero = GRADES.values()
    return reduce(add, [published < least for least in others], (published < best).astype(int))


def _half_up(hundredths: Doubles) -> Doubles:
    return np.floor(hundredths + 0.5) / 100


def _experts(units: Inputs, letter: str) -> Doubles:
    return reduce(add, [units[f"{letter}{expert}"] for expert in range(1, 6)])


def _tiers(reached: Doubles, points: dict[float, float]) -> Doubles:
    """Return the points of the first limit that is reached, none below the last."""
    found = np.zeros_like(reached)
    for limit, more in reversed(points.items()):
        found = np.where(reached >= limit, more, found)
    return found


LEAF_SCORES: Mapping[str, Callable[[Inputs], Doubles]] = {
    "D11": lambda u: _half_up(200 * u["d11_ok"] / u["d11_n"]),
    "D12": lambda u: _half_up(200 * u["d12_ok"] / u["d12_n"]),
    "D21": lambda u: _half_up(0.4 * _experts(u, "e")),
    "D22": lambda u: _half_up(100 * u["d22_q"] / u["d22_n"]),
    "D31": lambda u: _tiers(u["d31_a"] / u["d31_t"], {1: 2, 0.8: 1.6, 0.6: 1.2}),
    "D32": lambda u: _half_up(100 * u["d32_ok"] / u["d32_n"]),
    "P11": lambda u: _half_up(400 * np.minimum(1, u["arrived"] / u["budget"])),
    "P12": lambda u: _half_up(500 * u["spent"] / u["budget"]),
    "P13": lambda u: np.where(u["viol"] > 0, 0, _half_up(300 * u["p13_ok"] / u["p13_n"])),
    "P21": lambda u: _half_up(400 * u["p21_ok"] / u["p21_n"]),
    "P22": lambda u: _half_up(0.8 * _experts(u, "f")),
    "O11": lambda u: _half_up(600 * np.minimum(1, u["o11_a"] / 40)),
    "O12": lambda u: _half_up(600 * np.minimum(1, u["o12_a"] / u["o12_t"])),
    "O21": lambda u: _tiers(u["o21_a"] / u["o21_t"], {1: 5, 0.8: 4, 0.6: 3}),
    "O22": lambda u: _half_up(500 * np.clip((u["o22_x"] - 60) / 35, 0, 1)),
    "O31": lambda u: _half_up(400 * np.minimum(1, u["o31_t"] / u["o31_a"])),
    "O32": lambda u: _tiers(u["o32_a"] / u["o32_t"], {1: 4, 0.8: 3.2, 0.6: 2.4}),
    "O41": lambda u: _half_up(
        100 * np.maximum(0, 10 - 50 * np.maximum(0, u["cost_a"] / u["cost_b"] - 1))
    ),
    "B11": lambda u: _half_up(800 * np.minimum(1, u["b11_a"] / 1200)),
    "B12": lambda u: _half_up(600 * np.minimum(1, 100 / u["b12_a"])),
    "B13": lambda u: _half_up(
        600 * np.clip((u["b13_x"] - u["b13_lo"]) / (u["b13_hi"] - u["b13_lo"]), 0, 1)
    ),
    "B21": lambda u: _half_up(500 * np.minimum(1, u["b21_x"] / 90)),
    "B22": lambda u: _tiers(u["b22_x"], {95: 5, 85: 4, 75: 3}),
}
