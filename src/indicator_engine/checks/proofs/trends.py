"""Does more of an input alone always move the total the way its author says?"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import evolve

from indicator_engine.checks.proofs.domains import Domain
from indicator_engine.checks.proofs.proof import Point, Verdict
from indicator_engine.checks.proofs.search import box_of, samples
from indicator_engine.checks.proofs.traces import Atlas, Problem
from indicator_engine.language.protocol import Value
from indicator_engine.model import InputValue
from indicator_engine.number_systems.trends import Trend, Trends

BASES = 12  # records from which an input is moved in search of a counterexample


def monotone(
    atlas: Atlas, name: str, pools: Mapping[str, Sequence[Fraction]], effort: int
) -> Verdict:
    """Return the verdict on an input's declared direction."""
    ruleset = atlas.ruleset
    declared = ruleset.inputs[name]
    problem = Problem(atlas, [ruleset.indicators.id])
    box = {**box_of(problem), name: evolve(Domain.of(declared), absence=False)}
    system = Trends()

    def moving(each: str, value: Value) -> Value:
        return system.moving(value, Trend.UP) if each == name else value

    inputs_of = {call.name: call.inputs for call in ruleset.cohort}
    for call in ruleset.cohort:
        if any(name in inputs_of[inner] for inner in call.calls):  # the others' values move too
            system.moving(atlas.reaches[call.name], Trend.UNKNOWN)
    walk = problem.walk(box, system, moving=moving)
    wanted = Trend.UP if declared.direction == "positive" else Trend.DOWN
    if walk is None:
        return Verdict("proved", "no-record")
    if system.trend(walk.nodes[ruleset.indicators.id].score) in (Trend.FLAT, wanted):
        return Verdict("proved", "trend")
    pool = sorted({each for own in pools.values() for each in own})
    found = _counterexample(problem, box[name], pool, rises=wanted is Trend.UP, effort=effort)
    if found is not None:
        return Verdict("refuted", "witness", *found)
    return Verdict("open", "trend-unknown")


def _counterexample(
    problem: Problem, moved: Domain, pool: Sequence[Fraction], *, rises: bool, effort: int
) -> tuple[Point, Point] | None:
    """Return two records that differ in one input and whose totals move the wrong way."""
    values = sorted(_alike(moved.samples(pool)), key=_height)
    bases = 0
    for spent, base in enumerate(samples(box_of(problem), pool, effort, problem.cohorts)):
        trace = problem.exact(base)
        if trace is None or trace.score is None:
            continue
        bases += 1
        found = _wrong_way(
            problem, [{**base, moved.declared.name: each} for each in values], rises=rises
        )
        if found is not None or bases == BASES or spent + bases * len(values) > effort:
            return found
    return None


def _wrong_way(
    problem: Problem, points: Sequence[Point], *, rises: bool
) -> tuple[Point, Point] | None:
    """Return two neighbouring records of a row whose totals move the wrong way."""
    before: tuple[Fraction, Point] | None = None
    for point in points:
        trace = problem.exact(point)
        if trace is None or trace.score is None:
            continue
        if before is not None and trace.score != before[0] and (trace.score > before[0]) != rises:
            return before[1], point
        before = trace.score, point
    return None


def _alike(values: Sequence[InputValue]) -> list[InputValue]:
    """Return the values without lists of another length than the first: they are not more of it."""
    usual = next((len(each) for each in values if isinstance(each, tuple)), 0)
    return [each for each in values if not isinstance(each, tuple) or len(each) == usual]


def _height(value: InputValue) -> Fraction:
    """Return what a sample of a number, a date or a list of equal entries is sorted by."""
    if isinstance(value, tuple):
        return value[0]
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return value if isinstance(value, Fraction) else Fraction(bool(value))
