"""Formulas are bounded with the functions they call: text may be short and work endless."""

import json
from collections.abc import Mapping

import pytest

from indicator_engine import FormulaError, parse_ruleset, score
from indicator_engine.limits import LIMITS


def ruleset(functions: Mapping[str, str], formula: str) -> str:
    """Return a ruleset with functions of ``x``, by name and body, and one indicator."""
    return json.dumps(
        {
            "id": "example",
            "version": "1.0.0",
            "title": "Example",
            "inputs": {"a": {"type": "number", "range": "[0, 100]"}},
            "functions": {
                name: {"parameters": ["x"], "formula": body} for name, body in functions.items()
            },
            "indicators": {"id": "total", "weight": 100, "formula": formula},
        }
    )


def chain(length: int, body: str) -> dict[str, str]:
    """Return functions of which each calls the one before it."""
    return {"f0": "x"} | {f"f{n}": body.format(f"f{n - 1}(x)") for n in range(1, length)}


def codes(text: str) -> set[str]:
    """Return the codes a ruleset is refused with."""
    with pytest.raises(FormulaError) as caught:
        parse_ruleset(text)
    return {found.code for found in caught.value.diagnostics}


def test_calls_may_be_so_deep() -> None:
    """Each call is a level, and the last body is one more."""
    depth = LIMITS.formula_depth
    deepest = parse_ruleset(ruleset(chain(depth - 1, "{0}"), f"f{depth - 2}(a)"))
    assert score(deepest, {"a": 50}).total == 50
    assert codes(ruleset(chain(depth, "{0}"), f"f{depth - 1}(a)")) == {"expansion-too-deep"}


def test_formulas_may_be_so_large_with_the_bodies_they_call() -> None:
    """A call, its argument and its body: 100 nodes for each of fifty."""
    body = {"f": "max(" + ", ".join("x" * 47) + ") + max(" + ", ".join("x" * 48) + ")"}
    fifty = " + ".join(["f(a)"] * (LIMITS.expanded_nodes // 100 - 1))
    assert parse_ruleset(ruleset(body, f"({fifty}) / 100")).id == "example"
    assert codes(ruleset(body, f"({fifty} + f(a)) / 100")) == {"expansion-too-large"}


def test_doubling_calls_are_refused_at_once() -> None:
    """Forty functions of which each calls the one before it twice would never come to an end."""
    assert codes(ruleset(chain(40, "{0} - {0}"), "f39(a)")) == {"expansion-too-large"}
