"""Everything that verifies a ruleset: one file per question, each a generator of findings."""

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from indicator_engine.checks import (
    bands,
    confusable,
    examples,
    grades,
    ids,
    shadowed,
    undeclared,
    units,
    unused,
    weights,
)
from indicator_engine.checks.proofs import EFFORT, Proof, prove
from indicator_engine.checks.proofs import findings as proof_findings
from indicator_engine.documents import Document
from indicator_engine.errors import Diagnostic, RulesetError
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset

Check = Callable[[Ruleset], Iterator[Diagnostic]]

STATIC: tuple[Check, ...] = (
    ids.ids_are_unique,
    weights.weights_add_up,
    weights.weights_can_be_printed,
    bands.bands_meet,
    bands.cases_are_choices,
    grades.grades_meet,
    grades.grades_are_known,
    unused.everything_is_used,
    units.units_agree,
    confusable.names_look_different,
    confusable.names_keep_to_a_script,
    shadowed.parameters_shadow_nothing,
)
SCORING: tuple[Check, ...] = (examples.examples_come_out,)
CHECKS: tuple[Check, ...] = (*STATIC, *SCORING)


def static_errors(ruleset: Ruleset) -> tuple[Diagnostic, ...]:
    """Return the errors that make a ruleset unusable and that no data is needed to see."""
    return tuple(each for each in _run(STATIC, ruleset) if each.severity == "error")


@frozen
class Verification:
    """Everything that is known of a ruleset.

    Attributes:
        findings: What is wrong or doubtful, in the order of the text.
        proofs: The verdict on every property that is due; none for what is no sound ruleset.
    """

    findings: tuple[Diagnostic, ...]
    proofs: tuple[Proof, ...] = ()


def check(ruleset: Ruleset, *, effort: int = EFFORT) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong or doubtful about a ruleset, in the order of its text.

    Args:
        ruleset: The ruleset.
        effort: Boxes looked at by the prover before what is undecided is left open.

    >>> from indicator_engine import check, load_ruleset
    >>> [found.code for found in check(load_ruleset("beijing-department-2022"))]
    []
    """
    return verify(ruleset, effort=effort).findings


def verify(ruleset: Ruleset, *, effort: int = EFFORT) -> Verification:
    """Return the findings about a ruleset together with its proofs."""
    if static_errors(ruleset):
        return Verification(_ordered(_run(STATIC, ruleset)))
    proofs = prove(ruleset, effort)
    found = [
        *_run(CHECKS, ruleset),
        *proof_findings(ruleset, proofs),
        *undeclared.ranges_are_declared(ruleset, proofs),
    ]
    return Verification(_ordered(found), proofs)


def verify_document(document: Document, *, effort: int = EFFORT) -> Verification:
    """Return the same for a document, also for one that is no ruleset."""
    try:
        ruleset = read_ruleset(document)
    except RulesetError as error:
        return Verification(error.diagnostics)
    return verify(ruleset, effort=effort)


def check_document(document: Document) -> tuple[Diagnostic, ...]:
    """Return the findings of a document, also of one that is no ruleset."""
    return verify_document(document).findings


def _run(checks: Iterable[Check], ruleset: Ruleset) -> Iterator[Diagnostic]:
    for each in checks:
        yield from each(ruleset)


def _ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda each: (*each.at.order, each.code)))
