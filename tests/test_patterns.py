"""The pattern pages: their rulesets are sound and proved, and give the numbers that are told."""

import json
from collections.abc import Mapping
from functools import cache

import pytest

from docs.generate.patterns import FOLDER, PAGES, Misreading, Pattern, patterns
from indicator_engine import RecordError, parse_ruleset
from indicator_engine.checks import verify
from indicator_engine.checks.coverage import coverage
from indicator_engine.model import Example, Ruleset
from indicator_engine.records import from_example
from indicator_engine.scoring import score_record

PATTERNS = tuple(patterns())
REFUSED, OPEN = "拒绝", "未定"

each_pattern = pytest.mark.parametrize(
    "pattern", PATTERNS, ids=[pattern.number for pattern in PATTERNS]
)


@cache
def rulesets(pattern: Pattern) -> Mapping[str, Ruleset]:
    """Return the rulesets of a pattern by their texts."""
    return {text: parse_ruleset(text, name=pattern.number) for text in pattern.rulesets}


def outcome(ruleset: Ruleset, example: Example) -> str:
    """Return what an example comes to, in the words of the pages."""
    try:
        result = score_record(ruleset, from_example(ruleset, example))
    except RecordError:
        return REFUSED
    total = OPEN if result.total is None else str(result.total)
    return total if result.grade is None else f"{total} {result.grade}"


def outcomes(pattern: Pattern) -> Mapping[str, str]:
    """Return what every example of a pattern comes to, by its id."""
    return {
        example.id: outcome(ruleset, example)
        for ruleset in rulesets(pattern).values()
        for example in ruleset.examples
    }


def misread(pattern: Pattern, misreading: Misreading) -> Ruleset:
    """Return the ruleset as it is misread: its text before the examples, changed."""
    text = next(
        text
        for text, ruleset in rulesets(pattern).items()
        if misreading.example in {example.id for example in ruleset.examples}
    )
    rules, mark, examples = text.partition('  "examples": [')
    for before, after in misreading.changes:
        assert before in rules, f"{before} is not in the ruleset"
        rules = rules.replace(before, after)
    return parse_ruleset(rules + mark + examples)


def test_each_pattern_stands_once() -> None:
    """In order within its page."""
    assert sorted(each.number for each in PATTERNS) == [f"{n:02}" for n in range(1, 57)]
    for name in PAGES:
        numbers = [each.number for each in PATTERNS if each.page == name]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_a_page_is_left_unread(name: str) -> None:
    """Whatever looks like a section, ruleset, example or misreading is one that is tested."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    found = [each for each in PATTERNS if each.page == name]
    assert text.count("\n## ") == len(found)
    assert text.count("```json") == sum(len(each.rulesets) for each in found)
    assert text.count(" 变为 **") == sum(len(each.misreadings) for each in found)
    told = sum(len(each.worked) + len(each.misreadings) for each in found)
    assert text.count("\n- `") == told


def test_the_index_has_a_row_for_each_pattern() -> None:
    rows = (FOLDER / "index.md").read_text(encoding="utf-8")
    for each in PATTERNS:
        assert (
            rows.count(f"| {each.number} | [{each.title}]({each.page}.md#pattern-{each.number})")
            == 1
        )


def test_every_page_is_read() -> None:
    assert {page.stem for page in FOLDER.glob("*.md")} == {*PAGES, "index"}


@each_pattern
def test_rulesets_are_called_after_their_pattern(pattern: Pattern) -> None:
    ids = [ruleset.id for ruleset in rulesets(pattern).values()]
    several = [f"pattern-{pattern.number}{letter}" for letter in "abc"[: len(ids)]]
    assert ids in ([f"pattern-{pattern.number}"], several)


@each_pattern
def test_rulesets_are_sound_and_proved(pattern: Pattern) -> None:
    """Examples are among what is checked; what is open is told on the page, with the reason."""
    undecided: list[str] = []
    for ruleset in rulesets(pattern).values():
        verification = verify(ruleset)
        doubts = [found for found in verification.findings if found.code != "proof-open"]
        assert [found.render("en") for found in doubts] == []
        unproved = [proof for proof in verification.proofs if proof.result != "proved"]
        assert {proof.result for proof in unproved} <= {"open"}
        undecided += [f"{each.property} {each.indicator}{each.subject}" for each in unproved]
    assert sorted(undecided) == sorted(pattern.undecided)


@each_pattern
def test_examples_come_past_every_band_branch_and_grade(pattern: Pattern) -> None:
    for ruleset in rulesets(pattern).values():
        assert ruleset.examples
        assert [f"{each.part} {each.name}" for each in coverage(ruleset).uncovered] == []
        assert all("total" in example.expected.stated for example in ruleset.examples)


@each_pattern
def test_the_page_tells_what_examples_come_to(pattern: Pattern) -> None:
    assert dict(pattern.worked) == outcomes(pattern)
    assert len(pattern.worked) == len(outcomes(pattern))


@each_pattern
def test_a_misreading_gives_another_number(pattern: Pattern) -> None:
    """The ruleset that says it loads as well; an example is what tells the two apart."""
    assert pattern.misreadings
    for misreading in pattern.misreadings:
        changed = misread(pattern, misreading)
        examples = {example.id: example for example in changed.examples}
        assert outcome(changed, examples[misreading.example]) == misreading.outcome
        assert misreading.outcome != outcomes(pattern)[misreading.example]


@each_pattern
def test_rulesets_fit_the_page(pattern: Pattern) -> None:
    """They begin with what they are, and no line is too wide to read."""
    for text in pattern.rulesets:
        assert list(json.loads(text))[:3] == ["id", "version", "title"]
        assert max(map(len, text.splitlines())) <= 100
