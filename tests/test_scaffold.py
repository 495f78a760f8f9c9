"""``indicator-engine init``: what it makes works at once, and nothing is ever overwritten."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from indicator_engine import resources
from indicator_engine.cli import main
from indicator_engine.errors import RulesetError
from indicator_engine.scaffold import scaffold, template

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LANGUAGES = ("zh", "en")
FILES = ("demo.record.json", "demo.ruleset.json", "ruleset-1.schema.json")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="run_cli")
def _run_cli(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Return a way to run the program in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--lang", "en"] if "--lang" not in arguments else arguments)
        return (status, *capsys.readouterr())

    return call


def everything() -> Mapping[str, bytes]:
    """Return every file below the current folder."""
    paths = [path for path in Path().rglob("*") if path.is_file()]
    return {path.as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("language", LANGUAGES)
class TestWhatIsMade:
    def test_it_checks_scores_and_is_in_canonical_form(self, run_cli: Run, language: str) -> None:
        assert run_cli("init", "demo", "--lang", language)[0] == 0
        assert sorted(path.name for path in Path("demo").iterdir()) == list(FILES)
        ruleset, record = "demo/demo.ruleset.json", "demo/demo.record.json"
        status, out, err = run_cli("check", "--strict", ruleset)
        assert (status, err) == (0, "")
        assert out.startswith(f"{ruleset}: nothing wrong")
        assert out.endswith("0 refuted, 0 open\n")
        assert run_cli("fmt", "--check", ruleset)[0] == 0
        status, out, err = run_cli("score", ruleset, record, "--strict", "--format", "json")
        assert (status, err) == (0, "")
        assert json.loads(out)["total"] == 87.78

    def test_the_commands_that_it_names_run(self, run_cli: Run, language: str) -> None:
        out = run_cli("init", "a folder", "--id", "demo", "--lang", language)[1]
        named = [line.split() for line in out.splitlines() if line.startswith("  indicator-engine")]
        assert [each[1] for each in named] == ["check", "score", "fmt"]
        for line in out.splitlines():
            if line.startswith("  indicator-engine "):
                done = subprocess.run(  # noqa: S602 - as a user would paste it
                    f"{sys.executable} -m indicator_engine {line.split(maxsplit=1)[1]}",
                    shell=True,
                    check=False,
                    capture_output=True,
                )
                assert done.returncode == 0, done.stderr

    def test_pytest_runs_it(self, run_cli: Run, language: str) -> None:
        """Schema, checks, proofs, the example and the laws, through the plugin."""
        run_cli("init", "demo", "--lang", language)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-v", "demo", "-p", "no:cacheprovider"],
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout
        assert "demo.ruleset.json::example[sample] PASSED" in done.stdout

    def test_an_editor_finds_its_schema(self, run_cli: Run, language: str) -> None:
        run_cli("init", "demo", "--lang", language)
        ruleset = json.loads(Path("demo/demo.ruleset.json").read_text(encoding="utf-8"))
        named = Path("demo", ruleset["$schema"])
        assert named.read_text(encoding="utf-8") == resources.schema_text()

    def test_it_speaks_one_language(self, run_cli: Run, language: str) -> None:
        run_cli("init", "demo", "--lang", language)
        text = Path("demo/demo.ruleset.json").read_text(encoding="utf-8")
        titles = re.findall(r'"(?:title|help|note|description)": "(.*?)"', text)
        assert len(titles) > 20
        assert all(bool(CHINESE.search(each)) == (language == "zh") for each in titles)


class TestNames:
    @pytest.mark.parametrize(
        ("line", "made"),
        [
            ("demo", "demo/demo"),
            ("demo --id other", "demo/other"),
            ("deep/er/demo", "deep/er/demo/demo"),
            ("demo/of.2022.ruleset.json", "demo/of.2022"),
            ("of.2022.ruleset.json --id of.2022", "of.2022"),
            ("绩效评价", "绩效评价/indicators"),
            (". --id here", "here"),
        ],
    )
    def test_the_id_is_that_of_file_or_folder(self, run_cli: Run, line: str, made: str) -> None:
        assert run_cli("init", *line.split())[0] == 0
        ruleset = json.loads(Path(f"{made}.ruleset.json").read_text(encoding="utf-8"))
        assert ruleset["id"] == Path(made).name
        assert Path(f"{made}.record.json").is_file()

    def test_the_title_is_the_one_given(self, run_cli: Run) -> None:
        run_cli("init", "demo", "--title", '教育局 "2022" \\ 自评')
        ruleset = json.loads(Path("demo/demo.ruleset.json").read_text(encoding="utf-8"))
        assert ruleset["title"] == '教育局 "2022" \\ 自评'
        assert run_cli("check", "--strict", "demo/demo.ruleset.json")[0] == 0

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["demo.json"], "demo.json is no file name of a ruleset"),
            ([".ruleset.json"], ".ruleset.json is no file name of a ruleset"),
            (["a.ruleset.json", "--id", "b"], "the file says that the id is 'a', --id says 'b'"),
            (["demo", "--id", "../up"], "found '../up', expected an id"),
            (["demo", "--id", "编号"], "found '编号', expected an id"),
            (["demo", "--title", ""], "[empty-text]"),
            (["demo", "--title", "\x1b[31m"], "demo.ruleset.json:5:13: the text holds U+001B"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_made(
        self, run_cli: Run, arguments: list[str], message: str
    ) -> None:
        status, out, err = run_cli("init", *arguments)
        assert (status, out) == (2, "")
        assert message in err
        assert list(Path().iterdir()) == []


class TestWhatIsThere:
    def test_it_is_named_and_left(self, run_cli: Run) -> None:
        run_cli("init", "demo")
        Path("demo/demo.ruleset.json").write_text("mine", encoding="utf-8")
        before = everything()
        status, out, err = run_cli("init", "demo")
        assert (status, out) == (2, "")
        assert "demo.ruleset.json, demo/demo.record.json" in err
        assert everything() == before

    def test_a_second_ruleset_shares_the_schema(self, run_cli: Run) -> None:
        run_cli("init", "demo")
        before = Path("demo/ruleset-1.schema.json").stat()
        status, out, _ = run_cli("init", "demo", "--id", "second")
        after = Path("demo/ruleset-1.schema.json").stat()
        assert status == 0
        assert "schema" not in out
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)

    def test_another_schema_is_left(self, run_cli: Run) -> None:
        Path("ruleset-1.schema.json").write_text("{}", encoding="utf-8")
        status, _, err = run_cli("init", ".", "--id", "demo")
        assert status == 2
        assert err.endswith("not to be overwritten: ruleset-1.schema.json\n")
        assert everything() == {"ruleset-1.schema.json": b"{}"}

    def test_a_link_is_not_followed(self, run_cli: Run) -> None:
        Path("demo.record.json").symlink_to("elsewhere")
        assert run_cli("init", "demo.ruleset.json")[0] == 2
        assert everything() == {}

    def test_a_folder_that_cannot_be_made_is_named(self, run_cli: Run) -> None:
        Path("file").write_text("", encoding="utf-8")
        status, _, err = run_cli("init", "file/demo")
        assert status == 2
        assert "file/demo" in err


class TestScaffold:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_is_no_ruleset_is_refused_under_its_name(self, language: str) -> None:
        text = template("zh" if language == "zh" else "en", "demo").replace('"weight": 10,', "")
        with pytest.raises(RulesetError) as refused:
            scaffold(text, "demo")
        assert {found.at.file for found in refused.value.diagnostics} == {"demo.ruleset.json"}
