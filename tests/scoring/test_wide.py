"""A ruleset is made ready in a time that grows with its size, and however wide or deep it is."""

import json
import sys
from types import FrameType

import pytest

from indicator_engine import parse_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.records import from_python
from indicator_engine.scoring import score_record
from indicator_engine.scoring.prepared import Prepared, prepared

FEW, MANY = 100, 1_000
DATA = {"x": 50.25, "y": 3.5}

GROUPS = {
    "a sum of printed scores": ({}, "leaf", "weight * x / 100 if x < {n} else y / (y + {n})"),
    "a sum of values": ({}, "node", "weight * x / 100 if x < {n} else y / (y + {n})"),
    "a sum over many denominators": ({}, "node", "weight * x / {n} / 100"),
    "a mean": ({"combine": "mean"}, "leaf", "weight * x / 100 / {n}"),
    "the smallest": ({"combine": "min"}, "leaf", "weight * x / 100 / {n}"),
    "the largest": ({"combine": "max"}, "leaf", "weight * x / 100 / {n}"),
}


def flat(leaves: int, fields: dict[str, str], stage: str, formula: str) -> Ruleset:
    """Return a ruleset of one group."""
    weight = {} if fields else {"weight": 1}
    children = [
        {"id": f"leaf{n}", **weight, "formula": formula.format(n=n)} for n in range(1, leaves + 1)
    ]
    text = {
        "id": "flat",
        "version": "1.0.0",
        "title": "flat",
        "inputs": {
            "x": {"type": "number", "range": "[0, 100]", "places": 2},
            "y": {"type": "number", "range": "[0, 1000]", "places": 2},
        },
        "indicators": {"id": "total", "weight": leaves, "children": children, **fields},
        "rounding": {"places": 4, "stage": stage},
    }
    return parse_ruleset(json.dumps(text))


def calls(ruleset: Ruleset) -> tuple[int, Prepared]:
    """Return how many calls it takes to make a ruleset ready, and what that gives."""
    found = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        del frame, argument
        nonlocal found
        found += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        made = prepared(ruleset)
    finally:
        sys.setprofile(before)
    assert made is not None
    return found, made


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_ten_times_the_leaves_take_at_most_twelve_times_the_work(
    group: tuple[dict[str, str], str, str],
) -> None:
    """No leaf makes all the others be looked at again; and the result is exact."""
    few, _ = calls(flat(FEW, *group))
    ruleset = flat(MANY, *group)
    many, made = calls(ruleset)
    assert many <= 12 * few
    assert made.score(ruleset, DATA, {}, {}) == score_record(ruleset, from_python(ruleset, DATA))
