"""Every property that a ruleset's text calls for is judged, and no other."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from indicator_engine import Ruleset, list_rulesets, load_ruleset, parse_ruleset
from indicator_engine.checks.proofs import due, prove
from indicator_engine.loading import dump_ruleset
from indicator_engine.testing import rulesets

Json = dict[str, Any]


def nodes(node: Json) -> Iterator[Json]:
    """Yield an indicator of the JSON text and all below it."""
    yield node
    for child in node.get("children", []):
        yield from nodes(child)


def ifs(formula: object) -> int:
    """Return how many choices a formula makes: each has an ``else``."""
    return len(re.findall(r"\belse\b", str(formula)))


def calls(formulas: Iterable[object], name: str) -> bool:
    """Tell whether one of the formulas calls a table; what only assertions ask decides no score."""
    return any(re.search(rf"(?<!\w){name}\s*\(", str(each)) for each in formulas)


def called_for(text: str) -> Counter[str]:
    """Return how many properties of each kind the JSON text of a ruleset calls for."""
    ruleset: Json = json.loads(text)
    tree = list(nodes(ruleset["indicators"]))
    formulas = [each for each in tree if "formula" in each]
    leaves = [each for each in tree if "children" not in each]
    derived = list(ruleset.get("derived", {}).values())
    adjustments = [each for node in tree for each in node.get("adjustments", [])]
    conditional = [each for each in adjustments if "when" in each or "becomes" in each]
    tables = ruleset.get("tables", {})
    inputs = list(ruleset["inputs"].values())
    written = [
        *(
            each["formula"]
            for each in (*formulas, *derived, *ruleset.get("functions", {}).values())
        ),
        *(each[key] for each in adjustments for key in ("when", "becomes") if key in each),
    ]
    asked = [table for name, table in tables.items() if calls(written, name)]
    reachable = (
        2 * sum(map(ifs, written))
        + sum(len(table.get("bands", [])) + len(table.get("cases", {})) for table in asked)
        + sum(len(each.get("tiers", {})) for each in inputs)
        + len(ruleset.get("grades", []))
    )
    return +Counter(
        {
            "within-range": len(formulas),
            "defined": len(formulas) + len(derived) + len(conditional),
            "reaches-weight": len(leaves),
            "reachable": reachable,
            "partition": sum("bands" in table for table in tables.values())
            + bool(ruleset.get("grades")),
            "monotone": sum("direction" in each for each in inputs),
        }
    )


@pytest.mark.parametrize("name", list_rulesets())
def test_the_prover_judges_what_a_shipped_ruleset_calls_for(name: str) -> None:
    ruleset = load_ruleset(name)
    judged = Counter(proof.property for proof in prove(ruleset))
    assert called_for(dump_ruleset(ruleset)) == judged


@settings(max_examples=60)
@given(ruleset=rulesets(examples=False))
def test_what_is_due_is_what_the_text_calls_for(ruleset: Ruleset) -> None:
    """Counted from the JSON alone, without the engine's reading of it."""
    assert called_for(dump_ruleset(ruleset)) == Counter(each.property for each in due(ruleset))


def test_a_grade_is_found_that_a_rate_of_one_leaf_decides() -> None:
    """With the leaves before it full it is too low, with it full too high."""
    weights = {"a": 10, "b": 30, "c": 20, "d": 30, "e": 10}
    ruleset = {
        "id": "rates",
        "version": "1.0.0",
        "title": "Rates",
        "inputs": {f"rate_{name}": {"type": "percent"} for name in weights},
        "indicators": {
            "id": "total",
            "weight": 100,
            "children": [
                {"id": name, "weight": weight, "formula": f"weight * rate_{name}"}
                for name, weight in weights.items()
            ],
        },
        "grades": [
            {"grade": "high", "range": "[90, 100]"},
            {"grade": "decided by d", "range": "[80, 90)"},
            {"grade": "low", "range": "[0, 80)"},
        ],
    }
    proofs = prove(parse_ruleset(json.dumps(ruleset)))
    assert {each.result for each in proofs} == {"proved"}
