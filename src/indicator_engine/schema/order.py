"""The canonical order of keys: that in which the schema declares them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from indicator_engine.resources import schema_text

Schema = Mapping[str, Any]

CONDITIONAL = ("then", "else")  # what holds only of some objects orders their keys all the same


class Shape:
    """What the schema says of a value, as far as it orders keys.

    Names that an author chooses, such as those of inputs, are keys of no declared order.
    """

    def __init__(self, root: Schema, schemas: Iterable[Schema]) -> None:
        self._root = root
        self._schemas = tuple(part for each in schemas for part in self._parts(each))
        self._below: dict[str | None, Shape] = {}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Return the place of each declared key."""
        keys = dict.fromkeys(key for each in self._schemas for key in each.get("properties", ()))
        return {key: place for place, key in enumerate(keys)}

    def sorted(self, keys: Iterable[str]) -> list[str]:
        """Return keys in the declared order; one that is not declared stays behind its neighbour.

        >>> shape().sorted(["inputs", "x", "version", "id"])
        ['id', 'version', 'inputs', 'x']
        """
        places: dict[str, int] = {}
        place = -1  # before all that are declared
        for key in keys:
            place = places[key] = self.order.get(key, place)
        return sorted(places, key=places.__getitem__)

    def member(self, key: str) -> "Shape":
        """Return what is said of the value of a key."""
        known = key if key in self.order else ""
        return self._remembered(known, lambda each: _member(each, known))

    def entry(self) -> "Shape":
        """Return what is said of each entry of a list."""
        return self._remembered(None, lambda each: each.get("items"))

    def _remembered(self, step: str | None, below: Any) -> "Shape":  # noqa: ANN401
        if step not in self._below:
            found = [below(each) for each in self._schemas]
            schemas = [each for each in found if isinstance(each, Mapping)]
            self._below[step] = Shape(self._root, schemas)
        return self._below[step]

    def _parts(self, schema: Schema) -> Iterator[Schema]:
        """Yield a schema and all that it says of the same value elsewhere."""
        yield schema
        further: Sequence[Any] = [
            *schema.get("allOf", ()),
            *(schema[key] for key in CONDITIONAL if key in schema),
        ]
        for each in further:
            yield from self._parts(each)
        if "$ref" in schema:
            yield from self._parts(self._at(schema["$ref"]))

    def _at(self, reference: str) -> Schema:
        """Return what a reference stands for; all of them are to places of the same schema."""
        found: Any = self._root
        for key in reference.removeprefix("#/").split("/"):
            found = found[key]
        return found  # type: ignore[no-any-return]


@cache
def shape() -> Shape:
    """Return the shape of a ruleset."""
    schema = json.loads(schema_text())
    return Shape(schema, [schema])


def in_order(value: Any, of: Shape | None = None) -> Any:  # noqa: ANN401 - any JSON
    """Return a ruleset's JSON with the keys of every object in canonical order.

    >>> in_order({"inputs": {"b": {"unit": "元", "type": "number"}, "a": {}}, "id": "x"})
    {'id': 'x', 'inputs': {'b': {'type': 'number', 'unit': '元'}, 'a': {}}}
    """
    of = of or shape()
    if isinstance(value, Mapping):
        return {key: in_order(value[key], of.member(key)) for key in of.sorted(value)}
    if isinstance(value, list):
        return [in_order(each, of.entry()) for each in value]
    return value


def _member(schema: Schema, key: str) -> object:
    """Return what a schema says of a key's value; ``""`` stands for any that is not declared."""
    return schema.get("properties", {}).get(key) if key else schema.get("additionalProperties")
