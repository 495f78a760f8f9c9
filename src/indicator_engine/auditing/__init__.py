"""Finished reports, number by number: what they print against what they should."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indicator_engine.auditing.audited import audited
from indicator_engine.auditing.findings import Audit, Finding, NotCheckable
from indicator_engine.auditing.reading import read_file
from indicator_engine.auditing.reading.json_form import from_python
from indicator_engine.model import Ruleset

__all__ = ["Audit", "Finding", "NotCheckable", "audit"]


def audit(report: str | Path | Mapping[str, Any], ruleset: Ruleset | None = None) -> Audit:
    """Return what a finished report prints and cannot be right.

    Args:
        report: A path to a JSON, CSV or XLSX file, or the JSON form of a report as a mapping.
        ruleset: The rules it was made by. Without them the generic rule of self-evaluation forms
            is applied: 执行率 × 分值, B/A or A/B × 分值, capped.

    Raises:
        RecordError: Where the report cannot be read.

    >>> leaf = {"id": "A", "weight": 10, "score": 9, "inputs": {"target": "100%", "actual": "98.0%"}}
    >>> found = audit({"tree": {"id": "total", "weight": 10, "children": [leaf]}}).findings
    >>> [(each.code, each.at, each.published, each.expected) for each in found]
    [('score', 'A', '9', '9.8')]
    """
    read = from_python(report) if isinstance(report, Mapping) else read_file(Path(report))
    return audited(read, ruleset)
