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
    rulesets = [_summary(name, language) for name in resources.shipped_rulesets()]
    if arguments.format == "json":
        return Answer(content=json.dumps(rulesets, ensure_ascii=False, indent=2), is_document=True)
    leaves = say.LEAVES.in_language(language)
    lines = [[each["id"], each["title"], leaves.format_map(each)] for each in rulesets]
    return Answer(content="\n".join(_aligned(lines)))


def _summary(name: str, language: Language) -> dict[str, Any]:
    ruleset = json.loads(resources.ruleset_text(name))
    return {
        "id": ruleset["id"],
        "version": ruleset["version"],
        "title": _title(ruleset["title"], language),
        "leaves": int(sizes(ruleset)["leaves"]),
    }


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
