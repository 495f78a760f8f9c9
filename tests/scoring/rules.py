"""Small rulesets for the tests of scoring, and their results."""

import json
from collections.abc import Mapping
from typing import Any

from indicator_engine.errors import RecordError
from indicator_engine.library import parse_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.results import Evaluation, ScoreNode
from indicator_engine.scoring import score

Json = Any

INPUTS: Mapping[str, Json] = {
    "甲": {"type": "number"},
    "乙": {"type": "number"},
    "丙": {"type": "number"},
    "系数": {"type": "number"},
    "违规": {"type": "boolean"},
}
MISSING = None
PENDING = {"pending": "专家未打分"}
NOT_APPLICABLE = {"not_applicable": "无此项业务"}


def leaf(name: str, weight: float | None = None, formula: Json = None, **fields: Json) -> Json:
    """Return a leaf whose points are what the input of its name says, unless told otherwise."""
    told = {} if weight is None else {"weight": weight}
    return {"id": f"{name}分", **told, "formula": name if formula is None else formula, **fields}


def group(name: str, weight: float | None, *children: Json, **fields: Json) -> Json:
    """Return a sum, unless told otherwise."""
    told = {} if weight is None else {"weight": weight}
    return {"id": name, **told, "children": list(children), **fields}


def ruleset_of(root: Json, **fields: Json) -> Ruleset:
    """Return the ruleset of a tree, with five inputs to make formulas of."""
    head = {"id": "small", "version": "1.0.0", "title": "小例", "inputs": INPUTS}
    return parse_ruleset(json.dumps({**head, **fields, "indicators": root}, ensure_ascii=False))


def scored(root: Json, given: Mapping[str, Json], **fields: Json) -> Evaluation:
    """Return the result of some inputs."""
    return score(ruleset_of(root, **fields), given)


def refused(root: Json, given: Mapping[str, Json], **fields: Json) -> list[str]:
    """Return the codes for which a record is refused."""
    try:
        found = scored(root, given, **fields)
    except RecordError as error:
        return [each.code for each in error.diagnostics]
    raise AssertionError(found.tree)


def printed(node: ScoreNode) -> str | None:
    """Return a node's score as it is printed."""
    return None if node.score is None else f"{node.score:f}"


def total(root: Json, given: Mapping[str, Json], **fields: Json) -> str | None:
    """Return the published total as it is printed."""
    return printed(scored(root, given, **fields).tree)


def ids(result: Evaluation) -> list[tuple[str, str | None]]:
    """Return code and id of every warning."""
    return [(each.code, each.id) for each in result.warnings]
