"""Law: what is proved of rules that compare rows holds whoever the rows are."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicator_engine import RecordError, Ruleset, parse_ruleset, score
from indicator_engine.checks import verify
from indicator_engine.checks.proofs import Proof, prove
from indicator_engine.checks.suggestions import suggestions
from indicator_engine.language.functions import COHORT_FUNCTIONS

Json = Any

X = {"type": "number", "range": "[0, 10]", "direction": "positive"}
Y = {"type": "integer", "range": "[1, 4]", "default": 2}
Z = {"type": "number", "range": "[-2, 2]"}
INPUTS = {"x": X, "y": Y, "z": Z}

arguments = st.sampled_from(
    ["x", "y", "z", "x / y", "x - z", "value_or(z, 1)", "x / cohort_max(y)", "1 / x", "z * z", "d"]
)
calls = st.builds(
    lambda name, argument: f"{name}({argument}{' > 1' if name == 'cohort_count' else ''})",
    st.sampled_from(sorted(COHORT_FUNCTIONS)),
    arguments,
)
values = calls | arguments
formulas = st.one_of(
    values,
    st.builds("weight * {}".format, values),
    st.builds("weight * ({}) / ({})".format, values, values),
    st.builds("max(0, weight - ({}))".format, values),
    st.builds("({0} - {1}) if {0} > {1} else {2}".format, values, values, values),
    st.builds("weight * min(1, {} / (1 + {}))".format, values, values),
)
rows = st.fixed_dictionaries(
    {
        "x": st.sampled_from([0, 1, 2, 5, 10]),
        "y": st.integers(1, 4),
        "z": st.sampled_from([None, -2, 0, 1, 2]),
    }
)


NORMALISED = (
    "weight * (x - cohort_min(x)) / (cohort_max(x) - cohort_min(x)) "
    "if cohort_min(x) < cohort_max(x) else weight"
)


def ruleset_of(formula: str, **fields: Json) -> Ruleset:
    """Return a ruleset of one formula with the inputs it names."""
    names = {name: each for name, each in INPUTS.items() if name in formula or name in "xz"}
    return parse_ruleset(
        json.dumps(
            {
                "id": "among", "version": "1.0.0", "title": "Among others", "inputs": names,
                "derived": {"d": {"formula": "x + cohort_mean(value_or(z, 0))"}},
                "indicators": {"id": "total", "weight": 10, "formula": formula},
                **fields,
            }
        )
    )  # fmt: skip


def proved(proofs: tuple[Proof, ...], name: str) -> bool:
    """Tell whether a property of the total is proved."""
    found = [each for each in proofs if each.property == name and each.indicator == "total"]
    return bool(found) and all(each.result == "proved" for each in found)


def refusals(ruleset: Ruleset, own: Json, others: list[Json]) -> set[str]:
    """Return why a row is refused."""
    try:
        score(ruleset, {"inputs": own, "cohort": others})
    except RecordError as refused:
        found = {each.code for each in refused.diagnostics if each.id == "total"}
        return found - {"cohort-record-refused"}  # one of the others is no row of any table
    return set()


@settings(max_examples=100)
@given(formula=formulas, own=rows, others=st.lists(rows, max_size=4))
def test_what_is_proved_holds(formula: str, own: Json, others: list[Json]) -> None:
    ruleset = ruleset_of(formula)
    proofs = prove(ruleset, 5)
    given_ = [{name: each[name] for name in ruleset.inputs} for each in (own, *others)]
    found = refusals(ruleset, given_[0], given_[1:])
    if proved(proofs, "within-range"):
        assert "score-out-of-range" not in found
    if proved(proofs, "defined"):
        assert found <= {"score-out-of-range", "cohort-all-equal"}


@settings(max_examples=100)
@given(formula=formulas, own=rows, others=st.lists(rows, max_size=4), more=st.integers(1, 9))
def test_a_proved_direction_is_followed(
    formula: str, own: Json, others: list[Json], more: int
) -> None:
    """While the others stay as they are."""
    ruleset = ruleset_of(formula)
    if not proved(prove(ruleset, 5), "monotone"):
        return
    low, *rest = ({name: each[name] for name in ruleset.inputs} for each in (own, *others))
    high = {**low, "x": min(10, low["x"] + more)}
    try:
        before, after = (
            score(ruleset, {"inputs": each, "cohort": rest}).total for each in (low, high)
        )
    except RecordError:
        return
    assert before is None or after is None or before <= after


@settings(max_examples=100)
@given(formula=formulas, own=rows, others=st.lists(rows, max_size=4), gone=st.sampled_from("xz"))
def test_the_possible_range_holds_every_completion(
    formula: str, own: Json, others: list[Json], gone: str
) -> None:
    ruleset = ruleset_of(formula)
    whole, *rest = ({name: each[name] for name in ruleset.inputs} for each in (own, *others))
    partial = {**whole, gone: None}
    try:
        before, after = (
            score(ruleset, {"inputs": each, "cohort": rest}) for each in (partial, whole)
        )
    except RecordError:
        return
    if before.total is None and before.total_range is not None and after.total is not None:
        assert before.total_range[0] <= after.total <= before.total_range[1]


@pytest.mark.parametrize(
    "formula",
    [
        "weight * min_max(x)",
        "weight * percentile(x / y)",
        "max(0, weight - (rank_high(x) - 1))",
        "min(weight, 2 * rank_low(x))",
        "weight if rank_high(x) <= 3 else x / 2",
        "weight * percentile(x / cohort_mean(y))",
    ],
)
def test_typical_rules_are_proved_to_the_end(formula: str) -> None:
    """Capped, defined, rising, and both branches within reach."""
    inputs = {name: each for name, each in INPUTS.items() if name in formula}
    ruleset = ruleset_of(formula, inputs=inputs, derived={})
    assert {each.result for each in prove(ruleset)} == {"proved"}
    assert verify(ruleset).findings == ()


@pytest.mark.parametrize(
    "formula",
    [
        "weight * x / cohort_max(x) if cohort_max(x) > 0 else 0",
        "weight * cohort_min(y) / y",
        NORMALISED,
    ],
)
def test_no_row_lies_beyond_the_extremes(formula: str) -> None:
    proofs = prove(ruleset_of(formula))
    assert proved(proofs, "within-range")
    assert proved(proofs, "defined")


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        # What a branch knows of its own row it does not know of the others.
        ("weight - 9 * cohort_mean(x) if x <= 1 else 5", "within-range"),
        ("(weight + 1 if 7.77 < cohort_mean(x) < 7.78 else 5) if x <= 1 else 5", "within-range"),
        ("weight if x > 5 else 8 - cohort_count(x > 5)", "within-range"),
        # Nobody may have the value.
        ("weight if given(cohort_max(z)) else 20", "within-range"),
        ("20 - 10 * value_or(cohort_min(value_or(z, 2) - 1), 1)", "within-range"),
        # While x grows, so do the others' values, and the faster.
        ("min(weight, 2 * rank_low(y * cohort_max(x) - 3 * z))", "monotone"),
        # With x at 10 its row does not count any more.
        ("min(weight, cohort_mean(1 / (10 - x)))", "monotone"),
        ("min(weight, cohort_min(x if x < 5 else z))", "monotone"),
        ("weight * percentile(0 - x)", "monotone"),
        # Alone among zeros.
        ("weight * x / cohort_max(x)", "defined"),
    ],
)
def test_what_does_not_hold_is_not_proved(formula: str, name: str) -> None:
    assert not proved(prove(ruleset_of(formula)), name)


class TestWitnesses:
    def test_a_witness_is_a_record_with_its_cohort(self) -> None:
        ruleset = ruleset_of("rank_high(x) * 4")
        (found,) = [each for each in prove(ruleset) if each.property == "within-range"]
        assert found.witness is not None
        with pytest.raises(RecordError) as refused:
            score(ruleset, found.witness)
        assert [each.code for each in refused.value.diagnostics] == ["score-out-of-range"]

    def test_what_fails_alone_is_found(self) -> None:
        (found,) = [
            each
            for each in verify(ruleset_of("weight * x / cohort_max(x)")).findings
            if each.code == "may-have-no-value"
        ]
        assert "x = 0; cohort" not in found.message("en")
        assert "x = 0" in found.message("en")

    def test_the_others_are_shown_in_brackets(self) -> None:
        (found,) = [
            each
            for each in verify(ruleset_of("weight * (1 - percentile(x))")).findings
            if each.code == "direction-is-wrong"
        ]
        assert "; cohort [x = 0" in found.message("en")

    def test_suggested_examples_have_their_cohort(self) -> None:
        ruleset = ruleset_of("weight if rank_high(x) <= 3 else x / 2")
        found = [each for each in suggestions(ruleset) if each.reason == "branch"]
        assert len(found) == 2
        assert all(each.cohort is not None for each in found)
        assert all(each.result is not None for each in found)
