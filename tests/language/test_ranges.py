"""Ranges in the notation of the regulations."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.language.ranges import Range, hull

POINTS = [Fraction(n, 4) for n in range(-12, 13)]


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Draw ranges with ends among a few numbers, open, closed or infinite."""
    ends = st.none() | st.integers(-2, 2).map(Fraction)
    low, high = draw(ends), draw(ends)
    found = Range(
        low, high, low is None or draw(st.booleans()), high is None or draw(st.booleans())
    )
    return Range() if found.is_empty() else found


def held(bounds: Range | None) -> set[Fraction]:
    """Return the test points of a range."""
    return set() if bounds is None else {point for point in POINTS if point in bounds}


class TestParse:
    @pytest.mark.parametrize(
        ("text", "low", "high", "low_open", "high_open"),
        [
            ("[90, 100]", "90", "100", False, False),
            ("[80,90)", "80", "90", False, True),
            (" ( 0 , inf ) ", "0", None, True, True),
            ("(-inf, -2.5]", None, "-2.5", True, False),
            ("(-inf, inf)", None, None, True, True),
            ("[80%, 100%)", "0.8", "1", False, True),
            ("[-5%, 1e2]", "-0.05", "100", False, False),
            ("[3, 3]", "3", "3", False, False),
        ],
    )
    def test_a_range_is_read_as_it_is_written(
        self, text: str, low: str | None, high: str | None, *, low_open: bool, high_open: bool
    ) -> None:
        assert Range.parse(text) == Range(
            None if low is None else Fraction(low), None if high is None else Fraction(high), low_open, high_open
        )  # fmt: skip

    @pytest.mark.parametrize(
        "text",
        [
            "", "[", "[]", "[1]", "[1, 2, 3]", "1, 2", "[9, 1]", "[1, 1)", "(1, 1)", "[-inf, 0]", "[0, inf]", "(inf, 0)",
            "[0, -inf)", "[a, b]", "[1; 2]", "［1, 2］", "[1，2]", "[1, 2", "]1, 2[", "[１, 2]", "[1,000, 2,000]", "[, 1]",
            "[nan, 1]", "[1..2]", "≥90", "[-Infinity, 0]", "[1e99, inf)",
        ],
    )  # fmt: skip
    def test_anything_else_is_none(self, text: str) -> None:
        """An empty range as well."""
        assert Range.parse(text) is None

    @given(bounds=ranges())
    def test_what_is_printed_reads_back(self, bounds: Range) -> None:
        assert Range.parse(str(bounds)) == bounds
        assert eval(repr(bounds)) == bounds  # noqa: S307 - our own repr


class TestSets:
    @pytest.mark.parametrize(
        ("text", "inside", "outside"),
        [
            ("[80, 90)", ["80", "89.999"], ["79.999", "90"]),
            ("(0, inf)", ["0.001", "1e20"], ["0", "-1"]),
            ("(-inf, 0]", ["0", "-5"], ["0.001"]),
        ],
    )
    def test_open_ends_are_outside(self, text: str, inside: list[str], outside: list[str]) -> None:
        bounds = Range.parse(text)
        assert bounds is not None
        assert all(Fraction(each) in bounds for each in inside)
        assert not any(Fraction(each) in bounds for each in outside)

    @given(one=ranges(), other=ranges())
    def test_a_meeting_holds_what_both_hold(self, one: Range, other: Range) -> None:
        assert held(one.meet(other)) == held(one) & held(other)
        assert one.meet(other) == other.meet(one)

    @given(one=ranges(), other=ranges())
    def test_a_hull_is_the_smallest_range_around_both(self, one: Range, other: Range) -> None:
        around = one.hull(other)
        assert one.is_within(around)
        assert other.is_within(around)
        assert {around.low, around.high} <= {one.low, one.high, other.low, other.high}
        assert hull([one, other]) == around == hull([other, one])

    @given(one=ranges(), other=ranges())
    def test_within_is_the_subset(self, one: Range, other: Range) -> None:
        assert one.is_within(other) == (held(one) <= held(other) and not _reaches_out(one, other))

    @given(
        bounds=ranges(),
        step=st.sampled_from([Fraction(1), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)]),
    )
    def test_a_grid_holds_the_multiples_inside(self, bounds: Range, step: Fraction) -> None:
        on_grid = {point for point in held(bounds) if point % step == 0}
        assert held(bounds.on_grid(step)) & {p for p in POINTS if p % step == 0} == on_grid

    def test_no_ranges_have_no_hull(self) -> None:
        assert hull([]) is None

    def test_a_point_is_one_number(self) -> None:
        assert Range.point(Fraction(3)).is_point()
        assert Range.point(Fraction(3)) == Range.parse("[3, 3]")
        assert not Range().is_point()


def _reaches_out(one: Range, other: Range) -> bool:
    """Tell whether a range goes further than another beyond the test points."""
    return (one.low is None and other.low is not None) or (
        one.high is None and other.high is not None
    )
