"""``indicator-engine explain``: what it prints, and how it exits."""

import io
import json
import sys
from pathlib import Path

import pytest

from indicator_engine.cli import main
from tests.small import text_with

DEPARTMENT = ("beijing-department-2022", "--example", "ccpit-2022")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(each) for each in arguments])
    return (status, *capsys.readouterr())


@pytest.fixture(name="files")
def _files(tmp_path: Path) -> tuple[Path, Path]:
    """Return a ruleset and data of a unit."""
    inputs = {"时": {"type": "date"}, "真": {"type": "boolean"}}
    tree = {
        "formula": "weight * reached(执行数, 预算数) if count_true(真, 时 < date(2023, 1, 1)) == 2 else 0"
    }
    ruleset, data = tmp_path / "small.json", tmp_path / "data.json"
    ruleset.write_text(text_with({"inputs": inputs, "indicators": tree}), encoding="utf-8")
    given = {"预算数": 100, "执行数": 50, "时": "2022-06-10", "真": True}
    data.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    return ruleset, data


def test_everything_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "explain", *DEPARTMENT)
    assert (status, err) == (0, "")
    leaf = "20 × reached(5169.65 万元, 5333.85 万元) = 19.3843… → 19.38 (2 decimal places, half up)"
    assert f"With values: {leaf}" in out
    assert "  4.82 lost in all\n" in out


@pytest.mark.parametrize("place", [1, 3])
def test_one_indicator_is_explained_wherever_it_stands(
    capsys: pytest.CaptureFixture[str], place: int
) -> None:
    """With an example it is the one argument after the ruleset."""
    words: list[str] = [*DEPARTMENT]
    words.insert(place, "A")
    status, out, _ = run(capsys, "explain", *words)
    assert status == 0
    assert "Budget execution of the year (A): 19.38 / 20" in out
    assert "(B)" not in out


def test_data_and_indicator_are_told_by_their_place(
    capsys: pytest.CaptureFixture[str], files: tuple[Path, Path]
) -> None:
    status, out, _ = run(capsys, "explain", *files, "total", "--lang", "zh")
    assert status == 0
    assert "100 × reached(50 万元, 100 万元) = 50.00" in out


def test_standard_input_is_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, files: tuple[Path, Path]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(files[1].read_bytes())))
    assert "50.00 / 100" in run(capsys, "explain", files[0], "-")[1]


@pytest.mark.parametrize(
    ("changes", "total"),
    [
        (["执行数=80.5"], "80.50"),
        (["执行数=80", "预算数 = 160"], "50.00"),
        (["真=否"], "0.00"),
        (["真=false"], "0.00"),
        (["时=2023-06-10"], "0.00"),
        (["执行数=null"], None),
        (['执行数={"pending": "未决算"}'], None),
    ],
)
def test_what_if(
    capsys: pytest.CaptureFixture[str],
    files: tuple[Path, Path],
    changes: list[str],
    total: str | None,
) -> None:
    """An open total is no bad news: the explanation says what is missing."""
    options = [word for each in changes for word in ("--set", each)]
    status, out, _ = run(capsys, "explain", *files, *options, "--format", "json")
    shown = json.loads(out, parse_float=str)
    assert status == 0
    assert shown["total"] == total
    assert shown["what_if"]["total"] == {"from": "50.00", "to": total}


def test_json_has_the_stable_keys(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(
        capsys,
        "explain",
        "beijing-department-2022",
        "--example",
        "asset-shares-off",
        "--format",
        "json",
    )
    shown = json.loads(out, parse_float=str)
    assert status == 0
    assert shown.keys() >= {"ruleset", "total", "grade", "what_if", "indicators", "losses"}
    assert shown["next_grade"].keys() == {
        "grade", "least", "points", "ways", "cannot", "undecided",
    }  # fmt: skip
    assert shown["next_grade"]["ways"][1] == {
        "input": "全年执行数", "value": "1901.46", "total": "90.00", "grade": "优",
    }  # fmt: skip


def test_markdown_is_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "explain", *DEPARTMENT, "A", "--format", "markdown")
    assert "- Formula: weight \\* reached(全年执行数, 全年预算数)\n" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["beijing-department-2022"], "no data is given, expected a file or --example"),
        ([*DEPARTMENT, "B1X"], "there is no indicator 'B1X'; did you mean 'B1'?"),
        ([*DEPARTMENT, "data.json", "A"], "data is given twice: a file and --example"),
        ([*DEPARTMENT, "--set", "全年执行数"], "--set is '全年执行数', expected NAME=VALUE"),
        ([*DEPARTMENT, "--set", "=1"], "--set is '=1', expected NAME=VALUE"),
        (["-", "-"], "standard input (-) is given twice, expected once at most"),
    ],
)
def test_what_cannot_be_done_is_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    status, out, err = run(capsys, "explain", *arguments)
    assert (status, out, err) == (2, "", f"indicator-engine: {message}\n")


def test_an_unusable_record_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "explain", *DEPARTMENT, "--set", "全年执行树=1")
    assert status == 2
    assert "did you mean '全年执行数'?" in err
