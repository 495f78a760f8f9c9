"""The rows that are scored together: who counts among them, and what they say to each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from indicator_engine.errors import Diagnostic, RecordError
from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions import COHORT_FUNCTIONS
from indicator_engine.language.protocol import Value
from indicator_engine.model import Assertion, CohortCall, Ruleset
from indicator_engine.number_systems.exact import Exact
from indicator_engine.records import Record, values_in
from indicator_engine.scoring.assertions import refuse_broken
from indicator_engine.scoring.summaries import summary
from indicator_engine.scoring.walk import Walk


@frozen
class Row:
    """One of the rows that are scored together, in exact numbers.

    Attributes:
        walk: Computes it.
        inputs: Every input's value.
        marks: Indicators marked as a whole.
    """

    walk: Walk
    inputs: Mapping[str, Value]
    marks: Mapping[str, Value]

    @classmethod
    def of(cls, walk: Walk, record: Record) -> "Row":
        """Return the row of a record."""
        return cls(walk, dict(values_in(walk.system, record)), record.marks)


def answered(walk: Walk, record: Record) -> dict[str, Value]:
    """Return a record's inputs, and by their texts the values of its cohort calls.

    The record counts as one of its cohort. What it says to the others is not needed here.

    Args:
        walk: Over exact numbers, of the record's ruleset.
        record: The record, with its cohort where the ruleset has such calls.

    Raises:
        RecordError: Where its cohort is needed and not given, or where a record of it does not
            belong there; or where an assertion refuses the record whatever its cohort.
        Undefined: Where the record has no score, whatever its cohort.
    """
    own = Row.of(walk, record)
    if not walk.ruleset.cohort:
        return dict(own.inputs)
    if record.answers is not None:
        admit(own)
        return {**own.inputs, **record.answers}
    if record.cohort is None:
        texts = ", ".join(call.name for call in walk.ruleset.cohort)
        at = record.locate("")
        raise RecordError([Diagnostic(code="cohort-not-given", at=at, facts={"calls": texts})])
    aside = Walk(walk.ruleset, walk.system)
    others = [Row.of(aside, other) for other in record.cohort]
    if refused := list(_refused(others, record.cohort)):
        raise RecordError(refused)
    admit(own)
    return {**own.inputs, **answers([own, *others], walk.ruleset.cohort)[0]}


def admit(row: Row) -> None:
    """Refuse a row that is no part of a cohort: one that is refused whatever the others are.

    A row that is refused for what the others make of it is part of it all the same, or whether it
    is would depend on itself.

    Raises:
        Undefined: Where what it settles alone has no value.
        RecordError: Where an assertion of severity ``error`` that it settles alone fails.
    """
    ruleset = row.walk.ruleset
    row.walk.run(row.inputs, row.marks, ruleset.settled)
    refuse_broken(ruleset, row.walk, settled_assertions(ruleset))


def settled_assertions(ruleset: Ruleset) -> Iterator[Assertion]:
    """Yield the assertions that a row settles alone."""
    alone = ruleset.settled | ruleset.inputs.keys()
    for each in ruleset.assertions:
        sides = [side for side in (*(each.equal or ()), each.condition) if side is not None]
        if all(side.names <= alone and side.calls.isdisjoint(COHORT_FUNCTIONS) for side in sides):
            yield each


def answers(rows: Sequence[Row], calls: Iterable[CohortCall]) -> list[dict[str, Value]]:
    """Return for each row of a cohort the values of cohort calls, by their texts.

    Args:
        rows: The cohort.
        calls: The calls, each after those that its argument depends on.
    """
    known: list[dict[str, Value]] = [{} for _ in rows]
    for call in calls:
        arguments = [
            argument(row.walk, call, {**row.inputs, **found}, row.marks)
            for row, found in zip(rows, known, strict=True)
        ]
        answer = summary(call.function.name, arguments)
        for found, own in zip(known, arguments, strict=True):
            found[call.name] = answer(own)
    return known


def asked(
    ruleset: Ruleset, records: Callable[[], Iterator[Record | None]]
) -> list[Mapping[str, Value]]:
    """Return what a table of rows says to each of them, of which one at a time is in memory.

    Args:
        ruleset: The rules.
        records: Goes through the rows, the same ones each time, ``None`` for those that cannot be
            read; called once for each cohort call, and once more.

    A row that is no part of the cohort has no answers, and needs none: it is refused.
    """
    walk = Walk(ruleset, Exact())
    known = [_member(walk, record) for record in records()]
    for call in ruleset.cohort:
        arguments = [
            None
            if record is None or found is None
            else argument(walk, call, {**Row.of(walk, record).inputs, **found}, record.marks)
            for record, found in zip(records(), known, strict=True)
        ]
        answer = summary(call.function.name, (own for own in arguments if own is not None))
        for found, own in zip(known, arguments, strict=True):
            if found is not None and own is not None:
                found[call.name] = answer(own)
    return [{} if found is None else found for found in known]


def _member(walk: Walk, record: Record | None) -> dict[str, Value] | None:
    """Return room for the answers to a row; ``None`` where it is no part of the cohort."""
    if record is None:
        return None
    try:
        admit(Row.of(walk, record))
    except (Undefined, RecordError):
        return None
    return {}


def argument(
    walk: Walk, call: CohortCall, inputs: Mapping[str, Value], marks: Mapping[str, Value]
) -> Value:
    """Return the argument of a call in one row, or why it has none.

    Args:
        walk: Computes the row.
        call: The call.
        inputs: Every input's value, and those of the calls that the argument depends on.
        marks: Indicators marked as a whole.
    """
    try:
        walk.run(inputs, marks, call.needs)
        return walk.evaluate(call.argument)
    except Undefined as undefined:
        return undefined


def _refused(rows: Iterable[Row], records: Iterable[Record]) -> Iterator[Diagnostic]:
    """Yield why rows are no part of a cohort."""
    for row, record in zip(rows, records, strict=True):
        try:
            admit(row)
        except Undefined as undefined:
            yield _other(record, undefined.owner, undefined.code)
        except RecordError as error:
            for found in error.diagnostics:
                yield _other(record, found.id or "", found.code)


def _other(record: Record, refusing: str, code: str) -> Diagnostic:
    facts = {"id": refusing, "code": code}
    at = record.locate("")
    return Diagnostic(code="cohort-record-refused", at=at, facts=facts, id=refusing or None)
