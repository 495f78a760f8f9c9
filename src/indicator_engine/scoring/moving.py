"""What moves with the scores of a ruleset: names, formulas, adjustments; and how nodes compute.

Whoever changes a score in a finished report wants the rest to follow. Some of it follows by
arithmetic that the tree tells; some only the rules themselves know, and that is told apart here.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import Self

from attrs import frozen

from indicator_engine.language.syntax import Expression
from indicator_engine.model import Adjustment, Indicator, Ruleset
from indicator_engine.results import Arithmetic, Effect

VALUE = "value"  # as adjustments call the score so far


@frozen(eq=False)
class Moving:
    """What moves with the scores of one ruleset.

    Attributes:
        names: The names that do: indicators, what is derived from them, calls that compare them.
        arithmetic: Of every indicator, by its id.
    """

    names: frozenset[str]
    arithmetic: Mapping[str, Arithmetic]

    @classmethod
    def of(cls, ruleset: Ruleset) -> Self:
        """Return what moves, worked out once for a ruleset."""
        found: Self | None = ruleset.kept.get(cls)
        if found is None:
            names = frozenset(_names(ruleset))
            found = ruleset.kept[cls] = cls(names, dict(_arithmetic(ruleset, names)))
        return found

    def is_settled(self, adjustment: Adjustment) -> bool:
        """Tell whether no score decides if an adjustment applies."""
        return adjustment.when is None or self._stands_still(adjustment.when)

    def effect(self, adjustment: Adjustment) -> Effect:
        """Return what an adjustment does where it applies."""
        if adjustment.becomes is None:
            return "grade"
        if self._stands_still(adjustment.becomes):
            return "fixed"
        return "shift" if self._shifts(adjustment.becomes) else "other"

    def _stands_still(self, formula: Expression) -> bool:
        return formula.names.isdisjoint(self.names | {VALUE})

    def _shifts(self, formula: Expression) -> bool:
        """Tell whether a formula adds to the score so far, or takes off, what stands still."""
        match formula.tree:
            case ast.BinOp(ast.Name(id=found), ast.Add() | ast.Sub(), amount) if found == VALUE:
                return self._stands_still(formula.inside(amount))
            case ast.BinOp(amount, ast.Add(), ast.Name(id=found)) if found == VALUE:
                return self._stands_still(formula.inside(amount))
        return False


def _names(ruleset: Ruleset) -> Iterator[str]:
    """Yield the names that move with some score."""
    moving = set(ruleset.nodes)
    derived = [ruleset.derived[name] for name in ruleset.order if name in ruleset.derived]
    while True:  # a call may need what is derived, and the other way round
        calls = {each.name for each in ruleset.cohort if (each.needs | each.calls) & moving}
        further = {each.name for each in derived if each.formula.names & (moving | calls)}
        if calls | further <= moving:
            break
        moving |= calls | further
    yield from moving


def _arithmetic(ruleset: Ruleset, moving: frozenset[str]) -> Iterator[tuple[str, Arithmetic]]:
    rescaled_at_root = ruleset.policies.rescale == "root"
    summed = ruleset.summed()
    for node in ruleset.nodes.values():
        yield (
            node.id,
            Arithmetic(
                combination=node.combination,
                share=node.share,
                rounding=node.rounding,
                range=node.range,
                rescales=not rescaled_at_root or node.id not in summed,
                follows=_follows(node, moving),
            ),
        )


def _follows(node: Indicator, moving: frozenset[str]) -> bool:
    return node.formula is not None and not node.formula.names.isdisjoint(moving)
