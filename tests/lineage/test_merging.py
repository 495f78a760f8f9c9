"""What becomes of a base and of what extends it."""

import json
from pathlib import Path
from typing import Any

import pytest

from indicator_engine import load_ruleset, parse_ruleset
from indicator_engine.documents import Document
from indicator_engine.model import Ruleset
from tests.lineage.folders import CASES, base, codes, extension, refused, write

Json = Any


def loaded(folder: Path, changes: Json, **of_base: Json) -> Ruleset:
    """Return the ruleset of some changes to the framework."""
    write(folder, base=base(**of_base), own=extension(**changes))
    return load_ruleset(folder / "own.ruleset.json")


def value_of(ruleset: Ruleset) -> Json:
    assert isinstance(ruleset.document, Document)
    return ruleset.document.value


def found(folder: Path, changes: Json, **of_base: Json) -> list[str]:
    """Return code and place of everything that is wrong with some changes."""
    write(folder, base=base(**of_base), own=extension(**changes))
    return [f"{each.code} {each.at.pointer}" for each in refused(folder / "own.ruleset.json")]


class TestResolved:
    def test_a_department_is_what_one_would_write_by_hand(self) -> None:
        by_hand = (CASES / "department.resolved.json").read_text(encoding="utf-8")
        resolved, expected = load_ruleset(CASES / "department.ruleset.json"), parse_ruleset(by_hand)
        assert resolved == expected
        assert value_of(resolved) == value_of(expected)

    def test_what_is_not_said_is_inherited(self, tmp_path: Path) -> None:
        ruleset = loaded(tmp_path, {})
        assert value_of(ruleset) == {**value_of(loaded(tmp_path, {})), "id": "own"}
        assert [grade.grade for grade in ruleset.grades] == ["优", "良"]

    def test_id_version_title_and_days_are_its_own(self, tmp_path: Path) -> None:
        of_base = {"effective": {"from": "2020-01-01"}, "$schema": "base-1.json", "note": "基础"}
        ruleset = loaded(tmp_path, {}, **of_base)
        assert (ruleset.id, ruleset.effective, ruleset.title.zh) == ("own", None, "本部门")
        assert "$schema" not in value_of(ruleset)
        assert ruleset.note.zh == "基础"

    def test_the_members_of_a_named_part_merge_and_each_is_replaced_whole(
        self, tmp_path: Path
    ) -> None:
        changes = {"inputs": {"预算数": {"unit": "元", "title": {"en": "Budget"}}}}
        ruleset = loaded(
            tmp_path, {**changes, "inputs": {**changes["inputs"], "执行数": {"unit": "元"}}}
        )
        declared = ruleset.inputs["预算数"]
        assert (declared.unit, declared.type, str(declared.range)) == ("元", "number", "(0, inf)")
        assert (declared.title.zh, declared.title.en) == ("", "Budget")

    def test_lists_are_replaced(self, tmp_path: Path) -> None:
        grades = [{"grade": "合格", "range": "[0, 100]"}]
        assert [each.grade for each in loaded(tmp_path, {"grades": grades}).grades] == ["合格"]

    def test_rounding_and_policies_merge_by_key(self, tmp_path: Path) -> None:
        ruleset = loaded(
            tmp_path,
            {
                "rounding": {"mode": "down"},
                "policies": {"pending": "zero"},
                "indicators": [{"id": "产出质量", "rounding": {"mode": "up"}}],
            },
            policies={"missing": "zero"},
        )
        assert (ruleset.rounding.places, ruleset.rounding.mode) == (2, "down")
        assert (ruleset.policies.missing, ruleset.policies.pending) == ("zero", "zero")
        own = ruleset.nodes["产出质量"].rounding
        assert (own.places, own.mode) == (1, "up")

    def test_what_is_new_comes_last(self, tmp_path: Path) -> None:
        ruleset = loaded(
            tmp_path,
            {
                "inputs": {"新增": {"type": "percent"}},
                "indicators": [
                    {"id": "产出数量", "weight": 20},
                    {"id": "产出时效", "under": "产出", "weight": 10, "formula": "weight * 新增"},
                ],
            },
        )
        assert list(ruleset.inputs)[-1] == "新增"
        assert list(ruleset.nodes) == [
            *("total", "过程", "产出", "产出数量", "产出质量", "产出时效", "效益")
        ]

    def test_what_is_removed_and_declared_keeps_its_place_and_nothing_else(
        self, tmp_path: Path
    ) -> None:
        leaf = {"weight": 30, "formula": "weight * 满意度"}
        ruleset = loaded(
            tmp_path,
            {
                "remove": ["满意度", "过程", "产出", "目标", "实际", "完成"],
                "inputs": {"满意度": {"type": "percent", "title": "新口径"}},
                "indicators": [
                    {"id": "过程", "weight": 20, "formula": "weight * 执行得分(预算执行率)"},
                    {"id": "产出", "weight": 50, "children": [{**leaf, "id": "甲", "weight": 50}]},
                ],
            },
        )
        assert list(ruleset.inputs) == ["预算数", "执行数", "满意度"]
        assert list(ruleset.nodes) == ["total", "过程", "产出", "甲", "效益"]

    def test_an_id_that_is_removed_may_stand_elsewhere(self, tmp_path: Path) -> None:
        leaf = {
            "id": "产出数量",
            "under": "total",
            "weight": 30,
            "formula": "weight * 完成(实际, 目标)",
        }
        changes: Json = {
            "remove": ["产出数量", "预算执行率"],
            "inputs": {"预算执行率": {"type": "percent", "range": "[0%, inf)"}},
            "indicators": [leaf, {"id": "产出", "weight": 20}],
        }
        ruleset = loaded(tmp_path, {**changes, "remove": [*changes["remove"], "预算数", "执行数"]})
        assert list(ruleset.nodes)[-1] == "产出数量"
        assert "预算执行率" in ruleset.inputs

    def test_the_whole_tree_may_be_declared_anew(self, tmp_path: Path) -> None:
        root = {"id": "total", "weight": 50, "formula": "weight * 满意度"}
        changes: Json = {
            "remove": ["total", "完成", "执行得分", "预算执行率"],
            "indicators": [root],
        }
        gone = ["预算数", "执行数", "实际", "目标"]
        grades = [{"grade": "优", "range": "[0, 50]"}]
        ruleset = loaded(
            tmp_path, {**changes, "remove": [*changes["remove"], *gone], "grades": grades}
        )
        assert list(ruleset.nodes) == ["total"]

    def test_it_is_its_own_when_resolved_again(self, tmp_path: Path) -> None:
        ruleset = load_ruleset(CASES / "department.ruleset.json")
        path = write(tmp_path, again=json.loads(write_json_of(ruleset))) / "again.ruleset.json"
        again = load_ruleset(path)
        assert again == ruleset
        assert again.digest == ruleset.digest

    def test_examples_are_inherited_and_must_still_come_out(self, tmp_path: Path) -> None:
        from indicator_engine import check

        example = {"id": "全", "inputs": {"满意度": 1}, "expected": {"scores": {"效益": 30}}}
        changes = {"indicators": [{"id": "效益", "weight": 20}, {"id": "过程", "weight": 30}]}
        ruleset = loaded(tmp_path, changes, examples=[example])
        (differs,) = check(ruleset)
        assert (differs.code, Path(differs.at.file).name) == (
            "example-differs",
            "base.ruleset.json",
        )
        assert "extended by" in differs.render()


def write_json_of(ruleset: Ruleset) -> str:
    from indicator_engine.documents import write_json

    return write_json(value_of(ruleset))


class TestPlaces:
    """Every address names the file and the line that a part is from."""

    @pytest.fixture
    def document(self) -> Document:
        document = load_ruleset(CASES / "department.ruleset.json").document
        assert document is not None
        return document

    @pytest.mark.parametrize(
        ("pointer", "place"),
        [
            ("", "department.ruleset.json:1"),
            ("/title", "department.ruleset.json:5"),
            ("/source", "framework.ruleset.json:6"),
            ("/inputs/预算数", "department.ruleset.json:9"),
            ("/inputs/预算数/unit", "department.ruleset.json:9"),
            ("/inputs/预算数/range", "framework.ruleset.json:9"),
            ("/inputs/实际/type", "framework.ruleset.json:11"),
            ("/inputs/满意度/tiers/满意", "department.ruleset.json:12"),
            ("/tables/执行得分/bands/1/range", "department.ruleset.json:18"),
            ("/indicators/children/0/formula", "framework.ruleset.json:33"),
            ("/indicators/children/1/children/0/weight", "department.ruleset.json:23"),
            ("/indicators/children/1/children/0/formula", "framework.ruleset.json:38"),
            ("/indicators/children/1/children/1/rounding/places", "framework.ruleset.json:39"),
            ("/indicators/children/1/children/1/rounding/mode", "department.ruleset.json:24"),
            ("/indicators/children/1/children/2/formula", "department.ruleset.json:25"),
            ("/indicators/children/2/children/1/id", "department.ruleset.json:31"),
            ("/rounding/places", "department.ruleset.json:35"),
            ("/rounding/mode", "framework.ruleset.json:45"),
            ("/grades/0/range", "framework.ruleset.json:47"),
        ],
    )
    def test_of_each_part(self, document: Document, pointer: str, place: str) -> None:
        at = document.at(pointer)
        assert f"{Path(at.file).name}:{at.line}" == place
        assert bool(at.extended_by) == place.startswith("framework")

    def test_a_pointer_leads_to_its_part_in_that_file(self, document: Document) -> None:
        at = document.at("/indicators/children/1/children/2/weight")
        assert at.pointer == "/indicators/2/weight"
        assert document.number_text("/indicators/children/1/children/2/weight") == "10"
        assert document.at("/inputs/预算数/unit", key=True).column == 13

    def test_the_files_are_known(self, document: Document) -> None:
        names = [Path(name).name for name in document.files]
        assert names == ["department.ruleset.json", "framework.ruleset.json"]

    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"indicators": [{"id": "产出数量", "weight": 25}]}, "/indicators/0/weight"),
            ({"indicators": [{"id": "产出", "weight": 55}]}, "/indicators/0/weight"),
            ({"remove": ["产出质量"]}, "/remove/0"),
            (
                {"indicators": [{"id": "甲", "under": "产出", "weight": 5, "formula": "5"}]},
                "/indicators/0",
            ),
        ],
    )
    def test_a_sum_that_is_wrong_is_told_where_it_was_changed(
        self, tmp_path: Path, changes: Json, place: str
    ) -> None:
        assert f"weights-do-not-add-up {place}" in found(tmp_path, changes)

    def test_an_error_in_the_base_tells_what_extends_it(self, tmp_path: Path) -> None:
        """There it is no error: the base has the input."""
        write(tmp_path, base=base(), own=extension(remove=["满意度"]))
        errors = refused(tmp_path / "own.ruleset.json")
        assert {each.code for each in errors} == {"unknown-name"}
        assert all(each.at.file.endswith("base.ruleset.json") for each in errors)
        own = str(tmp_path / "own.ruleset.json")
        assert f" (extended by {own}) [unknown-name]" in errors[0].render()
        assert f"（由 {own} 扩展） [unknown-name]" in errors[0].render("zh")


LEAF = {"weight": 10, "formula": "weight * 满意度"}


class TestRefused:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"remove": ["无此项"]}, ["remove-unknown /remove/0"]),
            ({"remove": ["inputs/产出"]}, ["remove-unknown /remove/0"]),
            ({"remove": ["nowhere/产出"]}, ["remove-unknown /remove/0"]),
            ({"remove": ["total"]}, ["remove-root /remove/0"]),
            ({"indicators": [{"id": "无", "weight": 1}]}, ["override-unknown /indicators/0/id"]),
            ({"inputs": {"无": {"unit": "元"}}}, ["override-unknown /inputs/无"]),
            ({"derived": {"无": {"places": 1}}}, ["override-unknown /derived/无"]),
            ({"functions": {"无": {"formula": "1"}}}, ["override-unknown /functions/无"]),
            ({"tables": {"无": {"title": "表"}}}, ["override-unknown /tables/无"]),
            ({"inputs": {"产出": {"type": "number"}}}, ["addition-known /inputs/产出"]),
            ({"derived": {"满意度": {"formula": 1}}}, ["addition-known /derived/满意度"]),
            ({"tables": {"完成": {"cases": {"a": 1}}}}, ["addition-known /tables/完成"]),
            (
                {"indicators": [{**LEAF, "id": "过程", "under": "产出"}]},
                ["addition-known /indicators/0/id"],
            ),
            (
                {"indicators": [{**LEAF, "id": "甲", "under": "无"}]},
                ["under-unknown /indicators/0/under"],
            ),
            (
                {"indicators": [{**LEAF, "id": "甲", "under": "过程"}]},
                ["under-leaf /indicators/0/under"],
            ),
            (
                {"indicators": [{"id": "产出", "children": [{**LEAF, "id": "甲"}]}]},
                ["override-of-children /indicators/0/children"],
            ),
            (
                {"indicators": [{"id": "过程", "weight": 20}, {"id": "过程", "weight": 20}]},
                ["id-given-twice /indicators/1/id"],
            ),
            (
                {"remove": ["产出"], "indicators": [{"id": "产出数量", "weight": 20}]},
                ["override-unknown /indicators/0/id"],
            ),
            (
                {"indicators": [{"id": "甲", "under": "total", "weight": 10}]},
                ["missing-key /indicators/0"],
            ),
            (
                {"remove": ["满意度"], "inputs": {"满意度": {"title": "新"}}},
                ["missing-key /inputs/满意度"],
            ),
        ],
    )
    def test_what_does_not_fit_the_base(
        self, tmp_path: Path, changes: Json, expected: list[str]
    ) -> None:
        assert found(tmp_path, changes) == expected

    def test_everything_is_told_at_once_in_the_order_of_the_text(self, tmp_path: Path) -> None:
        changes = {
            "remove": ["无此项"],
            "inputs": {"无": {"unit": "元"}},
            "indicators": [{"id": "无", "weight": 1}],
        }
        assert [each.split()[0] for each in found(tmp_path, changes)] == [
            *("remove-unknown", "override-unknown", "override-unknown")
        ]

    def test_a_name_of_two_things_is_told_apart(self, tmp_path: Path) -> None:
        of_base = {
            "functions": {**base()["functions"], "产出": {"parameters": ["a"], "formula": "a"}}
        }
        write(tmp_path, base=base(**of_base), own=extension(remove=["产出"]))
        (only,) = refused(tmp_path / "own.ruleset.json")
        assert only.message() == (
            "'产出' names more than one thing, expected one of functions/产出, indicators/产出"
        )
        write(tmp_path, own=extension(remove=["functions/产出"]))
        assert codes(tmp_path / "own.ruleset.json") == []

    def test_a_name_in_another_width_is_no_new_one(self, tmp_path: Path) -> None:
        of_base = {"inputs": {**base()["inputs"], "GDP": {"type": "number"}}}
        changes = {"inputs": {"gdp": {"type": "number"}}}
        assert found(tmp_path, changes, **of_base) == ["addition-known /inputs/gdp"]

    def test_suggestions_end_with_the_messages_that_are_shown(self, tmp_path: Path) -> None:
        """Finding the nearest name takes long; a flood of errors must not."""
        changes: dict[str, Json] = {"inputs": {f"满意度{i}": {"unit": "元"} for i in range(60)}}
        write(tmp_path, base=base(), own=extension(**changes))
        suggested = [each.facts["suggestion"] for each in refused(tmp_path / "own.ruleset.json")]
        assert suggested == ["满意度"] * 50 + [""] * 10
