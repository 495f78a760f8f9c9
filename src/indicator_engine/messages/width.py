"""How wide a text is on a terminal."""

from unicodedata import category, east_asian_width


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    Chinese characters take two; marks that sit on the character before them take none.

    >>> columns("20 × 执行率"), columns("e\u0301"), columns("\u260e\ufe0f")
    (11, 1, 1)
    """
    return sum(map(_columns, text))


def window(text: str, at: int, room: int) -> slice:
    """Return the part of a long line to show of it: so many columns and characters at most.

    A third of the room is for what stands before the place, more where little follows it.

    >>> window("0123456789", 5, 6), window("0123456789", 9, 6), window("一二三四五六", 3, 6)
    (slice(3, 9, None), slice(4, 10, None), slice(2, 5, None))
    """
    first = _reach(text[max(0, at - room) : at][::-1], room // 3)
    used = columns(text[at - first : at])
    last = at + _reach(text[at : at + room - first], room - used)
    used = columns(text[at - first : last])
    first = at - _reach(
        text[max(0, last - room) : at][::-1], columns(text[at - first : at]) + room - used
    )
    return slice(first, last)


def _reach(text: str, room: int) -> int:
    """Return how many characters of a text have room in so many columns."""
    used = 0
    for count, character in enumerate(text):
        used += _columns(character)
        if used > room:
            return count
    return len(text)


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
