"""Every code is explained, and the examples of the explanations are true."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from indicator_engine import RulesetError, evaluate
from indicator_engine.checks import check
from indicator_engine.checks.coverage import not_covered
from indicator_engine.errors import Diagnostic
from indicator_engine.messages import CATALOGUE
from indicator_engine.messages.explained import EXPLANATIONS, explain
from indicator_engine.records import from_example
from indicator_engine.scoring import score_record
from tests.small import findings_of, ruleset_with, text_with

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = {"实际": 5, "目标": 6, "状态": "完成", "评分": [90, 91, 92], "空列": []}


def codes_in_json(text: str) -> set[str]:
    """Return what is found in a text before its meaning is looked at."""
    of_json = {code for code in EXPLANATIONS if code.startswith(("json-", "duplicate-"))}
    return {found.code for found in findings_of(text)} & of_json


def codes_of_formula(text: str) -> set[str]:
    try:
        evaluate(text, NAMES)
    except RulesetError as error:
        return {found.code for found in error.diagnostics}
    return set()


def codes_of_members(members: str) -> set[str]:
    """Return what is found in the small ruleset with these members, or its examples warn of."""
    changes = json.loads(f"{{{members}}}")
    found = findings_of(text_with(changes))
    warnings = () if any(each.severity == "error" for each in found) else warnings_of(changes)
    return {each.code for each in (*found, *warnings)}


def warnings_of(changes: dict[str, object]) -> Iterator[Diagnostic]:
    ruleset = ruleset_with(changes)
    for example in ruleset.examples:
        yield from score_record(ruleset, from_example(ruleset, example)).warnings


FOUND = {"json": codes_in_json, "formula": codes_of_formula, "ruleset": codes_of_members}
# What is refused of a record is found without one too, and no range is no cap either.
COMPANIONS = {
    "derived-not-whole": "may-have-no-value",
    "outside-table": "may-have-no-value",
    "score-out-of-range": "leaves-its-range",
    "total-without-grade": "totals-without-grade",
    "range-not-declared": "leaves-its-range",
}


def of_form(*forms: str) -> list[str]:
    return sorted(code for code, each in EXPLANATIONS.items() if each.form in forms)


def test_every_code_is_explained() -> None:
    assert EXPLANATIONS.keys() == CATALOGUE.keys()


@pytest.mark.parametrize("code", sorted({*of_form(*FOUND)} - {"not-covered"}))
def test_the_bad_example_has_the_code_and_the_good_one_has_no_flaw(code: str) -> None:
    """The bad one has nothing but the code, and what is the same seen from another side."""
    each = EXPLANATIONS[code]
    expected = {code, COMPANIONS.get(code, code)}
    assert (FOUND[each.form](each.bad), FOUND[each.form](each.good)) == (expected, set())


def test_what_is_not_covered_is_said_where_it_is_asked_for() -> None:
    each = EXPLANATIONS["not-covered"]
    bad, good = (ruleset_with(json.loads(f"{{{members}}}")) for members in (each.bad, each.good))
    assert [found.code for found in not_covered(bad, Fraction(1))] == ["not-covered"]
    assert list(not_covered(bad, Fraction(1, 2))) == list(not_covered(good, Fraction(1))) == []
    assert not check(bad)


@pytest.mark.parametrize("code", sorted(EXPLANATIONS))
def test_an_explanation_is_in_its_language(code: str) -> None:
    assert CHINESE.search(EXPLANATIONS[code].zh)
    assert not CHINESE.search(EXPLANATIONS[code].en)


@pytest.mark.parametrize("code", sorted(EXPLANATIONS))
def test_an_explanation_is_short_and_of_its_own(code: str) -> None:
    each = EXPLANATIONS[code]
    assert each.bad != each.good
    assert len(each.en) <= 300
    assert [other for other, text in EXPLANATIONS.items() if text == each] == [code]


def test_what_is_shown() -> None:
    """The code, why it matters, the two examples; here in Chinese."""
    assert explain("json-comma", "zh") == (
        "json-comma\n"
        "各项之间只用半角逗号，分号等符号不行。\n\n"
        '错误的写法：\n    {"weight": 20; "id": "A"}\n\n'
        '正确的写法：\n    {"weight": 20, "id": "A"}'
    )
