"""The templates of pages, and how they are filled in."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from indicator_engine.messages import Language
from indicator_engine.resources import template_text

if TYPE_CHECKING:
    from jinja2 import Environment

TAGS: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}


def filled_in(template: str, language: Language, **facts: object) -> str:
    """Return a page, or a fragment of one, as HTML text; every fact in it is escaped.

    Args:
        template: The name of its file.
        language: Of the page.
        facts: What the template asks for, besides ``lang``, ``style`` and ``policy``.
    """
    style = _dense(template_text("page.css"))
    page = _environment().get_template(template)
    text = page.render(lang=TAGS[language], style=style, policy=_policy(style), **facts)
    return _dense(text)


def _dense(text: str) -> str:
    """Return a text without its empty lines."""
    return "\n".join(line for line in text.split("\n") if line.strip())


@cache
def _environment() -> "Environment":
    """Return the templates, read once: they are our own, and nothing of a ruleset is in them."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _policy(style: str) -> str:
    """Return what a page may load: nothing, and no style but its own."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
