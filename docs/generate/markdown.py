"""Pieces of Markdown."""

from collections.abc import Iterable

NOTICE = "<!-- Written by docs/generate from {source}; edit that instead. -->"


def page_of(source: str, title: str, *blocks: str) -> str:
    """Return a page that says what it was written from."""
    return "\n\n".join([NOTICE.format(source=source), f"# {title}", *blocks]) + "\n"


def table(headings: str, rules: str, rows: Iterable[str]) -> str:
    """Return a table of rows that are written already."""
    return "\n".join([headings, rules, *rows])


def listed(entries: Iterable[str]) -> str:
    """Return a list."""
    return "\n".join(f"- {entry}" for entry in entries)


def fence(kind: str, *lines: str) -> str:
    """Return a block of lines that stay as they are."""
    return "\n".join([f"```{kind}", *lines, "```"])
