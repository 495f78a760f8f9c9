"""What an example shows needs no search: it is proved by the example's own record."""

from attrs import evolve

from indicator_engine import Ruleset, load_ruleset
from indicator_engine.checks.proofs import prove

NAME = "tax-credit-2014"  # one switch too many leads to D, which the search for A does not get past


def grades(ruleset: Ruleset) -> dict[str, str]:
    """Return how reachable each grade of a ruleset is found."""
    proofs = [each for each in prove(ruleset) if each.property == "reachable"]
    known = {each.grade for each in ruleset.grades}
    return {each.subject: each.result for each in proofs if each.subject in known}


def test_a_grade_that_an_example_has_is_reachable() -> None:
    ruleset = load_ruleset(NAME)
    assert set(grades(ruleset).values()) == {"proved"}
    assert grades(evolve(ruleset, examples=()))["A"] == "open"


def test_the_example_is_the_witness() -> None:
    ruleset = load_ruleset(NAME)
    (proof,) = (each for each in prove(ruleset) if each.subject == "M")
    shown = [each for each in ruleset.examples if each.expected.grade == "M"]
    assert proof.witness in [each.inputs for each in shown]


def test_an_example_that_cannot_be_read_proves_nothing() -> None:
    ruleset = load_ruleset(NAME)
    refused = [evolve(each, inputs={**each.inputs, "新设立": 7}) for each in ruleset.examples]
    assert grades(evolve(ruleset, examples=tuple(refused)))["A"] == "open"
