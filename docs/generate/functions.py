"""The page of the functions of the language."""

from collections.abc import Iterator
from types import ModuleType

from docs.generate.markdown import fence, page_of
from indicator_engine.language.functions import (
    Function,
    absence,
    arithmetic,
    cohort,
    dates,
    lists,
    roots,
    scoring_rules,
    steps,
)

MODULES = (arithmetic, lists, scoring_rules, steps, absence, dates, roots, cohort)


def page() -> str:
    """Return the page."""
    return page_of(
        "src/indicator_engine/language/functions",
        "Functions 函数",
        "Every function of the language is one entry of one table, written once and read by "
        "every number system.",
        "Unless it says otherwise, a function has no value where an argument has none.\n"
        "Whether a call has the arguments that its function takes is checked before any data are "
        "seen.",
        "语言自带的函数。除另有说明外，只要有一个参数没有值，结果就没有值。",
        *(block for module in MODULES for block in _group(module)),
    )


def _group(module: ModuleType) -> Iterator[str]:
    title, _, _ = (module.__doc__ or "").partition("\n")
    yield f"## {title.rstrip('.')}"
    for each in module.FUNCTIONS:
        yield from _function(each)


def _function(function: Function) -> Iterator[str]:
    yield f"### `{function.name}`"
    yield f"`{function.signature}`"
    yield function.en
    yield function.zh
    if function.cohort is not None:
        rows = ", ".join(function.cohort.sample)
        yield f"In the rows where `x` is {rows}; `x` 依次为 {rows} 时，各行："
    if function.examples:
        lines = (f"{formula}  →  {result}" for formula, result in function.examples)
        yield fence("text", *lines)
