"""The results of a prepared ruleset: what all units share, and what each run adds to it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import gcd
from operator import itemgetter
from typing import Any
from weakref import ref

from attrs import field, frozen

from indicator_engine.errors import Diagnostic
from indicator_engine.model import Derived
from indicator_engine.number_systems.deferred import Closure, Memory
from indicator_engine.results import DerivedValue, Evaluation, ScoreNode, begin
from indicator_engine.scoring.evaluation import RATE_PLACES, derived_value
from indicator_engine.scoring.told import AdjustmentShape, Exactly, Printed, multiply

RATES = 10**RATE_PLACES  # parts of one that a rate tells
RATE = Decimal(1).scaleb(-RATE_PLACES)

new: Callable[[type[Any]], Any] = object.__new__

Detail = tuple[Closure | None, Closure | None, int, int, int]
"""Of a value: numerator, denominator or ``None`` for one, its known factor; of its rate: factors."""


@frozen(eq=False, kw_only=True)
class NodeShape:
    """One indicator of all units.

    Attributes:
        shared: A node with all that is the same for all.
        value: Tells its exact value; ``None`` where it has none.
        units: The place in memory of its score, in units of the last place; ``None`` where it has
            no score.
        step: One such unit.
        subtotal: Tells the points of a sum of which something was left out.
        reasons: The inputs and indicators whose marks say why it has no value.
        adjustments: Tell what its adjustments did.
        detail: What :func:`complete` needs.
    """

    shared: ScoreNode
    value: Exactly | None
    units: int | None
    step: Decimal
    subtotal: Printed | None
    reasons: tuple[str, ...]
    adjustments: tuple[AdjustmentShape, ...]
    detail: Detail = field(init=False)

    @detail.default
    def _detail(self) -> Detail:
        points, part = self.shared.weight.as_integer_ratio()
        if self.value is None:
            return None, None, 1, 0, 0
        return self.value.top, self.value.over, self.value.scale, 2 * RATES * part, points

    def field(self, name: str, node: Any, /) -> Any:  # noqa: ANN401 - of any type
        """Return a field of a node that was begun."""
        memory, root, told = node.__dict__["_run"]
        match name:
            case "value" | "rate":
                complete(root() or node, memory)
                return node.__dict__[name]
            case "adjustments":
                return tuple(each(memory) for each in self.adjustments)
            case "subtotal" if self.subtotal is not None:
                return self.subtotal(memory)
            case "reason":
                return "; ".join(dict.fromkeys(told[each] for each in self.reasons))
        return getattr(self.shared, name)


def complete(root: ScoreNode, memory: Memory) -> None:
    """Give values and rates to a node and all below it: who reads one of them reads the others."""
    nodes = [root]
    for node in nodes:
        nodes += node.children
        known = node.__dict__
        top_of, over_of, scale, factor, points = known["_remainder"].detail
        if top_of is None:
            known["value"] = known["rate"] = None
            continue
        top = top_of(memory)
        below = scale if over_of is None else scale * over_of(memory)
        shared = gcd(top, below)
        # Of two whole numbers, one of them positive, Fraction itself takes more than twice as long.
        known["value"] = value = new(Fraction)
        value._numerator = top // shared  # noqa: SLF001
        value._denominator = below // shared  # noqa: SLF001
        top *= factor
        half = below * points
        steps = (top + half) // (half + half) if top >= 0 else -((half - top) // (half + half))
        known["rate"] = multiply(steps, RATE)


class TreeShape:
    """The trees of all units.

    Args:
        shapes: Every indicator, in the order of the levels of the tree: the root, its children,
            theirs.
    """

    def __init__(self, shapes: tuple[NodeShape, ...]) -> None:
        some = next(each.units for each in shapes if each.units is not None)
        places = (some if each.units is None else each.units for each in shapes)
        self._units = itemgetter(*places, some)  # of one place alone it would be no tuple
        self._steps = tuple(each.step for each in shapes)
        self._same = tuple((each.shared.id, each.shared.status, each) for each in shapes)
        self._open = [place for place, each in enumerate(shapes) if each.units is None]
        self._classes = (ScoreNode,) * len(shapes)
        self._groups, below = [], 1
        for place, shape in enumerate(shapes):
            first, below = below, below + len(shape.shared.children)
            if first < below:
                self._groups.append((place, first, below))

    def tree(self, memory: Memory, notes: Mapping[str, str], told: Mapping[str, str]) -> ScoreNode:
        """Return the tree of one run; what is rarely read of a node is left for later.

        Args:
            memory: The memory of the run.
            notes: Remarks by indicator.
            told: The reasons of all marks.
        """
        nodes: list[ScoreNode] = list(map(new, self._classes))
        scores: list[Decimal | None] = list(map(multiply, self._units(memory), self._steps))
        for place in self._open:
            scores[place] = None
        children: list[tuple[ScoreNode, ...]] = [()] * len(nodes)
        for place, first, end in self._groups:
            children[place] = tuple(nodes[first:end])
        run = (memory, ref(nodes[0]), told)
        for node, score, below, (name, status, shape) in zip(
            nodes, scores, children, self._same, strict=True
        ):
            begin(
                node,
                {
                    "id": name,
                    "score": score,
                    "status": status,
                    "children": below,
                    "_remainder": shape,
                    "_run": run,
                },
            )
        if notes:
            for node in nodes:
                node.__dict__["note"] = notes.get(node.id, "")
        return nodes[0]


@frozen(eq=False)
class ResultShape:
    """The results of all units.

    Attributes:
        shared: A result with all that is the same for all.
        tree: The tree.
        grade: Tells the place of the grade in the scale; ``None`` where there is no scale.
        derived: Derived values, and what tells them.
        scale: The grades, best first.
    """

    shared: Evaluation
    tree: TreeShape
    grade: Closure | None
    derived: tuple[tuple[Derived, Closure], ...]
    scale: tuple[str, ...]

    def result(
        self,
        memory: Memory,
        unit: Mapping[str, str],
        notes: Mapping[str, str],
        told: Mapping[str, str],
        warnings: tuple[Diagnostic, ...],
    ) -> Evaluation:
        """Return the result of one run."""
        tree = self.tree.tree(memory, notes, told)
        result = object.__new__(Evaluation)
        known = {
            "unit": unit,
            "total": tree.score,
            "grade": None if self.grade is None else self.scale[self.grade(memory)],
            "warnings": warnings,
            "tree": tree,
            "_remainder": self,
            "_memory": memory,
        }
        begin(result, known)
        return result

    def field(self, name: str, result: Any, /) -> Any:  # noqa: ANN401 - of any type
        """Return a field of a result that was begun."""
        match name:
            case "rate":
                return result.tree.rate
            case "total_range":
                return result.total, result.total
            case "grades":
                return () if result.grade is None else (result.grade,)
            case "derived":
                return {each.name: each.value for each in result.derived_values}
            case "derived_values":
                return self._derived(result.__dict__["_memory"])
        return getattr(self.shared, name)

    def _derived(self, memory: Memory) -> tuple[DerivedValue, ...]:
        names = {declared.name: value(memory) for declared, value in self.derived}
        return tuple(derived_value(declared, names) for declared, _ in self.derived)
