"""What is known at a point of a formula: facts pushed in a branch, and gone after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

from attrs import evolve

from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.intervals.forms import Atom, Direction, Form
from indicator_engine.number_systems.intervals.values import (
    Fact,
    Facts,
    Numeric,
    Several,
    Texts,
    Truth,
)
from indicator_engine.number_systems.range_arithmetic import EVERYTHING, added, scaled

Known = Numeric | Truth | Texts | Several


class Contradiction(Exception):  # noqa: N818 - it never leaves the package
    """Facts that cannot all hold: the branch they were pushed for is never taken."""


class Scopes:
    """A stack of facts.

    Args:
        atoms: The range of every input, by its name.
        whole: Which of them are whole numbers.
    """

    def __init__(self, atoms: dict[Atom, Range], whole: frozenset[Atom]) -> None:
        self.atoms, self.whole = dict(atoms), set(whole)
        self.facts: dict[Direction, Range] = {}
        self.nonzero: dict[Direction, frozenset[Fraction]] = {}
        self.views: dict[int, Known] = {}

    @contextmanager
    def holding(self, facts: Facts, values: dict[int, Known]) -> Iterator[None]:
        """Let facts hold for a while.

        Raises:
            Contradiction: Where they cannot.
        """
        saved = dict(self.atoms), dict(self.facts), dict(self.nonzero), dict(self.views)
        try:
            for fact in facts:
                self._push(fact, values)
            yield
        finally:
            self.atoms, self.facts, self.nonzero, self.views = saved

    def learn(self, facts: Facts) -> None:
        """Let facts about forms hold until the innermost scope ends.

        Raises:
            Contradiction: Where they cannot.
        """
        for fact in facts:
            self._push(fact, {})

    def named(self, atom: Atom, bounds: Range, *, whole: bool = False) -> Form:
        """Return the form of a value that has a name of its own; what is known of it stays known."""
        if whole:
            self.whole.add(atom)
        known = self.atoms.get(atom)
        met = bounds if known is None else known.meet(bounds)
        self.atoms[atom] = bounds if met is None else met
        return Form.of(atom)

    def range_of(self, form: Form) -> Range:
        """Return where a form's value lies, by its atoms and by the facts about its direction."""
        found = Range.point(form.constant)
        for atom, factor in form.terms:
            found = added(found, scaled(self.atoms.get(atom, EVERYTHING), factor))
        directed = form.direction()
        if directed is None or len(form.terms) == 1:
            return found
        direction, lead = directed
        known = self.facts.get(direction)
        if known is None:
            return found
        met = found.meet(scaled(known, lead, form.constant))
        return found if met is None else met

    def _push(self, fact: Fact, values: dict[int, Known]) -> None:
        if isinstance(fact.subject, int):
            self._view(fact, fact.subject, values)
        elif fact.bounds is not None:
            self._bound(fact.subject, fact.bounds)
        elif fact.nonzero is not None:
            self._exclude(fact.subject, fact.nonzero)

    def _view(self, fact: Fact, subject: int, values: dict[int, Known]) -> None:
        """Narrow what is known of one value: its truth, its texts, whether it is there."""
        known = self.views.get(subject, values[subject])
        if fact.truth is not None and isinstance(known, Truth):
            if not (known.true if fact.truth else known.false):
                raise Contradiction
            known = Truth(fact.truth, not fact.truth)
        if fact.texts is not None and isinstance(known, Texts):
            left = fact.texts if known.options is None else known.options & fact.texts
            if not left:
                raise Contradiction
            known = Texts(left)
        if fact.presence is not None:
            known = evolve(known, absent=known.absent & fact.presence)
            if not fact.there:
                known = Numeric(None, known.absent)
            if isinstance(known, Numeric) and known.range is None and not known.absent:
                raise Contradiction
        self.views[subject] = known

    def _bound(self, direction: Direction, bounds: Range) -> None:
        """Let the terms of a direction lie in a range."""
        if len(direction) == 1:
            (atom, factor), *_ = direction
            self._narrow(atom, scaled(bounds, 1 / factor))
            return
        known = self.facts.get(direction)
        met = bounds if known is None else known.meet(bounds)
        if met is None or met.meet(self.range_of(Form(tuple(direction)))) is None:
            raise Contradiction
        self.facts[direction] = met
        self._propagate(direction, met)

    def _narrow(self, atom: Atom, bounds: Range) -> None:
        met = self.atoms.get(atom, EVERYTHING).meet(bounds)
        for value in self.nonzero.get(frozenset({(atom, Fraction(1))}), frozenset()):
            met = None if met is None else _without_end(met, value)
        if met is not None and atom in self.whole:
            met = met.on_grid()
        if met is None:
            raise Contradiction
        self.atoms[atom] = met

    def _propagate(self, direction: Direction, bounds: Range) -> None:
        """Let a new fact bound each of its atoms by the others; once, not until it settles."""
        for atom, factor in direction:
            rest = Range.point(Fraction(0))
            for other, amount in direction:
                if other != atom:
                    rest = added(rest, scaled(self.atoms.get(other, EVERYTHING), amount))
            self._narrow(atom, scaled(added(bounds, scaled(rest, Fraction(-1))), 1 / factor))

    def _exclude(self, direction: Direction, value: Fraction) -> None:
        """Let the terms of a direction not have one value: it matters at an end of their range."""
        terms = tuple(direction)
        known = self.range_of(Form(terms)).meet(self.facts.get(direction, EVERYTHING))
        self.nonzero[direction] = self.nonzero.get(direction, frozenset()) | {value}
        left = None if known is None else _without_end(known, value)
        if left is None:
            raise Contradiction
        if left != known:
            self._bound(direction, left)

    def excludes(self, form: Form, value: Fraction) -> bool:
        """Tell whether a form's value is known to differ from a number."""
        directed = form.direction()
        if directed is None:
            return form.constant != value
        direction, lead = directed
        return (value - form.constant) / lead in self.nonzero.get(direction, frozenset())


def _without_end(bounds: Range, value: Fraction) -> Range | None:
    """Return a range without one of its ends; ``None`` where nothing else was in it."""
    low_open = bounds.low_open or bounds.low == value
    high_open = bounds.high_open or bounds.high == value
    found = Range(bounds.low, bounds.high, low_open, high_open)
    return None if found.is_empty() else found
