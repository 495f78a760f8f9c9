"""The catalogue is complete, and every sentence can be said of the errors that really occur."""

import ast
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter
from types import ModuleType
from typing import Literal

import pytest

import indicator_engine
from indicator_engine import messages
from indicator_engine.messages import (
    CATALOGUE,
    MOST_SHOWN,
    documents,
    lineage,
    proofs,
    sentence,
    words,
)
from indicator_engine.messages import audit as of_audits
from indicator_engine.messages import forms as of_forms
from indicator_engine.messages import importing as of_imports
from indicator_engine.messages import spark as of_spark
from indicator_engine.messages import tables as of_tables
from indicator_engine.messages import templates as of_templates
from indicator_engine.messages.sentence import Sentence
from tests.occurrences import OCCURRENCES, SEEN_BY_THE_SCHEMA

SOURCES = Path(indicator_engine.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{[a-z_]+(![rs])?\}")
DASHED = re.compile(r"[a-z]+(-[a-z0-9]+)+")

# Codes that the sources put together, by the file and the expression that does it.
COMPUTED = {
    ("loading/names.py", "f'{node.id}-not-here'"): {"weight-not-here", "value-not-here"},
    ("checks/bands.py", "f'bands-{seam.kind}'"): {"bands-gap", "bands-overlap"},
    ("checks/units.py", "f'derived-not-{derived.type}'"): {"derived-not-percent", "derived-not-pp"},
    ("checks/grades.py", "f'grades-{seam.kind}'"): {"grades-gap", "grades-overlap"},
    ("scoring/assertions.py", "f'absence-scored-{treatment}'"): {
        "absence-scored-zero",
        "absence-scored-full",
    },
    ("json_text/slips.py", "f'json-{expected}'"): {
        "json-value",
        "json-key",
        "json-colon",
        "json-comma",
        "json-end",
    },
}

# Dashed words of the sources that name something else: the project, an encoding, why a proof holds, a format.
NO_CODES = {"in-memory", "indicator-engine", "utf-8", "utf-8-sig", "no-record", "yyyy-mm-dd"}


def constants() -> Iterator[tuple[str, ast.AST]]:
    """Yield every text, and every text put together, of the sources outside the catalogue."""
    for path in sorted(SOURCES.rglob("*.py")):
        name = path.relative_to(SOURCES).as_posix()
        if not name.startswith("messages/"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant | ast.JoinedStr):
                    yield name, node


def texts() -> set[str]:
    """Return the texts of the sources, those put together included."""
    written = {node.value for _, node in constants() if isinstance(node, ast.Constant)}
    computed = {
        code for name, node in constants() for code in COMPUTED.get((name, ast.unparse(node)), ())
    }
    return {each for each in written if isinstance(each, str)} | computed


def files() -> Iterator[ModuleType]:
    """Yield the files of the catalogue."""
    for module in iter_modules(messages.__path__):
        yield import_module(f"{messages.__name__}.{module.name}")


def tables() -> Iterator[Mapping[str, Sentence]]:
    """Yield every table of sentences or words."""
    for file in files():
        for value in vars(file).values():
            if isinstance(value, Mapping) and all(isinstance(e, Sentence) for e in value.values()):
                yield value


class TestCatalogue:
    def test_every_code_of_the_sources_has_a_sentence(self) -> None:
        """A dashed word is a code of the catalogue, or a word that sentences are made of."""
        dashed = {text for text in texts() if DASHED.fullmatch(text)}
        known = {key for table in tables() for key in table}
        assert dashed - known - NO_CODES == set()

    def test_every_sentence_is_used(self) -> None:
        assert CATALOGUE.keys() - texts() == set()

    def test_every_code_that_is_put_together_is_known(self) -> None:
        """No source puts a code together in a way that the table does not resolve."""
        found = {
            (name, ast.unparse(node))
            for name, node in constants()
            if isinstance(node, ast.JoinedStr)
            and re.fullmatch(r"f'([a-z]+-)*\{[a-z._]+\}(-[a-z]+)*'", ast.unparse(node))
            and "-" in re.sub(r"\{.*?\}", "", ast.unparse(node))
        }
        assert found == COMPUTED.keys()

    def test_a_code_stands_in_one_file(self) -> None:
        found = [code for file in files() for code in getattr(file, "SENTENCES", ())]
        assert sorted(found) == sorted(CATALOGUE)

    @pytest.mark.parametrize("code", sorted(CATALOGUE))
    def test_a_sentence_is_in_its_language(self, code: str) -> None:
        assert CHINESE.search(CATALOGUE[code].zh)
        assert not CHINESE.search(CATALOGUE[code].en)

    @pytest.mark.parametrize("code", sorted(CATALOGUE))
    def test_user_text_is_quoted(self, code: str) -> None:
        """A name in an English sentence is quoted so that its end is seen."""
        quoted = {"name", "id", "key", "choice", "tier", "table", "input", "example"}
        parts = [part[1::2] for part in Formatter().parse(CATALOGUE[code].en)]
        assert quoted & {field for field, _ in parts} <= {field for field, how in parts if how}

    @pytest.mark.parametrize("key", sorted({**words.KINDS, **words.CONSTRUCTS}))
    def test_a_word_is_in_its_language(self, key: str) -> None:
        assert not CHINESE.search(words.word(key, "en"))
        assert words.word(key, "zh")


class TestOccurrences:
    def test_every_code_occurs(self) -> None:
        """What is not driven here has tests of its own, or never gets past the schema."""
        elsewhere = {
            *documents.SENTENCES,
            *proofs.SENTENCES,
            *of_tables.SENTENCES,
            *of_forms.SENTENCES,
            *of_spark.SENTENCES,
            *of_audits.SENTENCES,
            *of_imports.SENTENCES,
            *of_templates.SENTENCES,
            *lineage.SENTENCES,
            "not-covered",
        }
        assert CATALOGUE.keys() == OCCURRENCES.keys() | elsewhere | SEEN_BY_THE_SCHEMA

    @pytest.mark.parametrize("code", sorted(OCCURRENCES))
    def test_a_real_error_has_all_the_facts_of_its_sentence(self, code: str) -> None:
        found = [each for each in OCCURRENCES[code]() if each.code == code]
        assert found
        for diagnostic in found:
            zh, en = diagnostic.message("zh"), diagnostic.message("en")
            for fact in sorted(filter(None, diagnostic.facts.values()), key=len, reverse=True):
                en = en.replace(fact, "")
            assert CHINESE.search(zh)
            assert not CHINESE.search(en)
            assert not PLACEHOLDER.search(zh + en)
            assert diagnostic.render("zh").startswith(str(diagnostic.at))

    @pytest.mark.parametrize("code", sorted(SEEN_BY_THE_SCHEMA))
    def test_a_sentence_nobody_sees_asks_for_no_more_than_its_facts(self, code: str) -> None:
        facts = {"id": "x", "name": "x", "number": "x"}
        assert sentence(code, facts, "zh")
        assert sentence(code, facts, "en")


class TestSentence:
    def test_the_context_of_a_computation_follows(self) -> None:
        facts = {"id": "执行率", "formula": "执行数 / 预算数", "values": "执行数 = 1, 预算数 = 0"}
        assert (
            sentence("division-by-zero", facts)
            == "division by zero, expected a divisor other than 0; in '执行率'; "
            "formula: 执行数 / 预算数; with 执行数 = 1, 预算数 = 0"
        )
        assert (
            sentence("division-by-zero", facts, "zh")
            == "除数为 0，应不为 0；位于“执行率”；公式：执行数 / 预算数；其中 执行数 = 1, 预算数 = 0"
        )

    def test_what_is_not_known_of_a_computation_is_not_said(self) -> None:
        known = {"id": "total", "formula": "", "values": ""}
        empty = "the list is empty, expected at least one number"
        assert sentence("list-empty", known) == f"{empty}; in 'total'"
        assert sentence("list-empty", {**known, "id": ""}) == empty
        assert sentence("list-empty", {}) == empty

    def test_what_the_sentence_has_told_is_not_said_again(self) -> None:
        facts = {"id": "执行率", "formula": "120", "values": "", "range": "[0, 20]", "points": "25"}
        assert sentence("score-out-of-range", facts, "zh").count("执行率") == 1

    def test_an_assertion_is_headed_by_its_title_in_the_language_of_the_reader(self) -> None:
        facts = {"id": "a1", "title": "Sums agree", "title_zh": "合计一致", "formula": "a == b"}
        assert sentence("assertion-condition", facts, "zh").startswith("合计一致：")
        assert sentence("assertion-condition", facts, "en").startswith("Sums agree: ")

    def test_an_assertion_without_a_title_is_headed_by_its_id(self) -> None:
        facts = {"id": "a1", "title": "", "title_zh": "", "formula": "a == b"}
        assert sentence("assertion-condition", facts, "zh").startswith("a1：")

    @pytest.mark.parametrize("language_of_reader", ["zh", "en"])
    def test_braces_in_a_fact_are_only_text(self, language_of_reader: Literal["zh", "en"]) -> None:
        assert "{name}" in sentence("unknown-name", {"name": "{name}"}, language_of_reader)

    @pytest.mark.parametrize("code", sorted(CATALOGUE))
    @pytest.mark.parametrize("text", ["预" * 5_000, "\x1b[31m\u202e\n" * 100])
    def test_no_message_outgrows_its_line(self, code: str, text: str) -> None:
        """However long or hostile its facts are: see R17 of the security requirements."""
        facts = {
            field: text
            for template in (CATALOGUE[code].zh, CATALOGUE[code].en)
            for _, field, _, _ in Formatter().parse(template)
            if field
        }
        for message in (sentence(code, facts, "zh"), sentence(code, facts, "en")):
            assert len(message) <= 2_000
            assert message.isprintable()

    def test_a_long_fact_is_cut(self) -> None:
        assert len(sentence("unknown-name", {"name": "a" * 500})) < MOST_SHOWN + 20


def test_words_of_both_languages_differ_from_their_keys_only_in_form() -> None:
    """Every table of words holds sentences without facts."""
    for entry in ({**words.KINDS, **words.CONSTRUCTS, **words.SEVERITIES}).values():
        assert isinstance(entry, Sentence)
        assert not PLACEHOLDER.search(entry.zh.format() + entry.en.format())
