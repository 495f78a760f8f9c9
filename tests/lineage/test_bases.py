"""Where bases are found, and where nothing is looked for."""

import os
from pathlib import Path
from typing import Any

import pytest

from indicator_engine import RulesetError, load_ruleset, parse_ruleset, resources
from indicator_engine.documents import write_json
from indicator_engine.errors import Diagnostic
from indicator_engine.limits import LIMITS
from indicator_engine.lineage.bases import outgrown
from tests.lineage.folders import base, codes, extension, refused, write, write_as

Json = Any


def refused_text(ruleset: Json) -> tuple[Diagnostic, ...]:
    try:
        parse_ruleset(write_json(ruleset))
    except RulesetError as error:
        return error.diagnostics
    return ()


class TestFound:
    @pytest.mark.parametrize(
        "extends",
        ["base.ruleset.json", "./base.ruleset.json", "a/../base.ruleset.json", "./base", "a/base"],
    )
    def test_in_the_folder_or_below(self, tmp_path: Path, extends: str) -> None:
        write(tmp_path, base=base(), own=extension(extends))
        write(tmp_path / "a", base=base())
        assert load_ruleset(tmp_path / "own.ruleset.json").id == "own"

    def test_from_the_folder_of_what_extends_it(self, tmp_path: Path) -> None:
        """A base's own base is sought beside that base, and may lie anywhere below the first."""
        write(tmp_path, own=extension("a/middle.ruleset.json"), base=base())
        write(tmp_path / "a", middle={**extension("../base.ruleset.json"), "id": "middle"})
        ruleset = load_ruleset(tmp_path / "own.ruleset.json")
        assert ruleset.document is not None
        assert [Path(each).name for each in ruleset.document.files] == [
            *("own.ruleset.json", "middle.ruleset.json", "base.ruleset.json")
        ]

    def test_messages_name_it_as_the_user_would(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path / "x", own=extension("./a/base.ruleset.json"))
        write(tmp_path / "x" / "a", base=base(title=1))
        monkeypatch.chdir(tmp_path)
        assert refused("x/own.ruleset.json")[0].at.file == "x/a/base.ruleset.json"

    def test_among_the_shipped_ones(self, tmp_path: Path) -> None:
        """By id: from a file, from a text, from another shipped one."""
        own = extension("beijing-project-2020")
        write(tmp_path, own=own)
        loaded, parsed = load_ruleset(tmp_path / "own.ruleset.json"), parse_ruleset(write_json(own))
        assert loaded == parsed
        assert loaded.nodes.keys() == load_ruleset("beijing-project-2020").nodes.keys()
        assert loaded.at("/indicators").file == "rulesets/beijing-project-2020.ruleset.json"

    def test_through_a_link_that_stays_inside(self, tmp_path: Path) -> None:
        write(tmp_path, real=base(), own=extension("link.json"))
        (tmp_path / "link.json").symlink_to("real.ruleset.json")
        assert load_ruleset(tmp_path / "own.ruleset.json").id == "own"

    def test_in_a_folder_that_was_named_by_a_link(self, tmp_path: Path) -> None:
        write(tmp_path / "real", base=base(), own=extension())
        (tmp_path / "link").symlink_to("real")
        assert load_ruleset(tmp_path / "link" / "own.ruleset.json").id == "own"


class TestOutside:
    """A ruleset from elsewhere reads nothing but its folder and what is shipped."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        write(tmp_path, secret=base())
        return write(tmp_path / "folder" / "below")

    @pytest.mark.parametrize(
        "extends",
        [
            "../secret.ruleset.json",
            "../not-there.json",
            "../secret",
            "..\\\\secret.ruleset.json",
            "below/../../secret.ruleset.json",
            "/etc/passwd.json",
            "//host/share.json",
            "C:/secret.json",
            "file:///etc/passwd.json",
            "https://example.org/framework.json",
            "./",
            "..",
        ],
    )
    def test_a_path_that_leads_out(self, folder: Path, extends: str) -> None:
        """Whether something is there is not told either."""
        write(folder.parent, own=extension(extends))
        expected = "base-unknown" if extends == ".." else "extends-outside"
        assert codes(folder.parent / "own.ruleset.json") == [expected]

    @pytest.mark.parametrize("extends", ["link.json", "links/secret.ruleset.json", "links/secret"])
    def test_a_link_that_leads_out(self, folder: Path, extends: str) -> None:
        write(folder.parent, own=extension(extends))
        (folder.parent / "link.json").symlink_to("../secret.ruleset.json")
        (folder.parent / "links").symlink_to("..")
        assert codes(folder.parent / "own.ruleset.json") == ["extends-outside"]

    def test_a_version_that_is_a_link_out(self, folder: Path) -> None:
        write(folder.parent, own=extension("./secret"))
        (folder.parent / "secret.ruleset.json").symlink_to("../secret.ruleset.json")
        assert codes(folder.parent / "own.ruleset.json") == ["extends-outside"]

    def test_a_base_leads_out_no_more_than_the_first(self, folder: Path) -> None:
        """The folder is that of the file which was asked for."""
        write(folder, middle=extension("../../secret.ruleset.json"))
        write(folder.parent, own=extension("below/middle.ruleset.json"))
        assert codes(folder.parent / "own.ruleset.json") == ["extends-outside"]

    def test_a_base_may_lead_up_to_the_folder_of_the_first(self, folder: Path) -> None:
        write(folder, middle=extension("../top.ruleset.json"))
        write(folder.parent, own=extension("below/middle.ruleset.json"), top=base())
        assert codes(folder.parent / "own.ruleset.json") == []
        assert codes(folder / "middle.ruleset.json") == ["extends-outside"]

    def test_a_link_to_itself(self, folder: Path) -> None:
        write(folder, own=extension("loop.json"))
        (folder / "loop.json").symlink_to("loop.json")
        assert codes(folder / "own.ruleset.json") == ["base-unreadable"]

    def test_a_pipe_is_not_waited_for(self, folder: Path) -> None:
        write(folder, own=extension("pipe.json"))
        os.mkfifo(folder / "pipe.json")
        assert codes(folder / "own.ruleset.json") == ["base-unreadable"]

    @pytest.mark.parametrize(
        "extends", ["../", "a\\u0000.json", "x" * 190 + "/" + "y.json", "below.json"]
    )
    def test_what_is_no_path(self, folder: Path, extends: str) -> None:
        text = write_json(extension("?")).replace('"?"', f'"{extends}"')
        (folder / "own.ruleset.json").write_text(text, encoding="utf-8")
        (folder / "below.json").mkdir()
        assert len(codes(folder / "own.ruleset.json")) == 1

    def test_a_text_has_no_folder(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(write(folder, base=base()))
        (only,) = refused_text(extension("./base.ruleset.json"))
        assert only.message() == (
            "a ruleset that is no file of a folder cannot extend the file './base.ruleset.json', "
            "expected the id of a shipped ruleset"
        )

    def test_no_base_is_read_but_by_its_id(self) -> None:
        assert [each.code for each in refused_text(extension("beijing-project"))] == [
            "base-unknown"
        ]


class TestChains:
    def chain(self, folder: Path, count: int) -> Path:
        """Write a ruleset with so many bases, one below the other."""
        write(folder, r0=base())
        for number in range(1, count + 1):
            ruleset = {**extension(f"r{number - 1}.ruleset.json"), "id": f"r{number}"}
            write(folder, **{f"r{number}": ruleset})
        return folder / f"r{count}.ruleset.json"

    def test_as_many_bases_as_the_limit(self, tmp_path: Path) -> None:
        assert load_ruleset(self.chain(tmp_path, LIMITS.bases)).id == f"r{LIMITS.bases}"

    def test_one_more(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (only,) = refused(self.chain(Path(), LIMITS.bases + 1).name)
        names = [f"r{number}.ruleset.json" for number in range(LIMITS.bases + 1, -1, -1)]
        assert only.message() == (
            f"the ruleset has more than {LIMITS.bases} bases, one below the other: "
            + " → ".join(names)
        )
        assert (only.at.file, only.at.pointer) == ("r1.ruleset.json", "/extends")

    def test_a_later_base_wins_over_an_earlier_one(self, tmp_path: Path) -> None:
        write(
            tmp_path,
            base=base(),
            middle={**extension(inputs={"预算数": {"unit": "元", "places": 1}}), "id": "middle"},
            own=extension(
                "middle.ruleset.json",
                inputs={"预算数": {"unit": "千元"}, "执行数": {"unit": "千元"}},
            ),
        )
        declared = load_ruleset(tmp_path / "own.ruleset.json").inputs["预算数"]
        assert (declared.unit, declared.places, declared.title.zh) == ("千元", 1, "全年预算数")

    @pytest.mark.parametrize(
        ("first", "second", "chain"),
        [
            ("own", "own", "own → own"),
            ("second", "own", "own → second → own"),
            ("second", "second", "own → second → second"),
        ],
    )
    def test_a_circle(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        first: str,
        second: str,
        chain: str,
    ) -> None:
        write(
            tmp_path,
            own=extension(f"./{first}.ruleset.json"),
            second=extension(f"{second}.ruleset.json"),
        )
        monkeypatch.chdir(tmp_path)
        (only,) = refused("own.ruleset.json")
        path = chain.replace(" →", ".ruleset.json →") + ".ruleset.json"
        assert only.message() == f"rulesets extend each other in a circle: {path}, expected none"

    def test_a_circle_by_another_name(self, tmp_path: Path) -> None:
        write(tmp_path, own=extension("alias.json"))
        (tmp_path / "alias.json").symlink_to("own.ruleset.json")
        assert codes(tmp_path / "own.ruleset.json") == ["extends-in-a-circle"]

    def test_a_circle_of_shipped_ones(self, monkeypatch: pytest.MonkeyPatch) -> None:
        texts = {"a": write_json(extension("b")), "b": write_json(extension("a"))}
        monkeypatch.setattr(resources, "shipped_files", lambda: tuple(texts))
        monkeypatch.setattr(resources, "ruleset_text", texts.__getitem__)
        (only,) = refused("a")
        assert only.facts["path"].count("→") == 2

    def test_a_base_is_read_like_any_ruleset(self, tmp_path: Path) -> None:
        write(tmp_path, own=extension("framework.json"))
        (tmp_path / "framework.json").write_text('{"id": 1,}', encoding="utf-8")
        (only,) = refused(tmp_path / "own.ruleset.json")
        assert (only.code, Path(only.at.file).name) == ("json-trailing-comma", "framework.json")
        write_as(tmp_path / "framework.json", {**base(), "titel": 1})
        (only,) = refused(tmp_path / "own.ruleset.json")
        assert (only.code, Path(only.at.file).name) == ("unknown-key", "framework.json")


class TestLimits:
    """What is put together keeps to the limits of one file."""

    @pytest.mark.parametrize(
        ("value", "limit"),
        [
            ([None] * (LIMITS.document_values - 1), None),
            ([None] * LIMITS.document_values, f"document_values = {LIMITS.document_values}"),
            ("x" * (LIMITS.document_bytes - 2), None),
            ("x" * (LIMITS.document_bytes - 1), f"document_bytes = {LIMITS.document_bytes}"),
        ],
        ids=["values", "too many values", "bytes", "too many bytes"],
    )
    def test_at_the_limit_and_beyond(self, value: Json, limit: str | None) -> None:
        assert outgrown(value) == limit

    def test_depth(self) -> None:
        value: Json = "x"
        for _ in range(LIMITS.document_depth):
            value = [value]
        assert outgrown(value) is None
        assert outgrown([value]) == f"document_depth = {LIMITS.document_depth}"

    def test_trees_that_grow_from_base_to_base(self, tmp_path: Path) -> None:
        """Each file is within the limits; what they make is refused before anything recurses."""
        write(tmp_path, base=base(), r0=extension("base.ruleset.json"))
        under = "产出"
        for number in range(1, LIMITS.bases):
            new: Json = {"id": f"leaf{number}", "weight": 1, "formula": "1"}
            for level in range(28):
                new = {"id": f"n{number}_{level}", "weight": 1, "children": [new]}
            new = {**new, "under": under}
            under = f"n{number}_0"
            own = extension(f"r{number - 1}.ruleset.json", indicators=[new])
            write(tmp_path, **{f"r{number}": own})
        (only,) = refused(tmp_path / f"r{LIMITS.bases - 1}.ruleset.json")
        assert only.code == "resolved-too-large"
        assert only.at.pointer == "/extends"
