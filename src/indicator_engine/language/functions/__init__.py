"""The functions of the language: one table that grammar, evaluation, docs and tests all read."""

from collections.abc import Mapping

from indicator_engine.language.functions import (
    absence,
    arithmetic,
    dates,
    lists,
    roots,
    scoring_rules,
    steps,
)
from indicator_engine.language.functions.function import Function

FUNCTIONS: Mapping[str, Function] = {
    function.name: function
    for function in (
        *arithmetic.FUNCTIONS,
        *lists.FUNCTIONS,
        *scoring_rules.FUNCTIONS,
        *steps.FUNCTIONS,
        *absence.FUNCTIONS,
        *dates.FUNCTIONS,
        *roots.FUNCTIONS,
    )
}

__all__ = ["FUNCTIONS", "Function"]
