"""Does every example come out as it says?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicator_engine.documents import join
from indicator_engine.errors import Diagnostic, RecordError
from indicator_engine.language.numbers import plain
from indicator_engine.model import Example, Ruleset
from indicator_engine.records import from_example
from indicator_engine.results import DerivedValue, Evaluation
from indicator_engine.scoring import score_record


def examples_come_out(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding for every expectation that an example does not meet."""
    for example in ruleset.examples:
        yield from example_comes_out(ruleset, example)


def example_comes_out(ruleset: Ruleset, example: Example) -> Iterator[Diagnostic]:
    """Yield a finding for every expectation that one example does not meet."""
    try:
        result = score_record(ruleset, from_example(ruleset, example))
    except RecordError as error:
        yield from error.diagnostics
        return
    for path, expected, found in compared(example, result):
        if not same(expected, found):
            pointer = f"{example.pointer}/expected"
            for key in path:
                pointer = join(pointer, key)
            facts = {"example": example.id, "what": "/".join(path)}
            facts |= {"expected": shown(expected), "found": shown(found)}
            yield Diagnostic(
                code="example-differs", at=ruleset.at(pointer), facts=facts, id=example.id
            )


def compared(
    example: Example, result: Evaluation
) -> Iterator[tuple[tuple[str, ...], object, object]]:
    """Yield what is stated: where, what is expected, what came out."""
    expected = example.expected
    nodes = {node.id: node for node in result.tree.walk()}
    derived = {each.name: each for each in result.derived_values}
    if "total" in expected.stated:
        yield ("total",), expected.total, result.total
    if "grade" in expected.stated:
        yield ("grade",), expected.grade, result.grade
    for name, score in expected.scores.items():
        yield ("scores", name), score, nodes[name].score if name in nodes else UNKNOWN
    for name, rate in expected.rates.items():
        yield ("rates", name), rate, nodes[name].rate if name in nodes else UNKNOWN
    for name, value in expected.derived.items():
        yield ("derived", name), value, _printed(derived[name]) if name in derived else UNKNOWN
    if "warnings" in expected.stated:
        yield ("warnings",), sorted(expected.warnings), warning_ids(result)


UNKNOWN = object()  # no expectation equals it


def warning_ids(result: Evaluation) -> list[str]:
    """Return the ids of a result's warnings, sorted."""
    return sorted(each.id for each in result.warnings if each.id is not None)


def _printed(derived: DerivedValue) -> object:
    if derived.printed is not None:
        return derived.printed
    return derived.value.isoformat() if isinstance(derived.value, date) else derived.value


def same(expected: object, found: object) -> bool:
    """Tell whether what came out is what was expected."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    return expected == found


def shown(value: object) -> str:
    """Return what was expected, or came out, in print."""
    if value is UNKNOWN:
        return "–"
    if isinstance(value, Fraction | Decimal):
        return plain(Fraction(value))
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return "null" if value is None else str(value)
