"""The data of a ruleset in print: inputs, derived values, functions and tables."""

from collections.abc import Iterator
from datetime import date

from indicator_engine.explaining.quantities import TYPES as SEEN_AS
from indicator_engine.explaining.quantities import Manner, quantity
from indicator_engine.language.functions import LANGUAGE
from indicator_engine.language.numbers import plain
from indicator_engine.language.syntax import Expression
from indicator_engine.messages import describing as say
from indicator_engine.messages import reports
from indicator_engine.model import Derived, Input, RuleFunction, Table
from indicator_engine.number_systems.exact import Entries
from indicator_engine.report.descriptions.indicators import names
from indicator_engine.report.descriptions.parts import (
    Formula,
    Heading,
    Part,
    Row,
    facts,
    table,
)
from indicator_engine.report.descriptions.wording import Wording
from indicator_engine.report.phrases import one_line

PERCENTS = ("percent", "judged")


def inputs(by: Wording) -> Iterator[Part]:
    """Yield what data have to give."""
    say_it = by.phrases.say
    if not by.ruleset.inputs:
        return
    yield Heading(say_it(say.INPUTS))
    yield table(
        say_it(say.TITLE),
        say_it(say.ID),
        say_it(say.TYPE),
        say_it(say.UNIT),
        say_it(say.RANGE),
        say_it(say.HELP),
        rows=[_input(by, each) for each in by.ruleset.inputs.values()],
    )


def derived(by: Wording) -> Iterator[Part]:
    """Yield the named values that are computed."""
    if by.ruleset.derived:
        yield Heading(by.phrases.say(say.DERIVED))
    for each in by.ruleset.derived.values():
        yield Heading(by.titled(each, each.name), 2)
        yield facts(
            (by.phrases.say(say.IN_WORDS), by.formula(each.formula)),
            (by.phrases.say(say.FORMULA), by.written(each.formula)),
            (by.phrases.say(say.NAMES), names(by, each.formula)),
            (by.phrases.say(say.TYPE), _type(by, each)),
            (by.phrases.say(say.MEANING), by.phrases.text(each.help)),
            (by.phrases.say(say.SOURCE), by.phrases.text(each.source)),
            (by.phrases.say(say.NOTE), by.phrases.text(each.note)),
        )


def functions(by: Wording) -> Iterator[Part]:
    """Yield the scoring rules that a ruleset has of its own."""
    if by.ruleset.functions:
        yield Heading(by.phrases.say(say.FUNCTIONS))
    for each in by.ruleset.functions.values():
        yield from _function(by, each)


def tables(by: Wording) -> Iterator[Part]:
    """Yield the tables of a ruleset."""
    if by.ruleset.tables:
        yield Heading(by.phrases.say(say.TABLES))
    for each in by.ruleset.tables.values():
        yield Heading(by.titled(each, each.name), 2)
        yield facts(
            (by.phrases.say(say.MEANING), by.phrases.text(each.help)),
            (by.phrases.say(say.SOURCE), by.phrases.text(each.source)),
            (by.phrases.say(say.NOTE), by.phrases.text(each.note)),
        )
        yield _table(by, each)


def language_functions(by: Wording, formulas: Iterator[Expression]) -> Iterator[Part]:
    """Yield what those functions of the language give that some formulas call."""
    called = {name for each in formulas for name in each.calls}
    known = [each for name, each in LANGUAGE.items() if name in called]
    if known:
        in_chinese = by.phrases.language == "zh"
        yield Heading(by.phrases.say(say.LANGUAGE_FUNCTIONS))
        yield table(
            by.phrases.say(say.FORMULA),
            by.phrases.say(say.MEANING),
            rows=[
                Row(
                    (Formula(each.signature), (each.zh if in_chinese else each.en).replace("`", ""))
                )
                for each in known
            ],
        )


def _input(by: Wording, declared: Input) -> Row:
    return Row(
        (
            by.title(declared, declared.name),
            declared.name,
            by.phrases.say(say.TYPES[declared.type]),
            one_line(declared.unit),
            by.range(declared.range, percent=declared.type in PERCENTS),
            by.phrases.say(reports.REMARKS).join(filter(None, _help(by, declared))),
        )
    )


def _help(by: Wording, declared: Input) -> Iterator[str]:
    """Yield what the person who fills it in should know."""
    say_it, listed = by.phrases.say, by.phrases.say(reports.LISTED)
    yield by.phrases.text(declared.help)
    if declared.choices:
        yield say_it(say.CHOICES, choices=listed.join(map(one_line, declared.choices)))
    if declared.tiers:
        tiers = [
            say_it(say.TIER, tier=one_line(tier), range=by.range(bounds, percent=True))
            for tier, bounds in declared.tiers.items()
        ]
        yield say_it(say.TIERS, tiers=listed.join(tiers))
    if declared.length is not None:
        yield say_it(say.LENGTH, range=by.range(declared.length))
    if declared.places is not None:
        yield say_it(say.PRINTED_PLACES, places=str(declared.places))
    if declared.direction is not None:
        yield say_it(say.DIRECTIONS[declared.direction])
    if declared.default is not None:
        yield say_it(say.DEFAULT, value=_default(by, declared))
    if source := by.phrases.text(declared.source):
        yield say_it(say.CITED, source=source)
    yield by.phrases.text(declared.note)


def _default(by: Wording, declared: Input) -> str:
    value = declared.default
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) or value is None:
        return one_line(value or "")
    manner = Manner(SEEN_AS.get(declared.type, declared.type), declared.unit)
    shown = Entries(value) if isinstance(value, tuple) else value
    return one_line(quantity(shown, manner, by.phrases.language))


def _type(by: Wording, declared: Derived) -> str:
    """Return what a derived value is, its unit, and how it is printed."""
    told = by.phrases.say(say.TYPES[declared.type])
    if declared.unit:
        told = by.phrases.say(say.TYPE_AND_UNIT, type=told, unit=one_line(declared.unit))
    if declared.type in ("boolean", "date", "text"):
        return told
    places = by.phrases.say(say.PRINTED_PLACES, places=str(declared.places))
    return by.phrases.say(reports.REMARKS).join([told, places])


def _function(by: Wording, declared: RuleFunction) -> Iterator[Part]:
    signature = f"{declared.name}({', '.join(declared.parameters)})"
    title = by.title(declared, declared.name)
    heading = signature
    if title != declared.name:
        heading = by.phrases.say(say.TITLED, title=title, id=signature)
    yield Heading(heading, 2)
    yield facts(
        (by.phrases.say(say.IN_WORDS), by.formula(declared.formula)),
        (by.phrases.say(say.FORMULA), by.written(declared.formula)),
        (by.phrases.say(say.MEANING), by.phrases.text(declared.help)),
        (by.phrases.say(say.SOURCE), by.phrases.text(declared.source)),
        (by.phrases.say(say.NOTE), by.phrases.text(declared.note)),
    )


def _table(by: Wording, declared: Table) -> Part:
    """Return a table's rows, as far as it has that form."""
    say_it = by.phrases.say
    value = say_it(say.VALUE)
    if declared.bands:
        rows = [
            Row(
                (
                    by.phrases.text(band.title),
                    by.range(band.range),
                    Formula(band.range),
                    plain(band.value),
                    by.phrases.text(band.source),
                    by.phrases.text(band.note),
                )
            )
            for band in declared.bands
        ]
        heads = (say.BAND, say.ARGUMENT, say.INTERVAL, say.VALUE, say.SOURCE, say.NOTE)
        return table(*map(say_it, heads), rows=rows, numbers=(3,))
    if declared.anchors:
        rows = [Row((plain(x), plain(y))) for x, y in declared.anchors]
        return table(say_it(say.ARGUMENT), value, rows=rows, numbers=(0, 1))
    rows = [Row((one_line(case), plain(given))) for case, given in declared.cases.items()]
    return table(say_it(say.CASE), value, rows=rows, numbers=(1,))
