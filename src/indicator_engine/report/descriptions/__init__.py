"""Rulesets in print: one file for each format, all drawn from one page."""

from collections.abc import Callable, Mapping

from indicator_engine.messages import Language
from indicator_engine.model import Ruleset
from indicator_engine.report.descriptions import html, markdown

FORMATS: Mapping[str, Callable[[Ruleset, Language], str]] = {
    "markdown": markdown.render,
    "html": html.render,
}
