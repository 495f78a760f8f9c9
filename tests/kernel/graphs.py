"""Graphs of computations for laws: any operations over a few inputs."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen
from hypothesis import strategies as st

from indicator_engine.number_systems.deferred import (
    Truth,
    Whole,
    constant,
    graph,
    remembered,
    truths,
)
from indicator_engine.testing.dice import Draw

LARGEST = 2**53 - 1


@frozen
class GraphCase:
    """What is computed of some rows.

    Attributes:
        ends: The least and the largest number of each input.
        rows: The inputs of each row.
        wholes: The numbers that are computed.
        truths: The truths that are computed.
    """

    ends: tuple[tuple[int, int], ...]
    rows: tuple[tuple[int, ...], ...]
    wholes: tuple[Whole, ...]
    truths: tuple[Truth, ...]


class Growing:
    """A graph that grows, each operation over what is there already."""

    def __init__(self, draw: Draw, inputs: Sequence[Whole]) -> None:
        self.draw = draw
        self.wholes: list[Whole] = [*inputs]
        self.truths: list[Truth] = []

    def whole(self) -> Whole:
        found: Whole = self.draw(st.sampled_from(self.wholes))
        return found

    def positive(self) -> Whole:
        return graph.greatest([constant(1), self.whole()])

    def number(self) -> int:
        found: int = self.draw(st.integers(-2, 2) | st.integers(-(10**4), 10**4))
        return found

    def terms(self, least: int = 1) -> list[tuple[int, Whole]]:
        count = self.draw(st.integers(least, 4))
        return [(self.number() or 1, self.whole()) for _ in range(count)]

    def choose(self) -> Whole:
        return graph.whole_if(self.truth(), self.whole(), self.whole())

    def share(self) -> Whole:
        over = self.positive()
        beside = [(self.number() or 1, over)] if self.draw(st.booleans()) else []
        terms = [(self.number() or 1, self.whole()), *beside]
        return graph.quotient(terms, 0, self.draw(st.integers(1, 200)), over)

    def quotient(self) -> Whole:
        over = self.positive() if self.draw(st.booleans()) else None
        return graph.quotient(self.terms(), self.number(), self.draw(st.integers(1, 200)), over)

    def truth(self) -> Truth:
        if self.truths and self.draw(st.booleans()):
            found: Truth = self.draw(st.sampled_from(self.truths))
            return found.inverted() if self.draw(st.booleans()) else found
        made = self.draw(
            st.sampled_from(
                [
                    lambda: truths.negative(self.terms(), self.number()),
                    lambda: truths.zero(self.terms(2), 0),
                    lambda: truths.same(self.whole(), self.whole()),
                    lambda: truths.negative([(1, self.whole()), (-1, self.whole())], 0),
                ]
            )
        )()
        return made if isinstance(made, Truth) else truths.same(self.whole(), self.whole())

    def further(self) -> Truth | None:
        one, other, third = self.truth(), self.truth(), self.truth()
        choices = [(one, other), (True, other), (other, True), (False, other), (other, False)]
        found = truths.truth_if(third, *self.draw(st.sampled_from(choices)))
        return found if isinstance(found, Truth) else None

    def grow(self) -> None:
        """Add one operation."""
        if self.draw(st.integers(0, 3)) == 0:
            self.truths += [each for each in (self.further(),) if each is not None]
            return
        name = self.draw(st.sampled_from([*OPERATIONS]))
        found = OPERATIONS[name](self)
        if max(abs(found.low), abs(found.high)) <= LARGEST:
            self.wholes.append(found)


OPERATIONS: Mapping[str, Callable[[Growing], Whole]] = {
    "sum": lambda at: graph.combined(at.terms(), at.number()),
    "product": lambda at: graph.product(at.whole(), at.whole()),
    "power": lambda at: graph.power(at.whole(), at.draw(st.integers(2, 3))),
    "quotient": Growing.quotient,
    "share": Growing.share,
    "least": lambda at: graph.least([at.whole() for _ in range(at.draw(st.integers(2, 3)))]),
    "greatest": lambda at: graph.greatest([at.whole() for _ in range(at.draw(st.integers(2, 3)))]),
    "choice": Growing.choose,
}


@st.composite
def graph_cases(draw: Draw) -> GraphCase:
    """Return a strategy for graphs, with rows at the ends of the inputs and between."""
    ends = []
    for _ in range(draw(st.integers(1, 3))):
        most = draw(st.sampled_from([3, 100, 10**6, 2**40, LARGEST]))
        low, high = sorted((draw(st.integers(-most, most)), draw(st.integers(-most, most))))
        ends.append((low, high))
    inputs = [Whole(remembered(slot), low=low, high=high) for slot, (low, high) in enumerate(ends)]
    growing = Growing(draw, inputs)
    for _ in range(draw(st.integers(1, 12))):
        growing.grow()
    row = st.tuples(*(_between(low, high) for low, high in ends))
    rows = draw(st.lists(row, min_size=1, max_size=20))
    return GraphCase(tuple(ends), tuple(rows), tuple(growing.wholes), tuple(growing.truths))


def _between(low: int, high: int) -> st.SearchStrategy[int]:
    return st.sampled_from([low, high]) | st.integers(low, high)
