"""JSON strings: what stands between the quotes, and what may not."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attrs import frozen

# No reader of a report should meet these: control characters, halves of characters beyond the
# basic plane, signs that reverse the direction of text, and two that no spreadsheet can hold.
UNFIT = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff"

PLAIN = re.compile(rf'"([^"\\\t\n{UNFIT}]*+)"')
QUOTED = re.compile(r'"([^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+)"')
UNIT = re.compile(
    r"(?P<plain>[^\\]++)"
    r"|\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\u(?P<code>[0-9a-fA-F]{4})"
    r'|\\(?P<letter>["\\/bfnrt])'
    r"|\\(?P<unknown>)"
)
UNFIT_WRITTEN = re.compile(rf"[\t\n{UNFIT}]")
UNFIT_ESCAPED = re.compile(rf"[{UNFIT}]")

LETTERS: Mapping[str, str] = {
    '"': '"',
    "\\": "\\",
    "/": "/",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
}


class Unit(NamedTuple):
    """A run of plain characters, or one escape, and where it is written.

    Attributes:
        start: Its first character, from 0.
        end: The character after it.
        text: What it stands for; empty for an escape that JSON does not have.
        escaped: Whether it is an escape.
    """

    start: int
    end: int
    text: str
    escaped: bool


@frozen
class Flaw:
    """Something in a string that may not stand there.

    Attributes:
        code: A code of the catalogue.
        start: Its first character as written, from 0.
        width: How many characters it has.
        facts: What the sentence of the catalogue needs.
    """

    code: str
    start: int
    width: int
    facts: Mapping[str, str]


def units(raw: str) -> Iterator[Unit]:
    r"""Yield the parts of what stands between the quotes, in order.

    >>> [unit.text for unit in units(r"a\u9884\ud83d\ude00\n")]
    ['a', '预', '😀', '\n']
    """
    for match in UNIT.finditer(raw):
        yield Unit(*match.span(), _meaning(match), match["plain"] is None)


def _meaning(match: re.Match[str]) -> str:
    if plain := match["plain"]:
        return plain
    if letter := match["letter"]:
        return LETTERS[letter]
    if code := match["code"]:
        return chr(int(code, 16))
    if high := match["high"]:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(match["low"], 16) & 0x3FF))
    return ""


def flaw(unit: Unit) -> Flaw | None:
    r"""Return what may not stand in a text, or ``None`` where all may.

    >>> [found and found.code for found in map(flaw, units(r"\x"))]
    ['json-escape', None]
    """
    if not unit.text:
        return Flaw("json-escape", unit.start, 1, {})
    unfit = (UNFIT_ESCAPED if unit.escaped else UNFIT_WRITTEN).search(unit.text)
    if not unfit:
        return None
    width = unit.end - unit.start if unit.escaped else 1
    return Flaw(
        "json-character",
        unit.start + unfit.start(),
        width,
        {"character": f"U+{ord(unfit[0]):04X}"},
    )


def source_span(raw: str, start: int, end: int) -> tuple[int, int]:
    r"""Return where characters of the decoded text stand in the written one.

    >>> source_span(r'\u9884 == \"a\"', 5, 8)
    (10, 15)
    """
    if "\\" not in raw:
        return start, end
    offsets: list[int] = []
    for unit in units(raw):
        step = 0 if unit.escaped else 1
        offsets.extend(unit.start + step * i for i in range(len(unit.text)))
    offsets.append(len(raw))
    last = len(offsets) - 1
    return offsets[min(start, last)], offsets[min(end, last)]
