"""What differs between two results of one unit, node by node."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from indicator_engine.comparing.changes import Change, Difference, Effect, Side
from indicator_engine.comparing.changes import Part as PartName
from indicator_engine.comparing.contributions import contributions, own_points
from indicator_engine.comparing.effects import Contribution, Outcome, UnitEffect, UnitEffects, move
from indicator_engine.comparing.merging import merged
from indicator_engine.documents import Document
from indicator_engine.errors import Location
from indicator_engine.language.numbers import plain
from indicator_engine.model import NOTHING, Text

About = tuple[PartName, str, Text]
"""What a change is about: the part, its name and title."""


@frozen(kw_only=True)
class Node:
    """One indicator of a result.

    Attributes:
        id: Its id.
        title: What it is called.
        parent: The id of the one above it; ``""`` of the root.
        weight: Points it can have.
        score: Its published score; ``None`` where it has none.
        rate: Value over weight; ``None`` where it has none.
        status: Whether it was scored, and if not, why.
        children: The ids of those below that it adds up; none where it is no sum.
        pointer: JSON Pointer of its place.
    """

    id: str
    title: Text
    parent: str
    weight: Fraction
    score: Decimal | None
    rate: Decimal | None
    status: str
    children: tuple[str, ...] = ()
    pointer: str = ""


@frozen(kw_only=True)
class Noted:
    """A derived value, or a warning.

    Attributes:
        id: Its name, or what it warns of.
        title: What it is called, or the warning.
        text: The value; of a warning its code.
        pointer: JSON Pointer of its place.
    """

    id: str
    title: Text = NOTHING
    text: str | None
    pointer: str = ""

    @property
    def key(self) -> str:
        """Return what tells a warning from others: the text may hold this year's numbers."""
        return f"{self.text} {self.id}"


@frozen(kw_only=True)
class Result:
    """What was scored of one unit, wherever it comes from.

    Attributes:
        side: Whose result it is, by which ruleset.
        total: The published total; ``None`` while it is open.
        grade: The grade; ``None`` where there is none.
        coverage: Points assessed.
        nodes: The indicators, parents first.
        derived: The derived values.
        warnings: The warnings, by code and what they warn of.
        document: The file it was read from; ``None`` where it came from Python.
    """

    side: Side
    total: Decimal | None
    grade: str | None
    coverage: Fraction
    nodes: Mapping[str, Node]
    derived: Mapping[str, Noted]
    warnings: Mapping[str, Noted]
    document: Document | None = field(default=None, eq=False, repr=False)

    def at(self, pointer: str) -> Location | None:
        """Return the address of a place in the file."""
        return None if self.document is None else self.document.at(pointer)

    @property
    def outcome(self) -> Outcome:
        """Return what came of the unit."""
        status = next(iter(self.nodes.values())).status
        return Outcome(total=self.total, grade=self.grade, status=status)


def compare_results(before: Result, after: Result) -> Difference:
    """Return what differs between two results."""
    return Difference(
        kind="results",
        before=before.side,
        after=after.side,
        changes=tuple(_Comparison(before, after).all()),
        units=_effects(before, after),
    )


def _effects(before: Result, after: Result) -> UnitEffects:
    """Return what the total differs by, as of a table with this one unit."""
    old, new = before.outcome, after.outcome
    is_open = old.total is None or new.total is None
    rise = 0 if old.total is None or new.total is None else new.total.compare(old.total)
    is_same = (old.total, old.grade) == (new.total, new.grade)
    effect = UnitEffect(
        unit=after.side.unit or before.side.unit,
        before=old,
        after=new,
        move=move(old.grade, new.grade, ()),
        contributions=() if is_open else tuple(_contributions(before, after)),
    )
    return UnitEffects(
        units=1,
        unchanged=int(is_same and not is_open),
        higher=int(rise > 0),
        lower=int(rise < 0),
        regraded=int(not is_open and rise == 0 and not is_same),
        open=int(is_open),
        open_before=int(old.total is None),
        open_after=int(new.total is None),
        grades_other=int(effect.move is not None),
        changed=() if is_same else (effect,),
    )


def _contributions(before: Result, after: Result) -> tuple[Contribution, ...]:
    points = [
        own_points(
            {node.id: node.children for node in each.nodes.values()},
            {node.id: node.score for node in each.nodes.values()},
            next(iter(each.nodes)),
        )
        for each in (before, after)
    ]
    titles = {node.id: node.title for each in (before, after) for node in each.nodes.values()}
    order = merged(before.nodes, after.nodes)
    return tuple(contributions(points[0], points[1], order, titles))


class _Comparison:
    """Compares two results."""

    def __init__(self, before: Result, after: Result) -> None:
        self.before, self.after = before, after

    def all(self) -> Iterator[Change]:
        """Yield everything that differs."""
        for key, shown, effect in WHOLE:
            texts, pointers = (shown(self.before), shown(self.after)), (f"/{key}", f"/{key}")
            if texts[0] != texts[1]:
                yield self.change(("result", "", NOTHING), key, texts, pointers, effect)
        for name in merged(self.before.nodes, self.after.nodes):
            yield from self.node(self.before.nodes.get(name), self.after.nodes.get(name))
        for name in merged(self.before.derived, self.after.derived):
            yield from self.noted("derived", self.before.derived, self.after.derived, name)
        for name in merged(self.before.warnings, self.after.warnings):
            yield from self.noted("warning", self.before.warnings, self.after.warnings, name)

    def node(self, old: Node | None, new: Node | None) -> Iterator[Change]:
        """Yield what differs of one indicator."""
        if old is not None and new is not None:
            about: About = ("indicator", new.id, new.title)
            for key, shown in NODE:
                texts, pointers = (shown(old), shown(new)), (old.pointer, new.pointer)
                if texts[0] != texts[1]:
                    yield self.change(about, key, texts, pointers, "score")
        elif new is not None:
            about, texts = ("indicator", new.id, new.title), (None, _number(new.score))
            yield self.change(about, "added", texts, (None, new.pointer), "score")
        elif old is not None:
            about, texts = ("indicator", old.id, old.title), (_number(old.score), None)
            yield self.change(about, "removed", texts, (old.pointer, None), "score")

    def noted(
        self, part: PartName, before: Mapping[str, Noted], after: Mapping[str, Noted], name: str
    ) -> Iterator[Change]:
        """Yield how one derived value, or one warning, differs."""
        old, new = before.get(name), after.get(name)
        kind = "added" if old is None else "removed" if new is None else "value"
        texts = (old.text if old else None, new.text if new else None)
        known = old if new is None else new
        if known is not None and (kind != "value" or texts[0] != texts[1]):
            pointers = (old.pointer if old else None, new.pointer if new else None)
            yield self.change((part, known.id, known.title), kind, texts, pointers, "report")

    def change(
        self,
        about: About,
        kind: str,
        texts: tuple[str | None, str | None],
        pointers: tuple[str | None, str | None],
        effect: Effect,
    ) -> Change:
        """Return a change."""
        part, name, title = about
        return Change(
            part=part,
            id=name,
            title=title,
            kind=kind,
            before=texts[0],
            after=texts[1],
            before_at=None if pointers[0] is None else self.before.at(pointers[0]),
            after_at=None if pointers[1] is None else self.after.at(pointers[1]),
            effect=effect,
        )


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


WHOLE: tuple[tuple[str, Callable[[Result], str | None], Effect], ...] = (
    ("ruleset", lambda each: each.side.id, "words"),
    ("version", lambda each: each.side.version, "words"),
    ("digest", lambda each: each.side.digest, "words"),
    ("unit", lambda each: each.side.unit or None, "words"),
    ("total", lambda each: _number(each.total), "score"),
    ("grade", lambda each: each.grade, "score"),
    ("coverage", lambda each: plain(each.coverage), "report"),
)
NODE: tuple[tuple[str, Callable[[Node], str | None]], ...] = (
    ("moved", lambda node: node.parent),
    ("weight", lambda node: plain(node.weight)),
    ("score", lambda node: _number(node.score)),
    ("rate", lambda node: _number(node.rate)),
    ("status", lambda node: node.status),
)
