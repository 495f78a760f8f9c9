"""CSV files: what encoding they are in, and that every line has its cells."""

import tempfile
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import RecordError
from indicator_engine.batch import csv_blocks, csv_files
from indicator_engine.batch.csv_files import opened_csv
from tests.batch.sample import HEADER, ROWS, text_of
from tests.ways import WAYS, Way, taken

Rows = list[tuple[str, ...]]


def read(path: Path, data: bytes, encoding: str | None = None) -> tuple[list[str], Rows, list[str]]:
    """Return header, rows and codes of notices of a file that holds some bytes."""
    path.write_bytes(data)
    with opened_csv(path, encoding) as file:
        table = file.frame.collect()
    return table.columns, table.rows(), [each.code for each in file.notices]


def refusal(path: Path, data: bytes, encoding: str | None = None) -> tuple[str, dict[str, str]]:
    with pytest.raises(RecordError) as caught:
        read(path, data, encoding)
    (found,) = caught.value.diagnostics
    assert found.at.file == str(path)
    return found.code, dict(found.facts)


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "units.csv"


class TestEncodings:
    @pytest.mark.parametrize(
        ("encoding", "asked", "notices"),
        [
            ("utf-8", None, []),
            ("utf-8-sig", None, []),
            ("utf-8-sig", "utf-8", []),
            ("gb18030", None, ["encoding-guessed"]),
            ("gbk", None, ["encoding-guessed"]),
            ("gbk", "gbk", []),
            ("utf-16", "utf-16", []),
        ],
    )
    def test_the_text_is_the_same(
        self, path: Path, encoding: str, asked: str | None, notices: list[str]
    ) -> None:
        found = read(path, text_of().encode(encoding), asked)
        assert found == (list(HEADER), list(ROWS), notices)

    def test_a_wrong_encoding_is_refused(self, path: Path) -> None:
        code, facts = refusal(path, "单位,预算数\n甲,1\n".encode(), "ascii")
        assert (code, facts) == ("text-undecodable", {"encoding": "ascii", "offset": "1"})

    def test_broken_bytes_are_refused(self, path: Path) -> None:
        assert refusal(path, b"a,b\n1,\xff\n") == (
            "text-undecodable",
            {"encoding": "UTF-8 / GB18030", "offset": "7"},
        )

    @pytest.mark.parametrize("name", ["klingon", "rot13", "hex", ""])
    def test_what_is_no_encoding_is_refused(self, path: Path, name: str) -> None:
        assert refusal(path, b"a\n1\n", name)[0] == "encoding-unknown"

    def test_a_character_may_stand_across_blocks(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(csv_files, "CHUNK", 5)
        for encoding in ("utf-8", "gb18030"):
            assert read(path, text_of().encode(encoding))[1] == list(ROWS)

    def test_no_copy_stays_behind(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(path.parent))
        path.write_bytes(text_of().encode("gb18030"))
        with opened_csv(path):
            assert len(list(path.parent.iterdir())) == 2
        assert list(path.parent.iterdir()) == [path]


GOOD = {
    "short": (b"a\n1\n2\n", ["a"], [("1",), ("2",)]),
    "no-last-line-end": (b"a,b\n1,2", ["a", "b"], [("1", "2")]),
    "no-rows": (b"a,b\n", ["a", "b"], []),
    "empty-cells": (b"a,b\n,\n1,\n", ["a", "b"], [("", ""), ("1", "")]),
    "space": (b"a,b\n 1 ,\t\n", ["a", "b"], [(" 1 ", "\t")]),
    "quotes": (b'a,b\n"1,2","x ""y"""\n', ["a", "b"], [("1,2", 'x "y"')]),
    "quote-within": (b'a,b\n5"x"y,2\n', ["a", "b"], [('5"x"y', "2")]),
    "lines-within": (b'a,b\r\n"1\r\n2",3\r\n4,5\r\n', ["a", "b"], [("1\r\n2", "3"), ("4", "5")]),
    "lines-within-like-rows": (b'a,b\n"1\n2,3\n4",5\n\n', ["a", "b"], [("1\n2,3\n4", "5")]),
    "quoted-header": (b'"a,x","b\n"\n1,2\n', ["a,x", "b\n"], [("1", "2")]),
    "empty-lines-first": (b"\n\r\na,b\n1,2\n", ["a", "b"], [("1", "2")]),
    "empty-lines-last": (b"a,b\n1,2\n\n\r\n\n", ["a", "b"], [("1", "2")]),
    "empty-line-within": (b"a,b\n1,2\n\n3,4\n", ["a", "b"], [("1", "2"), ("", ""), ("3", "4")]),
    "empty-line-after-header": (b"a,b\n\n1,2\n", ["a", "b"], [("", ""), ("1", "2")]),
    "carriage-return-in-a-line": (b"a,b\n1\r,2\n\r,3\r\r\n", ["a", "b"], [("1", "2"), ("", "3\r")]),
    "lone-carriage-return": (b"a,b\n1\r2,3\n\r4,5\r", ["a", "b"], [("1\r2", "3"), ("\r4", "5")]),
    "comment": (b"a,b\n#1,2\n", ["a", "b"], [("#1", "2")]),
    "null": (b"a,b\nnull,NA\n", ["a", "b"], [("null", "NA")]),
}
UNEXPECTED = "unexpected end of data"
BAD = {
    "nothing": (b"", "table-empty", {}),
    "empty-lines": (b"\n\n", "table-empty", {}),
    "too-few": (
        b"a,b,c\n1,2,3\n1,2\n",
        "csv-row-ragged",
        {"line": "3", "count": "2", "expected": "3"},
    ),
    "too-many": (b"a,b\n1,2,3\n", "csv-row-ragged", {"line": "2", "count": "3", "expected": "2"}),
    "after-lines-within": (
        b'a,b\n"1\n\n2",3\n4\n',
        "csv-row-ragged",
        {"line": "5", "count": "1", "expected": "2"},
    ),
    "too-many-quoted": (
        b'a,b\n"1",2,3\n',
        "csv-row-ragged",
        {"line": "2", "count": "3", "expected": "2"},
    ),
    "open-quote": (b'a,b\n1,2\n3,"4\n5,6\n', "csv-malformed", {"line": "3", "why": UNEXPECTED}),
    "after-quote": (
        b'a,b\n"1"x,2\n',
        "csv-malformed",
        {"line": "2", "why": "',' expected after '\"'"},
    ),
    "nul": (b"a,b\n1,\x002\n", "csv-malformed", {"line": "2", "why": "NUL"}),
    "name-twice": (b"a,a\n1,2\n", "column-name-twice", {"column": "a"}),
    "no-name": (b"a,\n1,2\n", "column-unnamed", {"number": "2"}),
}


class TestLines:
    @pytest.mark.parametrize("name", GOOD)
    def test_what_is_read(self, path: Path, name: str) -> None:
        data, header, rows = GOOD[name]
        assert read(path, data) == (header, rows, [])

    @pytest.mark.parametrize("name", BAD)
    def test_what_is_refused(self, path: Path, name: str) -> None:
        data, code, facts = BAD[name]
        assert refusal(path, data) == (code, facts)

    @pytest.mark.parametrize("way", WAYS)
    @pytest.mark.parametrize("block", [1, 2, 7, csv_blocks.BLOCK])
    @pytest.mark.parametrize("name", [*GOOD, *BAD])
    def test_blocks_make_no_difference(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, name: str, block: int, way: Way
    ) -> None:
        monkeypatch.setattr(csv_blocks, "BLOCK", block)
        with taken(way):
            if name in GOOD:
                self.test_what_is_read(path, name)
            else:
                self.test_what_is_refused(path, name)

    def test_old_line_ends_are_refused(self, path: Path) -> None:
        """A lone carriage return would make the whole file one line."""
        assert refusal(path, b"a,b\r1,2\r")[0] == "csv-malformed"

    def test_a_quote_does_not_swallow_the_file(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(csv_blocks, "LONGEST_RECORD", 1_000)
        assert refusal(path, b'a,b\n1,"' + b"2,3\n" * 1_000)[1]["line"] == "2"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=5)


@given(
    rows=st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=4)
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    block=st.sampled_from([1, 20, csv_blocks.BLOCK]),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    encoding: str,
    block: int,
) -> None:
    """Any text in any cell, every cell in quotes, in however many blocks."""
    header = [f"x{number}" for number in range(len(rows[0]) if rows else 1)]
    quoted = (
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (header, *rows)
    )
    path = tmp_path_factory.mktemp("csv") / "any.csv"
    data = "".join(f"{line}\n" for line in quoted).encode(encoding)
    with patch.object(csv_blocks, "BLOCK", block):
        found = read(path, data, encoding)
    assert found[:2] == (header, [tuple(row) for row in rows])


def outcome(path: Path, data: bytes) -> object:
    """Return what is read of a file, or why it is refused."""
    try:
        return read(path, data)
    except RecordError as error:
        return error.diagnostics


LINES = st.text(st.sampled_from('ab,,,\n\n\r" 1é甲\0'), max_size=40)
LONG = st.sampled_from([7, 8, 9, 11, 12, 13, 30]).map(lambda size: ("0123456789甲" * 3)[:size])


@given(
    width=st.integers(1, 4),
    rows=st.lists(LINES | st.lists(LINES | LONG, min_size=2, max_size=3).map(",".join)),
    block=st.sampled_from([1, 20, csv_blocks.BLOCK]),
)
def test_any_lines_are_read_alike_in_both_ways(
    tmp_path_factory: pytest.TempPathFactory, width: int, rows: list[str], block: int
) -> None:
    """Whatever the lines hold: the same rows, or the same refusal."""
    header = ",".join(f"x{number}" for number in range(width))
    data = "\n".join([header, *rows]).encode()
    path = tmp_path_factory.mktemp("csv") / "any.csv"
    with patch.object(csv_blocks, "BLOCK", block):
        found = []
        for way in WAYS:
            with taken(way):
                found.append(outcome(path, data))
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize("way", WAYS)
def test_cells_of_every_length(path: Path, way: Way) -> None:
    """Within a view or beside it, at either end of a line, at the end of the file."""
    texts = ["甲" * (size // 3) + "x" * (size % 3) for size in range(40)]
    rows = [(left, "1", right) for left in texts for right in (left, texts[-1], "")]
    path.write_text("a,b,c\n" + "\n".join(map(",".join, rows)), encoding="utf-8")
    with taken(way), opened_csv(path) as file:
        found = file.frame.collect()
        assert found.rows() == rows
        assert found.equals(pl.DataFrame(rows, schema=found.schema, orient="row"))  # views, too
        assert file.frame.select("c", "a").collect().rows() == [(row[2], row[0]) for row in rows]


def test_a_file_that_is_changed_while_it_is_read(path: Path) -> None:
    """Bytes that are no text are refused even where the file was one when it was opened."""

    def changed() -> None:
        with opened_csv(path) as file:
            path.write_bytes(b"a,b\n\xe7\x94,1\n")
            file.frame.collect()

    path.write_bytes("a,b\n甲,1\n".encode())
    with pytest.raises(RecordError) as caught:
        changed()
    assert caught.value.diagnostics[0].code == "table-unreadable"


def test_rows_are_asked_for_again_and_in_part(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look at a file finds the same, whether the first came to its end or not."""
    monkeypatch.setattr(csv_blocks, "BLOCK", 8)
    rows = [(str(number), f"甲{number}") for number in range(20)]
    path.write_text("".join(",".join(row) + "\n" for row in [("a", "b"), *rows]), encoding="utf-8")
    with opened_csv(path) as file:
        assert file.frame.head(3).collect().rows() == rows[:3]
        assert file.frame.select(pl.len()).collect(engine="streaming").item() == len(rows)
        assert file.frame.select("b").collect().rows() == [row[1:] for row in rows]
        last = file.frame.filter(pl.col("a") == "19")
        assert last.collect(engine="streaming").rows() == rows[-1:]
