"""From the graph of a computation to closures that run one after the other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter

from attrs import frozen

from indicator_engine.number_systems.deferred.graph import Closure, Memory, Node, Truth

DEEP = 32  # nodes, one below the other, that are computed as one step


@frozen(eq=False)
class Program:
    """Closures for one run, which changes nothing but its own memory; threads may share it.

    Attributes:
        steps: Each gives the next value of the memory.
        checks: What must hold when all is computed.
    """

    steps: tuple[Closure, ...]
    checks: tuple[Closure, ...]

    def run(self, memory: Memory) -> bool:
        """Compute all steps into a memory that holds the inputs; tell whether all checks hold."""
        remember = memory.append
        for step in self.steps:
            remember(step(memory))
        for check in self.checks:  # noqa: SIM110 - a generator takes longer than the checks
            if not check(memory):
                return False
        return True


class Programmer:
    """Makes the closures of nodes; what several of them need is computed once, as a step.

    Args:
        inputs: How many values stand in memory before the first step.
        nodes: What every run computes; each after what it is made of.
        checks: What must hold of it.
    """

    def __init__(self, inputs: int, nodes: Sequence[Node], checks: Sequence[Truth]) -> None:
        self._inputs, self._uses = inputs, _uses([*nodes, *checks])
        self._steps: list[Closure] = []
        self._places: dict[Node, int] = {}
        for node in (*_landings([*nodes, *checks]), *nodes):
            if node not in self._places:
                self._remembered(node, self._made(node, at_once=True))
        closures = tuple(self._closure(each, at_once=True) for each in checks)
        self.program = Program(tuple(self._steps), closures)

    def place(self, node: Node) -> int:
        """Return where in memory the value of a node stands that every run computes."""
        return self._places[node]

    @property
    def steps(self) -> tuple[Node, ...]:
        """Return what every run computes, in the order of the memory after the inputs."""
        return tuple(self._places)

    def closure(self, node: Node) -> Closure:
        """Return the closure of any node, to be asked when a run is over."""
        return self._closure(node, at_once=False)

    def _closure(self, node: Node, *, at_once: bool) -> Closure:
        """Return the closure of a node.

        Args:
            node: The node.
            at_once: Whether it is computed in any case; what is not may have no value.
        """
        if node in self._places:
            return itemgetter(self._places[node])
        made = self._made(node, at_once=at_once)
        if at_once and self._uses[node] > 1 and node.is_work:
            return self._remembered(node, made)
        return made

    def _made(self, node: Node, *, at_once: bool) -> Closure:
        operands = [self._closure(each, at_once=at_once) for each in node.operands]
        branches = [self._closure(each, at_once=False) for each in node.branches]
        return node.build(*operands, *branches)

    def _remembered(self, node: Node, made: Closure) -> Closure:
        self._places[node] = self._inputs + len(self._steps)
        self._steps.append(made)
        return itemgetter(self._places[node])


def _landings(nodes: Iterable[Node]) -> list[Node]:
    """Return steps to be computed first, lest a closure calls too many, one inside the other."""
    found = {each for each in _computed(nodes) if each.depth % DEEP == 0}
    return sorted(found, key=attrgetter("depth"))


def _computed(nodes: Iterable[Node]) -> Iterable[Node]:
    """Return all nodes that are computed in any case."""
    found = dict.fromkeys(nodes)
    waiting = [*found]
    while waiting:
        further = [each for each in waiting.pop().operands if each not in found]
        found.update(dict.fromkeys(further))
        waiting += further
    return found


def _uses(nodes: Iterable[Node]) -> Counter[Node]:
    """Return how often each node is asked for, by others or from outside."""
    found: Counter[Node] = Counter()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        found[node] += 1
        if found[node] == 1:
            waiting += (*node.operands, *node.branches)
    return found
