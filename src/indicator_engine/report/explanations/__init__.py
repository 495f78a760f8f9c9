"""Explanations in print: one file for each format, all drawn from one view."""

from collections.abc import Callable, Mapping

from indicator_engine.explaining import Explanation
from indicator_engine.messages import Language
from indicator_engine.report.explanations import as_json, html, markdown, text

FORMATS: Mapping[str, Callable[[Explanation, Language], str]] = {
    "text": text.render,
    "json": as_json.render,
    "markdown": markdown.render,
    "html": html.render,
}
