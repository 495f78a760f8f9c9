"""What stands beside the tree: policies, assertions, functions for printing."""

from collections.abc import Callable

from indicator_engine.model import Treatment
from indicator_engine.testing import formulas
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft

NOTHING_REFUSED: tuple[Treatment, ...] = ("open", "zero", "full", "leave_out")
TREATMENTS: tuple[Treatment, ...] = (*NOTHING_REFUSED, "refuse")
ABSENCES = ("missing", "pending", "not_applicable")


def declare_policies(draft: Draft) -> dict[str, Json]:
    """Return what becomes of leaves without a value; kinds that are not told of are left out."""
    treatments = NOTHING_REFUSED if draft.capped else TREATMENTS
    return draft.some(dict.fromkeys(ABSENCES, lambda: draft.pick(treatments)), 2)


def declare_assertions(draft: Draft, severities: tuple[str, ...]) -> list[Json]:
    """Return some assertions about what is known so far, of some of the severities."""
    return [_assertion(draft, draft.pick(severities)) for _ in range(draft.below(3))]


def _assertion(draft: Draft, severity: str) -> Json:
    fields = {"id": draft.name("核对-", "F"), "severity": severity}
    if severity == "warning" and draft.chance():
        del fields["severity"]
    if severity == "error" and (draft.capped or not draft.chance(4)):
        check = _always_true(draft)
    else:
        check = draft.pick(CHECKS)(draft)
    return {**fields, **check, **draft.described(of=6)}


def _always_true(draft: Draft) -> Json:
    term = formulas.bare(formulas.number(draft, 1))
    return draft.pick(({"equal": [term, term]}, {"condition": f"abs({term}) >= 0"}))


def _equal(draft: Draft) -> Json:
    sides = [formulas.bare(formulas.number(draft, 1)) for _ in range(2)]
    return {"equal": sides} | draft.some({"tolerance": lambda: draft.pick((0, 100, "1%"))}, 2)


def _equal_others(draft: Draft) -> Json:
    kind = draft.pick((formulas.truth, formulas.date))
    return {"equal": [formulas.bare(kind(draft, 1)), formulas.bare(kind(draft, 1))]}


def _condition(draft: Draft) -> Json:
    return {"condition": formulas.bare(formulas.truth(draft, 2))}


CHECKS: tuple[Callable[[Draft], Json], ...] = (_equal, _equal_others, _condition)
