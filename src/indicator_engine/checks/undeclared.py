"""Does every input say in which range it lies, where a proof needs to know?"""

from collections.abc import Iterator, Sequence

from indicator_engine.checks.proofs import Proof
from indicator_engine.checks.proofs.traces import Atlas
from indicator_engine.errors import Diagnostic, Location
from indicator_engine.model import Ruleset

NUMERIC = ("number", "integer", "numbers")  # a percent has a range by default, the rest need none
BY_RANGE = ("within-range", "defined", "monotone")  # what holds or not, depending on the ranges


def ranges_are_declared(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield a warning for every input without a range on which an unproved rule depends."""
    undeclared = [
        each for each in ruleset.inputs.values() if each.type in NUMERIC and each.range is None
    ]
    unproved = [
        each.indicator
        for each in proofs
        if each.property in BY_RANGE and each.result != "proved" and each.indicator
    ]
    if not undeclared or not unproved:
        return
    atlas = Atlas(ruleset)
    needed = {name: atlas.closure([name]) for name in dict.fromkeys(unproved)}
    for declared in undeclared:
        dependent = next((name for name in needed if declared.name in needed[name]), None)
        if dependent is not None:
            yield Diagnostic(
                code="range-not-declared",
                at=_key(ruleset, declared.pointer),
                facts={"name": declared.name, "indicator": dependent},
                severity="warning",
                id=declared.name,
            )


def _key(ruleset: Ruleset, pointer: str) -> Location:
    """Return the address of a declaration's name."""
    return ruleset.document.at(pointer, key=True) if ruleset.document else ruleset.at(pointer)
