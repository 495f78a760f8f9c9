"""The engine itself, one unit after the other."""

from decimal import Decimal

import polars as pl

from benchmarks.peers import OneUnit, Task
from benchmarks.units import Record, Units
from benchmarks.work import RULESET, SCORES
from indicator_engine import Ruleset, load_ruleset, score

Scores = tuple[dict[str, Decimal | None], str | None]


def ruleset() -> Ruleset:
    """Return project-23."""
    return load_ruleset(str(RULESET))


def one_unit_tree() -> OneUnit:
    """Return what scores a unit and reads all that its tree says of every indicator.

    What is not read might not have been worked out: a result may leave it for later.
    """
    rules = ruleset()

    def read(record: Record) -> object:
        found = score(rules, record)
        nodes = found.tree.walk()
        tree = [(each.id, each.value, each.score, each.rate, each.status) for each in nodes]
        return tree, found.total, found.grade

    return read


def one_unit() -> OneUnit:
    """Return what finds the 39 scores and the grade of a unit."""
    rules = ruleset()

    def read(record: Record) -> Scores:
        found = score(rules, record)
        return {node.id: node.score for node in found.tree.walk()}, found.grade

    return read


def rows_in_memory(units: Units) -> Task:
    """Score unit after unit."""
    score_one, records = one_unit(), units.records
    return Task(lambda: [score_one(record) for record in records], _read)


def _read(found: list[Scores]) -> pl.DataFrame:
    scores = [each for each, _ in found]
    grades = pl.Series("grade", [grade for _, grade in found], pl.String)
    return pl.DataFrame(scores, dict.fromkeys(SCORES, pl.Decimal(18, 2))).with_columns(grades)
