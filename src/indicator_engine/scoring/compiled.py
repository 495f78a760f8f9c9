"""What a prepared ruleset computes of one unit, read and computed at once in compiled code."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import evolve, frozen

from indicator_engine.kernel import PASSED, CannotLower, Load, Lowering, Output, Program
from indicator_engine.model import Indicator, InputType
from indicator_engine.number_systems.deferred import (
    Memory,
    Node,
    Number,
    Programmer,
    Whole,
    combined,
    constant,
)
from indicator_engine.scoring.deferral import Deferral
from indicator_engine.scoring.reading import PLAIN, Reading
from indicator_engine.scoring.shapes import ResultShape, TreeShape
from indicator_engine.scoring.told import ShareAt

KINDS: Mapping[InputType, str] = {**dict.fromkeys(PLAIN, "n"), "boolean": "t"}
"""The inputs that the compiled module reads, as it calls them."""


@frozen(eq=False)
class Compiled:
    """A prepared ruleset in compiled code.

    Attributes:
        memory: Returns the memory of a run of some inputs; ``None`` where they are not as expected
            or a check fails.
        shape: Makes the result of such a memory.
    """

    memory: Callable[[Mapping[str, Any]], Memory | None]
    shape: ResultShape


def compiled(
    reading: Reading, programmer: Programmer, deferral: Deferral, shape: ResultShape
) -> Compiled | None:
    """Return a prepared ruleset in compiled code; ``None`` where it cannot be compiled.

    Args:
        reading: Reads the inputs.
        programmer: Has what every run computes.
        deferral: What the ruleset computes.
        shape: Makes the result of a run of closures.
    """
    slots = reading.slots()
    if not all(each.declared.type in KINDS for each in slots):
        return None
    loads = [
        Load(slot=place, scale=each.scale, low=each.low, high=each.high)
        for place, each in enumerate(slots)
    ]
    first = len(slots) + len(programmer.steps)
    shares = _shares(deferral)
    try:
        further = [node for share in shares.values() for node in share]
        program = _program(loads, [*programmer.steps, *further], deferral)
        shape = _at_places(
            shape, dict(zip(shares, range(first, first + len(further), 3), strict=True))
        )
    except CannotLower:
        try:
            program = _program(loads, programmer.steps, deferral)
        except CannotLower:
            return None
    names = tuple(each.declared.name for each in slots)
    kinds = "".join(KINDS[each.declared.type] for each in slots)
    return Compiled(partial(program.alone, names, kinds.encode()), shape)


def is_kept(node: Indicator, value: Number) -> bool:
    """Tell whether a value can be a score: there are few of these, and what they tell is kept."""
    return value.over is None and 10**node.rounding.places % value.scale == 0


def _program(loads: Sequence[Load], nodes: Sequence[Node], deferral: Deferral) -> Program:
    lowering = Lowering(loads)
    lowering.lower(nodes, deferral.checks())
    outputs = [Output("l" if isinstance(each, Whole) else PASSED) for each in nodes]
    return Program(lowering, len(loads), [*outputs, Output(PASSED)])


def _shares(deferral: Deferral) -> dict[str, tuple[Whole, Whole, Whole]]:
    """Return numerator, denominator and rate of the values that are not kept, by indicator."""
    found = {}
    for name, node in deferral.ruleset.nodes.items():
        value = deferral.scores.nodes[name].value
        if isinstance(value, Number) and not is_kept(node, value):
            over = constant(1) if value.over is None else value.over
            below = combined(((value.scale, over),))
            found[name] = (value.top, below, deferral.rate(node, value))
    return found


def _at_places(shape: ResultShape, places: Mapping[str, int]) -> ResultShape:
    """Return what makes the same result of a memory in which shares stand."""
    shapes = tuple(
        evolve(each, share=ShareAt(places[each.shared.id])) if each.shared.id in places else each
        for each in shape.tree.shapes
    )
    return evolve(shape, tree=TreeShape(shapes))
