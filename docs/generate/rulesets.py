"""The page of the shipped rulesets."""

from collections.abc import Iterator

from docs.generate.markdown import listed, page_of
from indicator_engine import Ruleset, list_rulesets, load_ruleset
from indicator_engine.model import Text

ASSUMED = "assumption"


def page() -> str:
    """Return the page."""
    return page_of(
        "rulesets",
        "Shipped rulesets 随附的规则集",
        "Rulesets of several departments and fields, each with the document its rules come from "
        "and worked examples; `indicator-engine list` names them.\n"
        "None is an official text: what could not be confirmed is called an assumption, here and "
        "in the ruleset itself.\n"
        "`score ID --example NAME` shows an example, `check ID` proves the rules and recomputes "
        "every example.",
        "随附的规则集都不是官方文本；没有核对过的内容在规则集和本页中都标明是假设。",
        *(block for name in list_rulesets() for block in _section(load_ruleset(name))),
    )


def _section(ruleset: Ruleset) -> Iterator[str]:
    leaves = sum(node.is_leaf for node in ruleset.indicators.walk())
    yield f"## `{ruleset.id}`"
    yield _both(ruleset.title)
    yield _both(ruleset.description)
    yield f"Inputs: {len(ruleset.inputs)}, leaves: {leaves}, grades: {_grades(ruleset)}."
    yield f"Source: {ruleset.source.en}."
    yield f"Remarks: {ruleset.note.en}."
    yield "Examples:"
    yield listed(f"`{each.id}`: {each.title.en}" for each in ruleset.examples)
    assumed = tuple(_assumed(ruleset))
    if assumed:
        yield "What carries an assumption of its own, told where it stands:"
        yield ", ".join(f"`{name}`" for name in assumed) + "."


def _both(text: Text) -> str:
    return f"{text.en}\n\n{text.zh}"


def _grades(ruleset: Ruleset) -> str:
    return ", ".join(each.grade for each in ruleset.grades) or "none"


def _assumed(ruleset: Ruleset) -> Iterator[str]:
    """Yield whatever says of itself, in its source or note, that it is an assumption."""
    parts = {
        **ruleset.inputs,
        **ruleset.derived,
        **ruleset.functions,
        **ruleset.tables,
        **{node.id: node for node in ruleset.indicators.walk()},
        **{each.id: each for each in ruleset.indicators.adjustments},
    }
    for name, part in parts.items():
        texts = (part.source.en, getattr(part, "note", part.source).en)
        if any(ASSUMED in text.casefold() for text in texts):
            yield name
