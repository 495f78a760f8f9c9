"""Two results of one unit are compared node by node, from Python and from their files."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from indicator_engine import load_ruleset, render, score
from indicator_engine.comparing import Difference, diff
from indicator_engine.comparing.evaluations import result_of
from indicator_engine.comparing.result_files import is_result, read_result
from indicator_engine.comparing.results import Result
from indicator_engine.documents import read_document
from indicator_engine.errors import RecordError
from indicator_engine.results import Evaluation
from tests.comparing.pairs import told
from tests.comparing.test_laws import outcome
from tests.properties.cases import Case, cases

Json = Any
DEPARTMENT = load_ruleset("beijing-department-2022")


def evaluated(**changes: Json) -> Evaluation:
    example = DEPARTMENT.example("ccpit-2022")
    assert example is not None
    return score(DEPARTMENT, {**example.inputs, **changes}, unit="ccpit")


def filed(evaluation: Evaluation, name: str = "r.json") -> Result:
    return read_result(read_document(render(evaluation, "json", "zh"), name, RecordError))


def shares(found: Difference) -> list[tuple[str, str]]:
    assert found.units is not None
    return [
        (share.id, str(share.difference))
        for each in found.units.changed
        for share in each.contributions
    ]


def test_nothing_differs_from_itself() -> None:
    found = diff(evaluated(), evaluated())
    assert found.changes == ()
    assert found.units is not None
    assert (found.units.units, found.units.unchanged, found.units.changed) == (1, 1, ())


@settings(max_examples=30)
@given(case=cases())
def test_a_result_read_back_from_its_file_is_the_same(case: Case) -> None:
    """Numbers with every digit, statuses, derived values and warnings."""
    found = outcome(case.ruleset, case.record)
    if found is None:
        return
    there, read = result_of(found), filed(found)
    assert (read.total, read.grade, read.side.unit) == (there.total, there.grade, there.side.unit)
    for each in diff(there, read).changes:  # a weight such as 100/3 is written with ten decimals
        assert each.kind in ("weight", "coverage")
        assert str(each.before).endswith("…")
    assert diff(read, read).changes == ()


def test_what_changed_is_told_node_by_node() -> None:
    found = diff(evaluated(), evaluated(全年执行数=5300, 客观原因认可=False))
    assert [told(each) for each in found.changes if each.part != "derived"] == [
        ("result.total", "", "95.18", "91.67"),
        ("indicator.score", "total", "95.18", "91.67"),
        ("indicator.rate", "total", "0.9518", "0.9167"),
        ("indicator.score", "A", "19.38", "19.87"),
        ("indicator.rate", "A", "0.9692", "0.9937"),
        ("indicator.score", "C", "20.00", "16.00"),
        ("indicator.rate", "C", "1.0000", "0.8000"),
        ("indicator.score", "C4", "4.00", "0.00"),
        ("indicator.rate", "C4", "1.0000", "0.0000"),
        ("warning.added", "F02-支出分项", None, "assertion-equal"),
        ("warning.removed", "X09-结转上升", "assertion-condition", None),
    ]
    assert shares(found) == [("A", "49/100"), ("C4", "-4")]


def test_a_total_that_opens_has_no_difference() -> None:
    found = diff(evaluated(), evaluated(资产管理_评分=None))
    kinds = {(each.id, each.kind): (each.before, each.after) for each in found.changes}
    assert kinds["C2", "status"] == ("scored", "missing")
    assert kinds["", "total"] == ("95.18", None)
    assert kinds["", "grade"] == ("优", None)
    assert found.units is not None
    (unit,) = found.units.changed
    assert (unit.difference, unit.contributions) == (None, ())
    assert (found.units.open, found.units.open_before, found.units.open_after) == (1, 0, 1)


def test_files_are_compared_with_their_places() -> None:
    before, after = filed(evaluated(), "1.json"), filed(evaluated(培训实际=7), "2.json")
    change = next(each for each in diff(before, after).changes if each.id == "B13")
    assert change.before_at is not None
    assert change.after_at is not None
    assert (change.before_at.file, change.after_at.file) == ("1.json", "2.json")
    assert change.after_at.pointer == "/tree/children/1/children/0/children/2"


def test_a_file_and_an_evaluation_are_of_one_kind() -> None:
    assert diff(filed(evaluated()), evaluated()).changes == ()


def test_two_kinds_are_an_error() -> None:
    with pytest.raises(TypeError, match="Ruleset and Evaluation cannot be compared"):
        diff(DEPARTMENT, evaluated())  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="data are given with two results"):
        diff(evaluated(), evaluated(), data="units.csv")  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("path", "value", "pointer", "expected"),
    [
        (("total",), "95", "/total", "a number"),
        (("total",), Fraction(1), "/total", "a number"),
        (("coverage",), None, "/coverage", "a number"),
        (("version",), 1, "/version", "text"),
        (("unit",), [], "/unit", "an object {…}"),
        (("tree", "children"), {}, "/tree/children", "a list […]"),
        (("tree", "children", 0), 5, "/tree/children/0", "an object {…}"),
        (("tree", "children", 0, "status"), "done", "/tree/children/0/status", "scored, missing"),
        (("tree", "children", 0, "id"), "B", "/tree/children/1/id", "an id that no other has"),
        (("derived", "预算执行率"), [], "/derived/预算执行率", "a single value"),
        (("warnings", 0, "code"), None, "/warnings/0/code", "text"),
    ],
)
def test_a_file_of_another_form_is_located(
    path: tuple[str | int, ...], value: Json, pointer: str, expected: str
) -> None:
    fields = json.loads(render(evaluated(), "json"))
    place = fields
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    text = json.dumps(fields, ensure_ascii=False, default=lambda _: 1)
    if isinstance(value, Fraction):
        text = text.replace('"total": 1', '"total": 9.5e1', 1)
    document = read_document(text, "r.json", RecordError)
    with pytest.raises(RecordError) as error:
        read_result(document)
    (found,) = error.value.diagnostics
    assert (found.code, found.at.pointer) == ("result-malformed", pointer)
    assert expected in found.message("en")


@pytest.mark.parametrize("text", ["[]", "1", "{}", '{"indicators": {}, "tree": {}}', '{"id": "r"}'])
def test_what_is_no_result_does_not_look_like_one(text: str) -> None:
    assert not is_result(read_document(text, "x.json"))
