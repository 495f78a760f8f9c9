"""``batch`` on the command line: what it prints where, how it exits, what it leaves."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from indicator_engine.batch.csv_blocks import BLOCK
from indicator_engine.cli import main
from indicator_engine.cli.batch import ALLOCATOR, GIVES_BACK
from indicator_engine.documents import write_json
from tests.batch.sample import EVERY, ROWS, frame_of, text_of
from tests.forms.sample import typed


@frozen
class Result:
    """What a run of the program did."""

    status: int
    out: str
    err: str


Run = Callable[[str], Result]
PROGRAM = (sys.executable, "-m", "indicator_engine", "batch")

# Ctrl-C is heard where the tests were started in the background too, and wherever it falls: a
# signal that comes just before a sleep waits until the sleep is over, so there are many short ones.
SLOW = """
import signal, sys, time
from indicator_engine.batch import targets
from indicator_engine.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)

def write(frame, draft):
    draft.write_text("half of")
    print("half of it is written", flush=True)
    while True:
        time.sleep(0.01)

targets.WRITERS[".csv"] = write
sys.exit(main(["batch", "./every.json", "units.csv", "-o", "scores.csv"]))
"""
WAITING = """
import signal, sys, time
from indicator_engine.batch import targets
from indicator_engine.batch.interrupts import stop_if_interrupted
from indicator_engine.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)

words = ["half of it is written"]

def work(rows):
    while words:
        print(words.pop(), flush=True)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        stop_if_interrupted()
        time.sleep(0.01)
    print("not heard")
    return rows

def write(frame, draft):
    draft.write_text("half of")
    frame.map_batches(work, streamable=True).sink_csv(draft)

targets.WRITERS[".csv"] = write
sys.exit(main(["batch", "./every.json", "units.csv", "-o", "scores.csv"]))
"""


@pytest.fixture(name="run_cli")
def _run_cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def call(line: str) -> Result:
        status = main(["batch", *line.split()])
        return Result(status, *capsys.readouterr())

    return call


@pytest.fixture(name="folder", autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, the current one, with a ruleset and tables good and bad."""
    monkeypatch.chdir(tmp_path)
    Path("every.json").write_text(write_json(EVERY), encoding="utf-8")
    Path("units.csv").write_text(text_of(), encoding="utf-8", newline="")
    Path("good.csv").write_text(text_of(rows=ROWS[:2]), encoding="utf-8", newline="")
    Path("gb.csv").write_text("部门,预算数,执行数\n甲,2,1\n", encoding="gb18030")
    Path("ragged.csv").write_text("unit,预算数\n甲,1,2\n", encoding="utf-8")
    for name, cells in (("good", {}), ("bad", {"E5": 0})):
        Path(name).mkdir()
        Path(name, "1.xlsx").write_bytes(typed(cells))
    Path("other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return tmp_path


STATUSES = [
    ("./every.json good.csv -o scores.csv", 0),
    ("./every.json gb.csv -o scores.xlsx --unit 部门", 0),
    ("./every.json gb.csv -o scores.parquet --encoding gb18030 --scores float", 0),
    ("./every.json good -o scores.csv", 0),
    ("./every.json good/1.xlsx -o scores.csv", 0),
    ("./every.json units.csv -o scores.csv", 1),
    ("./every.json bad -o scores.csv", 1),
    ("./every.json bad/1.xlsx -o scores.csv", 1),
    ("./every.json bad/1.xlsx -o scores.csv --sheet 填报", 2),
    ("./every.json bad -o bad/1.xlsx", 2),
    ("./every.json bad -o scores.csv --unit 部门", 2),
    ("./every.json units.csv -o scores.csv --unique --scores integer", 1),
    ("./every.json units.csv", 2),
    ("./every.json -o scores.csv", 2),
    ("./every.json units.csv -o scores.pdf", 2),
    ("./every.json units.csv -o scores.csv --refused no.pdf", 2),
    ("./every.json units.csv -o scores.csv --refused scores.csv", 2),
    ("./every.json units.csv -o units.csv", 2),
    ("./every.json units.csv -o every.json", 2),
    ("./every.json units.csv -o scores.csv --refused units.csv", 2),
    ("./every.json units.csv -o absent/scores.csv", 2),
    ("./every.json units.csv -o scores.csv --refused absent/no.csv", 2),
    ("./every.json units.csv -o .", 2),
    ("./every.json units.csv -o scores.csv --scores double", 2),
    ("./every.json units.csv -o scores.csv --unit 部门", 2),
    ("./every.json units.csv -o scores.csv --encoding klingon", 2),
    ("./every.json gb.csv -o scores.csv --encoding utf-8", 2),
    ("./every.json absent.csv -o scores.csv", 2),
    ("./every.json ragged.csv -o scores.csv", 2),
    ("./every.json other.csv -o scores.csv", 2),
    ("./every.json every.json -o scores.csv", 2),
    ("./absent.json units.csv -o scores.csv", 2),
    ("absent units.csv -o scores.csv", 2),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("line", "status"), STATUSES, ids=[line for line, _ in STATUSES])
def test_the_exit_status(run_cli: Run, line: str, status: int, language: str) -> None:
    """0 fine, 1 rows were refused, 2 nothing could be done: then no file is there, and why."""
    before = sorted(Path().iterdir())
    result = run_cli(f"{line} --lang {language}")
    assert result.status == status
    if status == 2:
        assert result.err
        assert not result.out
        assert sorted(Path().iterdir()) == before


class TestWhatIsPrinted:
    def test_counts_that_add_up(self, run_cli: Run) -> None:
        result = run_cli("./every.json units.csv -o scores.csv")
        assert result.out == (
            "rows read: 6; scored: 5 (of these with an open total: 3); refused: 1\n"
            "grades: 优 1, 良 1\n"
        )
        assert result.err == "the refused rows, and why, are in scores.refused.csv\n"

    def test_the_same_in_chinese(self, run_cli: Run) -> None:
        result = run_cli("./every.json units.csv -o scores.csv --lang zh")
        assert result.out == (
            "读入 6 行：计分 5 行（其中总分待定 3 行），未计分 1 行\n等级：优 1, 良 1\n"
        )
        assert result.err == "未计分的行及原因见 scores.refused.csv\n"

    def test_reasons_are_in_the_language_asked_for(self, run_cli: Run) -> None:
        run_cli("./every.json units.csv -o scores.csv --lang zh")
        assert "不要用千分位逗号" in Path("scores.refused.csv").read_text(encoding="utf-8-sig")
        run_cli("./every.json units.csv -o scores.csv --lang en")
        assert "thousands separators" in Path("scores.refused.csv").read_text(encoding="utf-8-sig")

    def test_what_is_odd_goes_to_standard_error(self, run_cli: Run) -> None:
        result = run_cli("./every.json gb.csv -o scores.csv")
        lines = result.err.splitlines()
        assert [line.rpartition(" ")[2] for line in lines] == [
            "[encoding-guessed]",
            "[column-unknown]",
            "[columns-missing]",
        ]

    def test_cells_of_a_form_are_told_by_their_addresses(self, run_cli: Run) -> None:
        result = run_cli("./every.json bad -o scores.csv")
        assert result.out == (
            "rows read: 1; scored: 0 (of these with an open total: 0); refused: 1\n"
        )
        (line,) = Path("scores.refused.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        assert line == (
            "某局,1,预算数,value-out-of-range,"
            "\"'预算数' is 0万元, expected a value in (0, inf)\",0,bad/1.xlsx,填报!E5"
        )

    def test_nothing_odd_nothing_said(self, run_cli: Run) -> None:
        result = run_cli("./every.json good.csv -o scores.csv")
        assert (result.status, result.err) == (0, "")

    def test_rows_refused_before_are_gone(self, run_cli: Run) -> None:
        run_cli("./every.json units.csv -o scores.csv")
        run_cli("./every.json good.csv -o scores.csv")
        assert not Path("scores.refused.csv").exists()


def environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "en_GB.UTF-8", "TERM": "xterm", "PYTHONUTF8": "1"}


@pytest.mark.parametrize("chosen", [None, "narenas:2"])
def test_free_memory_is_given_back(
    run_cli: Run, monkeypatch: pytest.MonkeyPatch, chosen: str | None
) -> None:
    """Unless the user has set up the allocator otherwise."""
    monkeypatch.setenv(ALLOCATOR, chosen or "")
    if chosen is None:
        monkeypatch.delenv(ALLOCATOR)
    run_cli("./every.json good.csv -o scores.csv")
    assert os.environ[ALLOCATOR] == (chosen or GIVES_BACK)


def test_the_query_engine_is_loaded_only_then() -> None:
    """What its allocator is told must be there before."""
    code = "import sys, indicator_engine.cli; assert 'polars' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_pipe_sees_no_progress() -> None:
    done = subprocess.run(
        [*PROGRAM, "./every.json", "good.csv", "-o", "scores.csv"],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_sees_progress() -> None:
    """On standard error, and gone when it is done."""
    terminal, end = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "./every.json", "good.csv", "-o", "scores.csv"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=end,
    ) as run:
        os.close(end)
        drawn = drawn_on(terminal)
        out, _ = run.communicate()
    assert run.returncode == 0
    assert "scoring" in drawn
    assert "2/2" in drawn
    assert out.startswith(b"rows read: 2;")


def drawn_on(terminal: int) -> str:
    """Return what is drawn on a terminal until its program ends: it holds little that is not read."""
    parts = []
    try:
        while part := os.read(terminal, 10_000):
            parts.append(part)
    except OSError:  # how Linux tells the end
        pass
    finally:
        os.close(terminal)
    return b"".join(parts).decode()


@pytest.mark.parametrize("program", [SLOW, WAITING], ids=["in Python", "in the engine"])
def test_an_interrupt_leaves_the_old_files(program: str) -> None:
    """Ctrl-C in the middle of writing: 130, not a word, and neither a half file nor a draft."""
    for name in ("scores.csv", "scores.refused.csv"):
        Path(name).write_text("before", encoding="utf-8")
    before = sorted(Path().iterdir())
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        try:
            assert run.stdout is not None
            assert run.stdout.readline() == "half of it is written\n"
            assert len(list(Path().iterdir())) == len(before) + 1
            run.send_signal(signal.SIGINT)
            printed = run.communicate(timeout=60)
        finally:
            run.kill()
    assert (run.returncode, *printed) == (130, "", "")
    assert sorted(Path().iterdir()) == before
    assert Path("scores.csv").read_text(encoding="utf-8") == "before"
    assert Path("scores.refused.csv").read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("target", ["scores.csv", "scores.parquet", "scores.arrow", "scores.xlsx"])
@pytest.mark.parametrize("source", ["units.csv", "units.parquet"])
def test_a_full_disk_leaves_the_old_file(source: str, target: str) -> None:
    """And it is the new one that cannot be written, not the table that cannot be read."""
    resource = pytest.importorskip("resource")  # as on a disk on which no file may have 100 bytes
    frame_of(rows=ROWS[:2]).write_parquet("units.parquet")
    Path("units.csv").write_text(text_of(rows=ROWS[:2]), encoding="utf-8", newline="")
    Path(target).write_text("before", encoding="utf-8")
    before = sorted(Path().iterdir())
    done = subprocess.run(
        [*PROGRAM, "./every.json", source, "-o", target],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"indicator-engine: cannot write {target}: File too large")
    assert sorted(Path().iterdir()) == before
    assert Path(target).read_text(encoding="utf-8") == "before"


def test_a_bad_line_far_down_leaves_the_old_files() -> None:
    """What stands before it is being scored by then; the program ends as it does for any error."""
    for name in ("scores.csv", "scores.refused.csv"):
        Path(name).write_text("before", encoding="utf-8")
    header, row = Path("good.csv").read_text(encoding="utf-8").splitlines()[:2]
    count, remark = 100, "x" * (BLOCK // 40)
    lines = (f"{row.replace('甲', f'甲{number}', 1)},{remark}" for number in range(count))
    text = "\n".join([f"{header},remark", *lines, "too short"])
    Path("long.csv").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*PROGRAM, "./every.json", "long.csv", "-o", "scores.csv"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"long.csv: line {count + 2} has 1 cell")
    assert Path("scores.csv").read_text(encoding="utf-8") == "before"
    assert Path("scores.refused.csv").read_text(encoding="utf-8") == "before"
