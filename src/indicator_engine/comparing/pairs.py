"""Two rulesets side by side: what differs between two parts of one name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from indicator_engine.comparing.changes import Change, Effect
from indicator_engine.comparing.changes import Part as PartName
from indicator_engine.comparing.fields import Field, Part, told, written
from indicator_engine.comparing.meaning import Names, meaning
from indicator_engine.errors import Location
from indicator_engine.model import Described, Ruleset, Text

GISTS: Mapping[PartName, tuple[str, ...]] = {
    "indicator": ("weight", "formula"),
    "adjustment": ("becomes", "grade_at_most", "grade"),
    "grade": ("range",),
    "derived": ("formula",),
    "function": ("formula",),
    "input": ("type",),
    "assertion": ("condition", "equal"),
}
"""The keys of which the first that is written tells what was added or removed."""


@frozen(kw_only=True)
class Named:
    """How a change calls what it is about.

    Attributes:
        part: What it is.
        id: Its name or id.
        owner: What it stands in.
        title: What it is called.
        effect: The most that a change of it can change.
    """

    part: PartName
    id: str
    owner: str = ""
    title: Text
    effect: Effect = "score"


@frozen
class Pair:
    """Two rulesets.

    Attributes:
        before: The first.
        after: The second.
        names: What names of the first are in the second.
    """

    before: Ruleset
    after: Ruleset
    names: Names

    def fields(
        self, named: Named, before: Part, after: Part, fields: Sequence[Field[Part]]
    ) -> Iterator[Change]:
        """Yield the keys that differ between two parts."""
        names = self.names.inside if named.part == "function" else self.names
        for each in fields:
            if _differ(each, before, after, names):
                yield Change(
                    part=named.part,
                    id=named.id,
                    owner=named.owner,
                    title=named.title,
                    kind=each.kind,
                    before=_shown(self.before, before, each),
                    after=_shown(self.after, after, each),
                    before_at=self.before.at(f"{before.pointer}/{each.key}"),
                    after_at=self.after.at(f"{after.pointer}/{each.key}"),
                    effect=named.effect if each.effect == "score" else each.effect,
                )

    def added(self, named: Named, part: Described) -> Change:
        """Return that the second has a part which the first has not."""
        gist = _gist(self.after, named.part, part.pointer)
        return self.change(named, "added", (None, gist), (None, self.after.at(part.pointer)))

    def removed(self, named: Named, part: Described) -> Change:
        """Return that the first has a part which the second has not."""
        gist = _gist(self.before, named.part, part.pointer)
        return self.change(named, "removed", (gist, None), (self.before.at(part.pointer), None))

    def between(
        self,
        named: Named,
        kind: str,
        texts: tuple[str, str],
        pointers: tuple[str, str],
        effect: Effect | None = None,
    ) -> Change:
        """Return a change of what both have, with a place in either."""
        places = (self.before.at(pointers[0]), self.after.at(pointers[1]))
        return self.change(named, kind, texts, places, effect)

    def change(
        self,
        named: Named,
        kind: str,
        texts: tuple[str | None, str | None],
        places: tuple[Location | None, Location | None],
        effect: Effect | None = None,
    ) -> Change:
        """Return a change."""
        return Change(
            part=named.part,
            id=named.id,
            owner=named.owner,
            title=named.title,
            kind=kind,
            before=texts[0],
            after=texts[1],
            before_at=places[0],
            after_at=places[1],
            effect=named.effect if effect is None else effect,
        )

    def reordered(
        self,
        named: Named,
        before: Iterable[str],
        after: Iterable[str],
        pointers: tuple[str, str],
        effect: Effect | None = None,
    ) -> Iterator[Change]:
        """Yield that what both have stands in another order, where it does."""
        old, new = tuple(before), tuple(after)
        both = {self.names.of(each) for each in old} & set(new)
        kept = [each for each in old if self.names.of(each) in both]
        if [self.names.of(each) for each in kept] != [each for each in new if each in both]:
            texts = (", ".join(old), ", ".join(new))
            yield self.between(named, "order", texts, pointers, effect)


def _differ(field: Field[Part], before: Part, after: Part, names: Names) -> bool:
    """Tell whether a key differs; said and left unsaid are the same where the same counts."""
    old, new = field.said(before), field.said(after)
    if meaning(old, names) == meaning(new):
        return False
    one_is_silent = (old is None) != (new is None)
    return not (one_is_silent and field.meant(before) == field.meant(after))


def _shown(ruleset: Ruleset, part: Part, field: Field[Part]) -> str | None:
    """Return what a key says, as it is written, or what counts where nothing is."""
    found = written(ruleset.document, f"{part.pointer}/{field.key}")
    return told(field.meant(part)) if found is None else found


def _gist(ruleset: Ruleset, part: PartName, pointer: str) -> str | None:
    texts = (written(ruleset.document, f"{pointer}/{key}") for key in GISTS.get(part, ()))
    return next((each for each in texts if each is not None), None)
