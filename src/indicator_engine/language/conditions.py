"""Conditions joined to one, said once in the primitives that every number system has.

A few are nested one in the other, so that what an earlier one settles is known to the later ones
in every number system. Many are halved first: however many there are, the stack holds them.
"""

from collections.abc import Callable, Sequence

from indicator_engine.language.protocol import NumberSystem, Value

Part = Callable[[], Value]
"""What is computed only when it is needed."""

FEW = 16


def all_of(system: NumberSystem, parts: Sequence[Part]) -> Value:
    """Return the truth of "and"; what follows the first part that fails is never computed."""
    if len(parts) == 1:
        return parts[0]()
    half = _half(parts)
    return system.choose(
        all_of(system, parts[:half]),
        lambda: all_of(system, parts[half:]),
        lambda: system.truth(False),
    )


def any_of(system: NumberSystem, parts: Sequence[Part]) -> Value:
    """Return the truth of "or"; what follows the first part that holds is never computed."""
    if len(parts) == 1:
        return parts[0]()
    half = _half(parts)
    return system.choose(
        any_of(system, parts[:half]),
        lambda: system.truth(True),
        lambda: any_of(system, parts[half:]),
    )


def first_of(system: NumberSystem, rows: Sequence[tuple[Part, Part]], otherwise: Part) -> Value:
    """Return the result of the first row whose condition holds.

    Args:
        system: The number system.
        rows: Conditions and their results.
        otherwise: The result where no condition holds.
    """
    if not rows:
        return otherwise()
    if len(rows) <= FEW:
        condition, result = rows[0]
        return system.choose(condition(), result, lambda: first_of(system, rows[1:], otherwise))
    early, late = rows[: _half(rows)], rows[_half(rows) :]
    return system.choose(
        any_of(system, [condition for condition, _ in early]),
        lambda: first_of(system, early[:-1], early[-1][1]),
        lambda: first_of(system, late, otherwise),
    )


def _half(parts: Sequence[object]) -> int:
    return 1 if len(parts) <= FEW else len(parts) // 2
