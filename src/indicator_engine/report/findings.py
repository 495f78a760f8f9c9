"""Diagnostics for programs: as JSON objects, and as annotations of GitHub."""

from indicator_engine.errors import Diagnostic
from indicator_engine.messages import Language

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def as_object(found: Diagnostic, language: Language) -> dict[str, str | int | None]:
    """Return a diagnostic as the object that ``warnings`` and ``findings`` hold.

    ``id`` is there only where the diagnostic has one, ``extended_by`` only where ``file`` is a base; ``line`` and ``column`` are ``None`` where
    the value came from Python.
    """
    return {
        "code": found.code,
        **({} if found.id is None else {"id": found.id}),
        "severity": found.severity,
        "message": found.message(language),
        "file": found.at.file,
        **({"extended_by": found.at.extended_by} if found.at.extended_by else {}),
        "pointer": found.at.pointer,
        "line": found.at.line,
        "column": found.at.column,
    }


def as_annotation(found: Diagnostic, language: Language) -> str:
    """Return a diagnostic as a workflow command, which GitHub shows beside the line."""
    place = {"file": found.at.file, "line": found.at.line, "col": found.at.column}
    named = {**place, "title": found.code}
    properties = ",".join(
        f"{key}={_escaped(str(value), ':', ',')}"
        for key, value in named.items()
        if value is not None
    )
    return f"::{LEVELS[found.severity]} {properties}::{_escaped(found.message(language))}"


def _escaped(text: str, *separators: str) -> str:
    for character in ("%", "\r", "\n", *separators):  # % first: it begins what the others become
        text = text.replace(character, f"%{ord(character):02X}")
    return text
