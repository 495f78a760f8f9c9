"""What a cell of a table means for an input: the one definition, whatever file it stood in.

A cell is what a table gives: a text, a number, a truth, a date, a list, a mapping or nothing. Here
it becomes what :func:`indicator_engine.values.read_value` takes, which then checks it against the
declaration; what this refuses is what only tables hold.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from math import isnan

from indicator_engine.language.names import normal
from indicator_engine.language.numbers import NUMBER, read_number
from indicator_engine.limits import LIMITS
from indicator_engine.model import Input, InputType
from indicator_engine.values import MARKS, Refusal, kind, shown

MARK_OF: Mapping[str, str] = {
    "不适用": "not_applicable",
    "not applicable": "not_applicable",
    "待评": "pending",
    "pending": "pending",
}
TRUTH_OF: Mapping[str, bool] = {"是": True, "否": False, "true": True, "false": False}

# What people write for "nothing", and what may mean missing, not applicable, zero or unknown.
GUESSES = frozenset({"n/a", "na", "#n/a", "nan", "null", "none", "-", "--", "—", "——", "–", "/"})
GROUPED = re.compile(r"-?\d{1,3}([,，]\d{3,4})+(\.\d+)?", re.ASCII)
SEPARATOR = re.compile("[;；]")


def from_cell(declared: Input, raw: object) -> object:
    """Return what a cell gives for an input, as :func:`~indicator_engine.values.read_value` takes it.

    An empty text is missing, ``不适用`` and ``待评`` (``not applicable``, ``pending``) are marks
    whose reason is the cell itself. Numbers in texts are read exactly, ``是`` and ``否`` are truths,
    ``90;91;92`` is a list, a time at midnight is its date. Everything else stays as it is.

    Args:
        declared: The input. One of type ``text`` takes a text as it stands; a ``choice`` may be
            called like a mark, and then is one of the choices.
        raw: The cell.

    Raises:
        Refusal: For a text that is no value of the input's type, and for a time of day.

    >>> number = Input(name="x", type="number")
    >>> from_cell(number, " 0.10 "), from_cell(number, ""), from_cell(number, "待评")
    (Fraction(1, 10), None, {'pending': '待评'})
    """
    if isinstance(raw, str):
        return _from_text(declared, raw)
    if isinstance(raw, datetime):
        return _day(raw)
    if declared.type == "numbers":
        return _entries(raw)
    if declared.type == "judged" and isinstance(raw, Mapping) and raw.keys() == {"tier", "rate"}:
        return from_tiered(declared, raw["tier"], raw["rate"])
    return raw


def _from_text(declared: Input, raw: str) -> object:
    text = raw.strip()
    if len(text) > LIMITS.cell_characters:
        raise Refusal("cell-too-long", count=str(len(text)), limit=str(LIMITS.cell_characters))
    if not text:
        return None
    if (mark := MARK_OF.get(text.lower())) and text not in declared.choices:
        return {mark: text}
    return TEXTS[declared.type](raw if declared.type == "text" else text)


def _entries(raw: object) -> object:
    """Return a list with its texts read, or a number as a list of one."""
    if isinstance(raw, list | tuple):
        entries = enumerate(raw)
        return [_listed(n, each, each) if isinstance(each, str) else each for n, each in entries]
    is_number = isinstance(raw, int | float | Decimal) and not isinstance(raw, bool)
    return [raw] if is_number else raw


def from_tiered(declared: Input, tier: object, rate: object) -> object:
    """Return what the two cells of a judged input give: its tier and its rate.

    Both empty are missing; a mark in one of them, the other empty or marked alike, marks the
    input; a rate alone stands for itself, which is enough where the tiers do not overlap.

    Raises:
        Refusal: As :func:`from_cell`.
    """
    named = tier.strip() if isinstance(tier, str) else tier
    is_tier = isinstance(named, str) and named in declared.tiers  # one may be called like a mark
    in_tier = named if is_tier else None if named == "" else _marked(named)
    in_rate = from_cell(declared, rate)
    if (alone := _alone((in_tier, in_rate))) is not None:
        return alone
    return in_rate if in_tier is None else {"tier": in_tier, "rate": in_rate}


def from_entries(declared: Input, cells: Sequence[object]) -> object:
    """Return what the cells of a list give: its entries, without the empty cells at the end.

    All empty are missing; a mark in one of them, the others empty or marked alike, marks the
    input. An empty cell between others is refused later, as an entry that is no number.

    Raises:
        Refusal: As :func:`from_cell`; ``inside`` is the index of the cell.
    """
    entry = Input(name=declared.name, type="number")
    read = [_at(index, entry, raw) for index, raw in enumerate(cells)]
    if all(each is None for each in read):
        return None
    if (alone := _alone(read)) is not None:
        return alone
    filled = max(index for index, each in enumerate(read) if each is not None)
    return read[: filled + 1]


def from_mark(raw: object) -> object:
    """Return what a cell gives for a whole indicator: a mark, nothing, or what is neither.

    >>> from_mark("不适用"), from_mark(" "), from_mark(95)
    ({'not_applicable': '不适用'}, None, 95)
    """
    return (_marked(raw.strip()) or None) if isinstance(raw, str) else raw


def unit_of(raw: object) -> str | int | None:
    """Return who a cell names: a whole number or a text as it stands; ``None`` for nobody.

    >>> unit_of("001"), unit_of(1001.0), unit_of(" ")
    ('001', 1001, None)
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else None if isnan(raw) else str(raw)
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else str(raw)


def _marked(raw: object) -> object:
    """Return the mark that a cell is, or the cell."""
    if isinstance(raw, str) and (mark := MARK_OF.get(raw.lower())):
        return {mark: raw}
    return raw


def _alone(cells: Sequence[object]) -> Mapping[str, object] | None:
    """Return the mark that stands for several cells: one, others like it, and nothing else."""
    given = [each for each in cells if each is not None]
    marks = [each for each in given if isinstance(each, Mapping) and len(each) == 1]
    if given and len(marks) == len(given) and len({next(iter(each)) for each in marks}) == 1:
        return marks[0] if next(iter(marks[0])) in MARKS else None
    return None


def _at(index: int, declared: Input, raw: object) -> object:
    try:
        return from_cell(declared, raw)
    except Refusal as refusal:
        raise Refusal(refusal.code, index, **refusal.facts) from None


def _day(raw: datetime) -> date:
    """Return the date of a time that is only one in name: dates have no time and no zone."""
    if raw.time() != time() or raw.tzinfo is not None:
        raise Refusal("date-malformed", value=str(raw))
    return raw.date()


def _number(text: str) -> Fraction:
    if (value := read_number(text)) is None:
        raise _no_number(text, "number")
    return value


def _ratio(expected: str) -> Callable[[str], object]:
    """Return how a ratio is read: with a percent sign it is left for what asks for one."""

    def read(text: str) -> object:
        if text.endswith("%") and NUMBER.fullmatch(text[:-1]):
            return text
        if (value := read_number(text)) is None:
            raise _no_number(text, expected)
        return value

    return read


def _truth(text: str) -> bool:
    if (truth := TRUTH_OF.get(text.lower())) is None:
        raise _no_value(text, "boolean")
    return truth


def _date(text: str) -> str:
    if text.lower() in GUESSES:
        raise _no_value(text, "date")
    return text


def _list(text: str) -> list[Fraction]:
    entries = [each.strip() for each in SEPARATOR.split(text)]
    return [_listed(index, each, text) for index, each in enumerate(entries)]


def _listed(index: int, entry: str, text: str) -> Fraction:
    value = read_number(entry)
    if value is None:
        refusal = _no_number(entry or text, "number" if entry else "list")
        raise Refusal(refusal.code, index, **refusal.facts)
    return value


def _no_number(text: str, expected: str) -> Refusal:
    """Return why a text is no number, with the one it may have been meant for."""
    if GROUPED.fullmatch(text):
        return Refusal("cell-with-separators", value=text, number=re.sub("[,，]", "", text))
    if NUMBER.fullmatch(text):
        return Refusal("value-too-long", value=shown(text))
    ordinary = normal(text)
    meant = ordinary if ordinary != text and read_number(ordinary, percent=True) else ""
    return _no_value(text, expected, meant)


def _no_value(text: str, expected: str, meant: str = "") -> Refusal:
    """Return that a text is no value of a type, or says nothing at all."""
    if text.lower() in GUESSES:
        return Refusal("cell-says-nothing", value=shown(text))
    facts = {"expected_kind": expected, "found_kind": kind(text), "value": shown(text)}
    return Refusal("value-of-wrong-kind", **facts, suggestion=meant)


TEXTS: Mapping[InputType, Callable[[str], object]] = {
    "number": _number,
    "integer": _number,
    "percent": _ratio("percent"),
    "boolean": _truth,
    "choice": str,
    "date": _date,
    "text": str,
    "judged": _ratio("judged"),
    "numbers": _list,
}
