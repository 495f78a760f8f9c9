"""Who a record may be scored among: what others can be, and some that surely belong there."""

from collections.abc import Iterator
from itertools import islice

from indicator_engine.checks.proofs.proof import Point
from indicator_engine.checks.proofs.search import box_of, samples
from indicator_engine.checks.proofs.traces import Atlas, Problem
from indicator_engine.errors import RecordError
from indicator_engine.language.faults import Undefined
from indicator_engine.model import CohortCall, Ruleset
from indicator_engine.number_systems.exact import Exact
from indicator_engine.number_systems.intervals import Contradiction, Intervals, Numeric, Reach
from indicator_engine.records import value_in
from indicator_engine.scoring.cohort import Row, admit, settled_assertions
from indicator_engine.scoring.walk import Walk

MOST_OTHERS = 2  # a lowest and a highest; with the record itself three ranks


def atlas_of(ruleset: Ruleset) -> Atlas:
    """Return what the prover needs to know of a ruleset, its cohorts included."""
    atlas = Atlas(ruleset)
    for call in ruleset.cohort:  # each after those that its argument needs
        atlas.reaches[call.name] = _reach(atlas, call)
    if ruleset.cohort:
        atlas.others = tuple(islice(_others(atlas), MOST_OTHERS))
    return atlas


def _reach(atlas: Atlas, call: CohortCall) -> Reach:
    """Return what the argument of a call can be, in any row that may be scored."""
    problem = Problem(atlas, call.argument.names)
    settled = {each.id for each in settled_assertions(atlas.ruleset)}
    problem.assumptions = tuple(each for each in problem.assumptions if each.id in settled)
    system = Intervals()
    try:
        with problem.within(box_of(problem), system) as walk:
            found = system.now(walk.evaluate(call.argument))
    except Contradiction:
        return Reach(call.name)
    known = found.range if isinstance(found, Numeric) else None
    return Reach(call.name) if known is None else Reach(call.name, known)


def _others(atlas: Atlas) -> Iterator[Point]:
    """Yield records that belong to any cohort; the first ones lie far apart."""
    problem = Problem(atlas, atlas.ruleset.inputs)
    for point in samples(box_of(problem), ()):
        system = Exact()
        inputs = {name: value_in(system, value) for name, value in point.items()}
        try:
            admit(Row(Walk(atlas.ruleset, system), inputs, {}))
        except (RecordError, Undefined):
            continue
        yield point
