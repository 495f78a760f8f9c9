"""The first files of a ruleset: a template that checks clean, data for it, the schema for editors."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from indicator_engine import resources
from indicator_engine.documents import read_document, write_json
from indicator_engine.formatting import format_ruleset
from indicator_engine.loading import read_ruleset
from indicator_engine.messages import Language
from indicator_engine.model import Ruleset

SCHEMA = "ruleset-1.schema.json"


class NewFile(NamedTuple):
    """A file that is to be.

    Attributes:
        name: Its name, in the folder of them all.
        text: What it holds.
    """

    name: str
    text: str


def template(language: Language, ruleset_id: str, title: str | None = None) -> str:
    """Return the text of a small ruleset, to be edited into another one.

    Args:
        language: Of all that it says.
        ruleset_id: Its id.
        title: Its title; that of the template by default.
    """
    text = resources.new_ruleset_text(language)
    return _with(text, {"id": ruleset_id} if title is None else {"id": ruleset_id, "title": title})


def scaffold(text: str, ruleset_id: str) -> Mapping[str, NewFile]:
    """Return the files of a new ruleset: ``ruleset``, ``record`` and ``schema``.

    Args:
        text: The ruleset, which comes out in canonical form beside its schema; its first example
            gives the record, or one in which every input is still to be filled in.
        ruleset_id: Its id, after which the files are named.

    Raises:
        RulesetError: Where the text is no ruleset: what was put into it may not stand there.
    """
    name = f"{ruleset_id}{resources.SUFFIX}"
    text = format_ruleset(_with(text, {"$schema": SCHEMA}, name), name=name)
    ruleset = read_ruleset(read_document(text, name))
    record = write_json(_record(ruleset))
    return {
        "ruleset": NewFile(name, text),
        "record": NewFile(f"{ruleset_id}.record.json", f"{record}\n"),
        "schema": NewFile(SCHEMA, resources.schema_text()),
    }


def _record(ruleset: Ruleset) -> Mapping[str, Any]:
    """Return the data of the first example; without one, a record that is missing everything."""
    if not ruleset.examples:
        return {"inputs": dict.fromkeys(each.name for each in ruleset.inputs.values())}
    example = ruleset.examples[0]
    said = {"unit": example.unit, "inputs": example.inputs, "notes": example.notes}
    return {key: value for key, value in said.items() if value}


def _with(text: str, values: Mapping[str, str], name: str = "<template>") -> str:
    """Return a JSON text in which keys of the whole have other values, all else as it was."""
    parts = read_document(text, name).root.parts
    assert isinstance(parts, dict), "a ruleset is an object"
    for key in sorted(values, key=lambda each: parts[each].start, reverse=True):
        place = parts[key]
        written = json.dumps(values[key], ensure_ascii=False)
        text = f"{text[: place.start]}{written}{text[place.end :]}"
    return text
