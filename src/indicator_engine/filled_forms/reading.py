"""From a form that somebody has filled in to the record it holds, every error with its cell."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from indicator_engine.cells import from_cell, from_entries, from_mark, from_tiered
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.filled_forms import sheets
from indicator_engine.filled_forms.sheets import Found, Place, Sheets
from indicator_engine.json_text.pointers import split
from indicator_engine.limits import LIMITS
from indicator_engine.messages import forms as say
from indicator_engine.model import Input, Ruleset
from indicator_engine.records import Record, from_parts
from indicator_engine.values import MARKS, Refusal, shown
from indicator_engine.workbooks import opened_workbook

DIGITS = 12  # of a digest, in a message


@frozen(kw_only=True)
class Filled:
    """What a form holds.

    Attributes:
        record: The data of the unit.
        notices: What is odd about the form and stops nothing: it was written for another ruleset,
            or lacks rows.
    """

    record: Record
    notices: tuple[Diagnostic, ...] = ()


def read_form(ruleset: Ruleset, source: Path | bytes, name: str) -> Filled:
    """Return the record that a form holds.

    A form is known by the headings of its sheets and the ids in its rows, not by its name.

    Args:
        ruleset: What the data are read against.
        source: The file, or what it holds.
        name: What messages call it; they add the cell: ``填报表.xlsx: 填报!E7``.

    Raises:
        RecordError: With every cell that cannot be used, or why the file is no form.
        IndicatorEngineError: Where the libraries that read workbooks are not installed.
    """
    return read_sheets(ruleset, open_form(source, name), name)


def open_form(source: Path | bytes, name: str) -> Sheets:
    """Return all cells of a workbook that may be a form.

    Args:
        source: The file, or what it holds.
        name: What messages call it.

    Raises:
        RecordError: Where it is no sound workbook.
        IndicatorEngineError: Where the libraries that read workbooks are not installed.
    """
    with opened_workbook(source, Location(file=name)) as book:
        return sheets.sheets_of(book)


def read_sheets(ruleset: Ruleset, every: Sheets, name: str) -> Filled:
    """Return the record that the sheets of a form hold; otherwise as :func:`read_form`."""
    inputs = sheets.found(every, sheets.INPUTS)
    if inputs is None:
        raise RecordError([Diagnostic(code="form-not-recognised", at=Location(file=name))])
    indicators = sheets.found(every, sheets.INDICATORS)
    reader = _Reader(ruleset, name)
    reader.read_inputs(inputs)
    reader.read_unit(inputs)
    if indicators is not None:
        reader.read_indicators(indicators)
    notices = tuple(reader.notices(sheets.origin(every), lacks_a_sheet=indicators is None))
    return Filled(record=reader.record(notices), notices=notices)


@frozen
class _Item:
    """An input in a form.

    Attributes:
        id: Where its id stands.
        cells: The cells of its values, row by row.
        reasons: Those of its reason, likewise.
        width: How many cells there are in a row.
    """

    id: Place
    cells: list[Place]
    reasons: list[Place]
    width: int


class _Reader:
    """Reads one form and collects what is wrong with it."""

    def __init__(self, ruleset: Ruleset, name: str) -> None:
        self.ruleset, self.name = ruleset, name
        self.found: list[Diagnostic] = []
        self.items: dict[str, _Item] = {}
        self.inputs: dict[str, object] = {}
        self.notes: dict[str, str] = {}
        self.unit: dict[str, str] = {}
        self.places: dict[tuple[str, str], Place] = {}

    def refuse(self, place: Place, code: str, name: str | None = None, **facts: str) -> None:
        """Note why a cell cannot be used."""
        named = {"name": name} if name else {}
        found = Diagnostic(code=code, at=self.at(place), facts={**named, **facts}, id=name)
        self.found.append(found)

    def at(self, place: Place | None) -> Location:
        """Return the address of a cell, or of the form."""
        return Location(file=self.name, cell="" if place is None else place.at)

    def read_inputs(self, sheet: Found) -> None:
        """Read every row of the inputs."""
        for id_cell, cells, reason in sheets.grouped(sheet):
            name = id_cell.text.strip()
            if name:
                self.collect(name, _Item(id_cell, cells, [reason], len(cells)))
            else:
                self.unexpected(cells)
        for name, item in self.items.items():
            self.read_item(name, item)

    def collect(self, name: str, item: _Item) -> None:
        """Add the row of an input; a list may go on in the rows below its first."""
        known = self.items.setdefault(name, item)
        declared = self.ruleset.inputs.get(name)
        if known is item:
            return
        if declared is None or declared.type != "numbers":
            self.refuse(item.id, "form-item-twice", name, cell=known.id.at)
            return
        known.cells.extend(item.cells)
        known.reasons.extend(item.reasons)

    def unexpected(self, cells: Sequence[Place]) -> None:
        """Refuse what stands where nothing should."""
        for each in cells:
            if not each.is_empty:
                self.refuse(each, "form-cell-unexpected", value=repr(shown(each.text)))

    def read_item(self, name: str, item: _Item) -> None:
        """Read one input; a row of an unknown one counts only where it is filled in."""
        declared = self.ruleset.inputs.get(name)
        filled = [each for each in item.cells if not each.is_empty]
        if declared is None:
            if filled:
                self.inputs[name] = filled[0].text
                self.places["inputs", name] = item.id
            return
        try:
            raw = self.value(declared, item)
        except Refusal as refusal:
            place = _inside(item, declared, refusal.inside)
            self.refuse(place, refusal.code, name, **refusal.facts)
            raw = None
        reason = next((each for each in item.reasons if not each.is_empty), None)
        self.inputs[name] = self.with_reason(name, raw, reason)

    def value(self, declared: Input, item: _Item) -> object:
        """Return what the cells of an input give.

        Raises:
            Refusal: Where one of them gives nothing that the input can hold.
        """
        if declared.type == "numbers":
            return _listed(declared, item.cells)
        if declared.type == "judged" and item.width > 1:
            rate = (item.width + 1) // 2
            self.unexpected([*item.cells[1:rate], *item.cells[rate + 1 :]])
            return from_tiered(declared, item.cells[0].text, item.cells[rate].text)
        self.unexpected(item.cells[1:])
        return from_cell(declared, item.cells[0].text)

    def with_reason(self, name: str, raw: object, reason: Place | None) -> object:
        """Return a mark with the reason beside it; a reason of anything else is refused."""
        if reason is None:
            return raw
        if isinstance(raw, Mapping) and len(raw) == 1 and (mark := next(iter(raw))) in MARKS:
            return {mark: self.text(name, reason)}
        if not any(each.id == name for each in self.found):
            self.refuse(reason, "form-reason-alone", name)
        return raw

    def text(self, name: str, place: Place) -> str:
        """Return the text of a cell; one that is too long is refused."""
        if len(place.text) > LIMITS.cell_characters:
            facts = {"count": str(len(place.text)), "limit": str(LIMITS.cell_characters)}
            self.refuse(place, "cell-too-long", name, **facts)
        return place.text

    def read_unit(self, sheet: Found) -> None:
        """Read who is evaluated."""
        for key, label in (("id", say.UNIT_ID), ("name", say.UNIT_NAME)):
            place = sheet.beside(label)
            if place is not None and not place.is_empty:
                self.unit[key] = self.text(key, place)

    def read_indicators(self, sheet: Found) -> None:
        """Read the marks of whole indicators, and the remarks."""
        seen: dict[str, Place] = {}
        for row in sheet.below():
            id_cell, mark, why, note = (
                sheet.place(row, sheet.columns[each]) for each in sheets.INDICATORS
            )
            name = id_cell.text.strip()
            if not name:
                self.unexpected([mark, why, note])
            elif name in seen:
                self.refuse(id_cell, "form-item-twice", name, cell=seen[name].at)
            else:
                seen[name] = id_cell
                self.read_mark(name, mark, why)
                if not note.is_empty:
                    self.notes[name] = self.text(name, note)
                    self.places["notes", name] = note

    def read_mark(self, name: str, mark: Place, why: Place) -> None:
        """Read the mark of an indicator as a whole."""
        if mark.text.strip() in (say.MISSING.zh, say.MISSING.en):
            raw = None
        elif (raw := from_mark(mark.text)) is None:
            if not why.is_empty:
                self.refuse(why, "form-reason-alone", name)
            return
        self.inputs[name] = raw if why.is_empty else self.with_reason(name, raw, why)
        self.places["inputs", name] = mark

    def record(self, notices: tuple[Diagnostic, ...]) -> Record:
        """Return the record.

        Raises:
            RecordError: With every cell that cannot be used, and before them the notices, which
                may be why.
        """
        try:
            record = from_parts(
                self.ruleset, self.inputs, unit=self.unit, notes=self.notes, locate=self.locate
            )
        except RecordError as error:
            self.found.extend(error.diagnostics)
            record = None
        if record is None or self.found:
            order = {name: place for place, name in enumerate(self.ruleset.inputs)}
            found = sorted(self.found, key=lambda each: order.get(each.id or "", len(order)))
            raise RecordError([*notices, *found])
        return record

    def locate(self, pointer: str) -> Location:
        """Return the address of a value of the record."""
        part, name, *inside = [*split(pointer), "", ""]
        if part == "inputs" and (declared := self.ruleset.inputs.get(name)):
            item = self.items.get(name)
            return self.at(_inside(item, declared, inside) if item else None)
        return self.at(self.places.get((part, name)))

    def notices(
        self, origin: tuple[str, str, str] | None, *, lacks_a_sheet: bool
    ) -> Iterator[Diagnostic]:
        """Yield what is odd about the form and stops nothing."""
        at = Location(file=self.name)
        known = (self.ruleset.id, self.ruleset.version, self.ruleset.digest)
        if origin is not None and origin != known:
            facts = {"form": _told(origin), "ruleset": _told(known)}
            code = "form-of-another-version"
            yield Diagnostic(code=code, at=at, facts=facts, severity="warning")
        if lacks_a_sheet:
            yield Diagnostic(code="form-sheet-lacking", at=at, severity="warning")
        if lacking := [name for name in self.ruleset.inputs if name not in self.items]:
            facts = {"names": ", ".join(lacking)}
            yield Diagnostic(code="form-rows-lacking", at=at, facts=facts, severity="warning")


def _told(origin: tuple[str, str, str]) -> str:
    name, version, digest = origin
    return f"{name} {version} ({digest[:DIGITS]})"


def _listed(declared: Input, cells: Sequence[Place]) -> object:
    """Return what the cells of a list give: a number each, or all of them in the first."""
    first, *others = cells
    if any(not each.is_empty for each in others):
        return from_entries(declared, [each.text for each in cells])
    if first.text.strip() in (say.EMPTY_LIST.zh, say.EMPTY_LIST.en):
        return []
    return from_cell(declared, first.text)


def _inside(item: _Item, declared: Input, inside: Sequence[str | int]) -> Place:
    """Return the cell that a step into a value leads to."""
    step = next(iter(inside), None)
    if declared.type == "judged" and item.width > 1:
        rate = (item.width + 1) // 2
        return item.cells[0] if step == "tier" or item.cells[rate].is_empty else item.cells[rate]
    if declared.type == "numbers" and str(step).isdecimal():
        place = item.cells[int(str(step))] if int(str(step)) < len(item.cells) else item.cells[0]
        return item.cells[0] if place.is_empty and not item.cells[0].is_empty else place
    return item.cells[0]
