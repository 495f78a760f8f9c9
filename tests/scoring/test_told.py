"""What a run tells of an indicator is what exact fractions say of it."""

from fractions import Fraction
from operator import itemgetter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicator_engine.language.numbers import rounded
from indicator_engine.scoring.evaluation import RATE_PLACES
from indicator_engine.scoring.told import SHARES, Kept, always, decimals, looked_up, share, shares

wholes = st.integers(-(10**6), 10**6) | st.integers()
positive = st.integers(1, 1_000) | st.integers(1)
weights = st.fractions(0, 100, max_denominator=40).filter(bool)


@given(top=wholes, scale=positive, over=positive, weight=weights)
@example(top=-1, scale=8, over=1, weight=Fraction(10**4, 4))
@example(top=1, scale=2, over=10**4, weight=Fraction(1))
def test_a_value_and_its_rate_are_exact(top: int, scale: int, over: int, weight: Fraction) -> None:
    """In lowest terms, and half up away from zero, however long the numbers are."""
    value, rate = share(itemgetter(0), scale, itemgetter(1), weight)([top, over])
    expected = Fraction(top, scale * over)
    assert value.as_integer_ratio() == expected.as_integer_ratio()
    assert str(rate) == str(rounded(expected / weight, RATE_PLACES))


@given(parts=wholes, scale=st.sampled_from([1, 2, 5, 20, 100]), weight=weights)
def test_what_is_kept_is_what_would_be_made(parts: int, scale: int, weight: Fraction) -> None:
    """Whether it is asked for the first time or again, and wherever its number comes from."""
    made = share(itemgetter(0), scale, always(1), weight)([parts])
    in_memory = looked_up(shares(scale, weight), itemgetter(0))
    computed = looked_up(shares(scale, weight), lambda memory: memory[0] + 1)
    assert in_memory([parts]) == in_memory([parts]) == computed([parts - 1]) == made


@given(units=wholes, places=st.integers(0, 6))
def test_decimals_have_their_places(units: int, places: int) -> None:
    """Trailing zeros and all."""
    assert str(decimals(places)[units]) == str(rounded(Fraction(units, 10**places), places))


@pytest.mark.parametrize("most", [0, 3])
def test_no_more_is_kept_than_said(most: int) -> None:
    """What comes later is made each time."""
    kept = Kept(str, most)
    assert [kept[whole % 10] for whole in range(20)] == [str(whole % 10) for whole in range(20)]
    assert len(kept) == most


def test_the_shares_of_a_weight_are_bounded() -> None:
    """A group of many points has more values than are worth their place."""
    kept = shares(100, Fraction(60))
    assert len({kept[parts] for parts in range(2 * SHARES)}) == 2 * SHARES
    assert len(kept) == SHARES
