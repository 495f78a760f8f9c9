"""Numbers and their text."""

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.language.numbers import (
    Mode,
    decimal_places,
    plain,
    read_number,
    rounded,
    scaled,
)
from indicator_engine.language.rounding import rounded_in
from indicator_engine.limits import LIMITS
from indicator_engine.number_systems.exact import Exact

MODES: dict[Mode, str] = {
    "half_up": decimal.ROUND_HALF_UP,
    "half_even": decimal.ROUND_HALF_EVEN,
    "down": decimal.ROUND_DOWN,
    "up": decimal.ROUND_UP,
}
DECIMALS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=6)
TIES = st.builds(
    lambda n, p: Fraction(2 * n + 1, 2 * 10**p), st.integers(-9999, 9999), st.integers(0, 4)
)
RATIONALS = st.fractions() | DECIMALS.map(Fraction) | TIES


class TestReadNumber:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("0", "0"), ("-0", "0"), ("12.50", "12.5"), ("-0.1", "-0.1"), ("1e-3", "0.001"),
            ("1E+3", "1000"), ("007", "7"), ("9" * 20, "9" * 20), ("0." + "3" * 40, "0." + "3" * 40),
        ],
    )  # fmt: skip
    def test_a_number_is_read_exactly(self, text: str, value: str) -> None:
        assert read_number(text) == Fraction(value)

    @pytest.mark.parametrize(
        "text",
        [
            "", " 1", "1 ", "+1", "1.", ".5", "1,000", "1_000", "５０", "٣", "1e", "1e1000", "--1", "0x1", "1/2",
            "inf", "nan", "Infinity", "sNaN", "95%", "1.5.2", "9" * 21, "1e20", "0." + "3" * 41, "1e-41", "1\n", "−1",
        ],
    )  # fmt: skip
    def test_anything_else_is_none(self, text: str) -> None:
        assert read_number(text) is None

    def test_a_percentage_is_a_number_only_where_asked_for(self) -> None:
        assert read_number("95%", percent=True) == Fraction(19, 20)
        assert read_number("-2.5%", percent=True) == Fraction(-1, 40)
        assert [read_number(text, percent=True) for text in ("%", "95%%", "95 %", "95％")] == [
            None
        ] * 4
        assert read_number("0.95", percent=True) == Fraction(19, 20)


class TestRounded:
    @pytest.mark.parametrize(
        ("mode", "results"),
        [
            ("half_up", ["3", "-3", "3", "2", "-2", "0"]),
            ("half_even", ["2", "-2", "3", "2", "-2", "0"]),
            ("down", ["2", "-2", "2", "2", "-2", "0"]),
            ("up", ["3", "-3", "3", "3", "-3", "0"]),
        ],
    )
    def test_modes(self, mode: Mode, results: list[str]) -> None:
        values = [Fraction(each) for each in ("2.5", "-2.5", "2.6", "2.4", "-2.4", "0")]
        assert [str(rounded(value, 0, mode)).replace("-0", "0") for value in values] == results

    @given(value=RATIONALS, places=st.integers(0, 10), mode=st.sampled_from(sorted(MODES)))
    def test_it_is_the_decimal_of_so_many_places(
        self, value: Fraction, places: int, mode: Mode
    ) -> None:
        """Correctly rounded: as the decimal module rounds, given digits enough to tell."""
        found = rounded(value, places, mode)
        assert found.as_tuple().exponent == -places
        with decimal.localcontext(prec=400):
            digits = Decimal(value.numerator) / Decimal(value.denominator)
            expected = digits.quantize(Decimal(1).scaleb(-places), MODES[mode])
        assert Fraction(found) == Fraction(expected)
        assert str(found) == (str(expected) if expected else f"{abs(expected)}")

    @given(value=RATIONALS, places=st.integers(-3, 10), mode=st.sampled_from(sorted(MODES)))
    def test_rounding_in_a_number_system_is_the_same(
        self, value: Fraction, places: int, mode: Mode
    ) -> None:
        found = rounded_in(Exact(), value, places, mode)
        if places >= 0:
            assert found == Fraction(rounded(value, places, mode))
        assert (found * Fraction(10) ** places).denominator == 1
        assert abs(found - value) <= Fraction(10) ** -places

    def test_the_thread_s_decimal_context_is_of_no_consequence(self) -> None:
        with decimal.localcontext(prec=2, rounding=decimal.ROUND_UP):
            assert str(rounded(Fraction("123456789.125"), 2)) == "123456789.13"
            assert str(scaled(-12345678, 2)) == "-123456.78"


class TestPlain:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("5169.65", "5169.65"), ("100", "100"), ("-0.05", "-0.05"), ("1/3", "0.33333333…"),
            ("-2/3", "-0.66666666…"), ("0", "0"), ("1e20", "1" + "0" * 20), ("1e-10", "0.0000000001"),
        ],
    )  # fmt: skip
    def test_numbers_are_written_as_people_do(self, value: str, text: str) -> None:
        assert plain(Fraction(value)) == text

    @given(value=DECIMALS)
    def test_what_is_written_whole_reads_back(self, value: Decimal) -> None:
        assert read_number(plain(Fraction(value))) == Fraction(value)

    def test_no_exponent_is_ever_shown(self) -> None:
        assert (
            plain(Fraction(10) ** -LIMITS.fraction_digits)
            == f"0.{'0' * (LIMITS.fraction_digits - 1)}1"
        )
        assert plain(Fraction(1, 2**200)) == "0.00000000…"


@pytest.mark.parametrize(
    ("value", "places"),
    [("5/4", 2), ("1/3", None), ("7", 0), ("1/1024", 10), ("1/160", 5), ("3/60", 2)],
)
def test_decimal_places_are_those_that_write_a_number_exactly(
    value: str, places: int | None
) -> None:
    assert decimal_places(Fraction(value)) == places
