"""The laws hold, and each of them would see a result that is wrong."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from string import Formatter
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import load_ruleset, parse_ruleset
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.messages import laws as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.model import Ruleset
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score
from indicator_engine.testing import LAWS, LawBroken, assert_laws, laws, records_for, rulesets
from indicator_engine.testing.laws import Breach, Trial

RULESET = parse_ruleset(
    json.dumps(
        {
            "id": "school",
            "version": "1.0.0",
            "title": "School",
            "inputs": {
                "enrolled": {"type": "integer", "range": "[1, 900]"},
                "present": {"type": "integer", "range": "[0, 900]"},
            },
            "indicators": {
                "id": "total",
                "weight": 10,
                "children": [
                    {"id": "a", "weight": 8, "formula": "weight * reached(present, enrolled)"},
                    {"id": "b", "weight": 2, "formula": "weight * min(1, enrolled / 100)"},
                ],
            },
            "grades": [{"grade": "A", "range": "[6, 10]"}, {"grade": "B", "range": "[0, 6)"}],
            "assertions": [
                {"id": "no more", "condition": "present <= enrolled", "severity": "error"}
            ],
        }
    )
)
RECORD = {"inputs": {"enrolled": 100, "present": 50}}  # 4.00 + 2.00: an A

Tamper = Callable[[Evaluation, Ruleset, Mapping[str, Any]], Evaluation]


@given(data=st.data())
def test_generated_rulesets_obey(data: st.DataObject) -> None:
    ruleset = data.draw(rulesets(examples=False))
    trial = Trial(ruleset, data.draw(records_for(ruleset)))
    broken = {name: [each.message() for each in law(trial)] for name, law in LAWS.items()}
    assert not any(broken.values()), broken


def other_root(found: Evaluation, **changes: Any) -> Evaluation:  # noqa: ANN401 - of evolve
    return evolve(found, tree=evolve(found.tree, **changes))


def other_leaf(found: Evaluation, **changes: Any) -> Evaluation:  # noqa: ANN401 - of evolve
    first, *others = found.tree.children
    return other_root(found, children=(evolve(first, **changes), *others))


def is_open(record: Mapping[str, Any]) -> bool:
    return None in record["inputs"].values() or {"pending": "?"} in record["inputs"].values()


def narrow(found: Evaluation, _: Ruleset, record: Mapping[str, Any]) -> Evaluation:
    zero = Decimal("0.00")
    return evolve(found, total_range=(zero, zero)) if is_open(record) else found


def hopeless(found: Evaluation, _: Ruleset, record: Mapping[str, Any]) -> Evaluation:
    return evolve(found, grades=("B",)) if is_open(record) else found


def by_order(found: Evaluation, ruleset: Ruleset, _: Mapping[str, Any]) -> Evaluation:
    first = ruleset.indicators.children[0].id
    return other_leaf(found, score=Decimal("4.01")) if first == "b" else found


WRONG: Mapping[str, tuple[str, Sentence, Tamper]] = {
    "a sum that does not add up": (
        "printed_sums_add_up",
        say.SUM_DIFFERS,
        lambda found, *_: other_root(found, score=Decimal("6.01")),
    ),
    "points beyond the range": (
        "scores_stay_in_range",
        say.OUT_OF_RANGE,
        lambda found, *_: other_leaf(found, value=Fraction(9)),
    ),
    "a total of no grade": (
        "totals_have_one_grade",
        say.GRADES_OF_TOTAL,
        lambda found, *_: evolve(found, total=Decimal("10.01")),
    ),
    "another grade than the scale's": (
        "totals_have_one_grade",
        say.GRADE_DIFFERS,
        lambda found, *_: evolve(found, grade="B"),
    ),
    "a range without the total": ("ranges_hold_completions", say.TOTAL_OUTSIDE, narrow),
    "grades without the grade": ("ranges_hold_completions", say.GRADE_OUTSIDE, hopeless),
    "a score that hangs on the order": ("sibling_order_is_free", say.DIFFERS, by_order),
}


def breaches(name: str, ruleset: Ruleset = RULESET) -> list[Breach]:
    return list(LAWS[name](Trial(ruleset, RECORD)))


class TestLaws:
    @pytest.mark.parametrize(("law", "how", "tamper"), WRONG.values(), ids=WRONG)
    def test_what_is_wrong_is_seen(
        self, monkeypatch: pytest.MonkeyPatch, law: str, how: Sentence, tamper: Tamper
    ) -> None:
        """By its own law; in both languages."""
        assert breaches(law) == []
        monkeypatch.setattr(
            laws, "score", lambda rules, data: tamper(score(rules, data), rules, data)
        )
        (found,) = breaches(law)
        assert found.how == how
        assert found.message("zh") != found.message("en")

    def test_a_scale_in_disorder_is_seen(self) -> None:
        disordered = evolve(RULESET, grades=RULESET.grades[::-1])
        (found,) = breaches("totals_have_one_grade", disordered)
        assert found.message() == (
            "the total 6.00 has the grade 'A', and 'B' covers [0, 6): "
            "expected better grades above it and worse ones below"
        )

    def test_a_refusal_that_names_nothing_is_seen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        nameless = Diagnostic(code="record-not-object", at=Location(file="<record>"))

        def refuse(*_: object) -> None:
            raise RecordError([nameless])

        monkeypatch.setattr(laws, "score", refuse)
        (found,) = breaches("scores_stay_in_range")
        assert found.how == say.REFUSAL_WITHOUT_NAME

    def test_a_second_score_that_differs_is_seen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where a total changes, and where it is refused."""
        first = score(RULESET, RECORD)
        results = iter([first, evolve(first, grade="B")])
        monkeypatch.setattr(laws, "score", lambda *_: next(results))
        (found,) = breaches("scoring_repeats")
        assert found.message() == (
            "total 6.00/10 (60.00%) A the first time, total 6.00/10 (60.00%) B the second"
        )

    def test_a_second_score_that_is_refused_is_seen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        results: Iterator[Evaluation | None] = iter([score(RULESET, RECORD), None])

        def once(*_: object) -> Evaluation:
            found = next(results)
            if found is None:
                raise RecordError([])
            return found

        monkeypatch.setattr(laws, "score", once)
        (found,) = breaches("scoring_repeats")
        assert found.message("zh") == "一次得 total 6.00/10 (60.00%) A，另一次得 报错"


class TestAssertLaws:
    @pytest.mark.parametrize("name", ["beijing-department-2022", "beijing-project-2020"])
    def test_shipped_rulesets_obey(self, name: str) -> None:
        assert_laws(load_ruleset(name), max_examples=5)

    def test_a_ruleset_may_refuse_records(self) -> None:
        """Half of the records here have more present than enrolled."""
        assert_laws(RULESET, max_examples=20)

    def test_the_message_holds_the_simplest_record(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ready to be pasted."""
        tamper = WRONG["points beyond the range"][2]
        monkeypatch.setattr(
            laws, "score", lambda rules, data: tamper(score(rules, data), rules, data)
        )
        with pytest.raises(LawBroken) as caught:
            assert_laws(RULESET, max_examples=20)
        lines = str(caught.value).splitlines()
        assert lines[0] == (
            "'school' breaks the law scores_stay_in_range (a rule's points lie within their range, "
            "or the refusal names the indicator): 'a' has 9 points, expected [0, 8]"
        )
        assert json.loads("\n".join(lines[2:])) == {"inputs": {"enrolled": 1, "present": 0}}

    def test_other_laws_are_not_asked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tamper = WRONG["points beyond the range"][2]
        monkeypatch.setattr(
            laws, "score", lambda rules, data: tamper(score(rules, data), rules, data)
        )
        assert_laws(RULESET, laws=["printed_sums_add_up"], max_examples=5)


SENTENCES = {
    **say.LAWS,
    **{name: each for name, each in vars(say).items() if isinstance(each, Sentence)},
}


class TestSentences:
    def test_every_law_says_what_it_is(self) -> None:
        assert say.LAWS.keys() == LAWS.keys()

    @pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
    def test_both_languages_tell_the_same(self, sentence: Sentence) -> None:
        zh, en = ({fact for _, fact, _, _ in Formatter().parse(text) if fact} for text in sentence)
        assert zh == en
