"""Differences in print: one file for each format, all drawn from one view."""

from collections.abc import Callable, Mapping

from indicator_engine.comparing import Difference
from indicator_engine.messages import Language
from indicator_engine.report.differences import as_json, markdown, text

FORMATS: Mapping[str, Callable[[Difference, Language], str]] = {
    "text": text.render,
    "json": as_json.render,
    "markdown": markdown.render,
}
