"""Do the bands of every table meet, without a gap and without an overlap?"""

import ast
from collections.abc import Iterator
from fractions import Fraction

from indicator_engine.checks.partition import seams
from indicator_engine.errors import Diagnostic
from indicator_engine.language.names import nearest
from indicator_engine.loading.names import formulas
from indicator_engine.model import Ruleset, Table


def bands_meet(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding for every gap and overlap between the bands of a table."""
    for table in ruleset.tables.values():
        step = table_step(ruleset, table)
        for seam in seams([band.range for band in table.bands], step):
            band = table.bands[max(seam.lower, seam.upper)]
            yield Diagnostic(
                code=f"bands-{seam.kind}",
                at=ruleset.at(f"{band.pointer}/range"),
                facts={
                    "table": table.name,
                    "first": str(table.bands[seam.lower].range),
                    "second": str(table.bands[seam.upper].range),
                    "at": seam.where,
                },
                id=table.name,
            )


def arguments(ruleset: Ruleset, table: Table) -> Iterator[ast.expr]:
    """Yield the argument of every call of a table."""
    for formula in formulas(ruleset):
        for node in formula.expression.walk():
            func = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(func, ast.Name) and func.id == table.name:
                yield from node.args


def table_step(ruleset: Ruleset, table: Table) -> Fraction | None:
    """Return 1 where a table is only ever asked for inputs of whole numbers, else ``None``."""
    asked = list(arguments(ruleset, table))
    names = [each.id for each in asked if isinstance(each, ast.Name)]
    whole = [
        name for name in names if name in ruleset.inputs and ruleset.inputs[name].type == "integer"
    ]
    return Fraction(1) if asked and len(whole) == len(asked) else None


def cases_are_choices(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding where the cases of a table are not the choices it is asked for."""
    for table in ruleset.tables.values():
        if not table.cases:
            continue
        for asked in arguments(ruleset, table):
            declared = ruleset.inputs.get(asked.id) if isinstance(asked, ast.Name) else None
            if declared is not None and declared.choices:
                yield from _differences(ruleset, table, declared.name, declared.choices)


def _differences(
    ruleset: Ruleset, table: Table, name: str, choices: tuple[str, ...]
) -> Iterator[Diagnostic]:
    for choice in choices:
        if choice not in table.cases:
            facts = {"table": table.name, "input": name, "choice": choice}
            at = ruleset.at(f"{table.pointer}/cases")
            yield Diagnostic(code="case-missing", at=at, facts=facts, id=table.name)
    for case in table.cases:
        if case not in choices:
            facts = {"table": table.name, "input": name, "choice": case}
            facts["suggestion"] = nearest(case, choices)
            at = ruleset.at(f"{table.pointer}/cases/{case}")
            yield Diagnostic(code="case-without-choice", at=at, facts=facts, id=table.name)
