"""Ctrl-C ends what is scored at the next part of the table: no half file, and not a word."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pytest

from indicator_engine.batch import score_file
from indicator_engine.batch.interrupts import interruptible, is_interrupted
from indicator_engine.batch.parts import Parts
from tests.batch.sample import ruleset_of
from tests.small import SMALL

PARTS = 1_000


@pytest.fixture(autouse=True)
def _handler() -> Iterator[None]:
    """Hear Ctrl-C as in a terminal, wherever the tests were started."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def heard_elsewhere() -> bool:
    """Let Ctrl-C come in another thread, as while the main one waits for a query; tell if it heard."""
    found: list[bool] = []

    def run() -> None:
        signal.raise_signal(signal.SIGINT)
        found.append(is_interrupted())

    thread = threading.Thread(target=run)
    try:
        thread.start()
        thread.join()
    except KeyboardInterrupt:  # which comes to the main thread, sooner or later
        thread.join()
    return found == [True]


class TestHearing:
    def test_it_is_heard_in_any_thread(self) -> None:
        with interruptible():
            assert not is_interrupted()
            assert heard_elsewhere()
        assert not is_interrupted()

    def test_an_error_after_it_is_no_news(self) -> None:
        """A query that was ended fails; why, the user knows."""
        with pytest.raises(KeyboardInterrupt), interruptible():  # noqa: PT012 - the error comes after it
            heard_elsewhere()
            raise ValueError

    @pytest.mark.skipif(sys.platform == "win32", reason="signals have no sigaction there")
    def test_the_engine_does_not_hear_it_first(self) -> None:
        """It has put its own handler before Python's, and would let its threads fail by themselves."""
        program = """if True:
            import ctypes

            def handler():
                action = (ctypes.c_void_p * 64)()  # the first one is the handler
                ctypes.CDLL(None).sigaction(2, None, action)
                return action[0]

            python = handler()
            from indicator_engine.batch.interrupts import interruptible
            import polars
            engine = handler()
            with interruptible():
                print(python == engine, python == handler())
            """
        done = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        )
        assert done.stdout == "False True\n"

    def test_other_errors_are_told(self) -> None:
        with pytest.raises(ValueError, match="mine"), interruptible():
            raise ValueError("mine")

    def test_other_signals_are_not_it(self) -> None:
        before = signal.signal(signal.SIGUSR1, lambda *_: None)
        try:
            with interruptible():
                signal.raise_signal(signal.SIGUSR1)
                assert not is_interrupted()
        finally:
            signal.signal(signal.SIGUSR1, before)

    def test_a_thread_of_somebody_else_is_left_alone(self) -> None:
        """Only the main one may change how signals are heard."""
        found: list[bool] = []

        def run() -> None:
            with interruptible():
                found.append(is_interrupted())

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        assert found == [False]

    def test_what_was_woken_before_is_woken_again(self) -> None:
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        before = signal.set_wakeup_fd(writer)
        try:
            with interruptible():
                pass
            assert signal.set_wakeup_fd(before) == writer
        finally:
            os.close(reader)
            os.close(writer)


class TestReading:
    def test_no_part_is_read_after_it(self) -> None:
        """And a table that ended early is not taken for a whole one."""
        read: list[int] = []

        def parts(_columns: Sequence[str]) -> Iterator[pl.DataFrame]:
            for number in range(PARTS):
                read.append(number)
                if number == 3:
                    signal.raise_signal(signal.SIGINT)
                yield pl.DataFrame({"a": [number]})

        table = Parts("units.csv", pl.Schema({"a": pl.Int64}), parts)
        with pytest.raises(KeyboardInterrupt), interruptible(), table.opened() as frame:
            frame.collect(engine="streaming")
        assert read == [0, 1, 2, 3]
        assert isinstance(table.failed, KeyboardInterrupt)


class TestScoring:
    def test_no_part_is_scored_after_it(self, tmp_path: Path) -> None:
        """Where the engine reads the table by itself, too."""
        rows = 100 * PARTS
        table = pl.DataFrame({"预算数": [2.0], "执行数": [1.0]})[[0] * rows]
        table.write_parquet(tmp_path / "units.parquet", row_group_size=100)
        target = tmp_path / "scores.csv"
        seen: list[int] = []
        target.write_text("before", encoding="utf-8")

        def progress(done: int, of: int) -> None:
            seen.append(done)
            if len(seen) == 2:
                signal.raise_signal(signal.SIGINT)
            assert of == rows

        with pytest.raises(KeyboardInterrupt), interruptible():
            score_file(ruleset_of(SMALL), tmp_path / "units.parquet", target, progress=progress)
        assert seen[-1] < rows
        assert target.read_text(encoding="utf-8") == "before"
        assert sorted(each.name for each in tmp_path.iterdir()) == ["scores.csv", "units.parquet"]
