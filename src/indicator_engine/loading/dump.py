"""A ruleset back to JSON text: what its author declared, defaults left out."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import asdict

from indicator_engine.documents import write_json
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import Expression
from indicator_engine.loading.parts import PERCENT_RANGE
from indicator_engine.model import (
    Adjustment,
    Assertion,
    Derived,
    Described,
    Effective,
    Example,
    Expected,
    Grade,
    Indicator,
    Input,
    Policies,
    Rounding,
    RuleFunction,
    Ruleset,
    Table,
    Text,
)
from indicator_engine.schema.order import in_order

SCHEMA = "../schemas/ruleset-1.schema.json"

Json = Any


def dump_ruleset(ruleset: Ruleset) -> str:
    """Return the JSON text that reads back as an equal ruleset, in canonical form."""
    return _written(
        _filled(
            {
                "$schema": SCHEMA,
                "id": ruleset.id,
                "version": ruleset.version,
                "effective": _effective(ruleset.effective),
                **_described(ruleset),
                "description": _text(ruleset.description),
                "inputs": {name: _input(each) for name, each in ruleset.inputs.items()},
                "derived": {name: _derived(each) for name, each in ruleset.derived.items()},
                "functions": {name: _function(each) for name, each in ruleset.functions.items()},
                "tables": {name: _table(each) for name, each in ruleset.tables.items()},
                "indicators": _indicator(ruleset.indicators),
                "rounding": _differing(ruleset.rounding, Rounding()),
                "grades": [_grade(each) for each in ruleset.grades],
                "policies": _differing(ruleset.policies, Policies()),
                "assertions": [_assertion(each) for each in ruleset.assertions],
                "examples": [_example(each) for each in ruleset.examples],
            },
            keep=("inputs",),
        )
    )


def _written(fields: Mapping[str, Json]) -> str:
    return write_json(in_order(fields))


def _filled(fields: Mapping[str, Json], keep: tuple[str, ...] = ()) -> dict[str, Json]:
    """Return the fields that say something: no ``None``, no empty text, list or object."""
    return {
        key: value
        for key, value in fields.items()
        if key in keep
        or not (value is None or (isinstance(value, str | dict | list) and not value))
    }


def _text(text: Text) -> Json:
    return text.zh if not text.en else _filled({"zh": text.zh, "en": text.en})


def _described(declared: Described) -> dict[str, Json]:
    return {
        "title": _text(declared.title),
        "source": _text(declared.source),
        "note": _text(declared.note),
    }


def _effective(effective: Effective | None) -> Json:
    if effective is None:
        return None
    last = None if effective.last is None else str(effective.last)
    return _filled({"from": str(effective.first), "to": last})


def _formula(formula: Expression | None) -> Json:
    return None if formula is None else formula.text


def _range(bounds: Range | None) -> Json:
    return None if bounds is None else str(bounds)


def _differing(declared: Rounding | Policies, default: Rounding | Policies) -> Json:
    stated, usual = asdict(declared), asdict(default)
    return {name: value for name, value in stated.items() if value != usual[name]}


def _input(declared: Input) -> Json:
    implied = declared.type == "percent" and declared.range == PERCENT_RANGE
    return _filled(
        {
            "type": declared.type,
            **_described(declared),
            "unit": declared.unit,
            "range": None if implied else _range(declared.range),
            "places": declared.places,
            "direction": declared.direction,
            "choices": list(declared.choices),
            "tiers": {tier: _range(bounds) for tier, bounds in declared.tiers.items()},
            "length": _range(declared.length),
            "help": _text(declared.help),
        }
    ) | ({} if declared.default is None else {"default": _default(declared)})


def _default(declared: Input) -> Json:
    value = declared.default
    if isinstance(value, date):
        return value.isoformat()
    if declared.type == "judged" and isinstance(value, Fraction):
        # A rate that several tiers allow has to be told with one; which one nothing depends on.
        tier = next(tier for tier, bounds in declared.tiers.items() if value in bounds)
        return {"tier": tier, "rate": value}
    return list(value) if isinstance(value, tuple) else value


def _derived(declared: Derived) -> Json:
    return _filled(
        {
            "formula": _formula(declared.formula),
            "type": None if declared.type == "number" else declared.type,
            **_described(declared),
            "unit": declared.unit,
            "places": declared.places,
            "help": _text(declared.help),
        }
    )


def _function(declared: RuleFunction) -> Json:
    return _filled(
        {
            "parameters": list(declared.parameters),
            "formula": _formula(declared.formula),
            **_described(declared),
            "help": _text(declared.help),
        }
    )


def _table(declared: Table) -> Json:
    return _filled(
        {
            **_described(declared),
            "help": _text(declared.help),
            "bands": [
                _filled({"range": _range(row.range), **_described(row)}) | {"value": row.value}
                for row in declared.bands
            ],
            "anchors": [list(point) for point in declared.anchors],
            "cases": dict(declared.cases),
        }
    )


def _indicator(node: Indicator) -> Json:
    declared = node.declared
    own = {"places": declared.places, "mode": declared.mode}
    combine = None if node.combination in ("sum", "formula") else node.combination
    return _filled(
        {
            "id": node.id,
            **_described(node),
            "weight": declared.weight,
            "share": declared.share,
            "combine": combine,
            "weights": "relative" if declared.relative else None,
            "formula": _formula(node.formula),
            "range": _range(declared.range),
            "rounding": {key: value for key, value in own.items() if value is not None},
            "policies": dict(declared.policies),
            "adjustments": [_adjustment(each) for each in node.adjustments],
            "evidence": _text(node.evidence),
            "tags": list(node.tags),
            "children": [_indicator(child) for child in node.children],
        }
    )


def _adjustment(declared: Adjustment) -> Json:
    return _filled(
        {
            "id": declared.id,
            **_described(declared),
            "when": _formula(declared.when),
            "becomes": _formula(declared.becomes),
            "grade_at_most": declared.grade_at_most,
            "grade": declared.grade,
        }
    )


def _grade(declared: Grade) -> Json:
    return _filled(
        {"grade": declared.grade, "range": _range(declared.range), **_described(declared)}
    )


def _assertion(declared: Assertion) -> Json:
    return _filled(
        {
            "id": declared.id,
            **_described(declared),
            "severity": None if declared.severity == "warning" else declared.severity,
            "equal": [_formula(side) for side in declared.equal or ()],
            "tolerance": declared.tolerance or None,
            "condition": _formula(declared.condition),
        }
    )


def _example(declared: Example) -> Json:
    return _filled(
        {
            "id": declared.id,
            **_described(declared),
            "unit": dict(declared.unit),
            "inputs": dict(declared.inputs),
            "notes": dict(declared.notes),
            "cohort": None if declared.cohort is None else [dict(each) for each in declared.cohort],
            "expected": _expected(declared.expected),
        },
        keep=("inputs", "cohort") if declared.cohort is not None else ("inputs",),
    )


def _expected(declared: Expected) -> Json:
    stated: dict[str, Json] = {
        "total": declared.total,
        "grade": declared.grade,
        "scores": dict(declared.scores),
        "rates": dict(declared.rates),
        "derived": dict(declared.derived),
        "warnings": list(declared.warnings),
    }
    return {key: value for key, value in stated.items() if key in declared.stated}
