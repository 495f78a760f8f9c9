"""Several versions of a ruleset: which one applies, and that they follow each other."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicator_engine import list_rulesets, load_ruleset, resources
from indicator_engine.documents import write_json
from indicator_engine.lineage import findings_beside
from indicator_engine.model import Effective
from tests.lineage.folders import base, codes, extension, refused, write, write_as

Json = Any

TWO = (("2020-01-01", "2021-12-31"), ("2022-01-01", None))


def days(first: str, last: str | None = None) -> Json:
    return {"from": first} if last is None else {"from": first, "to": last}


def version(first: str, last: str | None = None, **changes: Json) -> Json:
    return {**base(), "version": f"{first[:4]}.0.0", "effective": days(first, last), **changes}


def family(folder: Path, *periods: tuple[str, str | None]) -> Path:
    """Write versions of a ruleset; return the path that means all of them."""
    for first, last in periods:
        write(folder, **{f"base@{first}": version(first, last)})
    return folder / "base"


def picked(path: Path | str, on: str | None = None) -> str:
    ruleset = load_ruleset(path, None if on is None else date.fromisoformat(on))
    return ruleset.version


class TestEffective:
    def test_both_ends_are_included(self) -> None:
        period = Effective(date(2020, 1, 1), date(2020, 1, 1))
        assert date(2020, 1, 1) in period
        assert date(2019, 12, 31) not in period
        assert date(2020, 1, 2) not in period

    def test_without_an_end_it_goes_on(self) -> None:
        assert date.max in Effective(date(2020, 1, 1))

    def test_a_ruleset_has_it(self, tmp_path: Path) -> None:
        write(tmp_path, base=version("2020-02-29", "2020-03-01"))
        effective = load_ruleset(tmp_path / "base.ruleset.json").effective
        assert effective == Effective(date(2020, 2, 29), date(2020, 3, 1))

    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            ("2021-02-29", None, ["date-not-in-the-calendar /effective/from"]),
            ("2021-02-28", "2021-13-01", ["date-not-in-the-calendar /effective/to"]),
            ("2021-02-28", "2021-02-27", ["effective-backwards /effective/to"]),
            ("2021-02-28", "2021-02-28", []),
        ],
    )
    def test_it_names_days(
        self, tmp_path: Path, first: str, last: str | None, expected: list[str]
    ) -> None:
        write(tmp_path, base=version(first, last))
        errors = refused(tmp_path / "base.ruleset.json")
        assert [f"{each.code} {each.at.pointer}" for each in errors] == expected


class TestPicked:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (None, "2022.0.0"),
            ("2020-01-01", "2020.0.0"),
            ("2021-12-31", "2020.0.0"),
            ("2022-01-01", "2022.0.0"),
            ("9999-12-31", "2022.0.0"),
        ],
    )
    def test_by_the_day(self, tmp_path: Path, on: str | None, expected: str) -> None:
        assert picked(family(tmp_path, *TWO), on) == expected

    def test_by_a_text_as_by_a_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(family(tmp_path, *TWO).parent)
        assert picked("./base", "2020-06-30") == "2020.0.0"

    def test_the_last_even_if_it_has_ended(self, tmp_path: Path) -> None:
        """The clock is never asked."""
        assert picked(family(tmp_path, ("1990-01-01", "1990-12-31"))) == "1990.0.0"

    def test_one_file_without_days_is_its_own_only_version(self, tmp_path: Path) -> None:
        write(tmp_path, base=base())
        assert picked(tmp_path / "base", "1990-01-01") == "1.0.0"

    def test_one_may_be_called_by_the_id_alone(self, tmp_path: Path) -> None:
        path = family(tmp_path, TWO[0])
        write(tmp_path, base=version(*TWO[1]))
        assert [picked(path, on) for on in ("2021-12-31", "2022-01-01")] == ["2020.0.0", "2022.0.0"]

    def test_none(self, tmp_path: Path) -> None:
        path = family(tmp_path, *TWO)
        (only,) = refused(path, on=date(2019, 12, 31))
        assert only.message() == (
            "ruleset 'base' does not apply on 2019-12-31, expected a day of "
            "2020-01-01 – 2021-12-31, 2022-01-01 –"
        )
        assert str(only.at) == str(path)

    def test_a_file_that_is_named_applies_on_its_days_only(self, tmp_path: Path) -> None:
        family(tmp_path, *TWO)
        path = tmp_path / "base@2020-01-01.ruleset.json"
        assert picked(path) == picked(path, "2021-12-31") == "2020.0.0"
        (only,) = refused(path, on=date(2022, 1, 1))
        assert (only.code, only.at.pointer) == ("not-effective", "/effective")

    def test_no_such_ruleset(self, tmp_path: Path) -> None:
        assert codes(family(tmp_path, *TWO).with_name("other")) == ["file-unreadable"]

    def test_of_the_shipped_ones(self, monkeypatch: pytest.MonkeyPatch) -> None:
        texts = {f"base@{first}": write_json(version(first, last)) for first, last in TWO}
        monkeypatch.setattr(resources, "shipped_files", lambda: tuple(texts))
        monkeypatch.setattr(resources, "ruleset_text", texts.__getitem__)
        assert list_rulesets() == ("base",)
        assert [picked("base"), picked("base", "2020-01-01")] == ["2022.0.0", "2020.0.0"]
        assert picked("base@2020-01-01") == "2020.0.0"
        assert codes("base@2020-01-01", on=date(2022, 1, 1)) == ["not-effective"]


class TestSeams:
    @pytest.mark.parametrize(
        ("periods", "expected"),
        [
            ((("2020-01-01", None), ("2022-01-01", None)), ["versions-overlap"]),
            ((("2020-01-01", "2022-01-01"), ("2022-01-01", None)), ["versions-overlap"]),
            ((("2020-01-01", "2021-12-30"), ("2022-01-01", None)), ["versions-gap"]),
            ((("2020-01-01", "9999-12-31"), ("2022-01-01", None)), ["versions-overlap"]),
            (
                (("2019-01-01", "2019-06-30"), ("2020-01-01", "2022-06-30"), ("2022-01-01", None)),
                ["versions-gap", "versions-overlap"],
            ),
        ],
    )
    def test_found_when_one_is_picked(
        self, tmp_path: Path, periods: tuple[tuple[str, str | None], ...], expected: list[str]
    ) -> None:
        """Whatever day is asked for: with versions that contradict each other none can be trusted."""
        path = family(tmp_path, *periods)
        assert codes(path) == codes(path, on=date(2020, 6, 30)) == expected

    def test_found_beside_the_later_file(self, tmp_path: Path) -> None:
        family(tmp_path, ("2020-01-01", "2021-12-30"), ("2022-01-01", None))
        found = {
            path.name: [each.code for each in findings_beside(path, path.name)]
            for path in sorted(tmp_path.iterdir())
        }
        assert found == {
            "base@2020-01-01.ruleset.json": [],
            "base@2022-01-01.ruleset.json": ["versions-gap"],
        }

    def test_every_version_says_its_days(self, tmp_path: Path) -> None:
        path = family(tmp_path, TWO[0])
        write(tmp_path, base=base())
        assert codes(path) == ["version-without-days"]

    @pytest.mark.parametrize(
        ("name", "changes"),
        [("base@2020", {}), ("base@2020-01-02", {}), ("base@2020-01-01", {"id": "other"})],
    )
    def test_every_version_is_called_after_its_id_and_its_first_day(
        self, tmp_path: Path, name: str, changes: Json
    ) -> None:
        path = family(tmp_path, TWO[1])
        write(tmp_path, **{name: version(*TWO[0], **changes)})
        assert codes(path) == ["version-misnamed"]

    def test_a_version_that_is_no_ruleset(self, tmp_path: Path) -> None:
        path = family(tmp_path, *TWO)
        write_as(tmp_path / "base@2020-01-01.ruleset.json", {"id": "base"})
        assert set(codes(path)) == {"missing-key"}
        assert findings_beside(tmp_path / "base@2022-01-01.ruleset.json", "x") == ()

    def test_other_rulesets_of_the_folder_do_not_count(self, tmp_path: Path) -> None:
        path = family(tmp_path, *TWO)
        write(tmp_path, **{"bases@1": {}, "base-2": {}, "base.ruleset.json@1": {}})
        assert picked(path) == "2022.0.0"


class TestBases:
    """Bases of several versions go with what extends them."""

    @pytest.mark.parametrize(
        ("effective", "on", "expected"),
        [
            (None, None, 20),
            (None, "2021-06-30", 10),
            (days("2020-01-01", "2021-12-31"), None, 10),
            (days("2020-01-01", "2022-12-31"), None, 20),
            (days("2020-01-01", "2022-12-31"), "2020-01-01", 10),
            (days("2020-01-01"), None, 20),
        ],
    )
    def test_the_version_of_the_day(
        self, tmp_path: Path, effective: Json, on: str | None, expected: int
    ) -> None:
        """Of no day: of the last day of what extends it, if that is known."""
        for (first, last), places in zip(TWO, (1, 2), strict=True):
            inputs = base()["inputs"] | {
                "预算数": {"type": "number", "places": places, "unit": "万元", "range": "(0, inf)"}
            }
            write(tmp_path, **{f"base@{first}": version(first, last, inputs=inputs)})
        own = extension("./base", **({"effective": effective} if effective else {}))
        write(tmp_path, own=own)
        day = None if on is None else date.fromisoformat(on)
        ruleset = load_ruleset(tmp_path / "own.ruleset.json", day)
        assert (ruleset.inputs["预算数"].places or 0) * 10 == expected

    def test_a_file_that_is_named_is_taken(self, tmp_path: Path) -> None:
        family(tmp_path, *TWO)
        write(tmp_path, own=extension("base@2020-01-01.ruleset.json"))
        ruleset = load_ruleset(tmp_path / "own.ruleset.json", date(2030, 1, 1))
        assert ruleset.document is not None
        assert ruleset.document.files[1].endswith("base@2020-01-01.ruleset.json")

    def test_no_version_at_all(self, tmp_path: Path) -> None:
        write(tmp_path, own=extension("./base"))
        (only,) = refused(tmp_path / "own.ruleset.json")
        assert (only.code, only.facts["why"]) == ("base-unreadable", "No such file or directory")

    def test_none(self, tmp_path: Path) -> None:
        family(tmp_path, *TWO)
        write(tmp_path, own=extension("./base"))
        (only,) = refused(tmp_path / "own.ruleset.json", on=date(2019, 1, 1))
        assert (only.code, only.at.pointer) == ("not-effective", "/extends")
