"""The table of indicators in a workbook, as a tree of what stands in its cells."""

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, field, frozen

from indicator_engine.auditing.printed import MULTIPLES, Printed, read_printed
from indicator_engine.auditing.reading import read_sheets
from indicator_engine.auditing.reading.headings import Scores, scores
from indicator_engine.auditing.reading.sheet import Sheet
from indicator_engine.auditing.reading.table import POINTS_IN_NAME, SUBTOTAL, TOTAL, plan_of
from indicator_engine.auditing.report_model import Direction, Node
from indicator_engine.auditing.words import Role, bare
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.importing.wording import clean
from indicator_engine.workbooks.addresses import cell_place

HUGE = 10**9  # points that nobody gives
RULES: tuple[Role, ...] = ("rule", "explanation")
FACTORS = {factor: word for word, factor in MULTIPLES.items()}
TRUTH: dict[str, Direction] = {">=": "positive", "<=": "reverse"}


@frozen(kw_only=True)
class Item:
    """One indicator, or group of them, as the table prints it.

    Attributes:
        title: What it is called.
        at: Where that stands.
        weight: Its weight; ``None`` where none is printed for it alone.
        weight_text: What stands there.
        rule: Its scoring rule; ``""`` where it has none.
        rule_at: Where that stands.
        explanation: What the table says of it besides.
        target_text: What stands as its target.
        target: That, where it is a number.
        unit: The unit of measure of that.
        direction: Whether more is better, where the table says so.
        children: The items below.
    """

    title: str
    at: str
    weight: Printed | None = None
    weight_text: str = ""
    rule: str = ""
    rule_at: str = ""
    explanation: str = ""
    target_text: str = ""
    target: Printed | None = None
    unit: str = ""
    direction: Direction | None = None
    children: tuple["Item", ...] = ()

    def walk(self) -> Iterator["Item"]:
        """Yield this item and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@frozen(kw_only=True)
class Table:
    """What a file says of an indicator system.

    Attributes:
        file: The name of the file, without its folder.
        sheet: The name of the sheet; ``""`` in a CSV file.
        title: What stands above the table; ``""`` for nothing.
        root: The whole of it.
        unread: Texts that were not taken over, each with its place.
        others: Sheets that were not read.
    """

    file: str
    sheet: str
    title: str
    root: Item
    unread: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()


def read_table(path: Path, sheet: str | None = None) -> Table:
    """Return the indicators of a workbook or a CSV file: of the first sheet that has some.

    Args:
        path: The file.
        sheet: The name of the sheet that is meant, where it is not the first.

    Raises:
        RecordError: Where the file cannot be read, or holds no such table.
    """
    sheets = read_sheets(path)
    known = [each.name for each in sheets]
    if sheet is not None and sheet not in known:
        raise _refused("import-sheet-unknown", path, sheet=sheet, known=", ".join(known))
    asked = [each for each in sheets if sheet in (None, each.name)]
    found = next(((each, plan) for each in asked if (plan := _plan(each))), None)
    if found is None:
        raise _refused("import-without-table", path)
    used, plan = found
    root = _Reading(used, plan).item(plan_of(used, plan))
    if not root.children:
        raise _refused("import-without-indicators", path, sheet=used.name or path.name)
    return Table(
        file=path.name,
        sheet=used.name,
        title=_title(used, plan),
        root=root,
        unread=tuple(_unread(used, plan)),
        others=tuple(each.name for each in sheets if each is not used and any(map(any, each.rows))),
    )


def _plan(sheet: Sheet) -> Scores | None:
    return scores(sheet, "weight") or scores(sheet, "rule")


def _title(sheet: Sheet, table: Scores) -> str:
    """Return the longest text above the headings that is no field of a form, such as 单位：…."""
    above = [text for row in range(table.row) for _, text in sheet.cells(row)]
    titles = [text for text in above if not any(mark in text for mark in ":：")]
    return " ".join(clean(max(titles, key=len, default="")).split())


def _unread(sheet: Sheet, table: Scores) -> Iterator[tuple[str, str]]:
    """Yield what stands in rows below the headings that are no indicators and no totals."""
    joined = {
        row for (top, _), (end, _) in sheet.merged if end > top for row in range(top, end + 1)
    }
    for row in range(table.last + 1, len(sheet.rows)):
        cells = list(sheet.cells(row))
        if len(cells) == 1 and row not in joined and cells[0][0] in table.names[:1]:
            column, text = cells[0]
            if not TOTAL.fullmatch(bare(text)) and not SUBTOTAL.fullmatch(bare(text)):
                yield sheet.at(row, column), clean(text)


@frozen
class _Reading:
    """Reads what a node's cells say besides its name and weight."""

    sheet: Sheet
    table: Scores
    _ends: dict[tuple[int, int], tuple[int, int]] = field(init=False)

    @_ends.default
    def _(self) -> dict[tuple[int, int], tuple[int, int]]:
        return dict(self.sheet.merged)

    def item(self, node: Node) -> Item:
        """Return the item of a node, and of all below it; a weight that rows share is their group's."""
        children = tuple(self.item(child) for child in node.children)
        found = Item(
            title=_plain(node.name) or node.at,
            at=node.at,
            weight=_weight(node),
            weight_text="" if node.weight is None else node.weight.text,
            children=children,
        )
        if children:
            return self._with_shared(found, node)
        return self._leaf(found, node)

    def _leaf(self, found: Item, node: Node) -> Item:
        """Return a leaf with its rule, its target and what else its rows say."""
        if node.row is None:
            return found
        rows = range(node.row, max(node.row, self._last(node)) + 1)
        texts = {role: self._texts(rows, role) for role in RULES}
        rule = texts["rule"] or (
            [] if self.table.only("rule") is not None else texts["explanation"]
        )
        target_text = self._text(node.row, "target")
        target = read_printed(target_text)
        direction = TRUTH.get(node.operator or (target.operator if target else ""))
        weight_text = found.weight_text or self._text(node.row, "weight")
        return evolve(
            found,
            rule="\n".join(text for _, text in rule),
            rule_at=rule[0][0] if rule else node.at,
            explanation="\n".join(text for _, text in texts["explanation"]),
            target_text=target_text,
            target=target,
            unit=self._text(node.row, "unit") or _unit(target),
            direction=node.direction or direction,
            weight=None if self._is_shared(node) else found.weight,
            weight_text="" if self._is_shared(node) else weight_text,
        )

    def _last(self, node: Node) -> int:
        """Return the last row of a node's name."""
        row, column = cell_place(node.at.rpartition("!")[2])
        last = self._ends.get((row - 1, column - 1), (row - 1, 0))[0]
        return last if node.row is not None and row - 1 == node.row else node.row or 0

    def _texts(self, rows: range, role: Role) -> list[tuple[str, str]]:
        """Return the texts of a role in some rows, each once, with its place."""
        column = self.table.only(role)
        if column is None:
            return []
        origins = dict.fromkeys(
            self.sheet.origin(row, column) for row in rows if row < len(self.sheet.rows)
        )
        return [
            (self.sheet.at(*each), clean(self.sheet.text(*each)))
            for each in origins
            if clean(self.sheet.text(*each))
        ]

    def _text(self, row: int, role: Role) -> str:
        column = self.table.only(role)
        return "" if column is None else clean(self.sheet.text(row, column))

    def _is_shared(self, node: Node) -> bool:
        """Tell whether a leaf's weight stands in a cell that belongs to rows of other leaves too."""
        return self._rows(node) is not None and self._rows(node) != (
            node.row,
            max(node.row or 0, self._last(node)),
        )

    def _rows(self, node: Node) -> tuple[int, int] | None:
        """Return the rows of the merged cell that a weight stands in; ``None`` where it is one cell."""
        if node.weight is None or not node.weight.at:
            return None
        row, column = cell_place(node.weight.at.rpartition("!")[2])
        end = self._ends.get((row - 1, column - 1))
        return None if end is None or end[0] == row - 1 else (row - 1, end[0])

    def _with_shared(self, found: Item, node: Node) -> Item:
        """Return a group with the weight that its leaves share, where it has none of its own."""
        leaves = [each for each in node.walk() if not each.children]
        first, last = leaves[0], leaves[-1]
        shared = self._rows(first)
        ends = (first.row, max(last.row or 0, self._last(last)))
        if found.weight is not None or shared is None or shared != ends or len(leaves) < 2:
            return found
        return evolve(
            found, weight=_weight(first), weight_text=first.weight.text if first.weight else ""
        )


def _weight(node: Node) -> Printed | None:
    """Return the weight of a node; one with a comparison, of something else or huge is none."""
    weight = node.weight
    if weight is None or weight.operator or weight.unit not in ("", "分", "%"):
        return None
    return weight if abs(weight.value) < HUGE else None


def _plain(name: str) -> str:
    """Return a name without the points that stand behind it, on one line."""
    return " ".join(clean(POINTS_IN_NAME.sub("", name)).split()) or clean(name)


def _unit(target: Printed | None) -> str:
    """Return the unit that a target is printed with, its multiple in front."""
    if target is None or target.is_percent or not target.unit:
        return ""
    return f"{FACTORS.get(target.factor, '')}{target.unit}"


def _refused(code: str, path: Path, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=Location(file=str(path)), facts=facts)])
