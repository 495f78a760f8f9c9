"""Scoring one record with exact numbers."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from indicator_engine.errors import Diagnostic, RecordError
from indicator_engine.language.faults import Undefined
from indicator_engine.language.interpreter import Observer
from indicator_engine.language.numbers import plain
from indicator_engine.language.protocol import Absence
from indicator_engine.model import Ruleset
from indicator_engine.number_systems.exact import Entries, Exact
from indicator_engine.records import Record, from_python, parts
from indicator_engine.results import Evaluation
from indicator_engine.scoring.assertions import check_record
from indicator_engine.scoring.cohort import answered
from indicator_engine.scoring.evaluation import evaluation
from indicator_engine.scoring.plans import plans
from indicator_engine.scoring.walk import Walk


def score(ruleset: Ruleset, inputs: Mapping[str, Any], *, unit: object = None) -> Evaluation:
    """Return the score tree of one unit.

    Args:
        ruleset: The rules.
        inputs: A value for each input, by name: numbers as :class:`int`, :class:`~fractions.Fraction`,
            :class:`~decimal.Decimal` or :class:`float` (read as the shortest decimal that names
            it), percents also as ``"95%"``, dates as :class:`~datetime.date` or ``"2022-06-10"``,
            lists for panels. ``None`` or absent is missing; ``{"not_applicable": reason}`` and
            ``{"pending": reason}`` are marks, for an input or for a whole indicator by its id.
            A record ``{"unit", "inputs", "notes", "cohort"}`` is taken as well; ``cohort`` lists
            the records of the others it is scored among, for rules that compare it with them.
        unit: Who is evaluated: an id, or a mapping with ``id`` and ``name``.

    Raises:
        RecordError: Where a value cannot be used, a rule has no result for these data, an
            indicator leaves its range, or an assertion of severity ``error`` fails.

    >>> from indicator_engine import load_ruleset, score
    >>> ruleset = load_ruleset("beijing-department-2022")
    >>> result = score(ruleset, ruleset.example("ccpit-2022").inputs)
    >>> print(result.total, result.grade)
    95.18 优
    """
    told = parts(ruleset, inputs, unit)
    found = plans(ruleset).score(ruleset, *told) if told else None
    if found is not None:
        return found
    return score_record(ruleset, from_python(ruleset, inputs, unit))


def score_record(ruleset: Ruleset, record: Record, observe: Observer | None = None) -> Evaluation:
    """Return the score tree of a record that has been read.

    Args:
        ruleset: The rules.
        record: The record.
        observe: Told of every expression node and its value.

    Raises:
        RecordError: As :func:`score`.
    """
    walk = Walk(ruleset, Exact(), observe)
    try:
        scores = walk.run(answered(walk, record), record.marks)
    except Undefined as undefined:
        raise RecordError([refusal(ruleset, walk, undefined)]) from None
    warnings, unchecked = check_record(ruleset, record, walk)
    return evaluation(ruleset, record, scores, warnings=warnings, unchecked=unchecked)


def refusal(ruleset: Ruleset, walk: Walk, undefined: Undefined) -> Diagnostic:
    """Return the diagnostic of a computation without a value: where, what, with which values."""
    owner = undefined.owner
    declared = ruleset.nodes.get(owner) or ruleset.derived.get(owner)
    expression, pointer, span = undefined.expression, "", None
    if expression is not None and undefined.node is not None:
        pointer, span = expression.pointer, expression.span(undefined.node)
    elif declared is not None:
        pointer = declared.pointer + ("/formula" if declared.formula else "")
    formula = declared.formula if declared and declared.formula else expression
    facts = {
        "id": owner,
        "formula": formula.text if formula else "",
        "values": shown_values(walk, formula.names if formula else ()),
        **undefined.facts,
        **_points(ruleset, walk, undefined),
    }
    at = ruleset.at(pointer, span)
    return Diagnostic(code=undefined.code, at=at, facts=facts, id=owner or None)


def shown_values(walk: Walk, names: Any) -> str:  # noqa: ANN401 - an iterable of names
    """Return names with their values, as a message shows them: ``预算数 = 0, 执行数 = 12.5``."""
    known = [(name, walk.names[name]) for name in sorted(names) if name in walk.names]
    dates = {name for name, each in walk.ruleset.inputs.items() if each.type == "date"}
    dates |= {name for name, each in walk.ruleset.derived.items() if each.type == "date"}
    shown = ((name, _day(value) if name in dates else shown_value(value)) for name, value in known)
    return ", ".join(f"{name} = {text}" for name, text in shown)


def _day(value: object) -> str:
    """Return the date of a day number as a message shows it."""
    if isinstance(value, Fraction):
        return date.fromordinal(int(value)).isoformat()
    return shown_value(value)


def _points(ruleset: Ruleset, walk: Walk, undefined: Undefined) -> dict[str, str]:
    """Return the points that are refused: those out of range, or the total without a grade."""
    node = ruleset.nodes.get(undefined.owner)
    if undefined.code == "total-without-grade":
        return {"points": shown_value(walk.nodes[ruleset.indicators.id].score)}
    if undefined.code != "score-out-of-range" or node is None or node.formula is None:
        return {}
    return {"points": shown_value(walk.evaluate(node.formula, {"weight": node.weight}))}


def shown_value(value: object) -> str:
    """Return an exact value as a message shows it."""
    if isinstance(value, Absence):
        return value.value
    if isinstance(value, Entries):
        return f"[{', '.join(map(plain, value))}]"
    if isinstance(value, Fraction):
        return plain(value)
    return str(value)
