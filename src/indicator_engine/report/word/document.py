"""An evaluation as a Word file, its headings and tables those of a published report."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import define
from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from indicator_engine.messages import Language
from indicator_engine.messages import reports as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.report.conclusion import conclusion
from indicator_engine.report.levels import Levels, Line, levels, numeral
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.rows import Row, row_of
from indicator_engine.report.view import View, view
from indicator_engine.report.word.elements import element, paragraph, run
from indicator_engine.report.word.packing import packed
from indicator_engine.report.word.styles import (
    HIGH,
    LEFT,
    RIGHT,
    WIDE,
    lay_out,
    new_document,
)
from indicator_engine.report.word.tables import Cell, table
from indicator_engine.results import Evaluation, ScoreNode

LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
MOST_LEVELS = 3  # that fit on an upright page beside the other columns
NUMBERS = (13, 18, 20)  # mm for points, score and rate, at least
DIGIT, EDGES = 2.2, 2.5  # mm of a digit in a table, and of the edges of a cell
REASONS = 38  # mm
NARROWEST = 5  # mm of a level; a table that needs more than its page is wider
ROOM = 12  # mm that a column of numbers has besides, where there are few columns
LAST = 1.4  # times as wide as the others is the column of the last level


def render(evaluation: Evaluation, language: Language) -> bytes:
    """Return an evaluation as a Word file."""
    shown, phrases = view(evaluation, language), Phrases(language)
    laid_out = levels(phrases, evaluation.tree)
    document = new_document()
    turned = len(laid_out.headings) > MOST_LEVELS
    lay_out(document.sections[0], turned=turned)
    _describe(document, shown, language)
    _number_pages(document)
    width = (HIGH if turned else WIDE) - LEFT - RIGHT
    report = _Report(document=document, phrases=phrases, width=width)
    report.write(shown, conclusion(phrases, evaluation), laid_out, evaluation.tree)
    return packed(document)


def _describe(document: Document, shown: View, language: Language) -> None:
    """Set the properties of the file, and leave those out that tell a clock or a person."""
    properties = document.core_properties
    root = properties._element  # noqa: SLF001 - there is no other way to remove one
    for each in list(root):
        root.remove(each)
    properties.title = shown.title[:255]  # characters that a property may have
    properties.subject = shown.unit[:255]
    properties.comments = shown.provenance[:255]
    properties.language = LANGUAGES[language]


def _number_pages(document: Document) -> None:
    """Put the number of each page below it, as official documents have it."""
    (footer,) = document.sections[0].footer.paragraphs
    footer.style = document.styles["Footer"]
    field = element("fldSimple", run("1"), instr=" PAGE ")
    for each in (run("— "), field, run(" —")):
        footer._p.append(each)  # noqa: SLF001 - python-docx has no fields


@define
class _Report:
    """Writes a report from top to bottom.

    Attributes:
        document: Where to.
        phrases: The words.
        width: Of the page between its margins, in millimetres.
        sections: How many are begun.
        tables: How many are there.
    """

    document: Document
    phrases: Phrases
    width: int
    sections: int = 0
    tables: int = 0

    def write(self, shown: View, concluded: str, laid_out: Levels, root: ScoreNode) -> None:
        """Write the whole report."""
        self._add(shown.title, "Title")
        if shown.unit:
            self._add(shown.unit, "Subtitle")
        self._begin(say.CONCLUDED)
        for sentence in filter(None, (concluded, shown.coverage, shown.rounding)):
            self._add(sentence, "BodyText")
        if len(laid_out.headings) > 1:
            self._parts(laid_out, root)
        self._begin(say.SCORES_IN_FULL)
        self._indicators(laid_out)
        if shown.derived:
            self._begin(say.DERIVED)
            self._derived(shown.derived)
        self._list(say.WARNINGS, shown.warnings)
        self._list(say.UNCHECKED, [shown.unchecked] if shown.unchecked else [])
        self._add(shown.provenance, "Provenance")

    def _parts(self, laid_out: Levels, root: ScoreNode) -> None:
        """Write the table of the first level."""
        rows = [row_of(self.phrases, child) for child in root.children]
        rows += [line.row for line in laid_out.lines if line.is_total]
        lines = [[Cell(row.title), *_numbers(row)] for row in rows]
        headings = [laid_out.headings[0], *self._headings()]
        widths = [width + ROOM for width in _widths(rows)]
        left = max(self.width - sum(widths), NARROWEST)
        self._table(say.PARTS_TABLE, [left, *widths], headings, lines)

    def _indicators(self, laid_out: Levels) -> None:
        """Write the table of all levels."""
        explained = any(line.reasons for line in laid_out.lines)
        headings = [*laid_out.headings, *self._headings()]
        widths = _widths(line.row for line in laid_out.lines)
        if explained:
            headings.append(self.phrases.say(say.REASON))
            widths.append(REASONS)
        count = len(laid_out.headings) - 1 + LAST
        share = max((self.width - sum(widths)) / count, NARROWEST)
        shares = [*(share for _ in laid_out.headings[1:]), share * LAST]
        lines = (self._line(line, explained=explained) for line in laid_out.lines)
        self._table(say.SCORE_TABLE, [*shares, *widths], headings, lines)

    def _line(self, line: Line, *, explained: bool) -> list[Cell]:
        titles = [Cell(each.text, "TableText", each.columns, each.lines) for each in line.cells]
        reasons = [Cell(self.phrases.say(say.REMARKS).join(line.reasons))] if explained else []
        return [*titles, *_numbers(line.row), *reasons]

    def _derived(self, derived: Iterable[tuple[str, str]]) -> None:
        lines = [[Cell(title), Cell(value, "TableNumber")] for title, value in derived]
        headings = [self.phrases.say(say.NAME), self.phrases.say(say.VALUE)]
        self._table(say.DERIVED_TABLE, [self.width - 60, 60], headings, lines)

    def _headings(self) -> Iterator[str]:
        for heading in (say.WEIGHT, say.SCORE, say.RATE):
            yield self.phrases.say(heading)

    def _list(self, heading: Sentence, entries: Sequence[str]) -> None:
        if not entries:
            return
        self._begin(heading)
        for number, text in enumerate(entries, start=1):
            entry = self.phrases.say(say.ENTRY, number=str(number), text=text)
            self._add(entry if len(entries) > 1 else text, "BodyText")

    def _begin(self, heading: Sentence) -> None:
        """Write the heading of a section."""
        self.sections += 1
        numbered = self.phrases.say(
            say.SECTION,
            numeral=numeral(self.sections),
            number=str(self.sections),
            heading=self.phrases.say(heading),
        )
        self._add(numbered, "Heading1")

    def _table(
        self,
        caption: Sentence,
        widths: Sequence[float],
        headings: Sequence[str],
        lines: Iterable[Sequence[Cell]],
    ) -> None:
        self.tables += 1
        text = self.phrases.say(caption)
        self._add(self.phrases.say(say.CAPTION, number=str(self.tables), text=text), "Caption")
        self._append(table(text, widths, headings, lines))

    def _add(self, text: str, style: str) -> None:
        self._append(paragraph(text, style))

    def _append(self, block: BaseOxmlElement) -> None:
        self.document.element.body.insert_element_before(block, "w:sectPr")


def _widths(rows: Iterable[Row]) -> list[float]:
    """Return the widths of the columns of numbers, in which no number is broken."""
    columns = zip(*((row.weight, row.score, row.rate) for row in rows), strict=True)
    longest = [
        max(len(word) for text in column for word in [*text.split(), ""]) for column in columns
    ]
    return [
        max(least, length * DIGIT + EDGES) for least, length in zip(NUMBERS, longest, strict=True)
    ]


def _numbers(row: Row) -> Iterator[Cell]:
    for text in (row.weight, row.score, row.rate):
        yield Cell(text, "TableNumber")
