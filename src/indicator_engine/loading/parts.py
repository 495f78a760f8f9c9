"""The parts of a ruleset that stand for themselves: inputs, tables, grades, assertions."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import evolve

from indicator_engine import values
from indicator_engine.language import tables
from indicator_engine.language.functions.function import Function
from indicator_engine.language.numbers import plain, read_number
from indicator_engine.language.ranges import Range
from indicator_engine.loading.fields import Fields
from indicator_engine.model import (
    Assertion,
    Band,
    Derived,
    Example,
    Expected,
    Grade,
    Input,
    Policies,
    Rounding,
    RuleFunction,
    Table,
)

PERCENT_RANGE = Range(Fraction(0), Fraction(1), low_open=False, high_open=False)


def inputs(ruleset: Fields) -> Iterator[Input]:
    """Yield the inputs that can be read."""
    for name, fields in ruleset.entries("inputs"):
        bounds = fields.range("range")
        if bounds is None and fields.get("type") == "percent":
            bounds = PERCENT_RANGE
        declared = Input(
            name=name,
            type=fields.get("type"),
            unit=fields.get("unit", ""),
            range=bounds,
            places=fields.whole("places"),
            direction=fields.get("direction"),
            choices=tuple(fields.get("choices", ())),
            tiers=_tiers(fields),
            length=fields.range("length"),
            help=fields.text("help"),
            **fields.described(),
        )
        yield _with_default(declared, fields)


def _tiers(fields: Fields) -> Mapping[str, Range]:
    found = {tier: fields.range("tiers", tier) for tier in fields.get("tiers", {})}
    for tier, bounds in found.items():
        if bounds is not None and not bounds.is_within(PERCENT_RANGE):
            fields.findings.add(
                "tier-outside", fields.at("tiers", tier), {"tier": tier, "range": str(bounds)}
            )
    return {tier: bounds for tier, bounds in found.items() if bounds is not None}


def _with_default(declared: Input, fields: Fields) -> Input:
    if "default" not in fields:
        return declared
    try:
        default = values.read_value(declared, fields.get("default"))
    except values.Refusal as refusal:
        facts = {"name": declared.name, **refusal.facts}
        fields.findings.add(refusal.code, fields.at("default"), facts)
        return declared
    return evolve(declared, default=default)


def derived(ruleset: Fields) -> Iterator[Derived]:
    """Yield the derived values whose formulas can be read."""
    for name, fields in ruleset.entries("derived"):
        formula = fields.formula("formula")
        if formula is None:
            continue
        yield Derived(
            name=name,
            formula=formula,
            type=fields.get("type", "number"),
            unit=fields.get("unit", ""),
            places=2 if (places := fields.whole("places")) is None else places,
            help=fields.text("help"),
            **fields.described(),
        )


def functions(ruleset: Fields) -> Iterator[RuleFunction]:
    """Yield the ruleset's functions whose formulas can be read."""
    for name, fields in ruleset.entries("functions"):
        formula = fields.formula("formula")
        if formula is not None:
            yield RuleFunction(
                name=name,
                parameters=tuple(fields.get("parameters")),
                formula=formula,
                help=fields.text("help"),
                **fields.described(),
            )


def tables_of(ruleset: Fields) -> Iterator[Table]:
    """Yield the tables that can be read."""
    for name, fields in ruleset.entries("tables"):
        rows = tuple(_bands(fields))
        points = tuple(_points(fields))
        values_by_case = {case: fields.number("cases", case) for case in fields.get("cases", {})}
        known = {case: value for case, value in values_by_case.items() if value is not None}
        function = _function(name, rows, points, known)
        if function is not None and _ascending(fields, points):
            yield Table(
                name=name,
                bands=rows,
                anchors=points,
                cases=known,
                function=function,
                help=fields.text("help"),
                **fields.described(),
            )


def _function(
    name: str,
    rows: tuple[Band, ...],
    points: tuple[tuple[Fraction, Fraction], ...],
    known: Mapping[str, Fraction],
) -> Function | None:
    if rows:
        return tables.bands(name, [(row.range, row.value) for row in rows])
    if len(points) > 1:
        return tables.anchors(name, points)
    return tables.cases(name, known) if known else None


def _bands(fields: Fields) -> Iterator[Band]:
    for row in fields.objects("bands"):
        bounds, value = row.range("range"), row.number("value")
        if bounds is not None and value is not None:
            yield Band(range=bounds, value=value, **row.described())


def _points(fields: Fields) -> Iterator[tuple[Fraction, Fraction]]:
    for index in range(len(fields.get("anchors", ()))):
        x, y = fields.number("anchors", index, 0), fields.number("anchors", index, 1)
        if x is not None and y is not None:
            yield x, y


def _ascending(fields: Fields, points: tuple[tuple[Fraction, Fraction], ...]) -> bool:
    for index, (before, after) in enumerate(pairwise(points)):
        if before[0] >= after[0]:
            facts = {"x": plain(after[0]), "before": plain(before[0])}
            fields.findings.add("table-not-ascending", fields.at("anchors", index + 1), facts)
            return False
    return True


def rounding(fields: Fields) -> Rounding:
    """Return how scores are published; the defaults where nothing is said."""
    return Rounding(**_stated(fields, "mode", "stage"), places=_places(fields))


def _places(fields: Fields) -> int:
    places = fields.whole("places")
    return Rounding().places if places is None else places


def policies(fields: Fields) -> Policies:
    """Return what becomes of leaves without a value; the defaults where nothing is said."""
    return Policies(**_stated(fields, "missing", "pending", "not_applicable", "rescale"))


def _stated(fields: Fields, *keys: str) -> dict[str, Any]:
    return {key: fields.get(key) for key in keys if key in fields}


def grades(ruleset: Fields) -> Iterator[Grade]:
    """Yield the grades of the scale, best first."""
    for fields in ruleset.objects("grades"):
        yield Grade(grade=fields.get("grade"), range=fields.range("range"), **fields.described())


def assertions(ruleset: Fields) -> Iterator[Assertion]:
    """Yield the assertions whose formulas can be read."""
    for fields in ruleset.objects("assertions"):
        sides = tuple(fields.formula("equal", side) for side in range(len(fields.get("equal", ()))))
        condition = fields.formula("condition")
        equal = tuple(side for side in sides if side is not None)
        if condition is None and len(equal) != 2:
            continue
        yield Assertion(
            id=fields.get("id"),
            equal=(equal[0], equal[1]) if equal else None,
            tolerance=fields.number("tolerance") or Fraction(0),
            condition=condition,
            severity=fields.get("severity", "warning"),
            **fields.described(),
        )


def examples(ruleset: Fields) -> Iterator[Example]:
    """Yield the examples; their data are read when they are scored."""
    for fields in ruleset.objects("examples"):
        yield Example(
            id=fields.get("id"),
            unit=fields.get("unit", {}),
            inputs=fields.get("inputs"),
            notes=fields.get("notes", {}),
            cohort=tuple(fields.get("cohort")) if "cohort" in fields else None,
            expected=_expected(fields.inside("expected")),
            **fields.described(),
        )


def _expected(fields: Fields) -> Expected:
    return Expected(
        total=_number_or_none(fields, "total"),
        grade=fields.get("grade"),
        scores=_numbers(fields, "scores"),
        rates=_numbers(fields, "rates"),
        derived={
            name: value if isinstance(value, bool | None) else _printed(value)
            for name, value in fields.get("derived", {}).items()
        },
        warnings=tuple(fields.get("warnings", ())),
        stated=frozenset(fields.values),
    )


def _numbers(fields: Fields, key: str) -> Mapping[str, Fraction | None]:
    return {name: _number_or_none(fields, key, name) for name in fields.get(key, {})}


def _number_or_none(fields: Fields, *keys: str) -> Fraction | None:
    value: Any = fields.values
    for key in keys:
        value = value.get(key)
    return None if value is None else fields.number(*keys)


def _printed(value: object) -> Fraction | str:
    """Return a number where the text names one (a percent as its ratio), else the text."""
    if isinstance(value, str):
        found = read_number(value, percent=True)
        return value if found is None else found
    return Fraction(str(value))
