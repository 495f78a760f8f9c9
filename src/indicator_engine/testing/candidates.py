"""Numbers worth trying: edges of bands and ranges, what lies just beside them, exact ties."""

import ast
from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from indicator_engine.language.numbers import decimal_places
from indicator_engine.language.ranges import Range
from indicator_engine.loading.names import formulas
from indicator_engine.model import Ruleset

FIRST = (Fraction(0), Fraction(1))
FRACTIONS = (Fraction("0.9"), Fraction("0.6"), Fraction("0.33"))  # of full marks, for ties
MOST_PLACES = 8
LARGEST = 10**6


@frozen
class Candidates:
    """Numbers at which a ruleset's results change or are tied.

    Attributes:
        edges: Ends of bands, grades and tables, and what formulas name.
        ties: Points halfway between two printed scores, and the shares of a weight that give them.
        beside: What lies one printed place from an edge.
    """

    edges: tuple[Fraction, ...]
    ties: tuple[Fraction, ...]
    beside: tuple[Fraction, ...]

    def kinds(self) -> tuple[tuple[Fraction, ...], ...]:
        """Return the three, simplest first."""
        return self.edges, self.ties, self.beside


def candidates(ruleset: Ruleset) -> Candidates:
    """Return the numbers worth trying with a ruleset."""
    step = Fraction(1, 10**ruleset.rounding.places)
    edges = _fit((*FIRST, *_edges(ruleset)))
    beside = (edge + sign * step for edge in edges for sign in (-1, 1))
    return Candidates(edges, _fit(_ties(ruleset, step)), _fit(beside))


def within(numbers: Iterable[Fraction], bounds: Range | None) -> tuple[Fraction, ...]:
    """Return the numbers that an input can hold."""
    return tuple(each for each in numbers if bounds is None or each in bounds)


def limits(bounds: Range | None) -> tuple[Fraction, ...]:
    """Return the ends of an input's range that it can hold."""
    return within(_ends(bounds), bounds)


def _edges(ruleset: Ruleset) -> Iterator[Fraction]:
    for table in ruleset.tables.values():
        yield from (x for x, _ in table.anchors)
        for band in table.bands:
            yield from _ends(band.range)
    for grade in ruleset.grades:
        yield from _ends(grade.range)
    for formula in formulas(ruleset):
        for node in formula.expression.walk():
            if isinstance(node, ast.Constant) and isinstance(value := node.value, Fraction):
                yield value


def _ends(bounds: Range | None) -> Iterator[Fraction]:
    if bounds is not None:
        yield from (end for end in (bounds.low, bounds.high) if end is not None)


def _ties(ruleset: Ruleset, step: Fraction) -> Iterator[Fraction]:
    """Yield points halfway between two printed scores, and the shares of a weight that give them."""
    for weight in dict.fromkeys(node.weight for node in ruleset.nodes.values() if node.is_leaf):
        for fraction in FRACTIONS:
            tie = (weight * fraction // step + Fraction(1, 2)) * step
            yield tie
            yield tie / weight


def _fit(numbers: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """Return the numbers that people would write, each once."""
    return tuple(
        each for each in dict.fromkeys(numbers) if abs(each) <= LARGEST and _is_short(each)
    )


def _is_short(value: Fraction) -> bool:
    places = decimal_places(value)
    return places is not None and places <= MOST_PLACES
