"""Which grades can be had? A way from the worst record to the best shows most of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, pairwise

from indicator_engine.checks.proofs.examples import parts_for
from indicator_engine.checks.proofs.proof import Point
from indicator_engine.checks.proofs.search import box_of, samples
from indicator_engine.checks.proofs.traces import Atlas, Problem
from indicator_engine.model import InputValue
from indicator_engine.number_systems.intervals import Intervals
from indicator_engine.scoring.possible import possible_grades

MOST_TRIED = 400  # records of one leaf, in search of its lowest and highest score
UNGRADED = -1  # the place in the scale of a total that is outside all of it
COARSE, FINE = range(1, 4), range(4, 8)  # halvings of the way between two records


def grade_witnesses(
    atlas: Atlas,
    problems: Mapping[str, Problem],
    pools: Mapping[str, Sequence[Fraction]],
    examples: Sequence[Point],
    effort: int,
) -> tuple[dict[int, Point], set[int]]:
    """Return a record for each grade that was found, and the grades that are possible at all.

    The records of examples come first, then those on a way from the worst to the best.

    :data:`UNGRADED` stands among them for a total that the scale does not cover.
    """
    ruleset = atlas.ruleset
    root = Problem(atlas, [ruleset.indicators.id])
    system = Intervals()
    walk = root.walk(box_of(root), system)
    possible = set() if walk is None else possible_grades(walk)
    if any(failure.code == "total-without-grade" for failure in system.failures):
        possible.add(UNGRADED)
    found: dict[int, Point] = {}
    ways = _ways(atlas, root, problems, pools)
    for count, point in enumerate(chain(parts_for(examples, root), ways)):
        if count > effort or possible <= found.keys():
            break
        trace = root.exact(point)
        if trace is not None and trace.rank is not None:
            found.setdefault(trace.rank, point)
        if (
            trace is not None
            and trace.failure is not None
            and trace.failure[0] == "total-without-grade"
        ):
            found.setdefault(UNGRADED, point)
    return found, possible


def _ways(
    atlas: Atlas,
    root: Problem,
    problems: Mapping[str, Problem],
    pools: Mapping[str, Sequence[Fraction]],
) -> Iterator[Point]:
    """Yield records from the worst to the best, leaf by leaf, then with switches turned on the way."""
    leaves = [name for name, node in atlas.ruleset.nodes.items() if node.is_leaf]
    ends = [_ends(problems[name], pools[name], name) for name in leaves]
    settled = (
        point
        for point in samples(box_of(root), (), cohorts=root.cohorts)
        if _is_settled(root, point)
    )
    first = next(settled, {})
    worst = _merged(first, [low for low, _ in ends])
    best = _merged(first, [high for _, high in ends])
    way = [worst]
    for _, high in ends:
        way.append({**way[-1], **high})
    yield from reversed(way)
    yield best
    for lower, upper in pairwise(way):
        yield from _between(lower, upper, COARSE)
    pool = sorted({each for own in pools.values() for each in own})
    box = box_of(root)
    for name, domain in box.items():
        for value in domain.samples(pool):
            for base in (best, way[len(way) // 2], worst):
                yield {**base, name: value}
    for lower, upper in pairwise(way):
        yield from _between(lower, upper, FINE)
    yield from samples(box, pool, cohorts=root.cohorts)


def _is_settled(root: Problem, point: Point) -> bool:
    trace = root.exact(point)
    return trace is not None and trace.score is not None


def _merged(first: Point, parts: Sequence[Point]) -> dict[str, InputValue]:
    merged = dict(first)
    for part in parts:
        merged |= part
    return merged


def _ends(problem: Problem, pool: Sequence[Fraction], name: str) -> tuple[Point, Point]:
    """Return the records with the lowest and the highest score of a leaf, among its samples."""
    scored: list[tuple[Fraction, int, Point]] = []
    for order, point in enumerate(samples(box_of(problem), pool, MOST_TRIED, problem.cohorts)):
        trace = problem.exact(point)
        value = None if trace is None or trace.failure else trace.values.get(name)
        if isinstance(value, Fraction):
            scored.append((value, order, point))
    if not scored:
        return {}, {}
    low = min(scored, key=lambda each: each[:2])
    high = max(scored, key=lambda each: (each[0], -each[1]))
    return low[2], high[2]


def _between(lower: Point, upper: Point, cuts: Iterable[int]) -> Iterator[Point]:
    """Yield records on the straight way between two, halving it again and again."""
    for cut in cuts:
        for part in range(1, 2**cut, 2):
            share = Fraction(part, 2**cut)
            yield {
                name: _mixed(lower[name], value, share)
                for name, value in upper.items()
                if name in lower
            }


def _mixed(low: InputValue, high: InputValue, share: Fraction) -> InputValue:
    if low == high:
        return low
    if isinstance(low, tuple) and isinstance(high, tuple) and len(low) == len(high):
        return tuple(a + (b - a) * share for a, b in zip(low, high, strict=True))
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        mixed = low + (high - low) * share
        return Fraction(round(mixed)) if low.denominator == high.denominator == 1 else mixed
    return low
