"""What is still possible: a ruleset walked with intervals instead of numbers."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from indicator_engine.language.faults import Undefined
from indicator_engine.language.numbers import rounded
from indicator_engine.language.protocol import Absence, Series, Value
from indicator_engine.language.ranges import Range, hull
from indicator_engine.model import Adjustment, Indicator, Input, Ruleset
from indicator_engine.number_systems.intervals import Intervals, Numeric, Several, Texts, Truth
from indicator_engine.records import Record, value_in
from indicator_engine.scoring.walk import Walk

DAYS = Range(Fraction(1), Fraction(3_652_059), low_open=False, high_open=False)  # 0001 to 9999
NEVER: frozenset[Absence] = frozenset()


def every_value(
    system: Intervals, declared: Input, absent: frozenset[Absence] = NEVER
) -> Value | Series:
    """Return everything that an input can hold, and the absences it may have."""
    if declared.type == "boolean":
        return Truth(true=True, false=True, absent=absent)
    if declared.type in ("choice", "text"):
        return Texts(frozenset(declared.choices) if declared.choices else None, absent)
    bounds = declared.range or Range()
    if declared.type == "numbers":
        length = declared.length or Range(Fraction(0), None, low_open=False)
        return Several(None, length, bounds, absent)
    if declared.type == "judged":
        bounds = hull(declared.tiers.values()) or bounds
    if declared.type == "date":
        bounds = DAYS
    return system.named(declared.name, bounds, absent, whole=declared.type in ("integer", "date"))


@frozen(kw_only=True)
class Possible:
    """What the completions of a record can give.

    Attributes:
        scores: The lowest and the highest published score of each indicator that can have one.
        grades: The places in the scale that the grade can have, best first.
    """

    scores: Mapping[str, tuple[Decimal, Decimal]]
    grades: tuple[int, ...]


def possible(
    ruleset: Ruleset, record: Record, answers: Mapping[str, Value] | None = None
) -> Possible:
    """Return what a record can still give once its missing and pending values are known.

    The range contains the score of every completion; it may be wider where a rule mixes inputs in
    ways that intervals cannot see through. What is not applicable stays so.

    Args:
        ruleset: The rules.
        record: The record.
        answers: The exact values of cohort calls, by their texts, as they are now; where they
            are not told, they may be any.
    """
    system = Intervals()
    walk = Walk(ruleset, system)
    inputs = {name: _value(system, ruleset.inputs[name], record) for name in ruleset.inputs}
    inputs |= _settled(ruleset, system, record, answers or {})
    marks = {name: _mark(system, mark) for name, mark in record.marks.items()}
    scores = walk.run(inputs, marks)
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for name, node in ruleset.nodes.items():
        ends = _printed(node, scores.nodes[name].score, capped=_stays_within(node))
        if ends is not None:
            found[name] = ends
    return Possible(
        scores=found, grades=tuple(sorted(possible_grades(walk))) if ruleset.grades else ()
    )


def _value(system: Intervals, declared: Input, record: Record) -> Value | Series:
    value = record.values[declared.name]
    if value is Absence.MISSING or value is Absence.PENDING:
        return every_value(system, declared, frozenset({value}))
    return value_in(system, value)


def _settled(
    ruleset: Ruleset, system: Intervals, record: Record, answers: Mapping[str, Value]
) -> dict[str, Value]:
    """Return the cohort calls whose values no completion of the record changes."""
    found: dict[str, Value] = {}
    for call in (each for each in ruleset.cohort if each.name in answers):
        given = [record.values[name] for name in call.inputs]
        marks = [record.marks[name] for name in call.needs & record.marks.keys()]
        if not {Absence.MISSING, Absence.PENDING}.intersection(
            each for each in (*given, *marks) if isinstance(each, Absence)
        ):
            value = answers[call.name]
            is_value = not isinstance(value, Undefined)
            found[call.name] = value_in(system, value) if is_value else value
    return found


def _mark(system: Intervals, mark: Absence) -> Value:
    """Return a mark that may yet be lifted, save for *not applicable*."""
    if mark is Absence.NOT_APPLICABLE:
        return system.absent(mark)
    return Numeric(Range.point(Fraction(0)), frozenset({mark}))


def _stays_within(node: Indicator) -> bool:
    """Tell whether an indicator never has more than its weight, whatever is left out below it.

    A rescaled sum is a mean of its children's rates. Intervals do not see that: they take what
    was reached and what was assessed for independent. A weight between two printed scores may be
    rounded up, so nothing is said of it.
    """
    whole = Range(Fraction(0), node.weight, low_open=False, high_open=False)
    if any(each.becomes is not None for each in node.adjustments):
        return False
    if node.weight % Fraction(1, 10**node.rounding.places):
        return False
    if node.formula is not None:
        return node.range.is_within(whole)
    return all(_stays_within(child) for child in node.children)


def _printed(node: Indicator, score: Value, *, capped: bool) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and the highest score on the printed grid."""
    places = node.rounding.places
    if not isinstance(score, Numeric) or score.range is None:
        return None
    reach = score.range
    if capped:
        reach = (
            reach.meet(Range(Fraction(0), node.weight, low_open=False, high_open=False)) or reach
        )
    ends = reach.on_grid(Fraction(1, 10**places))
    if ends is None or ends.low is None or ends.high is None:
        return None
    return rounded(ends.low, places), rounded(ends.high, places)


def possible_grades(walk: Walk) -> set[int]:
    """Return every place in the scale that the grade can have, after a walk over intervals."""
    root = walk.ruleset.indicators
    ranks = {grade.grade: rank for rank, grade in enumerate(walk.ruleset.grades)}
    score = walk.nodes[root.id].score
    reach = score.range if isinstance(score, Numeric) else None
    found = {
        rank
        for rank, grade in enumerate(walk.ruleset.grades)
        if reach is not None and grade.range is not None and grade.range.meet(reach) is not None
    }
    for adjustment in root.adjustments:
        if adjustment.grade_at_most is not None:
            ceiling = ranks[adjustment.grade_at_most]
            lowered = {max(rank, ceiling) for rank in found}
            found = _either(walk, adjustment, lowered, found)
    for adjustment in root.adjustments:
        if adjustment.grade is not None:
            found = _either(walk, adjustment, {ranks[adjustment.grade]}, found)
    return found


def _either(walk: Walk, adjustment: Adjustment, then: set[int], otherwise: set[int]) -> set[int]:
    """Return what a grade condition leaves possible."""
    root = walk.ruleset.indicators
    applied = walk.applies(adjustment, root, walk.nodes[root.id].score)
    if not isinstance(applied, Truth):
        return then | otherwise
    undecided = bool(applied.absent)
    return (then if applied.true or undecided else set()) | (
        otherwise if applied.false or undecided else set()
    )
