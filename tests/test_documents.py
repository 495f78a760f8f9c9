"""JSON text to values with addresses, everything wrong with it, and back to text."""

import codecs
import inspect
import json
import sys
from collections import UserDict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from indicator_engine.documents import Document, join, read_document, write_json
from indicator_engine.errors import Diagnostic, Location, RecordError, RulesetError
from indicator_engine.json_text import scanner
from indicator_engine.limits import LIMITS


def document(text: str | bytes) -> Document:
    return read_document(text, "a.json")


def findings(text: str | bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(RulesetError) as refused:
        document(text)
    return refused.value.diagnostics


def finding(text: str | bytes) -> Diagnostic:
    (only,) = findings(text)
    return only


def place(at: Location) -> str:
    return f"{at.line}:{at.column}"


class TestReadDocument:
    def test_numbers_are_exact(self) -> None:
        """What is written is what is meant; no binary float comes between."""
        text = (
            "[0.1, -0, 1e3, 1.50E-2, 12345678901234567890.0000000000000000000000000000000000000001]"
        )
        big = Fraction("12345678901234567890.0000000000000000000000000000000000000001")
        expected = [Fraction(1, 10), Fraction(0), Fraction(1000), Fraction(3, 200), big]
        assert document(text).value == expected

    def test_every_kind_of_value(self) -> None:
        value = document(' {"a": [true, false, null, {}, [], ""], "b" : "预算" }\n').value
        assert value == {"a": [True, False, None, {}, [], ""], "b": "预算"}

    def test_a_scalar_is_a_document(self) -> None:
        assert document("true").value is True

    def test_keys_keep_their_order(self) -> None:
        value = document('{"b": 1, "a": 2}').value
        assert isinstance(value, dict)
        assert list(value) == ["b", "a"]

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            (r'"\"\\\/\n\t"', '"\\/\n\t'),
            (r'"\u9884算"', "预算"),
            (r'"\ud83d\ude00"', "😀"),
            ('"😀"', "😀"),
            ('"他说“好”"', "他说“好”"),
            ('"\u2028"', "\u2028"),
        ],
        ids=["letters", "code", "pair", "beyond the plane", "Chinese quotes", "line separator"],
    )
    def test_escapes(self, written: str, meant: str) -> None:
        assert document(written).value == meant

    @pytest.mark.parametrize(
        "text",
        [b'{"a": 1}', codecs.BOM_UTF8 + b'{"a": 1}', '{"a": 1}', '\ufeff{"a": 1}'],
        ids=["bytes", "bytes with a mark", "text", "text with a mark"],
    )
    def test_a_byte_order_mark_is_no_part_of_the_text(self, text: str | bytes) -> None:
        read = document(text)
        assert (read.value, place(read.at("/a")), read.text) == ({"a": 1}, "1:7", '{"a": 1}')

    def test_the_error_is_the_one_asked_for(self) -> None:
        with pytest.raises(RecordError, match="json-empty"):
            read_document("", "data.json", RecordError)

    def test_flaws_are_reported_together(self) -> None:
        """Up to the first error of syntax, which ends the reading."""
        text = '{"a": 1e99,\n "a": "\\x",\n "b": nan,\n "a": 2}'
        assert [(each.code, place(each.at), each.at.pointer) for each in findings(text)] == [
            ("json-long-number", "1:7", "/a"),
            ("duplicate-key", "2:2", "/a"),
            ("json-escape", "2:8", "/a"),
            ("json-not-finite", "3:7", "/b"),
        ]

    def test_duplicate_keys_name_both_lines(self) -> None:
        found = finding('{"a": {"x": 1},\n "b": {"x": 1,\n "x": 2}}')
        assert found.at.pointer == "/b/x"
        assert str(found.render()) == (
            "a.json:3:2: key 'x' stands here a second time, first on line 2; expected once "
            '[duplicate-key]\n     "x": 2}}\n     ^^^'
        )
        assert found.message("zh") == "键“x”重复，第 2 行已有；每个键只能写一次"


SLIPS = {
    "empty": (
        " \n",
        "json-empty 1:1",
        "the document is empty, expected a JSON object {…}",
        "文件没有内容，应有一个 JSON 对象 {…}",
    ),
    "unfinished": (
        '{"a": [1,\n  2 \n',
        "json-unfinished 2:4",
        "the document ends here, but '[' of line 1 is not closed; expected ']'",
        "文件到此结束，但第 1 行的“[”没有闭合，应补上“]”",
    ),
    "after the end": (
        '{"a": 1}}',
        "json-end 1:9",
        "found '}' after the end of the document; expected nothing more",
        "文档已经结束，此处多出“}”",
    ),
    "no value": (
        '{"a": }',
        "json-value 1:7",
        (
            "found '}', expected a value: text in double quotes, a number, true, false, null, "
            "[…] or {…}"
        ),
        "此处是“}”，应为一个值：双引号中的文本、数、true、false、null、[…] 或 {…}",
    ),
    "no key": (
        "{,}",
        "json-key 1:2",
        "found ',', expected a key in double quotes, or '}'",
        "此处是“,”，应为双引号中的键，或“}”",
    ),
    "no colon": (
        '{"a" 1}',
        "json-colon 1:6",
        "found '1', expected ':' after the key 'a'",
        "此处是“1”，键“a”之后应为冒号“:”",
    ),
    "wrong bracket": (
        "[1\n}",
        "json-comma 2:1",
        "found '}', expected ',' or ']' to close '[' of line 1",
        "此处是“}”，应为逗号“,”，或用“]”闭合第 1 行的“[”",
    ),
    "missing comma": (
        '{"a": 1\n "b": 2}',
        "json-missing-comma 1:8",
        "found no comma between two entries, expected one here",
        "此处缺少逗号“,”，其后还有一项",
    ),
    "trailing comma": (
        '{"a": 1,\n}',
        "json-trailing-comma 1:8",
        "the comma stands before '}'; expected no comma after the last entry",
        "此逗号之后是“}”，最后一项后面不写逗号",
    ),
    "full-width colon": (
        '{"a"： 1}',
        "json-full-width 1:5",
        "'：' is full-width, expected ':'",
        "： 是全角字符，应切换到英文输入法，改为半角的 :",
    ),
    "full-width comma": (
        "[1，2]",
        "json-full-width 1:3",
        "'，' is full-width, expected ','",
        "， 是全角字符，应切换到英文输入法，改为半角的 ,",
    ),
    "full-width percent": (
        '{"a": 90％}',
        "json-full-width 1:9",
        "'％' is full-width, expected '%'",
        "％ 是全角字符，应切换到英文输入法，改为半角的 %",
    ),
    "Chinese quotes": (
        "{“a”: 1}",
        "json-full-width 1:2",
        "'“' is full-width, expected '\"'",
        '“ 是全角字符，应切换到英文输入法，改为半角的 "',
    ),
    "Chinese closing quote of a key": (
        '{"a”: "x"}',
        "json-full-width 1:4",
        "'”' is full-width, expected '\"'",
        '” 是全角字符，应切换到英文输入法，改为半角的 "',
    ),
    "Chinese closing quote of a value": (
        '{"a": "x”,\n "b": 1}',
        "json-full-width 1:9",
        "'”' is full-width, expected '\"'",
        '” 是全角字符，应切换到英文输入法，改为半角的 "',
    ),
    "full-width space": (
        '{"a":\u30001}',
        "json-invisible 1:6",
        "found U+3000, an invisible character, expected an ordinary space or nothing",
        "此处是不可见字符 U+3000（如全角空格），应删除，或改为普通空格",
    ),
    "single quotes": (
        "{'a': 1}",
        "json-single-quote 1:2",
        'found a single quote, expected text in double quotes (")',
        '此处是单引号，文本应写在双引号 " 中',
    ),
    "line comment": (
        '{"a": 1, // 说明\n "b": 2}',
        "json-comment 1:10",
        'JSON has no comments; write it into "note" instead',
        'JSON 不能写注释；可将说明写入 "note"',
    ),
    "block comment": (
        "/* 说明 */ {}",
        "json-comment 1:1",
        'JSON has no comments; write it into "note" instead',
        'JSON 不能写注释；可将说明写入 "note"',
    ),
    "unquoted key": (
        "{a: 1}",
        "json-unquoted 1:2",
        "'a' has no quotes, expected \"a\"",
        '“a”没有引号，文本应写在双引号中："a"',
    ),
    "unquoted value": (
        '{"a": 优}',
        "json-unquoted 1:7",
        "'优' has no quotes, expected \"优\"",
        '“优”没有引号，文本应写在双引号中："优"',
    ),
    "percentage": (
        '{"a": 90%}',
        "json-number 1:7",
        (
            "'90%' is not a number of JSON, expected 0.5, -3 or 1000; a percentage needs quotes: "
            '"90%"'
        ),
        '“90%”不是 JSON 的数，应写成 0.5、-3、1000；百分数要加双引号："90%"',
    ),
    "not a number": (
        "[NaN]",
        "json-not-finite 1:2",
        "'NaN' is not a number; write null where there is none, or leave the key out",
        "“NaN”不是数；没有数值时写 null，或不写这个键",
    ),
    "Python's words": (
        "[True]",
        "json-literal 1:2",
        "'True' is not a word of JSON, expected true",
        "“True”应写成小写的 true",
    ),
    "thousands": (
        '{"a": 1,000}',
        "json-thousands 1:8",
        "the comma separates thousands; expected a number without separators",
        "数中不能有千位分隔符，应去掉此逗号",
    ),
    "open text": (
        '{"a": "x\ny"}',
        "json-open-text 1:7",
        r"the text has no closing double quote on its line; a line break inside is written \n",
        r"文本缺少后面的双引号；文本须在同一行内结束，其中换行写作 \n",
    ),
    "quotes inside": (
        '{"a": "关于"绩效"评价"}',
        "json-inner-quote 1:10",
        (
            r"the text ends with this quote, but goes on; a quote inside a text is written \", "
            "and a comma or colon follows its end"
        ),
        r"文本在此引号处已结束，其后应为逗号或冒号；文本中的双引号写作 \" 或用“”",
    ),
    "unknown escape": (
        r'["C:\预算"]',
        "json-escape 1:5",
        r"this backslash begins no escape of JSON; a backslash itself is written \\",
        r"此处的反斜杠不构成转义；反斜杠本身写作 \\",
    ),
    "invisible character": (
        '["a\u202eb"]',
        "json-character 1:4",
        (
            "the text holds U+202E, a control or invisible character, expected none; "
            r"a line break is written \n, a tab \t"
        ),
        r"文本含有控制字符或不可见字符 U+202E，应删除；换行写作 \n，制表符写作 \t",
    ),
    "long number": (
        "[1e400]",
        "json-long-number 1:2",
        "the number 1e400 is too long, expected at most 20 digits before the point and 40 after it",
        "数 1e400 太长，最多 20 位整数和 40 位小数",
    ),
    "not UTF-8": (
        '{"a": "绩效"}'.encode("gbk"),
        "document-not-utf8-here 1:8",
        "byte 0xBC at offset 7 is not UTF-8 (GBK, perhaps); save the file as UTF-8",
        "第 7 字节 0xBC 不是 UTF-8 编码（可能是 GBK），应将文件另存为 UTF-8",
    ),
    "UTF-16": (
        '{"a": 1}'.encode("utf-16"),
        "document-not-utf8 1:1",
        "the document is in UTF-16 or UTF-32, expected UTF-8; save it as UTF-8",
        "文件是 UTF-16 或 UTF-32 编码，应另存为 UTF-8",
    ),
}


class TestSlips:
    """Each usual slip has a code, a place and a sentence that says what to do."""

    @pytest.mark.parametrize(
        ("text", "code_and_place", "en", "zh"), list(SLIPS.values()), ids=list(SLIPS)
    )
    def test_slip(self, text: str | bytes, code_and_place: str, en: str, zh: str) -> None:
        found = finding(text)
        assert f"{found.code} {place(found.at)}" == code_and_place
        assert (found.message("en"), found.message("zh")) == (en, zh)

    @pytest.mark.parametrize(
        ("text", "code_and_place"),
        [
            ("[1,,2]", "json-value 1:4"),
            ("[;]", "json-value 1:2"),
            ('[; "a"]', "json-value 1:2"),
            ("[,]", "json-value 1:2"),
            ('{"a": "x" } "b"', "json-end 1:13"),
            ('{"a" = 1}', "json-colon 1:6"),
            ('{"a": 1 : 2}', "json-comma 1:9"),
            ("[true false]", "json-missing-comma 1:6"),
            ('["a" "b"]', "json-missing-comma 1:5"),
            ('["a""b"]', "json-missing-comma 1:5"),
            ('{"a"b": 1}', "json-inner-quote 1:4"),
            ('{"a": 01}', "json-number 1:7"),
            ('{"a": 1,000.5}', "json-thousands 1:8"),
            ("[.5]", "json-number 1:2"),
            ("[5.]", "json-number 1:2"),
            ("[+5]", "json-number 1:2"),
            ("[1_000]", "json-number 1:2"),
            ("[0x1f]", "json-number 1:2"),
            ("[５]", "json-full-width 1:2"),
            ("[1５]", "json-full-width 1:2"),
            ("[2022-06-10]", "json-number 1:2"),
            ("[-]", "json-value 1:2"),
            ("[-Infinity]", "json-not-finite 1:2"),
            ("[∞]", "json-value 1:2"),
            ("[NULL]", "json-literal 1:2"),
            ("[ture]", "json-literal 1:2"),
            ("[undefined]", "json-literal 1:2"),
            ("[nullify]", "json-unquoted 1:2"),
            ("[truely]", "json-literal 1:2"),
            ("[\xa01]", "json-invisible 1:2"),
            ("[\ufeff1]", "json-invisible 1:2"),
            ("# 说明\n{}", "json-comment 1:1"),
            ('{"a": 1\x00}', "json-invisible 1:8"),
            ('["a\tb"]', "json-character 1:4"),
            (r'["\u0000"]', "json-character 1:3"),
            (r'["\u001b[31m"]', "json-character 1:3"),
            (r'["a\ud800b"]', "json-character 1:4"),
            (r'["\ude00\ud83d"]', "json-character 1:3"),
            ('["\ud800"]', "json-character 1:3"),
            (r'["\uffff"]', "json-character 1:3"),
            (r'["\u12"]', "json-escape 1:3"),
            ('["\\', "json-open-text 1:2"),
            ('{"a', "json-open-text 1:2"),
            ('{"a"', "json-unfinished 1:5"),
            ('{"a":', "json-unfinished 1:6"),
            ("{", "json-unfinished 1:2"),
            ("﹛", "json-value 1:1"),
            (b"[\x80]", "document-not-utf8-here 1:2"),
            (codecs.BOM_UTF8 + "[“\n”".encode() + b"\xff]", "document-not-utf8-here 2:2"),
            ("[]".encode("utf-16-le"), "document-not-utf8 1:1"),
            ("[]".encode("utf-32"), "document-not-utf8 1:1"),
            (b"\xed\xa0\x80", "document-not-utf8-here 1:1"),
        ],
        ids=ascii,
    )
    def test_place(self, text: str | bytes, code_and_place: str) -> None:
        found = finding(text)
        assert f"{found.code} {place(found.at)}" == code_and_place

    def test_the_offset_of_a_byte_counts_the_mark(self) -> None:
        assert finding(codecs.BOM_UTF8 + b"[\x80]").facts["offset"] == "4"

    def test_a_balanced_pair_of_chinese_quotes_is_no_slip(self) -> None:
        """The text is not closed; its own quotes have nothing to do with it."""
        assert finding('["他说“好”').code == "json-open-text"

    def test_what_is_echoed_is_short_and_harmless(self) -> None:
        """An escape sequence in the file does not reach the reader's terminal."""
        found = finding("[\x1b[31m" + "x" * 1_000)
        assert found.at.text.startswith("[�[31mxxx")
        shown = finding("[x\x1b" + "x" * 1_000).facts["found"]
        assert (len(shown), shown[:3], shown[-1]) == (80, "x�x", "…")


class TestLimits:
    """Everything is bounded: at the limit it is read, one more is a located error."""

    def test_bytes(self) -> None:
        text = '"预"'
        spaces = " " * (LIMITS.document_bytes - len(text.encode()))
        assert document(text + spaces).value == document((text + spaces).encode()).value == "预"
        found = finding(text + spaces + " ")
        assert found == finding((text + spaces + " ").encode())
        assert (found.code, place(found.at)) == ("document-too-large", "1:1")
        assert found.message() == "the document has 5000001 bytes, expected at most 5000000"
        assert found.message("zh") == "文件有 5000001 字节，最多允许 5000000 字节"

    def test_depth(self) -> None:
        depth = LIMITS.document_depth
        assert place(document("[" * depth + "]" * depth).at("/0" * (depth - 1))) == f"1:{depth}"
        found = finding('{"a":' * (depth + 1) + "1" + "}" * (depth + 1))
        assert (found.code, place(found.at)) == ("json-too-deep", f"1:{5 * depth + 1}")
        assert found.message() == "objects and lists stand one inside the other more than 64 deep"
        assert found.message("zh") == "对象和列表嵌套超过 64 层"

    def test_no_depth_is_too_deep_to_be_refused(self) -> None:
        assert finding("[" * 1_000_000).code == finding('{"":' * 1_000_000).code == "json-too-deep"

    def test_values(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Tried with fewer: as many as the limit allows take seconds."""
        limit = 1_000
        monkeypatch.setattr(scanner, "LIMITS", evolve(LIMITS, document_values=limit))
        count = limit - 1  # besides the list itself
        value = document("[" + "0," * (count - 1) + "0]").value
        assert isinstance(value, list)
        assert len(value) == count
        found = finding("[" + "0," * count + "0]")
        assert (found.code, place(found.at)) == ("json-too-many-values", f"1:{2 * count + 2}")
        assert found.message() == "the document holds more than 1000 values"
        assert found.message("zh") == "文件中的值超过 1000 个"

    @pytest.mark.parametrize("character", ["预", r"\u9884", r"\ud83d\ude00", r"\n"])
    def test_text(self, character: str) -> None:
        limit = LIMITS.text_characters
        assert len(str(document(f'"{character * limit}"').value)) == limit
        found = finding(f'["{character * (limit + 1)}"]')
        assert (found.code, place(found.at)) == ("json-long-text", "1:2")
        assert found.message() == (
            "the text has more than 10000 characters, expected at most so many"
        )
        assert found.message("zh") == "文本超过 10000 个字符，应缩短"

    def test_key(self) -> None:
        limit = LIMITS.key_characters
        assert document(f'{{"{"k" * limit}": 1}}').value == {"k" * limit: 1}
        found = finding(f'{{"{"k" * (limit + 1)}": 1}}')
        assert (found.code, place(found.at), found.facts) == (
            "json-long-text",
            "1:2",
            {"limit": "500"},
        )

    @pytest.mark.parametrize(
        ("fits", "too_long"),
        [
            ("9" * 20, "9" * 21),
            ("-" + "9" * 20, "-" + "9" * 21),
            ("0." + "1" * 40, "0." + "1" * 41),
            ("1e19", "1e20"),
            ("0.5e20", "5e20"),
            ("1e-40", "1e-41"),
            ("1.5e-39", "1.5e-40"),
            ("0e-40", "0e1000"),
            ("1e+019", "1e-9999"),
            ("1e0", "1e" + "9" * 5_000),
        ],
        ids=lambda number: number[:24],
    )
    def test_digits(self, fits: str, too_long: str) -> None:
        assert document(fits).value == Fraction(fits)
        assert finding(too_long).code == "json-long-number"

    def test_findings(self) -> None:
        """After so many the rest is not looked at, be it ever so wrong."""
        limit = LIMITS.document_findings
        assert len(findings("[" + "1e99," * limit + "x")) == limit
        assert len(findings("[" + "1e99," * (limit - 1) + "0]")) == limit - 1

    def test_hostile_texts_cost_little(self) -> None:
        """Nothing in five megabytes makes the reader slow: no pattern backtracks far."""
        half = LIMITS.document_bytes // 2 - 10
        for text in (
            '["' + "\\x" * half,
            '["' + "\\" * half,
            "[1." + "1" * half + "x",
            "[" + "x" * half,
        ):
            assert findings(text)


class TestAt:
    TEXT = '{\n  "a/b": [10, {"~": "x"}],\r\n  "公式": "1 + \\u9884算\\n* \\"x\\"", "n": -1.50\r}'

    @pytest.mark.parametrize(
        ("pointer", "expected"),
        [
            ("", ("1:1", 1)),
            ("/a~1b", ("2:10", 1)),
            ("/a~1b/0", ("2:11", 2)),
            ("/a~1b/1", ("2:15", 1)),
            ("/a~1b/1/~0", ("2:21", 3)),
            ("/公式", ("3:9", 22)),
            ("/n", ("3:38", 5)),
        ],
    )
    def test_values(self, pointer: str, expected: tuple[str, int]) -> None:
        at = document(self.TEXT).at(pointer)
        assert ((place(at), at.width), at.pointer, at.file) == (expected, pointer, "a.json")

    @pytest.mark.parametrize(
        ("pointer", "expected"),
        [
            ("/a~1b", ("2:3", 5)),
            ("/a~1b/1/~0", ("2:16", 3)),
            ("/公式", ("3:3", 4)),
            ("/a~1b/0", ("2:11", 2)),
            ("/a~1b/1", ("2:15", 1)),
            ("", ("1:1", 1)),
        ],
    )
    def test_keys(self, pointer: str, expected: tuple[str, int]) -> None:
        """An entry of a list and the whole document have no key: their own place is given."""
        at = document(self.TEXT).at(pointer, key=True)
        assert (place(at), at.width) == expected

    @pytest.mark.parametrize(
        ("pointer", "span", "expected"),
        [
            ("/公式", (0, 1), ("3:10", 1)),
            ("/公式", (4, 6), ("3:14", 7)),
            ("/公式", (6, 7), ("3:21", 2)),
            ("/公式", (9, 12), ("3:25", 5)),
            ("/公式", (12, 12), ("3:30", 1)),
            ("/公式", (50, 60), ("3:30", 1)),
            ("/n", (1, 5), ("3:39", 4)),
            ("/a~1b/1/~0", (0, 1), ("2:22", 1)),
            ("/a~1b", (3, 5), ("2:10", 1)),
        ],
    )
    def test_parts_of_a_value(
        self, pointer: str, span: tuple[int, int], expected: tuple[str, int]
    ) -> None:
        """Characters of the decoded text are found again, escapes or not; an object has none."""
        at = document(self.TEXT).at(pointer, span=span)
        assert (place(at), at.width) == expected

    @pytest.mark.parametrize(
        ("pointer", "expected"),
        [
            ("/absent", "1:1"),
            ("/absent/below", "1:1"),
            ("/a~1b/2", "2:10"),
            ("/a~1b/-", "2:10"),
            ("/a~1b/01", "2:10"),
            ("/a~1b/９", "2:10"),
            ("/a~1b/99999999999999999999", "2:10"),
            ("/a~1b/0/x", "2:11"),
            ("/n/x", "3:38"),
        ],
    )
    def test_what_is_absent_is_at_its_nearest_ancestor(self, pointer: str, expected: str) -> None:
        for at in (
            document(self.TEXT).at(pointer),
            document(self.TEXT).at(pointer, key=True),
            document(self.TEXT).at(pointer, span=(1, 2)),
        ):
            assert (place(at), at.pointer) == (expected, pointer)

    def test_the_source_line_is_shown(self) -> None:
        at = document(self.TEXT).at("/n")
        expected = '  "公式": "1 + \\u9884算\\n* \\"x\\"", "n": -1.50'
        assert (at.text, at.offset) == (expected, 0)

    @pytest.mark.parametrize("length", [120, 121, 1_000])
    def test_a_long_line_is_clipped_around_the_place(self, length: int) -> None:
        text = "[" + ", ".join(["1"] * (length // 3)) + " " * (length % 3) + "]"
        assert len(text) == length
        for index in range(length // 3):
            at = document(text).at(f"/{index}")
            assert at.column is not None
            assert len(at.text) == min(length, 120)
            assert at.text == text[at.offset : at.offset + 120]
            assert at.text[at.column - 1 - at.offset] == "1"

    def test_a_caret_stands_under_the_place(self) -> None:
        at = document('{"预算": ' + "1" * 15 + ', "执行": "x"}').at("/执行")
        lines = Diagnostic(code="json-empty", at=at).render().splitlines()
        assert lines[1:] == [
            '    {"预算": 111111111111111, "执行": "x"}',
            "                                      ^^^",
        ]


class TestDocument:
    def test_equal_texts_of_one_name_are_equal(self) -> None:
        assert document("[1]") == document("[1]")
        assert len({document("[1]"), document("[1]"), document("[2]")}) == 2
        assert document("[1]") != read_document("[1]", "b.json")

    def test_it_shows_its_name_and_not_its_text(self) -> None:
        assert repr(document("[1]")) == "Document(name='a.json')"

    def test_numbers_are_kept_as_written(self) -> None:
        read = document('{"a": [1.50, 1e3], "b": "x"}')
        assert [read.number_text(p) for p in ("/a/0", "/a/1", "/b")] == ["1.50", "1e3", '"x"']
        with pytest.raises(KeyError, match="/c"):
            read.number_text("/c")


class TestWriteJson:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, "null"),
            (True, "true"),
            (False, "false"),
            (0, "0"),
            (-12, "-12"),
            (10**30, "1" + "0" * 30),
            (Fraction(1, 8), "0.125"),
            (Fraction(-7, 2), "-3.5"),
            (Fraction(3), "3"),
            (Fraction(1, 2**70), "0." + str(5**70).zfill(70)),
            (Decimal("95.10"), "95.10"),
            (Decimal("1E+3"), "1000"),
            (Decimal("1E-7"), "0.0000001"),
            (Decimal("-0.00"), "-0.00"),
            ('预算"\\\n\t\x1b', r'"预算\"\\\n\t\u001b"'),
            ([], "[]"),
            ({}, "{}"),
            (([],), "[\n  []\n]"),
        ],
        ids=repr,
    )
    def test_values(self, value: object, text: str) -> None:
        assert write_json(value) == text  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "value", [Fraction(1, 3), Decimal("NaN"), Decimal("Infinity"), [Fraction(22, 7)]], ids=repr
    )
    def test_numbers_without_digits_are_refused(self, value: object) -> None:
        with pytest.raises(ValueError, match=r"no finite decimal form|not a number of JSON"):
            write_json(value)  # type: ignore[arg-type]

    @pytest.mark.parametrize("value", [0.5, {1: 2}, {"a": {3}}, b"x"], ids=repr)
    def test_what_json_does_not_have_is_refused(self, value: object) -> None:
        with pytest.raises(TypeError, match="is neither a value nor a key of JSON"):
            write_json(value)  # type: ignore[arg-type]

    def test_layout(self) -> None:
        """What is short and flat stays on one line, the rest is set out."""
        value: UserDict[str, Any] = UserDict(
            {
                "grades": [{"grade": "优", "range": "[90, 100]"}],
                "anchors": ((0, 0), (100, 1)),
                "long": ["一二三四五六七八九十" * 2, "一二三四五六七八九十" * 2],
            }
        )
        assert write_json(value) == (
            "{\n"
            '  "grades": [\n'
            '    {"grade": "优", "range": "[90, 100]"}\n'
            "  ],\n"
            '  "anchors": [\n'
            "    [0, 0],\n"
            "    [100, 1]\n"
            "  ],\n"
            '  "long": [\n'
            '    "一二三四五六七八九十一二三四五六七八九十",\n'
            '    "一二三四五六七八九十一二三四五六七八九十"\n'
            "  ]\n"
            "}"
        )

    def test_a_line_has_88_columns_at_most(self) -> None:
        """Its margin, key and comma counted; a Chinese character is two columns."""
        text = "预" * 36 + "xx"
        line = f'    "a": ["{text}"]'
        assert len(line) + line.count("预") + len(",") == 88
        assert line in write_json([{"a": [text], "b": [[]]}])
        assert line.removesuffix('"]') not in write_json([{"a": [text + "x"], "b": [[]]}])

    def test_one_line(self) -> None:
        value: dict[str, Any] = {"a": [1, {"b": Fraction(1, 2)}], "c": "x" * 100}
        assert write_json(value, indent=None) == json.dumps({"a": [1, {"b": 0.5}], "c": "x" * 100})


class TestJoin:
    def test_steps(self) -> None:
        assert join(join(join("", "a/b"), "c~d"), 0) == "/a~1b/c~0d/0"


def test_reading_leaves_room_on_the_stack() -> None:
    """The deepest document is read on a fifth of Python's default stack."""
    pairs = LIMITS.document_depth // 2
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 200)
    try:
        read = document('{"a":[' * pairs + "1" + "]}" * pairs)
    finally:
        sys.setrecursionlimit(limit)
    assert read.number_text("/a/0" * pairs) == "1"
