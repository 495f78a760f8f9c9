"""Which column of a table is which input: found once, from the header alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import field, frozen

from indicator_engine.batch.headers import flaws, spoken
from indicator_engine.batch.origins import Origin, Plain
from indicator_engine.errors import Diagnostic, RecordError
from indicator_engine.language.names import nearest
from indicator_engine.model import InputType, Ruleset

UNIT_COLUMNS = ("unit", "单位")  # no id can be called so, and no other column is taken for it
LISTED = re.compile(r"(?P<name>.+)\[(?P<number>[1-9]\d{0,3})\]", re.ASCII | re.DOTALL)

TABLE = Plain()

Part = Literal["tier", "rate"] | int | None
"""What a column holds of an input: its tier, its rate, the entry of a number, or all of it."""


@frozen
class Single:
    """One column that holds all of an input."""

    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of the place."""
        return (self.column,)


@frozen
class Tiered:
    """Two columns of a judged input: ``name.tier`` and ``name.rate``."""

    tier: str
    rate: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of the place."""
        return (self.tier, self.rate)


@frozen
class Entries:
    """The columns of a list: ``name[1]``, ``name[2]`` and so on, in the order of their numbers."""

    columns: tuple[str, ...]


Place = Single | Tiered | Entries


@frozen(kw_only=True)
class Layout:
    """Where a table holds what.

    Attributes:
        unit: The column that says who is evaluated; ``None`` where that is the row's number.
        columns: The place of an input by its name, or of an indicator, marked whole, by its id.
        missing: Inputs that have no column, in the ruleset's order.
        unknown: Columns that mean nothing, in the table's order.
        header: All columns, in the table's order.
        origin: Where the table comes from.
    """

    unit: str | None
    columns: Mapping[str, Place]
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    header: tuple[str, ...] = field(default=(), eq=False)
    origin: Origin = field(default=TABLE, eq=False)


def layout_of(
    header: Sequence[str], ruleset: Ruleset, *, unit: str | None = None, origin: Origin = TABLE
) -> Layout:
    """Return where a table with these columns holds the inputs of a ruleset.

    A column is called as an input or indicator is: by its name or id, else by its title in either
    language; letters that only look different, and space around, make no difference.

    Args:
        header: The names of the columns.
        ruleset: Whose inputs are looked for.
        unit: The column that says who is evaluated; by default ``unit`` or ``单位``, where there
            is one.
        origin: Where the table comes from.

    Raises:
        RecordError: Where the columns cannot be told apart, or none of them is an input.
    """
    reader = _Reader(header, ruleset, origin)
    if reader.found:
        raise RecordError(reader.found)
    unit_column = reader.unit_column(header, unit)
    reader.sort([column for column in header if column != unit_column])
    places = {owner: place for owner in reader.claims if (place := reader.place(owner))}
    if not reader.found and not places:
        reader.refuse("table-without-inputs", None, columns=", ".join(header))
    if reader.found:
        raise RecordError(reader.found)
    return Layout(
        unit=unit_column,
        columns={owner: places[owner] for owner in reader.known if owner in places},
        missing=tuple(each for each in ruleset.inputs if each not in places),
        unknown=tuple(reader.unknown),
        header=tuple(header),
        origin=origin,
    )


def column_of(place: Place, inside: Iterable[str | int]) -> str:
    """Return the column of a place that a step into its value leads to.

    >>> column_of(Tiered("x.tier", "x.rate"), ["rate"]), column_of(Entries(("x[1]", "x[2]")), [1])
    ('x.rate', 'x[2]')
    """
    step = next(iter(inside), None)
    if isinstance(place, Tiered) and step == "rate":
        return place.rate
    if isinstance(place, Entries) and step is not None:
        return place.columns[int(step)]
    return place.columns[0]


def remarks(layout: Layout, ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield what is odd about a layout and stops nothing: unknown columns, inputs without one."""
    origin = layout.origin
    for column in layout.unknown:
        at = origin.heading(layout.header.index(column) + 1)
        near = nearest(spoken(column), (*ruleset.inputs, *ruleset.nodes))
        facts = {"column": column, "suggestion": near}
        yield Diagnostic(code="column-unknown", at=at, facts=facts, severity="warning")
    if layout.missing:
        facts = {"count": str(len(layout.missing)), "names": ", ".join(layout.missing)}
        at = origin.header()
        yield Diagnostic(code="columns-missing", at=at, facts=facts, severity="warning")


def _readings(text: str) -> Iterator[tuple[str, Part, InputType | None]]:
    """Yield what a column may be: all of an input or indicator, or a part of a listed type."""
    yield text, None, None
    if listed := LISTED.fullmatch(text):
        yield listed["name"], int(listed["number"]), "numbers"
    if text.endswith(".tier"):
        yield text.removesuffix(".tier"), "tier", "judged"
    if text.endswith(".rate"):
        yield text.removesuffix(".rate"), "rate", "judged"


class _Reader:
    """Sorts the columns of one header."""

    def __init__(self, header: Sequence[str], ruleset: Ruleset, origin: Origin) -> None:
        self.header, self.ruleset, self.origin = header, ruleset, origin
        self.known = (*ruleset.inputs, *ruleset.nodes)
        self.found = list(flaws(header, origin))
        self.unknown: list[str] = []
        self.claims: dict[str, list[tuple[Part, str]]] = defaultdict(list)
        self.by_title: dict[str, list[str]] = defaultdict(list)
        for owner in self.known:
            declared = ruleset.inputs.get(owner) or ruleset.nodes[owner]
            for title in dict.fromkeys((spoken(declared.title.zh), spoken(declared.title.en))):
                if title:
                    self.by_title[title].append(owner)

    def refuse(self, code: str, heading: str | None, **facts: str) -> None:
        """Note why a heading cannot be used, or the header as a whole."""
        at = self.origin.header()
        if heading is not None:
            at = self.origin.heading(self.header.index(heading) + 1)
        self.found.append(Diagnostic(code=code, at=at, facts=facts))

    def unit_column(self, header: Sequence[str], asked: str | None) -> str | None:
        """Return the column that says who is evaluated, if there is one."""
        wanted = UNIT_COLUMNS if asked is None else (spoken(asked),)
        units = [column for column in header if spoken(column) in wanted]
        if asked is not None and not units:
            suggestion = nearest(asked, header)
            self.refuse("unit-column-unknown", None, column=asked, suggestion=suggestion)
        if len(set(units)) > 1:
            self.refuse("unit-column-twice", units[-1], columns=", ".join(units))
        return units[0] if units else None

    def sort(self, columns: Sequence[str]) -> None:
        """Give each column to the input or indicator it belongs to."""
        for column in dict.fromkeys(columns):
            owner, part = self.owner(column)
            if owner is None:
                self.unknown.append(column)
            else:
                self.claims[owner].append((part, column))

    def owner(self, column: str) -> tuple[str | None, Part]:
        """Return whose column it is, and what of it."""
        for name, part, wanted in _readings(spoken(column)):
            if (owner := self.named(name, wanted, column)) is not None:
                return owner, part
        return None, None

    def named(self, name: str, wanted: InputType | None, column: str) -> str | None:
        """Return the input or indicator that a text names, where need be of a type.

        A title that several share is refused.
        """
        called = [name] if name in self.known else self.by_title.get(name, ())
        fitting = [each for each in called if wanted in (None, self.type_of(each))]
        if len(fitting) > 1:
            candidates = ", ".join(fitting)
            self.refuse("column-ambiguous", column, column=column, candidates=candidates)
        return fitting[0] if fitting else None

    def type_of(self, owner: str) -> InputType | None:
        """Return the type of an input; ``None`` for an indicator."""
        declared = self.ruleset.inputs.get(owner)
        return declared.type if declared else None

    def place(self, owner: str) -> Place | None:
        """Return the place that the columns of an input make up; ``None`` where they make none."""
        claims = self.claims[owner]
        columns = dict(claims)
        parts = columns.keys()
        entries = range(1, len(claims) + 1)
        told, last = ", ".join(column for _, column in claims), claims[-1][1]
        if len(columns) < len(claims) or (None in parts and len(parts) > 1):
            self.refuse("column-twice", last, name=owner, columns=told)
        elif parts == {"tier"}:
            self.refuse("tier-without-rate", last, name=owner, column=told)
        elif parts in ({None}, {"rate"}):
            return Single(told)
        elif parts == {"tier", "rate"}:
            return Tiered(columns["tier"], columns["rate"])
        elif parts == set(entries):
            return Entries(tuple(columns[number] for number in entries))
        else:
            lacking = next(number for number in entries if number not in parts)
            self.refuse("list-column-lacking", last, name=owner, column=f"{owner}[{lacking}]")
        return None
