"""Lists of every length that a rule speaks of are tried; a longer one is not more of an input."""

from indicator_engine.checks.proofs import Proof, prove
from tests.small import ruleset_with

MARKS = {"type": "numbers", "range": "[0, 100]", "length": "[3, 9]", "direction": "positive"}


def proofs(formula: str) -> tuple[Proof, ...]:
    """Return the proofs of a ruleset whose one leaf is scored by marks."""
    return prove(ruleset_with({"inputs": {"评分": MARKS}, "indicators": {"formula": formula}}))


def test_a_branch_for_long_lists_is_reached() -> None:
    found = proofs("trimmed_mean(评分) if count(评分) > 5 else mean(评分)")
    assert {each.result for each in found if each.property != "monotone"} == {"proved"}
    reached = next(each for each in found if each.subject.startswith("trimmed_mean"))
    assert reached.witness == {"评分": [0] * 6}


def test_a_longer_list_refutes_no_direction() -> None:
    """More marks lower this total, but a direction is about higher marks."""
    found = proofs("weight - count(评分) * 5 + mean(评分) - mean(评分)")
    assert [each.result for each in found if each.property == "monotone"] == ["open"]
