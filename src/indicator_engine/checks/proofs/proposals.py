"""Which assertion would make a proof? Guessed from the quotients of the formulas concerned."""

import ast
from collections.abc import Iterator

from attrs import evolve

from indicator_engine.checks.proofs.search import Possible, box_of
from indicator_engine.checks.proofs.traces import Problem
from indicator_engine.language.faults import Fault
from indicator_engine.language.syntax import Expression, parse
from indicator_engine.loading.names import formulas
from indicator_engine.model import Assertion


def proposal(problem: Problem, possible: Possible) -> str:
    """Return a condition between inputs under which nothing breaks; ``""`` where none is found."""
    box = {name: evolve(domain, absence=False) for name, domain in box_of(problem).items()}
    for text in dict.fromkeys(_candidates(problem)):
        try:
            condition = parse(text)
        except Fault:
            continue
        if not condition.names <= {name for name, domain in box.items() if domain.is_number}:
            continue
        assumed = problem.assuming(Assertion(id="", condition=condition, severity="error"))
        over = assumed.over(box)
        if over is not None and not possible(*over):
            return text
    return ""


def _candidates(problem: Problem) -> Iterator[str]:
    """Yield conditions that would hold a quotient at or below one, or its divisor off zero."""
    for expression in _expressions(problem):
        for node in expression.walk():
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
                top, bottom = expression.part(node.left), expression.part(node.right)
                yield f"{top} <= {bottom}"
                yield from (f"{name} <= {bottom}" for name in sorted(_names(node.left)))
                yield f"{bottom} > 0"
                if isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Sub):
                    high, low = expression.part(node.right.left), expression.part(node.right.right)
                    yield f"{low} < {high}"


def _names(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _expressions(problem: Problem) -> Iterator[Expression]:
    for formula in formulas(problem.ruleset):
        if formula.owner in problem.needed and not formula.closed:
            yield formula.expression
