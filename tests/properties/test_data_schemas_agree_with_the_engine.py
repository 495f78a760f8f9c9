"""The schema of the data admits what the engine reads, and nothing that it refuses but percentages."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import extend

from indicator_engine import RecordError
from indicator_engine.documents import read_document, write_json
from indicator_engine.forms import data_schema
from indicator_engine.model import Input, Ruleset
from indicator_engine.records import from_document
from indicator_engine.testing import records_for, rulesets

EXACT = extend(
    Draft202012Validator,
    {},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "number": lambda _, value: isinstance(value, Fraction),
            "integer": lambda _, value: isinstance(value, Fraction) and value.denominator == 1,
        }
    ),
)
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    Decimal("0.5"),
    Decimal("1.5"),
    1_000_000,
    "",
    "是",
    "95%",
    "-3.5%",
    "95 %",
    "95",
    "2022-06-10",
    "2022-02-30",
    "2022-6-1",
    [],
    [1],
    [90, 91, 92],
    [1, "90%"],
    [None],
    *([1] * count for count in range(2, 11)),
    {"pending": "年初未下达"},
    {"pending": " "},
    {"not_applicable": ""},
    {"pending": "a", "not_applicable": "b"},
    {"reason": "a"},
    {},
)


def validator(ruleset: Ruleset) -> Draft202012Validator:
    """Return a validator of exact numbers."""
    text = write_json(data_schema(ruleset))
    Draft202012Validator.check_schema(json.loads(text))
    return EXACT(read_document(text, "schema").value, format_checker=FormatChecker())


def is_read(ruleset: Ruleset, text: str) -> bool:
    """Tell whether the engine reads some data."""
    try:
        from_document(ruleset, read_document(text, "data"))
    except RecordError:
        return False
    return True


def percentages(value: object) -> Iterator[str]:
    """Yield the percentages that are written as text: a schema does not know their range."""
    if isinstance(value, str) and value.endswith("%"):
        yield value
    elif isinstance(value, Mapping):
        yield from percentages(value.get("rate"))


def near(declared: Input) -> list[Any]:
    """Return values at the limits of an input and beyond them, one by one and in tiers."""
    bounds = [each for each in (declared.range, *declared.tiers.values()) if each is not None]
    ends = [end for each in bounds for end in (each.low, each.high) if end is not None]
    numbers = [
        end + step for end in ends for step in (Fraction(-1, 1000), Fraction(0), Fraction(1, 8))
    ]
    tiered = [
        {"tier": tier, "rate": n} for tier in (*declared.tiers, "无此档") for n in numbers[:9]
    ]
    return [*numbers, *declared.choices, *tiered]


@given(ruleset=rulesets(examples=False), data=st.data())
def test_what_the_engine_reads_the_schema_admits(ruleset: Ruleset, data: st.DataObject) -> None:
    """As a record, and as its inputs alone."""
    record = data.draw(records_for(ruleset))
    for given_data in (record, record["inputs"]):
        read = read_document(write_json(given_data), "data").value
        assert [each.message for each in validator(ruleset).iter_errors(read)] == []


@given(ruleset=rulesets(examples=False), data=st.data())
def test_what_the_engine_refuses_the_schema_refuses(ruleset: Ruleset, data: st.DataObject) -> None:
    """And the other way round, percentages written as text aside; value by value of one key."""
    name = data.draw(st.sampled_from([*ruleset.inputs, *ruleset.inputs, "total", "没有这一项"]))
    declared, check = ruleset.inputs.get(name), validator(ruleset)
    for odd in (*ODD, *(near(declared) if declared else ())):
        text = write_json({"inputs": {name: odd}})
        admitted = check.is_valid(read_document(text, "data").value)
        if is_read(ruleset, text):
            assert admitted, text
        elif not list(percentages(odd)):
            assert not admitted, text


@given(ruleset=rulesets(examples=False), key=st.sampled_from(["input", "Inputs", "备注"]))
def test_unknown_keys_are_refused(ruleset: Ruleset, key: str) -> None:
    check = validator(ruleset)
    assert check.is_valid({"inputs": {}})
    assert not check.is_valid({"inputs": {}, key: {}})
    assert not check.is_valid({"inputs": {}, "notes": {key: "x"}})
    assert not check.is_valid({"inputs": {}, "unit": {key: "x"}})
