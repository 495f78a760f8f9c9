"""The ruleset's cross-checks, and what else a reader of a score must be told."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from indicator_engine.errors import Diagnostic, RecordError
from indicator_engine.language.faults import Undefined
from indicator_engine.language.numbers import plain
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.model import Assertion, Indicator, Ruleset, Treatment
from indicator_engine.number_systems.exact import Exact
from indicator_engine.records import Record
from indicator_engine.scoring.walk import Walk


def check_record(
    ruleset: Ruleset, record: Record, walk: Walk
) -> tuple[tuple[Diagnostic, ...], tuple[str, ...]]:
    """Return the warnings of a scored record, and the ids of assertions that could not be checked.

    Raises:
        RecordError: Where an assertion of severity ``error`` fails.
    """
    failed: list[Diagnostic] = []
    unchecked: list[str] = []
    for assertion in ruleset.assertions:
        held, facts = _held(walk, assertion)
        if held is None:
            unchecked.append(assertion.id)
        elif not held:
            failed.append(_finding(ruleset, assertion, facts))
    if refused := [each for each in failed if each.severity == "error"]:
        raise RecordError(refused)
    return (*stand_ins(ruleset, record, walk), *failed), tuple(unchecked)


def refuse_broken(ruleset: Ruleset, walk: Walk, assertions: Iterable[Assertion]) -> None:
    """Refuse a record for which one of some assertions of severity ``error`` fails.

    Raises:
        RecordError: With every one that fails.
    """
    failed: list[Diagnostic] = []
    for assertion in assertions:
        held, facts = _held(walk, assertion)
        if assertion.severity == "error" and held is False:
            failed.append(_finding(ruleset, assertion, facts))
    if failed:
        raise RecordError(failed)


def failure(ruleset: Ruleset, assertion: Assertion, names: Mapping[str, Value]) -> Diagnostic:
    """Return what is told of an assertion that fails.

    Args:
        ruleset: Its ruleset.
        assertion: The assertion.
        names: What its formulas name, with exact values.
    """
    walk = Walk(ruleset, Exact())
    walk.names.update(names)
    _, facts = _held(walk, assertion)
    return _finding(ruleset, assertion, facts)


def _held(walk: Walk, assertion: Assertion) -> tuple[bool | None, dict[str, str]]:
    """Return whether an assertion holds (``None``: its values are missing), and its facts."""
    try:
        if assertion.equal is None:
            assert assertion.condition is not None, "the schema wants one of the two"
            held = walk.evaluate(assertion.condition)
            return (None if isinstance(held, Absence) else held), {
                "formula": assertion.condition.text
            }
        left, right = (walk.evaluate(side) for side in assertion.equal)
    except Undefined as undefined:
        return False, {"code": undefined.code}
    if isinstance(left, Absence) or isinstance(right, Absence):
        return None, {}
    facts = {"left": assertion.equal[0].text, "right": assertion.equal[1].text}
    if not isinstance(left, Fraction) or isinstance(left, bool):
        return left == right, {
            **facts,
            "left_value": str(left),
            "right_value": str(right),
            "difference": "≠",
        }
    values = {
        "left_value": plain(left),
        "right_value": plain(right),
        "difference": plain(abs(left - right)),
    }
    return abs(left - right) <= assertion.tolerance, facts | values


def _finding(ruleset: Ruleset, assertion: Assertion, facts: dict[str, str]) -> Diagnostic:
    code = "assertion-undefined" if "code" in facts else "assertion-condition"
    code = "assertion-equal" if "left" in facts else code
    named = {
        "id": assertion.id,
        "title": assertion.title.of("en"),
        "title_zh": assertion.title.of("zh"),
    }
    return Diagnostic(
        code=code,
        at=ruleset.at(assertion.pointer),
        facts={**named, **facts},
        severity=assertion.severity,
        id=assertion.id,
    )


def stand_ins(ruleset: Ruleset, record: Record, walk: Walk) -> tuple[Diagnostic, ...]:
    """Return the warnings of what stands in for values that are not there."""
    return (*_filled(ruleset, record), *_treated(ruleset, walk))


def _filled(ruleset: Ruleset, record: Record) -> Iterator[Diagnostic]:
    for name in record.filled:
        yield Diagnostic(
            code="default-used",
            at=ruleset.at(f"{ruleset.inputs[name].pointer}/default"),
            facts={"name": name},
            severity="warning",
            id=name,
        )


def _treated(ruleset: Ruleset, walk: Walk) -> Iterator[Diagnostic]:
    """Yield a warning for every leaf whose absence was given points."""
    for node, kind, treatment in treated_leaves(ruleset.indicators.walk(), walk):
        if treatment in ("zero", "full"):
            yield Diagnostic(
                code=f"absence-scored-{treatment}",
                at=ruleset.at(node.pointer),
                facts={"id": node.id, "absence_kind": kind.value},
                severity="warning",
                id=node.id,
            )


def treated_leaves(
    nodes: Iterable[Indicator], walk: Walk
) -> Iterator[tuple[Indicator, Absence, Treatment]]:
    """Yield every leaf without a value, why it has none, and what its policy made of it."""
    for node in nodes:
        found = walk.nodes[node.id].found
        if node.is_leaf and isinstance(found, Absence):
            yield node, found, node.policies.of(found)
