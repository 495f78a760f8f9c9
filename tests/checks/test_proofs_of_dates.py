"""What is counted between two dates has a value for every two dates, and that is proved."""

import pytest

from indicator_engine.checks.proofs import prove
from tests.small import ruleset_with


@pytest.mark.parametrize("counted", ["months(计划, 实际)", "days(计划, 实际)"])
def test_a_delay_is_defined_for_all_dates(counted: str) -> None:
    ruleset = ruleset_with(
        {
            "inputs": {"计划": {"type": "date"}, "实际": {"type": "date"}},
            "derived": {"滞后": {"formula": counted}},
            "indicators": {"formula": "max(0, weight - 2 * whole_steps(滞后, 12))"},
        }
    )
    assert {proof.result for proof in prove(ruleset)} == {"proved"}
