"""Every number of a column is read exactly, or its row fails, however the column lies in memory."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.kernel import PASSED, Load, Lowering, Output, Program, program
from indicator_engine.kernel.code import packed
from indicator_engine.number_systems.deferred import Whole, remembered

MOST = 2**53 - 1
WHOLE = Output("l", float(MOST))
WIDTHS: Mapping[pl.DataType, tuple[int, int]] = {
    pl.Int8(): (-(2**7), 2**7 - 1),
    pl.UInt8(): (0, 2**8 - 1),
    pl.Int16(): (-(2**15), 2**15 - 1),
    pl.UInt16(): (0, 2**16 - 1),
    pl.Int32(): (-(2**31), 2**31 - 1),
    pl.UInt32(): (0, 2**32 - 1),
    pl.Int64(): (-(2**63), 2**63 - 1),
}


def reading(
    *,
    scale: int = 1,
    low: int = -MOST,
    high: int = MOST,
    is_ratio: bool = False,
    output: Output = WHOLE,
) -> Program:
    """Return a program that gives out what it reads."""
    lowering = Lowering([Load(slot=0, scale=scale, low=low, high=high, is_ratio=is_ratio)])
    lowering.lower([Whole(remembered(0), low=low, high=high)], [])
    return Program(lowering, 1, [output, Output(PASSED)])


def read(
    column: pl.Series,
    *,
    scale: int = 1,
    low: int = -MOST,
    high: int = MOST,
    is_ratio: bool = False,
) -> list[int | None]:
    """Return the units that are read of a column; ``None`` where a row fails."""
    program = reading(scale=scale, low=low, high=high, is_ratio=is_ratio)
    found = pl.DataFrame(program.over(pl.DataFrame([column])))
    return [units if passes else None for units, passes in found.rows()]


@given(st.data())
def test_whole_numbers(data: st.DataObject) -> None:
    """Of every width; those that a double does not hold fail."""
    dtype = data.draw(st.sampled_from([*WIDTHS]))
    low, high = WIDTHS[dtype]
    near = st.sampled_from([low, high, 0, MOST, MOST + 1, -MOST - 1, 2**53 + 1])
    number = (near | st.integers(low, high)).filter(lambda each: low <= each <= high)
    numbers = data.draw(st.lists(st.none() | number))
    expected = [each if each is None or abs(each) <= MOST else None for each in numbers]
    assert read(pl.Series(numbers, dtype=dtype)) == expected


@given(st.lists(st.none() | st.integers(-(10**30), 10**30) | st.integers(-(2**54), 2**54)))
def test_decimals(units: list[int | None]) -> None:
    """In units of their last place; those of more than 64 bits fail, whatever their lower ones say."""
    cells = [None if each is None else Decimal(each).scaleb(-3) for each in units]
    expected = [each if each is None or abs(each) <= MOST else None for each in units]
    assert read(pl.Series(cells, dtype=pl.Decimal(38, 3))) == expected


@given(
    st.lists(st.none() | st.floats() | st.integers(-(10**17), 10**17).map(lambda each: each / 100))
)
def test_doubles(cells: list[float | None]) -> None:
    """A double is the decimal that it is the nearest to, if that has two places; else it fails."""
    most = 10**15 - 1
    expected = []
    for each in cells:
        exact = None if each is None or each - each != 0 else Fraction(repr(each)) * 100
        is_read = exact is not None and exact.denominator == 1 and abs(exact) <= most
        expected.append(int(exact) if is_read and exact is not None else None)
    assert read(pl.Series(cells, dtype=pl.Float64), scale=100, low=-most, high=most) == expected


def units_in(text: str | None, scale: int) -> int | None:
    """Return the units of a text; ``None`` where it is no plain number, or not just so many."""
    if text is None or PLAIN.fullmatch(text) is None:
        return None
    units = Fraction(text) * scale
    return int(units) if units.denominator == 1 and abs(units) <= MOST else None


PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
PLAIN_TEXTS = st.from_regex(PLAIN, fullmatch=True)
CLOSE_TEXTS = st.text("0123456789.-", max_size=20)
ODD_TEXTS = st.text(
    st.sampled_from("0019.-+eE%/:_ \0\x80５") | st.characters(codec="utf-8"), max_size=20
)
LIMIT_TEXTS = st.sampled_from([MOST, MOST + 1, 2**53 + 1, 10**15, 10**17]).map(
    lambda each: str(Decimal(each).scaleb(-2))
)
TEXTS = st.none() | PLAIN_TEXTS | CLOSE_TEXTS | ODD_TEXTS | LIMIT_TEXTS


@given(st.lists(TEXTS), st.integers(0, 11))
def test_texts(texts: list[str | None], places: int) -> None:
    """A text is the number that it writes plainly, to the last digit, or it fails."""
    found = read(pl.Series(texts, dtype=pl.String), scale=10**places)
    for text, units in zip(texts, found, strict=True):
        expected = units_in(text, 10**places)
        is_long = text is not None and len(text.strip("-0").replace(".", "")) > LONGEST
        assert units == expected or (is_long and units is None), text


@pytest.mark.parametrize("units", [2**64 + 5, 2**65 - 7, 10**19, 10**40 + 1])
def test_a_text_of_many_digits_is_not_cut(units: int) -> None:
    """Numbers beyond 64 bits, whose last bits would be those of a small one."""
    assert read(pl.Series([str(units), str(-units), f"{units}.00"]), scale=100) == [None] * 3


LONGEST = 18  # digits that count; a longer text may fail even where its units are few


@pytest.mark.parametrize("length", range(1, 19))
@pytest.mark.parametrize("sign", ["", "-"])
def test_every_length_of_a_text_and_every_place_of_its_point(length: int, sign: str) -> None:
    """Within a view and out of it, in either half of its bytes, and where both meet."""
    digits = "0123456789" * 2
    texts = [digits[:length], *(f"{digits[:at]}.{digits[at:length]}" for at in range(length + 1))]
    for text in (sign + each for each in texts):
        for places in range(12):
            (found,) = read(pl.Series([text]), scale=10**places)
            assert found == units_in(text, 10**places), (text, places)


@given(st.lists(TEXTS), st.booleans())
def test_texts_of_ratios(texts: list[str | None], is_ratio: bool) -> None:  # noqa: FBT001 - drawn
    """With a percent sign they are hundredths, and numbers have none."""
    signed = [None if text is None else f"{text}%" for text in texts]
    found = read(pl.Series(signed, dtype=pl.String), scale=10**4, is_ratio=is_ratio)
    plain = read(pl.Series(texts, dtype=pl.String), scale=10**2)
    assert found == (plain if is_ratio else [None] * len(texts))


def test_texts_in_parts_of_columns() -> None:
    """Those out of a view lie in buffers, of which a part has more than it needs."""
    texts = [f"{number:09d}.123456789" if number % 3 else str(number) for number in range(3_000)]
    column = pl.concat([pl.Series(texts[:1_234]), pl.Series(texts[1_234:])], rechunk=False)
    expected = [units_in(text, 10**9) for text in texts]
    assert read(column.slice(77, 2_000), scale=10**9) == expected[77:2_077]


@given(st.lists(st.none() | st.booleans()))
def test_truths(cells: list[bool | None]) -> None:
    """Which Arrow holds as bits."""
    assert read(pl.Series(cells, dtype=pl.Boolean), low=0, high=1) == cells


def test_dates() -> None:
    """As days since 1970."""
    days = pl.Series([date(1970, 1, 2), None, date(1969, 12, 31)])
    assert read(days) == [1, None, -1]


@given(
    st.lists(st.lists(st.none() | st.integers(-9, 9), max_size=700), min_size=1, max_size=3),
    st.integers(0, 300),
)
def test_parts_of_columns_that_lie_in_parts(parts: list[list[int | None]], start: int) -> None:
    """Blocks, bits and what lies before the first row make no difference."""
    numbers = pl.concat([pl.Series("a", each, pl.Int16) for each in parts], rechunk=False)
    truths = (numbers > 0).alias("b")
    table = pl.DataFrame([numbers, truths]).slice(start, 500)
    lowering = Lowering([Load(slot=0, low=-5, high=9), Load(slot=1, low=0, high=1)])
    nodes = [Whole(remembered(0), low=-5, high=9), Whole(remembered(1), low=0, high=1)]
    lowering.lower(nodes, [])
    outputs = [WHOLE, Output("C", 1.0), Output(PASSED)]
    found = pl.DataFrame(Program(lowering, 2, outputs).over(table))
    expected = [each is not None and each >= -5 for each in table["a"]]
    assert found.to_series(-1).to_list() == expected
    kept = [(a, int(b)) for (a, b), passes in zip(table.rows(), expected, strict=True) if passes]
    assert found.filter(pl.col("2")).drop("2").rows() == kept


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (Output("i", 2.0**31 - 1), [-325, 0, 2**31 - 1]),
        (WHOLE, [-325, 0, 2**31 - 1]),
        (Output("d:18,2", 2.0**31 - 1), [*map(Decimal, ("-3.25", "0.00", "21474836.47"))]),
        (Output("d:38,2", float(MOST)), [*map(Decimal, ("-3.25", "0.00", "21474836.47"))]),
        (Output("g", scale=100.0), [-3.25, 0.0, 21474836.47]),
    ],
)
def test_numbers_are_written_as_they_are_to_be_held(output: Output, expected: list[object]) -> None:
    """Whole numbers, decimals and doubles; every one of these the nearest."""
    cells = pl.DataFrame({"a": [-325, 0, 2**31 - 1]})
    found = pl.DataFrame(reading(output=output).over(cells)).to_series(0).to_list()
    assert [str(each) for each in found] == [str(each) for each in expected]


@pytest.mark.parametrize(
    "table",
    [
        pl.DataFrame({"a": [b"1"]}),
        pl.DataFrame({"a": [[1]]}),
        pl.DataFrame({"a": [1.0]}, schema={"a": pl.Float32}),
        pl.DataFrame({"a": [1]}, schema={"a": pl.UInt64}),
        pl.DataFrame({"a": ["x"]}, schema={"a": pl.Enum(["x"])}),
        pl.DataFrame({"a": ["x"]}, schema={"a": pl.Categorical}),
    ],
)
def test_other_types_are_not_read(table: pl.DataFrame) -> None:
    """Bytes, lists, numbers that doubles cannot tell apart or that stand for something else."""
    with pytest.raises(TypeError, match="column 0"):
        reading().over(table)


def test_a_table_of_other_columns_is_not_read() -> None:
    """There must be as many as the program reads."""
    with pytest.raises(ValueError, match="1 columns are read, not 2"):
        reading().over(pl.DataFrame({"a": [1], "b": [2]}))


@pytest.mark.parametrize(
    "change",
    [
        {"code": b"x"},
        {"registers": 0},
        {"registers": 1},
        {"inputs": 0},
        {"outputs": ()},
        {"outputs": (("0", PASSED, 1.0, 1.0),)},
        {"outputs": (("0", "u", 1.0, 1.0), ("1", PASSED, 1.0, 1.0))},
        {"outputs": (("0", "l", 1.0, 1.0), ("1", "l", 1.0, 1.0))},
    ],
    ids=str,
)
def test_a_program_that_would_leave_its_memory_is_refused(change: Mapping[str, object]) -> None:
    """Whoever made it."""
    assert program.blocks is not None
    lowering = Lowering([Load(slot=0, low=0, high=9)])
    lowering.lower([Whole(remembered(0), low=0, high=9)], [])
    code, registers = packed(lowering.instructions)
    outputs = (("0", "l", 1.0, 1.0), ("1", PASSED, 1.0, 1.0))
    good = {"code": code, "registers": registers, "inputs": 1, "outputs": outputs}
    assert program.blocks.program(*good.values())
    with pytest.raises(ValueError, match=r"what there is not|no column"):
        program.blocks.program(*{**good, **change}.values())
