"""The examples of the explanations are true: the wrong one has the code, the right one has not."""

import json
from typing import Any

import pytest

from indicator_engine import RecordError, audit, load_ruleset
from indicator_engine.auditing.audited import audited
from indicator_engine.auditing.reading import read_bytes
from indicator_engine.messages.explained.audit import FINDINGS, READING, REMARKS

WITH_RULESET = {"no-data-for-the-rule", "not-in-the-ruleset"}
NOT_JSON = {"not-a-score-table", "report-kind-unknown", "report-without-table"}


def report_of(text: str) -> dict[str, Any]:
    """Return the report around an example: a node, statements, or what stands beside the tree."""
    data: Any = json.loads(text)
    if isinstance(data, list):
        return {"tree": {"id": "total"}, "statements": data}
    if {"tree", "statements"} & data.keys():
        return dict(data)
    if "grade" in data:
        return {"tree": {"id": "total", "weight": 100, "score": data["total"]}, **data}
    weight = data.get("weight")
    inside = [data] if data.get("id") != "total" else []
    return (
        {"tree": {"id": "root", "weight": weight, "children": inside}} if inside else {"tree": data}
    )


def codes_of(text: str, code: str) -> set[str]:
    data = report_of(text)
    ruleset = load_ruleset("beijing-department-2022") if code in WITH_RULESET else None
    result = audit(data, ruleset)
    return {each.code for each in result.findings} | {each.code for each in result.not_checkable}


@pytest.mark.parametrize("code", sorted({*FINDINGS, *REMARKS} - NOT_JSON))
def test_a_finding(code: str) -> None:
    each = {**FINDINGS, **REMARKS}[code]
    assert code in codes_of(each.bad, code)
    assert code not in codes_of(each.good, code)


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_the_right_example_has_no_error(code: str) -> None:
    assert audit(report_of(FINDINGS[code].good)).errors == ()


@pytest.mark.parametrize("code", sorted(READING.keys() - NOT_JSON))
def test_a_report_that_cannot_be_read(code: str) -> None:
    each = READING[code]
    with pytest.raises(RecordError) as refused:
        read_bytes(each.bad.encode(), "report.json")
    assert [found.code for found in refused.value.diagnostics] == [code]
    assert audited(read_bytes(each.good.encode(), "report.json")).report == "report.json"


def test_a_table_without_headings_is_none() -> None:
    each = READING["report-without-table"]
    with pytest.raises(RecordError, match="no score table"):
        read_bytes(each.bad.encode(), "report.csv", ".csv")
    assert audited(read_bytes(each.good.encode(), "report.csv", ".csv")).checked
