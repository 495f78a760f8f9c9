"""Records of rules that compare rows have a cohort, and the laws hold for them."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from indicator_engine import RecordError, parse_ruleset, score
from indicator_engine.testing import assert_laws, records_for

RULES = parse_ruleset(
    json.dumps(
        {
            "id": "among",
            "version": "1.0.0",
            "title": "Among others",
            "inputs": {
                "x": {"type": "number", "range": "[0, 100]"},
                "y": {"type": "integer", "range": "[1, 3]"},
            },
            "assertions": [{"id": "small", "condition": "x <= 90", "severity": "error"}],
            "indicators": {
                "id": "total",
                "weight": 30,
                "children": [
                    {"id": "a", "weight": 10, "formula": "weight * percentile(x / y)"},
                    {"id": "b", "weight": 10, "formula": "max(0, weight - rank_high(x))"},
                    {"id": "c", "weight": 10, "formula": "weight * y / cohort_max(y)"},
                ],
            },
        }
    )
)


def test_the_laws_hold() -> None:
    assert_laws(RULES)


@given(record=records_for(RULES))
def test_the_others_of_a_record_belong_to_its_cohort(record: Mapping[str, Any]) -> None:
    """So a record is refused for itself alone."""
    found: list[str] = []
    try:
        score(RULES, record)
    except RecordError as refused:
        found = [each.code for each in refused.diagnostics]
    assert found in ([], ["assertion-condition"])


def test_without_them_there_is_no_score() -> None:
    with pytest.raises(RecordError):
        score(RULES, {"x": 1, "y": 1})
