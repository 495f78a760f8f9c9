"""The ways in which a table is scored, each to be tried by itself: by the compiled module, by queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest

from indicator_engine.kernel import is_there, program

Way = Literal["compiled", "queried"]

WAYS: tuple[Way, ...] = ("compiled", "queried") if is_there() else ("queried",)


@contextmanager
def taken(way: Way) -> Iterator[pytest.MonkeyPatch]:
    """Score tables in one way only, wherever it can be taken."""
    with pytest.MonkeyPatch.context() as patch:
        if way == "queried":
            patch.setattr(program, "blocks", None)
        yield patch
