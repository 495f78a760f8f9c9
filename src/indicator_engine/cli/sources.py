"""Where rulesets and data come from: a shipped id, a path, or ``-`` for standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from indicator_engine.cli.command import Unusable
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from datetime import date

    from indicator_engine.documents import Document
    from indicator_engine.errors import Diagnostic
    from indicator_engine.model import Example, Ruleset
    from indicator_engine.records import Record

STDIN = "-"
STDIN_NAME = "<stdin>"
ARCHIVE = b"PK\x03\x04"  # with which a workbook begins, and no JSON


def refuse_stdin_twice(given: Sequence[str | None]) -> None:
    """Raise where standard input is given for two things.

    Raises:
        Unusable: Saying so.
    """
    if given.count(STDIN) > 1:
        raise Unusable(say.STDIN_TWICE)


def open_ruleset(given: str, on: "date | None" = None) -> "Document":
    """Return the JSON document that is to be a ruleset, with everything that it inherits.

    Raises:
        RulesetError: Where it cannot be read, is no JSON, its bases cannot be had, or it does not
            apply on the day.
    """
    from indicator_engine.library import open_document, open_text

    return open_text(_stdin(), STDIN_NAME, on) if given == STDIN else open_document(given, on)


def load_ruleset(given: str, on: "date | None" = None) -> "Ruleset":
    """Return a sound ruleset.

    Raises:
        RulesetError: With all its errors.
    """
    from indicator_engine.library import sound

    return sound(open_ruleset(given, on))


def files_of(ruleset: "Ruleset") -> tuple[str, ...]:
    """Return the names of the files that a ruleset is put together from."""
    return ruleset.document.files if ruleset.document else ()


def read_bytes(given: str) -> bytes:
    """Return what a file or standard input holds.

    Raises:
        RecordError: Where it cannot be read.
    """
    return _stdin() if given == STDIN else _file(given)


class Given(NamedTuple):
    """The data of one unit, as they were given.

    Attributes:
        record: The data.
        notices: What is odd about their file and stops nothing.
    """

    record: "Record"
    notices: "tuple[Diagnostic, ...]" = ()

    def news(self, language: Language) -> tuple[str, ...]:
        """Return the notices as messages."""
        return tuple(each.render(language) for each in self.notices)


def read_record(ruleset: "Ruleset", data: str | None, example: str | None) -> Given:
    """Return the record that a file holds, JSON or a form, or that of an example of the ruleset.

    Raises:
        RecordError: Where it cannot be read, or holds what cannot be used.
        IndicatorEngineError: Where the libraries that read workbooks are not installed.
        Unusable: Where there is no such example.
    """
    from indicator_engine import records

    if data is None:
        return Given(records.from_example(ruleset, example_of(ruleset, example or "")))
    content, name = read_bytes(data), STDIN_NAME if data == STDIN else data
    if content.startswith(ARCHIVE):
        from indicator_engine.filled_forms import read_form

        filled = read_form(ruleset, content if data == STDIN else Path(data), name)
        return Given(filled.record, filled.notices)
    return Given(records.from_document(ruleset, _document(content, name)))


def example_of(ruleset: "Ruleset", name: str) -> "Example":
    """Return an example of a ruleset.

    Raises:
        Unusable: Where there is none of that name.
    """
    found = ruleset.example(name)
    if found is None and ruleset.examples:
        known = ", ".join(each.id for each in ruleset.examples)
        raise Unusable(say.NO_EXAMPLE, example=name, known=known)
    if found is None:
        raise Unusable(say.NO_EXAMPLES)
    return found


def _document(content: bytes, name: str) -> "Document":
    from indicator_engine.documents import read_document
    from indicator_engine.errors import RecordError

    return read_document(content, name, RecordError)


def read_template(path: str) -> bytes:
    """Return what a Word file to be filled in holds.

    Raises:
        RecordError: Where it cannot be read.
    """
    from indicator_engine.limits import LIMITS

    return _file(path, LIMITS.workbook_bytes)


def _stdin() -> bytes:
    return _start(sys.stdin.buffer)


def _file(path: str, most: int | None = None) -> bytes:
    from indicator_engine.errors import Diagnostic, Location, RecordError

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a path as it was typed
            return _start(file, most)
    except OSError as error:
        facts = {"why": error.strerror or type(error).__name__}
        found = Diagnostic(code="file-unreadable", at=Location(file=path), facts=facts)
        raise RecordError([found]) from None


def _start(file: BinaryIO, most: int | None = None) -> bytes:
    """Return what a file holds, of one that is too large just enough to see that."""
    from indicator_engine.limits import LIMITS

    return file.read((most or LIMITS.document_bytes) + 1)
