"""The catalogue is complete, and every sentence can be said of the errors that really occur."""

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import pytest

import indicator_engine
from indicator_engine import RecordError, RulesetError, evaluate, load_ruleset, parse_ruleset, score
from indicator_engine.checks import check_document
from indicator_engine.documents import read_document
from indicator_engine.errors import Diagnostic
from indicator_engine.limits import LIMITS
from indicator_engine.messages import (
    CATALOGUE,
    MOST_SHOWN,
    checks,
    documents,
    language,
    loading,
    records,
    sentence,
    words,
)
from indicator_engine.messages.sentence import Sentence

SOURCES = Path(indicator_engine.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{[a-z_]+(![rs])?\}")
DASHED = re.compile(r"[a-z]+(-[a-z0-9]+)+")

# Codes that the sources put together, by the file and the expression that does it.
COMPUTED = {
    ("loading/names.py", "f'{node.id}-not-here'"): {"weight-not-here", "value-not-here"},
    ("checks/bands.py", "f'bands-{seam.kind}'"): {"bands-gap", "bands-overlap"},
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
# Dashed words of the sources that name something else: the project, an encoding, what is proved.
NO_CODES = {"indicator-engine", "utf-8", "within-range", "reaches-weight"}

# A slip in one of these is seen by the schema first, whose sentence is then the one that is shown.
SEEN_BY_THE_SCHEMA = {
    "formula-and-combine",
    "formula-needed",
    "grade-below-root",
    "key-of-groups",
    "number-unreadable",
    "policies-on-group",
    "weight-needed",
    "weight-under-combine",
}

RULESET: Mapping[str, Any] = {
    "id": "example",
    "version": "1.0.0",
    "title": "Example",
    "inputs": {
        "spent": {"type": "number", "range": "[0, 1000]", "unit": "t"},
        "state": {"type": "choice", "choices": ["done", "begun"]},
        "marks": {"type": "numbers", "range": "[0, 100]", "length": "[1, 9]"},
        "whole": {"type": "integer"},
        "share": {"type": "percent"},
        "ready": {"type": "boolean"},
        "day": {"type": "date"},
        "remark": {"type": "text"},
        "work": {"type": "judged", "tiers": {"good": "[80%, 100%]", "bad": "[0%, 60%)"}},
    },
    "derived": {"used": {"formula": "spent + whole + share + work", "type": "number"}},
    "functions": {"half": {"parameters": ["x"], "formula": "x / 2"}},
    "tables": {"points": {"cases": {"done": 1, "begun": 0.5}}},
    "indicators": {
        "id": "total",
        "weight": 100,
        "children": [
            {"id": "first", "weight": 60, "formula": "weight * half(spent) / 500"},
            {"id": "second", "weight": 40, "formula": "weight * points(state)"},
        ],
    },
    "grades": [{"grade": "A", "range": "[60, 100]"}, {"grade": "B", "range": "[0, 60)"}],
    "assertions": [
        {
            "id": "checked",
            "condition": "mean(marks) >= 0 and (ready or remark != 'x' or given(day))",
        }
    ],
}
DATA: Mapping[str, Any] = {
    "spent": 500, "state": "done", "marks": [90], "whole": 1, "share": "5%",
    "ready": True, "day": "2022-06-10", "remark": "", "work": "90%",
}  # fmt: skip

Changes = Mapping[str, Any]

FIRST = "indicators/children/0/"
NAMES: Mapping[str, Any] = {
    "a": 1, "b": 0, "none": [], "list": [1, 2], "longer": [1, 2, 3], "day": date(9999, 12, 1)
}  # fmt: skip


def bands(*ranges: str) -> Changes:
    """Return the change that makes the example's table one of bands."""
    rows = [{"range": each, "value": 1} for each in ranges]
    return {"tables/points": {"bands": rows}, "indicators/children/1/formula": "points(spent)"}


FORMULAS: Mapping[str, str] = {
    "formula-empty": "  ",
    "formula-too-long": " " * 2_001,
    "formula-too-large": " + ".join([f"max({', '.join('a' * 40)})"] * 13),
    "formula-too-deep": "(" * 61 + "a" + ")" * 61,
    "formula-malformed": "a a",
    "not-in-the-language": "a // b",
    "character-invisible": "a +\u200b b",
    "character-has-another-form": "a ^ 2",
    "character-unknown": "a.real",
    "number-runs-on": "2a",
    "number-not-ascii": "a + \u0663",
    "number-malformed": "a + .5",
    "number-too-long": "1e40",
    "percent-without-number": "a % b",
    "percent-before-operand": "5% a",
    "text-malformed": "a == 'x",
    "text-out-of-place": "'x' + a",
    "exponent-not-whole": "a ** b",
    "too-many-arguments": f"max({', '.join('a' * 51)})",
    "arguments-do-not-fit": "clamp(a, b)",
    "argument-not-whole-literal": "round(a, b)",
    "unknown-name": "c + 1",
    "unknown-function": "maxi(a, b)",
    "function-not-called": "max + 1",
    "kind-mismatch": "a and b",
    "kind-not-comparable": "list == longer",
    "division-by-zero": "a / b",
    "number-too-large": "(((a + 1) ** 100) ** 100) ** 100",
    "root-of-negative": "sqrt(b - 1)",
    "log-of-not-positive": "ln(b)",
    "geomean-of-negative": "geomean(a, -1)",
    "trimmed-mean-of-few": "trimmed_mean(a, b)",
    "list-empty": "max(none)",
    "lists-differ-in-length": "weighted_mean(list, longer)",
    "clamp-ends-crossed": "clamp(a, 2, 1)",
    "target-not-positive": "reached(a, b)",
    "step-not-positive": "whole_steps(a, b)",
    "anchors-not-ascending": "interpolate(a, 2, 0, 1, 1)",
    "date-not-in-calendar": "days(date(2022, 2, 29), day)",
    "date-out-of-range": "days(add_months(day, 1), day)",
    "months-not-whole": "days(add_months(day, -0.5), day)",
}

def chain(length: int, body: str) -> Changes:
    """Return the change that adds functions of which each calls the one before it."""
    functions = {"f0": {"parameters": ["x"], "formula": "x"}}
    for n in range(1, length):
        functions[f"f{n}"] = {"parameters": ["x"], "formula": body.format(f"f{n - 1}(x)")}
    return {f"functions/{name}": function for name, function in functions.items()}


RULESETS: Mapping[str, Changes] = {
    "expansion-too-large": chain(40, "{0} - {0}"),
    "expansion-too-deep": chain(102, "{0}"),
    "weight-not-here": {"derived/used/formula": "weight * 2"},
    "value-not-here": {f"{FIRST}formula": "value * 2"},
    "name-outside-function": {"functions/half/formula": "x / spent"},
    "choice-unknown": {f"{FIRST}formula": "weight if state == 'dane' else 0"},
    "name-not-identifier": {"inputs/x\ufe0f": {"type": "number"}},
    "name-not-normal": {"inputs/\ufb01n": {"type": "number"}},
    "name-is-keyword": {f"{FIRST}id": "if"},
    "name-is-reserved": {"functions/half/parameters/0": "weight"},
    "name-clash": {f"{FIRST}id": "Spent"},
    "id-is-reserved": {f"{FIRST}id": "status"},
    "names-in-a-circle": {"derived/used/formula": "first"} | {f"{FIRST}formula": "used"},
    "functions-in-a-circle": {"functions/half/formula": "half(x)"},
    "range-malformed": {"inputs/spent/range": "[9, 1]"},
    "tier-outside": {"inputs/work/tiers/good": "[0, 2]"},
    "table-not-ascending": {"tables/line": {"anchors": [[1, 0], [1, 5]]}},
    "places-too-many": {f"{FIRST}rounding": {"places": 3}},
    "id-given-twice": {"grades/1/grade": "A"},
    "weights-do-not-add-up": {f"{FIRST}weight": 50},
    "weight-off-the-grid": {f"{FIRST}weight": 59.999, "indicators/children/1/weight": 40.001},
    "bands-gap": bands("[0, 1]", "[2, 3]"),
    "bands-overlap": bands("[0, 2]", "[2, 3]"),
    "case-missing": {"tables/points/cases": {"done": 1}},
    "case-without-choice": {"tables/points/cases/dune": 1},
    "grades-gap": {"grades/1/range": "[0, 59]"},
    "grades-overlap": {"grades/1/range": "[0, 60]"},
    "grades-do-not-cover": {"grades/1/range": "[1, 60)"},
    "grades-not-best-first": {"grades/0/range": "[0, 60)", "grades/1/range": "[60, 100]"},
    "grade-unknown": {"indicators/adjustments": [{"id": "x", "grade": "C"}]},
    "unused": {"inputs/more": {"type": "number"}},
    "example-differs": {"examples": [{"id": "x", "inputs": DATA, "expected": {"total": 1}}]},
}  # fmt: skip

VALUES: Mapping[str, Any] = {
    "record-unknown-key": {"spend": 1},
    "indicator-given-a-value": {"first": 1},
    "mark-without-reason": {"spent": {"pending": " "}},
    "value-of-wrong-kind": {"spent": "1,000"},
    "value-not-finite": {"spent": float("nan")},
    "value-too-long": {"spent": 10**2_000},
    "value-not-whole": {"whole": 0.5},
    "value-out-of-range": {"share": 95},
    "value-not-a-choice": {"state": "dune"},
    "date-malformed": {"day": "10.6.2022"},
    "date-not-in-the-calendar": {"day": "2022-02-29"},
    "tier-unknown": {"work": {"tier": "goo", "rate": 0.9}},
    "rate-outside-tier": {"work": {"tier": "good", "rate": 0.5}},
    "rate-outside-tiers": {"work": 0.7},
    "list-of-wrong-length": {"marks": []},
}

SCORES: Mapping[str, Changes] = {
    "tier-not-told": {"inputs/work/tiers/bad": "[0%, 95%]"},
    "score-out-of-range": {f"{FIRST}formula": "spent"},
    "derived-not-whole": {"derived/used/type": "integer"},
    "outside-table": bands("[0, 1]"),
    "total-without-grade": {"indicators/adjustments": [{"id": "x", "becomes": "value + 50"}]},
    "assertion-equal": {"assertions/0": {"id": "x", "equal": ["spent", "whole"], "title": "Twice"}},
    "assertion-condition": {"assertions/0": {"id": "x", "condition": "spent < 0"}},
    "assertion-undefined": {"assertions/0": {"id": "x", "equal": ["1 / 0", "0"]}},
    "default-used": {"inputs/extra": {"type": "number", "default": 1}},
}

ABSENT: Mapping[str, Changes] = {
    "absence-refused": {"policies": {"missing": "refuse"}},
    "absence-scored-zero": {"policies": {"missing": "zero"}},
    "absence-scored-full": {"policies": {"missing": "full"}},
}


def changed(changes: Changes) -> str:
    """Return the example ruleset with the values at some paths replaced."""
    ruleset: Any = deepcopy(dict(RULESET))
    for path, value in changes.items():
        *steps, last = path.split("/")
        place = ruleset
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        place[int(last) if isinstance(place, list) else last] = value
    return json.dumps(ruleset, ensure_ascii=False, indent=2)


def of_formula(formula: str, names: Mapping[str, object] = NAMES) -> tuple[Diagnostic, ...]:
    """Return why a formula is refused."""
    with pytest.raises(RulesetError) as caught:
        evaluate(formula, names)
    return caught.value.diagnostics


def of_ruleset(changes: Changes) -> tuple[Diagnostic, ...]:
    """Return the findings of the example ruleset after some changes."""
    return check_document(read_document(changed(changes), "<text>"))


def of_record(data: Any, changes: Changes | None = None) -> tuple[Diagnostic, ...]:  # noqa: ANN401 - no data
    """Return why data cannot be scored, or what the score warns of."""
    ruleset = parse_ruleset(changed(changes or {}))
    try:
        return score(ruleset, data).warnings
    except RecordError as error:
        return error.diagnostics


def of_path(path: str) -> tuple[Diagnostic, ...]:
    """Return why there is no such ruleset."""
    with pytest.raises(RulesetError) as caught:
        load_ruleset(path)
    return caught.value.diagnostics


def large_tree() -> Changes:
    """Return the change that makes too many indicators."""
    leaves = iter(range(LIMITS.tree_nodes))
    groups = [
        {"id": f"g{n}", "weight": 1, "children": [
            {"id": f"n{next(leaves)}", "weight": 1, "formula": "0"} for _ in range(1_000)
        ]}
        for n in range(10)
    ]  # fmt: skip
    return {"indicators/children": groups}


OCCURRENCES: Mapping[str, Callable[[], tuple[Diagnostic, ...]]] = {
    **{code: partial(of_formula, formula) for code, formula in FORMULAS.items()},
    **{code: partial(of_ruleset, changes) for code, changes in RULESETS.items()},
    **{code: partial(of_record, {**DATA, **values}) for code, values in VALUES.items()},
    **{code: partial(of_record, DATA, changes) for code, changes in SCORES.items()},
    **{code: partial(of_record, {}, changes) for code, changes in ABSENT.items()},
    "tree-too-large": lambda: of_ruleset(large_tree()),
    "record-not-object": partial(of_record, [1, 2]),
    "text-expected": partial(of_record, {"inputs": DATA, "notes": {"first": 1}}),
    "ruleset-unknown": partial(of_path, "beijing-departement-2022"),
    "file-unreadable": partial(of_path, "nowhere/at-all.json"),
}


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


class TestCatalogue:
    def test_every_code_of_the_sources_has_a_sentence(self) -> None:
        """A dashed word is a code of the catalogue or a word of it."""
        dashed = {text for text in texts() if DASHED.fullmatch(text)}
        assert dashed - CATALOGUE.keys() - words.KINDS.keys() - NO_CODES == set()

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
        files = (documents, language, loading, checks, records)
        assert sum(len(file.SENTENCES) for file in files) == len(CATALOGUE)

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
        """What is not driven here is of the documents, or never gets past the schema."""
        driven = OCCURRENCES.keys() | documents.SENTENCES.keys() | SEEN_BY_THE_SCHEMA
        assert CATALOGUE.keys() == driven

    @pytest.mark.parametrize("code", sorted(OCCURRENCES))
    def test_a_real_error_has_all_the_facts_of_its_sentence(self, code: str) -> None:
        found = [each for each in OCCURRENCES[code]() if each.code == code]
        assert found
        for diagnostic in found:
            zh, en = diagnostic.message("zh"), diagnostic.message("en")
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
        facts = {"id": "执行率", "formula": "120", "values": "", "range": "[0, 20]"}
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
