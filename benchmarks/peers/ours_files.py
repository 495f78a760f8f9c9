"""The engine itself from file to file."""

from pathlib import Path
from typing import Literal

from benchmarks.peers.ours import ruleset
from indicator_engine import score_file

Scores = Literal["decimal", "integer", "float"]


def integer_file(source: Path, target: Path) -> None:
    """Score a file into one of hundredths of points."""
    _file(source, target, "integer")


def decimal_file(source: Path, target: Path) -> None:
    """Score a file into one of decimals."""
    _file(source, target, "decimal")


def _file(source: Path, target: Path, scores: Scores) -> None:
    score_file(ruleset(), source, target, scores=scores)
