"""What holds for every explanation: it never fails, says what the score says, and its promises hold."""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from indicator_engine import explain, render, score
from indicator_engine.explaining import Explanation
from indicator_engine.explaining.variation import Variation, variations
from indicator_engine.messages import Language
from indicator_engine.report.explanations import FORMATS
from indicator_engine.results import Evaluation
from tests.properties.cases import Case, cases, result

LANGUAGES: tuple[Language, ...] = ("zh", "en")
SOME = settings(max_examples=40)


def told(case: Case) -> tuple[Evaluation, Explanation] | None:
    """Return what a record scores and the explanation of that; ``None`` where it is refused."""
    evaluation = result(case)
    return None if evaluation is None else (evaluation, explain(case.ruleset, case.record))


def grid(explanation: Explanation) -> dict[str, Variation]:
    """Return each input of an explained record, ready to be varied."""
    found = variations(explanation.ruleset, explanation.record)
    return {each.declared.name: each for each in found}


def with_value(record: Mapping[str, Any], name: str, value: object) -> Mapping[str, Any]:
    return {**record, "inputs": {**record["inputs"], name: value}}


@SOME
@given(case=cases())
def test_whatever_is_scored_is_explained_alike(case: Case) -> None:
    """In every format and language, with the score tree as it is."""
    if found := told(case):
        evaluation, explanation = found
        assert explanation.evaluation == evaluation
        for name in FORMATS:
            for language in LANGUAGES:
                assert render(explanation, name, language)


@SOME
@given(case=cases())
def test_its_numbers_are_those_of_the_score_tree(case: Case) -> None:
    if found := told(case):
        evaluation, explanation = found
        shown = json.loads(str(render(explanation, "json")), parse_float=Decimal)
        nodes = {node.id: node for node in evaluation.tree.walk()}
        assert [each["id"] for each in shown["indicators"]] == list(nodes)
        for each in shown["indicators"]:
            assert each["score"] == nodes[each["id"]].score
            value = nodes[each["id"]].value
            assert each["value"] is None if value is None else Fraction(each["value"]) == value


@SOME
@given(case=cases())
def test_losses_and_score_give_the_weight(case: Case) -> None:
    """Of every indicator that has a score."""
    if found := told(case):
        evaluation, _ = found
        for node in evaluation.tree.walk():
            if node.score is not None:
                lost = explain(case.ruleset, case.record, node.id).losses
                assert sum(each.points for each in lost) + Fraction(node.score) == node.weight
                assert [each.points for each in lost] == sorted(
                    (each.points for each in lost), reverse=True
                )


@SOME
@given(case=cases(complete=True))
def test_every_value_that_is_needed_brings_the_grade(case: Case) -> None:
    """Given as data, with the total and the grade that were told."""
    if (found := told(case)) and (needed := found[1].next_grade):
        grades = [each.grade for each in case.ruleset.grades]
        for way in needed.ways:
            after = score(case.ruleset, with_value(case.record, way.input, way.data))
            assert after.grade == way.grade
            assert after.total == way.total
            assert grades.index(way.grade) <= grades.index(needed.grade)


@SOME
@given(case=cases(complete=True), data=st.data())
def test_no_nearer_value_and_none_of_what_cannot_brings_it(case: Case, data: st.DataObject) -> None:
    """Whatever value of its grid an input takes."""
    if not (found := told(case)) or not (needed := found[1].next_grade):
        return
    grades = [each.grade for each in case.ruleset.grades]
    varied, ways = grid(found[1]), {each.input: each.value for each in needed.ways}
    for name in (*ways, *needed.cannot):
        variation = varied[name]
        for low, high in variation.ranges():
            steps = data.draw(st.integers(low, high))
            if name in ways and not is_nearer(variation, steps, ways[name]):
                continue
            after = variation.score(variation.value(steps))
            if after is not None and after.grade is not None:
                assert grades.index(after.grade) > grades.index(needed.grade)


def is_nearer(variation: Variation, steps: int, value: object) -> bool:
    """Tell whether a number of steps lies between what the input holds and a number that it needs."""
    place = variation.place()
    if place is None or not isinstance(value, Fraction):
        return False
    return abs(steps - place) < abs(value / variation.step - place)
