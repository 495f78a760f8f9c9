"""A ruleset that is split into a base and what extends it comes out as what it was."""

import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from indicator_engine.documents import join, read_document, write_json
from indicator_engine.errors import RulesetError
from indicator_engine.library import load_ruleset
from indicator_engine.loading import read_ruleset
from tests.properties.cases import Case, cases, result
from tests.properties.json_mutations import mutated
from tests.properties.test_any_mutation_is_read_or_located import assert_told

Json = Any
Chance = random.Random

OWN = ("$schema", "id", "version", "title", "effective")
OPTIONAL = ("title", "source", "note", "help", "evidence", "tags", "unit", "places", "range")
# What the base says where the extension says it anew: little, and never the same.
STAND_INS: dict[str, Json] = {
    "inputs": {"type": "text", "note": "of the base"},
    "derived": {"formula": "1", "note": "of the base"},
    "functions": {"parameters": ["p"], "formula": "p", "note": "of the base"},
    "tables": {"cases": {"of the base": 1}, "note": "of the base"},
}
MUTANTS = 3  # of each file


def split(whole: Json, chance: Chance) -> tuple[Json, Json]:
    """Return a base and what extends it; together they say what the whole says."""
    base = deepcopy(whole) | {"id": "base", "version": "0.0.1", "title": "Base"}
    own: Json = {key: whole[key] for key in OWN if key in whole}
    own |= {"extends": "base.ruleset.json", "remove": [], "indicators": []}
    for section, stand_in in STAND_INS.items():
        _split_section(section, stand_in, base, own, chance)
    for key in ("description", "source", "note", "grades", "assertions", "examples"):
        if key in whole and chance.random() < 1 / 2:
            own[key] = base.pop(key)
    for key in ("rounding", "policies"):
        if key in whole:
            own[key] = _taken(base[key], list(base[key]), chance)
    _split_tree(base["indicators"], own, chance)
    return base, _filled(own)


def _filled(fields: Json) -> Json:
    """Return a ruleset without the parts that it may leave out."""
    lists = ("assertions", "examples")
    return {key: value for key, value in fields.items() if value or key in lists}


def _taken(part: Json, keys: list[str], chance: Chance) -> Json:
    """Take some of the keys out of an object, never the last one; return them."""
    wanted = [key for key in keys if key in part and chance.random() < 1 / 2]
    return {key: part.pop(key) for key in wanted if len(part) > 1}


def _split_section(section: str, stand_in: Json, base: Json, own: Json, chance: Chance) -> None:
    entries = base.setdefault(section, {})
    own[section] = {}
    for name in list(entries):
        lot = chance.choice(["stay", "part", "anew", "new"])
        if lot == "part":
            own[section][name] = _taken(entries[name], list(OPTIONAL), chance)
            if "formula" in entries[name]:
                own[section][name]["formula"] = entries[name]["formula"]
                entries[name]["formula"] = "1 / 0"
        elif lot == "anew":
            own[section][name] = entries[name]
            own["remove"].append(f"{section}/{name}")
            entries[name] = deepcopy(stand_in)
        elif lot == "new":
            own[section][name] = entries.pop(name)
    if chance.random() < 1 / 4:
        entries[f"of_base_{section}"] = deepcopy(stand_in)
        own["remove"].append(f"of_base_{section}")
    if not entries and section != "inputs" and chance.random() < 1 / 2:
        del base[section]


def _split_tree(node: Json, own: Json, chance: Chance) -> None:
    """Take members out of an indicator and all below it, and whole indicators out of groups."""
    entry = _taken(node, list(OPTIONAL), chance)
    for key, other in (("formula", "1 / 0"), ("weight", 7)):
        if key in node and chance.random() < 1 / 2:
            entry[key], node[key] = node[key], other
    if len(node.get("rounding", ())) > 1:
        entry["rounding"] = _taken(node["rounding"], ["places", "mode"], chance)
    if entry := {key: value for key, value in entry.items() if value != {}}:
        own["indicators"].append({"id": node["id"], **entry})
    children = node.get("children", [])
    if len(children) > 1 and chance.random() < 1 / 3:
        own["indicators"].append({**children.pop(), "under": node["id"]})
    for index, child in enumerate(children):
        if chance.random() < 1 / 5:
            own["indicators"].append(child)
            own["remove"].append(child["id"])
            children[index] = _stand_in(child, child["id"])
        else:
            _split_tree(child, own, chance)
    if children and chance.random() < 1 / 4:
        name = f"of_base_{node['id']}"
        children.insert(chance.randrange(len(children) + 1), _stand_in(children[0], name))
        own["remove"].append(name)


def _stand_in(like: Json, name: str) -> Json:
    """Return an indicator that may stand where another does."""
    weight = {"weight": 7} if "weight" in like else {}
    return {"id": name, "formula": "1 / 0", "note": "of the base", **weight}


def scalars(value: Json, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """Yield everything that holds nothing further, by its pointer."""
    if not isinstance(value, dict | list):
        yield pointer, value
        return
    for step, part in value.items() if isinstance(value, dict) else enumerate(value):
        yield from scalars(part, join(pointer, step))


def write(folder: Path, base: str, own: str) -> Path:
    (folder / "base.ruleset.json").write_text(base, encoding="utf-8", newline="")
    path = folder / "own.ruleset.json"
    path.write_text(own, encoding="utf-8", newline="")
    return path


splits = st.randoms(use_true_random=False)


@given(case=cases(examples=True), chance=splits)
def test_what_is_split_is_resolved_to_what_it_was(case: Case, chance: Chance) -> None:
    """In every member and with every score; to resolve it once more changes nothing."""
    base, own = (write_json(part) for part in split(case.fields, chance))
    note(f"{base}\n{own}")
    with TemporaryDirectory() as folder:
        ruleset = load_ruleset(write(Path(folder), base, own))
    document = ruleset.document
    assert document is not None
    assert _filled(document.value) == _filled(read_document(case.text, "whole").value)
    assert ruleset == case.ruleset
    before, after = result(case), result(Case(ruleset, case.record))
    assert (before and before.tree) == (after and after.tree)
    again = read_ruleset(read_document(write_json(document.value), "resolved"))
    assert (again, again.digest) == (ruleset, ruleset.digest)


@given(case=cases(examples=True), chance=splits)
def test_every_part_is_where_it_is_said_to_be(case: Case, chance: Chance) -> None:
    """In the file that its address names, at the pointer and the line of that address."""
    base, own = (write_json(part) for part in split(case.fields, chance))
    note(f"{base}\n{own}")
    with TemporaryDirectory() as folder:
        path = write(Path(folder), base, own)
        document = load_ruleset(path).document
        files = {
            str(each): read_document(each.read_text(encoding="utf-8"), str(each))
            for each in (path, path.with_name("base.ruleset.json"))
        }
    assert document is not None
    held = {name: dict(scalars(each.value)) for name, each in files.items()}
    for pointer, value in scalars(document.value):
        place = document.at(pointer)
        assert held[place.file][place.pointer] == value
        assert files[place.file].at(place.pointer).line == place.line
        assert place.extended_by == ("" if place.file == str(path) else str(path))


@given(case=cases(), chance=splits)
def test_a_file_with_one_change_is_a_ruleset_or_located_errors(case: Case, chance: Chance) -> None:
    """In either of the two files, whichever is changed."""
    texts = [write_json(part) for part in split(case.fields, chance)]
    for changed in (0, 1) * MUTANTS:
        base, own = (
            mutated(text, chance) if index == changed else text for index, text in enumerate(texts)
        )
        note(f"{base}\n{own}")
        with TemporaryDirectory() as folder:
            path = write(Path(folder), base, own)
            try:
                load_ruleset(path)
            except RulesetError as error:
                assert_told(error.diagnostics, str(path), str(path.with_name("base.ruleset.json")))
