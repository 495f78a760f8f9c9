"""Every check of a report, in the order in which they run.

Each sees what those before it have found, so that one slip is reported once: a weight that is wrong
explains the rate beside it, a score that is wrong the total above it.
"""

from collections.abc import Callable, Iterator

from indicator_engine.auditing.checks.directions import direction
from indicator_engine.auditing.checks.grades import grades
from indicator_engine.auditing.checks.over_weight import over_weight
from indicator_engine.auditing.checks.parts import parent_children
from indicator_engine.auditing.checks.percent_points import percent_point
from indicator_engine.auditing.checks.rates import rates
from indicator_engine.auditing.checks.restated import restated
from indicator_engine.auditing.checks.scores import by_ruleset, scores
from indicator_engine.auditing.checks.sums import sums
from indicator_engine.auditing.checks.weight_twice import weight_twice
from indicator_engine.auditing.checks.weights import weights
from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known

__all__ = ["CHECKS"]

CHECKS: tuple[Callable[[Known], Iterator[Finding]], ...] = (
    weights,
    weight_twice,
    scores,
    by_ruleset,
    sums,
    over_weight,
    rates,
    grades,
    parent_children,
    restated,
    percent_point,
    direction,
)
