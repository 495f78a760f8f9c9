"""A ruleset made ready scores as the walk with exact numbers does, digit for digit."""

import copy
import pickle
from decimal import Decimal

import pytest
from attrs import asdict
from hypothesis import event, given, settings

from indicator_engine.errors import RecordError
from indicator_engine.records import from_python, parts
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score_record
from indicator_engine.scoring.gaps import parted
from indicator_engine.scoring.prepared import prepared
from tests.properties.cases import Case, cases
from tests.ways import WAYS, Way, taken

Outcome = Evaluation | tuple[str, ...]


def exactly(case: Case) -> Outcome:
    """Return what the walk with exact numbers gives, or why it refuses."""
    try:
        return score_record(case.ruleset, from_python(case.ruleset, case.record))
    except RecordError as error:
        return tuple(map(str, error.diagnostics))


def quickly(case: Case) -> Evaluation | None:
    """Return what the ruleset made ready gives, ``None`` where it leaves the record."""
    told = parts(case.ruleset, case.record)
    if told is None:
        return None
    inputs, unit, notes = told
    pattern, given, reasons = parted(case.ruleset, inputs)
    ready = prepared(case.ruleset, pattern)
    return ready.score(case.ruleset, given, unit, notes, reasons) if ready else None


def with_floats(case: Case) -> Case:
    """Return a record with floats for decimals, as Python programs have them."""
    inputs = {
        name: float(raw) if isinstance(raw, Decimal) else raw
        for name, raw in case.record["inputs"].items()
    }
    return Case(case.ruleset, {**case.record, "inputs": inputs})


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=300)
@given(case=cases(complete=True).map(with_floats) | cases())
def test_what_a_ruleset_made_ready_gives_is_exact(way: Way, case: Case) -> None:
    """Whatever it does not leave to the walk is the same result, warnings and all."""
    with taken(way):
        found = quickly(case)
    expected = exactly(case)
    gaps = not isinstance(expected, Evaluation) or expected.coverage < expected.max
    event(
        f"{'with' if gaps else 'no'} gaps, {'left to the walk' if found is None else 'made ready'}"
    )
    assert found is None or found == expected


@settings(max_examples=50)
@given(case=cases(complete=True) | cases())
def test_a_result_is_whole_however_it_was_made(case: Case) -> None:
    """It prints, hashes its nodes, copies and pickles like one made with all its fields."""
    found, expected = quickly(case), exactly(case)
    if found is None:
        return
    assert isinstance(expected, Evaluation)
    assert pickle.loads(pickle.dumps(found)) == expected  # noqa: S301 - our own
    assert copy.copy(quickly(case)) == expected
    assert repr(quickly(case)) == repr(expected)
    assert hash(found.tree) == hash(expected.tree)
    assert asdict(found) == asdict(expected)
    assert found.derived_values == expected.derived_values
