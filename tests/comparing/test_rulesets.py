"""Every kind of change is found, and said as it is written."""

import json
from typing import Any

import pytest

from indicator_engine import load_ruleset
from indicator_engine.comparing import diff
from indicator_engine.comparing.changes import Counts
from indicator_engine.library import parse_ruleset
from indicator_engine.model import Ruleset
from tests.comparing.pairs import told, with_changes

Json = Any

FIELDS: Json = {
    "id": "r",
    "version": "1.0.0",
    "title": "评价",
    "inputs": {
        "x": {"type": "number", "unit": "人", "range": "[0, 100]", "places": 1},
        "y": {"type": "number", "range": "[0, 100]"},
        "z": {"type": "number", "range": "[0, 100]"},
        "级": {"type": "choice", "choices": ["甲", "乙"]},
        "评": {"type": "judged", "tiers": {"好": "[80%, 100%]", "差": "[0%, 80%)"}},
    },
    "derived": {"d": {"formula": "x / 100", "type": "percent"}},
    "functions": {"f": {"parameters": ["a"], "formula": "min(1, a)"}},
    "tables": {
        "档": {"bands": [{"range": "[0, 50)", "value": 0}, {"range": "[50, 100]", "value": 1}]},
        "点": {"anchors": [[0, 0], [50, "50%"], [100, 1]]},
        "项": {"cases": {"甲": 1, "乙": 0.5}},
    },
    "indicators": {
        "id": "total",
        "weight": 100,
        "children": [
            {
                "id": "A",
                "weight": 60,
                "children": [
                    {"id": "A1", "weight": 20, "formula": "weight * d", "tags": ["定量"]},
                    {"id": "A2", "weight": 20, "formula": "weight * f(y / 100)"},
                    {"id": "A3", "weight": 20, "formula": "weight * 档(z)"},
                ],
            },
            {
                "id": "B",
                "weight": 40,
                "children": [
                    {"id": "B1", "weight": 20, "formula": "weight * 项(级)"},
                    {"id": "B2", "weight": 20, "formula": "weight * 评 * 点(x)"},
                ],
            },
        ],
        "adjustments": [
            {"id": "减", "when": "x > 90", "becomes": "max(0, value - 2)"},
            {"id": "限", "when": "y > 90", "grade_at_most": "良"},
        ],
    },
    "grades": [
        {"grade": "优", "range": "[90, 100]"},
        {"grade": "良", "range": "[60, 90)"},
        {"grade": "差", "range": "[0, 60)"},
    ],
    "assertions": [{"id": "C", "condition": "x <= y"}],
}
CHILDREN = ("indicators", "children")


def ruleset(name: str = "before.json") -> Ruleset:
    return parse_ruleset(json.dumps(FIELDS, ensure_ascii=False, indent=1), name=name)


CHANGES: Json = [
    ({("version",): "1.1.0"}, [("ruleset.version", "r", "1.0.0", "1.1.0")], {"words"}),
    ({("rounding",): {"places": 3}}, [("ruleset.rounding.places", "r", "2", "3")], {"score"}),
    (
        {("policies",): {"missing": "zero"}},
        [("ruleset.policies.missing", "r", "open", "zero")],
        {"score"},
    ),
    ({(*CHILDREN, 0, "title"): "甲类"}, [("indicator.title", "A", None, "甲类")], {"words"}),
    (
        {(*CHILDREN, 0, "children", 0, "weight"): 15, (*CHILDREN, 0, "children", 1, "weight"): 25},
        [("indicator.weight", "A1", "20", "15"), ("indicator.weight", "A2", "20", "25")],
        {"score"},
    ),
    (
        {(*CHILDREN, 0, "children", 1, "formula"): "weight*f(y/99)"},
        [("indicator.formula", "A2", "weight * f(y / 100)", "weight*f(y/99)")],
        {"score"},
    ),
    (
        {(*CHILDREN, 0, "children", 0, "range"): "[0, 30]"},
        [("indicator.range", "A1", "[0, 20]", "[0, 30]")],
        {"score"},
    ),
    (
        {(*CHILDREN, 0, "children", 0, "rounding"): {"places": 1}},
        [("indicator.rounding.places", "A1", "2", "1")],
        {"score"},
    ),
    (
        {(*CHILDREN, 0, "children", 0, "policies"): {"pending": "full"}},
        [("indicator.policies.pending", "A1", "open", "full")],
        {"score"},
    ),
    (
        {(*CHILDREN, 0, "weights"): "relative"},
        [("indicator.weights", "A", None, "relative")],
        {"score"},
    ),
    (
        {("indicators", "adjustments", 0, "when"): "x > 95"},
        [("adjustment.when", "减", "x > 90", "x > 95")],
        {"score"},
    ),
    (
        {("grades", 0, "range"): "[92, 100]", ("grades", 1, "range"): "[60, 92)"},
        [("grade.range", "优", "[90, 100]", "[92, 100]"), ("grade.range", "良", "[60, 90)", "[60, 92)")],
        {"score"},
    ),
    ({("derived", "d", "places"): 1}, [("derived.places", "d", "2", "1")], {"report"}),
    (
        {("functions", "f", "formula"): "min(1, a / 2)"},
        [("function.formula", "f", "min(1, a)", "min(1, a / 2)")],
        {"score"},
    ),
    ({("tables", "档", "bands", 1, "value"): "90%"}, [("row.value", "[50, 100]", "1", "90%")], {"score"}),
    (
        {("tables", "档", "bands"): [
            {"range": "[0, 50)", "value": 0},
            {"range": "[50, 80)", "value": 0.5},
            {"range": "[80, 100]", "value": 1},
        ]},
        [
            ("row.range", "[50, 80)", "[50, 100]", "[50, 80)"),
            ("row.value", "[50, 80)", "1", "0.5"),
            ("row.added", "[80, 100]", None, "1"),
        ],
        {"score"},
    ),
    (
        {("tables", "点", "anchors", 1, 1): 0.6},
        [("row.anchor", "[50, 0.6]", '[50, "50%"]', "[50, 0.6]")],
        {"score"},
    ),
    ({("tables", "项", "cases", "乙"): "60%"}, [("row.value", "乙", "0.5", "60%")], {"score"}),
    ({("inputs", "x", "unit"): "次"}, [("input.unit", "x", "人", "次")], {"score"}),
    ({("inputs", "x", "places"): None}, [("input.places", "x", "1", None)], {"report"}),
    ({("inputs", "x", "default"): 5}, [("input.default", "x", None, "5")], {"score"}),
    ({("inputs", "y", "direction"): "positive"}, [("input.direction", "y", None, "positive")], {"report"}),
    (
        {("inputs", "评", "tiers"): {"好": "[85%, 100%]", "差": "[0%, 85%)"}},
        [("tier.value", "好", "[80%, 100%]", "[85%, 100%]"), ("tier.value", "差", "[0%, 80%)", "[0%, 85%)")],
        {"score"},
    ),
    ({("assertions", 0, "condition"): "x < y"}, [("assertion.condition", "C", "x <= y", "x < y")], {"report"}),
    (
        {("assertions", 0, "severity"): "error"},
        [("assertion.severity", "C", "warning", "error")],
        {"score"},
    ),
    ({("assertions",): None}, [("assertion.removed", "C", "x <= y", None)], {"report"}),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected", "effects"), CHANGES, ids=str)
def test_a_change_is_told(changes: Json, expected: Json, effects: set[str]) -> None:
    before = ruleset()
    found = diff(before, with_changes(before, changes))
    assert [told(each) for each in found.changes] == expected
    assert {each.effect for each in found.changes} == effects


@pytest.mark.parametrize(
    "changes",
    [
        {(*CHILDREN, 0, "weight"): 60.0},
        {(*CHILDREN, 0, "children", 0, "formula"): "( weight*d )"},
        {("functions", "f", "formula"): "min(100%,a)"},
        {("tables", "点", "anchors", 1, 1): 0.5},
        {("rounding",): {"places": 2, "mode": "half_up"}},
        {(*CHILDREN, 0, "children", 0, "range"): "[0, 20.0]"},
        {("inputs", "x", "range"): "[ 0,100 ]"},
        {("title",): {"zh": "评价"}},
    ],
    ids=str,
)
def test_another_spelling_is_none(changes: Json) -> None:
    before = ruleset()
    assert diff(before, with_changes(before, changes)).changes == ()


def test_a_change_has_a_place_in_both_files() -> None:
    before = ruleset()
    assert before.document is not None
    (change,) = diff(before, with_changes(before, {("derived", "d", "places"): 1})).changes
    assert change.before_at is not None
    assert change.after_at is not None
    line = before.document.text.splitlines().index('  "d": {') + 1  # it says nothing of places
    assert (change.before_at.file, change.before_at.line) == ("before.json", line)
    assert (change.after_at.file, change.after_at.pointer) == ("after.json", "/derived/d/places")


def edited(edit: Any) -> Ruleset:  # noqa: ANN401 - a change of JSON in place
    fields = json.loads(json.dumps(FIELDS))
    edit(fields)
    return parse_ruleset(json.dumps(fields, ensure_ascii=False), name="after.json")


def test_what_is_added_and_removed_stands_where_the_tree_has_it() -> None:
    def edit(fields: Json) -> None:
        group = fields["indicators"]["children"][0]["children"]
        del group[0]
        group.insert(1, {"id": "A4", "title": "新", "weight": 20, "formula": "weight * x / 100"})
        del fields["derived"]

    found = diff(ruleset(), edited(edit))
    assert [told(each) for each in found.changes] == [
        ("indicator.removed", "A1", "20", None),
        ("indicator.added", "A4", None, "20"),
        ("derived.removed", "d", "x / 100", None),
    ]
    assert [each.before_at is None for each in found.changes] == [False, True, False]


def test_what_is_moved_has_another_parent() -> None:
    def edit(fields: Json) -> None:
        left, right = fields["indicators"]["children"]
        right["children"].append(left["children"].pop())
        left["weight"], right["weight"] = 40, 60

    assert [told(each) for each in diff(ruleset(), edited(edit)).changes] == [
        ("indicator.weight", "A", "60", "40"),
        ("indicator.weight", "B", "40", "60"),
        ("indicator.moved", "A3", "A", "B"),
    ]


def test_another_order_of_indicators_changes_no_score_and_one_of_adjustments_may() -> None:
    def edit(fields: Json) -> None:
        fields["indicators"]["children"].reverse()
        fields["indicators"]["adjustments"].reverse()

    found = diff(ruleset(), edited(edit))
    assert [(*told(each), each.effect) for each in found.changes] == [
        ("indicator.order", "total", "A, B", "B, A", "report"),
        ("adjustment.order", "", "减, 限", "限, 减", "score"),
    ]


def replaced(*words: tuple[str, str]) -> Ruleset:
    text = json.dumps(FIELDS, ensure_ascii=False)
    for old, new in words:
        text = text.replace(old, new)
    return parse_ruleset(text, name="after.json")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([('"A2"', '"A9"')], [("indicator.renamed", "A9", "A2", "A9")]),
        ([('"A"', '"AA"')], [("indicator.renamed", "AA", "A", "AA")]),
        ([("total", "all")], [("indicator.renamed", "all", "total", "all")]),
        ([("档", "档次")], [("table.renamed", "档次", "档", "档次")]),
        ([("f(", "g("), ('"f"', '"g"')], [("function.renamed", "g", "f", "g")]),
        ([("y", "w"), ("tw", "ty")], [("input.renamed", "w", "y", "w")]),
        ([('"减"', '"加"')], [("adjustment.renamed", "加", "减", "加")]),
        ([('"差", "range"', '"劣", "range"')], [("grade.renamed", "劣", "差", "劣")]),
        ([('"C"', '"核"')], [("assertion.renamed", "核", "C", "核")]),
        (
            [("* d", "* e"), ('"d"', '"e"'), ('"A1"', '"A7"')],
            [("indicator.renamed", "A7", "A1", "A7"), ("derived.renamed", "e", "d", "e")],
        ),
    ],
    ids=str,
)
def test_a_new_name_is_told_as_that_alone(words: Json, expected: Json) -> None:
    """Wherever the name is read: formulas that only follow have not changed."""
    text = [(old, new) for old, new in words]
    if ("y", "w") in words:
        text = [('"y"', '"w"'), ("f(y", "f(w"), ("y > 90", "w > 90"), ("<= y", "<= w")]
    found = diff(ruleset(), replaced(*text))
    assert [told(each) for each in found.changes] == expected


def test_what_is_read_elsewhere_is_no_new_name() -> None:
    """An input like the one that is gone, read by another rule, is another input."""

    def edit(fields: Json) -> None:
        fields["inputs"]["w"] = fields["inputs"].pop("z")
        fields["indicators"]["children"][0]["children"][2] = {
            "id": "A8", "title": "别的", "weight": 20, "formula": "weight * w / 100",
        }  # fmt: skip
        del fields["tables"]["档"]

    codes = [each.code for each in diff(ruleset(), edited(edit)).changes]
    assert codes == [
        "indicator.removed", "indicator.added", "table.removed", "input.removed", "input.added",
    ]  # fmt: skip


def test_examples_are_counted() -> None:
    before = load_ruleset("beijing-department-2022")
    assert before.document is not None
    count = len(before.examples)
    after = with_changes(before, {("examples",): None})
    found = diff(before, after)
    assert (found.changes, found.examples) == ((), Counts(removed=count))


def test_a_ruleset_without_its_text_is_compared_by_what_it_says() -> None:
    """One that was made in Python has no lines to show."""
    from attrs import evolve

    before = ruleset()
    (change,) = diff(
        evolve(before, document=None), with_changes(before, {("rounding",): {"places": 3}})
    ).changes
    assert (change.before, change.after) == ("2", "3")
    assert change.before_at is not None
    assert change.before_at.line is None
