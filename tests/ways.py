"""The ways in which units are scored, each to be tried by itself: in compiled code, and without."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest

from indicator_engine.completed import begun_in_python
from indicator_engine.kernel import is_there, lines, program
from indicator_engine.scoring import shapes, told

Way = Literal["compiled", "queried"]

WAYS: tuple[Way, ...] = ("compiled", "queried") if is_there() else ("queried",)


@contextmanager
def taken(way: Way) -> Iterator[pytest.MonkeyPatch]:
    """Score in one way only, wherever it can be taken."""
    with pytest.MonkeyPatch.context() as patch:
        if way == "queried":
            patch.setattr(program, "blocks", None)
            patch.setattr(lines, "lines", None)
            patch.setattr(shapes, "begun", begun_in_python)
            patch.setattr(told, "fractions", told.fractions_in_python)
        yield patch
