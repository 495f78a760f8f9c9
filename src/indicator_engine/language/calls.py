"""Whether a call has the arguments its function takes."""

import ast

from indicator_engine.language.functions.function import Function
from indicator_engine.language.interpreter import Rule
from indicator_engine.language.syntax import whole_literal

MOST_PLACES = 20  # of round(): beyond it nothing is left to round


def arguments_flaw(
    called: Function | Rule, node: ast.Call
) -> tuple[str, ast.expr, dict[str, str]] | None:
    """Return code, place and facts of what is wrong with a call's arguments, or ``None``."""
    count = len(node.args)
    if isinstance(called, Rule):
        signature = f"{called.name}({', '.join(called.parameters)})"
        fits = count == len(called.parameters)
    else:
        signature, fits = called.signature, called.accepts(count)
    if not fits:
        facts = {"name": called.name, "count": str(count), "signature": signature}
        return "arguments-do-not-fit", node, facts
    if isinstance(called, Function):
        for index, argument in enumerate(node.args):
            if called.parameter(index).kind == "whole" and not _is_places(argument):
                facts = {"signature": signature, "limit": str(MOST_PLACES)}
                return "argument-not-whole-literal", argument, facts
    return None


def _is_places(node: ast.expr) -> bool:
    places = whole_literal(node)
    return places is not None and abs(places) <= MOST_PLACES
