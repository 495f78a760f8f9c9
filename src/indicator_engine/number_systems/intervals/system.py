"""The interval system: the interpreter's primitives on everything that is possible at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from fractions import Fraction
from functools import reduce
from itertools import count
from typing import Any

from attrs import evolve, frozen

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions.function import Function
from indicator_engine.language.protocol import Absence, NumberSystem, Series, Value
from indicator_engine.language.ranges import Range, hull
from indicator_engine.limits import LIMITS
from indicator_engine.number_systems import irrational
from indicator_engine.number_systems.exact import LARGEST_EXPONENT, Entries, Exact
from indicator_engine.number_systems.intervals.forms import Atom, Form
from indicator_engine.number_systems.intervals.scopes import Contradiction, Known, Scopes
from indicator_engine.number_systems.intervals.values import (
    NEVER,
    Fact,
    Facts,
    Numeric,
    Several,
    Texts,
    Truth,
)
from indicator_engine.number_systems.range_arithmetic import (
    EVERYTHING,
    added,
    largest,
    mapped,
    multiplied,
    negated,
    powered,
    reciprocals,
    scaled,
    smallest,
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


class Intervals(NumberSystem):
    """Ranges, three-valued conditions, and the facts that hold in a branch.

    Every result contains every exact result for inputs in range; where the exact computation can
    have no value, :attr:`failures` says so.

    Args:
        whole: Names of inputs that are whole numbers.
    """

    def __init__(self, whole: Iterable[str] = ()) -> None:
        self.scopes = Scopes({}, frozenset(whole))
        self.failures: list[Failure] = []
        self._fresh = count()
        self._results: dict[tuple[Any, ...], int] = {}
        self._seen: dict[int, Known] = {}

    # Inputs.

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

    # Values.

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
        there = _may_be_there(known)
        self._seen[id(value)] = value
        gone = Fact(id(value), presence=kinds, there=False)
        left = Fact(id(value), presence=others, there=there)
        return Truth(bool(kinds), there or bool(others), NEVER, (gone,), (left,))

    def undefined(self, code: str, **facts: str) -> Value:
        """Note that this point can be reached, and return a value that never is."""
        self.failures.append(Failure(code, facts))
        return Numeric(None)

    # Arithmetic.

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

    def add(self, left: Value, right: Value) -> Value:
        """Return every sum."""
        form = left.form.plus(right.form) if left.form and right.form else None
        return self._linear([left, right], lambda ranges: added(*ranges), form)

    def subtract(self, left: Value, right: Value) -> Value:
        """Return every difference; of a value from itself, zero."""
        form = left.form.plus(right.form, -ONE) if left.form and right.form else None
        return self._linear(
            [left, right], lambda ranges: added(ranges[0], negated(ranges[1])), form
        )

    def negate(self, value: Value) -> Value:
        """Return every value with the other sign."""
        form = value.form.times(-ONE) if value.form else None
        return self._linear([value], lambda ranges: negated(ranges[0]), form)

    def multiply(self, left: Value, right: Value) -> Value:
        """Return every product."""
        for constant, other in ((left, right), (right, left)):
            if (factor := _constant(constant)) is not None and other.form is not None:
                form = other.form.times(factor)
                return self._linear([other], _scaling(factor), form)
        if left.form is not None and left.form == right.form:
            return self.power(left, 2)
        atom = self._atom("*", left, right)
        return self._strictly([left, right], lambda ranges: self._own(multiplied(*ranges), atom))

    def divide(self, left: Value, right: Value) -> Value:
        """Return every quotient; notes a failure where the divisor can be zero."""
        divisor = _constant(right)
        if divisor:
            return self.multiply(left, self.number(1 / divisor))

        def compute(ranges: list[Range]) -> Numeric | None:
            top, bottom = ranges
            if ZERO in bottom and not self._is_nonzero(right):
                self.undefined("division-by-zero")
            turned = reciprocals(bottom)
            if turned is None:
                return None
            quotient = multiplied(top, turned)
            return self._own(
                self._quotient(left, right, bottom, quotient), self._atom("/", left, right)
            )

        return self._strictly([left, right], compute)

    def _is_nonzero(self, value: Numeric) -> bool:
        return value.form is not None and self.scopes.excludes(value.form, ZERO)

    def _quotient(self, top: Numeric, bottom: Numeric, divisor: Range, found: Range) -> Range:
        """Tighten a quotient by the sign of ``top - k * bottom``, for every k worth trying."""
        if top.form is None or bottom.form is None:
            return found
        sign = 1 if divisor.is_within(POSITIVE) else -1 if divisor.is_within(NEGATIVE) else 0
        if not sign:
            return found
        for ratio in self._ratios(top.form, bottom.form):
            rest = scaled(self.scopes.range_of(top.form.plus(bottom.form, -ratio)), Fraction(sign))
            for bounds, side in SIDES:
                if rest.is_within(bounds):
                    found = found.meet(side(ratio)) or found
        return found

    def _ratios(self, top: Form, bottom: Form) -> set[Fraction]:
        """Return the numbers that a known fact, or a common part, lets a quotient be held against."""
        ratios = {ZERO, ONE}
        below = dict(bottom.terms)
        ratios |= {amount / below[atom] for atom, amount in top.terms if atom in below}
        wanted = {*top.atoms(), *bottom.atoms()}
        for direction in self.scopes.facts:
            factors = dict(direction)
            if not factors.keys() <= wanted:
                continue
            for atom, amount in top.terms:
                for other, part in bottom.terms:
                    if atom in factors and other in factors and atom != other:
                        ratios.add(-(factors[other] / part) * (amount / factors[atom]))
        return ratios

    def power(self, base: Value, exponent: int) -> Value:
        """Return every power."""

        def compute(ranges: list[Range]) -> Numeric | None:
            if exponent < 0 and ZERO in ranges[0] and not self._is_nonzero(base):
                self.undefined("division-by-zero")
            found = powered(ranges[0], exponent)
            return None if found is None else self._own(found, self._atom(f"**{exponent}", base))

        return base if exponent == 1 else self._strictly([base], compute)

    def floor(self, value: Value) -> Value:
        """Return every whole number below a value."""

        def compute(ranges: list[Range]) -> Numeric:
            bounds = mapped(ranges[0], lambda end: Fraction(end // 1))
            if (
                ranges[0].high_open
                and ranges[0].high is not None
                and ranges[0].high.denominator == 1
            ):
                bounds = bounds.meet(Range(None, ranges[0].high - 1, high_open=False)) or bounds
            if bounds.is_point():
                return self.number(bounds.low or ZERO)
            atom = self._atom("floor", value)
            atom = next(self._fresh) if atom is None else atom
            return Numeric(bounds, NEVER, self.scopes.named(atom, bounds, whole=True))

        return value if self._is_whole(value) else self._strictly([value], compute)

    def root(self, value: Value, degree: Value) -> Value:
        """Return every root; notes a failure where a value can be negative."""

        def compute(ranges: list[Range]) -> Numeric | None:
            allowed = ranges[0].meet(NOT_NEGATIVE)
            if allowed != ranges[0]:
                self.undefined("root-of-negative")
            if allowed is None:
                return None
            degrees = ranges[1].on_grid()
            if degrees is None or degrees.low is None or degrees.high is None:
                return self._own(NOT_NEGATIVE)
            found = [_rooted(allowed, max(1, int(end))) for end in (degrees.low, degrees.high)]
            return self._own(
                found[0].hull(found[1]).hull(Range.point(ONE)) if len(set(found)) > 1 else found[0]
            )

        return self._strictly([value, degree], compute)

    def log(self, value: Value) -> Value:
        """Return every logarithm; notes a failure where a value can be zero or negative."""

        def compute(ranges: list[Range]) -> Numeric | None:
            allowed = ranges[0].meet(POSITIVE)
            if allowed != ranges[0]:
                self.undefined("log-of-not-positive")
            if allowed is None:
                return None
            found = mapped(allowed, lambda end: irrational.log(end) if end > 0 else None)
            return self._own(found, self._atom("log", value))

        return self._strictly([value], compute)

    def exp(self, value: Value) -> Value:
        """Return every exponential."""

        def compute(ranges: list[Range]) -> Numeric:
            if not ranges[0].is_within(
                Range(
                    Fraction(-LARGEST_EXPONENT),
                    Fraction(LARGEST_EXPONENT),
                    low_open=False,
                    high_open=False,
                )
            ):
                self.undefined("number-too-large", bits="")
            found = mapped(ranges[0], _exponential)
            return self._own(found.meet(POSITIVE) or POSITIVE, self._atom("exp", value))

        return self._strictly([value], compute)

    # Conditions.

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
        there = [value for value in values if _may_be_there(value)]
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

    # Lists and functions.

    def minimum(self, values: Sequence[Value]) -> Value:
        """Return everything that the smallest can be."""
        return self._extreme(values, smallest, NOT_POSITIVE)

    def maximum(self, values: Sequence[Value]) -> Value:
        """Return everything that the largest can be."""
        return self._extreme(values, largest, NOT_NEGATIVE)

    def _extreme(
        self,
        values: Sequence[Value],
        pick: Callable[[Iterable[Range]], Range],
        ahead: Range,
    ) -> Numeric:
        """Return an extreme; the very value where one is known to be ahead of all others."""

        def compute(ranges: list[Range]) -> Numeric:
            bounds = pick(ranges)
            for value in values:
                gaps = [self.subtract(value, other).range for other in values if other is not value]
                if all(gap is not None and gap.is_within(ahead) for gap in gaps):
                    return Numeric(bounds, NEVER, value.form)
            whole = all(self._is_whole(value) for value in values)
            return self._own(bounds, self._atom(pick.__name__, *values), whole=whole)

        return self._strictly(values, compute)

    def series(self, values: Sequence[Value]) -> Series:
        """Return the list of known values."""
        return Several(tuple(self.now(value) for value in values))

    def count(self, series: Series) -> Value:
        """Return every possible length."""
        known = _several(self.now(series))
        if known.values is not None:
            return self.number(Fraction(len(known.values)))
        return self.named(
            ("count", id(series)), known.length.meet(NOT_NEGATIVE) or NOT_NEGATIVE, whole=True
        )

    def total(self, series: Series) -> Value:
        """Return every possible sum."""
        known = _several(self.now(series))
        if known.values is not None:
            return reduce(self.add, known.values, self.number(ZERO))
        size = known.length.meet(NOT_NEGATIVE) or NOT_NEGATIVE
        return self._own(multiplied(size, known.entry))

    def product(self, series: Series) -> Value:
        """Return every possible product."""
        known = _several(self.now(series))
        if known.values is not None:
            return reduce(self.multiply, known.values, self.number(ONE))
        lengths = known.lengths(MOST_LENGTHS)
        if lengths is None:
            return self._own(NOT_NEGATIVE if known.entry.is_within(NOT_NEGATIVE) else EVERYTHING)
        found = Range.point(ONE) if 0 in lengths else None
        power = Range.point(ONE)
        for length in range(1, max(lengths) + 1):
            power = multiplied(power, known.entry)
            if length in lengths:
                found = power if found is None else found.hull(power)
        return self._own(found or Range.point(ONE))

    def lowest(self, series: Series) -> Value:
        """Return everything that the smallest entry can be."""
        return self._end(series, self.minimum)

    def highest(self, series: Series) -> Value:
        """Return everything that the largest entry can be."""
        return self._end(series, self.maximum)

    def _end(self, series: Series, pick: Callable[[Sequence[Value]], Value]) -> Value:
        known = _several(self.now(series))
        if known.values is not None:
            return pick(known.values) if known.values else self.undefined("list-empty")
        if ZERO in known.length:
            self.undefined("list-empty")
        return self._own(known.entry)

    def products(self, left: Series, right: Series) -> Series:
        """Return the products, pair by pair."""
        first, second = _several(self.now(left)), _several(self.now(right))
        shared = first.length.meet(second.length)
        if first.values is not None and second.values is not None:
            if len(first.values) != len(second.values):
                self.undefined("lists-differ-in-length")
            pairs = zip(first.values, second.values, strict=False)
            return Several(tuple(self.multiply(a, b) for a, b in pairs))
        if not (first.length.is_point() and first.length == second.length):
            self.undefined("lists-differ-in-length")
        entry = multiplied(_entry(first), _entry(second))
        return Several(None, shared or NOT_NEGATIVE, entry)

    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Compute the body for arguments that are there, and add their absences."""
        known = [
            self.now(argument) if not isinstance(argument, int) else argument
            for argument in arguments
        ]
        absences = [each.absent for each in known if not isinstance(each, int)]
        absent = frozenset[Absence]().union(*absences)
        if not all(isinstance(each, int) or _may_be_there(each) for each in known):
            return Numeric(None, absent)
        if not absent:
            return body(*arguments)
        found = body(
            *(
                each if isinstance(each, int) else self.narrowed(each, absent=NEVER)
                for each in known
            )
        )
        return self.narrowed(found, absent=found.absent | absent)

    def narrowed(self, value: Value, **changes: Any) -> Value:  # noqa: ANN401 - as attrs.evolve
        """Return a value of which more is known."""
        return evolve(value, **changes)

    def call(self, function: Function, arguments: Sequence[Value]) -> Value:
        """Return what the body gives, tightened by the ends where a function never falls."""
        found = super().call(function, arguments)
        if not function.increasing or not isinstance(found, Numeric) or found.range is None:
            return found
        bounds = found.range.meet(self._between_ends(function, arguments))
        return found if bounds is None else self.narrowed(found, range=bounds)

    def _between_ends(self, function: Function, arguments: Sequence[Value]) -> Range:
        """Return what lies between the results for all the lowest and all the highest arguments."""
        known = [each if isinstance(each, int) else self.now(each) for each in arguments]
        if len(known) == 1 and isinstance(known[0], Several):
            return _between_lists(function, known[0])
        low, high = (
            _at_ends(function, [each if isinstance(each, int) else pick(each) for each in known])
            for pick in (_low, _high)
        )
        return Range(low, high, low is None, high is None)


SIDES: tuple[tuple[Range, Callable[[Fraction], Range]], ...] = (
    (NOT_POSITIVE, lambda ratio: Range(None, ratio, high_open=False)),
    (NEGATIVE, lambda ratio: Range(None, ratio, high_open=True)),
    (NOT_NEGATIVE, lambda ratio: Range(ratio, None, low_open=False)),
    (POSITIVE, lambda ratio: Range(ratio, None, low_open=True)),
)


def _constant(value: Value) -> Fraction | None:
    """Return the number a value surely is, where it is a literal."""
    if isinstance(value, Numeric) and value.form is not None and not value.form.terms:
        return value.form.constant
    return None


def _scaling(factor: Fraction) -> Callable[[list[Range]], Range]:
    return lambda ranges: scaled(ranges[0], factor)


def _rooted(bounds: Range, degree: int) -> Range:
    return mapped(bounds, lambda end: irrational.root(end, degree))


def _exponential(end: Fraction) -> Fraction | None:
    if end > LARGEST_EXPONENT:
        return None
    return irrational.exp(max(end, Fraction(-LARGEST_EXPONENT)))


def _may_be_there(value: Known) -> bool:
    """Tell whether a value can be there at all."""
    if isinstance(value, Numeric):
        return value.range is not None
    return value.true or value.false if isinstance(value, Truth) else True


def _several(series: Value) -> Several:
    assert isinstance(series, Several), "a list of another number system"
    return series


def _entry(known: Several) -> Range:
    if known.values is None:
        return known.entry
    return hull(each.range for each in known.values if each.range is not None) or EVERYTHING


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
    entries = hull(_entry(each) for each in there)
    return Several(None, lengths or NOT_NEGATIVE, entries or EVERYTHING, absent)


def _low(value: Value) -> Fraction | None:
    return value.range.low if isinstance(value, Numeric) and value.range else None


def _high(value: Value) -> Fraction | None:
    return value.range.high if isinstance(value, Numeric) and value.range else None


def _at_ends(function: Function, ends: Sequence[Fraction | int | None]) -> Fraction | None:
    """Return the exact result for some arguments; ``None`` where there is none."""
    if any(end is None for end in ends):
        return None
    try:
        found = function.apply(Exact(), ends)
    except Undefined:
        return None
    return found if isinstance(found, Fraction) else None


def _between_lists(function: Function, known: Several) -> Range:
    """Return the same for a list: between all entries lowest and all highest, for every length."""
    lengths = known.lengths(MOST_LENGTHS)
    if lengths is None or known.values is not None:
        return EVERYTHING
    found: list[Range] = []
    for length in lengths:
        low, high = (
            None if end is None else _at_ends(function, [Entries([end] * length)])  # type: ignore[list-item]
            for end in (known.entry.low, known.entry.high)
        )
        if length and (low is not None or high is not None):
            found.append(Range(low, high, low is None, high is None))
        elif length:
            return EVERYTHING
    return hull(found) or EVERYTHING
