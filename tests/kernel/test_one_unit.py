"""One unit is read as it is expected to be, exactly, or left to others."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicator_engine.completed import begun, begun_in_python
from indicator_engine.kernel import PASSED, Load, Lowering, Output, Program
from indicator_engine.number_systems.deferred import Whole, graph, remembered, truth_in
from indicator_engine.results import ScoreNode
from indicator_engine.scoring.told import fractions, fractions_in_python

MOST = 10**9


def doubling() -> Program:
    """Return a program of a number with two places and a truth, which gives the double."""
    inputs = [Load(slot=0, scale=100, low=-MOST, high=MOST), Load(slot=1, low=0, high=1)]
    number, truth = Whole(remembered(0), low=-MOST, high=MOST), truth_in(1)
    lowering = Lowering(inputs)
    lowering.lower([graph.combined([(2, number)]), truth.inverted()], [])
    return Program(lowering, 2, [Output("l"), Output(PASSED), Output(PASSED)])


def read(inputs: Mapping[str, Any]) -> list[Any] | None:
    """Return what the program gives."""
    return doubling().alone(("x", "so"), b"nt", inputs)


@given(st.floats() | st.integers() | st.integers(-(10**9), 10**9).map(lambda each: each / 100))
def test_numbers_are_read_exactly_or_not_at_all(number: float) -> None:
    """As whole numbers of hundredths."""
    exact = Fraction(repr(number)) * 100 if number - number == 0 else None
    found = read({"x": number, "so": True})
    if exact is None or exact.denominator != 1 or abs(exact) > MOST:
        assert found is None
    else:
        assert found == [exact, True, 2 * exact, False]


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"x": 1},
        {"x": 1, "y": True},
        {"x": 1, "so": True, "more": 1},
        {"x": True, "so": True},
        {"x": 1, "so": 1},
        {"x": 1, "so": None},
        {"x": None, "so": True},
        {"x": "1", "so": True},
        {"x": Decimal(1), "so": True},
        {"x": Fraction(1), "so": True},
        {"x": 10**400, "so": True},
        {"x": 1, "so": "是"},
    ],
    ids=str,
)
def test_whatever_else_comes_is_left_to_others(inputs: Mapping[str, Any]) -> None:
    """Also what they take for a number."""
    assert read(inputs) is None


def test_threads_may_share_a_program() -> None:
    """None sees what another one computes."""
    program = doubling()

    def run(number: int) -> bool:
        return all(
            program.alone(("x", "so"), b"nt", {"x": number, "so": False})
            == [100 * number, False, 200 * number, True]
            for _ in range(2_000)
        )

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(run, range(8)))


def test_a_program_of_other_columns_is_refused() -> None:
    """Of one unit whole numbers and truths are given, for as many inputs as there are."""
    with pytest.raises(ValueError, match="2 inputs are read, not 1"):
        doubling().alone(("x",), b"n", {"x": 1})
    lowering = Lowering([Load(slot=0, low=0, high=9)])
    lowering.lower([Whole(remembered(0), low=0, high=9)], [])
    program = Program(lowering, 1, [Output("g"), Output(PASSED)])
    with pytest.raises(ValueError, match="only whole numbers and truths"):
        program.alone(("x",), b"n", {"x": 1})


@pytest.mark.parametrize("make", [begun, begun_in_python])
def test_results_begin_with_their_own_fields(make: Any) -> None:  # noqa: ANN401 - one of two
    """Templates stay as they are."""
    templates = ({"id": "a", "score": None}, {"id": "b", "score": None})
    found = make(ScoreNode, templates, "score", [1, 2], {"status": "scored"})
    assert [(type(each), each.id, each.score, each.status) for each in found] == [
        (ScoreNode, "a", 1, "scored"),
        (ScoreNode, "b", 2, "scored"),
    ]
    assert templates == ({"id": "a", "score": None}, {"id": "b", "score": None})
    with pytest.raises(ValueError, match=r"as many|argument"):
        make(ScoreNode, templates, "score", [1], {})


LARGEST = 2**63 - 1
NUMBER = st.integers(-LARGEST, LARGEST) | st.integers(-50, 50)


@pytest.mark.parametrize("make", [fractions, fractions_in_python])
@given(parts=st.lists(st.tuples(NUMBER, NUMBER.map(abs).filter(bool))))
@example(parts=[(0, LARGEST), (LARGEST, LARGEST), (-LARGEST, 1), (-(2**63), 2**62)])
def test_fractions_are_those_of_python(make: Any, parts: list[tuple[int, int]]) -> None:  # noqa: ANN401 - one of two
    """In lowest terms, whatever their sign."""
    numbers = (*(above for above, _ in parts), *(below for _, below in parts))
    found = make(Fraction, numbers)
    assert [(type(each), *each.as_integer_ratio()) for each in found] == [
        (Fraction, *Fraction(above, below).as_integer_ratio()) for above, below in parts
    ]


@pytest.mark.parametrize(
    ("numbers", "error"),
    [((1, 0), ValueError), ((1, -2), ValueError), ((2**63, 1), OverflowError)],
)
def test_other_fractions_are_refused(numbers: tuple[int, ...], error: type[Exception]) -> None:
    """Nobody asks for them; but none may come out wrong."""
    with pytest.raises(error):
        fractions(Fraction, numbers)
