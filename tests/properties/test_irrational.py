"""Law: irrational results are correctly rounded to 50 digits, rational ones exact."""

import decimal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import prod

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from indicator_engine import evaluate
from indicator_engine.number_systems import irrational
from indicator_engine.number_systems.irrational import DIGITS

ORACLE = decimal.Context(prec=120, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)
SMALL = st.fractions(min_value=Fraction(1, 10**6), max_value=10**6, max_denominator=10**6)
SIZES = st.builds(lambda value, power: value * Fraction(10) ** power, SMALL, st.integers(-40, 40))


def wide(value: Fraction) -> Decimal:
    """Return a value to the digits of the oracle."""
    return ORACLE.divide(Decimal(value.numerator), Decimal(value.denominator))


def short(value: Decimal) -> Fraction:
    """Return a value rounded to the digits of the language."""
    return Fraction(
        decimal.Context(prec=DIGITS, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN).plus(value)
    )


def half_a_unit(result: Fraction) -> Fraction:
    """Return half of the last of 50 digits."""
    exponent = Decimal(wide(result)).adjusted() - DIGITS + 1
    return Fraction(10) ** exponent / 2


def is_nearest_root(result: Fraction, value: Fraction, degree: int) -> bool:
    """Tell whether no other number of 50 digits is nearer to the root: shown by powers alone."""
    half = half_a_unit(result)
    return (result - half) ** degree <= value <= (result + half) ** degree


def digits(result: Fraction) -> int:
    """Return how many significant digits write a number."""
    return len(Decimal(wide(result)).normalize(ORACLE).as_tuple().digits)


@given(value=SIZES, degree=st.integers(2, 9))
@example(value=Fraction(2), degree=2)
@example(value=(1 + Fraction(5, 10**DIGITS)) ** 2 + Fraction(1, 10**150), degree=2)
@example(value=(1 + Fraction(5, 10**DIGITS)) ** 2 - Fraction(1, 10**150), degree=2)
@example(value=(1 + Fraction(5, 10**DIGITS)) ** 3 + Fraction(1, 10**400), degree=3)
@example(value=Fraction(10**60 + 1), degree=2)
@example(value=Fraction(1, 10**60 + 1), degree=3)
def test_a_root_is_the_nearest_number_of_its_digits(value: Fraction, degree: int) -> None:
    result = irrational.root(value, degree)
    if result**degree != value:
        assert is_nearest_root(result, value, degree)
        assert digits(result) <= DIGITS


@given(root=SIZES, degree=st.integers(2, 9))
def test_a_rational_root_is_exact(root: Fraction, degree: int) -> None:
    """However many digits it has."""
    assert irrational.root(root**degree, degree) == root


@given(values=st.lists(SMALL | st.just(Fraction(0)), min_size=1, max_size=6))
def test_a_geometric_mean_is_the_nearest_root_of_the_product(values: list[Fraction]) -> None:
    result = evaluate("geomean(x)", {"x": values})
    assert isinstance(result, Fraction)
    product = prod(values, start=Fraction(1))
    assert result ** len(values) == product or is_nearest_root(result, product, len(values))


@given(value=SIZES)
@example(value=1 + Fraction(1, 10**40))
@example(value=1 - Fraction(1, 10**40))
@example(value=Fraction(10) ** 20)
def test_a_logarithm_is_correctly_rounded(value: Fraction) -> None:
    assume(value != 1)
    near_one = decimal.Context(prec=300)
    digits = near_one.divide(Decimal(value.numerator), Decimal(value.denominator))
    assert irrational.log(value) == short(near_one.ln(digits))


@given(value=st.fractions(min_value=-60, max_value=60, max_denominator=10**9))
@example(value=Fraction(1, 10**40))
@example(value=Fraction(5, 10**DIGITS))
@example(value=Fraction(-5, 10**DIGITS))
@example(value=Fraction(2_000))
@example(value=Fraction(-2_000))
def test_an_exponential_is_correctly_rounded(value: Fraction) -> None:
    assume(value != 0)
    assert irrational.exp(value) == short(ORACLE.exp(wide(value)))


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("sqrt(2)", "1.4142135623730950488016887242096980785696718753769"),
        ("ln(10)", "2.3025850929940456840179914546843642076011014886288"),
        ("exp(1)", "2.7182818284590452353602874713526624977572470937000"),
        ("geomean(1, 2, 3)", "1.8171205928321396588912117563272605024282104631412"),
        ("sqrt(1.44)", "1.2"), ("geomean(2, 4, 8)", "4"), ("ln(1)", "0"), ("exp(0)", "1"), ("sqrt(0)", "0"),
    ],
)  # fmt: skip
def test_known_digits(formula: str, result: str) -> None:
    """As tables of constants print them."""
    assert evaluate(formula) == Fraction(result)


@given(low=SIZES, high=SIZES)
def test_greater_numbers_have_no_smaller_results(low: Fraction, high: Fraction) -> None:
    """Rounding keeps the order; intervals rely on it."""
    low, high = sorted((low, high))
    increasing: tuple[Callable[[Fraction], Fraction], ...] = (
        irrational.log,
        lambda value: irrational.root(value, 3),
        lambda value: irrational.exp(min(value, Fraction(50))),
    )
    for function in increasing:
        assert function(low) <= function(high)


@pytest.mark.parametrize("degree", [100, 5_000, 10**9, 10**20])
def test_a_root_of_a_high_degree_takes_no_longer(degree: int) -> None:
    """A panel may be large, and the shares of a group's mean are the author's."""
    result = irrational.root(Fraction(2), degree)
    assert result == short(ORACLE.exp(ORACLE.divide(ORACLE.ln(Decimal(2)), Decimal(degree))))


def test_the_thread_s_decimal_context_is_of_no_consequence() -> None:
    expected = [
        irrational.root(Fraction(2), 2),
        irrational.log(Fraction(2)),
        irrational.exp(Fraction(2)),
    ]
    with decimal.localcontext(prec=3, rounding=decimal.ROUND_UP, Emax=5, Emin=-5):
        assert expected == [
            irrational.root(Fraction(2), 2),
            irrational.log(Fraction(2)),
            irrational.exp(Fraction(2)),
        ]
