"""Typed access to the fields of a schema-valid document, collecting what is still wrong."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from indicator_engine.documents import Document, join
from indicator_engine.errors import Diagnostic
from indicator_engine.language.faults import Fault
from indicator_engine.language.numbers import read_number
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import Expression, parse
from indicator_engine.model import Text


class Findings:
    """The diagnostics of one reading of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[Diagnostic] = []

    def add(
        self,
        code: str,
        pointer: str,
        facts: Mapping[str, str] | None = None,
        *,
        span: tuple[int, int] | None = None,
        key: bool = False,
    ) -> None:
        """Note an error at a place of the document."""
        at = self.document.at(pointer, span=span, key=key)
        self.found.append(Diagnostic(code=code, at=at, facts=facts or {}))


class Fields:
    """One object of the document.

    The schema has already said which keys there are and what JSON they hold; what it cannot say
    (is this text a formula, a range?) is found here.
    """

    def __init__(self, values: Mapping[str, Any], pointer: str, findings: Findings) -> None:
        self.values, self.pointer, self.findings = values, pointer, findings

    def __contains__(self, key: str) -> bool:
        """Tell whether the author wrote a key."""
        return key in self.values

    def at(self, *keys: str | int) -> str:
        """Return the pointer of a value inside."""
        pointer = self.pointer
        for key in keys:
            pointer = join(pointer, key)
        return pointer

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        """Return a value as JSON has it."""
        return self.values.get(key, default)

    def inside(self, key: str) -> "Fields":
        """Return the object under a key; an empty one where there is none."""
        return Fields(self.values.get(key, {}), self.at(key), self.findings)

    def objects(self, key: str) -> Iterator["Fields"]:
        """Yield the objects of the list under a key."""
        for index, values in enumerate(self.values.get(key, [])):
            yield Fields(values, self.at(key, index), self.findings)

    def entries(self, key: str) -> Iterator[tuple[str, "Fields"]]:
        """Yield the named objects under a key."""
        for name, values in self.values.get(key, {}).items():
            yield name, Fields(values, self.at(key, name), self.findings)

    def text(self, key: str) -> Text:
        """Return a text for readers."""
        value = self.values.get(key, "")
        return Text(value, "") if isinstance(value, str) else Text(**value)

    def described(self) -> dict[str, Any]:
        """Return the arguments that everything declared has in common."""
        return {
            "title": self.text("title"),
            "source": self.text("source"),
            "note": self.text("note"),
            "pointer": self.pointer,
        }

    def number(self, *keys: str | int) -> Fraction | None:
        """Return the number at a path of keys, ``90%`` being one; ``None`` where there is none."""
        value: Any = self.values
        for key in keys:
            if isinstance(value, Mapping) and key not in value:
                return None
            value = value[key]
        if isinstance(value, str):
            found = read_number(value, percent=True)
            if found is None:
                self.findings.add("number-unreadable", self.at(*keys), {"number": value})
            return found
        return Fraction(value)

    def whole(self, key: str) -> int | None:
        """Return a whole number."""
        value = self.number(key)
        return None if value is None else int(value)

    def range(self, *keys: str | int) -> Range | None:
        """Return the range at a path of keys; ``None`` where there is none, or a bad one."""
        value: Any = self.values
        for key in keys:
            if isinstance(value, Mapping) and key not in value:
                return None
            value = value[key]
        found = Range.parse(value)
        if found is None:
            self.findings.add("range-malformed", self.at(*keys), {"range": value})
        return found

    def formula(self, *keys: str | int) -> Expression | None:
        """Return the formula at a path of keys; ``None`` where there is none, or a bad one."""
        value: Any = self.values
        for key in keys:
            if isinstance(value, Mapping) and key not in value:
                return None
            value = value[key]
        text = (
            value if isinstance(value, str) else self.findings.document.number_text(self.at(*keys))
        )
        try:
            return parse(text, self.at(*keys))
        except Fault as fault:
            span = (fault.start, fault.end) if isinstance(value, str) else None
            self.findings.add(fault.code, self.at(*keys), fault.facts, span=span)
            return None
