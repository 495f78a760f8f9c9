"""JSON documents: from the bytes of a file to exact values, each with its address, and back."""

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple

from attrs import evolve, field, frozen

from indicator_engine.errors import Diagnostic, IndicatorEngineError, Location, RulesetError
from indicator_engine.json_text.pointers import join, split
from indicator_engine.json_text.scanner import Json, Place, scan
from indicator_engine.json_text.source import SourceText
from indicator_engine.json_text.strings import QUOTED, source_span
from indicator_engine.json_text.writer import write_json
from indicator_engine.limits import LIMITS

__all__ = ["Document", "Json", "join", "read_document", "write_json"]

WIDE_MARKS = (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)  # UTF-32 in this order begins with one
INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


class Graft(NamedTuple):
    """Where a part of a document stands that is put together from several.

    Attributes:
        document: The document that holds it; it may be put together itself.
        pointer: JSON Pointer of the part in there.
    """

    document: "Document"
    pointer: str

    def inside(self, step: str | int) -> "Graft":
        """Return the place of a member or entry of the part."""
        return Graft(self.document, join(self.pointer, step))


@frozen
class Document:
    """A JSON text that could be read, and what it says.

    One that is :meth:`grafted` says what several texts say together; its addresses lead into each.

    Attributes:
        name: The document as the user named it: a path, ``<stdin>``, ``<text>``.
        text: Its characters, without a byte order mark.
        value: What it says; numbers exact, as they are written.
        grafts: Of a grafted document: the places of its parts, by their pointer in ``value``. A
            part with none stands inside the nearest one around it.
    """

    name: str
    text: str = field(repr=False)
    value: Json = field(eq=False, repr=False)
    _root: Place = field(eq=False, repr=False)
    grafts: Mapping[str, Graft] = field(factory=dict, eq=False, repr=False)
    _source: SourceText = field(init=False, eq=False, repr=False)

    @_source.default
    def _(self) -> SourceText:
        return SourceText(self.name, self.text)

    def at(
        self, pointer: str = "", *, key: bool = False, span: tuple[int, int] | None = None
    ) -> Location:
        """Return the address of a value.

        Args:
            pointer: JSON Pointer of the value. Where the document ends before the pointer does,
                the address is that of the last value on the way.
            key: Whether the address of the value's key is wanted instead.
            span: First character and the one after the last, of the decoded text or the number
                as written, where the address of that part is wanted.
        """
        if self.grafts:
            return self._address(pointer, key=key, span=span)
        place, exists = self._place(pointer)
        start, end = place.start, place.end
        if exists and key and place.key != start:
            start, end = place.key, self._key_end(place)
        elif place.parts is not None:
            end = start + 1
        elif exists and span:
            start, end = self._part(place, *span)
        return self._source.location(start, width=end - start, pointer=pointer)

    @property
    def root(self) -> Place:
        """Return where the whole stands in the text, and where all its parts do."""
        return self._root

    def number_text(self, pointer: str) -> str:
        """Return a number, or any other value, as it is written: ``1.50``, ``1e3``.

        Raises:
            KeyError: If the document has nothing there.
        """
        if self.grafts:
            origin = self._origin(pointer)
            return origin.document.number_text(origin.pointer)
        place, exists = self._place(pointer)
        if not exists:
            raise KeyError(pointer)
        return self.text[place.start : place.end]

    def grafted(self, value: Json, grafts: Mapping[str, Graft]) -> "Document":
        """Return the document that says something else, taken from here and from others.

        Args:
            value: What it says.
            grafts: Where its parts stand; the whole, ``""``, among them.
        """
        return Document(self.name, self.text, value, self._root, grafts)

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of the documents that its parts stand in, its own first."""
        inside = {id(each): each for each, _ in self.grafts.values()}.values()  # few, of many parts
        names = (name for each in inside if each.name != self.name for name in each.files)
        return tuple(dict.fromkeys((self.name, *names)))

    @property
    def seams(self) -> tuple[str, ...]:
        """Return the pointers of the parts that stand elsewhere than what is around them."""
        inside = (pointer for pointer in self.grafts if pointer)
        return "", *(each for each in inside if self.grafts[each] != self._around(each))

    def _around(self, pointer: str) -> Graft:
        """Return where a part would stand if it had no place of its own."""
        around, _, step = pointer.rpartition("/")
        graft = self.grafts[around]
        return Graft(graft.document, f"{graft.pointer}/{step}")

    def _origin(self, pointer: str) -> Graft:
        """Return where a part of a grafted document stands."""
        around = pointer
        while around not in self.grafts:
            around = around.rpartition("/")[0]
        graft = self.grafts[around]
        return Graft(graft.document, graft.pointer + pointer[len(around) :])

    def _address(self, pointer: str, *, key: bool, span: tuple[int, int] | None) -> Location:
        """Return the address of a part of a grafted document."""
        origin = self._origin(pointer)
        at = origin.document.at(origin.pointer, key=key, span=span)
        return at if at.file == self.name else evolve(at, extended_by=self.name)

    def _place(self, pointer: str) -> tuple[Place, bool]:
        """Return the place of a value, or of the last one on the way to it; and which it is."""
        place = self._root
        for step in split(pointer):
            part = _part_of(place, step)
            if part is None:
                return place, False
            place = part
        return place, True

    def _key_end(self, place: Place) -> int:
        quoted = QUOTED.match(self.text, place.key)
        return quoted.end() if quoted else place.start

    def _part(self, place: Place, start: int, end: int) -> tuple[int, int]:
        """Return where some characters of a scalar stand in the text."""
        written = self.text[place.start : place.end]
        if written.startswith('"'):
            start, end = source_span(written[1:-1], start, end)
            return place.start + 1 + start, place.start + 1 + end
        return place.start + start, place.start + end


def _part_of(place: Place, step: str) -> Place | None:
    """Return the place of a member or entry, or ``None`` where there is none of that name."""
    if isinstance(place.parts, dict):
        return place.parts.get(step)
    if place.parts is None or not INDEX.fullmatch(step) or int(step) >= len(place.parts):
        return None
    return place.parts[int(step)]


def read_document(
    text: str | bytes, name: str, refuse: type[IndicatorEngineError] = RulesetError
) -> Document:
    """Return what a JSON text says, and where it says it.

    Args:
        text: The text; bytes are UTF-8, with or without a byte order mark.
        name: What messages are to call it.
        refuse: What to raise: ``RulesetError`` or ``RecordError``.

    Raises:
        IndicatorEngineError: The one named, with everything that is wrong: all flaws up to the
            first error of syntax.
    """
    decoded = _decoded(text, name)
    if isinstance(decoded, Diagnostic):
        raise refuse([decoded])
    value, place, findings = scan(SourceText(name, decoded))
    if findings:
        raise refuse(findings)
    return Document(name, decoded, value, place)


def _decoded(text: str | bytes, name: str) -> str | Diagnostic:
    """Return the characters of a text, or why they cannot be had."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(data) > LIMITS.document_bytes:
        facts = {"size": str(len(data)), "limit": str(LIMITS.document_bytes)}
        return _of_the_whole("document-too-large", name, facts)
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    if data.startswith(WIDE_MARKS) or b"\0" in data[:4]:
        return _of_the_whole("document-not-utf8", name, {})
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode()
    except UnicodeDecodeError as error:
        return _undecodable(data[mark:], mark, error.start, name)


def _of_the_whole(code: str, name: str, facts: dict[str, str]) -> Diagnostic:
    return Diagnostic(code=code, at=Location(file=name, line=1, column=1), facts=facts)


def _undecodable(data: bytes, mark: int, start: int, name: str) -> Diagnostic:
    """Return the finding for a byte that UTF-8 does not have there."""
    source = SourceText(name, data.decode(errors="replace"))
    facts = {"byte": f"0x{data[start]:02X}", "offset": str(mark + start)}
    at = source.location(len(data[:start].decode()))
    return Diagnostic(code="document-not-utf8-here", at=at, facts=facts)
