"""The inputs of one unit, read at once into whole numbers.

Only what is expected is read here: just the inputs that are given, numbers with so many decimal
places at most and within their range. Whatever else comes is left to :mod:`indicator_engine.records`.
"""

from collections.abc import Container, Iterator, Mapping
from datetime import date
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import Any

from attrs import frozen

from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.ranges import Range, hull
from indicator_engine.model import Input, InputType, InputValue, Ruleset
from indicator_engine.number_systems.deferred import (
    CannotDefer,
    Memory,
    Node,
    Panel,
    Whole,
    remembered,
    truth_in,
    whole_number,
)
from indicator_engine.values import read_value

PLACES = 4  # that are read of a number for which none are declared
PLAIN: tuple[InputType, ...] = ("number", "integer", "percent")  # what a bare number gives
LARGEST = 10**15  # units of the last place; a float names each of so many by itself
LONGEST = 1_000  # entries of a list
LAST_DAY = date.max.toordinal()

EXACTLY = Context(prec=60, traps=[Inexact, InvalidOperation])


class Unfit(Exception):  # noqa: N818 - it never leaves the engine
    """The data are not as expected; nothing is said of whether they are wrong."""


@frozen
class Slot:
    """How one input is read.

    Attributes:
        declared: The input.
        scale: Units of the last place that make one.
        low: The fewest units of a number.
        high: The most units.
    """

    declared: Input
    scale: int
    low: int
    high: int


class Reading:
    """Reads the inputs of a ruleset's units into the memory of a run.

    Args:
        ruleset: What the data are read against.
        absent: The inputs that are not given.

    Raises:
        CannotDefer: Where an input can hold nothing that is expected here.
    """

    def __init__(self, ruleset: Ruleset, absent: Container[str] = ()) -> None:
        slots = [_slot(each) for name, each in ruleset.inputs.items() if name not in absent]
        plain = [each for each in slots if each.declared.type in PLAIN]
        self._others = tuple(each for each in slots if each.declared.type not in PLAIN)
        self._numbers = tuple(
            (each.declared.name, each.scale, each.low, each.high, each) for each in plain
        )
        self._slots = (*plain, *self._others)

    def __len__(self) -> int:
        """Return how many inputs are given."""
        return len(self._slots)

    def slots(self) -> tuple[Slot, ...]:
        """Return how the inputs are read, in the order of the memory."""
        return self._slots

    def deferred(self) -> Iterator[tuple[str, Value]]:
        """Yield every input that is given, with its deferred value."""
        for place, slot in enumerate(self._slots):
            yield slot.declared.name, _deferred(slot, place)

    def read(self, inputs: Mapping[str, Any]) -> Memory:
        """Return the values of the inputs, numbers as whole numbers of units.

        Raises:
            Unfit, LookupError, ArithmeticError, ValueError, Refusal: Where they are not as expected.
        """
        if len(inputs) != len(self._slots):
            raise Unfit
        memory: Memory = []
        for name, scale, low, high, slot in self._numbers:
            raw = inputs[name]
            kind = type(raw)
            if kind is float:
                # Below 10 ** 15 units two floats never share their shortest decimal's units.
                units = round(raw * scale)
                if units / scale != raw:
                    raise Unfit
            elif kind is int:
                units = raw * scale
            else:
                units = _units_of(slot, raw)
            if not low <= units <= high:
                raise Unfit
            memory.append(units)
        memory += [_read(slot, inputs[slot.declared.name]) for slot in self._others]
        return memory


def _units_of(slot: Slot, raw: object) -> int:
    """Return what neither a float nor an integer gives."""
    if type(raw) is Fraction:  # what JSON is read as
        units, rest = divmod(raw.numerator * slot.scale, raw.denominator)
        if rest:
            raise Unfit
        return units
    if isinstance(raw, Decimal) and raw and slot.declared.type != "percent":
        product = EXACTLY.multiply(raw, slot.scale)
        if slot.low <= product <= slot.high and (units := int(product)) == product:
            return units
        raise Unfit
    found: int = _held(slot, read_value(slot.declared, raw))
    return found


def _read(slot: Slot, raw: object) -> Any:  # noqa: ANN401 - of the input's type
    held = _held(slot, read_value(slot.declared, raw))
    numbers = held if isinstance(held, tuple) else (held,) if type(held) is int else ()
    if len(numbers) > LONGEST or any(not slot.low <= each <= slot.high for each in numbers):
        raise Unfit
    return held


def _held(slot: Slot, value: InputValue) -> Any:  # noqa: ANN401 - of the input's type
    """Return an input's value as memory holds it."""
    if isinstance(value, Absence):
        raise Unfit
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, tuple):
        return tuple(_units(slot, each) for each in value)
    return value if isinstance(value, bool | str) else _units(slot, value)


def _units(slot: Slot, value: Fraction) -> int:
    units = value * slot.scale
    if units.denominator != 1:
        raise Unfit
    return int(units)


def _slot(declared: Input) -> Slot:
    scale = 10 ** _places(declared)
    bounds = _bounds(declared)
    expected = Range(Fraction(-LARGEST, scale), Fraction(LARGEST, scale), False, False)
    meeting = expected.meet(bounds)
    grid = None if meeting is None else meeting.on_grid(Fraction(1, scale))
    if grid is None or grid.low is None or grid.high is None:
        raise CannotDefer
    return Slot(declared, scale, int(grid.low * scale), int(grid.high * scale))


def _places(declared: Input) -> int:
    """Return how many decimal places are read, of the ratio where it is one."""
    if declared.type in ("percent", "judged"):
        return 2 + max(declared.places or 0, 2)
    if declared.type in ("number", "numbers"):
        return PLACES if declared.places is None else declared.places
    return 0


def _bounds(declared: Input) -> Range:
    if declared.type == "judged":
        return hull(declared.tiers.values()) or Range()
    if declared.type == "date":
        return Range(Fraction(1), Fraction(LAST_DAY), False, False)
    return declared.range or Range()


def _deferred(slot: Slot, place: int) -> Value:
    """Return the deferred value of what stands at a place in memory."""
    if slot.declared.type == "boolean":
        return truth_in(place)
    if slot.declared.type in ("choice", "text"):
        return Node(remembered(place))
    if slot.declared.type == "numbers":
        return _panel(slot, place)
    return whole_number(Whole(remembered(place), low=slot.low, high=slot.high), slot.scale)


def _panel(slot: Slot, place: int) -> Panel:
    expected = Range(Fraction(0), Fraction(LONGEST), False, False)
    length = (slot.declared.length or expected).meet(expected)
    if length is None or length.low is None or length.high is None:
        raise CannotDefer
    fewest, most = -(-length.low // 1), length.high // 1
    return Panel(Node(remembered(place)), slot.scale, slot.low, slot.high, fewest, most)
