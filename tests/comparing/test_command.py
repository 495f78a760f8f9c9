"""``indicator-engine diff``: what it prints, and how it exits."""

import io
import json
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from indicator_engine import load_ruleset
from indicator_engine.cli import main
from indicator_engine.language.numbers import plain

DEPARTMENT = "beijing-department-2022"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main(["diff", *(str(each) for each in arguments)])
    return (status, *capsys.readouterr())


@pytest.fixture(name="later")
def _later(tmp_path: Path) -> Path:
    """Return the shipped ruleset with a weight, a band and a formula changed."""
    document = load_ruleset(DEPARTMENT).document
    assert document is not None
    text = document.text.replace(
        "reached(全年执行数, 全年预算数)", "min(1, 全年执行数 / 全年预算数)"
    )
    fields = json.loads(text)
    fields["version"] = "1.1.0"
    fields["tables"]["超额扣减比例"]["bands"][2]["value"] = "30%"
    budget, goals = fields["indicators"]["children"][:2]
    outputs = goals["children"][0]
    budget["weight"], goals["weight"], outputs["weight"] = 25, 55, 25
    outputs["children"][0]["weight"] = 5
    del fields["examples"]
    path = tmp_path / "later.ruleset.json"
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return path


def cell(value: object) -> str:
    """Return a value of an example as a table has it."""
    if isinstance(value, list):
        return ";".join(map(cell, value))
    if isinstance(value, Fraction):
        return plain(value)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


@pytest.fixture(name="units")
def _units(tmp_path: Path) -> Path:
    """Return a table of two units: that of the example, and one that spent little."""
    example = load_ruleset(DEPARTMENT).example("ccpit-2022")
    assert example is not None
    cells = {name: cell(each) for name, each in example.inputs.items()}
    rows = [{"单位": "甲", **cells}, {"单位": "乙", **cells, "全年执行数": "0"}]
    path = tmp_path / "units.csv"
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_changed_is_told(capsys: pytest.CaptureFixture[str], later: Path) -> None:
    status, out, err = run(capsys, DEPARTMENT, later)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[:6] == [
        "Beijing department-overall performance evaluation (2022)",
        f"Before: {DEPARTMENT} 1.0.0 (rulesets/{DEPARTMENT}.ruleset.json)",
        f"After: {DEPARTMENT} 1.1.0 ({later})",
        "Differences: 7; of these can change a score: 6",
        "Examples added: 0, removed: 9, changed: 0",
        "",
    ]
    assert "      was: weight * reached(全年执行数, 全年预算数)" in lines
    assert "      now: weight * min(1, 全年执行数 / 全年预算数)" in lines
    assert any(each.startswith("  Outputs (B1): points 30 → 25 (line ") for each in lines)
    assert any("row [300%, 500%): value 20% → 30%" in each for each in lines)


def test_nothing_that_differs_is_fine_too(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, DEPARTMENT, DEPARTMENT, "--lang", "zh")
    assert (status, out.splitlines()[-1]) == (0, "没有不同")


def test_whose_total_changes_is_told_with_the_reasons(
    capsys: pytest.CaptureFixture[str], later: Path, units: Path
) -> None:
    status, out, _ = run(capsys, DEPARTMENT, later, "--data", units)
    assert status == 0
    assert "  In the table: 2; unchanged: 0, higher: 0, lower: 2" in out.splitlines()
    rows = [" ".join(line.split()) for line in out.splitlines()]
    exhibitions = "Science and technology exhibitions held -5.00"
    assert f"乙 75.80 中 69.80 中 -6.00 {exhibitions}, Training sessions held -1.00" in rows
    assert any(each.startswith("甲 95.18 优 94.03 优 -1.15") for each in rows)


def test_json_is_complete(capsys: pytest.CaptureFixture[str], later: Path, units: Path) -> None:
    arguments = (DEPARTMENT, later, "--data", units, "--format", "json")
    status, out, _ = run(capsys, *arguments)
    shown = json.loads(out, parse_float=str)
    assert status == 0
    assert shown.keys() == {"kind", "before", "after", "changes", "examples", "units"}
    assert shown["changes"][0].keys() == {
        "code", "part", "id", "owner", "title", "kind", "before", "after", "before_at", "after_at",
        "effect",
    }  # fmt: skip
    place = shown["changes"][1]["after_at"]
    assert place["file"] == str(later)
    assert place["pointer"] == "/indicators/children/0/weight"
    first, second = shown["units"]["changed"]
    assert (first["unit"], first["difference"]) == ("乙", -6)
    assert [each["indicator"] for each in second["by"]] == ["A", "B11", "B13"]
    _, chinese, _ = run(capsys, *arguments, "--lang", "zh")
    codes = [each["code"] for each in shown["changes"]]
    assert [each["code"] for each in json.loads(chinese)["changes"]] == codes


def test_markdown_goes_to_a_file(
    capsys: pytest.CaptureFixture[str], later: Path, units: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.md"
    arguments = (DEPARTMENT, later, "--data", units, "--format", "markdown", "-o", target)
    assert run(capsys, *arguments) == (0, "", "")
    text = target.read_text(encoding="utf-8")
    assert "\n## Indicators\n" in text
    assert "| 乙 | 75.80 中 | 69.80 中 | -6.00 |" in text


def result(path: Path, *arguments: str) -> Path:
    assert main(["score", DEPARTMENT, *arguments, "--format", "json", "-o", str(path)]) == 0
    return path


def test_two_results_are_known_by_their_form(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = result(tmp_path / "old.json", "--example", "ccpit-2022")
    new = tmp_path / "new.json"
    fields = json.loads(old.read_text(encoding="utf-8"), parse_float=str)
    fields["grade"] = "良"
    new.write_text(json.dumps(fields | {"total": 95.18}, ensure_ascii=False), encoding="utf-8")
    status, out, err = run(capsys, old, new)
    assert (status, out) == (2, "")
    assert "expected a number" in err  # every score is a text now
    new.write_text(old.read_text(encoding="utf-8").replace('"优"', '"良"'), encoding="utf-8")
    status, out, err = run(capsys, old, new)
    assert (status, err) == (0, "")
    assert "Grade 优 → 良\n" in out


def test_standard_input_is_either(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, later: Path
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(later.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    status, out, _ = run(capsys, later, "-")
    assert status == 0
    assert "Nothing differs" in out


def test_a_result_and_a_ruleset_are_not_compared(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = result(tmp_path / "old.json", "--example", "ccpit-2022")
    for arguments in ((old, DEPARTMENT), (DEPARTMENT, old)):
        status, out, err = run(capsys, *arguments)
        assert (status, out) == (2, "")
        assert err == (
            f"indicator-engine: {DEPARTMENT} is a ruleset and {old} a result, "
            "expected two of one kind\n"
        )
    status, _, err = run(capsys, old, old, "--data", "units.csv")
    assert status == 2
    assert "--data is given with two results" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "-"], "standard input (-) is given twice"),
        ([DEPARTMENT, "nothing"], "'nothing'"),
        ([DEPARTMENT, DEPARTMENT, "--data", "none.csv"], "none.csv"),
        ([DEPARTMENT, DEPARTMENT, "--data", "none.doc"], "none.doc"),
        ([DEPARTMENT], "AFTER"),
    ],
)
def test_what_cannot_be_done_is_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert message in err


def test_an_input_is_not_overwritten(
    capsys: pytest.CaptureFixture[str], later: Path, units: Path
) -> None:
    for target in (later, units):
        kept = target.read_bytes()
        status, _, err = run(capsys, DEPARTMENT, later, "--data", units, "-o", target)
        assert status == 2
        assert f"{target} is an input" in err
        assert target.read_bytes() == kept
