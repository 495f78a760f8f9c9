"""What becomes of each operation of the graph: from what makes its closure to instructions."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Protocol

from attrs import frozen

from indicator_engine.kernel.code import Operation
from indicator_engine.number_systems.deferred import Node, Whole, graph, truths

LARGEST = 2**53 - 1
"""Whole numbers up to here are doubles, and so are their sums and products, as far as these are, too.

A quotient of two is rounded to a whole number only where it is one: else it is ``1 / divisor`` away
from it at the least, and half of a double's last bit is less than ``dividend / divisor / 2 ** 53``.
"""


class CannotLower(Exception):  # noqa: N818 - it never leaves the engine
    """What is to be computed is not for the compiled module."""


class Emit(Protocol):
    """Adds an instruction and returns its place.

    Raises:
        CannotLower: Where one of its numbers is too large.
    """

    def __call__(self, operation: Operation, *operands: int, numbers: tuple[int, ...] = ()) -> int:
        """Add it."""


@frozen
class Step:
    """A node whose operands have been computed.

    Attributes:
        node: The node.
        operands: The places of the instructions that give its operands, then its branches.
        emit: Adds an instruction.
        read: Returns the place of the instruction that gives an input.
    """

    node: Node
    operands: tuple[int, ...]
    emit: Emit
    read: Callable[[int], int]


def size(node: Node) -> int:
    """Return how far from zero a number can be."""
    return max(abs(node.low), abs(node.high)) if isinstance(node, Whole) else 1


def refuse_above(most: int) -> None:
    """Raise where a number may be no double.

    Raises:
        CannotLower: Then.
    """
    if most > LARGEST:
        raise CannotLower


def _remembered(step: Step, slot: int) -> int:
    return step.read(slot)


def _known(step: Step, value: object) -> int:
    if not isinstance(value, int):  # a text
        raise CannotLower
    return step.emit(Operation.CONSTANT, numbers=(value,))


def _weighted_sum(step: Step, factors: tuple[int, ...], plus: int) -> int:
    sizes = (abs(factor) * size(each) for factor, each in _with(factors, step))
    refuse_above(sum(sizes, abs(plus)))
    first, *others = step.operands
    if not others:
        return step.emit(Operation.SCALED, first, numbers=(*factors, plus))
    found = step.emit(Operation.PAIR, *step.operands[:2], numbers=factors[:2])
    for factor, each in zip(factors[2:], step.operands[2:], strict=True):
        found = step.emit(Operation.PAIR, found, each, numbers=(1, factor))
    return step.emit(Operation.SCALED, found, numbers=(1, plus)) if plus else found


def _with(factors: tuple[int, ...], step: Step) -> "zip[tuple[int, Node]]":
    return zip(factors, step.node.operands, strict=True)


def _product(step: Step) -> int:
    return step.emit(Operation.PRODUCT, *step.operands)


def _power(step: Step, exponent: int) -> int:
    (base,) = step.operands
    found = base
    for _ in range(exponent - 1):
        found = step.emit(Operation.PRODUCT, found, base)
    return found


def _quotient(step: Step) -> int:
    refuse_above(max(map(size, step.node.operands)))
    return step.emit(Operation.QUOTIENT, *step.operands)


def _part(step: Step, factor: int, plus: int, scale: int) -> int:
    (part,) = step.node.operands
    refuse_above(abs(factor) * size(part) + abs(plus))
    return step.emit(Operation.PART, *step.operands, numbers=(factor, plus, scale))


def _share(step: Step, factor: int, of_over: int, scale: int) -> int:
    top, over = step.node.operands
    refuse_above(abs(factor) * size(top) + abs(of_over) * size(over))
    refuse_above(scale * size(over))
    return step.emit(Operation.SHARE, *step.operands, numbers=(factor, of_over, scale))


def _in_turn(operation: Operation) -> Callable[[Step], int]:
    def lower(step: Step) -> int:
        found, *others = step.operands
        for each in others:
            found = step.emit(operation, found, each)
        return found

    return lower


def _choice(step: Step) -> int:
    condition, then, otherwise = step.operands
    return step.emit(Operation.CHOICE, then, otherwise, condition)


def _compared(operation: Operation) -> Callable[..., int]:
    def lower(step: Step, factor: int = 1, other_factor: int = 1) -> int:
        factors = (factor, other_factor)
        refuse_above(max(each * size(node) for each, node in _with(factors, step)))
        return step.emit(operation, *step.operands, numbers=factors)

    return lower


def _held_against(operation: Operation, beside: int = 0) -> Callable[..., int]:
    def lower(step: Step, limit: int) -> int:
        return step.emit(operation, *step.operands, numbers=(limit + beside,))

    return lower


def _of_two(operation: Operation) -> Callable[[Step], int]:
    def lower(step: Step) -> int:
        return step.emit(operation, *step.operands)

    return lower


LOWERED: Mapping[object, Callable[..., int]] = {
    itemgetter: _remembered,
    graph.known: _known,
    graph.weighted_sum: _weighted_sum,
    graph.product_of: _product,
    graph.power_of: _power,
    graph.quotient_of: _quotient,
    graph.part_of: _part,
    graph.share_of: _share,
    graph.least_of: _in_turn(Operation.LEAST),
    graph.greatest_of: _in_turn(Operation.GREATEST),
    graph.choice: _choice,
    truths.less: _compared(Operation.LESS),
    truths.less_of: _compared(Operation.LESS),
    truths.not_less: _compared(Operation.NOT_LESS),
    truths.not_less_of: _compared(Operation.NOT_LESS),
    truths.below: _held_against(Operation.BELOW),
    truths.at_most: _held_against(Operation.BELOW, 1),
    truths.above: _held_against(Operation.ABOVE),
    truths.at_least: _held_against(Operation.ABOVE, -1),
    truths.same_as: _of_two(Operation.SAME),
    truths.differs_from: _of_two(Operation.DIFFERS),
    truths.both: _of_two(Operation.BOTH),
    truths.either: _of_two(Operation.EITHER),
}
"""What makes the closure of a node, and what makes its instructions.

What is not named here (roots, logarithms, lists) has no whole numbers below ``2 ** 53``.
"""
