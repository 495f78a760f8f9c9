"""What a stream of tables says of itself is not believed: nothing beyond its memory is read."""

from struct import pack

import polars as pl
import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from tests.kernel.by_hand import Array, ByHand, table_of, view_of
from tests.kernel.test_columns import read, reading

NUMBERS = Array(format="l", length=3, buffers=[None, pack("<3q", 7, 8, 9)])
ROWS = 2
TABLE = table_of(NUMBERS, length=ROWS)
DIGITS = b"1234567890123456"
LENGTHS = (14, 16)  # what the buffers of texts say that they hold, of all these digits
INSIDE = 12  # bytes of a text that is in its view
LARGEST = 2**32 - 1


def texts_of(*views: bytes) -> Array:
    """Return a column of texts, those out of their views in two buffers.

    Behind the sizes of these stands one more, as if there were a third, with digits too.
    """
    sizes = pack("<3q", *LENGTHS, 64) + DIGITS
    buffers = [None, b"".join(views), DIGITS, DIGITS, sizes]
    return Array(format="vu", length=len(views), buffers=buffers)


def units(stream: ByHand) -> list[int | None]:
    """Return what is read of a stream; ``None`` where a row fails."""
    found = pl.DataFrame(reading().over(stream))
    return [units if passes else None for units, passes in found.rows()]


class TestWellFormed:
    """Else the tables below would be refused for another reason."""

    def test_numbers(self) -> None:
        stream = ByHand(TABLE, [TABLE, TABLE])
        assert units(stream) == [7, 8, 7, 8]
        assert stream.released == ["table", "table", "schema"]

    def test_a_column_that_begins_further_on(self) -> None:
        table = table_of(evolve(NUMBERS, offset=1, length=2), length=ROWS)
        assert units(ByHand(table, [table])) == [8, 9]

    def test_texts(self) -> None:
        column = texts_of(view_of(2, b"42"), view_of(13, buffer=1, offset=3))
        table = table_of(column, length=2)
        assert units(ByHand(table, [table])) == [42, 4567890123456]


NEAR = st.integers(0, 20) | st.integers(0, LARGEST) | st.integers(LARGEST - 20, LARGEST)


@given(length=st.integers(13, 20) | NEAR, buffer=st.integers(0, 3) | NEAR, offset=NEAR)
@example(length=13, buffer=0, offset=1)
@example(length=14, buffer=0, offset=0)
@example(length=14, buffer=0, offset=1)
@example(length=15, buffer=0, offset=0)
@example(length=16, buffer=1, offset=0)
@example(length=16, buffer=2, offset=24)
@example(length=LARGEST, buffer=1, offset=LARGEST)
def test_a_text_is_read_where_its_buffer_has_it(length: int, buffer: int, offset: int) -> None:
    """Digits lie behind the end of one of them, too: they are not the column's."""
    table = table_of(texts_of(view_of(length, buffer=buffer, offset=offset)), length=1)
    found = units(ByHand(table, [table]))
    is_there = buffer < len(LENGTHS) and offset + length <= LENGTHS[buffer]
    if length > INSIDE and is_there:
        assert found == read(pl.Series([DIGITS[offset : offset + length].decode()]))
    else:  # a shorter text is in the view, where these begin with NUL
        assert found == [None]


@pytest.mark.parametrize(
    "table",
    [
        table_of(length=ROWS),
        table_of(NUMBERS, NUMBERS, length=ROWS),
        table_of(NUMBERS, length=4),
        table_of(NUMBERS, length=-1),
        evolve(TABLE, offset=2),
        evolve(TABLE, offset=-1),
        evolve(TABLE, buffers=[b"\1"], nulls=1),
        table_of(evolve(NUMBERS, offset=-1), length=ROWS),
        table_of(evolve(NUMBERS, buffers=[None]), length=ROWS),
        table_of(evolve(NUMBERS, buffers=[None, None]), length=ROWS),
        table_of(evolve(NUMBERS, buffers=[None, b"", b""]), length=ROWS),
    ],
    ids=[
        "no columns",
        "too many columns",
        "more rows than its column",
        "fewer rows than none",
        "rows behind the end of its column",
        "rows before the first",
        "rows that are none",
        "numbers before the first",
        "no numbers",
        "numbers nowhere",
        "something else besides numbers",
    ],
)
def test_a_table_that_is_not_what_its_schema_says_is_refused(table: Array) -> None:
    """And given back all the same, and the good one before it."""
    stream = ByHand(TABLE, [TABLE, table])
    with pytest.raises(ValueError, match="not what its schema says"):
        reading().over(stream)
    assert stream.released == ["table", "table", "schema"]


@pytest.mark.parametrize(
    "buffers", [[], [None], [None, view_of(1, b"1")], [None, view_of(13), DIGITS, None]]
)
def test_texts_without_the_lengths_of_their_buffers_are_refused(
    buffers: list[bytes | None],
) -> None:
    """Without them nobody knows what is the column's."""
    table = table_of(Array(format="vu", length=1, buffers=buffers), length=1)
    with pytest.raises(ValueError, match="not what its schema says"):
        reading().over(ByHand(table, [table]))


def test_numbers_that_stand_for_other_values_are_not_read() -> None:
    """The places of texts in a dictionary are no numbers to be scored."""
    table = table_of(evolve(NUMBERS, is_dictionary=True), length=ROWS)
    with pytest.raises(TypeError, match="column 0 is of a type that is not read"):
        reading().over(ByHand(table, [table]))


def test_what_is_no_table_is_not_read() -> None:
    """A list has a column, too."""
    stream = ByHand(evolve(TABLE, format="+l"), [TABLE])
    with pytest.raises(TypeError, match="not one of tables"):
        reading().over(stream)
    assert stream.released == ["schema"]


def test_an_error_in_the_middle_of_a_stream_is_one() -> None:
    """What came before it is not the whole table."""
    stream = ByHand(TABLE, [TABLE], ends_in_error=True)
    with pytest.raises(ValueError, match="cannot be read"):
        reading().over(stream)
    assert stream.released == ["table", "schema"]
