"""How Sphinx builds these pages: ``sphinx-build -W docs docs/_build``."""

# ruff: noqa: INP001 - docs/ is a folder of pages, no package

from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "indicator_engine"
author = "The indicator_engine authors"
release = version = version_of("indicator-engine")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}

html_theme = "furo"
html_title = f"{project} {release}"
html_search_language = "zh"  # jieba finds Chinese words; English ones are found all the same

myst_heading_anchors = 3  # "#a-heading" is an address, as it is on code hosts

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_google_docstring = True
napoleon_use_ivar = True  # "Attributes:" of a class beside the members that autodoc finds


def setup(app: "Sphinx") -> None:
    """Let blocks of CSV stand as they are: there is no highlighter for them."""
    from pygments.lexers.special import TextLexer

    app.add_lexer("csv", TextLexer)
