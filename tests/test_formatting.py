"""The canonical form of a ruleset's text, and the command that gives it to files."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indicator_engine import format_ruleset, resources
from indicator_engine.cli import main
from indicator_engine.errors import RulesetError

ROOT = Path(__file__).parents[1]

CANONICAL = """\
{
  "id": "small",
  "version": "1.0.0",
  "inputs": {
    "乙": {"type": "number", "range": "[0, inf)"},
    "甲": {"type": "number", "default": 1e3}
  },
  "indicators": {"id": "total", "weight": 100.0, "formula": "乙 + \\u7532"}
}
"""
UNTIDY = """\
{ "version": "1.0.0","id":"small",
  "indicators": {"formula": "乙 + \\u7532", "weight": 100.0, "id": "total"},
  "inputs": {"乙": {"range": "[0, inf)", "type": "number"}, "甲": {"default": 1e3,
    "type": "number"}}}"""

GOOD = sorted(
    [
        *(ROOT / "rulesets").glob("*.ruleset.json"),
        *(ROOT / "tests/cases").rglob("good.ruleset.json"),
        *(ROOT / "tests/cases").rglob("good/*.ruleset.json"),
    ]
)


class TestFormatRuleset:
    def test_keys_have_one_order_and_names_their_own(self) -> None:
        assert format_ruleset(UNTIDY) == CANONICAL

    def test_changes_to_a_base_have_the_order_of_indicators(self) -> None:
        text = (ROOT / "tests/cases/extends/department.ruleset.json").read_text(encoding="utf-8")
        shown = format_ruleset(
            text.replace('{"id": "产出数量", "weight": 25}', '{"weight": 25, "id": "产出数量"}')
        )
        assert '{"id": "产出数量", "weight": 25}' in shown
        assert json.loads(shown) == json.loads(text)
        assert format_ruleset(shown) == shown

    def test_every_judgement_and_text_is_in_order(self) -> None:
        """Far down, too, and under conditions of the schema."""
        text = '{"inputs": {"a": {"default": {"rate": 1, "tier": "b"}, "title": {"en": "", "zh": ""}}}}'
        assert '"title": {"zh": "", "en": ""}' in format_ruleset(text)
        assert '"default": {"tier": "b", "rate": 1}' in format_ruleset(text)

    def test_an_unknown_key_stays_behind_its_neighbour(self) -> None:
        text = '{"first": 0, "version": 1, "behind version": 2, "id": 3, "behind id": 4}'
        assert format_ruleset(text) == (
            '{"first": 0, "id": 3, "behind id": 4, "version": 1, "behind version": 2}\n'
        )

    def test_bytes_with_a_mark_and_other_line_ends(self) -> None:
        data = CANONICAL.replace("\n", "\r\n").encode("utf-8-sig")
        assert format_ruleset(data) == CANONICAL

    @pytest.mark.parametrize("text", ["", "{", '{"a": 1, "a": 2}', '{"a": NaN}', "{'a': 1}"])
    def test_what_is_no_json_is_refused_at_its_place(self, text: str) -> None:
        with pytest.raises(RulesetError) as refused:
            format_ruleset(text, name="draft.json")
        assert str(refused.value).startswith("draft.json:1:")

    @pytest.mark.parametrize("path", GOOD, ids=lambda path: path.relative_to(ROOT).as_posix())
    def test_our_own_rulesets_are_in_it(self, path: Path) -> None:
        """``indicator-engine fmt`` puts them there."""
        text = path.read_text(encoding="utf-8")
        assert format_ruleset(text, name=path.name) == text


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tidy.json").write_bytes(CANONICAL.encode())
    Path("untidy.json").write_bytes(UNTIDY.encode())
    Path("windows.json").write_bytes(CANONICAL.replace("\n", "\r\n").encode("utf-8-sig"))
    Path("broken.json").write_bytes(b'{"id": }')
    Path("link.json").symlink_to("untidy.json")
    return tmp_path


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="fmt")
def _fmt(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        text = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", text)
        status = main(["fmt", "--lang", "en", *arguments])
        return (status, *capsys.readouterr())

    return call


@pytest.mark.usefixtures("folder")
class TestCommand:
    @pytest.mark.parametrize(
        ("line", "status"),
        [
            ("", 2),
            ("tidy.json", 0),
            ("untidy.json", 0),
            ("--check tidy.json", 0),
            ("--check untidy.json", 1),
            ("--check tidy.json windows.json", 1),
            ("--check link.json", 1),
            ("link.json", 2),
            ("broken.json", 2),
            ("--check broken.json untidy.json", 2),
            ("absent.json", 2),
            (".", 2),
            ("- tidy.json", 2),
        ],
    )
    def test_the_exit_status(self, fmt: Run, line: str, status: int) -> None:
        """1 where --check found what would change, 2 where something could not be done, and why."""
        done = fmt(*line.split())
        assert done[0] == status
        assert bool(done[2]) == (status == 2)

    def test_a_file_is_rewritten_and_named(self, fmt: Run) -> None:
        Path("untidy.json").chmod(0o640)
        assert fmt("untidy.json", "tidy.json")[1].splitlines() == [
            "untidy.json: formatted",
            "files formatted: 1, left as they are: 1",
        ]
        assert Path("untidy.json").read_bytes() == CANONICAL.encode()
        assert Path("untidy.json").stat().st_mode & 0o777 == 0o640
        assert fmt("untidy.json")[1] == "files formatted: 0, left as they are: 1\n"

    def test_what_is_in_order_is_not_touched(self, fmt: Run) -> None:
        before = Path("tidy.json").stat()
        fmt("tidy.json", "tidy.json")
        after = Path("tidy.json").stat()
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)

    def test_check_shows_and_changes_nothing(self, fmt: Run) -> None:
        before = {path: path.read_bytes() for path in Path().iterdir()}
        out = fmt("--check", "untidy.json", "tidy.json", "windows.json")[1].splitlines()
        assert {path: path.read_bytes() for path in Path().iterdir()} == before
        assert out[0] == "untidy.json: would be formatted"
        assert '  +  "id": "small",' in out
        assert out[-3:] == [
            "windows.json: would be formatted",
            "  line ends or the byte order mark differ, nothing else",
            "files that would be formatted: 2, fine as they are: 1",
        ]

    def test_a_long_difference_is_cut(self, fmt: Run) -> None:
        text = resources.ruleset_text("beijing-department-2022").replace("\n  ", "\n   ")
        Path("long.json").write_text(text, encoding="utf-8")
        out = fmt("--check", "long.json")[1].splitlines()
        assert len(out) == 1 + 20 + 1 + 1
        assert out[-2].endswith("more lines")

    def test_what_cannot_be_done_stops_no_other(self, fmt: Run) -> None:
        status, out, err = fmt("broken.json", "link.json", "absent.json", "windows.json")
        assert status == 2
        assert out.splitlines() == [
            "windows.json: formatted",
            "files formatted: 1, left as they are: 0",
        ]
        assert "broken.json:1:8:" in err
        assert "link.json is a symbolic link" in err
        assert "absent.json: the file cannot be read" in err
        assert Path("link.json").is_symlink()
        assert Path("untidy.json").read_bytes() == UNTIDY.encode()

    def test_standard_input_goes_to_standard_output(self, fmt: Run) -> None:
        assert fmt("-", stdin=UNTIDY) == (0, CANONICAL, "")
        assert fmt("-", stdin=CANONICAL) == (0, CANONICAL, "")
        status, out, err = fmt("-", stdin="{")
        assert (status, out) == (2, "")
        assert err.startswith("<stdin>:1:")

    def test_standard_input_can_be_checked(self, fmt: Run) -> None:
        assert fmt("-", "--check", stdin=CANONICAL)[0] == 0
        status, out, _ = fmt("-", "--check", stdin=UNTIDY)
        assert (status, out.splitlines()[0]) == (1, "<stdin>: would be formatted")
