"""Files that extend others, or are versions of one ruleset, as tests of pytest."""

from pathlib import Path

from indicator_engine.testing import pytest_items
from tests.lineage.folders import FRAMEWORK, base, extension, write
from tests.lineage.test_versions import family


def codes(path: Path) -> list[str]:
    """Return what the tests of a file find that are not of records drawn."""
    told = [each for each in pytest_items.tests_of(path) if each.name in ("schema", "checks")]
    return [found.code for each in told for found in each.run()]


def test_a_file_is_tested_with_what_it_inherits(tmp_path: Path) -> None:
    write(tmp_path, base=base(examples=FRAMEWORK["examples"]), own=extension())
    path = tmp_path / "own.ruleset.json"
    assert codes(path) == []
    assert "example[半数]" in [each.name for each in pytest_items.tests_of(path)]


def test_what_does_not_fit_its_base_fails(tmp_path: Path) -> None:
    write(tmp_path, base=base(), own=extension(remove=["无此项"]))
    assert codes(tmp_path / "own.ruleset.json") == ["remove-unknown"]


def test_versions_are_tested_beside_each_other(tmp_path: Path) -> None:
    family(tmp_path, ("2020-01-01", "2021-12-30"), ("2022-01-01", None))
    found = {path.name: codes(path) for path in tmp_path.iterdir()}
    assert found == {
        "base@2020-01-01.ruleset.json": [],
        "base@2022-01-01.ruleset.json": ["versions-gap"],
    }
