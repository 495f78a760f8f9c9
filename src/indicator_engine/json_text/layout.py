"""How JSON text is laid out: what is short and flat on one line, the rest set out below it."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from indicator_engine.messages.width import columns

LINE_COLUMNS = 88  # of a line that holds a whole list or object; Chinese characters take two


class Group(NamedTuple):
    """An object or a list of texts that are JSON already.

    Attributes:
        opening: Its opening bracket.
        closing: Its closing one.
        parts: What it holds: the text before it (a key and its colon, or nothing), and itself.
    """

    opening: str
    closing: str
    parts: "Sequence[tuple[str, Piece]]"


Piece: TypeAlias = str | Group
"""A scalar as it is written, or what holds others."""


def in_one_line(piece: Piece) -> str:
    """Return a piece as one line.

    >>> in_one_line(Group("{", "}", [('"range": ', Group("[", "]", [("", "0"), ("", "1.50")]))]))
    '{"range": [0, 1.50]}'
    """
    if isinstance(piece, str):
        return piece
    parts = ", ".join(head + in_one_line(part) for head, part in piece.parts)
    return f"{piece.opening}{parts}{piece.closing}"


def laid_out(piece: Piece, indent: int, margin: int = 0, used: int = 0) -> str:
    """Return a piece over as many lines as it needs.

    Args:
        piece: The piece.
        indent: Spaces for each level.
        margin: Spaces before the line that it begins on.
        used: Columns of that line which are taken: the margin, a key, a comma.
    """
    if isinstance(piece, str):
        return piece
    if all(isinstance(part, str) for _, part in piece.parts):
        line = in_one_line(piece)
        if used + columns(line) <= LINE_COLUMNS:
            return line
    inner = margin + indent
    lines = [
        " " * inner + head + laid_out(part, indent, inner, inner + columns(head) + 1)
        for head, part in piece.parts
    ]
    return "\n".join([piece.opening, ",\n".join(lines), " " * margin + piece.closing])
