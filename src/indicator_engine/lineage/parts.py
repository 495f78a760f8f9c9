"""Values with the place they stand in: what two documents put together are made of."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import define

from indicator_engine.documents import Document, Graft, Json, join
from indicator_engine.errors import MAX_SHOWN, Diagnostic
from indicator_engine.language.names import nearest


@define
class Part:
    """A value and where it stands; what one that is taken apart holds may stand elsewhere.

    Attributes:
        place: Where it stands.
        whole: The value, where it is not taken apart.
        members: Its members, where it is an object that is.
        entries: Its entries, where it is a list that is.
    """

    place: Graft
    whole: Json = None
    members: dict[str, "Part"] | None = None
    entries: list["Part"] | None = None

    def value(self) -> Json:
        """Return the value, put together again."""
        if self.members is not None:
            return {key: part.value() for key, part in self.members.items()}
        if self.entries is not None:
            return [part.value() for part in self.entries]
        return self.whole

    def places(self, pointer: str = "") -> Iterator[tuple[str, Graft]]:
        """Yield where it stands, and whatever it was taken apart into, by its pointer.

        Args:
            pointer: Its own.
        """
        yield pointer, self.place
        for key, part in (self.members or {}).items():
            yield from part.places(join(pointer, key))
        for index, part in enumerate(self.entries or ()):
            yield from part.places(join(pointer, index))

    def opened(self) -> dict[str, "Part"]:
        """Return the members of an object; none of anything else."""
        if self.members is not None:
            return self.members
        held = self.whole if isinstance(self.whole, dict) else {}
        return {key: Part(self.place.inside(key), value) for key, value in held.items()}

    def listed(self) -> list["Part"]:
        """Return the entries of a list; none of anything else."""
        if self.entries is not None:
            return self.entries
        held = self.whole if isinstance(self.whole, list) else []
        return [Part(self.place.inside(index), value) for index, value in enumerate(held)]


def overridden(part: Part, changes: Part) -> Part:
    """Return an object with the members of another in place of its own; it counts as the other's."""
    return Part(changes.place, members=part.opened() | changes.opened())


class Notes:
    """What is wrong with the way in which a document extends its base.

    Attributes:
        found: The diagnostics so far; all of them are in the extending document.
    """

    def __init__(self, base: Document, extension: Document) -> None:
        self.base, self.extension = base, extension
        self.found: list[Diagnostic] = []

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """Return the known name most like a given one; of a flood of errors, only for the first."""
        return nearest(name, known) if len(self.found) < MAX_SHOWN else ""

    def add(self, code: str, pointer: str, facts: Mapping[str, str], *, key: bool = False) -> None:
        """Note an error at a place of the extending document."""
        at = self.extension.at(pointer, key=key)
        told = {"base": self.base.name, **facts}
        self.found.append(Diagnostic(code=code, at=at, facts=told))
