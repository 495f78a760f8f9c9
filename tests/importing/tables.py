"""Tables of indicators as offices print them, written into workbooks in memory."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from attrs import frozen

from indicator_engine import Ruleset, parse_ruleset
from indicator_engine.importing import Draft, drafted, read_table
from indicator_engine.json_text.writer import write_json
from tests.auditing.workbooks import workbook_in

HEADINGS = ("一级指标", "二级指标", "三级指标")


@frozen
class Branch:
    """An indicator of a table, or a group of them.

    Attributes:
        name: What it is called.
        weight: Its printed weight; ``None`` where the cell is empty.
        children: Those below.
        rule: Its scoring rule.
        target: Its target.
    """

    name: str
    weight: object
    children: tuple["Branch", ...] = ()
    rule: str = ""
    target: str = ""

    @property
    def leaves(self) -> int:
        """Return how many rows it takes."""
        return sum(each.leaves for each in self.children) or 1

    @property
    def depth(self) -> int:
        """Return how many levels of names it takes."""
        return 1 + max((each.depth for each in self.children), default=0)


@frozen
class _Sheet:
    """A sheet that branches are written into.

    Attributes:
        sheet: Of XlsxWriter.
        levels: How many levels of names it has, each with a column of weights beside it.
    """

    sheet: Any
    levels: int

    def put(self, first: int, end: int, column: int, what: object) -> None:
        """Write into a cell, merged with those below it down to another row."""
        if end > first:
            self.sheet.merge_range(first, column, end, column, what)
        else:
            self.sheet.write(first, column, what)

    def branch(self, each: Branch, row: int, level: int = 0) -> int:
        """Write a branch, and return the row behind it."""
        end = row + each.leaves
        self.put(row, end - 1, 2 * level, each.name)
        if each.weight is not None:
            column = level if each.children else self.levels - 1
            self.put(row, end - 1, 2 * column + 1, each.weight)
        if not each.children:
            self.sheet.write_string(row, 2 * self.levels, each.rule)
            self.sheet.write_string(row, 2 * self.levels + 1, each.target)
        for child in each.children:
            row = self.branch(child, row, level + 1)
        return end


def official(
    branches: Sequence[Branch], *, total: object = None, notes: Iterable[str] = ()
) -> bytes:
    """Return a workbook: a title, two columns for each level, merged cells, a total, notes.

    Every level has its own column of weights beside its names, as the national form has.
    """
    buffer = BytesIO()
    book = workbook_in(buffer)
    to = _Sheet(book.add_worksheet("评分表"), max(each.depth for each in branches))
    last = 2 * to.levels + 1
    to.sheet.merge_range(0, 0, 0, last, "指标体系")
    beside = [name for level in HEADINGS[: to.levels] for name in (level, "分值")]
    to.sheet.write_row(2, 0, [*beside, "评分标准", "目标值"])
    row = 3
    for each in branches:
        row = to.branch(each, row)
    if total is not None:
        to.sheet.write(row, 0, "合计")
        to.sheet.write(row, last - 2, total)
        row += 1
    for number, note in enumerate(notes, row):
        to.sheet.merge_range(number, 0, number, last, note)
    book.close()
    return buffer.getvalue()


def imported(
    data: bytes, folder: Path, name: str = "指标体系.xlsx", *, sheet: str | None = None
) -> Draft:
    """Return what is made of a file with some bytes."""
    path = folder / name
    path.write_bytes(data)
    return drafted(read_table(path, sheet), "imported", None, "imported.todo.md", "zh")


def loaded(draft: Draft) -> Ruleset:
    """Return the ruleset of an import; one with an error is refused."""
    return parse_ruleset(write_json(draft.ruleset))


def weights(branches: Iterable[Branch]) -> list[tuple[str, Fraction]]:
    """Return the names and the weights of a tree, parents first."""
    found: list[tuple[str, Fraction]] = []
    for each in branches:
        found.append((each.name, Fraction(str(each.weight))))
        found.extend(weights(each.children))
    return found
