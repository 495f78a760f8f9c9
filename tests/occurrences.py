"""Every code of the catalogue, driven by a real error: what the test of the sentences renders."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from functools import partial
from typing import Any

import pytest

from indicator_engine import RecordError, RulesetError, evaluate, load_ruleset, parse_ruleset, score
from indicator_engine.checks import check_document
from indicator_engine.comparing.result_files import read_result
from indicator_engine.documents import read_document
from indicator_engine.errors import Diagnostic
from indicator_engine.limits import LIMITS

# A slip in one of these is seen by the schema first, whose sentence is then the one that is shown.
SEEN_BY_THE_SCHEMA = {
    "formula-and-combine",
    "formula-needed",
    "grade-below-root",
    "key-of-groups",
    "number-unreadable",
    "policies-on-group",
    "weight-needed",
    "weight-under-combine",
}

RULESET: Mapping[str, Any] = {
    "id": "example",
    "version": "1.0.0",
    "title": "Example",
    "inputs": {
        "spent": {"type": "number", "range": "[0, 1000]", "unit": "t"},
        "state": {"type": "choice", "choices": ["done", "begun"]},
        "marks": {"type": "numbers", "range": "[0, 100]", "length": "[1, 9]"},
        "whole": {"type": "integer"},
        "share": {"type": "percent"},
        "ready": {"type": "boolean"},
        "day": {"type": "date"},
        "remark": {"type": "text"},
        "work": {"type": "judged", "tiers": {"good": "[80%, 100%]", "bad": "[0%, 60%)"}},
    },
    "derived": {"used": {"formula": "spent + whole + share + work", "type": "number"}},
    "functions": {"half": {"parameters": ["x"], "formula": "x / 2"}},
    "tables": {"points": {"cases": {"done": 1, "begun": 0.5}}},
    "indicators": {
        "id": "total",
        "weight": 100,
        "children": [
            {"id": "first", "weight": 60, "formula": "weight * half(spent) / 500"},
            {"id": "second", "weight": 40, "formula": "weight * points(state)"},
        ],
    },
    "grades": [{"grade": "A", "range": "[60, 100]"}, {"grade": "B", "range": "[0, 60)"}],
    "assertions": [
        {
            "id": "checked",
            "condition": "mean(marks) >= 0 and (ready or remark != 'x' or given(day))",
        }
    ],
}
DATA: Mapping[str, Any] = {
    "spent": 500, "state": "done", "marks": [90], "whole": 1, "share": "5%",
    "ready": True, "day": "2022-06-10", "remark": "", "work": "90%",
}  # fmt: skip

Changes = Mapping[str, Any]

FIRST = "indicators/children/0/"
NAMES: Mapping[str, Any] = {
    "a": 1, "b": 0, "none": [], "list": [1, 2], "longer": [1, 2, 3], "day": date(9999, 12, 1)
}  # fmt: skip


def bands(*ranges: str) -> Changes:
    """Return the change that makes the example's table one of bands."""
    rows = [{"range": each, "value": 1} for each in ranges]
    return {"tables/points": {"bands": rows}, "indicators/children/1/formula": "points(spent)"}


FORMULAS: Mapping[str, str] = {
    "formula-empty": "  ",
    "formula-too-long": " " * 2_001,
    "formula-too-large": " + ".join([f"max({', '.join('a' * 40)})"] * 13),
    "formula-too-deep": "(" * 61 + "a" + ")" * 61,
    "formula-begins-with-equals": "= a + b",
    "cells-named": "sum(A1:A3)",
    "word-has-another-form": "a AND b",
    "if-is-no-function": "IF(a > b, 1, 0)",
    "else-missing": "1 if a > b",
    "parenthesis-alone": "(a + b",
    "operator-missing": "a b",
    "formula-malformed": "a +",
    "not-in-the-language": "a // b",
    "character-invisible": "a +\u200b b",
    "character-has-another-form": "a ^ 2",
    "character-unknown": "a.real",
    "number-runs-on": "2a",
    "number-not-ascii": "a + \u0663",
    "number-begins-with-zero": "min(1,000, a)",
    "number-malformed": "a + .5",
    "number-too-long": "1e40",
    "percent-without-number": "a % b",
    "percent-before-operand": "5% a",
    "text-malformed": "a == 'x",
    "text-out-of-place": "'x' + a",
    "exponent-not-whole": "a ** b",
    "too-many-arguments": f"max({', '.join('a' * 51)})",
    "arguments-do-not-fit": "clamp(a, b)",
    "argument-not-whole-literal": "round(a, b)",
    "unknown-name": "c + 1",
    "unknown-function": "maxi(a, b)",
    "name-called": "a(b)",
    "function-not-called": "max + 1",
    "kind-mismatch": "a and b",
    "kind-not-comparable": "list == longer",
    "division-by-zero": "a / b",
    "number-too-large": "(((a + 1) ** 100) ** 100) ** 100",
    "root-of-negative": "sqrt(b - 1)",
    "log-of-not-positive": "ln(b)",
    "geomean-of-negative": "geomean(a, -1)",
    "trimmed-mean-of-few": "trimmed_mean(a, b)",
    "list-empty": "max(none)",
    "lists-differ-in-length": "weighted_mean(list, longer)",
    "clamp-ends-crossed": "clamp(a, 2, 1)",
    "target-not-positive": "reached(a, b)",
    "step-not-positive": "whole_steps(a, b)",
    "anchors-not-ascending": "interpolate(a, 2, 0, 1, 1)",
    "cohort-unknown": "rank_high(a)",
    "date-not-in-calendar": "days(date(2022, 2, 29), day)",
    "date-out-of-range": "days(add_months(day, 1), day)",
    "months-not-whole": "days(add_months(day, -0.5), day)",
}


def chain(length: int, body: str) -> Changes:
    """Return the change that adds functions of which each calls the one before it."""
    functions = {"f0": {"parameters": ["x"], "formula": "x"}}
    for n in range(1, length):
        functions[f"f{n}"] = {"parameters": ["x"], "formula": body.format(f"f{n - 1}(x)")}
    return {f"functions/{name}": function for name, function in functions.items()}


RULESETS: Mapping[str, Changes] = {
    "expansion-too-large": chain(40, "{0} - {0}"),
    "expansion-too-deep": chain(102, "{0}"),
    "weight-not-here": {"derived/used/formula": "weight * 2"},
    "value-not-here": {f"{FIRST}formula": "value * 2"},
    "name-outside-function": {"functions/half/formula": "x / spent"},
    "cohort-in-function": {"functions/half/formula": "rank_high(x)"},
    "name-not-of-rows": {f"{FIRST}formula": "weight * percentile(weight * spent)"},
    "choice-unknown": {f"{FIRST}formula": "weight if state == 'dane' else 0"},
    "name-not-identifier": {"inputs/x\ufe0f": {"type": "number"}},
    "name-not-normal": {"inputs/\ufb01n": {"type": "number"}},
    "name-is-keyword": {f"{FIRST}id": "if"},
    "name-is-reserved": {"functions/half/parameters/0": "weight"},
    "name-clash": {f"{FIRST}id": "Spent"},
    "id-is-reserved": {f"{FIRST}id": "status"},
    "names-in-a-circle": {"derived/used/formula": "first"} | {f"{FIRST}formula": "used"},
    "functions-in-a-circle": {"functions/half/formula": "half(x)"},
    "range-malformed": {"inputs/spent/range": "[9, 1]"},
    "tier-outside": {"inputs/work/tiers/good": "[0, 2]"},
    "table-not-ascending": {"tables/line": {"anchors": [[1, 0], [1, 5]]}},
    "places-too-many": {f"{FIRST}rounding": {"places": 3}},
    "id-given-twice": {"grades/1/grade": "A"},
    "weights-do-not-add-up": {f"{FIRST}weight": 50},
    "weight-off-the-grid": {f"{FIRST}weight": 59.999, "indicators/children/1/weight": 40.001},
    "bands-gap": bands("[0, 1]", "[2, 3]"),
    "bands-overlap": bands("[0, 2]", "[2, 3]"),
    "case-missing": {"tables/points/cases": {"done": 1}},
    "case-without-choice": {"tables/points/cases/dune": 1},
    "grades-gap": {"grades/1/range": "[0, 59]"},
    "grades-overlap": {"grades/1/range": "[0, 60]"},
    "grades-do-not-cover": {"grades/1/range": "[1, 60)"},
    "grades-not-best-first": {"grades/0/range": "[0, 60)", "grades/1/range": "[60, 100]"},
    "grade-unknown": {"indicators/adjustments": [{"id": "x", "grade": "C"}]},
    "unused": {"inputs/more": {"type": "number"}},
    "unit-clash": {"inputs/whole/unit": "km"},
    "unit-clash-money": {"inputs/spent/unit": "元", "inputs/whole/unit": "万元"},
    "unit-against-points": {f"{FIRST}formula": "spent"},
    "percent-and-points": {"derived/used/formula": "1 if share > share - share else 0"},
    "derived-unit-differs": {"derived/used": {"formula": "spent", "unit": "km"}},
    "derived-not-percent": {"derived/used": {"formula": "share - share", "type": "percent"}},
    "derived-not-pp": {"derived/used": {"formula": "share", "type": "pp"}},
    "names-look-alike": {"inputs/pm10": {"type": "text"}, "inputs/pm1O": {"type": "text"}},
    "name-mixes-scripts": {"inputs/sp\u0435nt": {"type": "text"}},
    "parameter-shadows": {"functions/half": {"parameters": ["spent"], "formula": "spent / 2"}},
    "range-not-declared": {f"{FIRST}formula": "weight * whole"},
    "example-differs": {"examples": [{"id": "x", "inputs": DATA, "expected": {"total": 1}}]},
}  # fmt: skip

VALUES: Mapping[str, Any] = {
    "record-unknown-key": {"spend": 1},
    "indicator-given-a-value": {"first": 1},
    "mark-without-reason": {"spent": {"pending": " "}},
    "value-of-wrong-kind": {"spent": "1,000"},
    "value-not-finite": {"spent": float("nan")},
    "value-too-long": {"spent": 10**2_000},
    "value-not-whole": {"whole": 0.5},
    "value-out-of-range": {"share": 95},
    "value-not-a-choice": {"state": "dune"},
    "date-malformed": {"day": "10.6.2022"},
    "date-not-in-the-calendar": {"day": "2022-02-29"},
    "tier-unknown": {"work": {"tier": "goo", "rate": 0.9}},
    "rate-outside-tier": {"work": {"tier": "good", "rate": 0.5}},
    "rate-outside-tiers": {"work": 0.7},
    "list-of-wrong-length": {"marks": []},
}

SCORES: Mapping[str, Changes] = {
    "tier-not-told": {"inputs/work/tiers/bad": "[0%, 95%]"},
    "score-out-of-range": {f"{FIRST}formula": "spent"},
    "derived-not-whole": {"derived/used/type": "integer"},
    "outside-table": bands("[0, 1]"),
    "total-without-grade": {"indicators/adjustments": [{"id": "x", "becomes": "value + 50"}]},
    "assertion-equal": {"assertions/0": {"id": "x", "equal": ["spent", "whole"], "title": "Twice"}},
    "assertion-condition": {"assertions/0": {"id": "x", "condition": "spent < 0"}},
    "assertion-undefined": {"assertions/0": {"id": "x", "equal": ["1 / 0", "0"]}},
    "default-used": {"inputs/extra": {"type": "number", "default": 1}},
}

ABSENT: Mapping[str, Changes] = {
    "absence-refused": {"policies": {"missing": "refuse"}},
    "absence-scored-zero": {"policies": {"missing": "zero"}},
    "absence-scored-full": {"policies": {"missing": "full"}},
}


RANKED: Changes = {"derived/used/formula": "min_max(spent)"}


def changed(changes: Changes) -> str:
    """Return the example ruleset with the values at some paths replaced."""
    ruleset: Any = deepcopy(dict(RULESET))
    for path, value in changes.items():
        *steps, last = path.split("/")
        place = ruleset
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        place[int(last) if isinstance(place, list) else last] = value
    return json.dumps(ruleset, ensure_ascii=False, indent=2)


def of_formula(formula: str, names: Mapping[str, object] = NAMES) -> tuple[Diagnostic, ...]:
    """Return why a formula is refused."""
    with pytest.raises(RulesetError) as caught:
        evaluate(formula, names)
    return caught.value.diagnostics


def of_ruleset(changes: Changes) -> tuple[Diagnostic, ...]:
    """Return the findings of the example ruleset after some changes."""
    return check_document(read_document(changed(changes), "<text>"))


def of_record(data: Any, changes: Changes | None = None) -> tuple[Diagnostic, ...]:  # noqa: ANN401 - no data
    """Return why data cannot be scored, or what the score warns of."""
    ruleset = parse_ruleset(changed(changes or {}))
    try:
        return score(ruleset, data).warnings
    except RecordError as error:
        return error.diagnostics


def of_path(path: str) -> tuple[Diagnostic, ...]:
    """Return why there is no such ruleset."""
    with pytest.raises(RulesetError) as caught:
        load_ruleset(path)
    return caught.value.diagnostics


def of_result(text: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a text that is to be a result."""
    try:
        read_result(read_document(text, "<result>", RecordError))
    except RecordError as error:
        return error.diagnostics
    return ()


def large_tree() -> Changes:
    """Return the change that makes too many indicators."""
    leaves = iter(range(LIMITS.tree_nodes))
    groups = [
        {"id": f"g{n}", "weight": 1, "children": [
            {"id": f"n{next(leaves)}", "weight": 1, "formula": "0"} for _ in range(1_000)
        ]}
        for n in range(10)
    ]  # fmt: skip
    return {"indicators/children": groups}


OCCURRENCES: Mapping[str, Callable[[], tuple[Diagnostic, ...]]] = {
    **{code: partial(of_formula, formula) for code, formula in FORMULAS.items()},
    **{code: partial(of_ruleset, changes) for code, changes in RULESETS.items()},
    **{code: partial(of_record, {**DATA, **values}) for code, values in VALUES.items()},
    **{code: partial(of_record, DATA, changes) for code, changes in SCORES.items()},
    **{code: partial(of_record, {}, changes) for code, changes in ABSENT.items()},
    "tree-too-large": lambda: of_ruleset(large_tree()),
    "record-not-object": partial(of_record, [1, 2]),
    "text-expected": partial(of_record, {"inputs": DATA, "notes": {"first": 1}}),
    "cohort-not-list": partial(of_record, {"inputs": DATA, "cohort": {}}, RANKED),
    "cohort-not-given": partial(of_record, DATA, RANKED),
    "cohort-all-equal": partial(of_record, {"inputs": DATA, "cohort": [DATA]}, RANKED),
    "cohort-record-refused": partial(
        of_record,
        {"inputs": DATA, "cohort": [{**DATA, "spent": 1}]},
        {**RANKED, f"{FIRST}formula": "1 / (spent - 1)"},
    ),
    "result-malformed": partial(of_result, '{"tree": {}}'),
    "ruleset-unknown": partial(of_path, "beijing-departement-2022"),
    "file-unreadable": partial(of_path, "nowhere/at-all.json"),
}
