"""The made-up units of project-23, in whole hundredths: the same ones on every machine.

Only additions, products, square roots and roundings of doubles decide, and these are the same
wherever IEEE 754 is. Rows come in chunks, each drawn on its own: a table of fewer rows is the
beginning of one of more.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from benchmarks.work import INPUTS

SEED = 7
CHUNK = 100_000  # rows drawn at a time: ten million need no more memory than these
ONE = 100  # hundredths

Hundredths: TypeAlias = NDArray[np.int64]
Columns: TypeAlias = Mapping[str, Hundredths]

# So many requirements, from and to, of which some are met.
REQUIREMENTS = {"d11": (3, 8), "d12": (3, 8), "d32": (2, 6), "p13": (4, 12), "p21": (4, 10)}

# What is drawn evenly from a range: hundredths, both ends included.
EVEN = {
    **{f"{letter}{expert}": (6_000, 10_000) for letter in "ef" for expert in range(1, 6)},
    "o11_a": (0, 6_000),
    "o22_x": (5_000, 10_000),
    "b11_a": (0, 150_000),
    "b12_a": (5_000, 20_000),
    "b13_lo": (1_000, 4_999),
    "b13_x": (500, 14_999),
    "b21_x": (7_000, 10_000),
    "b22_x": (6_500, 10_000),
}


@frozen
class Pair:
    """An actual figure and its target.

    Attributes:
        actual: The input that is ``target`` times a factor, on the same grid.
        target: The other input.
        factors: The least and the largest factor.
        range: The least and the largest target, in steps of the grid.
        grid: The hundredths of a step: 100 for whole numbers.
    """

    actual: str
    target: str
    factors: tuple[float, float]
    range: tuple[int, int]
    grid: int = 1


PAIRS = (
    Pair("d31_a", "d31_t", (0.5, 1.2), (1_000, 1_000_000)),
    Pair("arrived", "budget", (0.7, 1.05), (10_000, 10_000_000)),
    Pair("o12_a", "o12_t", (0.6, 1.3), (500, 100_000)),
    Pair("o21_a", "o21_t", (0.5, 1.2), (500, 100_000)),
    Pair("o31_a", "o31_t", (0.8, 1.5), (30, 365), grid=ONE),
    Pair("o32_a", "o32_t", (0.5, 1.1), (5, 59), grid=ONE),
    Pair("cost_a", "cost_b", (0.85, 1.25), (10_000, 10_000_000)),
)
ON_TARGET = 0.06  # of the rows of a pair are exactly equal
LAWFUL = 0.9  # of the rows have no violation


def chunks(rows: int, seed: int = SEED) -> Iterator[Columns]:
    """Yield the units, at most ``CHUNK`` at a time, each input a column of whole hundredths."""
    for number, start in enumerate(range(0, rows, CHUNK)):
        drawn = _chunk(default_rng((seed, number)))
        yield {name: drawn[name][: rows - start] for name in INPUTS}


def columns(rows: int, seed: int = SEED) -> Columns:
    """Return all units at once."""
    parts = list(chunks(rows, seed))
    return {name: np.concatenate([part[name] for part in parts]) for name in INPUTS}


def _chunk(rng: Generator) -> Columns:
    drawn: dict[str, Hundredths] = {}
    for name, (least, most) in REQUIREMENTS.items():
        drawn |= _requirements(rng, name, least, most)
    for name, ends in EVEN.items():
        drawn[name] = _even(rng, *ends)
    for pair in PAIRS:
        drawn |= _pair(rng, pair)
    drawn["d22_n"] = ONE * _even(rng, 1, 20)
    drawn["d22_q"] = ONE * rng.integers(0, drawn["d22_n"] // ONE, endpoint=True)
    available = np.minimum(drawn["arrived"], drawn["budget"])
    drawn["spent"] = np.floor(available * rng.uniform(0.6, 1, CHUNK)).astype(np.int64)
    drawn["viol"] = ONE * np.where(rng.random(CHUNK) < LAWFUL, 0, _even(rng, 1, 3))
    drawn["b13_hi"] = drawn["b13_lo"] + _even(rng, 100, 9_999)
    return drawn


def _even(rng: Generator, least: int, most: int) -> Hundredths:
    return rng.integers(least, most, CHUNK, dtype=np.int64, endpoint=True)


def _requirements(rng: Generator, name: str, least: int, most: int) -> Columns:
    """Return how many there are and how many are met: most are."""
    there = _even(rng, least, most)
    met = np.floor(np.sqrt(rng.random(CHUNK)) * (there + 1)).astype(np.int64)
    return {f"{name}_n": ONE * there, f"{name}_ok": ONE * np.minimum(met, there)}


def _pair(rng: Generator, pair: Pair) -> Columns:
    target = _even(rng, *pair.range)
    missed = np.rint(target * rng.uniform(*pair.factors, CHUNK)).astype(np.int64)
    actual = np.where(rng.random(CHUNK) < ON_TARGET, target, missed)
    return {pair.target: pair.grid * target, pair.actual: pair.grid * actual}
