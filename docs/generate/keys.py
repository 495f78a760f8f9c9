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
    objects = _standing_alone({"ruleset": schema, **titled})
    names = HOLDS | {name: f"[{name}](#{_anchor(name, each)})" for name, each in titled.items()}
    return page_of(
        "schemas/ruleset-1.schema.json",
        "Keys of a ruleset 规则集的键",
        "Every key of format 1, as an editor shows it from the schema; keys in bold are required.\n"
        "A file that [extends](ruleset-format.md#extends) another needs `id`, `version` and `title` "
        "only, and writes its `indicators` as a list of [changes](#change-改动).",
        "What the parts mean together is told in [](ruleset-format.md).",
        "规则集格式 1 的全部键，与编辑器中的提示同出一处；粗体为必需（写了 extends 时只需 id、version、title）。",
        *(block for name, each in objects.items() for block in _object(name, each, names)),
    )


def _standing_alone(objects: Mapping[str, Schema]) -> Mapping[str, Schema]:
    """Return the objects with what is required of a ruleset that extends none."""
    whole = objects["ruleset"]
    alone = whole["allOf"][0]["else"]
    properties = dict(whole["properties"])
    found = dict(objects)
    rules = ((key, rule) for key, rule in alone["properties"].items() if rule)
    for key, rule in rules:
        if "$ref" in rule:
            properties[key] = {**properties[key], **rule}
        elif required := rule["additionalProperties"].get("required"):
            entry = properties[key]["additionalProperties"]["$ref"].rsplit("/", 1)[1]
            found[entry] = {**found[entry], "required": required}
    required = [*whole["required"], *alone["required"]]
    return {**found, "ruleset": {**whole, "properties": properties, "required": required}}


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
        if "/properties/" in each.get("$ref", ""):  # told where it is from
            continue
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
