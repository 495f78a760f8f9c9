"""The command line: what it prints where, and how it exits."""

import io
import json
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from indicator_engine import resources
from indicator_engine.cli import main, score
from indicator_engine.cli.command import Answer, Command
from indicator_engine.cli.output import replace
from indicator_engine.cli.parser import language_of
from indicator_engine.cli.program import run
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say
from indicator_engine.messages.width import columns
from indicator_engine.report import FORMATS

LANGUAGES: tuple[Language, ...] = ("zh", "en")
TEXTS = [each for each in FORMATS if each not in ("xlsx", "docx")]  # the others are bytes
DEPARTMENT, PROJECT = "beijing-department-2022", "beijing-project-2020"

SMALL: dict[str, Any] = {
    "id": "small",
    "version": "1.0.0",
    "title": {"zh": "小规则集", "en": "A small ruleset"},
    "inputs": {
        "实际数": {"type": "number", "range": "[0, 10]"},
        "目标数": {"type": "number", "range": "[0, 10]"},
    },
    "indicators": {
        "id": "total",
        "weight": 100,
        "children": [
            {"id": "A", "weight": 60, "formula": "weight * 实际数 / 10"},
            {"id": "B", "weight": 40, "formula": "weight * 目标数 / 10"},
        ],
    },
    "grades": [{"grade": "优", "range": "[60, 100]"}, {"grade": "差", "range": "[0, 60)"}],
    "assertions": [{"id": "X1", "condition": "实际数 <= 目标数"}],
    "examples": [{"id": "even", "inputs": {"实际数": 5, "目标数": 5}}],
}
GOOD = {"实际数": 5, "目标数": 8}


@frozen
class Result:
    """What a run of the program did."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(name="run_cli")
def _run_cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: object, stdin: str = "") -> Result:
        text = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", text)
        status = main([str(argument) for argument in arguments])
        return Result(status, *capsys.readouterr())

    return call


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, the current one, with a ruleset and data good and bad."""
    monkeypatch.chdir(tmp_path)
    files = {
        "small.json": SMALL,
        "unused.json": {**SMALL, "inputs": {**SMALL["inputs"], "多余": {"type": "number"}}},
        "weights.json": {**SMALL, "indicators": {**SMALL["indicators"], "weight": 90}},
        "bare.json": GOOD,
        "record.json": {
            "unit": {"id": "u1", "name": "甲局"},
            "inputs": GOOD,
            "notes": {"A": "偏低"},
        },
        "missing.json": {"实际数": 5},
        "warned.json": {"实际数": 9, "目标数": 5},
        "unknown.json": {"实际数": 5, "目标树": 5},
    }
    for name, value in files.items():
        Path(name).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    Path("broken.json").write_text('{"id": NaN,', encoding="utf-8")
    Path("empty.json").write_text("", encoding="utf-8")
    return tmp_path


STATUSES = [
    ("", 2),
    ("--help", 0),
    ("--version", 0),
    ("--lang fr list", 2),
    ("nothing", 2),
    ("list", 0),
    ("list --format markdown", 2),
    ("list more", 2),
    ("schema", 0),
    ("check", 2),
    ("check ./small.json", 0),
    (f"check ./small.json {DEPARTMENT}", 0),
    ("check ./small.json --strict", 0),
    ("check ./unused.json", 0),
    ("check ./unused.json --strict", 1),
    ("check ./weights.json", 1),
    ("check ./broken.json", 1),
    ("check ./empty.json", 1),
    ("check ./absent.json", 2),
    ("check small", 2),
    ("check .", 2),
    ("check - -", 2),
    ("check --format markdown ./small.json", 2),
    ("score ./small.json", 2),
    ("score ./small.json bare.json", 0),
    ("score ./small.json record.json", 0),
    ("score ./small.json --example even", 0),
    ("score ./small.json --example odd", 2),
    ("score ./small.json bare.json --example even", 2),
    ("score ./small.json missing.json", 1),
    ("score ./small.json warned.json", 0),
    ("score ./small.json warned.json --strict", 1),
    ("score ./small.json bare.json --strict", 0),
    ("score ./small.json unknown.json", 2),
    ("score ./small.json broken.json", 2),
    ("score ./small.json absent.json", 2),
    ("score ./unused.json bare.json", 0),
    ("score ./weights.json bare.json", 2),
    ("score ./broken.json bare.json", 2),
    ("score small bare.json", 2),
    ("score - -", 2),
    ("score ./small.json bare.json --form json", 2),
    ("score ./small.json bare.json --format pdf", 2),
    ("score ./small.json bare.json -o absent/out.txt", 2),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("line", "status"), STATUSES, ids=[line or "-" for line, _ in STATUSES])
def test_the_exit_status(run_cli: Run, line: str, status: int, language: Language) -> None:
    """0 fine, 1 bad news, 2 nothing could be done; then no result, and a message that says why."""
    result = run_cli(*line.split(), "--lang", language)
    assert result.status == status
    assert bool(result.err) == (status == 2 or (status == 1 and line.startswith("score")))
    if status == 2:
        assert not result.out


class TestList:
    @pytest.mark.parametrize(
        ("language", "title", "leaves"),
        [
            ("zh", "北京市部门整体绩效评价（2022年度）", "15 个末级指标"),
            ("en", "Beijing department-overall performance evaluation (2022)", "15 leaves"),
        ],
    )
    def test_a_line_for_each_ruleset(
        self, run_cli: Run, language: Language, title: str, leaves: str
    ) -> None:
        """Id, title and number of leaves, in columns."""
        lines = run_cli("list", "--lang", language).out.splitlines()
        assert [line.split()[0] for line in lines] == list(resources.shipped_rulesets())
        (line,) = (each for each in lines if each.split("  ", 1)[0] == DEPARTMENT)
        assert title in line
        assert line.endswith(leaves)
        starts = {columns(each[: -len(each.split("  ")[-1].strip())]) for each in lines}
        assert len(starts) == 1

    def test_as_json(self, run_cli: Run) -> None:
        listed = json.loads(run_cli("list", "--format", "json", "--lang", "zh").out)
        assert [each["id"] for each in listed] == list(resources.shipped_rulesets())
        known = {each["id"]: (each["title"], each["leaves"]) for each in listed}
        assert known[DEPARTMENT] == ("北京市部门整体绩效评价（2022年度）", 15)
        assert known[PROJECT][1] == 23

    @pytest.mark.parametrize(
        ("title", "language", "shown"),
        [("小", "en", "小"), ({"zh": "小"}, "en", "小"), ({"zh": "小", "en": "Small"}, "zh", "小")],
        ids=["one-text", "other-language", "asked-for"],
    )
    def test_a_title_in_one_language_serves_both(
        self,
        run_cli: Run,
        monkeypatch: pytest.MonkeyPatch,
        title: object,
        language: Language,
        shown: str,
    ) -> None:
        text = json.dumps({**SMALL, "title": title})
        monkeypatch.setattr(resources, "shipped_files", lambda: ("small",))
        monkeypatch.setattr(resources, "ruleset_text", lambda _name: text)
        assert run_cli("list", "--lang", language).out.split()[:2] == ["small", shown]


def test_schema_prints_the_schema(run_cli: Run) -> None:
    assert run_cli("schema").out == resources.schema_text().rstrip("\n") + "\n"


@pytest.mark.usefixtures("folder")
class TestCheck:
    def test_a_sound_ruleset_has_a_line_and_its_proofs(self, run_cli: Run) -> None:
        counted = "(inputs: 2, indicators: 3, leaves: 2, assertions: 1, examples: 1)"
        in_english = run_cli("check", "./small.json", "--lang", "en").out
        proofs = "proofs: 9 proved, 0 refuted, 0 open"
        assert in_english == f"./small.json: nothing wrong {counted}\n{proofs}\n"
        counted = "（2 个输入项，3 个指标，其中 2 个末级指标，1 条核对，1 个示例）"
        in_chinese = run_cli("check", "./small.json", "--lang", "zh").out
        proofs = "证明：已证 9 项，已否定 0 项，未决 0 项"
        assert in_chinese == f"./small.json：没有问题{counted}\n{proofs}\n"

    def test_the_shipped_rulesets_are_sound(self, run_cli: Run) -> None:
        result = run_cli("check", DEPARTMENT, PROJECT, "--strict")
        assert (result.status, result.err) == (0, "")
        assert result.out.count("0 refuted, 0 open") == 2

    def test_every_shipped_property_is_proved(self, run_cli: Run) -> None:
        printed = json.loads(run_cli("check", PROJECT, "--format", "json").out)
        assert {proof["result"] for proof in printed["proofs"]} == {"proved"}
        assert {proof["ruleset"] for proof in printed["proofs"]} == {PROJECT}

    def test_a_rule_without_its_cap_is_refuted_by_a_record(self, run_cli: Run) -> None:
        """The witness that check gives makes score name the same indicator."""
        text = resources.ruleset_text(DEPARTMENT).replace(
            "weight * reached(全年执行数, 全年预算数)", "weight * 全年执行数 / 全年预算数"
        )
        Path("uncapped.json").write_text(text, encoding="utf-8")
        checked = run_cli("check", "./uncapped.json", "--format", "json")
        assert checked.status == 1
        refuted = [p for p in json.loads(checked.out)["proofs"] if p["result"] == "refuted"]
        assert [(p["indicator"], p["property"]) for p in refuted] == [("A", "within-range")]
        Path("witness.json").write_text(json.dumps(refuted[0]["witness"]), encoding="utf-8")
        scored = run_cli("score", "./uncapped.json", "./witness.json", "--lang", "en")
        assert scored.status == 2
        assert "indicator 'A' has" in scored.err

    def test_codes_are_explained(self, run_cli: Run) -> None:
        assert run_cli("check", "--explain", "bands-gap").out.startswith("bands-gap\n")
        unknown = run_cli("check", "--explain", "bands-gop", "--lang", "en")
        assert (unknown.status, unknown.out) == (2, "")
        assert "did you mean 'bands-gap'" in unknown.err

    def test_coverage_is_bad_news_below_the_threshold(self, run_cli: Run) -> None:
        assert run_cli("check", DEPARTMENT, "--coverage", "100").status == 0
        assert run_cli("check", "./small.json", "--coverage", "100%").status in (0, 1)
        assert run_cli("check", DEPARTMENT, "--coverage", "101").status == 2

    def test_suggested_examples_can_be_pasted(self, run_cli: Run) -> None:
        """Added to the ruleset as they are printed, they are examples like any other."""
        found = json.loads(run_cli("check", DEPARTMENT, "--suggest").out)["examples"]
        ruleset = json.loads(resources.ruleset_text(DEPARTMENT))
        ruleset["examples"] += found
        Path("more.json").write_text(json.dumps(ruleset, ensure_ascii=False), encoding="utf-8")
        assert found
        assert run_cli("check", "./more.json").status == 0

    def test_findings_are_located(self, run_cli: Run) -> None:
        first = run_cli("check", "./weights.json", "./small.json").out.splitlines()[0]
        assert first.startswith("./weights.json:1:")

    def test_findings_as_json(self, run_cli: Run) -> None:
        printed = json.loads(
            run_cli("check", "./weights.json", "./unused.json", "--format", "json").out
        )
        assert list(printed) == ["findings", "proofs"]
        assert {proof["ruleset"] for proof in printed["proofs"]} == {"small"}
        found = {each["file"]: each for each in printed["findings"]}
        assert set(found) == {"./weights.json", "./unused.json"}
        assert found["./weights.json"]["severity"] == "error"
        keys = {"code", "severity", "message", "file", "pointer", "line", "column"}
        assert all(keys <= set(each) <= keys | {"id"} for each in printed["findings"])

    def test_findings_as_annotations(self, run_cli: Run) -> None:
        lines = run_cli("check", "./weights.json", "--format", "github").out.splitlines()
        assert lines[0].startswith("::error file=./weights.json,line=1,col=")

    @pytest.mark.parametrize(("output", "expected"), [("json", '{"findings": [],'), ("github", "")])
    def test_nothing_found(self, run_cli: Run, output: str, expected: str) -> None:
        out = " ".join(run_cli("check", "./small.json", "--format", output).out.split())
        assert out.removeprefix("{ ").startswith(expected.removeprefix("{"))
        assert bool(out) == bool(expected)

    def test_what_cannot_be_read_hides_nothing_else(self, run_cli: Run) -> None:
        result = run_cli("check", "./absent.json", "./weights.json", "./small.json")
        assert result.status == 2
        assert "absent.json" in result.err
        assert "./weights.json:1:" in result.out
        assert "./small.json: nothing wrong" in result.out

    def test_standard_input(self, run_cli: Run) -> None:
        assert run_cli("check", "-", stdin=json.dumps(SMALL)).out.startswith(
            "<stdin>: nothing wrong"
        )
        result = run_cli("check", "-", stdin='{"id": }')
        assert (result.status, result.out[:12]) == (1, "<stdin>:1:8:")


@pytest.mark.usefixtures("folder")
class TestScore:
    def test_the_department_report(self, run_cli: Run) -> None:
        """«95.18 优», with the first level as published."""
        lines = run_cli(
            "score", DEPARTMENT, "--example", "ccpit-2022", "--lang", "zh"
        ).out.splitlines()
        assert "总分 95.18 / 100  等级 优" in lines
        for name, weight, points, rate in [
            ("当年预算执行情况", "20", "19.38", "96.92%"),
            ("整体绩效目标实现情况", "60", "55.80", "93.00%"),
            ("预算管理情况", "20", "20.00", "100.00%"),
            ("合计", "100", "95.18", "95.18%"),
        ]:
            assert [name, weight, points, rate] in [line.split()[:4] for line in lines]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_project_report(self, run_cli: Run, language: Language) -> None:
        """85.99 良, in 1 + 4 + 11 + 23 nodes."""
        out = run_cli(
            "score", PROJECT, "--example", "ccpit-2022", "--format", "json", "--lang", language
        ).out
        printed = json.loads(out, parse_float=Decimal)
        assert (str(printed["total"]), printed["grade"]) == ("85.99", "良")
        levels = [[printed["tree"]]]
        while below := [child for node in levels[-1] for child in node["children"]]:
            levels.append(below)
        assert [len(level) for level in levels] == [1, 4, 11, 23]
        assert [str(node["rate"]) for node in levels[1]] == ["0.8320", "0.8710", "0.9453", "0.7480"]

    def test_warnings_have_the_ids_of_the_assertions(self, run_cli: Run) -> None:
        out = run_cli("score", DEPARTMENT, "--example", "ccpit-2022", "--format", "json").out
        ids = {each["id"] for each in json.loads(out)["warnings"]}
        assert "X01-决算一致" in ids

    def test_a_record_names_unit_and_notes(self, run_cli: Run) -> None:
        out = run_cli("score", "./small.json", "record.json", "--lang", "zh").out
        assert "单位：甲局（u1）" in out
        assert "偏低" in out

    def test_a_page_has_the_values_in_its_formulas(self, run_cli: Run) -> None:
        found = run_cli("score", "./small.json", "bare.json", "--format", "html", "--lang", "zh")
        assert (found.status, found.err) == (0, "")
        assert "<code>weight * 实际数 / 10</code>" in found.out
        assert "60 × 5 ÷ 10 = 30.00" in found.out

    @pytest.mark.parametrize("name", TEXTS)
    def test_data_and_rulesets_from_standard_input(self, run_cli: Run, name: str) -> None:
        from_file = run_cli("score", "./small.json", "bare.json", "--format", name).out
        data = run_cli("score", "./small.json", "-", "--format", name, stdin=json.dumps(GOOD)).out
        ruleset = run_cli("score", "-", "bare.json", "--format", name, stdin=json.dumps(SMALL)).out
        assert data == from_file
        assert ruleset == from_file

    def test_data_are_located_in_their_text(self, run_cli: Run) -> None:
        err = run_cli("score", "./small.json", "unknown.json").err
        assert err.startswith("unknown.json:1:")
        assert "did you mean '目标数'?" in err

    def test_too_much_data_is_refused(self, run_cli: Run) -> None:
        Path("large.json").write_text(" " * 5_000_001, encoding="utf-8")
        result = run_cli("score", "./small.json", "large.json")
        assert (result.status, "[document-too-large]" in result.err) == (2, True)

    @pytest.mark.parametrize(
        ("language", "verdict", "message"),
        [
            ("zh", "总分 30.00 – 70.00 / 100  等级 优 或 差", "总分待定，原因见报告\n"),
            ("en", "Total 30.00 – 70.00 / 100  Grade 优 or 差", "the total is open; the report says why\n"),
        ],
        ids=LANGUAGES,
    )  # fmt: skip
    def test_an_open_total_shows_its_range(
        self, run_cli: Run, language: Language, verdict: str, message: str
    ) -> None:
        result = run_cli("score", "./small.json", "missing.json", "--lang", language)
        assert verdict in result.out.splitlines()
        assert result.err == message

    def test_strict_says_why_it_fails(self, run_cli: Run) -> None:
        result = run_cli("score", "./small.json", "warned.json", "--strict", "--lang", "zh")
        assert result.err == "有 1 条警告；因有 --strict，退出状态为 1\n"
        assert "X1" in result.out

    @pytest.mark.parametrize(
        ("language", "message"),
        [
            ("zh", "indicator-engine: 规则集没有名为“odd”的示例，现有：even\n"),
            ("en", "indicator-engine: the ruleset has no example 'odd', expected one of: even\n"),
        ],
        ids=LANGUAGES,
    )
    def test_an_unknown_example_names_the_known(
        self, run_cli: Run, language: Language, message: str
    ) -> None:
        result = run_cli("score", "./small.json", "--example", "odd", "--lang", language)
        assert result.err == message

    def test_a_ruleset_without_examples_says_so(self, run_cli: Run) -> None:
        Path("none.json").write_text(json.dumps({**SMALL, "examples": []}), encoding="utf-8")
        assert "no examples" in run_cli("score", "./none.json", "--example", "x").err

    def test_check_and_score_say_the_same_of_a_bad_ruleset(self, run_cli: Run) -> None:
        checked = run_cli("check", "./broken.json")
        scored = run_cli("score", "./broken.json", "bare.json")
        assert checked.out == scored.err

    def test_its_formats_are_those_of_the_reports(self) -> None:
        assert tuple(FORMATS) == score.FORMATS


@pytest.mark.usefixtures("folder")
class TestOutput:
    def write(self, run_cli: Run, target: str, *more: str) -> Result:
        return run_cli("score", "./small.json", "bare.json", "-o", target, *more)

    @pytest.mark.parametrize("name", TEXTS)
    def test_a_file_holds_what_would_be_printed(self, run_cli: Run, name: str) -> None:
        printed = run_cli("score", "./small.json", "bare.json", "--format", name).out
        assert self.write(run_cli, "out", "--format", name) == Result(0, "", "")
        assert Path("out").read_bytes() == printed.encode()

    def test_an_existing_file_is_replaced_and_keeps_its_permissions(self, run_cli: Run) -> None:
        target = Path("out")
        target.write_text("old", encoding="utf-8")
        target.chmod(0o640)
        self.write(run_cli, "out")
        assert target.read_text(encoding="utf-8").startswith("A small ruleset")
        assert target.stat().st_mode & 0o777 == 0o640

    @pytest.mark.parametrize("name", ["bare.json", "./bare.json", "small.json", "hard"])
    def test_inputs_are_not_overwritten(self, run_cli: Run, name: str) -> None:
        """Whatever they are called."""
        os.link("bare.json", "hard")
        before = Path(name).read_bytes()
        result = self.write(run_cli, name)
        assert (result.status, "expected another file" in result.err) == (2, True)
        assert Path(name).read_bytes() == before

    def test_links_are_not_followed(self, run_cli: Run) -> None:
        Path("link").symlink_to("elsewhere")
        assert self.write(run_cli, "link").status == 2
        assert Path("link").is_symlink()

    @pytest.mark.parametrize("target", [".", os.devnull])
    def test_only_files_are_replaced(self, run_cli: Run, target: str) -> None:
        assert "no regular file" in self.write(run_cli, target).err

    def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(
        self, folder: Path, run_cli: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As on a full disk."""
        (folder / "out").write_text("old", encoding="utf-8")
        names = sorted(folder.iterdir())

        def full(_descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        result = self.write(run_cli, "out")
        assert result.status == 2
        assert result.err == "indicator-engine: cannot write out: No space left on device\n"
        assert sorted(folder.iterdir()) == names
        assert (folder / "out").read_text(encoding="utf-8") == "old"

    def test_bytes_are_written_as_they_are(self, folder: Path) -> None:
        replace(folder / "out", b"\x00\r\n")
        assert (folder / "out").read_bytes() == b"\x00\r\n"


class Console(io.TextIOWrapper):
    """Standard output with an encoding of its own, a terminal or not."""

    def __init__(self, encoding: str, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    @property
    def written(self) -> bytes:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


@pytest.mark.usefixtures("folder")
class TestConsoles:
    def shown(
        self, monkeypatch: pytest.MonkeyPatch, console: Console, *arguments: str, lang: str = "zh"
    ) -> str:
        monkeypatch.setenv("LC_ALL", "zh_CN.GBK")
        monkeypatch.setattr(sys, "stdout", console)
        assert main([*arguments, "--lang", lang]) == 0
        return console.written.decode(console.encoding)

    @pytest.mark.parametrize("terminal", [True, False])
    def test_a_chinese_console_of_windows_shows_everything(
        self, monkeypatch: pytest.MonkeyPatch, *, terminal: bool
    ) -> None:
        console = Console("gbk", terminal=terminal)
        shown = self.shown(monkeypatch, console, "score", "./small.json", "record.json")
        assert "?" not in shown
        assert "小规则集" in shown

    @pytest.mark.parametrize("line", ["score ./small.json record.json", "--help", "list"])
    def test_an_ascii_console_shows_what_it_can(
        self, monkeypatch: pytest.MonkeyPatch, line: str
    ) -> None:
        assert "?" in self.shown(monkeypatch, Console("ascii", terminal=True), *line.split())

    @pytest.mark.parametrize("name", ["json", "markdown"])
    def test_a_document_is_utf8_wherever_it_is_sent(
        self, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        console = Console("gbk", terminal=False)
        monkeypatch.setattr(sys, "stdout", console)
        assert main(["score", "./small.json", "bare.json", "--format", name, "--lang", "zh"]) == 0
        assert "小规则集" in console.written.decode()

    def test_a_terminal_gets_the_text_styled_and_wrapped(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        console = Console("utf-8", terminal=True)
        assert "\x1b[1m" in self.shown(monkeypatch, console, "score", "./small.json", "bare.json")


class TestLanguage:
    @pytest.mark.parametrize(
        ("arguments", "environment", "language"),
        [
            ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
            ([], {"LANG": "zh-Hans"}, "zh"),
            ([], {"LANG": "en_US.UTF-8"}, "en"),
            ([], {"LANG": "C"}, "en"),
            ([], {"LC_ALL": "en_US", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, "en"),
            ([], {"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
            (["list", "--lang", "zh"], {"LANG": "en_US"}, "zh"),
            (["--lang=en", "list"], {"LANG": "zh_CN"}, "en"),
            (["list", "--lang"], {"LANG": "zh_CN"}, "zh"),
            (["--lang", "fr"], {"LANG": "zh_CN"}, "zh"),
        ],
    )
    def test_it_is_the_one_asked_for_else_that_of_the_locale(
        self, arguments: list[str], environment: dict[str, str], language: Language
    ) -> None:
        assert language_of(arguments, environment) == language

    @pytest.mark.parametrize(
        ("name", "language"),
        [("Chinese (Simplified)_China", "zh"), ("zh_CN", "zh"), ("English_X", "en"), (None, "en")],
    )
    def test_windows_tells_it_in_another_way(
        self, monkeypatch: pytest.MonkeyPatch, name: str | None, language: Language
    ) -> None:
        monkeypatch.setattr("locale.getlocale", lambda: (name, "936"))
        assert language_of([], {}) == language

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("zh", ["用法：", "命令", "选项", "校验规则集"]),
            ("en", ["usage:", "commands", "options"]),
        ],
    )
    def test_help_is_in_it(self, run_cli: Run, language: Language, words: list[str]) -> None:
        out = run_cli("--help", "--lang", language).out
        assert [word for word in words if word not in out] == []

    def test_what_is_wrong_with_the_arguments_is_in_it(self, run_cli: Run) -> None:
        assert "indicator-engine score：参数有误：" in run_cli("score", "--lang", "zh").err
        assert "indicator-engine score: error: " in run_cli("score", "--lang", "en").err


def test_the_version_is_that_of_the_package(run_cli: Run) -> None:
    name, number = run_cli("--version").out.split()
    assert name == "indicator-engine"
    assert number.count(".") == 2


def test_bytes_go_to_standard_output_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet, for one."""
    console = Console("ascii", terminal=False)
    monkeypatch.setattr(sys, "stdout", console)
    assert run([_command(lambda: Answer(content=b"PK\xff\n"))], ["score"]) == 0
    assert console.written == b"PK\xff\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_bytes_are_kept_from_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: Language
) -> None:
    """They would change what it shows from there on."""
    console = Console("utf-8", terminal=True)
    monkeypatch.setattr(sys, "stdout", console)
    command = _command(lambda: Answer(content=b"PK\xff\n"))
    assert run([command], ["score", "--lang", language]) == 2
    assert console.written == b""
    assert capsys.readouterr().err == (
        f"indicator-engine: {say.BYTES_ON_TERMINAL.in_language(language)}\n"
    )


def test_an_interrupted_run_exits_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> Answer:
        raise KeyboardInterrupt

    assert run([_command(interrupt)], ["score"]) == 130
    assert capsys.readouterr() == ("", "")


def _command(answer: Callable[[], Answer]) -> Command:
    def run_it(_arguments: Namespace, _language: Language) -> Answer:
        return answer()

    return Command(name="score", declare=lambda _parser: None, run=run_it)


class TestProcess:
    """What only a process of its own can show."""

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "indicator_engine", *arguments]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    @pytest.mark.parametrize("arguments", [["schema"], ["--help"]])
    def test_a_reader_that_goes_away_is_no_error(self, arguments: list[str]) -> None:
        process = self.start(*arguments)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 0

    @pytest.mark.parametrize("line", ["--help", "list"])
    def test_it_starts_without_the_engine(self, line: str) -> None:
        """Help and list import neither what scores nor anything heavy: they are there at once."""
        program = (
            "import sys; from indicator_engine.cli import main\n"
            f"main({line.split()!r})\n"
            "print(*sys.modules, file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        loaded = set(done.stderr.decode().split())
        engine = {
            f"indicator_engine.{room}" for room in ("documents", "language", "model", "report")
        }
        assert not loaded & (engine | {"jsonschema", "rich", "simpleeval", "importlib.metadata"})
