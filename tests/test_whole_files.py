"""A file is replaced whole or not at all, whatever happens on the way."""

import os
import stat
from pathlib import Path

import pytest

from indicator_engine import whole_files
from indicator_engine.whole_files import replaced


@pytest.fixture(name="target")
def _target(tmp_path: Path) -> Path:
    target = tmp_path / "scores.csv"
    target.write_text("before")
    return target


def test_what_was_there_is_replaced(target: Path) -> None:
    with replaced(target) as draft:
        draft.write_text("after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"
    assert list(target.parent.iterdir()) == [target]


def test_the_draft_stands_in_the_same_folder(target: Path) -> None:
    """Only then is taking its place one step, and not a copy that can break off."""
    with replaced(target) as draft:
        assert draft.parent == target.parent


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt, SystemExit])
def test_whatever_is_raised_leaves_what_was_there(target: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), replaced(target) as draft:  # noqa: PT012 - it is what is tested
        draft.write_text("half of it")
        raise error
    assert target.read_text() == "before"
    assert list(target.parent.iterdir()) == [target]


def test_it_is_on_the_disk_before_it_takes_its_place(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    monkeypatch.setattr(os, "fsync", lambda _file: steps.append(target.read_text()))
    with replaced(target) as draft:
        draft.write_text("after")
    assert steps == ["before"]


def test_a_disk_that_fails_leaves_what_was_there(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device", "draft")

    monkeypatch.setattr(whole_files, "_to_disk", fail)
    with pytest.raises(OSError, match="No space left") as caught, replaced(target) as draft:
        draft.write_text("after")
    assert caught.value.filename == str(target)
    assert target.read_text() == "before"
    assert list(target.parent.iterdir()) == [target]


def test_permissions_are_kept(target: Path) -> None:
    target.chmod(0o640)
    with replaced(target) as draft:
        draft.write_text("after")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("folder", ["absent", "scores.csv"])
def test_an_error_names_the_file_that_was_asked_for(target: Path, folder: str) -> None:
    wanted = target.parent / folder / "scores.parquet"
    with pytest.raises(OSError, match="parquet") as caught, replaced(wanted):
        pytest.fail("there is no place for a draft")
    assert caught.value.filename == str(wanted)


def test_each_run_has_its_own_draft(target: Path) -> None:
    with replaced(target) as first, replaced(target) as second:
        first.write_text("first")
        second.write_text("second")
    assert target.read_text() == "first"
