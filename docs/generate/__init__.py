"""The pages that are drawn from the code, so that they cannot drift from it.

``python -m docs.generate`` writes them all; tests/test_docs.py compares.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from docs.generate import functions, keys, limits, messages, patterns, rulesets

DOCS = Path(__file__).parents[1]

PAGES: Mapping[str, Callable[[], str]] = {
    "patterns/index.md": patterns.index,
    "reference/functions.md": functions.page,
    "reference/limits.md": limits.page,
    "reference/ruleset-keys.md": keys.page,
    "reference/messages.md": messages.index,
    "reference/rulesets.md": rulesets.page,
    **{
        f"reference/messages/{section.name}.md": partial(messages.page, section)
        for section in messages.SECTIONS
    },
}
