"""The results of a prepared ruleset: what all units share, and what each run adds to it."""

from collections.abc import Mapping
from decimal import Decimal
from operator import getitem, itemgetter
from typing import Any
from weakref import ref

from attrs import frozen

from indicator_engine.completed import begin, begun
from indicator_engine.errors import Diagnostic
from indicator_engine.model import Derived
from indicator_engine.number_systems.deferred import Closure, Memory
from indicator_engine.results import DerivedValue, Evaluation, ScoreNode
from indicator_engine.scoring.evaluation import derived_value
from indicator_engine.scoring.told import AdjustmentShape, Shares


@frozen(eq=False, kw_only=True)
class NodeShape:
    """One indicator of all units.

    Attributes:
        shared: A node with all that is the same for all.
        share: Tells its exact value and its rate, twice ``None`` where it has none.
        units: The place in memory of its score, in units of the last place; ``None`` where it has
            no score.
        scores: The scores by such units.
        subtotal: Tells the points of a sum of which something was left out, or ``None``.
        reasons: The inputs and indicators whose marks say why it has no value.
        adjustments: Tell what its adjustments did.
    """

    shared: ScoreNode
    share: Closure
    units: int | None
    scores: Mapping[int, Decimal]
    subtotal: Closure
    reasons: tuple[str, ...]
    adjustments: tuple[AdjustmentShape, ...]

    def given(self) -> dict[str, Any]:
        """Return what every node is given at once, as far as it is the same for all."""
        shared = self.shared
        return {
            "id": shared.id,
            "score": None,
            "status": shared.status,
            "children": (),
            "_remainder": self,
            "_run": None,
        }

    def field(self, name: str, node: Any, /) -> Any:  # noqa: ANN401 - of any type
        """Return a field of a node that was begun."""
        memory, root, tree, told = node.__dict__["_run"]
        match name:
            case "value" | "rate":
                tree.complete(root() or node, memory)
                return node.__dict__[name]
            case "adjustments":
                return tuple(each(memory) for each in self.adjustments)
            case "subtotal":
                return self.subtotal(memory)
            case "reason":
                return "; ".join(dict.fromkeys(told[each] for each in self.reasons))
        return getattr(self.shared, name)


class TreeShape:
    """The trees of all units.

    Args:
        shapes: Every indicator, in the order of the levels of the tree: the root, its children,
            theirs.

    Attributes:
        shapes: These.
    """

    def __init__(self, shapes: tuple[NodeShape, ...]) -> None:
        self.shapes = shapes
        some = next(each.units for each in shapes if each.units is not None)
        places = (some if each.units is None else each.units for each in shapes)
        self._units = itemgetter(*places, some)  # of one place alone it would be no tuple
        self._scores = tuple(each.scores for each in shapes)
        self._open = [place for place, each in enumerate(shapes) if each.units is None]
        self._shares = Shares([each.share for each in shapes])
        self._given = tuple(each.given() for each in shapes)
        self._groups, below = [], 1
        for place, shape in enumerate(shapes):
            first, below = below, below + len(shape.shared.children)
            if first < below:
                self._groups.append((place, slice(first, below)))

    def tree(self, memory: Memory, notes: Mapping[str, str], told: Mapping[str, str]) -> ScoreNode:
        """Return the tree of one run; what is rarely read of a node is left for later.

        Args:
            memory: The memory of the run.
            notes: Remarks by indicator.
            told: The reasons of all marks.
        """
        run: list[Any] = [memory, None, self, told]
        scores = list(map(getitem, self._scores, self._units(memory)))
        nodes: tuple[ScoreNode, ...] = begun(ScoreNode, self._given, "score", scores, {"_run": run})
        root = nodes[0]
        run[1] = ref(root)
        for place, below in self._groups:
            nodes[place].__dict__["children"] = nodes[below]
        for place in self._open:
            nodes[place].__dict__["score"] = None
        if notes:
            for node in nodes:
                node.__dict__["note"] = notes.get(node.id, "")
        root.__dict__["_below"] = nodes[1:]
        return root

    def complete(self, node: ScoreNode, memory: Memory) -> None:
        """Give value and rate to a node, and to all of a tree: who reads one reads the others."""
        below = node.__dict__.get("_below")
        if below is not None:
            self._shares.give((node, *below), memory)
        else:  # a node whose root is gone
            fields = node.__dict__
            fields["value"], fields["rate"] = fields["_remainder"].share(memory)


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
