"""Exact values as explanations print them: percents as percents, amounts with their unit."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from indicator_engine.language.numbers import decimal_places, plain, rounded
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.messages import Language, reports, words
from indicator_engine.model import Derived, Input, Ruleset

SHOWN_PLACES = 8  # up to which a number is printed whole
LEAST_DIGITS, MOST_DIGITS = 4, 40  # after the point, of a number that is cut
SIGNIFICANT = 1_000  # in units of the last digit shown: a small number keeps four digits

Lookup = Mapping[str, "Manner"]


@frozen
class Manner:
    """How a value is printed.

    Attributes:
        type: What it is: ``percent``, ``pp``, ``date``, or a number of its unit.
        unit: Unit of measure; ``""`` where there is none.
    """

    type: str = "number"
    unit: str = ""


PLAIN = Manner()
PERCENT = Manner("percent")
TYPES = {"judged": "percent"}  # of which formulas see the rate


def manners(ruleset: Ruleset) -> dict[str, Manner]:
    """Return how each input and derived value of a ruleset is printed, by its name."""
    named: list[Input | Derived] = [*ruleset.inputs.values(), *ruleset.derived.values()]
    return {each.name: Manner(TYPES.get(each.type, each.type), each.unit) for each in named}


def cut(value: Fraction) -> str:
    """Return a number with all its decimals, or with four digits and an ellipsis.

    >>> cut(Fraction("5169.65")), cut(Fraction(10339300, 106677) / 5), cut(Fraction(1, 3000))
    ('5169.65', '19.3843…', '0.0003333…')
    """
    places = decimal_places(value)
    if places is not None and places <= SHOWN_PLACES:
        return plain(value)
    digits = LEAST_DIGITS
    while abs(value) * 10**digits < SIGNIFICANT and digits < MOST_DIGITS:
        digits += 1
    if places is not None and places <= digits:
        return plain(value)
    return f"{rounded(value, digits, 'down'):f}…"


def quantity(value: Value, manner: Manner, language: Language) -> str:
    """Return a value in print, an absence by its name."""
    if isinstance(value, Absence):
        return words.word(value.value, language)
    if isinstance(value, bool):
        return (reports.YES if value else reports.NO).in_language(language)
    if isinstance(value, tuple):
        return _with_unit(f"[{', '.join(map(cut, value))}]", manner.unit)
    return _number(value, manner, language) if isinstance(value, Fraction) else repr(value)


def _number(value: Fraction, manner: Manner, language: Language) -> str:
    if manner.type == "percent":
        return f"{cut(value * 100)}%"
    if manner.type == "pp":
        return reports.POINTS_OF_PERCENT.in_language(language).format(number=cut(value * 100))
    if manner.type == "date":
        return date.fromordinal(int(value)).isoformat()
    return _with_unit(cut(value), manner.unit)


def _with_unit(number: str, unit: str) -> str:
    return f"{number} {unit}" if unit else number
