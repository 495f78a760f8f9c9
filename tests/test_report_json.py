"""JSON: exact digits, stable keys, one node for each indicator."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from indicator_engine.errors import Diagnostic, Location
from indicator_engine.messages import Language
from indicator_engine.report import FORMATS, as_json, render
from indicator_engine.report.findings import as_annotation, as_object
from indicator_engine.results import Evaluation
from tests.evaluations import derived, evaluation, evaluations, group, languages, leaf

EVALUATION_KEYS = [
    "ruleset", "title", "version", "digest", "engine", "unit", "total", "max", "rate", "grade",
    "total_range", "grades", "coverage", "derived", "warnings", "unchecked", "tree",
]  # fmt: skip
NODE_KEYS = [
    "id", "title", "weight", "value", "score", "rate", "status", "reason", "treatment", "subtotal",
    "subtotal_weight",
    "assessed", "range", "adjustments", "formula", "source", "note", "tags", "children",
]  # fmt: skip

FOUND = Diagnostic(
    code="ruleset-unknown",
    at=Location(file="a,b:1.json", pointer="/x", line=3, column=5),
    facts={"id": "100%\n", "suggestion": ""},
)


def nodes(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [tree, *(below for child in tree["children"] for below in nodes(child))]


def read(one: Evaluation, language: Language = "zh") -> dict[str, Any]:
    result: dict[str, Any] = json.loads(as_json.render(one, language), parse_float=Decimal)
    return result


@given(evaluations, languages)
def test_every_number_comes_back_as_it_was(one: Evaluation, language: Language) -> None:
    """Scores with their places, values as exact quotients, nothing through binary floats."""
    printed = read(one, language)
    assert list(printed) == EVALUATION_KEYS
    for node, found in zip(one.tree.walk(), nodes(printed["tree"]), strict=True):
        assert list(found) == NODE_KEYS
        assert found["id"] == node.id
        assert str(found["score"]) == str(node.score)
        assert str(found["rate"]) == str(node.rate)
        assert (node.value is None) == (found["value"] is None)
        assert node.value is None or Fraction(found["value"]) == node.value
        assert abs(Fraction(found["weight"]) - node.weight) < Fraction(1, 10**10)


@given(evaluations)
def test_numbers_ids_and_statuses_do_not_depend_on_the_language(one: Evaluation) -> None:
    texts = {"title", "source", "message"}

    def without_texts(value: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(value, dict):
            return {key: without_texts(each) for key, each in value.items() if key not in texts}
        return [without_texts(each) for each in value] if isinstance(value, list) else value

    assert without_texts(read(one, "zh")) == without_texts(read(one, "en"))


def test_a_value_is_always_a_quotient() -> None:
    tree = read(evaluation(leaf("total", value=Fraction(20))))["tree"]
    assert tree["value"] == "20/1"


def test_a_weight_without_finite_decimals_is_rounded() -> None:
    text = as_json.render(evaluation(leaf("total", weight=Fraction(100, 3))))
    assert '"weight": 33.3333333333' in text


def test_derived_values_are_numbers_truths_or_texts() -> None:
    values = (
        derived("率", type="percent", value=Fraction(1), printed=Decimal("0.0324")),
        derived("是", type="boolean", value=True, printed=None),
        derived("文", type="text", value="甲", printed=None),
        derived("无", value=None, printed=None),
    )
    printed = read(evaluation(leaf("total"), derived_values=values))["derived"]
    assert printed == {"率": Decimal("0.0324"), "是": True, "文": "甲", "无": None}


def test_an_open_total_is_null_with_its_range() -> None:
    changes = {
        "score": None,
        "value": None,
        "rate": None,
        "range": (Decimal("1.00"), Decimal("9.50")),
    }
    tree = group("total", leaf("a"), **changes)
    text = as_json.render(evaluation(tree, total_range=tree.range, grades=("优", "差")))
    assert '"total": null' in text
    assert '"total_range": [1.00, 9.50]' in text
    assert '"grades": ["优", "差"]' in text


@pytest.mark.parametrize(
    ("language", "message"),
    [("zh", "没有"), ("en", "unknown ruleset")],
)
def test_a_diagnostic_is_an_object(language: Language, message: str) -> None:
    found = as_object(FOUND, language)
    assert message in str(found.pop("message"))
    assert found == {
        "code": "ruleset-unknown",
        "severity": "error",
        "file": "a,b:1.json",
        "pointer": "/x",
        "line": 3,
        "column": 5,
    }


def test_a_diagnostic_names_its_id_where_it_has_one() -> None:
    found = Diagnostic(code=FOUND.code, at=Location(file="x"), facts=FOUND.facts, id="X01")
    assert list(as_object(found, "en"))[:3] == ["code", "id", "severity"]
    assert as_object(found, "en")["line"] is None


def test_an_annotation_escapes_what_github_would_act_on() -> None:
    line = as_annotation(FOUND, "en")
    assert line.startswith("::error file=a%2Cb%3A1.json,line=3,col=5,title=ruleset-unknown::")
    assert "100%25" in line
    assert "\n" not in line


def test_an_annotation_of_what_has_no_line_gives_only_the_file() -> None:
    found = Diagnostic(code=FOUND.code, at=Location(file="x"), facts=FOUND.facts, severity="info")
    assert as_annotation(found, "zh").startswith("::notice file=x,title=ruleset-unknown::")


class TestRender:
    @pytest.mark.parametrize("name", [each for each in FORMATS if each not in ("xlsx", "docx")])
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_every_text_shows_the_total(self, name: str, language: Language) -> None:
        assert "8.00" in str(render(evaluation(leaf("total")), name, language))

    def test_an_unknown_format_is_refused(self) -> None:
        with pytest.raises(
            ValueError, match="no format 'pdf', expected one of text, json, markdown"
        ):
            render(evaluation(leaf("total")), "pdf")
