"""The JSON Schema of the data that a ruleset takes: for editors, forms and other programs.

What it cannot say is left to the engine: the range of a percentage written as text, whether a day
is in the calendar, how long a number may be, the tier of a rate written as text, and what only
several values together decide.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from indicator_engine.forms.phrases import (
    counts,
    help_lines,
    range_in_words,
    titled,
)
from indicator_engine.language.protocol import Absence
from indicator_engine.language.ranges import Range
from indicator_engine.messages import Language
from indicator_engine.messages import forms as say
from indicator_engine.model import Indicator, Input, InputType, Ruleset
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.values import WHOLE

Schema: TypeAlias = (
    Mapping[str, "Schema"] | list["Schema"] | str | bool | int | Fraction | Decimal | None
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PERCENT = r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?%$"
DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MARK: Schema = {"$ref": "#/$defs/mark"}
EMPTY: Schema = {"type": "null"}


def data_schema(ruleset: Ruleset, language: Language = "zh") -> Mapping[str, Schema]:
    """Return the JSON Schema (draft 2020-12) of the data of one unit.

    It admits a record, ``{"unit", "inputs", "notes", "cohort"}``, and its inputs alone, as
    ``score`` does; numbers in it are exact.

    Args:
        ruleset: Whose data.
        language: Of titles and descriptions.

    >>> from indicator_engine import load_ruleset
    >>> schema = data_schema(load_ruleset("beijing-department-2022"))
    >>> schema["$defs"]["inputs"]["properties"]["全年预算数"]["anyOf"][0]
    {'type': 'number', 'exclusiveMinimum': Fraction(0, 1)}
    """
    phrases = Phrases(language)
    title = phrases.text(ruleset.title) or ruleset.id
    inputs: Schema = {"$ref": "#/$defs/inputs"}
    whole: Mapping[str, Schema] = {
        "if": {"properties": {"inputs": {"type": "object"}}, "required": ["inputs"]},
        "then": {"$ref": "#/$defs/record"},
        "else": inputs,
    }
    return {
        "$schema": DIALECT,
        "title": phrases.say(say.DATA_OF, title=title),
        "description": phrases.text(ruleset.description),
        "$comment": f"{ruleset.id} {ruleset.version} {ruleset.digest}",
        "type": "object",
        **({"$ref": "#/$defs/inputs"} if "inputs" in ruleset.inputs else whole),
        "$defs": {
            "record": _record(phrases, ruleset, {"cohort": _cohort(phrases)}),
            "other": _record(phrases, ruleset, {}),
            "inputs": _inputs(phrases, ruleset),
            "mark": _mark(phrases),
        },
    }


def _record(phrases: Phrases, ruleset: Ruleset, further: Mapping[str, Schema]) -> Schema:
    names: Mapping[str, Schema] = {each: {"type": "string"} for each in ruleset.nodes}
    return {
        "type": "object",
        "properties": {
            "unit": {
                "description": phrases.say(say.OF_THE_UNIT),
                "type": ["string", "object", "null"],
                "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
                "additionalProperties": False,
            },
            "inputs": {"$ref": "#/$defs/inputs"},
            "notes": {
                "description": phrases.say(say.OF_THE_NOTES),
                "type": ["object", "null"],
                "properties": names,
                "additionalProperties": False,
            },
            **further,
        },
        "required": ["inputs"],
        "additionalProperties": False,
    }


def _cohort(phrases: Phrases) -> Schema:
    other: Schema = {
        "if": {"properties": {"inputs": {"type": "object"}}, "required": ["inputs"]},
        "then": {"$ref": "#/$defs/other"},
        "else": {"$ref": "#/$defs/inputs"},
    }
    return {
        "description": phrases.say(say.OF_THE_COHORT),
        "type": ["array", "null"],
        "items": other,
    }


def _inputs(phrases: Phrases, ruleset: Ruleset) -> Schema:
    return {
        "type": "object",
        "properties": {
            **{name: _input(phrases, each) for name, each in ruleset.inputs.items()},
            **{name: _indicator(phrases, each) for name, each in ruleset.nodes.items()},
        },
        "additionalProperties": False,
    }


def _mark(phrases: Phrases) -> Schema:
    reason: Schema = {"type": "string", "pattern": r"\S"}
    return {
        "description": phrases.say(say.OF_A_MARK),
        "type": "object",
        "properties": {"not_applicable": reason, "pending": reason},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def _indicator(phrases: Phrases, node: Indicator) -> Schema:
    return {
        "title": titled(phrases, node),
        "description": phrases.say(say.OF_A_WHOLE_INDICATOR),
        "anyOf": [MARK, EMPTY],
    }


def _input(phrases: Phrases, declared: Input) -> Schema:
    taken = range_in_words(phrases, declared)
    lines = [f"{taken} {one_line(declared.unit)}".rstrip(), *help_lines(phrases, declared)]
    default = _default(declared)
    return {
        "title": titled(phrases, declared),
        "description": "\n".join(lines),
        **({} if default is None else {"default": default}),
        "anyOf": [*VALUES[declared.type](declared), MARK, EMPTY],
    }


def _default(declared: Input) -> Schema:
    """Return what stands in for a missing value, as data would give it; ``None`` for nothing."""
    value = declared.default
    if value is None or isinstance(value, Absence):
        return None
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Fraction) and declared.type == "judged":
        tier = next(tier for tier, bounds in declared.tiers.items() if value in bounds)
        return {"tier": tier, "rate": value}
    return value.isoformat() if isinstance(value, date) else value


def _within(bounds: Range | None) -> Schema:
    """Return the schema of the numbers in a range."""
    found: dict[str, Schema] = {"type": "number"}
    if bounds is not None and bounds.low is not None:
        found["exclusiveMinimum" if bounds.low_open else "minimum"] = bounds.low
    if bounds is not None and bounds.high is not None:
        found["exclusiveMaximum" if bounds.high_open else "maximum"] = bounds.high
    return found


PERCENTAGE: Schema = {"type": "string", "pattern": PERCENT}


def _integer(declared: Input) -> list[Schema]:
    bounds = _within(declared.range)
    assert isinstance(bounds, Mapping)
    return [{**bounds, "type": "integer"}]


def _judged(declared: Input) -> list[Schema]:
    rates = {tier: _within(bounds.meet(WHOLE)) for tier, bounds in declared.tiers.items()}
    tiers: list[Schema] = [
        {
            "type": "object",
            "properties": {"tier": {"const": tier}, "rate": {"anyOf": [rate, PERCENTAGE]}},
            "required": ["tier", "rate"],
            "additionalProperties": False,
        }
        for tier, rate in rates.items()
    ]
    # A rate alone stands for itself where exactly one tier has it.
    return [*tiers, {"oneOf": list(rates.values())}, PERCENTAGE]


def _numbers(declared: Input) -> list[Schema]:
    count = counts(declared)
    if count is None:
        return []
    found: dict[str, Schema] = {"type": "array", "items": _within(declared.range)}
    if count.low:
        found["minItems"] = count.low
    if count.high is not None:
        found["maxItems"] = count.high
    return [found]


VALUES: Mapping[InputType, Callable[[Input], list[Schema]]] = {
    "number": lambda declared: [_within(declared.range)],
    "integer": _integer,
    "percent": lambda declared: [_within(declared.range), PERCENTAGE],
    "boolean": lambda _: [{"type": "boolean"}],
    "choice": lambda declared: [{"enum": list(declared.choices)}],
    "date": lambda _: [{"type": "string", "format": "date", "pattern": DATE}],
    "text": lambda _: [{"type": "string"}],
    "judged": _judged,
    "numbers": _numbers,
}
