"""Pairs of rulesets for laws: one, and what becomes of it by a change of its text."""

import json
import random
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from indicator_engine.comparing import Change
from indicator_engine.errors import Location, RulesetError
from indicator_engine.library import parse_ruleset
from indicator_engine.model import Ruleset
from tests.properties.cases import Case
from tests.properties.json_mutations import mutated

Json = Any
TRIES = 6  # texts with a change; few of them are rulesets
TEXTS = ("title", "source", "note", "description", "help", "evidence", "tags")


@frozen
class Pair:
    """Two rulesets, and a record of the first."""

    before: Ruleset
    after: Ruleset
    record: Mapping[str, Any]

    def __repr__(self) -> str:
        texts = [each.document.text for each in (self.before, self.after) if each.document]
        return "\n→\n".join(texts) + f"\n{self.record}"


def sound(text: str) -> Ruleset | None:
    """Return the ruleset of a text; ``None`` where it is none that could be loaded."""
    try:
        return parse_ruleset(text, name="after.json")
    except RulesetError:
        return None


def changed(case: Case, chance: random.Random) -> Pair:
    """Return a ruleset with a few changes anywhere; with none where none leaves a ruleset."""
    text, after = case.text, case.ruleset
    for _ in range(TRIES):
        tried = mutated(text, chance)
        if (found := sound(tried)) is not None:
            text, after = tried, found
    return Pair(case.ruleset, after, case.record)


@st.composite
def reworded(draw: Any, case: Case) -> Pair:  # noqa: ANN401 - of Hypothesis
    """Return a ruleset with other words, as far as some of its parts have any."""
    fields = json.loads(case.text)
    places = list(_with_words(fields))
    for place, key in draw(st.lists(st.sampled_from(places), min_size=1, max_size=4)):
        place[key] = ["别的"] if key == "tags" else draw(st.sampled_from(["别的", {"en": "else"}]))
    after = parse_ruleset(json.dumps(fields, ensure_ascii=False), name="after.json")
    return Pair(case.ruleset, after, case.record)


def _with_words(value: Json) -> Any:  # noqa: ANN401 - places of JSON
    """Yield the objects of a ruleset that hold a text for readers, and its key."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in TEXTS:
                yield value, key
            if key not in ("examples", *TEXTS):
                yield from _with_words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _with_words(each)


def with_changes(ruleset: Ruleset, changes: Mapping[tuple[str | int, ...], Json]) -> Ruleset:
    """Return a ruleset with values of its JSON replaced; ``None`` takes one away."""
    assert ruleset.document is not None
    fields = deepcopy(json.loads(ruleset.document.text))
    for path, value in changes.items():
        place = fields
        for step in path[:-1]:
            place = place[step]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value
    return parse_ruleset(json.dumps(fields, ensure_ascii=False), name="after.json")


def told(change: Change) -> tuple[str, str, str | None, str | None]:
    """Return what a change says, in short."""
    return change.code, change.id, change.before, change.after


def back(change: Change) -> tuple[object, ...]:
    """Return a change as it is told when the two are swapped."""
    turned = {"added": "removed", "removed": "added"}
    kind = turned.get(change.kind, change.kind)
    places = (_place(change.after_at), _place(change.before_at))
    return change.part, kind, change.after, change.before, *places, change.effect


def forth(change: Change) -> tuple[object, ...]:
    """Return a change as it is told; ids aside, which are those of the second."""
    places = (_place(change.before_at), _place(change.after_at))
    return change.part, change.kind, change.before, change.after, *places, change.effect


def _place(at: Location | None) -> str:
    return "" if at is None else str(at.pointer)
