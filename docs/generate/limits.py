"""The page of the limits."""

import inspect
import re
from collections.abc import Iterator

from docs.generate.markdown import page_of, table
from indicator_engine.limits import LIMITS, Limits


def page() -> str:
    """Return the page."""
    return page_of(
        "src/indicator_engine/limits.py",
        "Limits 限额",
        "How large things may be; one more is a located error, never a slow answer.",
        "The reasons are measurements on CPython 3.11, unless they say otherwise.",
        "文件、公式、数据的大小上限；超过即报错并指明位置。",
        table("| Limit | At most | Of what, and why |", "|:---|---:|:---|", _rows()),
    )


def _rows() -> Iterator[str]:
    """Yield a row for each limit, its reason taken from the docstring of the class."""
    _, _, section = (inspect.getdoc(Limits) or "").partition("Attributes:\n")
    for match in re.finditer(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", section, re.MULTILINE):
        reason = " ".join(match[2].replace("``", "`").split())
        yield f"| `{match[1]}` | {getattr(LIMITS, match[1]):,} | {reason} |"
