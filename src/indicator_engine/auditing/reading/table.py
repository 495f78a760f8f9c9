"""From a sheet to a report: the 自评表 and 得分情况表 as offices print them."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from indicator_engine.auditing.printed import Printed, in_points
from indicator_engine.auditing.reading.budget import add_budget
from indicator_engine.auditing.reading.drafts import Draft
from indicator_engine.auditing.reading.headings import Scores, funds, scores
from indicator_engine.auditing.reading.sheet import Sheet
from indicator_engine.auditing.report_model import Node, Report, Unread
from indicator_engine.auditing.words import (
    Role,
    bare,
    direction_of,
    operator_of,
    reason_of,
)

TOTAL = re.compile(r"合计|总计|总分|总得分|合计得分|total", re.IGNORECASE)
SUBTOTAL = re.compile(r"小计|subtotal", re.IGNORECASE)
GRADE_HEADING = re.compile(r".*等级")
GRADE = re.compile(r"[优良中差]秀?好?|合格|不合格|[A-E]")
POINTS_IN_NAME = re.compile(r"[（(]\s*(\d{1,3}(?:\.\d+)?)\s*分?\s*[）)]\s*$")
ROOT = "合计"
VALUES: tuple[Role, ...] = ("weight", "score", "target", "actual")
UPPER: tuple[Role, ...] = ("weight", "score", "rate")  # may have columns beside each level of names


def report_of(sheet: Sheet, name: str) -> Report | None:
    """Return the report that a sheet holds, or ``None`` where it has no table of scores."""
    table = scores(sheet)
    if table is None:
        return None
    root = Draft(ROOT, sheet.at(table.row, table.names[0]))
    reading = _Reading(sheet, table, root)
    grade = reading.read()
    money = funds(sheet)
    if money is not None and money.row != table.row:
        add_budget(root, sheet, money)
    found = grade or _grade(sheet)
    return Report(
        name=name,
        trees=(_node(root, ""),),
        grade=found[0] if found else "",
        grade_at=found[1] if found else "",
        unread=tuple(reading.unread),
    )


def plan_of(sheet: Sheet, table: Scores) -> Node:
    """Return the tree of a table that says what scores are to be: one of weights, or of rules."""
    root = Draft(ROOT, sheet.at(table.row, table.names[0]))
    _Reading(sheet, table, root).read()
    return _node(root, "")


def _node(draft: Draft, key: str) -> Node:
    """Return the node of a draft, and of all below it."""
    path = f"{key}/{draft.name}"
    children = tuple(_node(child, f"{path}[{index}]") for index, child in enumerate(draft.children))
    return Node(
        key=path,
        id=draft.name,
        name=draft.name,
        at=draft.at,
        row=draft.row,
        children=children,
        **draft.rows,  # type: ignore[arg-type]
    )


@frozen
class _Reading:
    """Reads the rows below the headings into a tree."""

    sheet: Sheet
    table: Scores
    root: Draft
    unread: list[Unread] = field(factory=list)

    def read(self) -> tuple[str, str] | None:
        """Read every row; return the grade beside the total and where it stands."""
        path: list[Draft] = []
        grade = None
        for row in range(self.table.last + 1, len(self.sheet.rows)):
            label = self._label(row)
            if TOTAL.fullmatch(label):
                self._values(row, self.root)
                grade = self._grade(row) or grade
            elif SUBTOTAL.fullmatch(label):
                self._subtotal(row, path)
            elif self._is_indicator(row):
                path = self._indicator(row, path)
        return grade

    def _label(self, row: int) -> str:
        """Return the last text in front of the scores, which tells a total from an indicator."""
        first = min(self.table.columns[self.table.by])
        named = [bare(text) for column, text in self.sheet.cells(row) if column < first]
        totals = [text for text in named if TOTAL.fullmatch(text) or SUBTOTAL.fullmatch(text)]
        return totals[0] if totals else ""

    def _is_indicator(self, row: int) -> bool:
        """Tell whether a row has a name and at least one value of its own.

        Of a plan, a value that several rows share is one of each, and a rule is enough.
        """
        roles = VALUES if self.is_report else (*VALUES, "rule", "explanation")
        columns = [column for role in roles for column in self.table.columns.get(role, ())]
        named = any(self.sheet.shown(row, column) for column in self.table.names)
        is_heading = any(
            self.sheet.text(row, column) == self.sheet.text(self.table.row, column) != ""
            for column in self.table.columns[self.table.by]
        )
        return named and not is_heading and any(self._has(row, each) for each in columns)

    @property
    def is_report(self) -> bool:
        """Whether the table has scores; else it is the plan of one."""
        return self.table.by == "score"

    def _has(self, row: int, column: int) -> bool:
        """Tell whether there is a value in a cell, and not a note that runs over the whole row."""
        origin = self.sheet.origin(row, column)
        if self.is_report or origin == (row, column):
            return self.sheet.text(row, column) != ""
        names = {self.sheet.origin(row, each) for each in self.table.names}
        return origin not in names and self.sheet.text(*origin) != ""

    def _names(self, row: int, before: Sequence[Draft]) -> list[Draft]:
        """Return the names of a row from the first level down, each as a new draft.

        A cell merged with the one above, or left empty where a deeper one is filled, goes on with
        the name above; one merged over several levels is one name.
        """
        above = {each.column: each for each in before}
        found: dict[tuple[int, int] | int, Draft] = {}
        deepest = max(c for c in self.table.names if self.sheet.shown(row, c))
        for column in self.table.names:
            origin = self.sheet.origin(row, column)
            text = self.sheet.text(*origin)
            if column > deepest or origin in found:
                continue
            if text:
                found[origin] = Draft(text, self.sheet.at(*origin), column)
            elif column in above:
                found[column] = Draft(above[column].name, above[column].at, column)
        return list(found.values())

    def _indicator(self, row: int, before: list[Draft]) -> list[Draft]:
        """Add the indicator of a row; return the path to it."""
        path: list[Draft] = []
        above = self.root
        names = self._names(row, before)
        is_more = not self.is_report and not self._is_weighed(row)
        for level, named in enumerate(names):
            known = before[level] if level < len(before) and path == before[:level] else None
            is_leaf = named is names[-1]
            if known is None or not _goes_on(known, named, is_leaf=is_leaf, is_more=is_more):
                known = named
                _points_in_name(known)
                above.children.append(known)
            path.append(known)
            above = known
        self._upper_values(row, path)
        self._values(row, path[-1])
        return path

    def _is_weighed(self, row: int) -> bool:
        """Tell whether a row has a weight of its own, so that one merged name is two leaves."""
        column = self.table.only("weight")
        return column is not None and self.sheet.text(row, column) != ""

    def _upper_values(self, row: int, path: Sequence[Draft]) -> None:
        """Read weights and scores that stand in columns of their own beside upper names.

        Of a plan, a leaf of an upper level has its weight there too.
        """
        lowest = len(path) - 1 if self.is_report else len(path)
        for role in UPPER:
            columns = self.table.columns.get(role, ())
            for column in columns[:-1]:
                level = sum(name < column for name in self.table.names) - 1
                number = self.sheet.number(row, column)
                if number is not None and 0 <= level < lowest:
                    path[level].rows[role] = in_points(number) if role == "weight" else number

    def _values(self, row: int, draft: Draft) -> None:
        """Read everything that a row prints for its own node."""
        only, number = self.table.only, self.sheet.number
        draft.row = row if draft.row is None else draft.row
        weight = number(row, only("weight"))
        read: dict[str, object] = {
            "weight": None if weight is None else in_points(weight),
            "score": number(row, only("score")),
            "rate": number(row, only("rate")),
            "converted": number(row, only("converted")),
            "share": number(row, only("share")),
            "target": self._text(row, "target"),
            "actual": self._text(row, "actual"),
            "unit": self._text(row, "unit"),
            "rule": self._text(row, "rule"),
            "reason": reason_of(self._text(row, "reason")),
            "direction": direction_of(self._text(row, "direction")),
            "operator": operator_of(self._text(row, "operator") or self._text(row, "direction")),
        }
        draft.rows.update({key: value for key, value in read.items() if value})
        for role in UPPER:
            if role not in draft.rows and reason_of(text := self._text(row, role)):
                at = self.sheet.at(row, only(role) or 0)
                self.unread.append(Unread(name=text, at=at, code="not-a-number"))

    def _text(self, row: int, role: Role) -> str:
        column = self.table.only(role)
        return "" if column is None else self.sheet.text(row, column)

    def _subtotal(self, row: int, path: Sequence[Draft]) -> None:
        """Give the numbers of a 小计 row to the group it closes."""
        column = next(c for c, text in self.sheet.cells(row) if SUBTOTAL.fullmatch(bare(text)))
        level = sum(name < column for name in self.table.names) - 1
        if path:
            self._values(row, path[max(0, min(level, len(path) - 2))])

    def _grade(self, row: int) -> tuple[str, str] | None:
        """Return the grade that stands in the row of the total."""
        for column, text in self.sheet.cells(row):
            if GRADE.fullmatch(text):
                return text, self.sheet.at(row, column)
        return None


def _goes_on(known: Draft, named: Draft, *, is_leaf: bool, is_more: bool) -> bool:
    """Tell whether a row is about the same node as the row above, at one level."""
    if is_leaf:  # a leaf merged over two rows is two leaves, unless the second only says more of it
        return known.at == named.at and (is_more or not known.rows)
    return (known.name, known.column) == (named.name, named.column)


def _points_in_name(draft: Draft) -> None:
    """Read the weight that a name has in brackets: 产出指标（50分）."""
    match = POINTS_IN_NAME.search(draft.name)
    if match is not None:
        value = Fraction(match[1])
        step = Fraction(1, 10 ** len(match[1].partition(".")[2]))
        draft.rows["weight"] = Printed(match[1], value, step, at=draft.at)


def _grade(sheet: Sheet) -> tuple[str, str] | None:
    """Return the grade that stands behind a heading such as 评价等级."""
    for row in range(len(sheet.rows)):
        cells = list(sheet.cells(row))
        for (_, heading), (column, text) in pairwise(cells):
            if GRADE_HEADING.fullmatch(bare(heading)) and GRADE.fullmatch(text):
                return text, sheet.at(row, column)
    return None
