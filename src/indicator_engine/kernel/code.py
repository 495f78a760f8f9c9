"""The instructions of a program, as the compiled module reads them."""

from collections.abc import Sequence
from enum import IntEnum, auto
from struct import Struct

from attrs import frozen

PACKED = Struct("=6i3d")


class Operation(IntEnum):
    """What an instruction does, in the order of ``_blocks.c``, which says how."""

    LOAD = 0
    RATIO = auto()
    STORE = auto()
    CHECK = auto()
    CONSTANT = auto()
    SCALED = auto()
    PAIR = auto()
    PRODUCT = auto()
    QUOTIENT = auto()
    PART = auto()
    SHARE = auto()
    LEAST = auto()
    GREATEST = auto()
    CHOICE = auto()
    LESS = auto()
    NOT_LESS = auto()
    BELOW = auto()
    ABOVE = auto()
    SAME = auto()
    DIFFERS = auto()
    BOTH = auto()
    EITHER = auto()
    OPPOSITE = auto()


KEPT = (Operation.CONSTANT,)
"""What is computed once for all blocks."""


@frozen
class Instruction:
    """One step of a program.

    Attributes:
        operation: What it does.
        operands: The instructions whose results it takes, by their places in the program.
        slot: The column that it reads or writes.
        numbers: Up to three that are known: ``k``, ``m`` and ``s``.
    """

    operation: Operation
    operands: tuple[int, ...] = ()
    slot: int = 0
    numbers: tuple[float, ...] = ()

    @property
    def has_result(self) -> bool:
        """Tell whether a register is needed for what it gives."""
        return self.operation not in (Operation.STORE, Operation.CHECK)


def packed(instructions: Sequence[Instruction]) -> tuple[bytes, int]:
    """Return the code of a program, and how many registers it takes.

    A register is taken again as soon as nobody reads any more what it holds. The last one is the
    compiled module's own.

    >>> load = Instruction(Operation.LOAD, numbers=(1.0, 0.0, 9.0))
    >>> code, registers = packed([load, Instruction(Operation.STORE, (0,))])
    >>> len(code) // PACKED.size, registers
    (2, 2)
    """
    last = {each: at for at, step in enumerate(instructions) for each in step.operands}
    free: list[int] = []
    registers: dict[int, int] = {}
    count, code = 0, bytearray()
    for at, step in enumerate(instructions):
        to = 0
        if step.has_result:
            if not free or step.operation in KEPT:
                free.append(count)
                count += 1
            to = registers[at] = free.pop()
        operands = [registers[each] for each in step.operands]
        code += PACKED.pack(
            step.operation,
            to,
            *operands,
            *[0] * (3 - len(operands)),
            step.slot,
            *step.numbers,
            *[0.0] * (3 - len(step.numbers)),
        )
        # Only now: what an instruction gives never overwrites what it takes.
        done = [each for each in dict.fromkeys(step.operands) if last[each] == at]
        done += [at] if step.has_result and at not in last else []
        free += [registers[each] for each in done if instructions[each].operation not in KEPT]
    return bytes(code), count + 1
