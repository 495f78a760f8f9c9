"""Which names of a ruleset were only changed, all else being equal."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from attrs import field, frozen

from indicator_engine.comparing.fields import (
    ADJUSTMENT,
    BAND,
    DERIVED,
    FUNCTION,
    INDICATOR,
    INPUT,
    TABLE,
    Field,
    Part,
)
from indicator_engine.comparing.meaning import Names, meaning
from indicator_engine.loading.names import formulas
from indicator_engine.model import Indicator, Ruleset

Space = Literal["values", "callables"]
Renamed = dict[str, str]


@frozen(kw_only=True)
class Entry:
    """What has a name in formulas.

    Attributes:
        name: The name.
        kind: What it is.
        said: All that it declares but its name.
        parent: Of an indicator, the one above it.
        children: Of an indicator, those right below it.
    """

    name: str
    kind: str
    said: tuple[object, ...] = field(repr=False)
    parent: str = ""
    children: tuple[str, ...] = ()


@frozen
class Declared:
    """Everything of a ruleset that has a name in formulas.

    Attributes:
        entries: By space and name.
        readers: By space and name, whose formulas read it.
    """

    entries: Mapping[Space, Mapping[str, Entry]]
    readers: Mapping[Space, Mapping[str, frozenset[str]]]

    def known_readers(
        self, space: Space, name: str, names: Names, known: frozenset[str]
    ) -> frozenset[str]:
        """Return whose formulas read a name, as far as both rulesets have them."""
        return _in_both(self.readers[space].get(name, ()), names, known)

    def is_read_by_strangers(
        self, space: Space, name: str, names: Names, known: frozenset[str]
    ) -> bool:
        """Tell whether formulas read a name, and none of those that both rulesets have."""
        readers = self.readers[space].get(name, frozenset())
        return bool(readers) and not self.known_readers(space, name, names, known)


def renames(before: Ruleset, after: Ruleset) -> Names:
    """Return which names were only changed.

    A name that is gone became a new one where all that the two declare is equal, and so are the
    formulas that read them, other names that were only changed aside. Of several that are alike,
    the first became the first; unless there are more of the one kind than of the other.
    """
    old, new = _declared(before), _declared(after)
    found: dict[Space, Renamed] = {"values": {}, "callables": {}}
    while _grow(old, new, found):
        pass
    while _shrink(old, new, found):
        pass
    return _names(found)


def paired(before: Sequence[tuple[str, object]], after: Sequence[tuple[str, object]]) -> Renamed:
    """Return which new name each of some names became, by what is equal of them.

    >>> paired([("a", 1), ("b", 2)], [("c", 2), ("d", 3)])
    {'b': 'c'}
    """
    alike: dict[object, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, entries in enumerate((before, after)):
        for name, key in entries:
            alike[key][side].append(name)
    return {
        old: new
        for gone, come in alike.values()
        if len(gone) == len(come)
        for old, new in zip(gone, come, strict=True)
    }


def said(part: Part, fields: Sequence[Field[Part]]) -> tuple[object, ...]:
    """Return all that a part declares, key by key."""
    return tuple(each.said(part) for each in fields)


def frozen_value(value: object) -> object:
    """Return a value that can be the key of a table."""
    if isinstance(value, Mapping):
        return tuple((key, frozen_value(each)) for key, each in sorted(value.items()))
    return tuple(map(frozen_value, value)) if isinstance(value, tuple) else value


def _names(found: Mapping[Space, Renamed]) -> Names:
    return Names(dict(found["values"]), dict(found["callables"]))


def _grow(old: Declared, new: Declared, found: dict[Space, Renamed]) -> bool:
    """Add the names that became others, as far as can be told by those found; tell whether any."""
    added = {space: _more(old, new, found, space) for space in found}
    for space, more in added.items():
        found[space] |= more
    return any(added.values())


def _more(old: Declared, new: Declared, found: Mapping[Space, Renamed], space: Space) -> Renamed:
    taken = set(found[space].values())
    gone = [
        each
        for name, each in old.entries[space].items()
        if name not in new.entries[space] and name not in found[space]
    ]
    come = [
        each
        for name, each in new.entries[space].items()
        if name not in old.entries[space] and name not in taken
    ]
    known = _known(old, new, found)
    return paired(
        [(each.name, _key(each, old, _names(found), known, space)) for each in gone],
        [(each.name, _key(each, new, Names(), known, space)) for each in come],
    )


def _shrink(old: Declared, new: Declared, found: dict[Space, Renamed]) -> bool:
    """Drop the names that turn out not to be the same; tell whether there are any."""
    names, known = _names(found), _known(old, new, found)
    wrong = [
        (space, name)
        for space, renamed in found.items()
        for name, later in renamed.items()
        if _key(old.entries[space][name], old, names, known, space)
        != _key(new.entries[space][later], new, Names(), known, space)
        or old.is_read_by_strangers(space, name, names, known)
        or new.is_read_by_strangers(space, later, Names(), known)
    ]
    for space, name in wrong:
        del found[space][name]
    return bool(wrong)


def _known(old: Declared, new: Declared, found: Mapping[Space, Renamed]) -> frozenset[str]:
    """Return the names, as the new ruleset has them, that both rulesets have."""
    both = (old.entries[space].keys() & new.entries[space].keys() for space in found)
    return frozenset(chain(*both, *(renamed.values() for renamed in found.values())))


def _key(
    entry: Entry, declared: Declared, names: Names, known: frozenset[str], space: Space
) -> object:
    """Return what has to be equal of two entries; of other names, those that both rulesets have."""
    seen = names.inside if entry.kind == "function" else names
    stated = frozen_value(tuple(meaning(each, seen) for each in entry.said))
    return (
        entry.kind,
        stated,
        _in_both((entry.parent,), names, known),
        _in_both(entry.children, names, known),
        declared.known_readers(space, entry.name, names, known),
    )


def _in_both(given: Iterable[str], names: Names, known: frozenset[str]) -> frozenset[str]:
    """Return names as the new ruleset has them, as far as both rulesets have them."""
    return frozenset(names.of(each) for each in given) & known


def _declared(ruleset: Ruleset) -> Declared:
    spaces: dict[Space, dict[str, Entry]] = {
        "values": {each.name: each for each in _values(ruleset)},
        "callables": {each.name: each for each in _callables(ruleset)},
    }
    readers: dict[Space, dict[str, set[str]]] = {
        "values": defaultdict(set),
        "callables": defaultdict(set),
    }
    for formula in formulas(ruleset):
        values = frozenset() if formula.closed else formula.expression.names - formula.extra
        for name in values:
            readers["values"][name].add(formula.owner)
        for name in formula.expression.calls:
            readers["callables"][name].add(formula.owner)
    return Declared(
        spaces,
        {
            space: {name: frozenset(owners) for name, owners in each.items()}
            for space, each in readers.items()
        },
    )


def _values(ruleset: Ruleset) -> Iterator[Entry]:
    for each in ruleset.inputs.values():
        tiers = tuple(each.tiers.items())
        yield Entry(name=each.name, kind="input", said=(*said(each, INPUT), tiers))
    for one in ruleset.derived.values():
        yield Entry(name=one.name, kind="derived", said=said(one, DERIVED))
    yield from _tree(ruleset.indicators, "")


def _tree(node: Indicator, parent: str) -> Iterator[Entry]:
    steps = tuple((each.id, *said(each, ADJUSTMENT)) for each in node.adjustments)
    yield Entry(
        name=node.id,
        kind="indicator",
        said=(*said(node, INDICATOR), steps),
        parent=parent,
        children=tuple(child.id for child in node.children),
    )
    for child in node.children:
        yield from _tree(child, node.id)


def _callables(ruleset: Ruleset) -> Iterator[Entry]:
    for rule in ruleset.functions.values():
        yield Entry(name=rule.name, kind="function", said=said(rule, FUNCTION))
    for table in ruleset.tables.values():
        bands = tuple(said(each, BAND) for each in table.bands)
        rows = (bands, table.anchors, tuple(table.cases.items()))
        yield Entry(name=table.name, kind="table", said=(*said(table, TABLE), rows))
