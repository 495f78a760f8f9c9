"""A table of bands keeps its direction whichever band is written first."""

from collections.abc import Sequence

import pytest

from indicator_engine.checks import check
from indicator_engine.checks.proofs import prove
from tests.small import ruleset_with

CLOSED = (("[90%, 100%]", 5), ("[80%, 90%)", 4), ("[0%, 80%)", 0))
OPEN_ENDED = (("[90%, inf)", 5), ("[80%, 90%)", 4), ("(-inf, 80%)", 0))


def verdict(bands: Sequence[tuple[str, int]], direction: str = "positive") -> str:
    """Return how the proof of a direction ends for points read off bands of a percent."""
    ruleset = ruleset_with(
        {
            "inputs": {"完成率": {"type": "percent", "direction": direction}},
            "tables": {
                "分档": {"bands": [{"range": each, "value": value} for each, value in bands]}
            },
            "indicators": {"weight": 5, "formula": "分档(完成率)"},
        }
    )
    return next(proof.result for proof in prove(ruleset) if proof.property == "monotone")


@pytest.mark.parametrize("bands", [CLOSED, OPEN_ENDED])
def test_the_order_of_bands_makes_no_difference(bands: Sequence[tuple[str, int]]) -> None:
    assert verdict(bands) == "proved"
    assert verdict(bands[::-1]) == "proved"


def test_a_band_out_of_line_is_found() -> None:
    bands = (("[90%, 100%]", 3), ("[80%, 90%)", 4), ("[0%, 80%)", 0))
    assert verdict(bands) == "refuted"
    assert verdict(CLOSED, "reverse") == "refuted"


def test_a_table_that_only_a_cross_check_asks_need_not_be_reached() -> None:
    """An assertion decides no score, so nothing is due of the rows that it looks up."""
    ruleset = ruleset_with(
        {
            "inputs": {"完成率": {"type": "percent"}},
            "tables": {"最低": {"bands": [{"range": each, "value": 0} for each, _ in CLOSED]}},
            "indicators": {"formula": "weight * 完成率"},
            "assertions": [{"id": "不低于", "condition": "最低(完成率) <= 完成率"}],
        }
    )
    assert check(ruleset) == ()
