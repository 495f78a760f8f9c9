"""What differs between two tables, row by row, and between the tiers of two inputs."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import zip_longest

from indicator_engine.comparing.changes import Change
from indicator_engine.comparing.fields import BAND, told, written
from indicator_engine.comparing.pairs import Named, Pair
from indicator_engine.json_text.pointers import join
from indicator_engine.model import NOTHING, Band, Input, Ruleset, Table

Indexes = tuple[int | None, int | None]


def rows_compared(pair: Pair, before: Table, after: Table) -> Iterator[Change]:
    """Yield what differs between the rows of two tables."""
    yield from _bands(pair, before, after)
    yield from _anchors(pair, before, after)
    yield from _entries(pair, (before, after), (before.cases, after.cases), "cases")


def tiers_compared(pair: Pair, before: Input, after: Input) -> Iterator[Change]:
    """Yield what differs between the tiers of two inputs."""
    yield from _entries(pair, (before, after), (before.tiers, after.tiers), "tiers")


def matched(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Indexes]:
    """Yield which rows belong together: those of one key, the others in turn.

    >>> list(matched("abc", "xbyz"))
    [(0, 0), (1, 1), (2, 2), (None, 3)]
    """
    places = {key: index for index, key in enumerate(before)}
    same = {new: places[key] for new, key in enumerate(after) if key in places}
    used = set(same.values())
    gone = [old for old in range(len(before)) if old not in used]
    come = [new for new in range(len(after)) if new not in same]
    turns: list[Indexes] = list(zip_longest(gone, come))
    yield from sorted(
        [*((old, new) for new, old in same.items()), *turns],
        key=lambda each: len(after) if each[1] is None else each[1],
    )


def _bands(pair: Pair, before: Table, after: Table) -> Iterator[Change]:
    old, new = before.bands, after.bands
    for was, now in matched([each.range for each in old], [each.range for each in new]):
        if was is not None and now is not None:
            named = _band(pair.after, after, new[now])
            yield from pair.fields(named, old[was], new[now], BAND)
        elif now is not None:
            place = pair.after.at(new[now].pointer)
            texts = (None, _text(pair.after, new[now]))
            yield pair.change(_band(pair.after, after, new[now]), "added", texts, (None, place))
        elif was is not None:
            place = pair.before.at(old[was].pointer)
            named, text = _band(pair.before, after, old[was]), _text(pair.before, old[was])
            yield pair.change(named, "removed", (text, None), (place, None))


def _band(ruleset: Ruleset, table: Table, row: Band) -> Named:
    bounds = written(ruleset.document, f"{row.pointer}/range") or str(row.range)
    return Named(part="row", id=bounds, owner=table.name, title=row.title)


def _text(ruleset: Ruleset, row: Band) -> str:
    return written(ruleset.document, f"{row.pointer}/value") or str(told(row.value))


def _anchors(pair: Pair, before: Table, after: Table) -> Iterator[Change]:
    """Yield the points that differ: those of one x, then the others in turn."""
    old, new = before.anchors, after.anchors
    for was, now in matched([x for x, _ in old], [x for x, _ in new]):
        if was is None or now is None or old[was] != new[now]:
            kind = "added" if was is None else "removed" if now is None else "anchor"
            texts = (_anchor(pair.before, before, was), _anchor(pair.after, after, now))
            named = Named(
                part="row", id=texts[1] or texts[0] or "", owner=after.name, title=NOTHING
            )
            places = (
                None if was is None else pair.before.at(f"{before.pointer}/anchors/{was}"),
                None if now is None else pair.after.at(f"{after.pointer}/anchors/{now}"),
            )
            yield pair.change(named, kind, texts, places)


def _anchor(ruleset: Ruleset, table: Table, index: int | None) -> str | None:
    if index is None:
        return None
    found = written(ruleset.document, f"{table.pointer}/anchors/{index}")
    return (
        f"[{', '.join(str(told(each)) for each in table.anchors[index])}]"
        if found is None
        else found
    )


def _entries(
    pair: Pair,
    parts: tuple[Table, Table] | tuple[Input, Input],
    entries: tuple[Mapping[str, object], Mapping[str, object]],
    key: str,
) -> Iterator[Change]:
    """Yield the entries of an object that differ, by their name."""
    old, new = entries
    rulesets = (pair.before, pair.after)
    for name in dict.fromkeys((*new, *old)):
        if name in old and name in new and old[name] == new[name]:
            continue
        kind = "added" if name not in old else "removed" if name not in new else "value"
        pointers = [join(f"{each.pointer}/{key}", name) for each in parts]
        texts = [
            (written(ruleset.document, pointer) or told(each[name])) if name in each else None
            for ruleset, pointer, each in zip(rulesets, pointers, entries, strict=True)
        ]
        places = [
            ruleset.at(pointer) if name in each else None
            for ruleset, pointer, each in zip(rulesets, pointers, entries, strict=True)
        ]
        named = Named(
            part="tier" if key == "tiers" else "row", id=name, owner=parts[1].name, title=NOTHING
        )
        yield pair.change(named, kind, (texts[0], texts[1]), (places[0], places[1]))
