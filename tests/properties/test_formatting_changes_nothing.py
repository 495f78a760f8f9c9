"""Formatting moves members of objects and white space, and changes nothing that is written."""

import json
import random
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from indicator_engine.documents import read_document, write_json
from indicator_engine.errors import RulesetError
from indicator_engine.formatting import format_ruleset
from indicator_engine.loading import dump_ruleset, read_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.testing import rulesets
from tests.properties.json_mutations import Members, loosely_read, mutated, written
from tests.properties.test_any_text_is_located import VALID, signs, values

Json = Any


def unordered(value: Json) -> Json:
    """Return what was read loosely, objects without the order of their members."""
    if isinstance(value, Members):
        return {key: unordered(member) for key, member in value}
    return [unordered(each) for each in value] if isinstance(value, list) else str(value)


def assert_only_moved(text: str) -> None:
    """Every text and the digits of every number are there, at their place; once is enough."""
    formatted = format_ruleset(text)
    assert unordered(loosely_read(formatted)) == unordered(loosely_read(text))
    assert format_ruleset(formatted) == formatted
    assert formatted.endswith("\n")
    assert all(line == line.rstrip(" ") for line in formatted.splitlines())


def formatted_or_refused(text: str) -> str | None:
    """Return the formatted text; ``None`` where it is no JSON, and said to be none."""
    try:
        return format_ruleset(text)
    except RulesetError:
        return None


@given(value=values, indent=st.none() | st.integers(0, 9))
def test_any_json(value: Json, indent: int | None) -> None:
    """Whether it is a ruleset or not, and however it is laid out."""
    text = write_json(value)
    assert_only_moved(text)
    assert_only_moved(json.dumps(json.loads(text), indent=indent))


@given(chance=st.randoms(use_true_random=False))
def test_any_change_of_a_ruleset(chance: random.Random) -> None:
    """Keys that no ruleset has, numbers in every form, values where others belong: all are kept."""
    text = mutated(VALID, chance)
    if formatted_or_refused(text) is not None:
        assert_only_moved(text)


@given(st.text(signs))
@example("\ufeff{}")
@example('{"\\u0069d": 1e3, "version": -0.0E-0}')
def test_any_text_is_formatted_or_located(text: str) -> None:
    if (formatted := formatted_or_refused(text)) is not None:
        assert format_ruleset(formatted) == formatted


@given(ruleset=rulesets(examples=True))
def test_a_formatted_ruleset_says_what_it_said(ruleset: Ruleset) -> None:
    """And a dumped one has its canonical form already."""
    assert ruleset.document is not None
    again = read_ruleset(read_document(format_ruleset(ruleset.document.text), "<formatted>"))
    assert again == ruleset
    dumped = dump_ruleset(ruleset) + "\n"
    assert format_ruleset(dumped) == dumped


def shuffled(value: Json, chance: random.Random, *, named: bool = False) -> Json:
    """Return a ruleset read loosely, keys of the format in another order, names in their own."""
    if isinstance(value, Members):
        members = [
            [key, shuffled(member, chance, named=not named and key in NAMED)]
            for key, member in value
        ]
        return Members(members if named else chance.sample(members, len(members)))
    return [shuffled(each, chance) for each in value] if isinstance(value, list) else value


NAMED = {
    "inputs", "derived", "functions", "tables", "tiers", "cases", "notes", "scores", "rates",
}  # fmt: skip


@given(chance=st.randoms(use_true_random=False))
def test_one_form_for_every_order_of_keys(chance: random.Random) -> None:
    """Names that the author chose stand as they stood, all other keys where they belong."""
    text = written(shuffled(loosely_read(VALID), chance))
    assert format_ruleset(text) == format_ruleset(VALID)
