"""Every shipped ruleset is verified whole, and says where it comes from."""

import pytest

from indicator_engine import list_rulesets, load_ruleset
from indicator_engine.checks import verify

IN_PAGES_OF_THEIR_OWN = ("beijing-department-2022", "beijing-project-2020")  # tests/test_cli.py
OTHERS = [name for name in list_rulesets() if name not in IN_PAGES_OF_THEIR_OWN]


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_is_found_and_everything_is_proved(name: str) -> None:
    """No finding of any severity, every example as stated, no property refuted or open."""
    verification = verify(load_ruleset(name))
    assert [each.code for each in verification.findings] == []
    assert {each.result for each in verification.proofs} == {"proved"}


@pytest.mark.parametrize("name", list_rulesets())
def test_it_has_titles_a_source_and_examples(name: str) -> None:
    ruleset = load_ruleset(name)
    texts = (ruleset.title, ruleset.description, ruleset.source, ruleset.note)
    assert all(text.zh and text.en for text in texts)
    assert len(ruleset.examples) >= 2
    assert all(each.title.zh and each.title.en for each in ruleset.examples)


@pytest.mark.parametrize("name", list_rulesets())
def test_it_is_called_no_official_text(name: str) -> None:
    """What was not confirmed is not presented as the regulation's own words."""
    note = load_ruleset(name).note
    assert "不是" in note.zh
    assert "no official text" in note.en or "no text of" in note.en
