"""The column system: the interpreter's primitives on a whole table at once."""

from collections.abc import Sequence
from fractions import Fraction

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions.function import Function
from indicator_engine.language.protocol import Value
from indicator_engine.number_systems.columns.conditions import Conditions
from indicator_engine.number_systems.columns.lists import ListArithmetic
from indicator_engine.number_systems.columns.values import Number
from indicator_engine.number_systems.exact import Exact


class Columns(ListArithmetic, Conditions):
    """Columns of exact rationals, as whole numbers over whole numbers.

    Every row that :attr:`failed` does not name has exactly what the exact system gives for it.

    Args:
        least: The narrowest way in which whole numbers are held; wider ones are taken as needed.
    """

    def call(self, function: Function, arguments: Sequence[Value]) -> Value:
        """Return what the body gives: exactly for numbers known beforehand."""
        constants = [_constant(each) for each in arguments]
        if function.strict and None not in constants:
            try:
                settled = function.apply(Exact(), constants)
            except Undefined:
                settled = None
            if isinstance(settled, Fraction):
                return self.number(settled)
        found = super().call(function, arguments)
        if not function.increasing or not isinstance(found, Number):
            return found
        known = self.proof.tightened(function, _knowns(arguments), found.known)
        if known is found.known:
            return found
        return self._number(known, found.codes, found.top, found.bottom, found.factor, found.plus)


def _constant(value: Value) -> Fraction | int | None:
    if isinstance(value, int):
        return value
    return value.constant if isinstance(value, Number) and value.codes is None else None


def _knowns(arguments: Sequence[Value]) -> list[Value]:
    return [each if isinstance(each, int) else each.known for each in arguments]
