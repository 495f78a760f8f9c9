"""A program gives, row by row, what the closures of the same graph give."""

from collections.abc import Sequence

import polars as pl
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicator_engine.kernel import (
    PASSED,
    CannotLower,
    Load,
    Lowering,
    Output,
    Program,
)
from indicator_engine.number_systems.deferred import (
    Node,
    Programmer,
    Truth,
    Whole,
    graph,
    remembered,
)
from tests.kernel.graphs import GraphCase, graph_cases

MOST = 2**53 - 1
WHOLE = Output("l", 2.0**53)


def lowered(case: GraphCase, nodes: list[Node], checks: list[Truth]) -> Lowering:
    """Return the instructions of a graph, if it is for the compiled module."""
    lowering = Lowering(
        Load(slot=slot, low=low, high=high) for slot, (low, high) in enumerate(case.ends)
    )
    try:
        lowering.lower(nodes, checks)
    except CannotLower:
        assume(False)
    return lowering


def passed(program: Program, rows: Sequence[Sequence[int]]) -> pl.DataFrame:
    """Return what a program makes of rows of whole numbers."""
    columns = enumerate(zip(*rows, strict=True))
    table = pl.DataFrame({str(slot): pl.Series(each, dtype=pl.Int64) for slot, each in columns})
    return pl.DataFrame(program.over(table))


@settings(max_examples=400)
@given(case=graph_cases())
def test_every_number_and_truth_is_that_of_the_closures(case: GraphCase) -> None:
    """Numbers go out as whole ones, truths as bytes."""
    nodes: list[Node] = [*case.wholes, *case.truths]
    lowering = lowered(case, nodes, [])
    outputs = [*[WHOLE] * len(case.wholes), *[Output("C", 1.0)] * len(case.truths)]
    found = passed(Program(lowering, len(case.ends), [*outputs, Output(PASSED)]), case.rows)
    assert found.to_series(-1).all()
    programmer = Programmer(len(case.ends), nodes, [])
    closures = [programmer.closure(each) for each in nodes]
    for row, got in zip(case.rows, found.rows(), strict=True):
        memory = [*row]
        programmer.program.run(memory)
        assert [*got[:-1]] == [int(each(memory)) for each in closures]


@settings(max_examples=200)
@given(case=graph_cases())
def test_a_row_passes_where_all_checks_hold(case: GraphCase) -> None:
    """As a run of the closures tells."""
    checks = [*case.truths]
    program = Program(lowered(case, [], checks), len(case.ends), [Output(PASSED)])
    run = Programmer(len(case.ends), [], checks).program.run
    found = passed(program, case.rows).to_series().to_list()
    assert found == [run([*row]) for row in case.rows]


@settings(max_examples=300)
@given(
    divisor=st.integers(1, 2**53 - 1),
    near=st.integers(0, 2**53 - 2),
    beside=st.integers(-1, 1),
    sign=st.sampled_from([1, -1]),
)
def test_a_quotient_beside_a_whole_number_is_rounded_down(
    divisor: int, near: int, beside: int, sign: int
) -> None:
    """As large as doubles are exact, a quotient of theirs is a whole number only where it is one."""
    dividend = sign * (near // divisor * divisor + beside)
    load = Load(slot=0, low=-MOST, high=MOST)
    top, over = Whole(remembered(0), low=-MOST, high=MOST), Whole(remembered(1), low=1, high=MOST)
    lowering = Lowering([load, evolve(load, slot=1)])
    lowering.lower([graph.quotient([(1, top)], 0, 1, over)], [])
    found = passed(Program(lowering, 2, [WHOLE, Output(PASSED)]), [(dividend, divisor)])
    assert found.row(0) == (dividend // divisor, True)
