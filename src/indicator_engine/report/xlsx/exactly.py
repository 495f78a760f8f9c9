"""Numbers that a spreadsheet computes in binary floats, and never wrong.

A number is written as a whole number of parts: 19.38 as 1938 hundredths. Floats hold whole
numbers exactly, a tie between two places is then a half, which they hold too, and whatever is no
tie lies too far from one to be taken for it, as long as the whole numbers are small.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import lcm

from attrs import frozen

from indicator_engine.language.numbers import Mode

DIGITS = 15  # of a decimal that a spreadsheet keeps
MOST = 10**13  # a whole number that is multiplied and divided; at 10**15 spreadsheets blur ties
LONGEST = 8_000  # characters of a formula; Excel takes 8,192
MOST_AREAS = 250  # of a function; Excel takes 255

ROUNDED: Mapping[Mode, Callable[[str], str]] = {
    "half_up": lambda x: f"ROUND({x},0)",
    "half_even": lambda x: f"IF(ABS({x}-TRUNC({x}))=0.5,ROUND({x}/2,0)*2,ROUND({x},0))",
    "down": lambda x: f"ROUNDDOWN({x},0)",
    "up": lambda x: f"ROUNDUP({x},0)",
}


@frozen(kw_only=True)
class Whole:
    """A number as a whole number of parts.

    Attributes:
        text: A formula for the whole number; an operand of ``*`` and ``/``.
        number: The whole number; ``None`` where a cell that it needs is still open.
        parts: How many make one.
        most: No smaller than the whole number can become.
        plain: A formula for the number itself, but for the blur of floats; ``""`` where none is.
    """

    text: str
    number: int | None
    parts: int
    most: int
    plain: str = ""

    @property
    def value(self) -> Fraction | None:
        """Return the number."""
        return None if self.number is None else Fraction(self.number, self.parts)


@frozen
class Term:
    """A cell that others are computed from.

    Attributes:
        column: Its column, as letters.
        row: Its row, from 1.
        whole: Its number.
        share: Its weight in a mean.
    """

    column: str
    row: int
    whole: Whole
    share: Fraction = Fraction(1)

    @property
    def cell(self) -> str:
        """Return its address."""
        return f"{self.column}{self.row}"


def fits(number: Decimal) -> bool:
    """Tell whether a spreadsheet keeps all digits of a decimal.

    >>> fits(Decimal("95.18")), fits(Decimal("1234567890123.456"))
    (True, False)
    """
    return len("".join(map(str, number.as_tuple().digits)).strip("0")) <= DIGITS


def decimal_cell(cell: str, score: Decimal | None, places: int, most: Fraction) -> Whole:
    """Return the number of a cell that holds a decimal."""
    parts = 10**places
    return Whole(
        text=f"ROUND({cell}*{parts},0)" if places else f"ROUND({cell},0)",
        number=None if score is None else int(score.scaleb(places)),
        parts=parts,
        most=-int(-most * parts // 1),
        plain=cell,
    )


def rounded(
    whole: Whole, places: int, mode: Mode = "half_up", factor: Fraction = Fraction(1)
) -> str | None:
    """Return a formula for a number times a factor, rounded; ``None`` where it is not exact.

    >>> print(rounded(decimal_cell("E5", Decimal("37.81"), 2, Fraction(40)), 4, factor=Fraction(1, 40)))
    ROUND(ROUND(E5*100,0)*5/2,0)/10000
    """
    ratio = factor * 10**places / whole.parts
    if whole.most * ratio.numerator > MOST or ratio.denominator > MOST:
        return None
    if ratio == 1 and whole.plain:
        return f"ROUND({whole.plain},{places})"
    units = _times(whole.text, ratio)
    if ratio.denominator != 1:
        units = ROUNDED[mode](units)
    return f"{units}/{10**places}" if places else units


def scaled(whole: Whole, factor: Fraction) -> Whole:
    """Return a number times a factor."""
    ratio = factor / whole.parts
    times = ratio.numerator
    return Whole(
        text=whole.text if times == 1 else f"({whole.text}*{times})",
        number=None if whole.number is None else whole.number * times,
        parts=ratio.denominator,
        most=whole.most * times,
    )


def added(whole: Whole, amount: Fraction) -> Whole:
    """Return a number and an amount together."""
    parts = lcm(whole.parts, amount.denominator)
    times, more = parts // whole.parts, int(amount * parts)
    return Whole(
        text=f"({_times(whole.text, Fraction(times))}{more:+d})",
        number=None if whole.number is None else whole.number * times + more,
        parts=parts,
        most=whole.most * times + abs(more),
    )


def _times(text: str, ratio: Fraction) -> str:
    text = text if ratio.numerator == 1 else f"{text}*{ratio.numerator}"
    return text if ratio.denominator == 1 else f"{text}/{ratio.denominator}"


def areas(terms: Sequence[Term]) -> str | None:
    """Return the addresses of some cells, one below the other as one area; too many are none.

    >>> whole = Whole(text="", number=0, parts=1, most=0)
    >>> areas([Term("E", row, whole) for row in (4, 5, 6, 9)])
    'E4:E6,E9'
    """
    runs = groupby(enumerate(terms), key=lambda each: each[1].row - each[0])
    found = []
    for _, run in runs:
        cells = [term.cell for _, term in run]
        found.append(cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}")
    return ",".join(found) if len(found) <= MOST_AREAS else None


def together(function: str, terms: Sequence[Term]) -> Whole | None:
    """Return the ``SUM``, ``MIN`` or ``MAX`` of cells, or their mean (``MEAN``) by share.

    ``None`` where a spreadsheet has no room for it.
    """
    parts = lcm(*(term.whole.parts for term in terms))
    in_parts = not all(term.whole.plain for term in terms)  # what the cells hold
    scale = lcm(*(term.share.denominator for term in terms))
    shares = [int(term.share * scale) if function == "MEAN" else 1 for term in terms]
    fit = [parts // term.whole.parts for term in terms]
    factors = [share * (each if in_parts else 1) for share, each in zip(shares, fit, strict=True)]
    text = _text(function, terms, factors)
    if text is None or len(text) > LONGEST:
        return None
    numbers = [
        None if term.whole.number is None else term.whole.number * share * each
        for term, share, each in zip(terms, shares, fit, strict=True)
    ]
    mosts = [
        term.whole.most * share * each for term, share, each in zip(terms, shares, fit, strict=True)
    ]
    of = {"MIN": min, "MAX": max}.get(function)
    whole = Whole(
        text=text if in_parts else f"ROUND({text}*{parts},0)",
        number=None
        if None in numbers
        else _folded(of, [each for each in numbers if each is not None]),
        parts=parts,
        most=max(mosts) if of else sum(mosts),
        plain="" if in_parts else text,
    )
    return scaled(whole, Fraction(1, sum(shares))) if function == "MEAN" else whole


def _folded(of: Callable[[Iterable[int]], int] | None, numbers: Iterable[int]) -> int:
    return of(numbers) if of else sum(numbers)


def _text(function: str, terms: Sequence[Term], factors: Sequence[int]) -> str | None:
    if function == "MEAN" or any(each != 1 for each in factors):
        products = [
            _times(term.cell, Fraction(each)) for term, each in zip(terms, factors, strict=True)
        ]
        if function in ("SUM", "MEAN"):
            return f"({'+'.join(products)})"
        return f"{function}({','.join(products)})" if len(products) <= MOST_AREAS else None
    found = areas(terms)
    return None if found is None else f"{function}({found})"
