"""What is due: every property that a ruleset has to have, read off its text alone."""

import ast
from collections.abc import Iterator

from attrs import frozen

from indicator_engine.checks.proofs.proof import Property
from indicator_engine.language.syntax import Expression
from indicator_engine.loading.names import Formula, formulas
from indicator_engine.model import Ruleset


@frozen
class Obligation:
    """A property that is due.

    Attributes:
        property: What is to be proved.
        indicator: The indicator or derived value it is about.
        subject: The grade, band, tier, branch or input it is about.
        pointer: JSON Pointer of the subject.
        span: Characters of the formula there that are meant, where it is a branch.
        target: What a trace must hit to reach it, for ``reachable``.
    """

    property: Property
    indicator: str
    subject: str
    pointer: str
    span: tuple[int, int] | None = None
    target: object = None


def due(ruleset: Ruleset) -> Iterator[Obligation]:
    """Yield everything that is to be proved of a ruleset."""
    yield from _of_indicators(ruleset)
    for derived in ruleset.derived.values():
        yield Obligation("defined", derived.name, "", f"{derived.pointer}/formula")
    for formula in formulas(ruleset):
        if formula.owner:  # an assertion decides no score
            yield from _of_branches(formula)
    yield from _of_tables(ruleset)
    yield from _of_inputs(ruleset)
    if ruleset.grades:
        yield Obligation("partition", ruleset.indicators.id, "grades", "/grades")
    for rank, grade in enumerate(ruleset.grades):
        yield Obligation(
            "reachable", ruleset.indicators.id, grade.grade, grade.pointer, target=("grade", rank)
        )


def _of_indicators(ruleset: Ruleset) -> Iterator[Obligation]:
    for node in ruleset.indicators.walk():
        pointer = f"{node.pointer}/formula"
        if node.formula is not None:
            yield Obligation("within-range", node.id, "", pointer)
            yield Obligation("defined", node.id, "", pointer)
        if node.is_leaf:
            yield Obligation("reaches-weight", node.id, "", pointer)
        for adjustment in node.adjustments:
            if adjustment.when is not None or adjustment.becomes is not None:
                yield Obligation("defined", node.id, adjustment.id, adjustment.pointer)


def _of_branches(formula: Formula) -> Iterator[Obligation]:
    """Yield both branches of every ``if`` in a formula."""
    expression = formula.expression
    for node in expression.walk():
        if isinstance(node, ast.IfExp):
            for branch in (node.body, node.orelse):
                yield Obligation(
                    "reachable",
                    formula.owner,
                    _subject(expression, branch),
                    expression.pointer,
                    expression.span(branch),
                    ("branch", id(branch)),
                )


def _subject(expression: Expression, branch: ast.expr) -> str:
    start, _ = expression.span(branch)
    return f"{expression.part(branch)} @{start}"


def _of_tables(ruleset: Ruleset) -> Iterator[Obligation]:
    """Yield the tables without gaps, and the rows of those that decide a score or a value."""
    owned = (each.expression for each in formulas(ruleset) if each.owner)
    asked = {name for expression in owned for name in expression.calls}
    for table in ruleset.tables.values():
        if table.bands:
            yield Obligation("partition", "", table.name, table.pointer)
        if table.name not in asked:
            continue
        for band in table.bands:
            subject = f"{table.name} {band.range}"
            yield Obligation(
                "reachable", "", subject, band.pointer, target=("band", table.name, band.range)
            )
        for case in table.cases:
            pointer = f"{table.pointer}/cases"
            yield Obligation(
                "reachable", "", f"{table.name} {case}", pointer, target=("case", table.name, case)
            )


def _of_inputs(ruleset: Ruleset) -> Iterator[Obligation]:
    for declared in ruleset.inputs.values():
        for tier in declared.tiers:
            pointer = f"{declared.pointer}/tiers/{tier}"
            yield Obligation(
                "reachable",
                "",
                f"{declared.name} {tier}",
                pointer,
                target=("tier", declared.name, tier),
            )
        if declared.direction is not None:
            root = ruleset.indicators.id
            yield Obligation("monotone", root, declared.name, f"{declared.pointer}/direction")
