"""A ruleset survives being written and read."""

from hypothesis import given

from indicator_engine.documents import read_document
from indicator_engine.loading import dump_ruleset, read_ruleset
from indicator_engine.model import Ruleset
from tests.properties.cases import Case, cases, result


def loaded(text: str) -> Ruleset:
    return read_ruleset(read_document(text, "<dumped>"))


@given(case=cases(examples=True))
def test_what_is_dumped_loads_as_what_it_was(case: Case) -> None:
    """Equal in everything an author wrote, dumped the same once more, and scoring the same."""
    text = dump_ruleset(case.ruleset)
    again = loaded(text)
    assert again == case.ruleset
    assert dump_ruleset(again) == text
    before, after = result(case), result(Case(again, case.record))
    assert (before and before.tree) == (after and after.tree)
