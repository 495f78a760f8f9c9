"""``list``: the shipped rulesets."""

import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from typing import Any

from indicator_engine import resources
from indicator_engine.cli.command import Answer, Command
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sizes import sizes
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

GAP = "  "


def _declare(parser: Parser) -> None:
    parser.add_format(["text", "json"])


def _run(arguments: Namespace, language: Language) -> Answer:
    files = resources.shipped_files()
    rulesets = [_summary(file, language) for file in files]
    if arguments.format == "json":
        return Answer(content=json.dumps(rulesets, ensure_ascii=False, indent=2), is_document=True)
    leaves = say.LEAVES.in_language(language)
    lines = [
        [file, each["title"], leaves.format_map(each), _days(each)]
        for file, each in zip(files, rulesets, strict=True)
    ]
    return Answer(content="\n".join(_aligned(lines)))


def _summary(file: str, language: Language) -> dict[str, Any]:
    ruleset = json.loads(resources.ruleset_text(file))
    effective = {"effective": ruleset["effective"]} if "effective" in ruleset else {}
    return {
        "id": ruleset["id"],
        "version": ruleset["version"],
        "title": _title(ruleset["title"], language),
        "leaves": int(sizes(_resolved(ruleset, file))["leaves"]),
        **effective,
    }


def _resolved(ruleset: Any, file: str) -> Any:  # noqa: ANN401 - JSON
    """Return a ruleset with what it inherits, which takes longer to find out."""
    if "extends" not in ruleset:
        return ruleset
    from indicator_engine.library import open_document

    return open_document(file).value


def _days(summary: Mapping[str, Any]) -> str:
    """Return when a version applies, or nothing where it does not say so."""
    if "effective" not in summary:
        return ""
    effective = summary["effective"]
    return f"{effective['from']} – {effective.get('to', '')}".rstrip()


def _title(title: str | Mapping[str, str], language: Language) -> str:
    if isinstance(title, str):
        return title
    return title.get(language) or next(iter(title.values()))


def _aligned(lines: list[list[str]]) -> Iterable[str]:
    from indicator_engine.messages.width import columns

    widths = [max(map(columns, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            text + " " * (width - columns(text)) for text, width in zip(line, widths, strict=True)
        )
        yield GAP.join(padded).rstrip()


LIST = Command(name="list", declare=_declare, run=_run)
