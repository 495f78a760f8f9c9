"""The hooks for pre-commit, and the recipes of docs/how-to/check-in-ci.md, run as they stand."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from indicator_engine.resources import new_ruleset_text

ROOT = Path(__file__).parents[1]
HOOKS = {
    each["id"]: each
    for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
PAGE = (ROOT / "docs/how-to/check-in-ci.md").read_text(encoding="utf-8")
WORKFLOW, CONFIGURATION = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
(SCRIPT,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
STEPS = [
    step["run"]
    for step in WORKFLOW["jobs"]["check"]["steps"]
    if not step.get("run", "pip install").startswith("pip install")
]
NAME = "绩效 2022.ruleset.json"  # what a list of files must not be split or quoted at

if shutil.which("git") is None:
    pytest.skip("no git on this machine", allow_module_level=True)


class Repository:
    """A folder under version control that holds one ruleset."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "rules" / NAME
        self.file.parent.mkdir()
        self.file.write_text(new_ruleset_text("zh"), encoding="utf-8")
        self.run("git init --quiet && git add --all")

    def run(self, command: str) -> "subprocess.CompletedProcess[str]":
        """Run a line of a shell here, with the engine and pytest of this test run."""
        programs = Path(sys.executable).parent
        return subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def hook(self, name: str, *args: str) -> "subprocess.CompletedProcess[str]":
        """Run a hook as pre-commit does: its entry, the arguments, the files that it asks for."""
        tracked = self.run("git ls-files -z").stdout.split("\0")
        wanted = [file for file in tracked if file and re.search(HOOKS[name]["files"], file)]
        return self.run(f"{HOOKS[name]['entry']} {shlex.join([*args, *wanted])}")

    def change(self, old: str, new: str) -> None:
        text = self.file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


WRONG = ('"weight": 30,\n            "formula"', '"weight": 31,\n            "formula"')
UNTIDY = ('  "id": "project-template",\n', '  "id":"project-template",\n')


class TestHooks:
    def test_they_pass_what_is_in_order(self, repository: Repository) -> None:
        before = repository.file.read_bytes()
        for name in HOOKS:
            done = repository.hook(name, "--lang", "en")
            assert done.returncode == 0, done.stdout + done.stderr
        assert repository.file.read_bytes() == before

    def test_check_refuses_what_is_wrong(self, repository: Repository) -> None:
        repository.change(*WRONG)
        done = repository.hook("indicator-engine-check", "--lang", "zh")
        assert done.returncode == 1
        assert f"rules/{NAME}:" in done.stdout
        assert "[weights-do-not-add-up]" in done.stdout

    def test_fmt_changes_what_is_untidy(self, repository: Repository) -> None:
        """Which fails the commit: pre-commit compares the files."""
        tidy = repository.file.read_bytes()
        repository.change(*UNTIDY)
        assert repository.hook("indicator-engine-fmt").returncode == 0
        assert repository.file.read_bytes() == tidy

    def test_they_ask_for_rulesets_alone(self) -> None:
        for hook in HOOKS.values():
            assert re.search(hook["files"], f"rules/{NAME}")
            assert not re.search(hook["files"], "rules/demo.record.json")
            assert hook["language"] == "python"

    def test_the_page_names_them_with_arguments_that_they_take(
        self, repository: Repository
    ) -> None:
        (source,) = CONFIGURATION["repos"]
        assert {hook["id"] for hook in source["hooks"]} == HOOKS.keys()
        for hook in source["hooks"]:
            assert repository.hook(hook["id"], *hook.get("args", ())).returncode == 0


@pytest.mark.parametrize("command", [*STEPS, SCRIPT], ids=[*STEPS, "the script"])
class TestRecipes:
    def test_they_pass_what_is_in_order(self, repository: Repository, command: str) -> None:
        done = repository.run(command)
        assert done.returncode == 0, done.stdout + done.stderr

    def test_they_stop_at_what_is_wrong(self, repository: Repository, command: str) -> None:
        repository.change(*(UNTIDY if "fmt --check" in command else WRONG))
        assert repository.run(command).returncode != 0

    def test_they_stop_where_there_is_nothing(self, repository: Repository, command: str) -> None:
        """A folder that was moved must not look like one that is in order."""
        repository.run("git rm --cached --quiet -r . && rm -r rules")
        assert repository.run(command).returncode != 0


def test_a_finding_is_put_beside_its_line(repository: Repository) -> None:
    repository.change(*WRONG)
    (command,) = (step for step in STEPS if "--format github" in step)
    file = re.escape(f"rules/{NAME}")
    assert re.search(rf"^::error file={file},line=\d+,col=\d+", repository.run(command).stdout)


def test_the_script_checks_after_it_has_formatted(repository: Repository) -> None:
    repository.change(*WRONG)
    done = repository.run(SCRIPT)
    assert done.returncode != 0
    assert "[weights-do-not-add-up]" in done.stdout
