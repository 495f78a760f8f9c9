"""Where a sheet has its tables: the headings of scores, and those of the budget's amounts."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from attrs import frozen

from indicator_engine.auditing.reading.sheet import Sheet
from indicator_engine.auditing.report_model import Column
from indicator_engine.auditing.words import Role, bare, role_of

FundsRole: TypeAlias = Literal["weight", "rate", "score"]

FUNDS: Mapping[Column, re.Pattern[str]] = {
    "opening": re.compile(r"年初(预算数?|批复数?)"),
    "budget": re.compile(r"(全年|调整后?|年度|本年)?预算数?|全年预算安排数?"),
    "spent": re.compile(r"(全年|实际|本年|年度)?(执行|支出)数?"),
}
LEVEL = re.compile(r"[一二三四五]级")
EXECUTION_RATE = re.compile(r"(预算|资金)?执行率|预算执行进度")


@frozen(kw_only=True)
class Funds:
    """A block of amounts.

    Attributes:
        row: The row of its headings.
        amounts: The columns of the amounts.
        others: The columns of weight, rate and score.
    """

    row: int
    amounts: Mapping[Column, int]
    others: Mapping[FundsRole, int]


@frozen(kw_only=True)
class Scores:
    """A table of scores, or of what they are to be.

    Attributes:
        by: The role of the columns that end the names; without one it would be no such table.
        row: The row of its headings.
        last: The last row of its headings, where they take two.
        names: The columns of names, from the first level down.
        columns: The columns of each other role; weights and scores may have several.
    """

    by: Role
    row: int
    last: int
    names: tuple[int, ...]
    columns: Mapping[Role, tuple[int, ...]]

    def only(self, role: Role) -> int | None:
        """Return the last column of a role, which belongs to the deepest name of a row."""
        columns = self.columns.get(role, ())
        return columns[-1] if columns else None


def funds(sheet: Sheet) -> Funds | None:
    """Return the first block of amounts of a sheet."""
    for row in range(len(sheet.rows)):
        texts = {column: bare(text) for column, text in sheet.cells(row)}
        amounts = {
            role: column
            for role, pattern in FUNDS.items()
            for column, text in reversed(texts.items())
            if pattern.fullmatch(text)
        }
        if "spent" in amounts and len(amounts) >= 2 and not _has_names(texts):
            return Funds(row=row, amounts=amounts, others=dict(_others(texts)))
    return None


def _has_names(texts: Mapping[int, str]) -> bool:
    return any(role_of(text) == "name" for text in texts.values())


def _others(texts: Mapping[int, str]) -> Iterator[tuple[FundsRole, int]]:
    for column, text in texts.items():
        role = role_of(text)
        if EXECUTION_RATE.fullmatch(text):
            yield "rate", column
        elif role == "weight":
            yield "weight", column
        elif role == "score":
            yield "score", column


def scores(sheet: Sheet, by: Role = "score") -> Scores | None:
    """Return the first table of scores of a sheet; of weights or rules where they are asked for."""
    for row in range(len(sheet.rows)):
        found = _roles(sheet, row)
        if "name" in found and by in found:
            return _table(sheet, row, found, by)
        below = _roles(sheet, row + 1) if row + 1 < len(sheet.rows) else {}
        both = {role: (*found.get(role, ()), *below.get(role, ())) for role in {*found, *below}}
        if "name" in found and by in below and "name" not in below:
            return _table(sheet, row, both, by, last=row + 1)
    return None


def _table(
    sheet: Sheet,
    row: int,
    found: Mapping[Role, tuple[int, ...]],
    by: Role,
    last: int | None = None,
) -> Scores:
    """Return a table; columns merged into a heading of names are names too."""
    names = _names(sheet, row, found["name"])
    others = {column for role, columns in found.items() if role != "name" for column in columns}
    wide = [
        column
        for name in names
        for start, end in sheet.merged
        if start == (row, name)
        for column in range(name, end[1] + 1)
        if column not in others
    ]
    columns: dict[Role, tuple[int, ...]] = {
        role: tuple(sorted(each)) for role, each in found.items() if role != "name"
    }
    every = tuple(sorted({*names, *wide}))
    end = row if last is None else last
    return Scores(by=by, row=row, last=end, names=every, columns=columns)


def _names(sheet: Sheet, row: int, columns: tuple[int, ...]) -> list[int]:
    """Return the columns of names; beside 一级指标 a heading 绩效指标 only says what all of it is."""
    levels = [each for each in columns if LEVEL.match(bare(sheet.text(row, each)))]
    return sorted(levels or columns)


def _roles(sheet: Sheet, row: int) -> dict[Role, tuple[int, ...]]:
    found: dict[Role, tuple[int, ...]] = {}
    for column, text in sheet.cells(row):
        role = role_of(text)
        if role is not None:
            found[role] = (*found.get(role, ()), column)
    return found
