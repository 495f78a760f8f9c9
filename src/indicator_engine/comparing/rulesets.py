"""What differs between two rulesets: part by part, indicators first, in the order of the tree."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic

from attrs import evolve, frozen

from indicator_engine.comparing import fields as keys
from indicator_engine.comparing.changes import Change, Counts, Difference, Effect, Side
from indicator_engine.comparing.changes import Part as PartName
from indicator_engine.comparing.fields import Field, Part
from indicator_engine.comparing.meaning import meaning
from indicator_engine.comparing.merging import merged
from indicator_engine.comparing.pairs import Named, Pair
from indicator_engine.comparing.renames import frozen_value, paired, renames, said
from indicator_engine.comparing.rows import rows_compared, tiers_compared
from indicator_engine.model import NOTHING, Assertion, Indicator, Ruleset


@frozen
class Kind(Generic[Part]):
    """How the parts of one kind are compared.

    Attributes:
        part: What they are.
        fields: Their keys.
        most: From one to the most that a change of it can change.
        presence: What it changes at most whether one is there; where that is not the same: what
            nothing reads is not missed, and formulas that read it differ themselves.
        name: What a new name can change: a score, where data or results know the name.
        inside: From two of them to what differs in lists that they hold.
    """

    part: PartName
    fields: Sequence[Field[Part]]
    most: Callable[[Part], Effect] = lambda _: "score"
    presence: Effect | None = None
    name: Effect = "report"
    inside: Callable[[Pair, Part, Part], Iterator[Change]] | None = None

    def effect(self, part: Part) -> Effect:
        """Return what it can change that one is there."""
        return self.most(part) if self.presence is None else self.presence


def compare_rulesets(before: Ruleset, after: Ruleset) -> Difference:
    """Return what differs between two rulesets."""
    pair = Pair(before, after, renames(before, after))
    nodes = before.nodes
    return Difference(
        kind="rulesets",
        before=side_of(before),
        after=side_of(after),
        changes=tuple(_Comparison(pair).all()),
        examples=_examples(before, after),
        renamed={old: new for old, new in pair.names.values.items() if old in nodes},
    )


def side_of(ruleset: Ruleset) -> Side:
    """Return a ruleset as one of two that are compared."""
    return Side(
        name="" if ruleset.document is None else ruleset.document.name,
        id=ruleset.id,
        version=ruleset.version,
        digest=ruleset.digest,
        title=ruleset.title,
    )


def _examples(before: Ruleset, after: Ruleset) -> Counts:
    old = {each.id: each for each in before.examples}
    new = {each.id: each for each in after.examples}
    return Counts(
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed=sum(old[name] != new[name] for name in old.keys() & new.keys()),
    )


class _Comparison:
    """Compares two rulesets, one kind of part after the other."""

    def __init__(self, pair: Pair) -> None:
        self.pair, self.before, self.after = pair, pair.before, pair.after
        self.of, self.values = pair.names.of, pair.names.values

    def all(self) -> Iterator[Change]:
        """Yield everything that differs."""
        before, after, pair = self.before, self.after, self.pair
        named = Named(part="ruleset", id=after.id, title=after.title)
        yield from pair.fields(named, before, after, keys.RULESET)
        yield from self.indicators()
        yield from self.grades()
        of_derived = Kind("derived", keys.DERIVED)
        yield from self.parts(of_derived, before.derived, after.derived, self.values)
        of_functions = Kind("function", keys.FUNCTION, presence="report")
        callables = pair.names.callables
        yield from self.parts(of_functions, before.functions, after.functions, callables)
        of_tables = Kind("table", keys.TABLE, presence="report", inside=rows_compared)
        yield from self.parts(of_tables, before.tables, after.tables, callables)
        of_inputs = Kind("input", keys.INPUT, name="score", inside=tiers_compared)
        yield from self.parts(of_inputs, before.inputs, after.inputs, self.values)
        yield from self.assertions()

    def parts(
        self,
        kind: "Kind[Part]",
        before: Mapping[str, Part],
        after: Mapping[str, Part],
        renamed: Mapping[str, str],
        owner: str = "",
    ) -> Iterator[Change]:
        """Yield what differs between the parts of one kind, each known by its name."""
        old = {renamed.get(name, name): (name, each) for name, each in before.items()}
        for name in merged(old, after):
            was, now = old.get(name), after.get(name)
            named = Named(part=kind.part, id=name, owner=owner, title=NOTHING)
            if now is None and was is not None:
                named = evolve(named, title=was[1].title, effect=kind.effect(was[1]))
                yield self.pair.removed(named, was[1])
            elif now is not None and was is None:
                named = evolve(named, title=now.title, effect=kind.effect(now))
                yield self.pair.added(named, now)
            elif now is not None and was is not None:
                yield from self.part(kind, evolve(named, title=now.title), was, now)

    def part(
        self, kind: "Kind[Part]", named: Named, was: tuple[str, Part], now: Part
    ) -> Iterator[Change]:
        """Yield what differs between two parts that are the same one."""
        name, old = was
        if name != named.id:
            pointers = (old.pointer, now.pointer)
            yield self.pair.between(named, "renamed", (name, named.id), pointers, kind.name)
        most: Effect = "score" if "score" in (kind.most(old), kind.most(now)) else "report"
        yield from self.pair.fields(evolve(named, effect=most), old, now, kind.fields)
        if kind.inside is not None:
            yield from kind.inside(self.pair, old, now)

    def indicators(self) -> Iterator[Change]:
        """Yield what differs between the trees, parents first."""
        old = {self.of(name): name for name in self.before.nodes}
        parents = {self.of(name): self.of(up) for name, up in _parents(self.before).items()}
        above = _parents(self.after)
        of_nodes = Kind("indicator", keys.INDICATOR)
        for name in merged(old, self.after.nodes):
            was, now = self.before.nodes.get(old.get(name, "")), self.after.nodes.get(name)
            if was is not None and now is not None:
                yield from self.moved(was, now, (parents[name], above[name]))
            before = {} if was is None else {was.id: was}
            after = {} if now is None else {now.id: now}
            yield from self.parts(of_nodes, before, after, self.values)
            if was is not None and now is not None:
                yield from self.group(was, now)

    def moved(self, old: Indicator, new: Indicator, parents: tuple[str, str]) -> Iterator[Change]:
        """Yield that an indicator stands below another one."""
        if parents[0] != parents[1]:
            named = Named(part="indicator", id=new.id, title=new.title)
            yield self.pair.between(named, "moved", parents, (old.pointer, new.pointer))

    def group(self, old: Indicator, new: Indicator) -> Iterator[Change]:
        """Yield what differs between the lists that two groups hold."""
        named = Named(part="indicator", id=new.id, title=new.title)
        pointers = (f"{old.pointer}/children", f"{new.pointer}/children")
        before, after = ([child.id for child in each.children] for each in (old, new))
        yield from self.pair.reordered(named, before, after, pointers, "report")
        was, now = ({each.id: each for each in node.adjustments} for node in (old, new))
        renamed = self.alike(was, now, keys.ADJUSTMENT)
        yield from self.parts(Kind("adjustment", keys.ADJUSTMENT), was, now, renamed, new.id)
        named = Named(part="adjustment", id="", owner=new.id, title=new.title)
        pointers = (f"{old.pointer}/adjustments", f"{new.pointer}/adjustments")
        yield from self.pair.reordered(named, _as(was, renamed), now, pointers)

    def grades(self) -> Iterator[Change]:
        """Yield what differs between the scales."""
        old, new = (
            {each.grade: each for each in side.grades} for side in (self.before, self.after)
        )
        renamed = self.alike(old, new, keys.GRADE)
        yield from self.parts(Kind("grade", keys.GRADE, name="score"), old, new, renamed)
        named = Named(part="grade", id="", title=NOTHING)
        yield from self.pair.reordered(named, _as(old, renamed), new, ("/grades", "/grades"))

    def assertions(self) -> Iterator[Change]:
        """Yield what differs between the cross-checks; only errors refuse a record."""
        old, new = (
            {each.id: each for each in side.assertions} for side in (self.before, self.after)
        )
        renamed = self.alike(old, new, keys.ASSERTION)
        of_assertions = Kind("assertion", keys.ASSERTION, most=_most)
        yield from self.parts(of_assertions, old, new, renamed)

    def alike(
        self, before: Mapping[str, Part], after: Mapping[str, Part], fields: Sequence[Field[Part]]
    ) -> Mapping[str, str]:
        """Return which parts that formulas do not name only changed their own name."""
        gone = [(name, each) for name, each in before.items() if name not in after]
        come = [(name, each) for name, each in after.items() if name not in before]
        names = self.pair.names
        return paired(
            [(name, frozen_value(meaning(said(each, fields), names))) for name, each in gone],
            [(name, frozen_value(meaning(said(each, fields)))) for name, each in come],
        )


def _most(assertion: Assertion) -> Effect:
    return "score" if assertion.severity == "error" else "report"


def _as(names: Iterable[str], renamed: Mapping[str, str]) -> Iterator[str]:
    return (renamed.get(name, name) for name in names)


def _parents(ruleset: Ruleset) -> dict[str, str]:
    """Return by every indicator the one above it; of the root, ``""``."""
    found = {ruleset.indicators.id: ""}
    for node in ruleset.indicators.walk():
        found |= {child.id: node.id for child in node.children}
    return found
