"""Hypothesis knows how rulesets are made as soon as it is imported."""

import json
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicator_engine.model import Ruleset
from indicator_engine.testing import records_for
from indicator_engine.testing.hypothesis_entry import register

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
REGISTERED = """
import json, sys
from indicator_engine.testing.hypothesis_entry import register
register()
print(json.dumps(list(sys.modules)))
"""

register()  # in case the library is not installed, and its entry points are not there


@settings(max_examples=5)
@given(ruleset=st.from_type(Ruleset), data=st.data())
def test_a_ruleset_is_drawn_by_its_type(ruleset: Ruleset, data: st.DataObject) -> None:
    """A whole one, with records of its own."""
    assert data.draw(records_for(ruleset))["inputs"].keys() <= {*ruleset.inputs, *ruleset.nodes}


@settings(max_examples=5)
@given(...)
def test_an_annotation_is_enough(ruleset: Ruleset) -> None:
    assert ruleset.document is not None


@pytest.mark.parametrize("group", ["hypothesis", "pytest11"])
def test_entry_points_lead_somewhere(group: str) -> None:
    for name, value in PROJECT["project"]["entry-points"][group].items():
        assert EntryPoint(name, value, group).load() is not None


def test_registering_loads_no_strategy() -> None:
    """Whoever imports Hypothesis for something else pays for the class alone."""
    command = [sys.executable, "-c", REGISTERED]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    loaded = {name for name in json.loads(done.stdout) if name.startswith("indicator_engine")}
    assert "indicator_engine.model" in loaded
    rooms = {name.split(".")[1] for name in loaded if "." in name}
    assert rooms.isdisjoint({"checks", "loading", "number_systems", "report", "scoring"})
