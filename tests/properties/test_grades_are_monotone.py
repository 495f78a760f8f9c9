"""More points never make a worse grade, and every total has one grade."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given

from indicator_engine.language.numbers import plain, rounded
from indicator_engine.model import Ruleset
from indicator_engine.scoring import score
from tests.properties.cases import Case, cases, parsed

BELOW, ABOVE = -20, 20  # beyond the range, as far as the scale reaches


def bare_scale(case: Case) -> Ruleset:
    """Return a ruleset of the same scale and rounding whose total is what its input says."""
    fields = case.fields
    root = fields["indicators"]
    kept = {key: root[key] for key in ("id", "weight", "rounding") if key in root}
    bounds = root.get("range", f"[0, {plain(Fraction(root['weight']))}]")
    lowest = [grade["range"] for grade in fields["grades"] if "range" in grade][-1]
    reach = "(-inf, inf)" if "-inf" in lowest else bounds
    fields["inputs"] = {"given_total": {"type": "number"}}
    fields["indicators"] = kept | {"formula": "given_total", "range": reach}
    unused = ("derived", "functions", "tables", "assertions", "examples", "policies")
    return parsed({key: value for key, value in fields.items() if key not in unused})


def totals(ruleset: Ruleset) -> Sequence[Fraction]:
    """Return the totals around every edge of the scale, and between them, ascending."""
    root = ruleset.indicators
    step = Fraction(1, 10**root.rounding.places)
    ends = [
        end
        for grade in ruleset.grades
        if grade.range
        for end in (grade.range.low, grade.range.high)
    ]
    edges = sorted({end for end in ends if end is not None} | {Fraction(0), root.weight})
    edges = [edges[0] + BELOW, *edges, edges[-1] + ABOVE]
    near = {
        edge + shift * step
        for edge in edges
        for shift in (-1, Fraction(-1, 2), 0, Fraction(1, 2), 1)
    }
    between = {(low + high) / 2 for low, high in pairwise(edges)}
    return sorted(each for each in near | between if each in root.range)


@given(case=cases())
def test_every_total_has_one_grade_and_a_higher_one_none_worse(case: Case) -> None:
    """The one whose range holds the published total, whichever way its edges are written."""
    assume(case.ruleset.grades)
    ruleset = bare_scale(case)
    scale = [grade.grade for grade in ruleset.grades]
    ranks = []
    for total in totals(ruleset):
        found = score(ruleset, {"given_total": total})
        assert found.total == rounded(
            total, ruleset.indicators.rounding.places, ruleset.indicators.rounding.mode
        )
        held = [
            grade.grade
            for grade in ruleset.grades
            if grade.range and Fraction(found.total) in grade.range
        ]
        assert [found.grade] == held
        ranks.append(scale.index(held[0]))
    assert ranks == sorted(ranks, reverse=True)
