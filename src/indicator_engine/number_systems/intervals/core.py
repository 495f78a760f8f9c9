"""What all of the interval system stands on: names, scopes, values, absences."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import count
from typing import Any

from attrs import evolve, frozen

from indicator_engine.language.protocol import Absence, NumberSystem, Value
from indicator_engine.language.ranges import Range
from indicator_engine.limits import LIMITS
from indicator_engine.number_systems.intervals.forms import Atom, Form
from indicator_engine.number_systems.intervals.scopes import Known, Scopes
from indicator_engine.number_systems.intervals.values import (
    NEVER,
    Fact,
    Numeric,
    Texts,
    Truth,
)
from indicator_engine.number_systems.range_arithmetic import (
    tamed,
)

ZERO, ONE = Fraction(0), Fraction(1)
POSITIVE = Range(ZERO, None, low_open=True)
NOT_NEGATIVE = Range(ZERO, None, low_open=False)
NEGATIVE = Range(None, ZERO, high_open=True)
NOT_POSITIVE = Range(None, ZERO, high_open=False)
MOST_LENGTHS = 60  # lengths of a list that are looked at one by one


@frozen
class Failure:
    """A computation that may have no value.

    Attributes:
        code: Why, as a code of the catalogue.
        facts: What its sentence needs.
    """

    code: str
    facts: Mapping[str, str]


class Core(NumberSystem):
    """Ranges with names of their own, known in the light of the facts that hold.

    Args:
        whole: Names of inputs that are whole numbers.
    """

    def __init__(self, whole: Iterable[str] = ()) -> None:
        self.scopes = Scopes({}, frozenset(whole))
        self.failures: list[Failure] = []
        self._fresh = count()
        self._results: dict[tuple[Any, ...], int] = {}
        self._seen: dict[int, Known] = {}

    def named(
        self, name: Atom, bounds: Range, absent: frozenset[Absence] = NEVER, *, whole: bool = False
    ) -> Numeric:
        """Return the value of an input: any number of a range, by a name of its own."""
        tight = bounds.on_grid() if whole else bounds
        form = self.scopes.named(name, tight or bounds, whole=whole)
        return Numeric(tight or bounds, absent, form)

    def _own(
        self,
        bounds: Range,
        atom: Atom | None = None,
        absent: frozenset[Absence] = NEVER,
        *,
        whole: bool = False,
    ) -> Numeric:
        """Return a value with a name of its own, so that facts about it can be known."""
        if bounds.is_point():
            return Numeric(bounds, absent, Form((), bounds.low or ZERO))
        atom = next(self._fresh) if atom is None else atom
        bounds = tamed(bounds, LIMITS.formula_bits)
        return Numeric(bounds, absent, self.scopes.named(atom, bounds, whole=whole))

    def _is_whole(self, value: Value) -> bool:
        """Tell whether a value is surely a whole number."""
        form = value.form
        if form is None or form.constant.denominator != 1:
            return False
        return all(atom in self.scopes.whole and part.denominator == 1 for atom, part in form.terms)

    def now(self, value: Value) -> Any:  # noqa: ANN401 - one of the four kinds of values
        """Return a value as it is known here, with the facts of the branch applied."""
        value = self.scopes.views.get(id(value), value)
        if not isinstance(value, Numeric) or value.range is None or value.form is None:
            return value
        bounds = value.range.meet(self.scopes.range_of(value.form))
        if bounds is None or bounds == value.range:
            return value
        return Numeric(bounds, value.absent, value.form)

    def _atom(self, operation: str, *operands: Value) -> Atom | None:
        """Return the name of a result: the same for the same operation on the same forms.

        A number stands for each, so that names never grow with the depth of a formula.
        """
        forms = [operand.form for operand in operands]
        if None in forms:
            return None
        return self._results.setdefault((operation, *forms), next(self._fresh))

    def number(self, value: Fraction) -> Value:
        """Return a single number."""
        return Numeric(Range.point(value), NEVER, Form((), value))

    def text(self, value: str) -> Value:
        """Return a single text."""
        return Texts(frozenset({value}))

    def truth(self, value: bool) -> Value:  # noqa: FBT001 - as the protocol
        """Return a settled truth."""
        return Truth(value, not value)

    def absent(self, kind: Absence) -> Value:
        """Return a value that is never there."""
        return Numeric(None, frozenset({kind}))

    def is_absent(self, value: Value, kind: Absence | None = None) -> Value:
        """Return the truth of "not there", with what follows for the value."""
        known = self.now(value)
        kinds = known.absent if kind is None else known.absent & {kind}
        others = known.absent - kinds
        there = may_be_there(known)
        self._seen[id(value)] = value
        gone = Fact(id(value), presence=kinds, there=False)
        left = Fact(id(value), presence=others, there=there)
        return Truth(bool(kinds), there or bool(others), NEVER, (gone,), (left,))

    def undefined(self, code: str, **facts: str) -> Value:
        """Note that this point can be reached, and return a value that never is."""
        self.failures.append(Failure(code, facts))
        return Numeric(None)

    def _strictly(
        self, values: Sequence[Value], compute: Callable[[list[Range]], Numeric | None]
    ) -> Numeric:
        """Return what is computed where all values are there, and their absences."""
        known = [self.now(value) for value in values]
        absent = frozenset[Absence]().union(*(each.absent for each in known))
        ranges = [each.range for each in known if each.range is not None]
        found = compute(ranges) if len(ranges) == len(known) else None
        if found is None:
            return Numeric(None, absent)
        return Numeric(found.range, absent, found.form) if absent else found

    def _linear(
        self, values: Sequence[Value], bounds: Callable[[list[Range]], Range], form: Form | None
    ) -> Numeric:
        def compute(ranges: list[Range]) -> Numeric:
            found = bounds(ranges)
            if form is None:
                return self._own(found)
            return Numeric(found.meet(self.scopes.range_of(form)) or found, NEVER, form)

        return self._strictly(values, compute)

    def narrowed(self, value: Value, **changes: Any) -> Value:  # noqa: ANN401 - as attrs.evolve
        """Return a value of which more is known."""
        return evolve(value, **changes)


def may_be_there(value: Known) -> bool:
    """Tell whether a value can be there at all."""
    if isinstance(value, Numeric):
        return value.range is not None
    return value.true or value.false if isinstance(value, Truth) else True
