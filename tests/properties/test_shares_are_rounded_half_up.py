"""A share worked out in floats is rounded as exact numbers are, next to a tie and at it."""

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from indicator_engine.number_systems.columns import FLOATS, SMALL, Whole
from indicator_engine.number_systems.columns.whole import MOST_RAISED

FACTORS = (1, 3, 200, 500, 12_345)
LONGEST = 2**31 - 1


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int, int]:
    """Draw a factor, a part and a whole: a tie, or as near to one as numbers of that size come."""
    factor = draw(st.sampled_from(FACTORS))
    rounded = draw(st.integers(0, LONGEST - 1) | st.sampled_from([0, 1, 99, 10_000]))
    whole = draw(st.integers(1, min(LONGEST, MOST_RAISED // (rounded + 1))))
    part = (2 * rounded + 1) * whole // (2 * factor) + draw(st.integers(-1, 1))
    return factor, min(max(part, 0), MOST_RAISED // factor), whole


@given(st.lists(shares(), min_size=1, max_size=50))
@example([(1, 1, 2), (1, 3, 2), (3, 5, 6), (200, 21_474_836, 2)])
@example([(1, LONGEST, 2), (200, MOST_RAISED // 200, LONGEST)])
@example([(1, (2 * 99_999 + 1) * 2_000_000_001 // 2, 2_000_000_001)])
def test_in_32_bits_and_as_floats(drawn: list[tuple[int, int, int]]) -> None:
    """Whatever part of the proof of it is needed: a tie goes up, what lies below it does not."""
    for factor, part, whole in drawn:
        held = SMALL if part <= LONGEST else FLOATS
        table = pl.DataFrame({"part": [part, 0], "whole": [whole, whole]})
        top = Whole(held, 0, part, pl.col("part").cast(held.dtype))
        bottom = Whole(SMALL, 1, whole + 1, pl.col("whole").cast(SMALL.dtype))
        rounded = top.rounded_share(factor, bottom, 0, LONGEST)
        assert rounded is not None
        assert rounded.held is SMALL
        assert table.select(rounded.expr).to_series().to_list() == [
            (2 * factor * part + whole) // (2 * whole),
            0,
        ]
        assert rounded.low <= 0 <= rounded.high
