"""The page of a ruleset tells all that its author declared, in every format."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.messages import Language
from indicator_engine.model import Described, Ruleset
from indicator_engine.report.descriptions import FORMATS
from indicator_engine.report.descriptions.description import described
from indicator_engine.report.descriptions.parts import Facts, Heading, Page, Paragraph
from indicator_engine.report.descriptions.wording import Wording, names_in
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.testing import rulesets

LANGUAGES: tuple[Language, ...] = ("zh", "en")
languages = st.sampled_from(LANGUAGES)


def texts(page: Page) -> Iterator[str]:
    """Yield every text of a page."""
    yield page.title
    for part in page.parts:
        if isinstance(part, Heading | Paragraph):
            yield part.text
        elif isinstance(part, Facts):
            yield from (text for entry in part.entries for text in entry)
        else:
            yield from part.headings
            yield from (cell for row in part.rows for cell in row.cells)


def declared(ruleset: Ruleset) -> Iterator[tuple[str, Described]]:
    """Yield everything that an author declares, with what it is known by."""
    for node in ruleset.nodes.values():
        yield node.id, node
        yield from ((each.id, each) for each in node.adjustments)
    yield from ruleset.inputs.items()
    yield from ruleset.derived.items()
    yield from ruleset.functions.items()
    yield from ruleset.tables.items()
    yield from ((each.grade, each) for each in ruleset.grades)
    yield from ((each.id, each) for each in ruleset.assertions)
    yield from ((each.id, each) for each in ruleset.examples)


@given(ruleset=rulesets(examples=True), language=languages)
def test_everything_declared_is_told(ruleset: Ruleset, language: Language) -> None:
    """Its id, its title, its source and note in the language; every row of a table and a scale."""
    said = "\n".join(texts(described(ruleset, language)))
    for name, each in declared(ruleset):
        for text in (name, *(part.of(language) for part in (each.title, each.source, each.note))):
            assert one_line(text) in said
    for grade in ruleset.grades:
        assert grade.range is None or str(grade.range) in said
    for table in ruleset.tables.values():
        assert all(str(band.range) in said for band in table.bands)
        assert all(one_line(case) in said for case in table.cases)
    for given_input in ruleset.inputs.values():
        known = (*given_input.choices, *given_input.tiers, given_input.help.of(language))
        assert all(one_line(text) in said for text in known)
    for node in ruleset.nodes.values():
        assert node.formula is None or one_line(node.formula.text) in said


@given(ruleset=rulesets(), language=languages)
def test_a_rule_in_words_has_all_its_names_and_numbers(
    ruleset: Ruleset, language: Language
) -> None:
    by = Wording(ruleset, Phrases(language))
    for node in ruleset.nodes.values():
        if node.formula is not None:
            words = by.formula(node.formula)
            assert all(by.names[name] in words for name in names_in(ruleset, node.formula))
            assert all(number in words for number in re.findall(r"(?<!\w)\d+", node.formula.text))


class Shown(HTMLParser):
    """What a browser shows of a page: the texts of its elements, each on a line."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@given(ruleset=rulesets(examples=True), language=languages)
def test_every_format_shows_every_text(ruleset: Ruleset, language: Language) -> None:
    page = set(filter(None, texts(described(ruleset, language))))
    assert page <= set(Shown(FORMATS["html"](ruleset, language)).said)
    markdown = html.unescape(
        re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", FORMATS["markdown"](ruleset, language))
    )
    assert all(text in markdown for text in page)
