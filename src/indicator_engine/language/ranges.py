"""Ranges in interval notation, as the regulations write them: ``[80, 90)``."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Self

from attrs import frozen

from indicator_engine.language.numbers import plain, read_number


@frozen
class Range:
    """Every number between two ends; never empty.

    Attributes:
        low: The lower end; ``None`` is minus infinity.
        high: The upper end; ``None`` is infinity.
        low_open: Whether the lower end itself is left out. Always so where it is infinite.
        high_open: Whether the upper end itself is left out. Always so where it is infinite.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = True
    high_open: bool = True

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the range a text writes, or ``None`` where it writes none, or an empty one.

        >>> Range.parse("[80%, 100%)"), Range.parse("(0, inf)").high, Range.parse("[9, 1]")
        (Range.parse('[0.8, 1)'), None, None)
        """
        text = text.strip()
        if len(text) < 2 or text[0] not in "[(" or text[-1] not in "])":
            return None
        ends = [end.strip() for end in text[1:-1].split(",")]
        if len(ends) != 2:
            return None
        low = None if ends[0] == "-inf" else read_number(ends[0], percent=True)
        high = None if ends[1] == "inf" else read_number(ends[1], percent=True)
        if (low is None) != (ends[0] == "-inf") or (high is None) != (ends[1] == "inf"):
            return None
        if (low is None and text[0] == "[") or (high is None and text[-1] == "]"):
            return None
        found = cls(low, high, text[0] == "(", text[-1] == ")")
        return None if found.is_empty() else found

    @classmethod
    def point(cls, value: Fraction) -> Self:
        """Return the range of one number."""
        return cls(value, value, low_open=False, high_open=False)

    def is_empty(self) -> bool:
        """Tell whether no number lies between the ends (only while a range is being made)."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def __contains__(self, value: Fraction) -> bool:
        """Tell whether a number lies in the range."""
        above = self.low is None or (value > self.low if self.low_open else value >= self.low)
        below = self.high is None or (value < self.high if self.high_open else value <= self.high)
        return above and below

    def meet(self, other: "Range") -> "Range | None":
        """Return the numbers in both ranges, or ``None`` where there are none.

        >>> Range.parse("[0, 10)").meet(Range.parse("(5, inf)"))
        Range.parse('(5, 10)')
        """
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open), key=_height)
        high, high_open = min(
            (self.high, self.high_open), (other.high, other.high_open), key=_depth
        )
        found = Range(low, high, low_open, high_open)
        return None if found.is_empty() else found

    def hull(self, other: "Range") -> "Range":
        """Return the smallest range that holds both.

        >>> Range.parse("[0, 1)").hull(Range.parse("[5, 6]"))
        Range.parse('[0, 6]')
        """
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open), key=_height)
        high, high_open = max(
            (self.high, self.high_open), (other.high, other.high_open), key=_depth
        )
        return Range(low, high, low_open, high_open)

    def on_grid(self, step: Fraction = Fraction(1)) -> "Range | None":
        """Return the multiples of a step that lie in the range, as a closed range.

        ``None`` where there are none.

        >>> Range.parse("[80, 90)").on_grid()
        Range.parse('[80, 89]')
        """
        low, high = self.low, self.high
        if low is not None:
            units = -(-low // step)
            low = (units + 1 if self.low_open and units * step == low else units) * step
        if high is not None:
            units = high // step
            high = (units - 1 if self.high_open and units * step == high else units) * step
        found = Range(low, high, low is None, high is None)
        return None if found.is_empty() else found

    def is_within(self, other: "Range") -> bool:
        """Tell whether every number of this range lies in the other."""
        return self.meet(other) == self

    def is_point(self) -> bool:
        """Tell whether the range holds one number only."""
        return self.low is not None and self.low == self.high

    def __str__(self) -> str:
        """Return the range in interval notation."""
        low = "-inf" if self.low is None else plain(self.low)
        high = "inf" if self.high is None else plain(self.high)
        return f"{'(' if self.low_open else '['}{low}, {high}{')' if self.high_open else ']'}"

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Range.parse({str(self)!r})"


def hull(ranges: Iterable[Range]) -> Range | None:
    """Return the smallest range that holds all of them, or ``None`` where there are none."""
    found: Range | None = None
    for each in ranges:
        found = each if found is None else found.hull(each)
    return found


def _height(end: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    """Order lower ends from the one that admits most to the one that admits least."""
    value, is_open = end
    return (value is not None, value or Fraction(0), is_open)


def _depth(end: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    """Order upper ends from the one that admits least to the one that admits most."""
    value, is_open = end
    return (value is None, value or Fraction(0), not is_open)
