"""``indicator-engine init --from``: a table becomes files that work, and a list of what is left."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from indicator_engine.cli import main
from tests.importing.tables import Branch, official

FILES = ["t.record.json", "t.ruleset.json", "t.todo.md", "ruleset-1.schema.json"]
BANDS = "≥90%计5分;80%（含）-90%计4分;低于80%不得分"
TABLE = [
    Branch(
        "产出",
        15,
        (
            Branch("安排率", 5, rule=BANDS),
            Branch("项目数", 10, rule="完成目标值得满分，未完成的按比例计分", target="≥20项"),
        ),
    ),
    Branch("效益", 5, rule="酌情计分", target="明显提升"),
]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="run_cli")
def _run_cli(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Return a way to run the program in a folder that has the table."""
    monkeypatch.chdir(tmp_path)
    Path("指标体系.xlsx").write_bytes(official(TABLE, total=20))

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--lang", "en"])
        return (status, *capsys.readouterr())

    return call


class TestInit:
    def test_what_is_made_works(self, run_cli: Run) -> None:
        """It checks clean, is in canonical form, and scores what is filled in."""
        assert run_cli("init", "--from", "指标体系.xlsx", "t")[0] == 0
        assert sorted(path.name for path in Path("t").iterdir()) == sorted(FILES)
        ruleset, record = "t/t.ruleset.json", Path("t/t.record.json")
        assert run_cli("check", "--strict", ruleset)[0] == 0
        assert run_cli("fmt", "--check", ruleset)[0] == 0
        inputs = json.loads(record.read_text(encoding="utf-8"))["inputs"]
        assert inputs == {"安排率": None, "项目数实际": None, "效益得分率": None}
        values = {"安排率": "80%", "项目数实际": 10, "效益得分率": "60%"}
        record.write_text(json.dumps({"inputs": values}), encoding="utf-8")
        out = run_cli("score", ruleset, str(record), "--format", "json")[1]
        assert json.loads(out)["total"] == 4 + 5 + 3

    def test_the_list_names_cells_and_sentences(self, run_cli: Run) -> None:
        """What is to be decided and what is to be verified; on the terminal and in the file."""
        out = run_cli("init", "--from", "指标体系.xlsx", "t")[1]
        assert "指标体系.xlsx: 评分表!E6: the rule of '效益' (B, 5 points) has no known form" in out
        assert "the target of the table is 明显提升" in out
        assert f"指标体系.xlsx: 评分表!E4: '安排率' (A1): 安排率分档(安排率), from '{BANDS}'" in out
        assert "the target is the table's, ≥20项" in out
        page = Path("t/t.todo.md").read_text(encoding="utf-8")
        assert page.count("- [ ] ") == 5
        assert "评分表!E6" in page

    def test_what_is_not_decided_says_so(self, run_cli: Run) -> None:
        """In the ruleset and in every report, so that it is never taken for the rule."""
        run_cli("init", "--from", "指标体系.xlsx", "t")
        ruleset = json.loads(Path("t/t.ruleset.json").read_text(encoding="utf-8"))
        leaf = ruleset["indicators"]["children"][1]
        assert leaf["tags"] == ["to be decided"]
        assert leaf["note"].startswith("To be decided")
        assert leaf["source"] == "指标体系.xlsx 评分表!E6: 酌情计分 Target: 明显提升"

    def test_nothing_is_overwritten(self, run_cli: Run) -> None:
        Path("t").mkdir()
        Path("t/t.todo.md").write_text("mine", encoding="utf-8")
        status, _, err = run_cli("init", "--from", "指标体系.xlsx", "t")
        assert status == 2
        assert "t/t.todo.md" in err
        assert [path.name for path in Path("t").iterdir()] == ["t.todo.md"]

    def test_a_sheet_needs_a_table(self, run_cli: Run) -> None:
        status, _, err = run_cli("init", "t", "--sheet", "评分表")
        assert (status, "--from" in err) == (2, True)
        assert not Path("t").exists()

    def test_a_table_that_is_not_there_is_told(self, run_cli: Run) -> None:
        status, _, err = run_cli("init", "--from", "没有.xlsx", "t")
        assert (status, "file-unreadable" in err) == (2, True)
        assert not Path("t").exists()

    def test_id_and_title_are_those_given(self, run_cli: Run) -> None:
        run_cli("init", "--from", "指标体系.xlsx", "t", "--id", "own", "--title", "自己的")
        ruleset = json.loads(Path("t/own.ruleset.json").read_text(encoding="utf-8"))
        assert (ruleset["id"], ruleset["title"]) == ("own", "自己的")
