"""The format of a ruleset: what the schema refuses, how it is said, and what an editor shows."""

import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from indicator_engine.documents import read_document
from indicator_engine.errors import Diagnostic
from indicator_engine.language.syntax import parse
from indicator_engine.limits import LIMITS
from indicator_engine.messages import words
from indicator_engine.resources import schema_text
from indicator_engine.schema import violations
from indicator_engine.schema.keywords import HOMES, TRANSLATIONS

EVERYTHING = Path(__file__).parent / "cases/format/good/everything.ruleset.json"

PLAIN = """{
  "$schema": "../schemas/ruleset-1.schema.json",
  "id": "demo",
  "version": "1.0.0",
  "title": "示例",
  "inputs": {
    "实际": {"type": "number", "range": "[0, inf)"},
    "等第": {"type": "choice", "choices": ["高", "低"]}
  },
  "tables": {"分档": {"cases": {"高": 1, "低": "50%"}}},
  "indicators": {
    "id": "total",
    "weight": 100,
    "children": [
      {"id": "A", "weight": 60, "formula": "weight * 分档(等第)"},
      {"id": "B", "weight": 40, "formula": "min(weight, 实际)"}
    ]
  },
  "assertions": [{"id": "核对", "equal": ["实际", 1]}]
}"""


def found(text: str) -> tuple[Diagnostic, ...]:
    return violations(read_document(text, "demo.json"))


def summary(text: str) -> list[str]:
    return [
        f"{each.code} {each.at.line}:{each.at.column} {each.at.pointer}" for each in found(text)
    ]


def changed(old: str, new: str) -> str:
    assert PLAIN.count(old) == 1, old
    return PLAIN.replace(old, new)


class TestViolations:
    def test_none(self) -> None:
        assert found(PLAIN) == ()

    def test_a_ruleset_may_use_every_key(self) -> None:
        assert found(EVERYTHING.read_text(encoding="utf-8")) == ()

    @pytest.mark.parametrize(
        "file",
        sorted((Path(__file__).parents[1] / "rulesets").glob("*.json")),
        ids=lambda f: f.name,
    )
    def test_shipped_rulesets_have_the_format(self, file: Path) -> None:
        assert violations(read_document(file.read_bytes(), file.name)) == ()

    def test_all_are_found_in_the_order_of_the_document(self) -> None:
        text = (
            changed('"低": "50%"', '"低": "50"')
            .replace('"weight": 100', '"weight": 0')
            .replace('"version": "1.0.0"', '"version": 1')
        )
        assert summary(text) == [
            "wrong-type 4:14 /version",
            "number-in-quotes 10:44 /tables/分档/cases/低",
            "too-small 13:15 /indicators/weight",
        ]

    def test_each_is_rendered_with_its_line_and_a_caret(self) -> None:
        (only,) = found(changed('"formula": "min', '"formular": "min'))
        assert only.render() == (
            "demo.json:16:33: unknown key 'formular', expected one of id, title, weight, share, "
            "children, formula, range, rounding, policies, source, evidence, note, tags; "
            "did you mean 'formula'? [unknown-key]\n"
            '          {"id": "B", "weight": 40, "formular": "min(weight, 实际)"}\n'
            "                                    ^^^^^^^^^^"
        )


CASES = {
    "unknown key": (
        '"version"',
        '"owner": 1, "version"',
        "unknown-key 4:3",
        (
            "unknown key 'owner', expected one of $schema, id, version, title, extends, effective, "
            "description, source, note, inputs, derived, functions, tables, indicators, rounding, "
            "grades, policies, assertions, examples"
        ),
        (
            "没有名为“owner”的键，此处可用：$schema, id, version, title, extends, effective, description, "
            "source, note, inputs, derived, functions, tables, indicators, rounding, grades, policies, "
            "assertions, examples"
        ),
    ),
    "misspelt key": (
        '{"高": 1, "低": "50%"}}',
        '{"高": 1}, "sorce": "附件"}',
        "unknown-key 10:40",
        (
            "unknown key 'sorce', expected one of bands, anchors, cases, title, help, source, note; "
            "did you mean 'source'?"
        ),
        (
            "没有名为“sorce”的键，此处可用：bands, anchors, cases, title, help, source, note"
            "；是否想写“source”？"
        ),
    ),
    "comment key": (
        '"cases"',
        '"//": "按附件", "cases"',
        "unknown-key 10:21",
        (
            "unknown key '//', expected one of bands, anchors, cases, title, help, source, note; "
            "did you mean 'note'?"
        ),
        (
            "没有名为“//”的键，此处可用：bands, anchors, cases, title, help, source, note"
            "；是否想写“note”？"
        ),
    ),
    "missing key": (
        '  "version": "1.0.0",\n',
        "",
        "missing-key 1:1",
        "'demo.json' has no key 'version', which is required",
        "“demo.json”缺少必需的键“version”",
    ),
    "missing key of an indicator": (
        ', "formula": "min(weight, 实际)"',
        "",
        "missing-key 16:7",
        "'B' has no key 'formula', which is required",
        "“B”缺少必需的键“formula”",
    ),
    "missing key of an input": (
        '"type": "choice", "choices": ["高", "低"]',
        '"type": "choice"',
        "missing-key 8:11",
        "'等第' has no key 'choices', which is required",
        "“等第”缺少必需的键“choices”",
    ),
    "none of the keys": (
        '"cases": {"高": 1, "低": "50%"}',
        "",
        "missing-key-of 10:20",
        "'分档' has none of the keys bands, anchors, cases, expected exactly one",
        "“分档”应写且只写其中一个键：bands, anchors, cases",
    ),
    "two of the keys": (
        '"cases"',
        '"anchors": [[0, 0], [1, 1]], "cases"',
        "exclusive-keys 10:50",
        "'分档' has anchors, cases together, expected only one of bands, anchors, cases",
        "“分档”同时写有 anchors, cases，只能写其中一个：bands, anchors, cases",
    ),
    "formula and combine": (
        '"children"',
        '"formula": "A + B", "combine": "mean", "children"',
        "exclusive-keys 14:25",
        "'total' has formula, combine together, expected only one of formula, combine",
        "“total”同时写有 formula, combine，只能写其中一个：formula, combine",
    ),
    "key of another type": (
        '"range": "[0, inf)"',
        '"choices": ["高"]',
        "key-not-here 7:30",
        "key 'choices' has no place here, expected in an input of type choice",
        "此处不能写键“choices”，它属于choice 类型的输入项",
    ),
    "wrong type": (
        '"weight": 100',
        '"weight": [100]',
        "wrong-type 13:15",
        "'weight' is a list […], expected a number, or a percentage such as \"90%\"",
        '“weight”是列表 […]，应为数，或 "90%" 这样的百分数',
    ),
    "wrong type of an entry": (
        '["高", "低"]',
        '["高", 1]',
        "wrong-type 8:47",
        "'choices/1' is a number, expected text",
        "“choices/1”是数，应为文本",
    ),
    "wrong type of a title": (
        '"title": "示例"',
        '"title": true',
        "wrong-type 5:12",
        '\'title\' is true or false, expected text, or {"zh": …, "en": …}',
        '“title”是 true（是）或 false（否），应为文本，或 {"zh": …, "en": …}',
    ),
    "not one of": (
        '"type": "number"',
        '"type": "nunber"',
        "not-one-of 7:20",
        (
            "'type' is 'nunber', expected one of number, integer, percent, boolean, choice, date, "
            "text, judged, numbers; did you mean 'number'?"
        ),
        (
            "“type”不能是“nunber”，可选：number, integer, percent, boolean, choice, date, text, "
            "judged, numbers；是否想写“number”？"
        ),
    ),
    "number for a word": (
        '"type": "number"',
        '"type": 1.50',
        "not-one-of 7:20",
        (
            "'type' is '1.50', expected one of number, integer, percent, boolean, choice, date, "
            "text, judged, numbers"
        ),
        (
            "“type”不能是“1.50”，可选：number, integer, percent, boolean, choice, date, text, "
            "judged, numbers"
        ),
    ),
    "interval": (
        '"[0, inf)"',
        '"［0，100］"',
        "bad-pattern 7:39",
        (
            'found \'［0，100］\', expected an interval such as "[0, 100]", "(0, inf)" or '
            "\"[80%, 100%)\"; did you mean '[0, 100]'?"
        ),
        (
            '“［0，100］”的写法不对，应为区间，如 "[0, 100]"、"(0, inf)"、"[80%, 100%)"，用半角符号'
            "；是否想写“[0, 100]”？"
        ),
    ),
    "id": (
        '"id": "demo"',
        '"id": "demo/../x"',
        "bad-pattern 3:9",
        (
            "found 'demo/../x', expected an id of ASCII letters, digits, dots, underscores and "
            "hyphens, a letter or digit first (what it cannot hold goes into 'title')"
        ),
        (
            "“demo/../x”的写法不对，应为由英文字母、数字、点、下划线、连字符组成的标识，以字母或数字开头"
            "（中文写入 title）"
        ),
    ),
    "version": (
        '"1.0.0"',
        '"1.0"',
        "bad-pattern 4:14",
        "found '1.0', expected a version of three numbers such as \"1.0.0\"",
        '“1.0”的写法不对，应为三个数的版本，如 "1.0.0"',
    ),
    "name": (
        '"实际":',
        '"2022年实际":',
        "bad-pattern 7:5",
        "found '2022年实际', expected a name of letters, digits and underscores, no digit first",
        "“2022年实际”的写法不对，应为由汉字、字母、数字、下划线组成的名称，不以数字开头",
    ),
    "percentage": (
        '"50%"',
        '"一半"',
        "bad-pattern 10:44",
        "found '一半', expected a number, or a percentage such as \"90%\"",
        '“一半”的写法不对，应为数，或 "90%" 这样的百分数',
    ),
    "number in quotes": (
        '"weight": 100',
        '"weight": "100分"',
        "number-in-quotes 13:15",
        "found the text '100分', expected a number without quotes or unit: 100",
        "“100分”写在引号中，是文本；应为数，不加引号和单位：100",
    ),
    "too small": (
        '"weight": 100',
        '"weight": -1.50',
        "too-small 13:15",
        "'weight' is -1.50, expected > 0",
        "“weight”是 -1.50，应 > 0",
    ),
    "too large": (
        '"range": "[0, inf)"',
        '"places": 11',
        "too-large 7:40",
        "'places' is 11, expected ≤ 10",
        "“places”是 11，应 ≤ 10",
    ),
    "too few": (
        '["实际", 1]',
        '["实际"]',
        "too-few 19:40",
        "'equal' has 1 entries, expected at least 2",
        "“equal”有 1 项，至少应有 2 项",
    ),
    "too many": (
        '["实际", 1]',
        '["实际", 1, 2]',
        "too-many 19:40",
        "'equal' has 3 entries, expected at most 2",
        "“equal”有 3 项，最多允许 2 项",
    ),
    "empty text": (
        '"title": "示例"',
        '"title": {"zh": ""}',
        "empty-text 5:19",
        "'zh' is empty, expected a text; write one or leave the key out",
        "“zh”是空文本，应写内容，或删去这个键",
    ),
    "long text": (
        '"1.0.0"',
        '"1.0.' + "0" * 50 + '"',
        "text-too-long 4:14",
        "'version' has 54 characters, expected at most 50",
        "“version”有 54 个字符，最多允许 50 个",
    ),
    "unknown format": (
        "ruleset-1.schema.json",
        "ruleset-2.schema.json",
        "unknown-format 2:14",
        "unknown ruleset format '2', expected 1",
        "规则集格式版本“2”未知，本引擎支持版本 1",
    ),
}


class TestSentences:
    """Each code has a place and a sentence that says what is expected."""

    @pytest.mark.parametrize(
        ("old", "new", "code_and_place", "en", "zh"), list(CASES.values()), ids=list(CASES)
    )
    def test_one_flaw(self, old: str, new: str, code_and_place: str, en: str, zh: str) -> None:
        (only,) = found(changed(old, new))
        assert f"{only.code} {only.at.line}:{only.at.column}" == code_and_place
        assert (only.message("en"), only.message("zh")) == (en, zh)

    def test_every_code_of_the_schema_is_among_them(self) -> None:
        source = inspect.getsource(inspect.getmodule(TRANSLATIONS["not"]))  # type: ignore[arg-type]
        codes = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source)) - set(HOMES.values())
        seen = {case[2].split()[0] for case in CASES.values()}
        assert codes <= seen

    def test_what_is_echoed_is_short(self) -> None:
        (only,) = found(changed('"type": "number"', f'"type": "{"x" * 9_000}"'))
        assert only.facts["value"] == "x" * 79 + "…"

    def test_the_whole_document_is_called_by_its_name(self) -> None:
        (only,) = found("[]")
        assert only.message() == "'demo.json' is a list […], expected an object {…}"


class TestKeysByType:
    """Keys that belong to one type are refused in the others; a child's depend on its parent."""

    @pytest.mark.parametrize(
        ("declared", "expected"),
        [
            ('"choice"', ["missing-key /inputs/甲"]),
            ('"judged"', ["missing-key /inputs/甲"]),
            ('"numbers"', ["missing-key /inputs/甲"]),
            ('"text", "range": "[0, 1]"', ["key-not-here /inputs/甲/range"]),
            ('"date", "range": "[0, 1]"', ["key-not-here /inputs/甲/range"]),
            ('"number", "tiers": {"高": "[0, 1]"}', ["key-not-here /inputs/甲/tiers"]),
            ('"integer", "length": "[1, 9]"', ["key-not-here /inputs/甲/length"]),
            ('"number", "default": "1"', ["wrong-type /inputs/甲/default"]),
            ('"integer", "default": 1.5', ["wrong-type /inputs/甲/default"]),
            ('"integer", "default": 1.0', []),
            ('"percent", "default": "1"', ["number-in-quotes /inputs/甲/default"]),
            ('"percent", "default": 0.5', []),
            ('"boolean", "default": 1', ["wrong-type /inputs/甲/default"]),
            ('"text", "default": 1', ["wrong-type /inputs/甲/default"]),
            ('"date", "default": "2022年"', ["bad-pattern /inputs/甲/default"]),
            ('"numbers", "length": "[1, 2]", "default": 1', ["wrong-type /inputs/甲/default"]),
            (
                '"judged", "tiers": {"高": "[0, 1]"}, "default": {"tier": "高"}',
                ["missing-key /inputs/甲/default"],
            ),
            ('"judged", "tiers": {}', ["too-few /inputs/甲/tiers"]),
            (
                '"nunber", "choices": []',
                ["not-one-of /inputs/甲/type", "too-few /inputs/甲/choices"],
            ),
        ],
    )
    def test_inputs(self, declared: str, expected: list[str]) -> None:
        text = changed('"inputs": {', f'"inputs": {{"甲": {{"type": {declared}}},')
        assert [f"{each.code} {each.at.pointer}" for each in found(text)] == expected

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ('"weight": 100,', "", ["missing-key 11:17 /indicators"]),
            (
                '"weight": 100,',
                '"weight": 100, "share": 1,',
                ["key-not-here 13:20 /indicators/share"],
            ),
            ('"weight": 60, ', "", ["missing-key 15:7 /indicators/children/0"]),
            (
                '"weight": 60, ',
                '"weight": 60, "share": 2, ',
                ["key-not-here 15:33 /indicators/children/0/share"],
            ),
            (
                '"weight": 60, ',
                '"weight": 60, "combine": "min", "weights": "points", "adjustments": [], ',
                [
                    "key-not-here 15:33 /indicators/children/0/combine",
                    "key-not-here 15:51 /indicators/children/0/weights",
                    "key-not-here 15:72 /indicators/children/0/adjustments",
                    "too-few 15:87 /indicators/children/0/adjustments",
                ],
            ),
            (
                '"children"',
                '"policies": {"missing": "zero"}, "children"',
                ["key-not-here 14:5 /indicators/policies"],
            ),
            (
                '"children"',
                '"combine": "mean", "children"',
                [
                    "key-not-here 15:19 /indicators/children/0/weight",
                    "key-not-here 16:19 /indicators/children/1/weight",
                ],
            ),
            ('"children"', '"formula": "A + B", "children"', []),
        ],
    )
    def test_indicators(self, old: str, new: str, expected: list[str]) -> None:
        assert summary(changed(old, new)) == expected

    def test_shares_belong_under_means(self) -> None:
        for combine, codes in (("mean", []), ("geomean", []), ("min", ["key-not-here"])):
            text = (
                changed('"children"', f'"combine": "{combine}", "children"')
                .replace('"weight": 60', '"share": 60')
                .replace(', "weight": 40', "")
            )
            assert [each.code for each in found(text)] == codes

    def test_grades_are_decided_at_the_root(self) -> None:
        adjustment = '{"id": "差", "when": "实际 < 1", "grade": "差"}'
        at_root = changed('"children"', f'"adjustments": [{adjustment}], "children"')
        assert found(at_root) == ()
        child = f'"children": [{{"id": "C", "weight": 1, "formula": "1"}}], "adjustments": [{adjustment}]'
        below = changed('"formula": "min(weight, 实际)"', child)
        assert [each.at.pointer for each in found(below)] == [
            "/indicators/children/1/adjustments/0/grade"
        ]

    def test_tolerance_belongs_to_equal(self) -> None:
        text = changed('"equal": ["实际", 1]', '"condition": "实际 > 1", "tolerance": 1')
        assert summary(text) == ["key-not-here 19:54 /assertions/0/tolerance"]

    @pytest.mark.parametrize(
        ("datum", "codes"),
        [
            ('{"not_applicable": "无"}', []),
            ('{"pending": "待评"}', []),
            ('{"tier": "高", "rate": "95%"}', []),
            ('{"rate": 1}', ["missing-key", "missing-key-of"]),
            ('{"tier": "高"}', ["missing-key"]),
            ("{}", ["missing-key-of"]),
            ('{"pending": "待评", "not_applicable": "无"}', ["exclusive-keys"]),
            ('{"不适用": "无"}', ["unknown-key"]),
            ('{"teir": "高", "rate": 1}', ["unknown-key"]),
            ('[90, "91", true]', ["number-in-quotes", "wrong-type"]),
            ("[90, 91.5]", []),
            ("null", []),
        ],
    )
    def test_data(self, datum: str, codes: list[str]) -> None:
        example = f'"examples": [{{"id": "e", "inputs": {{"实际": {datum}}}}}], "assertions"'
        assert sorted(each.code for each in found(changed('"assertions"', example))) == codes


class TestOneCauseOneDiagnostic:
    """What follows from a misspelt key is not reported beside it."""

    @pytest.mark.parametrize(
        ("old", "new", "key"),
        [
            ('"version"', '"verison"', "verison"),
            ('"type": "choice"', '"tpye": "choice"', "tpye"),
            ('"children"', '"childern"', "childern"),
            ('"children"', '"comebine": "mean", "children"', "comebine"),
            ('"cases"', '"case"', "case"),
            ('"equal"', '"equals"', "equals"),
            ('"weight": 60', '"wieght": 60', "wieght"),
        ],
    )
    def test_misspelt_key(self, old: str, new: str, key: str) -> None:
        text = changed(old, new)
        if key == "comebine":  # as it would be under combine
            text = text.replace('"weight": 60, ', "").replace('"weight": 40, ', "")
        (only,) = found(text)
        assert (only.code, only.facts["name"]) == ("unknown-key", key)

    def test_only_what_follows_from_it(self) -> None:
        text = changed('"version": "1.0.0"', '"verison": "1.0.0"').replace(
            '  "title": "示例",\n', ""
        )
        assert [each.code for each in found(text)] == ["missing-key", "unknown-key"]

    def test_a_key_that_is_there_is_not_suggested(self) -> None:
        (only,) = found(changed('"version"', '"verison": 1, "version"'))
        assert only.facts["suggestion"] == ""

    @pytest.mark.parametrize(
        ("old", "expected"),
        [
            ('{"type": "number", "range": "[0, inf)"}', "wrong-type 7:11 /inputs/实际"),
            ('{"cases": {"高": 1, "低": "50%"}}', "wrong-type 10:20 /tables/分档"),
            (
                '{"id": "B", "weight": 40, "formula": "min(weight, 实际)"}',
                "wrong-type 16:7 /indicators/children/1",
            ),
        ],
    )
    def test_of_a_value_of_the_wrong_type_nothing_else_is_said(
        self, old: str, expected: str
    ) -> None:
        assert summary(changed(old, "[]")) == [expected]

    def test_a_text_that_is_too_long_is_not_also_badly_written(self) -> None:
        (only,) = found(changed('"id": "demo"', f'"id": "{"预" * 101}"'))
        assert only.code == "text-too-long"


class TestFormat:
    @pytest.mark.parametrize(
        "schema",
        [
            "ruleset-1.schema.json",
            r"..\\schemas\\ruleset-1.schema.json",
            "https://json-schema.org/draft-07/schema#",
            "file:///etc/passwd",
            "my-ruleset-2.schema.json",
            "",
        ],
    )
    def test_schema_is_inert(self, schema: str) -> None:
        """It says the format version, and nothing is ever fetched from it."""
        assert found(changed("../schemas/ruleset-1.schema.json", schema)) == ()

    def test_its_absence_is_format_1(self) -> None:
        assert found(changed('  "$schema": "../schemas/ruleset-1.schema.json",\n', "")) == ()

    @pytest.mark.parametrize("number", ["2", "0", "01", "x", "9" * 1_000])
    def test_of_an_unknown_format_nothing_else_is_said(self, number: str) -> None:
        text = changed("ruleset-1", f"ruleset-{number}").replace('"version"', '"v"')
        assert [each.code for each in found(text)] == ["unknown-format"]

    def test_effective_has_a_first_day(self) -> None:
        text = changed('"version"', '"effective": {"to": "2022-12-31"}, "version"')
        assert summary(text) == ["missing-key 4:16 /effective"]
        text = changed('"version"', '"effective": {"from": "2022-1-1"}, "version"')
        assert summary(text) == ["bad-pattern 4:25 /effective/from"]


EXTENDING = """{
  "id": "demo",
  "version": "1.0.0",
  "title": "示例",
  "extends": "framework",
  "remove": ["B"],
  "inputs": {"实际": {"unit": "人"}},
  "indicators": [{"id": "A", "weight": 60}]
}"""


class TestExtending:
    """A file that extends another says only what differs."""

    def test_nothing_else_is_required(self) -> None:
        assert found(EXTENDING) == ()

    def test_it_is_still_closed(self) -> None:
        text = EXTENDING.replace('"unit"', '"unti"').replace('"weight": 60', '"wieght": 60')
        assert summary(text) == [
            "unknown-key 7:21 /inputs/实际/unti",
            "unknown-key 8:30 /indicators/0/wieght",
        ]

    def test_its_indicators_are_a_list_of_changes(self) -> None:
        (only,) = found(EXTENDING.replace("[{", "{").replace("}]", "}"))
        assert only.message() == (
            "'indicators' is an object {…}, expected a list of changes to indicators of the base, "
            '[{"id": …}]'
        )

    def test_only_it_removes(self) -> None:
        (only,) = found(changed('"version"', '"remove": ["B"], "version"'))
        assert only.message() == (
            "key 'remove' has no place here, expected in a ruleset that extends another"
        )

    def test_a_misspelt_extends_is_all_that_is_said(self) -> None:
        (only,) = found(EXTENDING.replace('"extends"', '"extend"'))
        assert (only.code, only.facts["suggestion"]) == ("unknown-key", "extends")


class TestLimits:
    """At the limit a ruleset has the format; one more is a located violation."""

    @pytest.mark.parametrize(
        ("limit", "old", "new", "code"),
        [
            (2_000, '"min(weight, 实际)"', '"{x}"', "text-too-long"),
            (100, '"实际":', '"{x}":', "text-too-long"),
            (200, '["高", "低"]', '["{x}"]', "text-too-long"),
            (100, '"demo"', '"{x}"', "text-too-long"),
        ],
    )
    def test_texts(self, limit: int, old: str, new: str, code: str) -> None:
        assert found(changed(old, new.format(x="x" * limit))) == ()
        assert [each.code for each in found(changed(old, new.format(x="x" * (limit + 1))))] == [
            code
        ]

    def test_children(self) -> None:
        rows = [
            f'{{"id": "x{i}", "weight": 1, "formula": "1"}}' for i in range(LIMITS.children + 1)
        ]
        row = '{"id": "B", "weight": 40, "formula": "min(weight, 实际)"}'
        fits = changed(row, ",".join(rows[:-2]))
        assert found(fits) == ()
        assert summary(changed(row, ",".join(rows[:-1]))) == ["too-many 14:17 /indicators/children"]

    def test_derived(self) -> None:
        rows = [f'"x{i}": {{"formula": 1}}' for i in range(LIMITS.derived + 1)]
        for count, codes in ((LIMITS.derived, []), (LIMITS.derived + 1, ["too-many"])):
            text = changed('"tables"', f'"derived": {{{",".join(rows[:count])}}}, "tables"')
            assert [each.code for each in found(text)] == codes

    def test_parameters(self) -> None:
        names = [f'"x{i}"' for i in range(LIMITS.function_arguments + 1)]
        for count, codes in ((len(names) - 1, []), (len(names), ["too-many"])):
            function = f'{{"parameters": [{",".join(names[:count])}], "formula": "1"}}'
            text = changed('"tables"', f'"functions": {{"f": {function}}}, "tables"')
            assert [each.code for each in found(text)] == codes

    def test_findings(self) -> None:
        """After so many the search ends."""
        keys = ",".join(f'"x{i}": 1' for i in range(LIMITS.document_findings + 1))
        text = changed('"version"', keys + ', "version"')
        assert len(found(text)) == LIMITS.document_findings

    def test_the_schema_says_the_same_as_the_limits(self) -> None:
        defs = SCHEMA["$defs"]
        assert defs["formula"]["maxLength"] == LIMITS.formula_characters
        assert defs["indicator"]["properties"]["children"]["maxItems"] == LIMITS.children
        assert defs["function"]["properties"]["parameters"]["maxItems"] == LIMITS.function_arguments
        assert SCHEMA["properties"]["derived"]["maxProperties"] == LIMITS.derived

    def test_the_deepest_tree_leaves_room_on_the_stack(self) -> None:
        """Jsonschema recurses; it needs less than half of Python's default stack."""
        node = '{"id": "x", "weight": 1, "formula": "1", "titel": 1}'
        for _ in range(LIMITS.tree_depth - 1):
            node = f'{{"id": "x", "weight": 1, "children": [{node}]}}'
        start, end = PLAIN.index('{\n    "id": "total"'), PLAIN.index(',\n  "assertions"')
        document = read_document(PLAIN[:start] + node + PLAIN[end:], "demo.json")
        violations(document)  # what is made once is made
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(len(inspect.stack(0)) + 450)
        try:
            codes = [each.code for each in violations(document)]
        finally:
            sys.setrecursionlimit(limit)
        assert codes == ["unknown-key"]


SCHEMA: dict[str, Any] = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)

ANNOTATIONS = {
    *("$schema", "$id", "$comment", "title", "description", "markdownDescription", "default"),
    *("enumDescriptions", "markdownEnumDescriptions", "defaultSnippets", "errorMessage"),
    *("patternErrorMessage", "doNotSuggest", "format"),
}
STRUCTURE = {"$ref", "$defs", "allOf", "if", "then", "else", "items", "properties", "propertyNames"}
CONDITIONS = ("if", "then", "else", "not", "oneOf")


def subschemas(schema: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401
    """Yield every schema inside a schema with its path, itself included."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for word in ("properties", "$defs"):
        for name, inner in schema.get(word, {}).items():
            yield from subschemas(inner, (*path, word, name))
    for word in ("items", "propertyNames", "additionalProperties", "if", "then", "else", "not"):
        yield from subschemas(schema.get(word), (*path, word))
    for word in ("allOf", "oneOf"):
        for i, inner in enumerate(schema.get(word, ())):
            yield from subschemas(inner, (*path, word, str(i)))


ALL = list(subschemas(SCHEMA))
PROPERTIES = [
    pytest.param(schema, id="/".join(path))
    for path, schema in ALL
    if path[-2:-1] == ("properties",) and not set(CONDITIONS) & set(path) and schema is not False
]
SNIPPETS = [
    pytest.param(path, schema, snippet, id=f"{'/'.join(path) or 'ruleset'}: {snippet['label']}")
    for path, schema in ALL
    for snippet in schema.get("defaultSnippets", ())
]


def expanded(body: Any) -> Any:  # noqa: ANN401
    """Return what an editor inserts for a snippet, its placeholders left as they are."""
    if isinstance(body, dict):
        return {expanded(key): expanded(value) for key, value in body.items()}
    if isinstance(body, list):
        return [expanded(each) for each in body]
    if not isinstance(body, str):
        return body
    text = re.sub(r"\$(?:\{\d+:([^}]*)\}|\d+)", lambda match: match[1] or "…", body)
    return json.loads(text[1:]) if text.startswith("^") else text


class TestSchema:
    """What an editor reads: valid, closed, explained in both languages, with true examples."""

    def test_it_is_valid(self) -> None:
        Draft202012Validator.check_schema(SCHEMA)

    def test_it_refers_to_itself_only(self) -> None:
        refs = {schema["$ref"] for _, schema in ALL if "$ref" in schema}
        defs = {ref.partition("/properties/")[0] for ref in refs}
        assert defs == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}
        indicator, change = (
            SCHEMA["$defs"][name]["properties"] for name in ("indicator", "change")
        )
        assert refs - defs == {f"#/$defs/indicator/properties/{key}" for key in indicator}
        assert change.keys() == {*indicator, "under"}

    def test_every_keyword_is_translated(self) -> None:
        used = {keyword for path, schema in ALL if "if" not in path for keyword in schema}
        assert used - ANNOTATIONS - STRUCTURE <= TRANSLATIONS.keys()
        assert TRANSLATIONS.keys() - used == {"false"}

    def test_every_format_is_a_word(self) -> None:
        formats = {schema["format"] for _, schema in ALL if "format" in schema}
        assert formats <= words.KINDS.keys()
        assert set(HOMES.values()) <= words.KINDS.keys()

    def test_every_misplaced_key_has_a_home(self) -> None:
        misplaced = {
            key
            for path, schema in ALL
            if not {"if", "oneOf"} & set(path)
            for key, rule in schema.get("properties", {}).items()
            if rule is False
        }
        assert misplaced == HOMES.keys()

    def test_patterns_are_whole_and_short(self) -> None:
        """They take linear time, and fit JavaScript as well as Python."""
        patterns = [schema for _, schema in ALL if "pattern" in schema]
        assert patterns
        for schema in patterns:
            assert re.fullmatch(r"\^.*\$", schema["pattern"])
            assert schema["maxLength"] <= 150
            assert "format" in schema
            assert not re.search(r"[*+]\)[*+{]|\\d|\\w|\\Z", schema["pattern"])

    def test_every_object_is_closed(self) -> None:
        for path, schema in ALL:
            if "properties" in schema and not set(CONDITIONS) & set(path):
                partial = path[-2:-1] == ("allOf",) or "allOf" in path
                assert partial or schema.get("additionalProperties") is False, path

    def test_every_choice_is_explained(self) -> None:
        for path, schema in ALL:
            if "enum" in schema and not set(CONDITIONS) & set(path):
                texts = schema["enumDescriptions"]
                assert len(schema["enum"]) == len(texts) == len(schema["markdownEnumDescriptions"])
                assert all(is_in_both_languages(text) for text in texts), path

    def test_a_flaw_of_a_value_is_told_in_both_languages(self) -> None:
        """By an editor, which lists all that a misspelt key or word could have been."""
        for path, schema in ALL:
            if {*CONDITIONS} - {"then"} & {*path} or path[-1:] == ("datum",):
                continue  # a datum may be any JSON
            message = schema.get("errorMessage", "")
            assert is_in_both_languages(message) or not {"type", "enum"} & schema.keys(), path
            assert all(word in message for word in schema.get("enum", ()))
            if schema.get("additionalProperties") is False:
                assert all(key in message for key in schema.get("properties", ())), path
            if "pattern" in schema:
                assert is_in_both_languages(schema["patternErrorMessage"])

    def test_a_key_that_does_not_belong_there_is_told_in_both_languages(self) -> None:
        for path, schema in ALL:
            if False in schema.get("properties", {}).values() and "if" not in path:
                assert is_in_both_languages(schema["errorMessage"]), path

    @pytest.mark.parametrize("schema", PROPERTIES)
    def test_every_key_is_explained(self, schema: dict[str, Any]) -> None:
        """In Chinese first, then in English."""
        if "allOf" in schema or not schema.keys() - {"properties", "items"}:
            return
        if "/properties/" in schema.get("$ref", ""):  # of an indicator, where it is explained
            return
        assert is_in_both_languages(schema["title"])
        chinese, english = schema["description"].split("\n\n")
        assert is_chinese(chinese)
        assert not is_chinese(re.sub("元|千元|万元|亿元", "", english))
        markdown = schema.get("markdownDescription", schema["description"])
        assert markdown.startswith(schema["description"])

    @pytest.mark.parametrize("schema", PROPERTIES)
    def test_examples_have_the_format(self, schema: dict[str, Any]) -> None:
        """What the hover text shows can be copied."""
        example = re.search("```json\n(.*)\n```", schema.get("markdownDescription", ""), re.DOTALL)
        if not example or example[1].startswith("{"):
            return
        (value,) = json.loads(f"{{{example[1]}}}").values()
        assert list(VALIDATOR.evolve(schema=schema).iter_errors(value)) == []

    @pytest.mark.parametrize(("path", "schema", "snippet"), SNIPPETS)
    def test_snippets_have_the_format(
        self, path: tuple[str, ...], schema: dict[str, Any], snippet: dict[str, Any]
    ) -> None:
        """What an editor inserts has the format as it stands, placeholders and all."""
        assert is_in_both_languages(snippet["label"] + snippet["description"]), path
        value = expanded(snippet["body"])
        assert [
            error.instance for error in VALIDATOR.evolve(schema=schema).iter_errors(value)
        ] == []
        if path[-1:] == ("formula",):
            parse(value)

    def test_the_usual_things_have_snippets(self) -> None:
        defs = SCHEMA["$defs"]
        types = [snippet["body"]["type"] for snippet in defs["input"]["defaultSnippets"]]
        assert types == defs["input"]["properties"]["type"]["enum"]
        for name in ("indicator", "child", "table", "assertion", "example", "grade", "adjustment"):
            assert defs[name]["defaultSnippets"]
        assert SCHEMA["properties"]["grades"]["defaultSnippets"]

    def test_the_fullest_ruleset_uses_every_key(self) -> None:
        """So that nothing of the format goes untried."""
        used = set(re.findall(r'"([a-z_$]+)":', EVERYTHING.read_text(encoding="utf-8")))
        declared = {path[-1] for path, _ in ALL if path[-2:-1] == ("properties",)}
        of_extensions = {"extends", "remove", "under"}  # see tests/extending
        assert declared - used == of_extensions


def is_chinese(text: str) -> bool:
    return re.search("[\u4e00-\u9fff]", text) is not None


def is_in_both_languages(text: str) -> bool:
    return is_chinese(text) and re.search("[A-Za-z]{2}", text) is not None
