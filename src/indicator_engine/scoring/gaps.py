"""What a record does not give: which inputs are missing or marked, which indicators are marked."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve

from indicator_engine.language.protocol import Absence
from indicator_engine.model import Ruleset
from indicator_engine.records import Record, from_python
from indicator_engine.values import read_mark, reason

Pattern = tuple[tuple[str, Absence], ...]
"""Inputs and indicators without a value, and why; ``()`` where everything is given."""

NUMBERS = (float, int)  # what most data are, and no mark


def parted(
    ruleset: Ruleset, inputs: Mapping[str, Any]
) -> tuple[Pattern, Mapping[str, Any], Mapping[str, str]]:
    """Return a record's gaps, the inputs that it gives, and the reasons of its marks.

    Raises:
        Refusal: Where a mark gives no reason.
    """
    given: dict[str, Any] = {}
    marked: dict[str, Absence] = {}
    told: dict[str, str] = {}
    for name, raw in inputs.items():
        kind = None if type(raw) in NUMBERS else read_mark(raw)
        if kind is None:
            given[name] = raw
        else:
            marked[name], told[name] = kind, reason(raw)
    absent = [
        (name, marked.pop(name, Absence.MISSING)) for name in ruleset.inputs if name not in given
    ]
    return (*absent, *marked.items()), given, told


def record_with(ruleset: Ruleset, pattern: Pattern) -> Record:
    """Return a record with just these gaps, in which the reason of each mark is its name.

    Raises:
        RecordError: Where a record cannot have them.
    """
    marks = {
        name: None if kind is Absence.MISSING else {kind.value: name} for name, kind in pattern
    }
    found = from_python(ruleset, marks)
    values = {name: value if name in marks else Fraction(0) for name, value in found.values.items()}
    return evolve(
        found, values=values, filled=tuple(name for name in found.filled if name in marks)
    )
