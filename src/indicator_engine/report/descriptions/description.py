"""A whole ruleset as a readable page: what every format of it shows, in this order."""

from collections.abc import Iterator

from indicator_engine.language.numbers import plain
from indicator_engine.language.syntax import Expression
from indicator_engine.messages import Language, reports, words
from indicator_engine.messages import describing as say
from indicator_engine.model import (
    Adjustment,
    Assertion,
    Derived,
    Described,
    Example,
    Grade,
    Indicator,
    Input,
    Policies,
    RuleFunction,
    Ruleset,
)
from indicator_engine.model import Table as RuleTable
from indicator_engine.report.descriptions.data import (
    derived,
    functions,
    inputs,
    language_functions,
    tables,
)
from indicator_engine.report.descriptions.examples import examples
from indicator_engine.report.descriptions.indicators import names, rounding, rules, treatments, tree
from indicator_engine.report.descriptions.parts import (
    Formula,
    Heading,
    Page,
    Paragraph,
    Part,
    Row,
    facts,
    table,
)
from indicator_engine.report.descriptions.wording import Wording
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.report.view import DIGEST_SHOWN


def described(ruleset: Ruleset, language: Language) -> Page:
    """Return what a page shows of a ruleset."""
    by = Wording(ruleset, Phrases(language))
    sections = (
        _head(by),
        tree(by),
        _grades(by),
        _rounding(by),
        rules(by),
        functions(by),
        tables(by),
        inputs(by),
        derived(by),
        _assertions(by),
        examples(by),
        language_functions(by, _formulas(ruleset)),
        _sources(by),
    )
    return Page(by.title(ruleset, ruleset.id), tuple(part for each in sections for part in each))


def _head(by: Wording) -> Iterator[Part]:
    ruleset, phrases = by.ruleset, by.phrases
    if text := phrases.text(ruleset.description):
        yield Paragraph(text)
    yield facts(
        (phrases.say(say.SOURCE), phrases.text(ruleset.source)),
        (phrases.say(say.NOTE), phrases.text(ruleset.note)),
    )
    digest = ruleset.digest[:DIGEST_SHOWN]
    told = {"id": ruleset.id, "version": one_line(ruleset.version), "digest": digest}
    yield Paragraph(phrases.say(say.PROVENANCE, **told))


def _grades(by: Wording) -> Iterator[Part]:
    if by.ruleset.grades:
        heads = (say.GRADE, say.TITLE, say.TOTALS, say.INTERVAL, say.SOURCE, say.NOTE)
        yield Heading(by.phrases.say(say.GRADES))
        rows = [_grade(by, each) for each in by.ruleset.grades]
        yield table(*map(by.phrases.say, heads), rows=rows)


def _grade(by: Wording, declared: Grade) -> Row:
    phrases, title = by.phrases, by.phrases.text(declared.title)
    totals = by.range(declared.range) or phrases.say(say.ONLY_ADJUSTED)
    interval = Formula("" if declared.range is None else declared.range)
    return Row(
        (
            one_line(declared.grade),
            title if title != one_line(declared.grade) else "",
            totals,
            interval,
            phrases.text(declared.source),
            phrases.text(declared.note),
        )
    )


def _rounding(by: Wording) -> Iterator[Part]:
    policies: Policies = by.ruleset.policies
    yield Heading(by.phrases.say(say.ROUNDING))
    yield Paragraph(rounding(by, by.ruleset.rounding, say.ROUNDED))
    told = [treatments(by, policies), by.phrases.say(say.RESCALES[policies.rescale])]
    without = by.phrases.say(reports.REMARKS).join(told)
    yield facts((by.phrases.say(say.POLICIES), without))


def _assertions(by: Wording) -> Iterator[Part]:
    if by.ruleset.assertions:
        yield Heading(by.phrases.say(say.ASSERTIONS))
    for each in by.ruleset.assertions:
        yield from _assertion(by, each)


def _assertion(by: Wording, declared: Assertion) -> Iterator[Part]:
    phrases = by.phrases
    formulas = [each for each in (*(declared.equal or ()), declared.condition) if each]
    in_words = by.formula(declared.condition)
    if declared.equal is not None:
        left, right = map(by.formula, declared.equal)
        in_words = phrases.say(say.EQUAL, left=left, right=right)
    if declared.tolerance:
        tolerance = plain(declared.tolerance)
        in_words = phrases.say(say.TOLERANCE, equal=in_words, tolerance=tolerance)
    severity = words.SEVERITIES[declared.severity].in_language(phrases.language)
    yield Heading(by.titled(declared, declared.id), 2)
    yield facts(
        (phrases.say(say.IN_WORDS), in_words),
        (phrases.say(say.FORMULA), Formula(" = ".join(by.written(each) for each in formulas))),
        (phrases.say(say.NAMES), names(by, *formulas)),
        (phrases.say(say.SEVERITY), severity),
        (phrases.say(say.SOURCE), phrases.text(declared.source)),
        (phrases.say(say.NOTE), phrases.text(declared.note)),
    )


def _sources(by: Wording) -> Iterator[Part]:
    """Yield every source that is named, with what rests on it."""
    told: dict[str, dict[str, None]] = {}
    for title, declared in _declared(by):
        if text := by.phrases.text(declared.source):
            told.setdefault(text, {}).setdefault(title)
    if told:
        listed = by.phrases.say(reports.LISTED)
        yield Heading(by.phrases.say(say.SOURCES))
        rows = [Row((text, listed.join(titles))) for text, titles in told.items()]
        yield table(by.phrases.say(say.SOURCE), by.phrases.say(say.USED_BY), rows=rows)


def _declared(by: Wording) -> Iterator[tuple[str, Described]]:
    """Yield everything that may have a source, and what it is called."""
    ruleset = by.ruleset
    yield by.phrases.say(say.DOCUMENT), ruleset
    nodes: list[Indicator | Adjustment] = []
    for node in ruleset.indicators.walk():
        nodes += [node, *node.adjustments]
    named: list[RuleFunction | RuleTable | Input | Derived] = [
        *ruleset.functions.values(),
        *ruleset.tables.values(),
        *ruleset.inputs.values(),
        *ruleset.derived.values(),
    ]
    yield from ((by.title(each, each.id), each) for each in nodes)
    yield from ((by.title(each, each.name), each) for each in named)
    yield from ((one_line(each.grade), each) for each in ruleset.grades)
    last: list[Assertion | Example] = [*ruleset.assertions, *ruleset.examples]
    yield from ((by.title(each, each.id), each) for each in last)


def _formulas(ruleset: Ruleset) -> Iterator[Expression]:
    """Yield every formula of a ruleset."""
    found: list[Expression | None] = []
    for node in ruleset.indicators.walk():
        found.append(node.formula)
        found += [each for step in node.adjustments for each in (step.when, step.becomes)]
    found += [each.formula for each in ruleset.derived.values()]
    found += [each.formula for each in ruleset.functions.values()]
    for assertion in ruleset.assertions:
        found += [*(assertion.equal or ()), assertion.condition]
    yield from (each for each in found if each is not None)
