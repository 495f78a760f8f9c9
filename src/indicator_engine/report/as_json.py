"""An evaluation as JSON: for programs, so with exact digits and stable keys."""

from decimal import Decimal
from fractions import Fraction

from indicator_engine.documents import write_json
from indicator_engine.json_text.writer import Writable
from indicator_engine.language.numbers import decimal_places, rounded
from indicator_engine.messages import Language
from indicator_engine.report.findings import as_object
from indicator_engine.results import AppliedAdjustment, DerivedValue, Evaluation, ScoreNode

PLACES = 10  # of a weight without finite decimals, such as 100/3; no score has more


def render(evaluation: Evaluation, language: Language = "zh") -> str:
    """Return an evaluation as JSON text.

    Scores are numbers with exactly the declared places, rates and percents ratios of 4 places;
    ``value`` is exact, a text ``p/q``. Where there is no number, there is ``null``. Titles,
    sources and messages are in the language asked for, nothing else depends on it.
    """
    return write_json(
        {
            "ruleset": evaluation.ruleset,
            "title": evaluation.title.of(language),
            "version": evaluation.version,
            "digest": evaluation.digest,
            "engine": evaluation.engine,
            "unit": dict(evaluation.unit),
            "total": evaluation.total,
            "max": finite(evaluation.max),
            "rate": evaluation.rate,
            "grade": evaluation.grade,
            "total_range": evaluation.total_range,
            "grades": evaluation.grades,
            "coverage": finite(evaluation.coverage),
            "derived": {each.name: _derived(each) for each in evaluation.derived_values},
            "warnings": [as_object(each, language) for each in evaluation.warnings],
            "unchecked": evaluation.unchecked,
            "tree": _node(evaluation.tree, language),
        }
    )


def _node(node: ScoreNode, language: Language) -> dict[str, Writable]:
    return {
        "id": node.id,
        "title": node.title.of(language) or node.id,
        "weight": finite(node.weight),
        "value": None if node.value is None else quotient(node.value),
        "score": node.score,
        "rate": node.rate,
        "status": node.status,
        "reason": node.reason,
        "treatment": node.treatment,
        "subtotal": node.subtotal,
        "subtotal_weight": None if node.subtotal_weight is None else finite(node.subtotal_weight),
        "assessed": finite(node.assessed),
        "range": node.range,
        "adjustments": [_adjustment(each) for each in node.adjustments],
        "formula": node.formula,
        "source": node.source.of(language),
        "note": node.note,
        "tags": node.tags,
        "children": [_node(child, language) for child in node.children],
    }


def _adjustment(step: AppliedAdjustment) -> dict[str, Writable]:
    changes: dict[str, Writable] = {
        "id": step.id,
        "applied": step.applied,
        "from": step.before,
        "to": step.after,
    }
    return changes if step.grade is None else {**changes, "grade": step.grade}


def _derived(derived: DerivedValue) -> Writable:
    """Return a derived value as it is printed; what is no number as text or truth."""
    if derived.printed is not None:
        return derived.printed
    if derived.value is None or isinstance(derived.value, bool):
        return derived.value
    return str(derived.value)  # of a date: its ISO form


def quotient(value: Fraction) -> str:
    """Return an exact number as text."""
    return f"{value.numerator}/{value.denominator}"


def finite(number: Fraction) -> Fraction | Decimal:
    """Return a number of points that JSON can write."""
    return number if decimal_places(number) is not None else rounded(number, PLACES)
