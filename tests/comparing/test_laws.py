"""What must hold of every two rulesets that are compared."""

import random
from collections.abc import Mapping

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from indicator_engine import dump_ruleset
from indicator_engine.comparing import Difference, diff
from indicator_engine.documents import read_document
from indicator_engine.errors import RecordError, RulesetError
from indicator_engine.library import parse_ruleset
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.report import render
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score
from indicator_engine.testing import rulesets
from tests.comparing.pairs import Pair, back, changed, forth, reworded
from tests.mutations import Mutation, mutations
from tests.properties.cases import Case, cases

chances = st.randoms(use_true_random=False)


def outcome(ruleset: Ruleset, record: Mapping[str, object]) -> Evaluation | None:
    """Return what a record scores; ``None`` where it is refused."""
    try:
        return score(ruleset, record)
    except RecordError:
        return None


def points(found: Evaluation | None, renamed: Mapping[str, str] | None = None) -> object:
    """Return all scores of a result, its total and its grade."""
    if found is None:
        return None
    names = renamed or {}
    scores = {names.get(each.id, each.id): each.score for each in found.tree.walk()}
    return found.total, found.grade, scores


def given_names(value: object) -> set[str]:
    """Return every key of a record."""
    if not isinstance(value, Mapping):
        return set()
    return {*map(str, value), *(name for each in value.values() for name in given_names(each))}


@settings(max_examples=40)
@given(ruleset=rulesets())
def test_nothing_differs_from_itself(ruleset: Ruleset) -> None:
    assert diff(ruleset, ruleset).changes == ()


@settings(max_examples=40)
@given(ruleset=rulesets())
def test_another_spelling_is_no_difference(ruleset: Ruleset) -> None:
    """Printed anew, a ruleset has other spaces and numbers, and its defaults are left out."""
    again = parse_ruleset(dump_ruleset(ruleset))
    found = diff(ruleset, again)
    assert (found.changes, found.examples) == ((), type(found.examples)())


def mutant(ruleset: Ruleset, mutation: Mutation) -> Ruleset | None:
    """Return a ruleset with a slip of the pen; ``None`` where it cannot be read."""
    assert ruleset.document is not None
    try:
        return read_ruleset(read_document(mutation.text(ruleset.document), "after.json"))
    except RulesetError:
        return None


@settings(max_examples=30)
@given(ruleset=rulesets(), chance=chances)
def test_every_slip_of_the_pen_is_found_at_its_place(
    ruleset: Ruleset, chance: random.Random
) -> None:
    """And nothing else is; one in a cross-check that only warns cannot change a score."""
    everything = mutations(ruleset)
    assume(everything)
    for mutation in chance.sample(everything, min(8, len(everything))):
        later = mutant(ruleset, mutation)
        if later is None:
            continue
        event(mutation.kind)
        (change,) = diff(ruleset, later).changes
        assert change.before_at is not None
        assert f"{mutation.pointer}/".startswith(f"{change.before_at.pointer}/")
        assert change.before_at.file != "after.json"
        assert change.after_at is not None
        assert change.after_at.file == "after.json"
        assert change.effect == (
            "report" if change.part == "assertion" and not _stops(ruleset, change.id) else "score"
        )


def _stops(ruleset: Ruleset, assertion: str) -> bool:
    return any(each.id == assertion and each.severity == "error" for each in ruleset.assertions)


@settings(max_examples=30)
@given(case=cases(), data=st.data())
def test_other_words_are_words_only(case: Case, data: st.DataObject) -> None:
    """No score changes by them, nor anything else that is said of a record."""
    assume('"title"' in case.text)
    pair = data.draw(reworded(case))
    assert {each.effect for each in diff(pair.before, pair.after).changes} <= {"words"}
    old, new = outcome(pair.before, pair.record), outcome(pair.after, pair.record)
    assert points(old) == points(new)


@settings(max_examples=40)
@given(case=cases(examples=True), chance=chances)
def test_what_cannot_change_a_score_changes_none(case: Case, chance: random.Random) -> None:
    """Whatever else is changed in the text of a ruleset: anything, or a slip of the pen."""
    everything = mutations(case.ruleset)
    slips = (
        mutant(case.ruleset, each) for each in chance.sample(everything, min(6, len(everything)))
    )
    for after in (changed(case, chance).after, *filter(None, slips)):
        found = diff(case.ruleset, after)
        if found.can_change("score") or found.renamed.keys() & given_names(case.record):
            continue  # a mark may be by an id that is gone
        event(f"{len(found.changes)} changes")
        old, new = outcome(case.ruleset, case.record), outcome(after, case.record)
        assert points(old, found.renamed) == points(new)
        if not found.changes and old is not None and new is not None:
            assert old.derived == new.derived
            assert [each.code for each in old.warnings] == [each.code for each in new.warnings]


def assert_turned(pair: Pair) -> Difference:
    there, and_back = diff(pair.before, pair.after), diff(pair.after, pair.before)
    assert sorted(map(str, map(back, there.changes))) == sorted(
        map(str, map(forth, and_back.changes))
    )
    assert {new: old for old, new in there.renamed.items()} == and_back.renamed
    return there


@settings(max_examples=40)
@given(case=cases(examples=True), chance=chances)
def test_the_way_back_is_the_way_there(case: Case, chance: random.Random) -> None:
    assert_turned(changed(case, chance))


@settings(max_examples=30)
@given(before=rulesets(), after=rulesets())
def test_rulesets_that_have_nothing_in_common_are_compared_too(
    before: Ruleset, after: Ruleset
) -> None:
    """Both ways, and in every form."""
    found = assert_turned(Pair(before, after, {}))
    for form in ("text", "json", "markdown"):
        assert render(found, form, "zh") != render(found, form, "en") or form == "json"
