"""What the data may hold for an input: one reading for JSON, Python and tables."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicator_engine.json_text import source
from indicator_engine.language.names import nearest
from indicator_engine.language.numbers import plain, read_number
from indicator_engine.language.protocol import Absence
from indicator_engine.language.ranges import Range
from indicator_engine.limits import LIMITS
from indicator_engine.model import Input, InputType, InputValue

DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WHOLE = Range(Fraction(0), Fraction(1), low_open=False, high_open=False)
MARKS = {kind.value: kind for kind in (Absence.NOT_APPLICABLE, Absence.PENDING)}


class Refusal(Exception):  # noqa: N818 - it never leaves the engine
    """A value that the input cannot hold.

    Attributes:
        code: A code of the catalogue.
        facts: What its sentence needs.
        inside: Where in the value, as keys and indices.
    """

    def __init__(self, code: str, *inside: str | int, **facts: str) -> None:
        super().__init__(code)
        self.code, self.inside, self.facts = code, inside, facts


def read_value(declared: Input, raw: object) -> InputValue:
    """Return what the data give for an input, read exactly and checked against its declaration.

    Args:
        declared: The input.
        raw: ``None``, a mark such as ``{"pending": "reason"}``, or a value of the input's type.

    Raises:
        Refusal: Where the input cannot hold the value.
    """
    mark = read_mark(raw)
    return READERS[declared.type](declared, raw) if mark is None else mark


def read_mark(raw: object) -> Absence | None:
    """Return why there is no value, or ``None`` where there is one.

    Raises:
        Refusal: Where a mark gives no reason.
    """
    if raw is None:
        return Absence.MISSING
    if isinstance(raw, Mapping) and len(raw) == 1 and (key := next(iter(raw))) in MARKS:
        if not isinstance(raw[key], str) or not raw[key].strip():
            raise Refusal("mark-without-reason", key, mark=key)
        return MARKS[key]
    return None


def reason(raw: object) -> str:
    """Return the reason that a mark gives; ``""`` where the value is no mark."""
    return str(next(iter(raw.values()))) if isinstance(raw, Mapping) and len(raw) == 1 else ""


def read_exact(raw: object) -> Fraction:
    """Return the exact number a value is; a float is the shortest decimal that names it.

    NumPy's ``float64`` is a :class:`float`. Its other numbers are none of Python's and refused:
    a ``float32`` would have to say of how many digits, and a ``bool_`` passes for an integer.

    Raises:
        Refusal: For what is no number (truths and texts included), or not finite.

    >>> read_exact(0.1)
    Fraction(1, 10)
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | Fraction):
        raise Refusal(
            "value-of-wrong-kind", expected_kind="number", found_kind=kind(raw), value=shown(raw)
        )
    if not isinstance(raw, int | Fraction) and not Decimal(raw).is_finite():
        raise Refusal("value-not-finite", value=str(raw))
    if (
        isinstance(raw, Decimal)
        and abs(raw.adjusted()) > LIMITS.integer_digits + LIMITS.fraction_digits
    ):
        raise Refusal("value-too-long", value=shown(raw))
    # A subclass, such as NumPy's float64, prints in its own way; all floats print in this one.
    value = Fraction(float.__repr__(raw)) if isinstance(raw, float) else Fraction(raw)
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > LIMITS.formula_bits:
        raise Refusal("value-too-long", value="…")
    return value


def _number(declared: Input, raw: object) -> Fraction:
    return _in_range(declared.range, read_exact(raw), declared.unit)


def _integer(declared: Input, raw: object) -> Fraction:
    value = read_exact(raw)
    if value.denominator != 1:
        raise Refusal("value-not-whole", value=plain(value))
    return _in_range(declared.range, value, declared.unit)


def _percent(declared: Input, raw: object) -> Fraction:
    return _ratio(declared.range, raw)


def _ratio(bounds: Range | None, raw: object) -> Fraction:
    """Return a ratio given as such, or as a text with a percent sign."""
    if isinstance(raw, str):
        ratio = read_number(raw, percent=raw.endswith("%"))
        if ratio is None or not raw.endswith("%"):
            raise Refusal(
                "value-of-wrong-kind", expected_kind="percent", found_kind="text", value=shown(raw)
            )
        return _in_range(bounds, ratio, as_percent=True)
    ratio = read_exact(raw)
    if bounds is not None and ratio not in bounds and ratio / 100 in bounds:
        facts = {"value": plain(ratio), "range": percent_range(bounds)}
        raise Refusal("value-out-of-range", **facts, suggestion=f"{plain(ratio)}%")
    return _in_range(bounds, ratio, as_percent=True)


def _boolean(_: Input, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Refusal(
            "value-of-wrong-kind", expected_kind="boolean", found_kind=kind(raw), value=shown(raw)
        )
    return raw


def _choice(declared: Input, raw: object) -> str:
    return _one_of(declared.choices, _text(declared, raw), "value-not-a-choice")


def _one_of(known: tuple[str, ...], chosen: str, code: str, *inside: str) -> str:
    if chosen not in known:
        facts = {"choice": shown(chosen), "choices": ", ".join(known)}
        raise Refusal(code, *inside, **facts, suggestion=nearest(chosen, known))
    return chosen


def _text(_: Input, raw: object) -> str:
    if not isinstance(raw, str):
        raise Refusal(
            "value-of-wrong-kind", expected_kind="text", found_kind=kind(raw), value=shown(raw)
        )
    return raw


def _date(_: Input, raw: object) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if isinstance(raw, str) and DATE.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            raise Refusal("date-not-in-the-calendar", value=raw) from None
    raise Refusal("date-malformed", value=shown(raw))


def _judged(declared: Input, raw: object) -> Fraction:
    tiers = declared.tiers
    if isinstance(raw, Mapping) and set(raw) == {"tier", "rate"}:
        tier = raw["tier"]
        if not isinstance(tier, str):
            raise Refusal(
                "value-of-wrong-kind",
                "tier",
                expected_kind="text",
                found_kind=kind(tier),
                value=shown(tier),
            )
        _one_of(tuple(tiers), tier, "tier-unknown", "tier")
        rate = _ratio(WHOLE, raw["rate"])
        if rate not in tiers[tier]:
            facts = {
                "rate": f"{plain(rate * 100)}%",
                "tier": tier,
                "range": percent_range(tiers[tier]),
            }
            raise Refusal("rate-outside-tier", "rate", **facts)
        return rate
    if isinstance(raw, Mapping | str) and not (isinstance(raw, str) and raw.endswith("%")):
        raise Refusal(
            "value-of-wrong-kind", expected_kind="judged", found_kind=kind(raw), value=shown(raw)
        )
    rate = _ratio(WHOLE, raw)
    holding = [tier for tier, bounds in tiers.items() if rate in bounds]
    if len(holding) != 1:
        code = "tier-not-told" if holding else "rate-outside-tiers"
        raise Refusal(code, rate=f"{plain(rate * 100)}%", tiers=", ".join(holding or tiers))
    return rate


def _numbers(declared: Input, raw: object) -> tuple[Fraction, ...]:
    if not isinstance(raw, list | tuple):
        raise Refusal(
            "value-of-wrong-kind", expected_kind="list", found_kind=kind(raw), value=shown(raw)
        )
    length = declared.length
    if length is not None and Fraction(len(raw)) not in length:
        raise Refusal("list-of-wrong-length", count=str(len(raw)), range=str(length))
    return tuple(_entry(declared, index, each) for index, each in enumerate(raw))


def _entry(declared: Input, index: int, raw: object) -> Fraction:
    try:
        return _number(declared, raw)
    except Refusal as refusal:
        raise Refusal(refusal.code, index, **refusal.facts) from None


def _in_range(
    bounds: Range | None, value: Fraction, unit: str = "", *, as_percent: bool = False
) -> Fraction:
    if bounds is not None and value not in bounds:
        if as_percent:
            facts = {"value": f"{plain(value * 100)}%", "range": percent_range(bounds)}
        else:
            facts = {"value": plain(value) + unit, "range": str(bounds)}
        raise Refusal("value-out-of-range", **facts)
    return value


def percent_range(bounds: Range) -> str:
    """Return a range of ratios with percent signs.

    >>> percent_range(Range.parse("[0.8, 1)"))
    '[80%, 100%)'
    """
    low = "-inf" if bounds.low is None else f"{plain(bounds.low * 100)}%"
    high = "inf" if bounds.high is None else f"{plain(bounds.high * 100)}%"
    return f"{'(' if bounds.low_open else '['}{low}, {high}{')' if bounds.high_open else ']'}"


def shown(raw: object) -> str:
    """Return a value of the data as a message may echo it: short, on one line."""
    try:
        return source.shown(plain(raw) if isinstance(raw, Fraction) else str(raw))
    except ValueError:  # a whole number, or a list of them, longer than Python writes out
        return "…"


def kind(raw: object) -> str:
    """Return the catalogue's word for what a value of the data is."""
    return next((name for types, name in KINDS if isinstance(raw, types)), type(raw).__name__)


KINDS: tuple[tuple[Any, str], ...] = (
    (bool, "boolean"),
    (int | float | Decimal | Fraction, "number"),
    (str, "text"),
    (date, "date"),
    (Mapping, "object"),
    (list | tuple, "list"),
    (type(None), "null"),
)

READERS: Mapping[InputType, Callable[[Input, Any], InputValue]] = {
    "number": _number,
    "integer": _integer,
    "percent": _percent,
    "boolean": _boolean,
    "choice": _choice,
    "date": _date,
    "text": _text,
    "judged": _judged,
    "numbers": _numbers,
}
