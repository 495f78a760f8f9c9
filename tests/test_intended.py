"""What the format does not know is compared with what authors write for it elsewhere."""

import json
import re
from typing import Any

import pytest

from indicator_engine.resources import schema_text
from indicator_engine.schema import intended

SCHEMA: dict[str, Any] = json.loads(schema_text())
DEFS = SCHEMA["$defs"]
INTERVAL = re.compile(DEFS["range"]["pattern"])


class TestKey:
    @pytest.mark.parametrize(
        ("of", "written", "meant"),
        [
            ("indicator", "分值", "weight"),
            ("indicator", "权重", "weight"),
            ("indicator", "Score", "weight"),
            ("indicator", "公式", "formula"),
            ("indicator", "计算公式", "formula"),
            ("indicator", "评分标准", "formula"),
            ("indicator", "下级", "children"),
            ("indicator", "指标名称", "title"),
            ("indicator", "依据", "source"),
            ("indicator", "wieght", "weight"),
            ("indicator", "#说明", "note"),
            ("input", "单位", "unit"),
            ("input", "类型", "type"),
            ("input", "取值范围", "range"),
            ("input", "选项", "choices"),
            ("grade", "等级", "grade"),
            ("grade", "区间", "range"),
            ("indicator", "地址", ""),
        ],
    )
    def test_the_word_of_a_form_is_told_as_the_key(self, of: str, written: str, meant: str) -> None:
        schema = DEFS[of]
        assert intended.key(written, schema["properties"], schema) == meant

    def test_a_key_that_is_there_was_not_meant(self) -> None:
        lacking = set(DEFS["indicator"]["properties"]) - {"weight"}
        assert intended.key("权重", lacking, DEFS["indicator"]) != "weight"

    @pytest.mark.parametrize("of", ["indicator", "input", "grade", "derived", "assertion"])
    def test_its_own_title_names_every_key(self, of: str) -> None:
        """Which is the word that an editor shows for it."""
        schema = DEFS[of]
        for key, each in schema["properties"].items():
            assert intended.key(each["title"].split()[0], [key], schema) == key

    def test_every_other_name_is_of_a_key_that_there_is(self) -> None:
        known = {key for each in DEFS.values() for key in each.get("properties", ())}
        assert set(intended.ALSO_CALLED.values()) <= known


@pytest.mark.parametrize(
    ("of", "key", "written", "meant"),
    [
        ("input", "type", "百分比", "percent"),
        ("input", "type", "整数", "integer"),
        ("input", "type", "单选", "choice"),
        ("input", "type", "日期", "date"),
        ("input", "type", "nunber", "number"),
        ("input", "direction", "正向指标", "positive"),
        ("indicator", "combine", "取最低", "min"),
        ("input", "type", "金", ""),
    ],
)
def test_the_chinese_word_is_told_as_the_word(of: str, key: str, written: str, meant: str) -> None:
    assert intended.word(written, DEFS[of]["properties"][key]) == meant


class TestText:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("90-100", "[90, 100]"),
            ("90~100分", "[90, 100]"),
            ("80%至90%", "[80%, 90%]"),
            (">=90", "[90, inf)"),
            ("≥ 90%", "[90%, inf)"),
            ("90分以上", "[90, inf)"),
            ("90分（含）以上", "[90, inf)"),
            (">90", "(90, inf)"),
            ("低于60分", "(-inf, 60)"),
            ("不超过60", "(-inf, 60]"),
            ("(0, +∞)", "(0, inf)"),
            ("(-∞，0]", "(-inf, 0]"),
            ("[0, )", "[0, inf)"),
            ("[,60)", "(-inf, 60)"),
            ("［0，100）", "[0, 100)"),
            ("[60, 100]%", "[60%, 100%]"),
            ("60分以下", ""),  # with or without 60?
            ("优", ""),
            ("", ""),
        ],
    )
    def test_an_interval_as_forms_write_it(self, written: str, meant: str) -> None:
        assert intended.text(written, "interval") == meant
        assert not meant or INTERVAL.fullmatch(meant)

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("执行 数", "执行_数"),
            ("执行数（万元）", "执行数"),
            ("预算-执行", "预算_执行"),
            ("预算执行率%", "预算执行率"),
            ("2022年预算", ""),
            ("（）", ""),
        ],
    )
    def test_a_name_without_what_no_name_may_have(self, written: str, meant: str) -> None:
        assert intended.text(written, "name") == meant

    def test_other_forms_are_not_guessed(self) -> None:
        assert intended.text("1.0", "version") == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("40", "40"),
        ("40分", "40"),
        (" ４０ ", "40"),
        ("-0.50", "-0.50"),
        ("+007", "7"),
        ("0", "0"),
        ("00.5", "0.5"),
        ("90％", ""),
        ("四十", ""),
        ("1,000", ""),
    ],
)
def test_a_number_is_told_as_json_writes_it(written: str, meant: str) -> None:
    assert intended.number(written) == meant
    if meant:
        json.loads(meant)
