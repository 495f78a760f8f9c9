"""Results as ``score --format json`` writes them, read back as far as they are compared."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn, TypeVar

from attrs import frozen

from indicator_engine.comparing.changes import Side
from indicator_engine.comparing.results import Node, Noted, Result
from indicator_engine.documents import Document, Json
from indicator_engine.errors import Diagnostic, RecordError
from indicator_engine.json_text.pointers import join
from indicator_engine.language.numbers import rounded
from indicator_engine.model import Text

Wanted = TypeVar("Wanted")

STATUSES = ("scored", "missing", "not_applicable", "pending")


def is_result(document: Document) -> bool:
    """Tell whether a document looks like a result, which no ruleset does."""
    value = document.value
    return isinstance(value, dict) and "tree" in value and "indicators" not in value


def read_result(document: Document) -> Result:
    """Return the result that a document holds.

    Raises:
        RecordError: Where it does not have the form that ``score --format json`` gives it.
    """
    whole = _Object(document, "", document.value)
    unit = whole.inside("unit")
    nodes: dict[str, Node] = {}
    for node, place in _nodes(whole.inside("tree"), ""):
        if node.id in nodes:
            place.refuse("id", "unique-id")
        nodes[node.id] = node
    warnings = [_warning(each) for each in whole.objects("warnings")]
    return Result(
        side=Side(
            name=document.name,
            id=whole.text("ruleset"),
            version=whole.text("version"),
            digest=whole.text("digest"),
            title=Text(zh=whole.text("title")),
            unit=unit.text_or_none("id") or unit.text_or_none("name") or "",
        ),
        total=whole.decimal("total"),
        grade=whole.text_or_none("grade"),
        coverage=whole.number("coverage"),
        nodes=nodes,
        derived={each.id: each for each in _derived(whole.inside("derived"))},
        warnings={each.key: each for each in warnings},
        document=document,
    )


@frozen
class _Object:
    """An object of a result, and where it stands."""

    document: Document
    pointer: str
    value: Json

    def get(self, key: str) -> Json:
        """Return a member; ``None`` where there is none."""
        if not isinstance(self.value, dict):
            self.refuse(None, "object")
        return self.value.get(key)

    def inside(self, key: str) -> "_Object":
        """Return a member that has to be an object."""
        found = _Object(self.document, join(self.pointer, key), self.get(key))
        if not isinstance(found.value, dict):
            self.refuse(key, "object")
        return found

    def objects(self, key: str) -> "Iterator[_Object]":
        """Yield the entries of a list of objects."""
        found = self.get(key)
        if not isinstance(found, list):
            self.refuse(key, "array")
        for index, each in enumerate(found):
            yield _Object(self.document, join(join(self.pointer, key), index), each)

    def text_or_none(self, key: str) -> str | None:
        """Return a text, or ``None``."""
        found = self.get(key)
        return None if found is None else self._of(key, found, str, "string")

    def text(self, key: str) -> str:
        """Return a text that has to be there."""
        return self._of(key, self.get(key), str, "string")

    def number(self, key: str) -> Fraction:
        """Return a number that has to be there."""
        return self._of(key, self.get(key), Fraction, "number")

    def decimal(self, key: str) -> Decimal | None:
        """Return a number with the digits it is written with, or ``None``."""
        if self.get(key) is None:
            return None
        value = self.number(key)
        _, _, places = self.document.number_text(join(self.pointer, key)).partition(".")
        if not places.isdecimal() and places:
            self.refuse(key, "number")
        return rounded(value, len(places))

    def _of(self, key: str, found: Json, kind: type[Wanted], word: str) -> Wanted:
        if not isinstance(found, kind):
            self.refuse(key, word)
        return found

    def refuse(self, key: str | None, expected: str) -> NoReturn:
        """Say that something else was expected at a key."""
        pointer = self.pointer if key is None else join(self.pointer, key)
        found = Diagnostic(
            code="result-malformed",
            at=self.document.at(pointer),
            facts={"pointer": pointer or "/", "expected_kind": expected},
        )
        raise RecordError([found])


def _nodes(given: _Object, parent: str) -> Iterator[tuple[Node, _Object]]:
    """Yield a node and all below it, each with its place."""
    below = list(given.objects("children"))
    weight = given.number("weight")
    is_sum = not given.text("formula") and sum(each.number("weight") for each in below) == weight
    status = given.text("status")
    if status not in STATUSES:
        given.refuse("status", "result-status")
    name = given.text("id")
    node = Node(
        id=name,
        title=Text(zh=given.text("title")),
        parent=parent,
        weight=weight,
        score=given.decimal("score"),
        rate=given.decimal("rate"),
        status=status,
        children=tuple(each.text("id") for each in below) if is_sum else (),
        pointer=given.pointer,
    )
    yield node, given
    for each in below:
        yield from _nodes(each, name)


def _derived(given: _Object) -> Iterator[Noted]:
    assert isinstance(given.value, Mapping), "only an object is asked for its members"
    for name, value in given.value.items():
        pointer = join(given.pointer, name)
        if isinstance(value, dict | list):
            given.refuse(name, "scalar")
        text = value if isinstance(value, str) else given.document.number_text(pointer)
        yield Noted(id=name, text=None if value is None else text, pointer=pointer)


def _warning(given: _Object) -> Noted:
    return Noted(
        id=given.text_or_none("id") or given.text("pointer"),
        title=Text(zh=given.text("message")),
        text=given.text("code"),
        pointer=given.pointer,
    )
