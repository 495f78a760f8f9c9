"""Laws hold for what the strategies draw; so they must draw everything there is."""

import ast
import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from hypothesis import Phase, given, settings
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from indicator_engine.checks import static_errors
from indicator_engine.checks.examples import examples_come_out
from indicator_engine.language.functions import FUNCTIONS
from indicator_engine.language.syntax import COMPARISONS, EXPRESSIONS, OPERATORS
from indicator_engine.loading.names import formulas
from indicator_engine.model import Ruleset
from indicator_engine.resources import schema_text
from indicator_engine.testing import rulesets

Json = Any
Seen = set[tuple[str, str]]

# What only a ruleset has that extends another, drawn in test_resolving_puts_together_again.py.
OF_EXTENSIONS = ({"extends", "remove"}, "/$defs/change")

PLAIN: Json = Draft202012Validator
SAMPLE = settings(max_examples=200, derandomize=True, database=None, phases=[Phase.generate])


def closed_objects(part: Json, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """Yield every part of the schema that lists all keys of an object, with its place."""
    if isinstance(part, dict):
        if part.get("additionalProperties") is False and "properties" in part:
            yield pointer, part["properties"]
        for key, inner in part.items():
            yield from closed_objects(inner, f"{pointer}/{key}")


class Coverage:
    """What the schema lists, and what of it some documents hold."""

    def __init__(self) -> None:
        schema = json.loads(schema_text())
        self.seen: Seen = set()
        self.listed: Seen = set()
        self.places: dict[int, str] = {}
        for pointer, properties in closed_objects(schema):
            self.places[id(properties)] = pointer
            keys, place = OF_EXTENSIONS
            own = properties.keys() - keys if pointer != place else ()
            self.listed |= {(pointer, key) for key in own}
            for key, part in properties.items():
                if "enum" in part:
                    self.places[id(part["enum"])] = f"{pointer}/{key}"
                    self.listed |= {(f"{pointer}/{key}", choice) for choice in part["enum"]}
        noting = {"properties": self._noting("properties"), "enum": self._noting("enum")}
        self.validator = extend(PLAIN, noting, type_checker=PLAIN.TYPE_CHECKER)(schema)

    def _noting(self, keyword: str) -> Callable[..., Iterator[Any]]:
        validate = PLAIN.VALIDATORS[keyword]

        def note(validator: Json, listed: Json, instance: Json, part: Json) -> Iterator[Any]:
            if id(listed) in self.places:
                held = instance if isinstance(instance, dict) else (instance,)
                self.seen |= {(self.places[id(listed)], each) for each in held}
            return validate(validator, listed, instance, part) or iter(())

        return note

    def add(self, document: Json) -> None:
        """Note what a document holds; it has to be valid."""
        assert not list(self.validator.iter_errors(document))


def text_of(ruleset: Ruleset) -> str:
    assert ruleset.document is not None
    return ruleset.document.text


@cache
def sample() -> tuple[Ruleset, ...]:
    """Return the same rulesets every time."""
    found: list[Ruleset] = []

    @SAMPLE
    @given(ruleset=rulesets())
    def collect(ruleset: Ruleset) -> None:
        found.append(ruleset)

    collect()
    return tuple(found)


def test_every_key_and_every_choice_of_the_schema_is_drawn() -> None:
    coverage = Coverage()
    for ruleset in sample():
        coverage.add(json.loads(text_of(ruleset)))
    assert sorted(coverage.listed - coverage.seen) == []


def test_every_function_and_every_operator_of_the_language_is_drawn() -> None:
    calls: set[str] = set()
    nodes: set[type[ast.AST]] = set()
    for ruleset in sample():
        for formula in formulas(ruleset):
            calls |= formula.expression.calls
            nodes |= {type(node) for node in ast.walk(formula.expression.tree)}
    assert FUNCTIONS.keys() - calls == set()
    assert {*EXPRESSIONS, *OPERATORS, *COMPARISONS, ast.And, ast.Or, ast.Not, ast.USub} <= nodes


def test_every_combination_is_drawn_inside_another_and_around_one() -> None:
    nested = [
        (group.combination, child.combination)
        for ruleset in sample()
        for group in ruleset.indicators.walk()
        for child in group.children
        if child.children
    ]
    combinations = {"sum", "mean", "geomean", "min", "max", "formula"}
    assert {outer for outer, _ in nested} == combinations
    assert {inner for _, inner in nested} == combinations


def test_generated_examples_come_out() -> None:
    """Each of the drawn expectations is met; so is the soundness of every ruleset drawn."""
    for ruleset in sample():
        assert list(examples_come_out(ruleset)) == []
        assert static_errors(ruleset) == ()
