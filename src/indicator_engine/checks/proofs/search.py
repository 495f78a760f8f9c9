"""The search for a record: samples first, then boxes cut until none is left or the effort is spent."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice

from attrs import frozen

from indicator_engine.checks.proofs.domains import Box, Domain
from indicator_engine.checks.proofs.proof import OTHERS, Point
from indicator_engine.checks.proofs.traces import Problem, Trace
from indicator_engine.model import InputValue
from indicator_engine.number_systems.intervals import Failure

Possible = Callable[[Trace, tuple[Failure, ...]], bool]
Met = Callable[[Trace], bool]

MOST_SAMPLES = 300  # records tried before boxes are cut
SHARE = 4  # no single search takes more than this part of what effort is left


class Budget:
    """The effort that all searches of one ruleset have together, counted in boxes looked at."""

    def __init__(self, effort: int) -> None:
        self.left = effort

    def share(self) -> Iterator[None]:
        """Yield for every box that one search may look at."""
        for _ in range(-(-self.left // SHARE)):
            self.left -= 1
            yield


@frozen
class Found:
    """How a search ended.

    Attributes:
        point: The record found; ``None`` where there is none.
        settled: Whether there is none because every box was ruled out.
    """

    point: Point | None
    settled: bool


def box_of(problem: Problem) -> Box:
    """Return everything that a problem's inputs can hold."""
    inputs, texts = problem.ruleset.inputs, problem.atlas.texts
    return {name: Domain.of(inputs[name], texts) for name in problem.inputs}


def samples(
    box: Box,
    pool: Sequence[Fraction],
    most: int = MOST_SAMPLES,
    cohorts: Sequence[Sequence[Point]] = (),
) -> Iterator[Point]:
    """Yield records of a box worth trying, always the same ones in the same order.

    First all inputs move through their values together, then one at a time, then in pairs, from
    each of the first few of those records.

    Args:
        box: What the inputs can hold.
        pool: Numbers worth trying.
        most: How many records are wanted.
        cohorts: Among whom each record is tried; nobody is spoken of where there are none.
    """
    values = {name: domain.samples(pool) for name, domain in box.items()}
    if any(not each for each in values.values()):
        return
    alone = islice(_moves(values), most)
    if not cohorts:
        yield from alone
    for point in alone:
        yield from ({**point, OTHERS: tuple(others)} for others in cohorts)


def _moves(values: Mapping[str, Sequence[InputValue]]) -> Iterator[Point]:
    longest = max(map(len, values.values()), default=1)
    together = [
        {name: each[step % len(each)] for name, each in values.items()} for step in range(longest)
    ]
    yield from together
    for base in together[:3]:
        for name, each in values.items():
            for value in each:
                yield {**base, name: value}
    for base in together[:3]:
        for first, second in combinations(values, 2):
            for left in values[first]:
                for right in values[second]:
                    yield {**base, first: left, second: right}


def search(
    problem: Problem,
    pool: Sequence[Fraction],
    *,
    met: Met,
    possible: Possible,
    budget: Budget,
) -> Found:
    """Return a record that meets a target, or say that none does.

    Args:
        problem: What is computed.
        pool: Numbers at which the formulas may change.
        met: Whether an exact evaluation meets the target.
        possible: Whether a record of a box might.
        budget: Pays for every box that is looked at.
    """
    boxes: deque[tuple[Box, int]] = deque([(box_of(problem), 0)])
    stuck = False
    for _ in budget.share():
        if not boxes:
            return Found(None, not stuck)
        box, depth = boxes.popleft()
        over = problem.over(box)
        if over is None or not possible(*over):
            continue
        for point in samples(box, (), 3, problem.cohorts):
            trace = problem.exact(point)
            if trace is not None and met(trace):
                return Found(point, settled=True)
        halves = _cut(box, pool, depth)
        stuck = stuck or halves is None
        boxes.extend((half, depth + 1) for half in halves or ())
    return Found(None, not boxes and not stuck)


def _cut(box: Box, pool: Sequence[Fraction], depth: int) -> tuple[Box, Box] | None:
    """Return two boxes that are one: absences are told apart first, then each input in its turn."""
    names = sorted(box)
    turns = [*(name for name in names if box[name].absence and box[name].presence)]
    turns = turns or [*names[depth % len(names) :], *names[: depth % len(names)]] if names else []
    for name in turns:
        halves = box[name].cut(pool)
        if halves is not None:
            return {**box, name: halves[0]}, {**box, name: halves[1]}
    return None
