"""Hypothesis strategies for rulesets."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from indicator_engine.checks import static_errors
from indicator_engine.documents import read_document, write_json
from indicator_engine.errors import RulesetError
from indicator_engine.language.numbers import plain
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset, Stage
from indicator_engine.testing.callables import (
    declare_functions,
    declare_tables,
    declare_whole_bands,
)
from indicator_engine.testing.derived import declare_derived
from indicator_engine.testing.dice import Draw, Json
from indicator_engine.testing.draft import Draft
from indicator_engine.testing.examples import declare_examples
from indicator_engine.testing.inputs import declare_inputs
from indicator_engine.testing.parts import declare_assertions, declare_policies
from indicator_engine.testing.scales import declare_grades
from indicator_engine.testing.trees import MODES, Grower
from indicator_engine.testing.weights import Place

SCHEMA = "../schemas/ruleset-1.schema.json"
STAGES: tuple[Stage, ...] = ("leaf", "node", "total")
PLACES = (2, 0, 1, 3)
EFFECTIVE = ({"from": "2020-02-29"}, {"from": "2020-01-01", "to": "2022-12-31"})
WEIGHTS = (Fraction(100), Fraction(20), Fraction(1), Fraction(150), Fraction("12.5"))


def rulesets(
    *,
    capped: bool | None = None,
    stage: Stage | None = None,
    nodes: int = 12,
    examples: bool = True,
) -> st.SearchStrategy[Ruleset]:
    """Return a strategy for complete rulesets, each read from its JSON text.

    Args:
        capped: Whether rules are capped by construction: no record in range is refused, and, the
            adjustments aside, no indicator leaves its range. ``None`` draws either.
        stage: Where scores are rounded; ``None`` draws it.
        nodes: About how many indicators there may be at most.
        examples: Whether there may be examples; their expectations are what the engine computes.
    """
    return _rulesets(capped=capped, stage=stage, nodes=nodes, examples=examples)


@st.composite
def _rulesets(
    draw: Draw, *, capped: bool | None, stage: Stage | None, nodes: int, examples: bool
) -> Ruleset:
    draft = Draft(
        draw,
        capped=bool(draw(st.booleans())) if capped is None else capped,
        stage=draw(st.sampled_from(STAGES)) if stage is None else stage,
        places=draw(st.sampled_from(PLACES)),
    )
    fields = _fields(draft, nodes)
    ruleset = read(fields)
    if examples and (found := declare_examples(draft, ruleset)):
        return read(fields | {"examples": found})
    return ruleset


def read(fields: Json) -> Ruleset:
    """Return the ruleset of some fields, by way of its JSON text.

    Raises:
        RulesetError: Where they are none.
    """
    ruleset = read_ruleset(read_document(write_json(fields), "<generated>"))
    if found := static_errors(ruleset):
        raise RulesetError(found)
    return ruleset


def _fields(draft: Draft, nodes: int) -> dict[str, Json]:
    """Return a ruleset without examples, as its JSON has it."""
    head = _head(draft)
    declared: dict[str, Json] = {"inputs": declare_inputs(draft)}
    declared["tables"] = declare_tables(draft)
    declared["functions"] = declare_functions(draft)
    declared["derived"] = declare_derived(draft)
    assertions = declare_assertions(draft, ("error", "warning"))
    _ask_whole_bands(draft, declared)
    root = _root(draft)
    grades = _grades(draft, root) if draft.chance() else []
    tree, _ = Grower(draft, [each["grade"] for each in grades], nodes).grow(root)
    declared["derived"] |= declare_derived(draft)
    declared["assertions"] = assertions + declare_assertions(draft, ("info", "warning"))
    declared |= {"indicators": tree, "grades": grades, **_how_scored(draft)}
    return head | {key: value for key, value in declared.items() if value or key == "inputs"}


def _head(draft: Draft) -> dict[str, Json]:
    optional: dict[str, Callable[[], Any]] = {"$schema": lambda: SCHEMA, "description": draft.text}
    further: dict[str, Callable[[], Any]] = {
        **dict.fromkeys(("source", "note"), draft.text),
        "effective": lambda: draft.pick(EFFECTIVE),
    }
    fields = {"id": draft.pick(("generated", "A.1_b-2")), "version": "1.0.0", "title": draft.text()}
    return draft.some(optional, 4) | fields | draft.some(further, 6)


def _ask_whole_bands(draft: Draft, declared: dict[str, Json]) -> None:
    """Declare a table for whole numbers and a derived value that asks it, where there is an input."""
    whole = [name for name, each in declared["inputs"].items() if each["type"] == "integer"]
    if whole and draft.chance(3):
        name, table, formula = declare_whole_bands(draft, draft.pick(whole))
        declared["tables"][name] = table
        declared["derived"][draft.name("系数", "factor")] = {"formula": formula}


def _root(draft: Draft) -> Place:
    """Return the place of the root, with its range and its rounding."""
    fitting = [weight for weight in WEIGHTS if weight * 10**draft.places % 1 == 0]
    weight = draft.pick(fitting)
    fields: dict[str, Json] = {"weight": weight}
    if draft.chance(6):
        fields["range"] = f"[{draft.pick((0, -20))}, {plain(weight + 20)}]"
    if draft.chance(6):
        places = [own for own in range(draft.places + 1) if weight * 10**own % 1 == 0]
        fields["rounding"] = {"places": draft.pick(places), "mode": draft.pick(MODES)}
    return Place(weight=weight, fields=fields, depth=1)


def _grades(draft: Draft, root: Place) -> list[Json]:
    low, high = Fraction(0), root.weight
    if "range" in root.fields:
        low, high = (Fraction(end) for end in root.fields["range"][1:-1].split(", "))
    places = root.fields.get("rounding", {}).get("places", draft.places)
    return declare_grades(draft, root.weight, (low, high), places)


def _how_scored(draft: Draft) -> dict[str, Json]:
    """Return rounding and policies, the defaults mostly left out."""
    told = {"mode": draft.pick(MODES), "stage": draft.stage, "places": draft.places}
    defaults = {"mode": "half_up", "stage": "leaf", "places": 2}
    rounding = {
        key: value for key, value in told.items() if value != defaults[key] or draft.chance()
    }
    policies = declare_policies(draft) | draft.some(
        {"rescale": lambda: draft.pick(("root", "group", "root"))}, 2
    )
    return {"rounding": rounding, "policies": policies}
