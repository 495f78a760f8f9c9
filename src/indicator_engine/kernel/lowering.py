"""From the graph of a computation to a program of the compiled module.

Only what is surely exact there: whole numbers below ``2 ** 53``, in every step between, too.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from operator import itemgetter

from attrs import frozen

from indicator_engine.kernel.code import Instruction, Operation
from indicator_engine.kernel.operations import (
    LARGEST,
    LOWERED,
    CannotLower,
    Step,
    refuse_above,
    size,
)
from indicator_engine.number_systems.deferred import Node, Truth
from indicator_engine.number_systems.deferred.graph import Build
from indicator_engine.number_systems.deferred.truths import opposite


@frozen(kw_only=True)
class Load:
    """How one input is read from its column.

    Attributes:
        slot: Which column.
        scale: Units that make one, in a column of doubles or texts; a power of ten in these.
        low: The fewest units; a row with fewer fails.
        high: The most units.
        shift: What is added to them.
        is_ratio: Whether a text may have a percent sign; 100 divides the scale then.
    """

    slot: int
    scale: int = 1
    low: int
    high: int
    shift: int = 0
    is_ratio: bool = False


class Lowering:
    """Makes the instructions of a program, each node's once.

    Args:
        inputs: How what stands in memory at first is read, in its order.

    Attributes:
        instructions: Those made so far.
    """

    def __init__(self, inputs: Iterable[Load]) -> None:
        self.instructions: list[Instruction] = []
        self._inputs = tuple(inputs)
        self._loaded: dict[int, int] = {}
        self._places: dict[Node, int] = {}

    def lower(self, stores: Sequence[Node], checks: Iterable[Truth]) -> None:
        """Write the values of some nodes, each into a column, and hold rows against checks.

        What is read is read when it is first needed, and what is checked as soon as all of that is
        there: the fewer registers a block takes, the more of them stay in the cache.

        Raises:
            CannotLower: Where something is not surely exact.
        """
        lacking = {each: set(_read_by(each)) for each in checks}
        waiting: dict[int, list[Truth]] = {}
        for each, slots in lacking.items():
            for slot in slots:
                waiting.setdefault(slot, []).append(each)
        seen = 0
        for slot, node in enumerate(stores):
            self._emit(Operation.STORE, self._place(node), slot=slot)
            loaded = [*self._loaded][seen:]
            seen += len(loaded)
            for read in loaded:
                for each in waiting.pop(read, ()):
                    lacking[each].remove(read)
                    if not lacking[each]:
                        del lacking[each]
                        self._check(each)
        self._check(*lacking)
        for slot in range(len(self._inputs)):  # what nobody needs must be as expected, too
            self._input(slot)

    def _check(self, *truths: Truth) -> None:
        for each in truths:
            self._emit(Operation.CHECK, self._place(each))

    def _emit(
        self, operation: Operation, *operands: int, slot: int = 0, numbers: tuple[int, ...] = ()
    ) -> int:
        if any(abs(each) > LARGEST for each in numbers):
            raise CannotLower
        known = tuple(map(float, numbers))
        self.instructions.append(Instruction(operation, operands, slot, known))
        return len(self.instructions) - 1

    def _input(self, slot: int) -> int:
        """Return the place of the instruction that gives an input."""
        if slot not in self._loaded:
            load = self._inputs[slot]
            numbers = (load.scale, load.low, load.high)
            operation = Operation.RATIO if load.is_ratio else Operation.LOAD
            found = self._emit(operation, slot=load.slot, numbers=numbers)
            if load.shift:
                found = self._emit(Operation.SCALED, found, numbers=(1, load.shift))
            self._loaded[slot] = found
        return self._loaded[slot]

    def _place(self, node: Node) -> int:
        """Return the place of the instruction that gives the value of a node.

        Branches are computed in every row: what is not taken may be anything, and harms nobody.
        """
        waiting = [node]
        while waiting:
            top = waiting[-1]
            lacking = [each for each in (*top.operands, *top.branches) if each not in self._places]
            if top in self._places or not lacking:
                waiting.pop()
                if top not in self._places:
                    self._places[top] = self._lowered(top)
            else:
                waiting += reversed(lacking)
        return self._places[node]

    def _lowered(self, node: Node) -> int:
        refuse_above(size(node))
        operands = tuple(self._places[each] for each in (*node.operands, *node.branches))
        return self._built(node.build, Step(node, operands, self._emit, self._input))

    def _built(self, build: Build, step: Step) -> int:
        made, known = (build.func, build.args) if isinstance(build, partial) else (build, ())
        if made is opposite:
            return self._emit(Operation.OPPOSITE, self._built(known[0], step))
        if made not in LOWERED:
            raise CannotLower
        return LOWERED[made](step, *known)


def _read_by(node: Node) -> frozenset[int]:
    """Return the inputs that a node is made of."""
    found, waiting = {node}, [node]
    while waiting:
        top = waiting.pop()
        further = {*top.operands, *top.branches} - found
        found |= further
        waiting += further
    makers = (each.build for each in found)
    return frozenset(
        each.args[0] for each in makers if isinstance(each, partial) and each.func is itemgetter
    )
