"""``indicator-engine audit``: what it prints, and how it exits."""

import io
import json
import sys
from pathlib import Path

import pytest

from indicator_engine.cli import main

CASES = Path(__file__).parents[1] / "cases" / "audit"
SCHOOL = CASES / "07-yongde-mingliang-school-2022-selfeval.json"
DEPARTMENT = CASES / "01-beijing-ccpit-2022-dept.json"
FISHING = CASES / "12-hubei-fishingban-2020-selfeval.json"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(each) for each in arguments])
    return (status, *capsys.readouterr())


def test_findings_are_told_with_their_place_and_code(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "audit", "--self", SCHOOL, "--lang", "en")
    assert status == 1
    loss = "'资金到位及时率' meets its target (100% / ≥100%), yet has 7 of 10 points and prints no reason"
    score = "'政策知晓率' has 9 points, but by actual and target (98% / =100%) it has 9.8"
    assert out.splitlines() == [
        f"{SCHOOL}: P3: {loss} [unexplained-loss]",
        f"{SCHOOL}: B2: {score} [score]",
        f"{SCHOOL}: numbers compared: 18, errors: 2, remarks: 0",
    ]


def test_it_speaks_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "audit", "--self", SCHOOL, "--lang", "zh")
    assert "“政策知晓率”得 9 分，按完成值与目标值（98% / =100%）应得 9.8 分 [score]" in out


def test_json_has_the_stable_keys(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "audit", "beijing-department-2022", DEPARTMENT, "--format", "json")
    told = json.loads(out)
    assert status == 1
    assert told.keys() >= {"findings", "checked", "not_checkable"}
    keys = {"code", "severity", "indicator", "published", "expected", "why", "at"}
    assert all(each.keys() >= keys for each in told["findings"])
    assert [each["code"] for each in told["findings"]] == [
        "restated",
        "percent-point",
        "rate-exact",
    ]
    assert [each["at"] for each in told["not_checkable"]] == ["B", "C"]


def test_a_sound_report_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "audit", "--self", FISHING)[0] == 0


def test_remarks_are_no_bad_news_even_when_strict(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("一级指标,分值,得分,得分率\nA,20,19.38,96.92%\n合计,20,19.38,96.9%\n", "utf-8")
    assert run(capsys, "audit", "--self", table, "--strict")[0] == 0


def test_a_warning_is_bad_news_when_strict(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    report = tmp_path / "a.json"
    report.write_text('{"grade": "良", "tree": {"id": "t", "weight": 100, "score": 96}}', "utf-8")
    assert run(capsys, "audit", "--self", report)[0] == 0
    assert run(capsys, "audit", "--self", report, "--strict")[0] == 1


def test_standard_input_is_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(SCHOOL.read_bytes()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    status, out, _ = run(capsys, "audit", "--self", "-", "--lang", "en")
    assert (status, out.startswith("<stdin>: P3: ")) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--self", "nowhere.json"],
        ["nowhere-2022", SCHOOL],
        [SCHOOL],
        ["beijing-department-2022", "--self", SCHOOL],
        ["-", "-"],
    ],
)
def test_what_cannot_be_done_is_2(
    capsys: pytest.CaptureFixture[str], arguments: list[object]
) -> None:
    status, out, err = run(capsys, "audit", *arguments)
    assert (status, out) == (2, "")
    assert err
