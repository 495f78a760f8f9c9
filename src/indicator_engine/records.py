"""The data of one unit: read against the ruleset's inputs, marks and remarks told apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from attrs import field, frozen

from indicator_engine.documents import Document, join
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.language.names import nearest
from indicator_engine.language.protocol import Absence, NumberSystem, Series, Value
from indicator_engine.model import Example, InputValue, Ruleset
from indicator_engine.values import Refusal, read_mark, read_value, reason, shown

Locate = Callable[[str], Location]

OTHER_KEYS = ("unit", "inputs", "notes")  # of a record in the cohort of another
KEYS = (*OTHER_KEYS, "cohort")


@frozen(kw_only=True)
class Record:
    """The data of one unit, every input accounted for.

    Attributes:
        unit: ``id`` and ``name`` of who is evaluated, as far as given.
        values: Every input of the ruleset, in its order; what is not given is missing.
        marks: Indicators marked as a whole, those below a marked group included.
        reasons: Why an input or an indicator has no value, where the data say so.
        notes: Remarks by indicator.
        filled: Inputs that were missing and took their default.
        cohort: The others it is scored among; ``None`` where the data do not give them.
        answers: What these say to it, where that is known already: the values of the ruleset's
            cohort calls, by their texts.
        locate: From a JSON Pointer of the data to its address.
        inputs_at: JSON Pointer of the inputs.
    """

    unit: Mapping[str, str]
    values: Mapping[str, InputValue]
    marks: Mapping[str, Absence]
    reasons: Mapping[str, str]
    notes: Mapping[str, str]
    filled: tuple[str, ...]
    cohort: tuple["Record", ...] | None = None
    answers: Mapping[str, Value] | None = field(default=None, eq=False, repr=False)
    locate: Locate = field(eq=False, repr=False)
    inputs_at: str = field(default="", eq=False, repr=False)


def from_python(ruleset: Ruleset, data: Mapping[str, Any], unit: object = None) -> Record:
    """Return the record that a mapping holds.

    Args:
        ruleset: What the data are read against.
        data: A record ``{"unit"?, "inputs", "notes"?, "cohort"?}``, or its inputs alone.
        unit: Who is evaluated, where the data do not say: an id, or ``{"id", "name"}``.

    Raises:
        RecordError: With every value that cannot be used.
    """
    return _read(
        ruleset, data, lambda pointer: Location(file="<record>", pointer=pointer), unit=unit
    )


def from_document(ruleset: Ruleset, document: Document) -> Record:
    """Return the record that a JSON document holds, its errors located in the text.

    Raises:
        RecordError: With every value that cannot be used.
    """
    return _read(ruleset, document.value, document.at)


def from_example(ruleset: Ruleset, example: Example) -> Record:
    """Return the record of an example, its errors located in the ruleset.

    Raises:
        RecordError: With every value that cannot be used.
    """
    data: dict[str, object] = {
        "unit": example.unit,
        "inputs": example.inputs,
        "notes": example.notes,
    }
    if example.cohort is not None:
        data["cohort"] = example.cohort
    return _read(ruleset, data, lambda pointer: ruleset.at(example.pointer + pointer))


def from_parts(
    ruleset: Ruleset,
    inputs: Mapping[str, object],
    *,
    unit: Mapping[str, str],
    notes: Mapping[str, str],
    locate: Locate,
) -> Record:
    """Return the record that inputs, unit and remarks make up, its errors located by their reader.

    Args:
        ruleset: What the data are read against.
        inputs: A value or mark for each input, or a mark for an indicator.
        unit: ``id`` and ``name`` of who is evaluated.
        notes: Remarks by indicator.
        locate: From a JSON Pointer, of a record with these parts, to its address.

    Raises:
        RecordError: With every value that cannot be used.
    """
    whole = {"unit": unit, "inputs": inputs, "notes": notes}
    return _read_whole(_Reader(ruleset, locate), whole, "/inputs")


def _read(
    ruleset: Ruleset,
    data: object,
    locate: Locate,
    *,
    unit: object = None,
    keys: tuple[str, ...] = KEYS,
) -> Record:
    reader = _Reader(ruleset, locate)
    if not isinstance(data, Mapping):
        reader.refuse("", "record-not-object")
        raise RecordError(reader.found)
    is_record = _is_record(ruleset, data)
    whole = data if is_record else {"inputs": data}
    inputs_at = "/inputs" if is_record else ""
    for key in whole:
        if key not in keys:
            what = "record-key" if keys is KEYS else "other-record-key"
            reader.unknown(join("", key), key, what, keys)
    return _read_whole(reader, whole, inputs_at, unit)


def _read_whole(
    reader: "_Reader", whole: Mapping[str, Any], inputs_at: str, unit: object = None
) -> Record:
    """Return the record of a mapping whose keys are known."""
    reader.read_inputs(whole["inputs"], inputs_at)
    notes = reader.read_notes(whole.get("notes") or {})
    who = reader.read_unit(whole.get("unit") if unit is None else unit)
    cohort = reader.read_cohort(whole["cohort"]) if whole.get("cohort") is not None else None
    if reader.found:
        raise RecordError(reader.found)
    return Record(
        unit=who,
        values=reader.values,
        marks=reader.marks,
        reasons=reader.reasons,
        notes=notes,
        filled=tuple(reader.filled),
        cohort=cohort,
        locate=reader.locate,
        inputs_at=inputs_at,
    )


def parts(
    ruleset: Ruleset, data: object, unit: object = None
) -> tuple[Mapping[str, Any], Mapping[str, str], Mapping[str, str]] | None:
    """Return the inputs of a record as they are, its unit and its remarks.

    ``None`` where the record is none, or holds something else.
    """
    if not isinstance(data, Mapping):
        return None
    if unit is None and "inputs" not in data:
        return data, {}, {}
    whole: Mapping[str, Any] = data if _is_record(ruleset, data) else {"inputs": data}
    if not whole.keys() <= set(OTHER_KEYS):
        return None
    reader = _Reader(ruleset, lambda pointer: Location(file="<record>", pointer=pointer))
    notes = reader.read_notes(whole.get("notes") or {})
    who = reader.read_unit(whole.get("unit") if unit is None else unit)
    return None if reader.found else (whole["inputs"], who, notes)


def _is_record(ruleset: Ruleset, data: Mapping[str, Any]) -> bool:
    """Tell whether data are a record, and not its inputs alone."""
    return isinstance(data.get("inputs"), Mapping) and "inputs" not in ruleset.inputs


class _Reader:
    """Collects values and refusals of one record."""

    def __init__(self, ruleset: Ruleset, locate: Locate) -> None:
        self.ruleset, self.locate = ruleset, locate
        self.found: list[Diagnostic] = []
        self.values: dict[str, InputValue] = {}
        self.marks: dict[str, Absence] = {}
        self.reasons: dict[str, str] = {}
        self.filled: list[str] = []

    def refuse(self, pointer: str, code: str, name: str | None = None, **facts: str) -> None:
        """Note why a value cannot be used."""
        named = {"name": name} if name else {}
        at = self.locate(pointer)
        self.found.append(Diagnostic(code=code, at=at, facts={**named, **facts}, id=name))

    def unknown(self, pointer: str, key: object, expected: str, known: Iterable[str]) -> None:
        """Note a key that means nothing here, and the catalogue's word for what would."""
        facts = {"key": shown(key), "expected_kind": expected}
        suggestion = nearest(str(key), known)
        self.refuse(pointer, "record-unknown-key", **facts, suggestion=suggestion)

    def read_inputs(self, inputs: Mapping[str, Any], pointer: str) -> None:
        """Read every input, and every mark of an indicator as a whole."""
        for name, declared in self.ruleset.inputs.items():
            raw = inputs.get(name)
            self.values[name] = Absence.MISSING
            try:
                self.values[name] = read_value(declared, raw)
            except Refusal as refusal:
                self._refused(name, join(pointer, name), refusal)
            if self.values[name] is Absence.MISSING and declared.default is not None:
                self.values[name] = declared.default
                self.filled.append(name)
            if isinstance(self.values[name], Absence) and (why := reason(raw)):
                self.reasons[name] = why
        for name in inputs:
            if name not in self.ruleset.inputs:
                self._read_mark(name, inputs[name], join(pointer, str(name)))

    def _read_mark(self, name: str, raw: object, pointer: str) -> None:
        node = self.ruleset.nodes.get(name)
        if node is None:
            known = (*self.ruleset.inputs, *self.ruleset.nodes)
            self.unknown(pointer, name, "input-or-indicator", known)
            return
        try:
            mark = read_mark(raw)
        except Refusal as refusal:
            self._refused(name, pointer, refusal)
            return
        if mark is None:
            self.refuse(pointer, "indicator-given-a-value", name)
            return
        for below in node.walk():
            if below.id not in self.marks or mark.rank < self.marks[below.id].rank:
                self.marks[below.id] = mark
                self.reasons[below.id] = reason(raw)

    def _refused(self, name: str, pointer: str, refusal: Refusal) -> None:
        for step in refusal.inside:
            pointer = join(pointer, step)
        self.refuse(pointer, refusal.code, name, **refusal.facts)

    def read_notes(self, notes: object) -> Mapping[str, str]:
        """Return the remarks by indicator."""
        if not isinstance(notes, Mapping):
            self.refuse("/notes", "record-not-object")
            return {}
        for name, text in notes.items():
            if name not in self.ruleset.nodes:
                self.unknown(join("/notes", str(name)), name, "indicator-id", self.ruleset.nodes)
            elif not isinstance(text, str):
                self.refuse(join("/notes", name), "text-expected", name)
        return {name: text for name, text in notes.items() if isinstance(text, str)}

    def read_cohort(self, cohort: object) -> tuple[Record, ...]:
        """Return the records of the others; they have no others of their own."""
        if not isinstance(cohort, list | tuple):
            self.refuse("/cohort", "cohort-not-list")
            return ()
        found: list[Record] = []
        for index, data in enumerate(cohort):
            within = partial(_within, self.locate, join("/cohort", index))
            try:
                found.append(_read(self.ruleset, data, within, keys=OTHER_KEYS))
            except RecordError as error:
                self.found.extend(error.diagnostics)
        return tuple(found)

    def read_unit(self, unit: object) -> Mapping[str, str]:
        """Return who is evaluated."""
        if unit is None:
            return {}
        if isinstance(unit, str):
            return {"id": unit}
        if not isinstance(unit, Mapping):
            self.refuse("/unit", "text-expected", "unit")
            return {}
        for key, text in unit.items():
            if key not in ("id", "name"):
                self.unknown(join("/unit", str(key)), key, "unit-key", ("id", "name"))
            elif not isinstance(text, str):
                self.refuse(join("/unit", key), "text-expected", key)
        return {key: text for key, text in unit.items() if isinstance(text, str)}


def _within(locate: Locate, start: str, pointer: str) -> Location:
    return locate(start + pointer)


def values_in(system: NumberSystem, record: Record) -> Iterator[tuple[str, Value]]:
    """Yield every input of a record with its value in a number system."""
    for name, value in record.values.items():
        yield name, value_in(system, value)


def value_in(system: NumberSystem, value: InputValue) -> Value | Series:
    """Return an input's value in a number system; a date is the number of its day."""
    if isinstance(value, Absence):
        return system.absent(value)
    if isinstance(value, bool):
        return system.truth(value)
    if isinstance(value, str):
        return system.text(value)
    if isinstance(value, date):
        return system.number(Fraction(value.toordinal()))
    if isinstance(value, tuple):
        return system.series([system.number(each) for each in value])
    return system.number(value)
