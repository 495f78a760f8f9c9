"""A text with a name, and the address of each of its characters."""

import re
from array import array
from bisect import bisect_right

from attrs import field, frozen

from indicator_engine.errors import Location
from indicator_engine.limits import LIMITS
from indicator_engine.messages.width import window

LINE_END = re.compile(r"\r\n|[\r\n]")


@frozen
class SourceText:
    """What the user wrote, and where its lines start.

    Attributes:
        name: The document as the user named it.
        text: Its characters, without a byte order mark.
    """

    name: str
    text: str = field(repr=False)
    _starts: "array[int]" = field(init=False, eq=False, repr=False)

    @_starts.default
    def _(self) -> "array[int]":
        return array("L", (0, *(end.end() for end in LINE_END.finditer(self.text))))

    def line(self, offset: int) -> int:
        """Return the line, from 1, that holds a character."""
        return bisect_right(self._starts, offset)

    def location(self, offset: int, *, width: int = 1, pointer: str = "") -> Location:
        """Return the address of some characters, with the part of their line that shows them."""
        line = self.line(offset)
        start, end = self._starts[line - 1], self._end(line)
        # What is far away cannot be shown, and is not looked at: a line may be the whole document.
        near = max(start, offset - LIMITS.line_characters)
        nearby = self.text[near : min(end, offset + LIMITS.line_characters)]
        part = window(nearby, offset - near, LIMITS.line_characters)
        return Location(
            file=self.name,
            pointer=pointer,
            line=line,
            column=offset - start + 1,
            width=max(1, width),
            text=visible(nearby[part]),
            offset=near - start + part.start,
        )

    def _end(self, line: int) -> int:
        """Return the offset after the last character of a line, its line end not counted."""
        if line == len(self._starts):
            return len(self.text)
        end = self._starts[line]
        return end - (2 if self.text.endswith("\r\n", 0, end) else 1)


def visible(text: str) -> str:
    r"""Return a text of the same length in which nothing can steer a terminal or hide.

    >>> visible("预算\t\x1b[31m")
    '预算 �[31m'
    """
    if text.isprintable():
        return text
    return "".join(" " if c in "\t\n\r\u3000" else c if c.isprintable() else "\ufffd" for c in text)


def shown(text: str) -> str:
    """Return what a message echoes of a text: visible, and not at length."""
    room = LIMITS.shown_characters
    return visible(text if len(text) <= room else text[: room - 1] + "…")
