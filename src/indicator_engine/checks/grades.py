"""Does every total have exactly one grade, and does every adjustment name a grade there is?"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from indicator_engine.checks.partition import seams
from indicator_engine.errors import Diagnostic
from indicator_engine.language.names import nearest
from indicator_engine.language.ranges import Range, hull
from indicator_engine.model import Grade, Ruleset


def grades_meet(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding for every gap and overlap of the scale, judged on the totals as printed."""
    scale = [grade for grade in ruleset.grades if grade.range is not None]
    ranges = [grade.range for grade in scale if grade.range is not None]
    step = Fraction(1, 10**ruleset.indicators.rounding.places)
    for seam in seams(ranges, step):
        facts = {
            "first": scale[seam.lower].grade,
            "second": scale[seam.upper].grade,
            "at": seam.where,
        }
        at = ruleset.at(f"{scale[max(seam.lower, seam.upper)].pointer}/range")
        yield Diagnostic(code=f"grades-{seam.kind}", at=at, facts=facts)
    yield from _uncovered(ruleset, hull(ranges), step)
    yield from _misplaced(ruleset, scale)


def _uncovered(ruleset: Ruleset, covered: Range | None, step: Fraction) -> Iterator[Diagnostic]:
    """Yield a finding where totals that the root's range allows lie outside the whole scale."""
    if not ruleset.grades:
        return
    wanted = ruleset.indicators.range.on_grid(step)
    if wanted is not None and (covered is None or not wanted.is_within(covered)):
        facts = {"wanted": str(wanted), "covered": str(covered) if covered else "–"}
        yield Diagnostic(code="grades-do-not-cover", at=ruleset.at("/grades"), facts=facts)


def _misplaced(ruleset: Ruleset, scale: list[Grade]) -> Iterator[Diagnostic]:
    """Yield a finding for every grade that covers higher totals than one written before it."""
    for better, worse in pairwise(scale):
        if better.range and worse.range and _starts_below(better.range, worse.range):
            facts = {"first": better.grade, "second": worse.grade}
            yield Diagnostic(
                code="grades-not-best-first", at=ruleset.at(worse.pointer), facts=facts
            )


def _starts_below(left: Range, right: Range) -> bool:
    if left.low is None:
        return right.low is not None
    return right.low is not None and left.low < right.low


def grades_are_known(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding for every grade that an adjustment or an example names and nobody declares."""
    known = [grade.grade for grade in ruleset.grades]
    for adjustment in ruleset.indicators.adjustments:
        for key in ("grade", "grade_at_most"):
            named = getattr(adjustment, key)
            if named is not None and named not in known:
                yield _unknown(ruleset, f"{adjustment.pointer}/{key}", named, known)
    for example in ruleset.examples:
        named = example.expected.grade
        if named is not None and named not in known:
            yield _unknown(ruleset, f"{example.pointer}/expected/grade", named, known)


def _unknown(ruleset: Ruleset, pointer: str, grade: str, known: list[str]) -> Diagnostic:
    facts = {"grade": grade, "grades": ", ".join(known), "suggestion": nearest(grade, known)}
    return Diagnostic(code="grade-unknown", at=ruleset.at(pointer), facts=facts)
