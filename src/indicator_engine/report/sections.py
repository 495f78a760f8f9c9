"""Reports that are lines under headings, and how they look in text and in Markdown."""

from collections.abc import Iterator

from attrs import frozen

from indicator_engine.report.markdown import escaped

INDENT = "  "
DEEPEST = 6  # level of a heading in Markdown


@frozen
class Line:
    """A line under a heading.

    Attributes:
        text: What it says.
        depth: How deep it lies below its heading.
    """

    text: str
    depth: int = 0


@frozen
class Section:
    """Lines under a heading.

    Attributes:
        heading: The heading.
        lines: The lines.
        level: How deep it lies; 0 are the sections of the report itself.
    """

    heading: str
    lines: tuple[Line, ...]
    level: int = 0


def as_text(section: Section) -> Iterator[str]:
    """Yield a section as lines of text, an empty one before it."""
    margin = INDENT * section.level
    yield ""
    yield f"{margin}{section.heading}"
    yield from (f"{margin}{INDENT * (line.depth + 1)}{line.text}" for line in section.lines)


def as_markdown(section: Section) -> Iterator[str]:
    """Yield a section as blocks of Markdown: a heading, and a list where there are lines."""
    level = min(section.level + 2, DEEPEST)
    yield f"{'#' * level} {escaped(section.heading)}"
    if section.lines:
        yield "\n".join(f"{'  ' * line.depth}- {escaped(line.text)}" for line in section.lines)
