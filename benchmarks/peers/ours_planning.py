"""How long the engine takes to prepare a ruleset for tables, by its number of leaves."""

import json
from collections.abc import Mapping
from functools import partial
from time import perf_counter

from indicator_engine import parse_ruleset, score_table

GROUP = 10  # leaves of a group

# By turns, with inputs of their own: a share, a capped one, tiers, a way between two ends.
FORMULAS = (
    "weight * ok_{0} / of_{0}",
    "weight * min(1, ok_{0} / of_{0})",
    "weight if ok_{0} >= of_{0} else weight / 2 if ok_{0} / of_{0} >= 80% else 0",
    "weight * max(0, min(1, (ok_{0} - 60) / (95 - 60)))",
)


def first_row(leaves: int) -> float:
    """Return the seconds from a ruleset, which is read anew, to the scores of one row."""
    rules = parse_ruleset(ruleset(leaves))
    record = dict.fromkeys(rules.inputs, 80)
    start = perf_counter()
    score_table(rules, [record], scores="integer")
    return perf_counter() - start


def ruleset(leaves: int) -> str:
    """Return a ruleset of so many leaves of one point each, ten to a group."""
    shares = range(0, leaves, len(FORMULAS))
    return json.dumps(
        {
            "id": f"leaves-{leaves}",
            "version": "1.0.0",
            "title": f"{leaves} leaves",
            "inputs": {
                f"{name}_{leaf}": {"type": "number", "range": "[1, 100000]", "places": 2}
                for leaf in range(leaves)
                for name in ("ok", "of")
            },
            "indicators": {
                "id": "total",
                "weight": leaves,
                "children": [_group(first) for first in range(0, leaves, GROUP)],
            },
            "assertions": [
                {"id": f"share-{leaf}", "severity": "error", "condition": f"ok_{leaf} <= of_{leaf}"}
                for leaf in shares
            ],
        }
    )


def _group(first: int) -> Mapping[str, object]:
    leaves = [_leaf(number) for number in range(first, first + GROUP)]
    return {"id": f"group_{first}", "weight": GROUP, "children": leaves}


def _leaf(number: int) -> Mapping[str, object]:
    formula = FORMULAS[number % len(FORMULAS)].format(number)
    return {"id": f"leaf_{number}", "weight": 1, "formula": formula}


hundred_leaves = partial(first_row, 100)
thousand_leaves = partial(first_row, 1_000)
