"""What an editor tells an author who has nothing but the schema: the language service of VS Code.

``npm ci`` in this folder installs it.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from indicator_engine.resources import schema_text

HERE = Path(__file__).parent
NODE = shutil.which("node")
if NODE is None:
    pytest.skip("no Node.js on this machine", allow_module_level=True)
if not (HERE / "node_modules").is_dir():
    pytest.skip("no node_modules: npm ci in tests/editor", allow_module_level=True)

CURSOR = "▮"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\$\{\d+:([^}]*)\}")
HOLE = re.compile(r"(?<!\\)\$\d")  # what an author has to fill in

MEMBERS = {
    "id": '"demo"',
    "version": '"1.0.0"',
    "title": '"示例"',
    "inputs": '{"实际": {"type": "number", "range": "[0, inf)"}}',
    "indicators": '{"id": "total", "weight": 100, "formula": "min(weight, 实际)"}',
}
LEAF = '{"id": "A", "weight": 100, "formula": "min(weight, 实际)"}'


class Completion(NamedTuple):
    """One line of the list that an editor offers.

    Attributes:
        label: What the line says.
        about: The text beside it.
        text: The document with it accepted, its placeholders as they stand.
        has_hole: Whether it leaves something to be filled in.
    """

    label: str
    about: str
    text: str
    has_hole: bool


class Flaw(NamedTuple):
    """One squiggle: the text above it, and what the editor says."""

    at: str
    message: str


class Editor:
    """The language service, as an editor asks it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def completions(self, text: str) -> tuple[Completion, ...]:
        """Return what is offered at the cursor."""
        plain = text.replace(CURSOR, "")
        found = []
        for each in self._answer("complete", text):
            filled = PLACEHOLDER.sub(r"\1", each["insert"]).replace("\\$", "$")
            accepted = plain[: each["from"]] + filled + plain[each["to"] :]
            hole = HOLE.search(each["insert"]) is not None
            found.append(Completion(each["label"], each["about"], accepted, hole))
        return tuple(found)

    def hover(self, text: str) -> str:
        """Return what is shown when the mouse rests at the cursor."""
        return str(self._answer("hover", text))

    def flaws(self, text: str) -> tuple[Flaw, ...]:
        """Return what is marked."""
        return tuple(Flaw(each["at"], each["message"]) for each in self._answer("diagnose", text))

    def _answer(self, ask: str, text: str) -> Any:  # noqa: ANN401 - JSON of the kind that was asked for
        offset = max(
            0, text.find(CURSOR)
        )  # no text here has characters beyond UTF-16's first plane
        question = {"ask": ask, "text": text.replace(CURSOR, ""), "offset": offset}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@pytest.fixture(name="editor", scope="module")
def _editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    schema = tmp_path_factory.mktemp("editor") / "ruleset-1.schema.json"
    schema.write_text(schema_text(), encoding="utf-8")
    with subprocess.Popen(
        [str(NODE), HERE / "language_service.mjs", schema],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield Editor(process)


def ruleset(**members: str) -> str:
    """Return the text of a small ruleset with other members; an empty one is left out."""
    lines = (f'  "{key}": {text}' for key, text in (MEMBERS | members).items() if text)
    return "{\n" + ",\n".join(lines) + "\n}"


def extension(**members: str) -> str:
    """Return the text of a small ruleset that extends another, with other members."""
    alone = dict.fromkeys(("inputs", "indicators"), "")
    return ruleset(**alone | {"extends": '"framework.ruleset.json"'} | members)


def of_input(text: str) -> str:
    return ruleset(inputs=f'{{"实际": {text}}}')


def of_indicator(text: str) -> str:
    return ruleset(indicators=text)


def of_child(text: str) -> str:
    return of_indicator(f'{{"id": "total", "weight": 100, "children": [{text}]}}')


# Where an author may be, half-way through, and some of what is offered there.
PLACES = {
    "an empty file": (CURSOR, {"规则集 ruleset"}),
    "a ruleset": (
        f"{{{CURSOR}}}",
        {"$schema", "id", "version", "title", "inputs", "indicators", "grades", "policies"},
    ),
    "an input": (of_input(f"{{{CURSOR}}}"), {"type", "unit", "range", "choices", "help"}),
    "an input with its type": (
        of_input(f'{{"type": "number", {CURSOR}}}'),
        {"unit", "range", "places", "default", "direction"},
    ),
    "a value of an input": (of_input(CURSOR), {"数 number", "分档评定 judged", "一列数 numbers"}),
    "a type": (of_input(f'{{"type": {CURSOR}}}'), {'"number"', '"percent"', '"judged"'}),
    "a type in quotes": (of_input(f'{{"type": "{CURSOR}"}}'), {'"number"', '"percent"'}),
    "a unit": (of_input(f'{{"type": "number", "unit": {CURSOR}}}'), {"万元 ten thousand yuan"}),
    "a range": (of_input(f'{{"type": "number", "range": {CURSOR}}}'), {"[0, inf)", "[80, 90)"}),
    "the tree": (of_indicator(CURSOR), {"根指标 root"}),
    "the root": (of_indicator(f"{{{CURSOR}}}"), {"id", "weight", "children", "formula", "combine"}),
    "a child": (of_child(CURSOR), {"指标 leaf", "组 group"}),
    "a child's keys": (of_child(f"{{{CURSOR}}}"), {"id", "weight", "formula", "policies"}),
    "a formula": (
        of_child(f'{{"id": "A", "weight": 100, "formula": {CURSOR}}}'),
        {"按完成率 reached", "按次扣分 deduction", "是否 yes or no"},
    ),
    "a way to combine": (
        of_indicator(
            '{"id": "total", "weight": 100, "children": [{"id": "A", "formula": "1"}], '
            f'"combine": {CURSOR}}}'
        ),
        {'"mean"', '"min"'},
    ),
    "policies": (ruleset(policies=CURSOR), {"缺数计零 zero", "缺数退回 refuse"}),
    "policies' keys": (ruleset(policies=f"{{{CURSOR}}}"), {"missing", "pending", "rescale"}),
    "a policy": (ruleset(policies=f'{{"missing": {CURSOR}}}'), {'"open"', '"zero"', '"leave_out"'}),
    "rounding": (ruleset(rounding=CURSOR), {"四舍五入 half up"}),
    "a mode": (ruleset(rounding=f'{{"mode": {CURSOR}}}'), {'"half_up"', '"down"'}),
    "grades": (ruleset(grades=CURSOR), {"优良中差 four grades"}),
    "a grade": (ruleset(grades=f"[{CURSOR}]"), {"等级 grade"}),
    "tables": (ruleset(tables=f'{{"分档": {CURSOR}}}'), {"分档表 bands", "对应表 cases"}),
    "functions": (ruleset(functions=f'{{"正向": {CURSOR}}}'), {"正向 positive"}),
    "derived values": (ruleset(derived=f'{{"率": {CURSOR}}}'), {"比率 ratio", "常数 constant"}),
    "assertions": (ruleset(assertions=f"[{CURSOR}]"), {"两数相等 equal", "条件 condition"}),
    "examples": (ruleset(examples=f"[{CURSOR}]"), {"示例 example"}),
    "adjustments": (
        of_indicator(
            f'{{"id": "total", "weight": 100, "children": [{LEAF}], "adjustments": [{CURSOR}]}}'
        ),
        {"加分或扣分 bonus or penalty", "一票否决 veto", "最高等级 ceiling"},
    ),
    "an extension": (
        f'{{"extends": "framework.ruleset.json", {CURSOR}}}',
        {"indicators", "remove", "inputs", "effective"},
    ),
    "changes": (extension(indicators=f"[{CURSOR}]"), {"改动 change", "新增 new"}),
    "a change": (extension(indicators=f"[{{{CURSOR}}}]"), {"id", "under", "weight", "formula"}),
    "a title": (ruleset(title=CURSOR), {"一种语言 one language", "两种语言 both languages"}),
}


class TestCompletion:
    @pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
    def test_what_belongs_there_is_offered(
        self, editor: Editor, text: str, expected: set[str]
    ) -> None:
        """Each with a text that says what it is, in Chinese."""
        offered = {each.label: each for each in editor.completions(text)}
        assert expected <= offered.keys()
        assert [label for label, each in offered.items() if not CHINESE.search(each.about)] == []

    @pytest.mark.parametrize("text", [text for text, _ in PLACES.values()], ids=PLACES)
    def test_what_is_accepted_is_not_marked(self, editor: Editor, text: str) -> None:
        """But for what an author has to fill in, and a share, which belongs below a mean."""
        for each in editor.completions(text):
            if not each.has_hole and each.label != "share":
                marked = {flaw.message for flaw in editor.flaws(each.text)}
                assert {message for message in marked if "Missing" not in message} == set()

    def test_a_whole_ruleset_is_written_by_one_of_them(self, editor: Editor) -> None:
        whole, extension = editor.completions(CURSOR)
        assert editor.flaws(whole.text) == editor.flaws(extension.text) == ()
        assert json.loads(whole.text)["indicators"]["id"] == "total"
        assert "extends" in json.loads(extension.text)

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            (of_input(f"{{{CURSOR}}}"), "type"),
            (of_child(f"{{{CURSOR}}}"), "combine"),
            (of_child(f"{{{CURSOR}}}"), "formula"),
        ],
    )
    def test_no_choice_is_made_for_the_author(self, editor: Editor, text: str, label: str) -> None:
        """Where several values are possible a key is written alone, and they are offered next."""
        (written,) = (each for each in editor.completions(text) if each.label == label)
        assert f'"{label}": $1' in written.text


# By the place of the mouse: what the text shown there has to say.
HOVERED = {
    "a key": (ruleset().replace('"inputs"', f'"{CURSOR}inputs"'), "需要填报的数据"),
    "a key of an input": (of_input(f'{{"{CURSOR}type": "number"}}'), "数据的类型"),
    "an input": (
        ruleset(inputs=f'{{"{CURSOR}实际": {{"type": "number"}}}}'),
        "需要填报的一个量",
    ),
    "a type": (of_input(f'{{"type": "{CURSOR}percent"}}'), "百分数；公式中是比率 0.95"),
    "a range": (of_input(f'{{"type": "number", "range": "{CURSOR}[0, 1]"}}'), "用区间书写"),
    "a weight": (
        of_child(f'{{"id": "A", "{CURSOR}weight": 100, "formula": "1"}}'),
        "下级分值之和须等于上级",
    ),
    "a formula": (
        of_child(f'{{"id": "A", "weight": 100, "formula": "{CURSOR}weight"}}'),
        "得分怎么算",
    ),
    "a policy": (ruleset(policies=f'{{"missing": "{CURSOR}zero"}}'), "计 0 分"),
    "a mode": (ruleset(rounding=f'{{"mode": "{CURSOR}half_up"}}'), "四舍五入"),
    "a grade": (ruleset(grades=f'[{{"{CURSOR}grade": "优"}}]'), "等级的名称"),
    "a base": (extension().replace('"extends"', f'"{CURSOR}extends"'), "所扩展的规则集"),
    "a new indicator": (
        extension(indicators=f'[{{"id": "B", "{CURSOR}under": "A"}}]'),
        "新增的指标放在基础规则集的哪个指标之下",
    ),
    "an indicator": (of_child(f'{CURSOR}{{"id": "A"}}'), "没有下级的指标用公式计分"),
}


@pytest.mark.parametrize(("text", "expected"), HOVERED.values(), ids=HOVERED)
def test_hovering_explains_in_chinese(editor: Editor, text: str, expected: str) -> None:
    shown = editor.hover(text)
    assert expected in shown
    assert "\\" not in shown, "nothing is escaped that should be seen"


# What an author wrote: the text that is marked, and what is said of it.
NUMBERS = "range 只用于数（number、integer、percent、numbers）"
KEYS = "这里是一个对象 {…}，只能写这些键："
FLAWED = {
    "an unknown key": (ruleset(owner='"财政局"'), '"owner"', f"{KEYS}$schema、id、version"),
    "a key in Chinese": (
        of_child('{"id": "A", "weight": 100, "公式": "1", "formula": "1"}'),
        '"公式"',
        f"{KEYS}id、title、weight",
    ),
    "no object": (of_input("5"), "5", f"{KEYS}type、title、unit"),
    "a type that there is not": (
        of_input('{"type": "数"}'),
        '"数"',
        "应为下列之一：number（数）、integer（整数）、percent（百分数）",
    ),
    "a mode in Chinese": (
        ruleset(rounding='{"mode": "四舍五入"}'),
        '"四舍五入"',
        "应为下列之一：half_up（四舍五入）、half_even（四舍六入五成双）",
    ),
    "a weight in quotes": (
        of_child('{"id": "A", "weight": "100", "formula": "1"}'),
        '"100"',
        '应为数，或写作 "90%" 的百分数',
    ),
    "a range without brackets": (
        of_input('{"type": "number", "range": "0-100"}'),
        '"0-100"',
        "应为区间，如 [0, 100]",
    ),
    "a name with a space": (
        ruleset(inputs='{"实际 数": {"type": "number"}}'),
        '"实际 数"',
        "名称由汉字、字母、数字和下划线组成",
    ),
    "choices of a number": (
        of_input('{"type": "number", "choices": ["高"]}'),
        '"choices"',
        "choices 只用于 choice（单选）类型的输入项",
    ),
    "a range of a text": (of_input('{"type": "text", "range": "[0, 1]"}'), '"range"', NUMBERS),
    "yes in Chinese": (
        of_input('{"type": "boolean", "default": "是"}'),
        '"是"',
        "应为 true（是）或 false（否），不加引号",
    ),
    "a date in Chinese": (
        of_input('{"type": "date", "default": "2022年"}'),
        '"2022年"',
        "应为日期，如 2022-06-10",
    ),
    "half a place": (ruleset(rounding='{"places": 2.5}'), "2.5", "应为整数，不加引号"),
    "one child": (
        of_indicator('{"id": "total", "weight": 1, "children": {}}'),
        "{}",
        "应为列表 […]",
    ),
    "a weight below a mean": (
        of_indicator(f'{{"id": "total", "weight": 100, "combine": "mean", "children": [{LEAF}]}}'),
        '"weight"',
        "上级写有 combine 时，下级不写 weight",
    ),
    "a combination of nothing": (
        of_child('{"id": "A", "weight": 100, "combine": "mean", "formula": "1"}'),
        '"combine"',
        "combine、weights、adjustments 只用于有下级（children）的指标",
    ),
    "policies of a group": (
        of_indicator(
            f'{{"id": "total", "weight": 100, "policies": {{"missing": "zero"}}, "children": [{LEAF}]}}'
        ),
        '"policies"',
        "policies 只用于没有下级（children）的指标",
    ),
    "two kinds of table": (
        ruleset(tables='{"分档": {"cases": {"高": 1}, "anchors": [[0, 0], [1, 1]]}}'),
        '"cases"',
        "bands、anchors、cases 只能写其中一个",
    ),
    "two kinds of assertion": (
        ruleset(assertions='[{"id": "核对", "equal": ["1", "1"], "condition": "1 < 2"}]'),
        '"condition"',
        "equal、condition 只能写其中一个",
    ),
    "a tree beside a base": (
        extension(indicators=LEAF),
        LEAF,
        "写了 extends 时，indicators 是改动的列表 […]",
    ),
    "a removal without a base": (
        ruleset(remove='["A"]'),
        '"remove"',
        "remove 只与 extends 一起写",
    ),
    "a total in words": (
        ruleset(examples='[{"id": "例", "inputs": {}, "expected": {"total": "九十"}}]'),
        '"九十"',
        '应为数，或写作 "90%" 的百分数；没有时为 null',
    ),
}
# What the service says itself is in the language of the editor, here English.
OF_THE_SERVICE = {
    "no version": (ruleset(version=""), "{", 'Missing property "version".'),
    "no type": (of_input('{"unit": "万元"}'), '"实际"', 'Missing property "type".'),
    "no choices": (of_input('{"type": "choice"}'), '"实际"', 'Missing property "choices".'),
    "no weight": (of_child('{"id": "A", "formula": "1"}'), "{", 'Missing property "weight".'),
    "no formula": (of_child('{"id": "A", "weight": 100}'), "{", 'Missing property "formula".'),
    "no comma": ('{"id": "demo" "version": "1.0.0"}', '"version"', "Expected comma"),
}


class TestFlaws:
    @pytest.mark.parametrize(
        "text", [ruleset(), extension(), extension(indicators='[{"id": "A"}]')]
    )
    def test_a_sound_ruleset_has_none(self, editor: Editor, text: str) -> None:
        assert editor.flaws(text) == ()

    @pytest.mark.parametrize(("text", "at", "message"), FLAWED.values(), ids=FLAWED)
    def test_each_is_marked_where_it_is_and_told_in_both_languages(
        self, editor: Editor, text: str, at: str, message: str
    ) -> None:
        """Once, in Chinese and then in English."""
        (only,) = editor.flaws(text)
        chinese, _, english = only.message.partition("。 ")
        assert (only.at, chinese.startswith(message)) == (at, True), only.message
        assert re.match("[A-Za-z]", english)

    @pytest.mark.parametrize(("text", "at", "message"), OF_THE_SERVICE.values(), ids=OF_THE_SERVICE)
    def test_what_is_missing_is_named(
        self, editor: Editor, text: str, at: str, message: str
    ) -> None:
        assert Flaw(at, message) in editor.flaws(text)
