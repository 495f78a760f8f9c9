"""The functions of the language: one table that grammar, evaluation, docs and tests all read.

``FUNCTIONS`` are computed from their arguments alone, ``COHORT_FUNCTIONS`` are answered by all rows
being scored, ``LANGUAGE`` holds both.
"""

from collections.abc import Mapping

from indicator_engine.language.functions import (
    absence,
    arithmetic,
    cohort,
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

COHORT_FUNCTIONS: Mapping[str, Function] = {each.name: each for each in cohort.FUNCTIONS}

LANGUAGE: Mapping[str, Function] = {**FUNCTIONS, **COHORT_FUNCTIONS}

__all__ = ["COHORT_FUNCTIONS", "FUNCTIONS", "LANGUAGE", "Function"]
