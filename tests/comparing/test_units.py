"""Whose total or grade differs between two rulesets, and by which indicators."""

import json
import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from indicator_engine import score_table
from indicator_engine.comparing import Difference, diff
from indicator_engine.comparing.effects import UnitEffects, move
from indicator_engine.errors import RecordError
from indicator_engine.library import parse_ruleset
from indicator_engine.model import Ruleset
from tests.comparing.pairs import changed
from tests.mutations import mutations
from tests.properties.cases import Case
from tests.properties.tables import TableCase, table_cases

Json = Any
MUTANTS = 4  # of each ruleset


def effects(found: Difference) -> UnitEffects:
    assert found.units is not None
    return found.units


def assert_adds_up(found: UnitEffects) -> None:
    """Every unit is counted once; what moved a total adds up to its move."""
    kinds = (found.unchanged, found.higher, found.lower, found.regraded, found.open, found.refused)
    assert sum(kinds) == found.units
    assert found.grades_up + found.grades_down + found.grades_other <= len(found.changed)
    sizes = [each.difference for each in found.changed]
    known = [abs(each) for each in sizes if each is not None]
    assert known == sorted(known, reverse=True)
    assert None not in sizes[: len(known)]
    for each in found.changed:
        assert (each.before.total, each.before.grade) != (each.after.total, each.after.grade) or (
            "refused" in (each.before.status, each.after.status)
        )
        if each.difference is not None:
            moved = sum((share.difference for share in each.contributions), Fraction(0))
            assert moved == each.difference
            assert all(share.difference for share in each.contributions)


def outcomes(ruleset: Ruleset, frame: pl.DataFrame) -> dict[str, tuple[object, object]]:
    """Return total and grade of every unit that is not refused, as ``score_table`` has them."""
    scores = score_table(ruleset, frame).scores
    rows = scores.select("unit", "total", pl.col("grade").cast(pl.String)).iter_rows()
    return {str(unit): (total, grade) for unit, total, grade in rows}


def assert_as_scored(case: TableCase, after: Ruleset) -> UnitEffects | None:
    try:
        old, new = outcomes(case.ruleset, case.frame), outcomes(after, case.frame)
    except RecordError:  # the header fits one of them only
        return None
    found = effects(diff(case.ruleset, after, data=case.frame))
    assert_adds_up(found)
    differ = {unit for unit in old.keys() | new.keys() if old.get(unit) != new.get(unit)}
    # One that is open without a grade for one, and refused by the other, has nothing either way.
    differ |= old.keys() ^ new.keys()
    assert {each.unit for each in found.changed} == differ
    for each in found.changed:
        nothing = (None, None)
        assert (each.before.total, each.before.grade) == old.get(each.unit, nothing)
        assert (each.after.total, each.after.grade) == new.get(each.unit, nothing)
    return found


@settings(max_examples=25)
@given(case=table_cases(rows=5), chance=st.randoms(use_true_random=False))
def test_the_units_that_differ_are_those_that_are_scored_otherwise(
    case: TableCase, chance: random.Random
) -> None:
    """By a slip of the pen in the rules; the shares of the difference add up to it."""
    document = case.ruleset.document
    everything = mutations(case.ruleset)
    assume(document is not None and everything)
    assert document is not None
    for mutation in chance.sample(everything, min(MUTANTS, len(everything))):
        try:
            after = parse_ruleset(mutation.text(document))
        except Exception:  # noqa: BLE001, S112 - refused, and so no ruleset to compare with
            continue
        found = assert_as_scored(case, after)
        event(f"{0 if found is None else len(found.changed)} changed by a {mutation.kind}")


@settings(max_examples=15)
@given(case=table_cases(rows=4), chance=st.randoms(use_true_random=False))
def test_so_they_are_where_anything_is_changed(case: TableCase, chance: random.Random) -> None:
    """Also parts that only one of the two has."""
    found = assert_as_scored(case, changed(Case(case.ruleset, {}), chance).after)
    event(f"{0 if found is None else len(found.changed)} changed")


FIELDS: Json = {
    "id": "r",
    "version": "1.0.0",
    "title": "评价",
    "inputs": {
        "x": {"type": "number", "range": "[0, 100]"},
        "y": {"type": "number", "range": "[0, 100]"},
    },
    "indicators": {
        "id": "total",
        "weight": 100,
        "children": [
            {
                "id": "A",
                "weight": 60,
                "children": [
                    {"id": "A1", "weight": 30, "formula": "weight * x / 100"},
                    {"id": "A2", "weight": 30, "formula": "weight * y / 100"},
                ],
                "adjustments": [{"id": "减", "when": "x < 50", "becomes": "max(0, value - 5)"}],
            },
            {
                "id": "B",
                "weight": 40,
                "combine": "mean",
                "children": [
                    {"id": "B1", "formula": "weight * x / 100"},
                    {"id": "B2", "formula": "weight * y / 100"},
                ],
            },
        ],
    },
    "grades": [
        {"grade": "优", "range": "[90, 100]"},
        {"grade": "良", "range": "[60, 90)"},
        {"grade": "差", "range": "[0, 60)"},
    ],
}


def ruleset(*words: tuple[str, str]) -> Ruleset:
    text = json.dumps(FIELDS, ensure_ascii=False)
    for old, new in words:
        assert old in text
        text = text.replace(old, new)
    return parse_ruleset(text)


def compared(
    rows: Sequence[tuple[object, ...]], *words: tuple[str, str], columns: str = "unit x y"
) -> UnitEffects:
    table = pl.DataFrame(rows, columns.split(), orient="row")
    return effects(diff(ruleset(), ruleset(*words), data=table))


def test_a_difference_is_shared_out_among_leaves_groups_and_the_rest() -> None:
    """A mean is one share, for its children's scores are not points of the total."""
    found = compared(
        [("a", 40, 80)],
        ("max(0, value - 5)", "max(0, value - 9)"),
        ('"B1", "formula": "weight * x / 100"', '"B1", "formula": "weight * x / 200"'),
        (
            '"A2", "weight": 30, "formula": "weight * y',
            '"A2", "weight": 30, "formula": "weight * x',
        ),
    )
    (unit,) = found.changed
    shares = [(each.id, each.share, str(each.difference)) for each in unit.contributions]
    assert shares == [("A", "rest", "-4"), ("A2", "part", "-12"), ("B", "part", "-4")]
    assert unit.difference == -20
    assert unit.move is None
    assert (str(unit.before.total), str(unit.after.total)) == ("55.00", "35.00")


def test_units_are_counted_by_how_their_total_moved() -> None:
    rows = [("升", 100, 80), ("降", 80, 100), ("等", 60, 60), ("空", None, 60), ("外", 500, 60)]
    moved = (
        ('"A1", "weight": 30', '"A1", "weight": 40'), ('"A2", "weight": 30', '"A2", "weight": 20'),
    )  # fmt: skip
    found = compared(rows, *moved)
    assert [(each.unit, str(each.difference)) for each in found.changed] == [
        ("升", "2"),
        ("降", "-2"),
    ]
    counts = (found.unchanged, found.higher, found.lower, found.open, found.refused)
    assert (found.units, counts) == (5, (1, 1, 1, 1, 1))
    assert (found.open_before, found.refused_after) == (1, 1)


def test_grades_move_up_and_down() -> None:
    rows = [("降", 91, 91), ("升", 58, 58)]
    moved = (
        ("[90, 100]", "[95, 100]"), ("[60, 90)", "[50, 95)"), ("[0, 60)", "[0, 50)"),
    )  # fmt: skip
    found = compared(rows, *moved)
    assert [(each.unit, each.move, str(each.difference)) for each in found.changed] == [
        ("降", "down", "0"), ("升", "up", "0"),
    ]  # fmt: skip
    assert (found.regraded, found.unchanged, found.grades_up, found.grades_down) == (2, 0, 1, 1)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("优", "优", None), ("优", "良", "down"), ("良", "优", "up"), ("优", "A", "other"), (None, "优", "other")],
)  # fmt: skip
def test_a_grade_moves_on_a_scale_that_has_both(
    before: str | None, after: str | None, expected: str | None
) -> None:
    assert move(before, after, (("A", "B"), ("优", "良"))) == expected


def test_one_that_only_one_of_them_refuses_is_listed_with_the_reason() -> None:
    """Last, for it has no difference; the narrower range is a change of the rules."""
    rows = [("好", 50, 50), ("外", 90, 50)]
    found = compared(
        rows,
        (
            '"x": {"type": "number", "range": "[0, 100]"}',
            '"x": {"type": "number", "range": "[0, 80]"}',
        ),
    )
    (unit,) = found.changed
    assert (unit.unit, unit.before.status, unit.after.status) == ("外", "scored", "refused")
    assert (unit.after.reasons, unit.difference) == (("value-out-of-range",), None)
    assert (found.refused, found.refused_before, found.refused_after) == (1, 0, 1)


def test_a_column_may_mean_something_to_one_of_them_only() -> None:
    found = compared([("a", 50, 50)], ('"y": {', '"z": {'), ("* y", "* z"))
    assert (found.unknown_before, found.unknown_after) == ((), ("y",))
    assert (found.missing_before, found.missing_after) == ((), ("z",))
    (unit,) = found.changed
    assert (unit.after.total, unit.difference, unit.contributions) == (None, None, ())


def test_an_indicator_that_only_changed_its_id_moves_nothing() -> None:
    found = compared([("a", 50, 50)], ('"A1"', '"A9"'), ('"total"', '"all"'))
    assert (found.unchanged, found.changed) == (1, ())


def test_a_table_without_units_goes_by_its_rows() -> None:
    found = compared(
        [(90, 90), (10, 10)], ("[60, 90)", "[61, 90)"), ("[0, 60)", "[0, 61)"), columns="x y"
    )
    assert (found.units, found.unchanged) == (2, 2)
    found = compared(
        [(90, 90), (60, 60)], ("[60, 90)", "[61, 90)"), ("[0, 60)", "[0, 61)"), columns="x y"
    )
    assert [each.unit for each in found.changed] == ["2"]


def test_a_list_of_records_is_a_table() -> None:
    records = [
        {"unit": "a", "inputs": {"x": 91, "y": 91}},
        {"unit": "b", "inputs": {"x": 1, "y": 1}},
    ]
    found = effects(
        diff(ruleset(), ruleset(("[90, 100]", "[95, 100]"), ("[60, 90)", "[60, 95)")), data=records)
    )
    assert [(each.unit, each.move) for each in found.changed] == [("a", "down")]


def test_files_are_read_as_batch_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes("名称,x,y\n甲,91,91\n".encode("gb18030"))
    after = ruleset(("[90, 100]", "[95, 100]"), ("[60, 90)", "[60, 95)"))
    found = effects(diff(ruleset(), after, data=path, unit="名称"))
    assert [each.unit for each in found.changed] == ["甲"]
    assert [each.code for each in found.notices] == ["encoding-guessed"]
