"""The plugin of pytest, run on folders of rulesets by a pytest of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from indicator_engine.documents import Document
from indicator_engine.messages import laws as say
from indicator_engine.testing import LAWS, pytest_items, pytest_plugin
from indicator_engine.testing.laws import Breach, Trial

pytest_plugins = ["pytester"]

FILE = "school.ruleset.json"
RULESET: Mapping[str, Any] = {
    "id": "school",
    "version": "1.0.0",
    "title": {"zh": "学校", "en": "School"},
    "inputs": {
        "enrolled": {"type": "integer", "range": "[1, 900]"},
        "present": {"type": "integer", "range": "[0, 900]", "direction": "positive"},
    },
    "indicators": {
        "id": "total",
        "weight": 10,
        "children": [
            {"id": "attendance", "weight": 8, "formula": "weight * reached(present, enrolled)"},
            {"id": "size", "weight": 2, "formula": "weight * min(1, enrolled / 100)"},
        ],
    },
    "grades": [{"grade": "A", "range": "[6, 10]"}, {"grade": "B", "range": "[0, 6)"}],
    "examples": [
        {
            "id": "half",
            "inputs": {"enrolled": 100, "present": 50},
            "expected": {"total": 6, "grade": "A"},
        },
        {"id": "满员", "inputs": {"enrolled": 200, "present": 200}, "expected": {"total": 10}},
    ],
}
FIRST = ("indicators", "children", 0)
KINDS = ("within-range", "defined", "reaches-weight", "monotone", "partition", "reachable")
ITEMS = [
    "schema",
    "checks",
    *(f"proofs[{kind}]" for kind in KINDS),
    "example[half]",
    "example[满员]",
    *(f"law[{name}]" for name in LAWS),
]

# Once the tests are collected: at the end of every run Hypothesis' own plugin imports Hypothesis.
PROBE = """
import json, sys, pytest

class Probe:
    def pytest_collection_finish(self):
        print(json.dumps(list(sys.modules)))

pytest.main(["--collect-only", "-q", "-s", *sys.argv[1:]], plugins=[Probe()])
"""

Run = Callable[..., pytest.RunResult]


def text(*changes: tuple[tuple[str | int, ...], object]) -> str:
    """Return the good ruleset after some changes, each the keys to a value and the new value."""
    fields = deepcopy(dict(RULESET))
    for (*way, last), value in changes:
        place: Any = fields
        for key in way:
            place = place[key]
        place[last] = value
    return json.dumps(fields, ensure_ascii=False, indent=1)


IS_INSTALLED = "indicator_engine" in entry_points(group="pytest11").names  # or else it is given


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the plugin in a folder that holds one ruleset."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    plugins = () if IS_INSTALLED else (pytest_plugin,)

    def on(ruleset: str | bytes, *options: str) -> pytest.RunResult:
        content = ruleset.encode() if isinstance(ruleset, str) else ruleset
        (pytester.path / FILE).write_bytes(content)
        return pytester.runpytest(*options, plugins=plugins)

    return on


def is_list(line: str) -> bool:
    """Tell whether a line is what the probe prints."""
    return line.startswith("[")


def collected(lines: list[str]) -> Iterator[str]:
    """Yield the ids that ``--collect-only -q`` prints."""
    return (line for line in lines if "::" in line)


def only_failure(result: pytest.RunResult) -> str:
    """Return what is printed of the one item that failed."""
    result.assert_outcomes(failed=1, passed=result.parseoutcomes().get("passed", 0))
    _, _, failures = result.stdout.str().partition("= FAILURES =")
    shown, _, _ = failures.partition("= short test summary info =")
    assert "Traceback" not in shown
    assert ".py" not in shown
    return shown


class TestCollection:
    def test_ids_are_readable(self, run: Run) -> None:
        result = run(text(), "--collect-only", "-q")
        assert list(collected(result.outlines)) == [f"{FILE}::{name}" for name in ITEMS]

    def test_a_sound_ruleset_passes(self, run: Run) -> None:
        run(text()).assert_outcomes(passed=len(ITEMS))

    def test_one_item_can_be_asked_for(self, run: Run) -> None:
        run(text(), f"{FILE}::example[满员]").assert_outcomes(passed=1)

    def test_an_id_is_one_line(self, run: Run) -> None:
        result = run(text((("examples", 0, "id"), "half\n the\tplaces")), "--collect-only", "-q")
        assert f"{FILE}::example[half the places]" in list(collected(result.outlines))

    def test_only_properties_that_are_due_are_items(self, run: Run) -> None:
        """Here nothing says which way an input moves the total, and there is no scale."""
        fields = json.loads(text())
        del fields["inputs"]["present"]["direction"], fields["grades"], fields["examples"]
        result = run(json.dumps(fields), "--collect-only", "-q", "-k", "proofs")
        assert list(collected(result.outlines)) == [f"{FILE}::proofs[{each}]" for each in KINDS[:3]]

    def test_other_files_are_left_alone(self, run: Run, pytester: pytest.Pytester) -> None:
        (pytester.path / "data.json").write_text(text(), encoding="utf-8")
        run(text()).assert_outcomes(passed=len(ITEMS))

    def test_what_is_installed_is_left_alone(
        self, run: Run, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Unless it is named: ``--pyargs`` walks through packages that ship rulesets."""
        monkeypatch.setattr(pytest_plugin, "get_path", lambda _: str(pytester.path))
        assert run(text(), ".").ret == pytest.ExitCode.NO_TESTS_COLLECTED
        run(text(), FILE, "-k", "schema").assert_outcomes(passed=1, deselected=len(ITEMS) - 1)


class TestFailures:
    def test_bad_json(self, run: Run) -> None:
        shown = only_failure(run(text().replace('"version":', '"version"', 1)))
        assert f"{FILE}: schema" in shown
        assert f"{FILE}:3:12: " in shown
        assert "[json-colon]" in shown

    def test_bytes_that_are_no_text(self, run: Run) -> None:
        shown = only_failure(run(text().encode("utf-16")))
        assert f"{FILE}:1:1: " in shown
        assert "[document-not-utf8]" in shown

    def test_a_file_that_cannot_be_read(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_path: Path, _name: str) -> Document:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(pytest_items, "read_file", refuse)
        shown = only_failure(run(text()))
        assert f"{FILE}: the file cannot be read (Permission denied), expected" in shown

    def test_an_unknown_key(self, run: Run) -> None:
        """The source line stands below the message, a caret under the key."""
        shown = only_failure(run(text(((*FIRST, "sorce"), 1))))
        assert f"{FILE}:27:5: unknown key 'sorce', expected " in shown
        assert "; did you mean 'source'? [unknown-key]\n" in shown
        assert '\n        "sorce": 1\n        ^^^^^^^\n' in shown

    def test_a_failing_check(self, run: Run) -> None:
        """Nothing further is tried: without sound weights no score means anything."""
        result = run(text(((*FIRST, "weight"), 7)))
        result.assert_outcomes(failed=1, passed=1)
        assert "[weights-do-not-add-up]" in only_failure(result)

    def test_a_failing_example(self, run: Run) -> None:
        shown = only_failure(run(text((("examples", 0, "expected", "total"), 7))))
        assert f"{FILE}: example[half]" in shown
        assert "[example-differs]" in shown
        assert '"total": 7' in shown

    @pytest.mark.parametrize(
        ("kind", "code", "change"),
        [
            ("monotone", "direction-is-wrong", (("inputs", "present", "direction"), "reverse")),
            ("within-range", "leaves-its-range", ((*FIRST, "formula"), "weight * present / enrolled")),
        ],
    )  # fmt: skip
    def test_a_refuted_proof(
        self, run: Run, kind: str, code: str, change: tuple[tuple[str | int, ...], object]
    ) -> None:
        """The record that shows it is part of the message."""
        shown = only_failure(run(text(change)))
        assert f"{FILE}: proofs[{kind}]" in shown
        assert f"[{code}]" in shown
        assert "present = " in shown

    def test_a_broken_law(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ruleset, law and what is wrong; then the record, and it is the simplest there is."""

        def is_in_disorder(trial: Trial) -> Iterator[Breach]:
            if trial.result is not None and trial.record["inputs"].get("enrolled"):
                yield Breach(say.DIFFERS, {"first": "1", "second": "2"})

        monkeypatch.setitem(dict_of(LAWS), "scoring_repeats", is_in_disorder)
        shown = only_failure(run(text()))
        assert f"{FILE}: law[scoring_repeats]" in shown
        assert "'school' breaks the law scoring_repeats (the same record" in shown
        _, _, record = shown.rstrip("=").partition("score:\n")
        assert json.loads(record) == {"inputs": {"enrolled": 1, "present": 0}}

    def test_in_chinese(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the locale is."""
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
        shown = only_failure(run(text(((*FIRST, "sorce"), 1))))
        assert "是否想写“source”？" in shown

    def test_a_warning_fails_nothing(self, run: Run) -> None:
        """The report shows it to whoever asks for the reports of tests that passed."""
        result = run(text((("inputs", "idle"), {"type": "number"})), "-rP", "-k", "checks")
        result.assert_outcomes(passed=1, deselected=len(ITEMS) - 1)
        assert "[unused]" in result.stdout.str()

    def test_a_bug_of_ours_shows_where_it_is(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def breaks(*_: object) -> Iterator[object]:
            raise ZeroDivisionError

        monkeypatch.setattr(pytest_items, "example_comes_out", breaks)
        result = run(text(), "-k", "example")
        result.assert_outcomes(failed=2, deselected=len(ITEMS) - 2)
        assert "ZeroDivisionError" in result.stdout.str()


class TestSwitches:
    def test_an_option_switches_it_off(self, run: Run) -> None:
        assert run(text(), "--no-indicator-engine").ret == pytest.ExitCode.NO_TESTS_COLLECTED

    def test_a_setting_switches_it_off(self, run: Run, pytester: pytest.Pytester) -> None:
        pytester.makeini("[pytest]\nindicator_engine = false\n")
        assert run(text()).ret == pytest.ExitCode.NO_TESTS_COLLECTED

    def test_laws_are_skipped_without_hypothesis(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pytest_items, "find_spec", lambda _: None)
        result = run(text(), "-rs")
        result.assert_outcomes(passed=len(ITEMS) - len(LAWS), skipped=len(LAWS))
        result.stdout.fnmatch_lines([f"SKIPPED *{FILE}:*hypothesis, which is not installed"])


class TestLoading:
    MINE = frozenset(
        {"indicator_engine", "indicator_engine.testing", "indicator_engine.testing.pytest_plugin"}
    )

    def loaded(self, folder: Path) -> set[str]:
        """Return what a run of pytest on a folder has imported of the engine and of the heavy."""
        plugin = () if IS_INSTALLED else ("-p", pytest_plugin.__name__)
        done = subprocess.run(
            [sys.executable, "-c", PROBE, *plugin, str(folder)],
            cwd=folder,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
        names: list[str] = json.loads(next(filter(is_list, done.stdout.splitlines())))
        heavy = ("attrs", "hypothesis", "indicator_engine", "jsonschema", "rich", "simpleeval")
        return {name for name in names if name.partition(".")[0] in heavy}

    def test_nothing_is_imported_before_there_is_a_ruleset(self, tmp_path: Path) -> None:
        (tmp_path / "test_it.py").write_text("def test_it(): pass\n", encoding="utf-8")
        assert self.loaded(tmp_path) == self.MINE

    def test_collecting_needs_no_hypothesis(self, tmp_path: Path) -> None:
        (tmp_path / FILE).write_text(text(), encoding="utf-8")
        loaded = self.loaded(tmp_path)
        assert "indicator_engine.checks" in loaded
        assert "hypothesis" not in loaded


def dict_of(laws: Mapping[str, object]) -> dict[str, object]:
    """Return the table itself, to be changed for one test."""
    assert isinstance(laws, dict)
    return laws
