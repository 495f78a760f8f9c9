"""Three-valued conditions, and the facts that hold in a branch."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from fractions import Fraction

from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.ranges import Range, hull
from indicator_engine.number_systems.intervals.core import (
    NEGATIVE,
    NOT_NEGATIVE,
    ZERO,
    Core,
    may_be_there,
)
from indicator_engine.number_systems.intervals.lists import entry_range
from indicator_engine.number_systems.intervals.scopes import Contradiction
from indicator_engine.number_systems.intervals.values import (
    Fact,
    Facts,
    Numeric,
    Several,
    Texts,
    Truth,
)
from indicator_engine.number_systems.range_arithmetic import (
    EVERYTHING,
    scaled,
)


class Conditions(Core):
    """The primitives that give truths, and the choice between branches."""

    def less(self, left: Value, right: Value) -> Value:
        """Return whether left can be below right, and what follows from either answer."""
        difference = self.subtract(left, right)
        bounds = difference.range
        if bounds is None:
            return Truth(true=False, false=False, absent=difference.absent)
        return Truth(
            bounds.meet(NEGATIVE) is not None,
            bounds.meet(NOT_NEGATIVE) is not None,
            difference.absent,
            self._facts(difference, NEGATIVE),
            self._facts(difference, NOT_NEGATIVE),
        )

    def _facts(self, difference: Numeric, bounds: Range) -> Facts:
        """Return what is known where a difference lies in a range."""
        directed = difference.form.direction() if difference.form else None
        if directed is None or difference.form is None:
            return ()
        direction, lead = directed
        constant = difference.form.constant
        return (Fact(direction, bounds=scaled(bounds, 1 / lead, -constant / lead)),)

    def equal(self, left: Value, right: Value) -> Value:
        """Return whether both can be the same, and can differ."""
        first, second = self.now(left), self.now(right)
        if isinstance(first, Texts) and isinstance(second, Texts):
            return self._same_text(left, right, first, second)
        if isinstance(first, Truth) and isinstance(second, Truth):
            same = (first.true and second.true) or (first.false and second.false)
            differ = (first.true and second.false) or (first.false and second.true)
            return Truth(same, differ, first.absent | second.absent)
        if not (isinstance(first, Numeric) and isinstance(second, Numeric)):
            return Truth(true=False, false=False, absent=first.absent | second.absent)
        return self._same_number(self.subtract(left, right))

    def _same_number(self, difference: Numeric) -> Truth:
        bounds, form = difference.range, difference.form
        if bounds is None:
            return Truth(true=False, false=False, absent=difference.absent)
        same = ZERO in bounds and not (form is not None and self.scopes.excludes(form, ZERO))
        differs: Facts = ()
        directed = form.direction() if form else None
        if form is not None and directed is not None:
            direction, lead = directed
            differs = (Fact(direction, nonzero=-form.constant / lead),)
        equal = self._facts(difference, Range.point(ZERO))
        return Truth(same, bounds != Range.point(ZERO), difference.absent, equal, differs)

    def _same_text(self, left: Value, right: Value, first: Texts, second: Texts) -> Truth:
        absent = first.absent | second.absent
        if first.options is None or second.options is None:
            return Truth(true=True, false=True, absent=absent)
        shared = first.options & second.options
        differ = len(first.options | second.options) > 1
        when_true = tuple(self._texts(value, shared) for value in (left, right))
        when_false: Facts = ()
        for value, known, other in ((left, first, second), (right, second, first)):
            if len(other.options or ()) == 1 and known.options is not None:
                when_false += (self._texts(value, known.options - (other.options or frozenset())),)
        return Truth(bool(shared), differ, absent, when_true, when_false)

    def _texts(self, value: Value, options: frozenset[str]) -> Fact:
        self._seen[id(value)] = value
        return Fact(id(value), texts=options)

    def invert(self, truth: Value) -> Value:
        """Return the opposite condition."""
        known = self.now(truth)
        if not isinstance(known, Truth):
            return known
        return Truth(known.false, known.true, known.absent, *self._outcomes(truth)[::-1])

    def _outcomes(self, original: Truth) -> tuple[Facts, Facts]:
        """Return what is known where a condition is true, and where it is false."""
        self._seen[id(original)] = original
        subject = id(original)
        when_true = (*original.when_true, Fact(subject, truth=True))
        when_false = (*original.when_false, Fact(subject, truth=False))
        return when_true, when_false

    def choose(
        self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]
    ) -> Value:
        """Return everything that the possible branches give, each with its own facts."""
        known = self.now(condition)
        if not isinstance(known, Truth):
            return Numeric(None, known.absent)
        when_true, when_false = self._outcomes(condition)
        if known.true and not known.false and not known.absent:
            return then()
        if known.false and not known.true and not known.absent:
            return otherwise()
        found: list[tuple[Value, Facts]] = []
        for possible, facts, compute in (
            (known.true, when_true, then),
            (known.false, when_false, otherwise),
        ):
            branch = self._branch(facts, compute) if possible else None
            if branch is not None:
                found.append((branch, facts))
        return self._joined(found, known.absent)

    def holding(self, condition: Truth) -> AbstractContextManager[None]:
        """Return a context in which a condition holds.

        Raises:
            Contradiction: On entering, where it never does.
        """
        return self.scopes.holding(self._outcomes(condition)[0], self._seen)

    def _branch(self, facts: Facts, compute: Callable[[], Value]) -> Value | None:
        """Return what a branch gives where its facts hold; ``None`` where they never do."""
        try:
            with self.scopes.holding(facts, self._seen):
                return self.now(compute())
        except Contradiction:
            return None

    def _joined(self, found: list[tuple[Value, Facts]], absent: frozenset[Absence]) -> Value:
        values = [value for value, _ in found]
        absent = absent.union(*(value.absent for value in values))
        there = [value for value in values if may_be_there(value)]
        if not there:
            return Numeric(None, absent)
        if isinstance(there[0], Truth):
            return _joined_truth([(v, f) for v, f in found if isinstance(v, Truth)], absent)
        if isinstance(there[0], Texts):
            options = [value.options for value in there]
            joined = None if None in options else frozenset[str]().union(*options)
            return Texts(joined, absent)
        if isinstance(there[0], Several):
            return _joined_lists(there, absent)
        return self._joined_numbers(there, absent)

    def _joined_numbers(self, there: list[Numeric], absent: frozenset[Absence]) -> Numeric:
        bounds = hull(value.range for value in there if value.range is not None) or EVERYTHING
        forms = {value.form for value in there}
        if len(forms) == 1 and (form := forms.pop()) is not None:
            return Numeric(bounds, absent, form)
        return self._own(bounds, absent=absent, whole=all(self._is_whole(value) for value in there))


def _joined_truth(found: list[tuple[Truth, Facts]], absent: frozenset[Absence]) -> Truth:
    """Return a condition put together from branches; a single way to an outcome tells its facts."""
    ways_true = [(*facts, *value.when_true) for value, facts in found if value.true]
    ways_false = [(*facts, *value.when_false) for value, facts in found if value.false]
    return Truth(
        bool(ways_true),
        bool(ways_false),
        absent,
        ways_true[0] if len(ways_true) == 1 else (),
        ways_false[0] if len(ways_false) == 1 else (),
    )


def _joined_lists(there: list[Several], absent: frozenset[Absence]) -> Several:
    lengths = hull(
        Range.point(Fraction(len(each.values))) if each.values is not None else each.length
        for each in there
    )
    entries = hull(entry_range(each) for each in there)
    return Several(None, lengths or NOT_NEGATIVE, entries or EVERYTHING, absent)
