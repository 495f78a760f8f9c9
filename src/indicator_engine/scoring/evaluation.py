"""From the walk's exact values to the score tree that is shown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicator_engine.errors import Diagnostic
from indicator_engine.language.numbers import rounded
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.model import Derived, Indicator, Ruleset
from indicator_engine.records import Record
from indicator_engine.resources import engine_version
from indicator_engine.results import (
    AppliedAdjustment,
    DerivedNumber,
    DerivedValue,
    Evaluation,
    ScoreNode,
    Status,
)
from indicator_engine.scoring.moving import Moving
from indicator_engine.scoring.possible import Possible, possible
from indicator_engine.scoring.walk import Scores

RATE_PLACES = 4  # of the ratio, so that a percentage has two


def evaluation(
    ruleset: Ruleset,
    record: Record,
    scores: Scores,
    *,
    warnings: tuple[Diagnostic, ...],
    unchecked: tuple[str, ...],
) -> Evaluation:
    """Return the result of one record."""
    grade = _grade(ruleset, scores)
    is_open = isinstance(scores.nodes[ruleset.indicators.id].score, Absence) or (
        grade is None and bool(ruleset.grades)
    )
    left = possible(ruleset, record, scores.names) if is_open else None
    tree = _Tree(ruleset, record, scores, left).node(ruleset.indicators)
    derived = tuple(derived_value(each, scores.names) for each in ruleset.derived.values())
    settled = None if tree.score is None else (tree.score, tree.score)
    ranks = () if left is None or grade is not None else left.grades
    return Evaluation(
        ruleset=ruleset.id,
        title=ruleset.title,
        version=ruleset.version,
        digest=ruleset.digest,
        engine=engine_version(),
        unit=record.unit,
        total=tree.score,
        max=tree.weight,
        rate=tree.rate,
        grade=grade,
        total_range=settled or tree.range,
        grades=tuple(ruleset.grades[rank].grade for rank in ranks) if grade is None else (grade,),
        coverage=tree.assessed,
        derived={each.name: each.value for each in derived},
        derived_values=derived,
        warnings=warnings,
        unchecked=unchecked,
        tree=tree,
        scale=ruleset.grades,
    )


def _grade(ruleset: Ruleset, scores: Scores) -> str | None:
    rank = scores.grade
    return None if rank is None or isinstance(rank, Absence) else ruleset.grades[int(rank)].grade


def derived_value(declared: Derived, names: Mapping[str, Value]) -> DerivedValue:
    """Return a derived value as results show it, from the exact values of all names."""
    value = _shown(declared, names[declared.name])
    return DerivedValue(
        name=declared.name,
        title=declared.title,
        type=declared.type,
        value=value,
        printed=_printed(declared, value),
        unit=declared.unit,
        places=declared.places,
    )


def _shown(declared: Derived, value: Value) -> DerivedNumber:
    if isinstance(value, Absence):
        return None
    found: DerivedNumber = date.fromordinal(int(value)) if declared.type == "date" else value
    return found


def _printed(declared: Derived, value: DerivedNumber) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, Fraction):
        return None
    further = 2 if declared.type in ("percent", "pp") else 0
    places = 0 if declared.type == "integer" else declared.places
    return rounded(value, places + further)


class _Tree:
    """Builds the nodes of one result."""

    def __init__(
        self, ruleset: Ruleset, record: Record, scores: Scores, left: Possible | None
    ) -> None:
        self.ruleset, self.record, self.scores = ruleset, record, scores
        self.ranges = {} if left is None else left.scores
        self.moving = Moving.of(ruleset)

    def node(self, indicator: Indicator) -> ScoreNode:
        """Return the node of an indicator with all below it."""
        found = self.scores.nodes[indicator.id]
        children = tuple(self.node(child) for child in indicator.children)
        value = None if isinstance(found.value, Absence) else found.value
        absence = found.found if isinstance(found.found, Absence) else None
        return ScoreNode(
            id=indicator.id,
            title=indicator.title,
            weight=indicator.weight,
            value=value,
            score=self._score(indicator, found.score),
            rate=None if value is None else rounded(value / indicator.weight, RATE_PLACES),
            status=_status(absence),
            reason=self._reason(indicator, absence),
            treatment=indicator.policies.of(absence) if absence and indicator.is_leaf else None,
            subtotal=self._subtotal(indicator),
            subtotal_weight=self._subtotal_weight(indicator),
            assessed=_assessed(indicator, absence, children),
            range=self.ranges.get(indicator.id) if isinstance(found.score, Absence) else None,
            adjustments=tuple(self._adjustments(indicator)),
            source=indicator.source,
            note=self.record.notes.get(indicator.id, ""),
            formula=indicator.formula.text if indicator.formula else "",
            tags=indicator.tags,
            children=children,
            arithmetic=self.moving.arithmetic[indicator.id],
        )

    def _score(self, indicator: Indicator, score: Value) -> Decimal | None:
        if isinstance(score, Absence):
            return None
        return rounded(score, indicator.rounding.places, indicator.rounding.mode)

    def _reason(self, indicator: Indicator, absence: Absence | None) -> str:
        """Return why an indicator has no value."""
        return "; ".join(dict.fromkeys(reasons(self.record, indicator, absence)))

    def _subtotal(self, indicator: Indicator) -> Decimal | None:
        if self._subtotal_weight(indicator) is None:
            return None
        return self._score(indicator, self.scores.nodes[indicator.id].subtotal)

    def _subtotal_weight(self, indicator: Indicator) -> Fraction | None:
        """Return the points that were not left out of a sum; ``None`` where all are there."""
        found = self.scores.nodes[indicator.id]
        if indicator.combination != "sum" or found.assessed == indicator.weight:
            return None
        return None if isinstance(found.assessed, Absence) else found.assessed

    def _adjustments(self, indicator: Indicator) -> Iterator[AppliedAdjustment]:
        """Yield what the adjustments did, in the order written."""
        found = self.scores.nodes[indicator.id]
        steps = {step.adjustment.id: step for step in found.steps}
        for adjustment in indicator.adjustments:
            step = steps.get(adjustment.id)
            applied = step.applied if step else self.scores.grading.get(adjustment.id)
            before, after = (step.before, step.after) if step else (found.score, found.score)
            yield AppliedAdjustment(
                id=adjustment.id,
                title=adjustment.title,
                applied=applied if isinstance(applied, bool) else None,
                grade=adjustment.grade or adjustment.grade_at_most,
                at_most=adjustment.grade_at_most is not None,
                before=self._score(indicator, before),
                after=self._score(indicator, after),
                settled=self.moving.is_settled(adjustment),
                effect=self.moving.effect(adjustment),
            )


def reasons(record: Record, indicator: Indicator, absence: Absence | None) -> Sequence[str]:
    """Return why an indicator has no value, from its own mark or those of its inputs."""
    if absence is None:
        return ()
    if own := record.reasons.get(indicator.id):
        return (own,)
    names = sorted(indicator.formula.names) if indicator.formula else []
    return [
        record.reasons[name]
        for name in names
        if record.values.get(name) is absence and name in record.reasons
    ]


def _status(absence: Absence | None) -> Status:
    statuses: Mapping[Absence | None, Status] = {
        None: "scored",
        Absence.MISSING: "missing",
        Absence.PENDING: "pending",
        Absence.NOT_APPLICABLE: "not_applicable",
    }
    return statuses[absence]


def _assessed(
    indicator: Indicator, absence: Absence | None, children: tuple[ScoreNode, ...]
) -> Fraction:
    """Return how many of an indicator's points were really assessed.

    A leaf counts whole or not at all; a group in proportion to its children, each counted by its
    points in a sum, by its share in a mean, and equally elsewhere.
    """
    if not children:
        return Fraction(0) if absence else indicator.weight
    sizes = [
        declared.weight if indicator.combination == "sum" else declared.share
        for declared in indicator.children
    ]
    parts = zip(sizes, children, strict=True)
    covered = sum((size * child.assessed / child.weight for size, child in parts), Fraction(0))
    return indicator.weight * covered / sum(sizes)
