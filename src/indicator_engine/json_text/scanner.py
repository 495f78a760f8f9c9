"""From JSON text to its value and the place of every part of it, in one pass."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, NoReturn, TypeAlias

from indicator_engine.errors import Diagnostic
from indicator_engine.json_text import slips, strings
from indicator_engine.json_text.pointers import join
from indicator_engine.json_text.source import LINE_END, SourceText, shown
from indicator_engine.limits import LIMITS

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | Fraction | bool | None

NOT_SPACE = re.compile(r"[^ \t\n\r]")
# Nothing may follow that continues a number: 01, 5., 1_000, 90% and 2022-06-10 are none.
NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*+))(?:\.([0-9]++))?(?:[eE]([+-]?[0-9]++))?(?![\w.%+-])")
LITERAL = re.compile(r"(?:true|false|null)(?!\w)")
LITERALS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}
LONGEST_ESCAPE = len(r"\ud83d\ude00")  # that stands for one character
EXPONENT_CHARACTERS = 4  # a sign and three digits; more are over the limits, whatever they say


class Place(NamedTuple):
    """Where a value stands in its text, in characters from 0.

    Attributes:
        key: The opening quote of its key; ``start`` for an entry of a list and the whole document.
        start: Its first character.
        end: The character after it.
        parts: The places of its members or entries; ``None`` for a scalar.
    """

    key: int
    start: int
    end: int
    parts: "dict[str, Place] | list[Place] | None" = None


class Scan(NamedTuple):
    """What a text holds; value and place mean nothing where there are findings."""

    value: Json
    place: Place
    findings: tuple[Diagnostic, ...]


class Unreadable(Exception):  # noqa: N818 - it ends a scan, and never leaves it
    """The rest of the text cannot be read; the reason is among the findings."""


def scan(source: SourceText) -> Scan:
    """Read a text as JSON, past every flaw up to its first error of syntax."""
    scanner = _Scanner(source)
    try:
        value, place = scanner.document()
    except Unreadable:
        value, place = None, Place(0, 0, 0)
    return Scan(value, place, tuple(scanner.findings))


def exact(whole: str, fraction: str, exponent: str) -> Fraction | None:
    """Return the number these digits write, or ``None`` where they exceed the limits.

    >>> exact("-0", "5", ""), exact("12", "", "-1"), exact("1", "", "400")
    (Fraction(-1, 2), Fraction(6, 5), None)
    """
    if len(exponent) > EXPONENT_CHARACTERS:
        return None
    power = int(exponent or 0)
    integer_digits = len(whole.lstrip("-0")) + max(0, power)
    fraction_digits = len(fraction) + max(0, -power)
    if integer_digits > LIMITS.integer_digits or fraction_digits > LIMITS.fraction_digits:
        return None
    shift = power - len(fraction)
    return Fraction(int(whole + fraction) * 10 ** max(0, shift), 10 ** max(0, -shift))


class _Scanner:
    """One reading of one text; recursive, its depth bounded by the limits."""

    def __init__(self, source: SourceText) -> None:
        self.findings: list[Diagnostic] = []
        self._source = source
        self._text = source.text
        self._at = 0  # the next character to read
        self._end = 0  # the character after the last token
        self._start = 0  # the first character of the last token, where that is a string
        self._values = 0
        self._opened: list[int] = []  # where the objects and lists around here open
        self._path: list[str | int] = []

    def document(self) -> tuple[Json, Place]:
        """Return the one value of the text."""
        self._skip_space()
        value, place = self._value(self._at)
        self._skip_space()
        if self._at < len(self._text):
            self._refuse("end")
        return value, place

    def _value(self, key: int) -> tuple[Json, Place]:
        self._values += 1
        if self._values > LIMITS.document_values:
            limit = str(LIMITS.document_values)
            self._halt("json-too-many-values", self._at, facts={"limit": limit})
        start = self._at
        value: Json
        parts: dict[str, Place] | list[Place] | None = None
        first = self._text[start : start + 1]
        if first == '"':
            value = self._string()
        elif first == "{":
            value, parts = self._object()
        elif first == "[":
            value, parts = self._list()
        else:
            value = self._scalar()
        self._end = self._at
        return value, Place(key, start, self._at, parts)

    def _object(self) -> tuple[dict[str, Json], dict[str, Place]]:
        members: dict[str, Json] = {}
        places: dict[str, Place] = {}
        more = self._open("}")
        while more:
            start = self._at
            key = self._key(places)
            members[key], places[key] = self._value(start)
            self._path.pop()
            more = self._more("}")
        return members, places

    def _list(self) -> tuple[list[Json], list[Place]]:
        entries: list[Json] = []
        places: list[Place] = []
        more = self._open("]")
        while more:
            self._path.append(len(entries))
            value, place = self._value(self._at)
            self._path.pop()
            entries.append(value)
            places.append(place)
            more = self._more("]")
        return entries, places

    def _open(self, close: str) -> bool:
        """Step into an object or list; tell whether it holds anything."""
        if len(self._opened) == LIMITS.document_depth:
            self._halt("json-too-deep", self._at, facts={"limit": str(LIMITS.document_depth)})
        self._opened.append(self._at)
        self._at += 1
        self._skip_space()
        return not self._closed(close)

    def _more(self, close: str) -> bool:
        """Step over a comma, or out of the object or list; tell whether more follows."""
        self._skip_space()
        if self._closed(close):
            return False
        comma = self._at
        if not self._text.startswith(",", comma):
            self._refuse("comma")
        self._at += 1
        self._skip_space()
        if self._text.startswith(close, self._at):
            self._halt("json-trailing-comma", comma, facts={"close": close})
        return True

    def _closed(self, close: str) -> bool:
        """Step over the closing bracket where it stands here; tell whether it does."""
        if not self._text.startswith(close, self._at):
            return False
        self._at += 1
        self._opened.pop()
        return True

    def _key(self, places: Mapping[str, Place]) -> str:
        """Step over a key and its colon; return the key."""
        start = self._at
        if not self._text.startswith('"', start):
            self._refuse("key")
        key = self._string(LIMITS.key_characters)
        self._end = self._at
        self._path.append(key)
        if key in places:
            line = str(self._source.line(places[key].key))
            self._find("duplicate-key", start, self._end - start, {"key": shown(key), "line": line})
        self._skip_space()
        if not self._text.startswith(":", self._at):
            self._refuse("colon", {"key": shown(key)})
        self._at += 1
        self._skip_space()
        return key

    def _string(self, limit: int = LIMITS.text_characters) -> str:
        start = self._start = self._at
        if plain := strings.PLAIN.match(self._text, start):
            self._at, value = plain.end(), plain[1]
        elif quoted := strings.QUOTED.match(self._text, start):
            self._at, value = quoted.end(), self._decoded(quoted[1], limit)
        else:
            self._refuse_open_string()
        if len(value) > limit:
            self._find("json-long-text", start, self._at - start, {"limit": str(limit)})
        return value

    def _decoded(self, raw: str, limit: int) -> str:
        """Return what a string with escapes or flaws stands for; note its first flaw."""
        if len(raw) > limit * LONGEST_ESCAPE:
            return raw  # too long in any case, and slow to decode
        units = list(strings.units(raw))
        flaw = next(filter(None, map(strings.flaw, units)), None)
        if flaw:
            start = self._start + 1 + flaw.start
            self._find(flaw.code, start, flaw.width, flaw.facts)
        return "".join(unit.text for unit in units)

    def _scalar(self) -> Fraction | bool | None:
        if number := NUMBER.match(self._text, self._at):
            return self._number(number)
        literal = LITERAL.match(self._text, self._at)
        if literal is None:
            self._refuse("value")
        self._at = literal.end()
        return LITERALS[literal[0]]

    def _number(self, match: re.Match[str]) -> Fraction:
        start, self._at = self._at, match.end()
        value = exact(*match.groups(""))
        if value is None:
            facts = {
                "found": shown(match[0]),
                "integer": str(LIMITS.integer_digits),
                "fraction": str(LIMITS.fraction_digits),
            }
            self._find("json-long-number", start, self._at - start, facts)
        return value or Fraction()

    def _skip_space(self) -> None:
        found = NOT_SPACE.search(self._text, self._at)
        self._at = found.start() if found else len(self._text)

    def _refuse(self, expected: slips.Expected, facts: Mapping[str, str] | None = None) -> NoReturn:
        """Refuse what stands at the current place, or that the text ends here."""
        opened = self._innermost()
        if self._at == len(self._text):
            code = "json-unfinished" if self._opened else "json-empty"
            self._halt(code, len(self._text.rstrip()), facts=opened)
        slip = slips.slip(self._text, self._at, expected, (self._start, self._end))
        self._halt(slip.code, slip.at, slip.width, {**opened, **(facts or {}), **slip.facts})

    def _refuse_open_string(self) -> NoReturn:
        """Refuse a string that does not end on its line."""
        line_end = LINE_END.search(self._text, self._at)
        end = line_end.start() if line_end else len(self._text)
        slip = slips.chinese_quote(self._text, self._at, end)
        if slip:
            self._halt(slip.code, slip.at, slip.width, slip.facts)
        self._halt("json-open-text", self._at, end - self._at)

    def _innermost(self) -> dict[str, str]:
        """Return which bracket around here is open, on which line it is, and what closes it."""
        if not self._opened:
            return {}
        start = self._opened[-1]
        opening = self._text[start]
        line = str(self._source.line(start))
        return {"open": opening, "line": line, "close": "}" if opening == "{" else "]"}

    def _find(self, code: str, start: int, width: int, facts: Mapping[str, str]) -> None:
        """Note a flaw, and go on unless there are too many."""
        pointer = ""
        for step in self._path:
            pointer = join(pointer, step)
        at = self._source.location(start, width=width, pointer=pointer)
        self.findings.append(Diagnostic(code=code, at=at, facts=facts))
        if len(self.findings) == LIMITS.document_findings:
            raise Unreadable

    def _halt(
        self, code: str, start: int, width: int = 1, facts: Mapping[str, str] | None = None
    ) -> NoReturn:
        """Note an error, and read no further."""
        self._find(code, start, width, facts or {})
        raise Unreadable
