"""What is the same for all units with the same gaps: everything but their numbers."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve

from indicator_engine.language.protocol import Absence, Value
from indicator_engine.model import DerivedType, Indicator, Ruleset
from indicator_engine.records import Record
from indicator_engine.results import Evaluation
from indicator_engine.scoring.evaluation import evaluation
from indicator_engine.scoring.walk import Scored, Scores

EXAMPLES: Mapping[DerivedType, Value] = {"boolean": True, "text": ""}


def alike(ruleset: Ruleset, record: Record, scores: Scores, unchecked: Iterable[str]) -> Evaluation:
    """Return the result of a unit that is given full marks wherever it has a value.

    Args:
        ruleset: The rules.
        record: What it does not give.
        scores: What a walk with deferred numbers found; its total is not open.
        unchecked: Ids of assertions whose values are missing.
    """
    names = {
        name: _or_absent(scores.names[name], EXAMPLES.get(each.type, Fraction(1)))
        for name, each in ruleset.derived.items()
    }
    nodes = {name: _full(node, scores.nodes[name]) for name, node in ruleset.nodes.items()}
    grade = Fraction(0) if ruleset.grades else None
    full = Scores(names=names, nodes=nodes, grade=grade, grading={})
    return evaluation(ruleset, record, full, warnings=(), unchecked=tuple(unchecked))


def _full(node: Indicator, scored: Scored) -> Scored:
    points = node.weight
    return evolve(
        scored,
        found=_or_absent(scored.found, points),
        value=_or_absent(scored.value, points),
        score=_or_absent(scored.score, points),
        subtotal=_or_absent(scored.subtotal, points),
        steps=(),
    )


def _or_absent(found: Value, otherwise: Value) -> Value:
    """Return a value instead of a deferred one, unless there is none."""
    return found if isinstance(found, Absence) else otherwise
