"""A small sound ruleset, and what becomes of it when some of its members change."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from indicator_engine.checks import check_document
from indicator_engine.documents import read_document
from indicator_engine.errors import Diagnostic, RulesetError
from indicator_engine.lineage import findings_beside, read_file, resolved
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset

Json = Any

SMALL: Mapping[str, Json] = {
    "id": "small",
    "version": "1.0.0",
    "title": "预算执行",
    "inputs": {
        "预算数": {"type": "number", "unit": "万元", "range": "(0, inf)"},
        "执行数": {"type": "number", "unit": "万元", "range": "[0, inf)"},
    },
    "indicators": {"id": "total", "weight": 100, "formula": "weight * reached(执行数, 预算数)"},
}


def merged(target: Json, changes: Json) -> Json:
    """Return a value with another merged into it, objects by key; what has children is a group."""
    if not isinstance(target, Mapping) or not isinstance(changes, Mapping):
        return deepcopy(changes)
    kept = {
        key: value for key, value in target.items() if key != "formula" or "children" not in changes
    }
    return kept | {key: merged(target.get(key), value) for key, value in changes.items()}


def text_with(changes: Mapping[str, Json]) -> str:
    """Return the text of the small ruleset with some changes, without the inputs they leave idle."""
    found = merged(SMALL, changes)
    rest = json.dumps({**found, "inputs": {}}, ensure_ascii=False)
    found["inputs"] = {
        name: each
        for name, each in found["inputs"].items()
        if name in rest or name not in SMALL["inputs"]
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def ruleset_with(changes: Mapping[str, Json]) -> Ruleset:
    """Return the small ruleset with some changes; it is not checked."""
    return read_ruleset(read_document(text_with(changes), "<small>"))


def findings_of_file(path: Path) -> tuple[Diagnostic, ...]:
    """Return what ``check`` finds in a file, what it inherits and its other versions included."""
    name = path.name
    beside = findings_beside(path, name)
    try:
        return (*check_document(resolved(read_file(path, name), path=path)), *beside)
    except RulesetError as error:
        return (*error.diagnostics, *beside)


def findings_of(text: str | bytes, name: str = "<small>") -> tuple[Diagnostic, ...]:
    """Return what ``check`` finds in a text, also in one that is no JSON."""
    try:
        return check_document(read_document(text, name))
    except RulesetError as error:
        return error.diagnostics
