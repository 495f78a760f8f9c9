"""``form`` on the command line, and the commands that read what it wrote."""

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

from indicator_engine import list_rulesets, load_ruleset
from indicator_engine.cli import main
from indicator_engine.documents import write_json
from tests.batch.sample import EVERY
from tests.forms.sample import EXAMPLE, INPUTS, typed

SHIPPED = list_rulesets()
EXAMPLES = [
    (name, next(each.id for each in load_ruleset(name).examples if each.cohort is None))
    for name in SHIPPED
]


@frozen
class Result:
    """What a run of the program did."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(name="run_cli")
def _run_cli(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Return how the program is run, in a folder with a ruleset of every type of input."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    example: Mapping[str, Any] = {"id": "filled", "inputs": INPUTS, "notes": EXAMPLE.notes}
    Path("every.json").write_text(write_json({**EVERY, "examples": [example]}), encoding="utf-8")
    Path("record.json").write_text(write_json({"inputs": INPUTS}), encoding="utf-8")

    def call(line: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(line.split())
        out, err = capsysbinary.readouterr()
        return Result(status, out.decode(errors="replace"), err.decode())

    return call


@pytest.mark.parametrize(("ruleset", "example"), EXAMPLES)
def test_a_form_has_the_result_of_its_record(run_cli: Run, ruleset: str, example: str) -> None:
    """To the last byte of the JSON, but for where its warnings stand."""
    assert run_cli(f"form {ruleset} --example {example} -o form.xlsx").status == 0
    by_form = run_cli(f"score {ruleset} form.xlsx --format json")
    by_record = run_cli(f"score {ruleset} --example {example} --format json")
    assert (by_form.status, by_form.err) == (by_record.status, by_record.err)
    assert without_places(by_form.out) == without_places(by_record.out)


def without_places(text: str) -> object:
    result = json.loads(text)
    for each in result["warnings"]:
        for key in ("file", "pointer", "line", "column"):
            each.pop(key)
    return result


def test_a_form_is_explained(run_cli: Run) -> None:
    Path("form.xlsx").write_bytes(typed({}))
    found = run_cli("explain ./every.json form.xlsx A --lang zh")
    assert found.status == 0
    assert "执行数" in found.out


def test_a_form_may_come_from_standard_input(run_cli: Run) -> None:
    found = run_cli("score ./every.json - --lang en", stdin=typed({"E5": 0}))
    assert found.status == 2
    assert found.err.splitlines()[-1].startswith("<stdin>: 填报!E5: ")


def test_what_is_wrong_with_a_form_stands_at_its_cell(run_cli: Run) -> None:
    Path("表").write_bytes(typed({"E5": 0, "E7": 1.5}))
    found = run_cli("score ./every.json 表 --lang zh")
    assert found.status == 2
    assert [
        line for line in found.err.splitlines() if "版本" not in line and "规则集" not in line
    ] == [
        "表: 填报!E5: “预算数”填的是 0万元，应在 (0, inf) 之内 [value-out-of-range]",
        "表: 填报!E7: “人数”填的是 1.5，应为整数 [value-not-whole]",
    ]


def test_a_form_of_another_version_is_told(run_cli: Run) -> None:
    run_cli("form ./every.json --example filled -o form.xlsx")
    text = Path("every.json").read_text(encoding="utf-8").replace("1.0.0", "1.1.0")
    Path("every.json").write_text(text, encoding="utf-8")
    for command in ("score", "explain"):
        found = run_cli(f"{command} ./every.json form.xlsx")
        assert found.status == 0
        assert found.err.startswith(
            "form.xlsx: warning: this form was written for ruleset every 1.0.0"
        )


def test_with_strict_it_is_bad_news(run_cli: Run) -> None:
    run_cli("form ./every.json --example filled -o form.xlsx")
    assert run_cli("score ./every.json form.xlsx --strict").status == 0
    text = Path("every.json").read_text(encoding="utf-8").replace("1.0.0", "1.1.0")
    Path("every.json").write_text(text, encoding="utf-8")
    found = run_cli("score ./every.json form.xlsx --strict")
    assert found.status == 1
    assert "1 warning(s)" in found.err


def test_the_others_of_an_example_are_left_out_and_told(run_cli: Run) -> None:
    ranked: Mapping[str, Any] = {
        "id": "ranked",
        "version": "1.0.0",
        "title": "Ranked",
        "inputs": {"x": {"type": "number", "range": "[0, 10]"}},
        "indicators": {"id": "total", "weight": 10, "formula": "weight / rank_high(x)"},
        "examples": [{"id": "first", "inputs": {"x": 5}, "cohort": [{"inputs": {"x": 4}}]}],
    }
    Path("ranked.json").write_text(write_json(ranked), encoding="utf-8")
    found = run_cli("form ./ranked.json --example first -o form.xlsx --lang zh")
    assert found.status == 0
    assert found.err == (
        "first: 警告: 示例中一同评价的其他单位没有写入：填报表只含一个单位 [form-without-cohort]\n"
    )


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_schema_admits_every_example(run_cli: Run, name: str, language: str) -> None:
    """As any validator reads it, with binary floats."""
    schema = json.loads(run_cli(f"form {name} --format schema --lang {language}").out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for each in load_ruleset(name).examples:
        record = {"unit": each.unit, "inputs": each.inputs, "notes": each.notes}
        read = json.loads(write_json(record))  # type: ignore[arg-type]
        assert [error.message for error in validator.iter_errors(read)] == []


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("form", 2),
        ("form ./every.json --format schema", 0),
        ("form ./every.json --format schema -o schema.json", 0),
        ("form ./every.json --format table -o table.xlsx", 0),
        ("form ./every.json -o form.xlsx", 0),
        ("form ./every.json", 0),
        ("form ./every.json --example other -o form.xlsx", 2),
        ("form ./every.json --format table --example filled -o form.xlsx", 2),
        ("form ./every.json -o every.json", 2),
        ("form ./absent.json -o form.xlsx", 2),
        ("form ./every.json -o absent/form.xlsx", 2),
        ("score ./every.json every.json", 2),
    ],
)
def test_the_exit_status(run_cli: Run, line: str, status: int) -> None:
    result = run_cli(line)
    assert (result.status, bool(result.err)) == (status, status == 2)
    target = line.partition(" -o ")[2]
    assert not target or Path(target).exists() is (status == 0 or target == "every.json")
