"""The shipped schema and rulesets, as the engine sees them; test_packaging.py asks from where."""

import json

import pytest

from indicator_engine import resources


def test_the_schema_is_of_draft_2020_12() -> None:
    """The draft that editors and jsonschema both know."""
    schema = json.loads(resources.schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_shipped_rulesets_are_listed_in_order() -> None:
    """The same list on every machine, whatever order its folder has."""
    shipped = resources.shipped_rulesets()
    assert {"beijing-department-2022", "beijing-project-2020"} <= set(shipped)
    assert list(shipped) == sorted(set(shipped))


@pytest.mark.parametrize("ruleset_id", resources.shipped_rulesets())
def test_a_shipped_ruleset_is_filed_under_its_id(ruleset_id: str) -> None:
    """So that its id finds it."""
    assert json.loads(resources.ruleset_text(ruleset_id))["id"] == ruleset_id


@pytest.mark.parametrize(
    "unknown", ["", "no-such-ruleset", "../rulesets/beijing-department-2022", "/etc/passwd"]
)
def test_an_unknown_id_is_a_key_error(unknown: str) -> None:
    """A path is no id, even where a file would be found."""
    with pytest.raises(KeyError) as raised:
        resources.ruleset_text(unknown)
    assert raised.value.args == (unknown,)
