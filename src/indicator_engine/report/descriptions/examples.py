"""The examples of a ruleset in print: their data, what must come out, and what does."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from indicator_engine.checks.examples import compared, same, shown
from indicator_engine.errors import RecordError
from indicator_engine.language.numbers import plain
from indicator_engine.messages import describing as say
from indicator_engine.messages import explaining, reports, words
from indicator_engine.model import Example
from indicator_engine.records import from_example
from indicator_engine.report.descriptions.parts import (
    Facts,
    Heading,
    Paragraph,
    Part,
    Row,
    facts,
    table,
)
from indicator_engine.report.descriptions.wording import Wording
from indicator_engine.report.phrases import DASH, one_line
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score_record

RATES = ("percent", "pp")


def examples(by: Wording) -> Iterator[Part]:
    """Yield every example of a ruleset."""
    if by.ruleset.examples:
        yield Heading(by.phrases.say(say.EXAMPLES))
    for each in by.ruleset.examples:
        title = by.titled(each, each.id)
        yield Heading(by.phrases.say(say.EXAMPLE, title=title), 2)
        yield _head(by, each)
        yield from _data(by, each)
        yield from _results(by, each)


def _head(by: Wording, example: Example) -> Facts:
    say_it, phrases = by.phrases.say, by.phrases
    unit = phrases.say(say.AND_SO_ON).join(map(one_line, reversed(tuple(example.unit.values()))))
    cohort = example.cohort
    others = "" if cohort is None else say_it(say.COHORT_COUNT, count=str(len(cohort)))
    notes = [
        (say_it(say.EXAMPLE_NOTE, title=by.names.get(name, one_line(name))), one_line(note))
        for name, note in example.notes.items()
    ]
    return facts(
        (say_it(say.EXAMPLE_UNIT), unit),
        (say_it(say.SOURCE), phrases.text(example.source)),
        (say_it(say.NOTE), phrases.text(example.note)),
        (say_it(say.COHORT), others),
        *notes,
    )


def _data(by: Wording, example: Example) -> Iterator[Part]:
    """Yield the data of an example; of one that is mostly like the first, what differs from it."""
    first = by.ruleset.examples[0]
    names = dict.fromkeys((*example.inputs, *first.inputs))
    given: Mapping[str, object] = {
        name: example.inputs.get(name)
        for name in names
        if example.inputs.get(name) != first.inputs.get(name)
    }
    if example is first or 2 * len(given) >= len(names):
        given = example.inputs
    else:
        yield Paragraph(by.phrases.say(say.OTHERWISE_ALIKE, title=by.titled(first, first.id)))
    heads = (say.DATA, say.ID, say.VALUE)
    rows = [_datum(by, name, value) for name, value in given.items()]
    yield table(*map(by.phrases.say, heads), rows=rows, numbers=(2,))


def _datum(by: Wording, name: str, value: object) -> Row:
    """Return a value as the example gives it."""
    return Row((by.names.get(name, one_line(name)), one_line(name), one_line(_given(by, value))))


def _given(by: Wording, value: object) -> str:
    """Return a value of data in print: judgements, marks, lists and truths in words."""
    if value is None:
        return words.word("missing", by.phrases.language)
    if isinstance(value, bool):
        return by.phrases.say(reports.YES if value else reports.NO)
    if isinstance(value, list):
        return by.phrases.say(reports.LISTED).join(_given(by, each) for each in value)
    if isinstance(value, Mapping):
        told = {key: _given(by, each) for key, each in value.items()}
        if "tier" in told:
            return by.phrases.say(explaining.IN_TIER, rate=told["rate"], tier=told["tier"])
        [(kind, reason)] = told.items()
        status = words.word(kind, by.phrases.language)
        return by.phrases.say(reports.WITH_REASON, status=status, reason=reason)
    return plain(value) if isinstance(value, Fraction) else str(value)


def _results(by: Wording, example: Example) -> Iterator[Part]:
    """Yield what must come out beside what does; where nothing can, why."""
    say_it = by.phrases.say
    try:
        result = score_record(by.ruleset, from_example(by.ruleset, example))
    except RecordError as error:
        why = [each.message(by.phrases.language) for each in error.diagnostics]
        joined = by.phrases.say(reports.REMARKS).join(map(one_line, why))
        yield Paragraph(say_it(say.REFUSED, why=joined))
        return
    rows = list(_rows(by, example, result))
    heads = (say.WHAT, say.EXPECTED, say.COMPUTED, say.AGREES)
    yield table(*map(say_it, heads), rows=rows, numbers=(1, 2))


def _rows(by: Wording, example: Example, result: Evaluation) -> Iterator[Row]:
    types = {each.name: each.type for each in by.ruleset.derived.values()}
    told: Mapping[str, object] = {"total": result.total, "grade": result.grade}
    for key, value in told.items():
        if key not in example.expected.stated and (key == "total" or by.ruleset.grades):
            yield Row((by.phrases.say(say.RESULTS[key]), "", _value(value), ""))
    for path, expected, found in compared(example, result):
        percent = path[0] == "rates" or types.get(path[-1]) in RATES
        title = by.names.get(path[-1], path[-1])
        yield Row(
            (
                by.phrases.say(say.RESULTS[path[0]], title=one_line(title)),
                _value(expected, percent=percent),
                _value(found, percent=percent),
                by.phrases.say(reports.YES if same(expected, found) else reports.NO),
            )
        )


def _value(value: object, *, percent: bool = False) -> str:
    """Return a result in print, a rate as a percentage."""
    if value is None or value in ("", []):
        return DASH
    if isinstance(value, Fraction | Decimal) and not isinstance(value, bool):
        number = Fraction(value)
        return f"{plain(number * 100)}%" if percent else plain(number)
    return one_line(shown(value))
