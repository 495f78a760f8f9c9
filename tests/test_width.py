"""The caret of a message stands under its character, as far as a terminal shows it."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from indicator_engine.errors import Diagnostic
from indicator_engine.json_text.source import SourceText
from indicator_engine.limits import LIMITS

LINES = st.text(st.sampled_from("ab1，预算（\u0301\t{é"), min_size=1, max_size=600)
ROOM = LIMITS.line_characters


def shown(text: str, place: int, width: int = 1) -> tuple[str, str]:
    """Return the two lines under a message about a place of a text, without their margin."""
    at = SourceText("demo", text).location(place, width=width)
    _, line, caret = Diagnostic(code="json-empty", at=at).render().split("\n")
    return line.removeprefix("    "), caret.removeprefix("    ")


def test_a_chinese_character_has_two_columns_and_two_carets() -> None:
    assert shown("预算 数", 1) == ("预算 数", "  ^^")


def test_a_tab_is_shown_as_one_space() -> None:
    assert shown("\t\t数", 2) == ("  数", "  ^^")


def test_a_mark_on_a_character_has_no_column() -> None:
    assert shown("e\u0301e\u0301数", 4) == ("e\u0301e\u0301数", "  ^^")


def test_a_long_line_is_shown_around_the_place() -> None:
    line, caret = shown("预" * 1_000 + "算" + "预" * 1_000, 1_000)
    assert cell_len(line) == ROOM
    assert line == "预" * 20 + "算" + "预" * 39
    assert caret == " " * 40 + "^^"


@given(line=LINES, data=st.data())
def test_the_caret_is_under_its_character(line: str, data: st.DataObject) -> None:
    """Measured with another's table of widths."""
    place = data.draw(st.integers(0, len(line) - 1))
    text, caret = shown(line, place)
    before = len(caret) - len(caret.lstrip())
    assert cell_len(text) <= ROOM
    assert len(text) <= ROOM
    marked = line[place] if line[place].isprintable() else " "
    assert any(cell_len(text[:cut]) == before and text[cut] == marked for cut in range(len(text)))
