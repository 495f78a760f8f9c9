"""What a value of the interval system is: what it can be, and why it may not be there."""

from fractions import Fraction

from attrs import field, frozen

from indicator_engine.language.protocol import Absence, Series
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.intervals.forms import Direction, Form

NEVER: frozenset[Absence] = frozenset()


@frozen(eq=False)
class Numeric:
    """A number of which a range is known.

    Attributes:
        range: Where it lies when it is there; ``None`` where it never is.
        absent: The kinds of absence it may have.
        form: What it is made of.
    """

    range: Range | None
    absent: frozenset[Absence] = NEVER
    form: Form | None = None

    def __contains__(self, value: object) -> bool:
        """Tell whether an exact result is among those possible."""
        if isinstance(value, Absence):
            return value in self.absent
        return isinstance(value, Fraction) and self.range is not None and value in self.range


@frozen
class Fact:
    """Something known to hold: a value's difference from zero, its truth, text or presence.

    Attributes:
        subject: A direction of forms, or the ``id`` of a value.
        bounds: Of a direction: where the scaled terms lie.
        nonzero: Of a direction: what the scaled terms are not.
        truth: Of a value: whether it is true.
        texts: Of a value: the texts it can be.
        presence: Of a value: the kinds of absence left; ``there`` says whether it may be there.
        there: See ``presence``.
    """

    subject: Direction | int
    bounds: Range | None = None
    nonzero: Fraction | None = None
    truth: bool | None = None
    texts: frozenset[str] | None = None
    presence: frozenset[Absence] | None = None
    there: bool = True


@frozen
class Reach:
    """What the argument of a cohort call can be in other rows than the one looked at.

    Attributes:
        call: The text of the call.
        range: Where a number lies.
    """

    call: str
    range: Range = field(factory=Range)


Facts = tuple[Fact, ...]


@frozen(eq=False)
class Truth:
    """A condition of which it is known how it can turn out.

    Attributes:
        true: Whether it can be true.
        false: Whether it can be false.
        absent: The kinds of absence it may have.
        when_true: What is known where it is true.
        when_false: What is known where it is false.
    """

    true: bool
    false: bool
    absent: frozenset[Absence] = NEVER
    when_true: Facts = ()
    when_false: Facts = ()

    def __contains__(self, value: object) -> bool:
        """Tell whether an exact result is among those possible."""
        if isinstance(value, Absence):
            return value in self.absent
        return self.true if value is True else self.false


@frozen(eq=False)
class Texts:
    """A text of which the choices are known.

    Attributes:
        options: What it can be; ``None`` where it can be anything.
        absent: The kinds of absence it may have.
    """

    options: frozenset[str] | None = None
    absent: frozenset[Absence] = NEVER

    def __contains__(self, value: object) -> bool:
        """Tell whether an exact result is among those possible."""
        if isinstance(value, Absence):
            return value in self.absent
        return self.options is None or value in self.options


@frozen(eq=False)
class Several(Series):
    """A list: of known values, or of any so many entries within a range.

    Attributes:
        values: The entries, where they are known one by one.
        length: How many entries there can be.
        entry: Where each of them lies.
        absent: The kinds of absence it may have.
    """

    values: tuple[Numeric, ...] | None = None
    length: Range = field(factory=lambda: Range(Fraction(0), None, low_open=False))
    entry: Range = field(factory=Range)
    absent: frozenset[Absence] = NEVER

    def __contains__(self, value: object) -> bool:
        """Tell whether an exact list is among those possible."""
        if isinstance(value, Absence):
            return value in self.absent
        if not isinstance(value, tuple):
            return False
        if self.values is not None:
            pairs = zip(self.values, value, strict=False)
            return len(value) == len(self.values) and all(each in known for known, each in pairs)
        return Fraction(len(value)) in self.length and all(each in self.entry for each in value)

    def lengths(self, most: int) -> range | None:
        """Return the possible lengths, or ``None`` where there are more than so many."""
        if self.values is not None:
            return range(len(self.values), len(self.values) + 1)
        whole = self.length.on_grid()
        if whole is None or whole.low is None or whole.high is None or whole.high > most:
            return None
        return range(int(whole.low), int(whole.high) + 1)
