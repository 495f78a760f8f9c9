"""What examples show, and what they leave out."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from indicator_engine import load_ruleset
from indicator_engine.checks.coverage import Coverage, coverage, not_covered
from tests.small import Json, ruleset_with

INPUTS: Mapping[str, Json] = {
    "率": {"type": "percent"},
    "状态": {"type": "choice", "choices": ["完成", "未完成"]},
    "质量": {
        "type": "judged",
        "tiers": {"优": "[80%, 100%]", "良": "[60%, 80%]", "差": "[0%, 60%)"},
    },
    "违规": {"type": "boolean"},
}
RULESET: Mapping[str, Json] = {
    "inputs": INPUTS,
    "tables": {
        "分档": {
            "bands": [{"range": "[0%, 60%)", "value": 0}, {"range": "[60%, 100%]", "value": 1}]
        },
        "系数": {"cases": {"完成": 1, "未完成": 0.5}},
    },
    "functions": {"或零": {"parameters": ["条件", "分"], "formula": "分 if 条件 else 0"}},
    "indicators": {
        "children": [
            {"id": "A", "weight": 40, "formula": "weight * 分档(率)"},
            {
                "id": "B",
                "weight": 30,
                "formula": "weight * 系数(状态)",
                "policies": {"missing": "zero"},
            },
            {"id": "C", "weight": 30, "formula": "或零(not 违规, weight * 质量)"},
        ],
        "adjustments": [
            {"id": "加分", "when": "状态 == '完成'", "becomes": "min(100, value + 1)"},
            {"id": "常规", "becomes": "value"},
            {"id": "否决", "when": "违规", "grade": "不合格"},
        ],
    },
    "policies": {"pending": "full", "missing": "refuse"},
    "grades": [{"grade": "合格", "range": "[60, 100]"}, {"grade": "不合格", "range": "[0, 60)"}],
}
GOOD: Mapping[str, Json] = {"率": "95%", "状态": "完成", "质量": "90%", "违规": False}


def coverage_of(*records: Mapping[str, Json]) -> Coverage:
    examples = [{"id": str(number), "inputs": inputs} for number, inputs in enumerate(records)]
    return coverage(ruleset_with({**RULESET, "examples": examples}))


def uncovered(*records: Mapping[str, Json]) -> list[tuple[str, str]]:
    return [(each.part, each.name) for each in coverage_of(*records).uncovered]


EVERYTHING = {
    ("tier", "质量 优"), ("tier", "质量 良"), ("tier", "质量 差"),
    ("band", "分档 [0, 0.6)"), ("band", "分档 [0.6, 1]"),
    ("case", "系数 完成"), ("case", "系数 未完成"),
    ("branch", "分 @0"), ("branch", "0 @13"),
    ("policy", "B missing zero"), ("policy", "pending full"),
    ("adjustment", "total 加分"), ("adjustment", "total 否决"),
    ("grade", "合格"), ("grade", "不合格"),
}  # fmt: skip


class TestCoverage:
    def test_without_examples_nothing_is_shown(self) -> None:
        """A policy that refuses the record is no part: no example may be refused."""
        found = coverage_of()
        assert {(each.part, each.name) for each in found.subjects} == EVERYTHING
        assert (found.covered, found.total, found.share) == (0, 15, Fraction(0))

    def test_one_example_shows_what_it_comes_past(self) -> None:
        assert EVERYTHING - set(uncovered(GOOD)) == {
            ("tier", "质量 优"),
            ("band", "分档 [0.6, 1]"),
            ("case", "系数 完成"),
            ("branch", "分 @0"),
            ("adjustment", "total 加分"),
            ("grade", "合格"),
        }

    @pytest.mark.parametrize(
        ("changes", "shown"),
        [
            ({"率": "10%"}, {("band", "分档 [0, 0.6)")}),
            ({"率": "60%"}, {("band", "分档 [0.6, 1]")}),
            ({"状态": "未完成"}, {("case", "系数 未完成")}),
            ({"状态": None}, {("policy", "B missing zero")}),
            ({"率": {"pending": "待审"}}, {("policy", "pending full")}),
            ({"A": {"pending": "待审"}}, {("policy", "pending full")}),
            ({"质量": "10%"}, {("tier", "质量 差")}),
            ({"质量": {"tier": "良", "rate": "80%"}}, {("tier", "质量 良")}),
            (
                {"违规": True},
                {("branch", "0 @13"), ("adjustment", "total 否决"), ("grade", "不合格")},
            ),
        ],
    )
    def test_what_a_change_of_the_data_shows(
        self, changes: Mapping[str, Json], shown: set[tuple[str, str]]
    ) -> None:
        assert shown <= EVERYTHING - set(uncovered({**GOOD, **changes}))

    def test_several_examples_together(self) -> None:
        found = uncovered(
            GOOD,
            {"率": "10%", "状态": "未完成", "质量": "10%", "违规": True},
            {
                **GOOD,
                "质量": {"tier": "良", "rate": "70%"},
                "率": {"pending": "待审"},
                "状态": None,
            },
        )
        assert found == []

    def test_an_example_that_is_refused_shows_what_it_came_past(self) -> None:
        assert ("band", "分档 [0, 0.6)") not in uncovered(
            {"率": "10%", "违规": False, "状态": "完成"}
        )

    def test_an_example_that_cannot_be_read_shows_nothing(self) -> None:
        assert len(uncovered({**GOOD, "率": "很好"})) == len(EVERYTHING)

    def test_in_the_order_of_the_text(self) -> None:
        lines = [each.at.line or 0 for each in coverage_of().subjects]
        assert lines == sorted(lines)
        assert all(lines)

    def test_where_there_is_nothing_to_show_all_is_shown(self) -> None:
        found = coverage(ruleset_with({}))
        assert (found.total, found.share) == (0, Fraction(1))

    def test_a_shipped_ruleset(self) -> None:
        assert coverage(load_ruleset("beijing-project-2020")).uncovered == ()


class TestNotCovered:
    def test_below_the_threshold_every_part_is_named(self) -> None:
        ruleset = ruleset_with({**RULESET, "examples": [{"id": "1", "inputs": GOOD}]})
        found = list(not_covered(ruleset, Fraction(1, 2)))
        assert {(each.code, each.severity) for each in found} == {("not-covered", "warning")}
        assert len(found) == 9
        assert found[0].message("zh") == "档次“质量 良”没有任何示例涉及，应补充示例"

    def test_at_the_threshold_none_is(self) -> None:
        ruleset = ruleset_with({**RULESET, "examples": [{"id": "1", "inputs": GOOD}]})
        assert list(not_covered(ruleset, Fraction(6, 15))) == []
