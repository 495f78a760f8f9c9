"""What can go wrong, as values with an address, and the exceptions that carry them."""

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import field, frozen

from indicator_engine import messages
from indicator_engine.messages import Language, words
from indicator_engine.messages.width import columns

Severity = Literal["error", "warning", "info"]

MAX_SHOWN = 50  # diagnostics printed of one error; the rest is counted


@frozen(kw_only=True)
class Location:
    """A place in a ruleset, a record or a formula.

    Attributes:
        file: The document as the user named it: a path, ``<stdin>``, ``<text>``.
        pointer: JSON Pointer (RFC 6901) of the value; ``""`` is the whole document.
        line: Line in the document, from 1; ``None`` where the value came from Python.
        column: Character in that line, from 1.
        width: Characters to underline, at least 1.
        text: The source line (or a clipped part of it) that holds the column.
        offset: How many characters of the line were clipped in front of ``text``.
        extended_by: The document that was asked for, where this one is a base that it extends.
        cell: Where it stands in a workbook, ``sheet!cell``.
    """

    file: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    width: int = 1
    text: str = ""
    offset: int = 0
    extended_by: str = ""
    cell: str = ""

    @property
    def order(self) -> tuple[bool, str, int, int]:
        """Return what puts places in the order of the text; those in bases come last."""
        is_base = bool(self.extended_by)
        return is_base, self.file if is_base else "", self.line or 0, self.column or 0

    def __str__(self) -> str:
        """Return ``file:line:column``; where there is no line, the file and its cell or pointer."""
        if self.cell:
            return f"{self.file}: {self.cell}"
        if self.line is None:
            return f"{self.file}#{self.pointer}" if self.pointer else self.file
        return f"{self.file}:{self.line}:{self.column}"


@frozen(kw_only=True)
class Diagnostic:
    """One finding: a stable code, its address and the facts its sentence needs.

    Attributes:
        code: Stable and documented, such as ``unknown-name``; a key of the catalogue.
        at: Where it was found.
        facts: What the sentence in the catalogue is filled with.
        severity: ``error`` stops the work, ``warning`` and ``info`` do not.
        id: The assertion, input or indicator it is about, where there is one.
    """

    code: str
    at: Location
    facts: Mapping[str, str] = field(factory=dict)
    severity: Severity = "error"
    id: str | None = None

    def message(self, language: Language = "en") -> str:
        """Return the sentence alone."""
        return messages.sentence(self.code, self.facts, language)

    def render(self, language: Language = "en") -> str:
        """Return the address, the sentence, the source line and a caret under the place.

        Of a base it is told which document extends it: by itself it may be sound.
        """
        level = (
            ""
            if self.severity == "error"
            else words.SEVERITIES[self.severity].in_language(language) + ": "
        )
        by = self.at.extended_by
        extended = words.EXTENDED_BY.in_language(language).format(file=by) if by else ""
        head = f"{self.at}: {level}{self.message(language)}{extended} [{self.code}]"
        if not self.at.text or self.at.column is None:
            return head
        before = self.at.text[: self.at.column - 1 - self.at.offset]
        under = self.at.text[len(before) : len(before) + self.at.width]
        caret = " " * columns(before) + "^" * max(1, columns(under))
        return f"{head}\n    {self.at.text}\n    {caret}"


class IndicatorEngineError(Exception):
    """Everything the engine refuses; carries all the diagnostics at once.

    Attributes:
        diagnostics: What was found, in the order of the document.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def render(self, language: Language = "en") -> str:
        """Return every diagnostic, a source line and a caret with each."""
        shown = [found.render(language) for found in self.diagnostics[:MAX_SHOWN]]
        if (rest := len(self.diagnostics) - MAX_SHOWN) > 0:
            shown.append(words.AND_MORE.in_language(language).format(count=rest))
        return "\n".join(shown)

    def __str__(self) -> str:
        """Return :meth:`render` in English, whatever the locale."""
        return self.render()


class RulesetError(IndicatorEngineError):
    """A ruleset that cannot be used: its author has something to mend."""


class FormulaError(RulesetError):
    """A formula that is not of the language, or cannot be computed with the names given."""


class RecordError(IndicatorEngineError):
    """Data that cannot be scored: its supplier has something to mend."""
