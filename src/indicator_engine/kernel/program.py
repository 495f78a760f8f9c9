"""Programs, and the tables that they are run for."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from attrs import astuple, frozen

from indicator_engine.kernel.code import packed
from indicator_engine.kernel.lowering import Lowering
from indicator_engine.kernel.operations import CannotLower
from indicator_engine.kernel.streams import Stream, Written
from indicator_engine.number_systems.deferred import Memory

try:
    blocks: ModuleType | None = import_module("indicator_engine.kernel._blocks")
except ImportError:  # no compiler was there, or the package is read from a zip
    blocks = None


@frozen
class Output:
    """A column that a program writes.

    Attributes:
        format: Its type, as Arrow's C data interface has it.
        most: No number in it is further from zero.
        scale: Units that make one, in a column of doubles.
    """

    format: str
    most: float = 1.0
    scale: float = 1.0


PASSED = "b"
"""The format of truths: of the last column, which tells the rows that pass all checks."""


class Program:
    """Computes the columns of a table from those of another one; threads may share it.

    Args:
        lowering: What it does.
        inputs: How many columns it reads.
        outputs: The columns that it writes; the last one tells which rows pass all checks, and
            what the others hold of a row that does not is not to be believed.

    Raises:
        CannotLower: Where the compiled module is not there.
    """

    def __init__(self, lowering: Lowering, inputs: int, outputs: Sequence[Output]) -> None:
        if blocks is None:
            raise CannotLower
        code, registers = packed(lowering.instructions)
        columns = tuple((str(slot), *astuple(each)) for slot, each in enumerate(outputs))
        self._blocks = blocks
        self._made = blocks.program(code, registers, inputs, columns)

    def alone(
        self, names: tuple[str, ...], kinds: bytes, inputs: Mapping[str, Any]
    ) -> Memory | None:
        """Return what one unit computes: its inputs in units, then the columns but the last one.

        Args:
            names: What the inputs are called, in the order of the columns.
            kinds: ``n`` for each that is a number, ``t`` for a truth.
            inputs: A value for each of them; ``None`` is returned where it is anything else, or a
                check fails.
        """
        found: Memory | None = self._blocks.unit(self._made, names, kinds, inputs)
        return found

    def over(self, table: Stream, allocator: object = None) -> Stream:
        """Return the columns that it computes, called ``0``, ``1`` and so on.

        Args:
            table: The columns that it reads, in their order.
            allocator: A capsule of what gives memory for them; ``None`` for the system's own.

        Raises:
            TypeError: Where a column is of a type that is not read.
        """
        return Written(self._blocks.table(self._made, table.__arrow_c_stream__(), allocator))


def is_there() -> bool:
    """Tell whether the compiled module can be used."""
    return blocks is not None
