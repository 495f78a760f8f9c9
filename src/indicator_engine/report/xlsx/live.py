"""What each line of a score sheet computes from the scores above it, and what it cannot.

A formula is written only where it gives what the engine gives: for the scores of the report,
which is checked here, and for any others that are typed in. Where a rule needs more than the
scores (a formula, a geometric mean, an adjustment whose condition scores decide), a number stands
in its place, and the line says so.
"""

from collections.abc import Iterator, Sequence

from indicator_engine.report.levels import Line
from indicator_engine.report.xlsx.endings import Ending
from indicator_engine.report.xlsx.score_cells import (
    Columns,
    Computed,
    ScoreCells,
    Words,
    is_kept,
    is_left_out,
)


def computed(
    lines: Sequence[Line], first_row: int, columns: Columns, words: Words
) -> tuple[Computed, ...]:
    """Return what each line computes.

    Args:
        lines: The lines of the table, those of a group after all that is below it.
        first_row: The row of the first one, from 1.
        columns: Where the numbers are.
        words: What stands where there is no number.
    """
    cells = ScoreCells(columns, words)
    found: list[Computed] = []
    ending: list[Line] = []
    for row, line in enumerate(lines, first_row):
        if line.part == "leaf":
            found.append(cells.leaf(line.node, row))
            continue
        ending.append(line)
        if line.part == "result":
            found.extend(_ending(cells, ending, row + 1 - len(ending)))
            ending = []
    return tuple(found)


def _ending(cells: ScoreCells, lines: Sequence[Line], first: int) -> Iterator[Computed]:
    """Yield what the lines that end a group compute, the last one its score."""
    node, row = lines[-1].node, first + len(lines) - 1
    cells.row_of[id(node)] = row
    arithmetic = node.arithmetic
    if arithmetic is None or not is_kept(node.score):
        yield from (Computed(is_stuck=line is lines[-1]) for line in lines)
        return
    if is_left_out(node):
        yield from (Computed() for _ in lines)
        return
    yield from Ending(cells, node, arithmetic, lines, first).computed()
