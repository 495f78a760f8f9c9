"""The page of the keys of a ruleset."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from docs.generate.markdown import listed, page_of, table
from indicator_engine.resources import schema_text

Schema = Mapping[str, Any]

HOLDS = {
    "text": "text, or `{zh, en}`",
    "name": "name",
    "slug": "id of ASCII letters, digits, `.`, `_`, `-`",
    "label": "text",
    "labels": "list of texts",
    "formula": "formula",
    "number": 'number, or `"90%"`',
    "range": "range",
    "datum": "value of the type, or a mark",
    "child": "[indicator](#indicator-指标)",
    "root": "[indicator](#indicator-指标)",
}


def page() -> str:
    """Return the page."""
    schema = json.loads(schema_text())
    titled = {name: each for name, each in schema["$defs"].items() if "title" in each}
    objects = {"ruleset": schema, **titled}
    names = HOLDS | {name: f"[{name}](#{_anchor(name, each)})" for name, each in titled.items()}
    return page_of(
        "schemas/ruleset-1.schema.json",
        "Keys of a ruleset 规则集的键",
        "Every key of format 1, as an editor shows it from the schema; keys in bold are required.",
        "What the parts mean together is told in [](ruleset-format.md).",
        "规则集格式 1 的全部键，与编辑器中的提示同出一处；粗体为必需。",
        *(block for name, each in objects.items() for block in _object(name, each, names)),
    )


def _anchor(name: str, schema: Schema) -> str:
    return f"{name}-{_chinese(schema)}"


def _chinese(schema: Schema) -> str:
    return str(schema["title"]).split()[0]


def _object(name: str, schema: Schema, names: Mapping[str, str]) -> Iterator[str]:
    yield f"## {name.capitalize()} {_chinese(schema)}"
    yield from schema["description"].split("\n\n")
    yield table("| Key | Holds | Meaning |", "|:---|:---|:---|", _rows(schema, names))
    yield from _choices(schema)


def _rows(schema: Schema, names: Mapping[str, str], prefix: str = "") -> Iterator[str]:
    for key, each in schema["properties"].items():
        name = f"`{prefix}{key}`"
        name = f"**{name}**" if key in schema.get("required", ()) else name
        chinese, english = each["description"].replace("|", "\\|").split("\n\n")
        yield f"| {name} | {_holds(each, names)} | {english}<br>{chinese} |"
        if "properties" in each:
            yield from _rows(each, names, f"{prefix}{key}.")


def _holds(schema: Schema, names: Mapping[str, str]) -> str:
    """Return what a value of the schema is, in a few words."""
    if "$ref" in schema:
        return names[schema["$ref"].rsplit("/", 1)[1]]
    if "enum" in schema:
        return " ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of: {_holds(schema['items'], names)}"
    if isinstance(schema.get("additionalProperties"), Mapping):
        return f"by name: {_holds(schema['additionalProperties'], names)}"
    if schema.get("type") == "integer":
        return f"whole number {schema['minimum']} to {schema['maximum']}"
    kinds = schema.get("type", "value")
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def _choices(schema: Schema) -> Iterator[str]:
    """Yield what each value of the enumerated keys means; keys with the same values together."""
    told: dict[str, list[str]] = {}
    for name, each in _enumerated(schema):
        values = zip(each["enum"], each["enumDescriptions"], strict=True)
        lines = listed(f"`{value}`: {meaning}" for value, meaning in values)
        told.setdefault(lines, []).append(f"`{name}`")
    for lines, keys in told.items():
        yield f"Values of {', '.join(keys)}:"
        yield lines


def _enumerated(schema: Schema, prefix: str = "") -> Iterator[tuple[str, Schema]]:
    for key, each in schema["properties"].items():
        if "enumDescriptions" in each:
            yield prefix + key, each
        if "properties" in each:
            yield from _enumerated(each, f"{prefix}{key}.")
