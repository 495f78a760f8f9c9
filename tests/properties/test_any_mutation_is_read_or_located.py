"""A ruleset or a record with one thing wrong is used or refused with reasons, and nothing else."""

import random

from hypothesis import given, note
from hypothesis import strategies as st

from indicator_engine.documents import read_document, write_json
from indicator_engine.errors import Diagnostic, RecordError, RulesetError
from indicator_engine.library import parse_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.records import from_document
from indicator_engine.scoring import score_record
from tests.properties.cases import Case, cases
from tests.properties.json_mutations import mutated

MUTANTS = 5  # of each ruleset; one is soon changed, and slowly drawn


def assert_told(found: tuple[Diagnostic, ...], *files: str) -> None:
    """Each finding has an address in one of the files, and a sentence in both languages."""
    assert found
    for each in found:
        assert each.at.file in files
        assert each.at.line is not None
        assert each.at.column is not None
        assert each.message("zh") != each.message("en")
        assert each.render("zh").startswith(f"{each.at}: ")


def read(text: str) -> Ruleset | None:
    """Return the ruleset of a text; ``None`` where it is refused with reasons."""
    try:
        return parse_ruleset(text, name="a.json")
    except RulesetError as error:
        assert_told(error.diagnostics, "a.json")
        return None


@given(case=cases(examples=True), chance=st.randoms(use_true_random=False))
def test_a_ruleset_with_one_change_is_a_ruleset_or_located_errors(
    case: Case, chance: random.Random
) -> None:
    """If it is a ruleset, it scores a record or refuses it with reasons."""
    for _ in range(MUTANTS):
        text = mutated(case.text, chance)
        note(text)
        ruleset = read(text)
        if ruleset is None:
            continue
        try:
            document = read_document(write_json(case.record), "record.json")
            assert score_record(ruleset, from_document(ruleset, document)).ruleset == ruleset.id
        except RecordError as error:
            assert_told(error.diagnostics, "a.json", "record.json")


@given(case=cases(), chance=st.randoms(use_true_random=False))
def test_a_record_with_one_change_has_a_result_or_located_errors(
    case: Case, chance: random.Random
) -> None:
    """What is wrong with the data is found in the data, what a rule refuses in the ruleset."""
    for _ in range(MUTANTS):
        text = mutated(write_json(case.record), chance)
        note(text)
        try:
            document = read_document(text, "record.json", RecordError)
            result = score_record(case.ruleset, from_document(case.ruleset, document))
            assert result.ruleset == case.ruleset.id
        except RecordError as error:
            assert_told(error.diagnostics, "record.json", "<generated>")
