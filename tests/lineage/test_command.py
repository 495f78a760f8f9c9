"""What the program makes of bases and versions."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from indicator_engine import parse_ruleset, resources
from indicator_engine.cli import main
from indicator_engine.documents import write_json
from tests.lineage.folders import base, extension, write, write_as
from tests.lineage.test_versions import TWO, family, version

Json = Any

RECORD = {"预算数": 100, "执行数": 90, "实际": 5, "目标": 10, "满意度": 1}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a base, what extends it, and a record."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    changes = [{"id": "产出数量", "weight": 40}, {"id": "产出质量", "weight": 10}]
    write(tmp_path, base=base(), own=extension(indicators=changes))
    write_as(tmp_path / "record.json", RECORD)
    return tmp_path


Shown = pytest.CaptureFixture[str]


def weight_of(told: Json, name: str) -> Json:
    """Return the weight of an indicator in whatever is told of a score."""
    if isinstance(told, dict) and told.get("id") == name:
        return told["weight"]
    parts = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    return next(filter(None, (weight_of(part, name) for part in parts)), None)


@pytest.mark.usefixtures("folder")
class TestResolve:
    def test_what_is_printed_stands_alone_and_scores_the_same(self, capsys: Shown) -> None:
        assert main(["resolve", "./own.ruleset.json", "-o", "alone.json"]) == 0
        assert capsys.readouterr() == ("", "")
        results = []
        for name in ("./own.ruleset.json", "./alone.json"):
            assert main(["score", name, "record.json", "--format", "json"]) == 0
            results.append(json.loads(capsys.readouterr().out))
        assert results[0] == results[1]
        assert results[0]["total"] == 80

    def test_it_goes_to_standard_output_too(self, capsys: Shown) -> None:
        assert main(["resolve", "./own.ruleset.json"]) == 0
        assert parse_ruleset(capsys.readouterr().out).id == "own"

    def test_as_text_it_tells_what_stands_where(self, capsys: Shown) -> None:
        assert main(["resolve", "./own.ruleset.json", "--format", "text"]) == 0
        lines = [line.split() for line in capsys.readouterr().out.splitlines()]
        assert lines[0] == ["./own.ruleset.json:1:1"]
        places = dict(lines[1:])
        assert places["/inputs"].startswith("./base.ruleset.json:")
        assert places["/indicators/children/1/children/0"].startswith("./own.ruleset.json:")
        assert places["/indicators/children/1/children/0/formula"].startswith("./base")
        assert "/indicators/children/0/formula" not in places

    def test_of_a_ruleset_without_a_base_all_is_from_one_file(self, capsys: Shown) -> None:
        assert main(["resolve", "./base.ruleset.json", "--format", "text"]) == 0
        assert capsys.readouterr().out == "./base.ruleset.json:1:1\n"

    @pytest.mark.parametrize("target", ["own.ruleset.json", "base.ruleset.json"])
    @pytest.mark.parametrize("command", ["resolve", "score"])
    def test_none_of_its_files_is_overwritten(
        self, folder: Path, capsys: Shown, command: str, target: str
    ) -> None:
        before = (folder / target).read_bytes()
        data = ["record.json"] if command == "score" else []
        assert main([command, "./own.ruleset.json", *data, "-o", target]) == 2
        assert "is an input" in capsys.readouterr().err
        assert (folder / target).read_bytes() == before

    def test_what_is_unsound_is_not_resolved(self, folder: Path, capsys: Shown) -> None:
        write(folder, own=extension(indicators=[{"id": "产出", "weight": 1}]))
        assert main(["resolve", "./own.ruleset.json"]) == 2
        assert "[weights-do-not-add-up]" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
class TestCheck:
    def test_a_finding_in_a_base_names_both_files(self, folder: Path, capsys: Shown) -> None:
        write(folder, own=extension(remove=["满意度"]))
        assert main(["check", "./own.ruleset.json", "--format", "json"]) == 1
        findings = json.loads(capsys.readouterr().out)["findings"]
        assert {(each["code"], each["file"], each["extended_by"]) for each in findings} == {
            ("unknown-name", "./base.ruleset.json", "./own.ruleset.json")
        }

    def test_a_base_that_is_not_there_is_bad_news(self, folder: Path, capsys: Shown) -> None:
        """The file itself could be read."""
        write(folder, own=extension("bases.ruleset.json"))
        assert main(["check", "./own.ruleset.json"]) == 1
        assert "did you mean 'base.ruleset.json'?" in capsys.readouterr().out

    def test_versions_are_checked_beside_each_other(self, folder: Path, capsys: Shown) -> None:
        """Each seam once, however many of the files are given."""
        family(folder / "rules", ("2020-01-01", "2021-12-30"), ("2022-01-01", None))
        names = sorted(str(path) for path in (folder / "rules").iterdir())
        assert main(["check", *names]) == 1
        assert capsys.readouterr().out.count("[versions-gap]") == 1
        assert main(["check", "rules/base"]) == 1
        assert capsys.readouterr().out.count("[versions-gap]") == 1


class TestOn:
    @pytest.mark.parametrize(
        ("on", "weight"), [([], 20), (["--on", "2021-12-31"], 30), (["--on", "2022-01-01"], 20)]
    )
    def test_it_picks_a_version(
        self, folder: Path, capsys: Shown, on: list[str], weight: int
    ) -> None:
        """In every command alike; the versions share the weights out differently."""
        tree = base()["indicators"]
        quantity, quality = tree["children"][1]["children"]
        quantity["weight"], quality["weight"] = 20, 30
        write(folder, **{"base@2022-01-01": version(*TWO[1])})
        write(folder, **{"base@2020-01-01": version(*TWO[0], indicators=tree)})
        (folder / "base.ruleset.json").unlink()
        for command in (["score", "./base", "record.json"], ["explain", "./base", "record.json"]):
            assert main([*command, "--format", "json", *on]) == 0
            assert weight_of(json.loads(capsys.readouterr().out), "产出质量") == weight
        row = {"unit": "a", **RECORD}
        table = "\n".join(",".join(map(str, line)) for line in (row, row.values()))
        (folder / "table.csv").write_text(table, encoding="utf-8")
        assert main(["batch", "./base", "table.csv", "-o", "scores.csv", *on]) == 0
        names, scores = (folder / "scores.csv").read_text(encoding="utf-8-sig").splitlines()
        scored = dict(zip(names.split(","), scores.split(","), strict=True))
        assert float(scored["产出质量"]) == weight

    @pytest.mark.parametrize("command", ["check", "resolve"])
    def test_a_file_that_does_not_apply(self, folder: Path, capsys: Shown, command: str) -> None:
        path = family(folder, *TWO)
        status = main([command, f"{path}@2022-01-01.ruleset.json", "--on", "2020-01-01"])
        assert status == (1 if command == "check" else 2)
        shown = capsys.readouterr()
        assert "[not-effective]" in shown.out + shown.err

    def test_of_standard_input(
        self, folder: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = write_json(version(*TWO[1]))
        for on, status in (("2022-01-01", 0), ("2021-12-31", 2)):
            stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
            monkeypatch.setattr(sys, "stdin", stdin)
            assert main(["score", "-", str(folder / "record.json"), "--on", on]) == status
            capsys.readouterr()

    @pytest.mark.parametrize("day", ["2022", "20220101", "2022-02-30", "today", "2022-W01-1"])
    def test_it_is_a_day(self, folder: Path, capsys: Shown, day: str) -> None:
        assert main(["check", str(folder / "base.ruleset.json"), "--on", day]) == 2
        assert "--on" in capsys.readouterr().err


class TestList:
    def test_versions_and_extensions_are_shown(
        self, capsys: Shown, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each version by the name it can be asked for; an extension with the leaves it inherits."""
        texts = {f"base@{first}": write_json(version(first, last)) for first, last in TWO}
        texts["own"] = write_json(extension("base"))
        monkeypatch.setattr(resources, "shipped_files", lambda: tuple(texts))
        monkeypatch.setattr(resources, "ruleset_text", texts.__getitem__)
        assert main(["list", "--lang", "en"]) == 0
        lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
        title = "Common framework of project expenditure 4 leaves"
        assert lines == [
            f"base@2020-01-01 {title} 2020-01-01 – 2021-12-31",
            f"base@2022-01-01 {title} 2022-01-01 –",
            "own 本部门 4 leaves",
        ]
        assert main(["list", "--format", "json"]) == 0
        first = json.loads(capsys.readouterr().out)[0]
        assert (first["id"], first["effective"]["to"]) == ("base", "2021-12-31")
