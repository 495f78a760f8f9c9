"""``resolve``: a ruleset with everything that it inherits, as one that stands alone."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from indicator_engine.cli.command import Answer, Command
from indicator_engine.cli.output import refuse_to_overwrite, replace
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import files_of, load_ruleset
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from indicator_engine.documents import Document

GAP = "  "


def _declare(parser: Parser) -> None:
    text = parser.say(say.RULESET)
    parser.arguments.add_argument("ruleset", metavar="RULESET", help=text)
    parser.add_format(list(FORMATS))
    parser.add_day()
    parser.options.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=parser.say(say.OUTPUT)
    )


def _run(arguments: Namespace, _language: Language) -> Answer:
    ruleset = load_ruleset(arguments.ruleset, arguments.on)
    assert ruleset.document is not None, "it was read from one"
    content = FORMATS[arguments.format](ruleset.document)
    if not arguments.output:
        return Answer(content=content, is_document=arguments.format == "json")
    refuse_to_overwrite(arguments.output, files_of(ruleset))
    replace(arguments.output, content)
    return Answer()


def _json(document: "Document") -> str:
    from indicator_engine.documents import write_json

    return write_json(document.value)


def _text(document: "Document") -> str:
    """Return a line for each part that stands elsewhere than what is around it: pointer, place."""
    from indicator_engine.messages.width import columns

    pointers = document.seams
    width = max(map(columns, pointers))
    return "\n".join(
        f"{pointer}{' ' * (width - columns(pointer))}{GAP}{document.at(pointer)}".lstrip()
        for pointer in pointers
    )


FORMATS: Mapping[str, Callable[["Document"], str]] = {"json": _json, "text": _text}

RESOLVE = Command(name="resolve", declare=_declare, run=_run)
