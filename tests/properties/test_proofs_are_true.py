"""Law: what is proved holds for every record, and what is refuted is broken by its witness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicator_engine import RecordError, Ruleset, score
from indicator_engine.checks.proofs import Proof, prove
from indicator_engine.testing import records_for, rulesets

EFFORT = 5


def verdicts(ruleset: Ruleset, name: str, result: str) -> list[Proof]:
    """Return the proofs of a property that ended so."""
    return [p for p in prove(ruleset, EFFORT) if p.property == name and p.result == result]


@settings(max_examples=25)
@given(ruleset=rulesets(nodes=4, examples=False))
def test_a_witness_breaks_what_it_refutes(ruleset: Ruleset) -> None:
    """The engine itself refuses the witness: for this indicator, or for one that comes before it."""
    for proof in verdicts(ruleset, "within-range", "refuted"):
        assert proof.witness is not None
        with pytest.raises(RecordError) as refused:
            score(ruleset, proof.witness)
        assert refused.value.diagnostics[0].id is not None


@settings(max_examples=25)
@given(ruleset=rulesets(), data=st.data())
def test_what_is_proved_holds(ruleset: Ruleset, data: st.DataObject) -> None:
    """No record makes a proved indicator leave its range, or lack a value."""
    ranges = {proof.indicator for proof in verdicts(ruleset, "within-range", "proved")}
    defined = {p.indicator for p in verdicts(ruleset, "defined", "proved") if not p.subject}
    for _ in range(4):
        record = data.draw(records_for(ruleset))
        try:
            score(ruleset, record)
        except RecordError as refused:
            for found in refused.diagnostics:
                if found.code == "score-out-of-range":
                    assert found.id not in ranges
                elif found.code in ("division-by-zero", "outside-table", "target-not-positive"):
                    assert found.id not in defined


@settings(max_examples=25)
@given(ruleset=rulesets(), data=st.data())
def test_the_possible_range_holds_every_completion(ruleset: Ruleset, data: st.DataObject) -> None:
    """Whatever is filled in for what was open, the total lies in the range that was told before."""
    complete = data.draw(records_for(ruleset))
    hidden = data.draw(st.sets(st.sampled_from(sorted(ruleset.inputs))))
    hidden = {name for name in hidden if ruleset.inputs[name].default is None}
    inputs = complete.get("inputs", complete)
    partial = {name: value for name, value in inputs.items() if name not in hidden}
    try:
        before, after = score(ruleset, partial), score(ruleset, inputs)
    except RecordError:
        return
    if before.total is not None or before.total_range is None or after.total is None:
        return
    low, high = before.total_range
    assert low <= after.total <= high
    assert after.grade is None or after.grade in before.grades


@settings(max_examples=100)
@given(ruleset=rulesets(examples=False), data=st.data())
def test_the_possible_range_holds_what_is_left_out(ruleset: Ruleset, data: st.DataObject) -> None:
    """The same for records in which marks leave indicators out and rescale their groups."""
    record = data.draw(records_for(ruleset))
    inputs = record.get("inputs", record)
    names = [name for name, each in ruleset.inputs.items() if each.default is None]
    hidden = data.draw(st.sets(st.sampled_from(names or ["-"]), max_size=2))
    partial = {name: value for name, value in inputs.items() if name not in hidden}
    try:
        before, after = score(ruleset, partial), score(ruleset, inputs)
    except RecordError:
        return
    if before.total is None and before.total_range is not None and after.total is not None:
        low, high = before.total_range
        assert low <= after.total <= high
