"""``docs``: a ruleset as a page that people can read."""

from argparse import Namespace
from pathlib import Path

from indicator_engine.cli.command import Answer, Command
from indicator_engine.cli.output import refuse_to_overwrite, replace
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import load_ruleset
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

FORMATS = ("markdown", "html")  # those of descriptions, known without importing them
BY_SUFFIX = {".html": "html", ".htm": "html"}


def _declare(parser: Parser) -> None:
    parser.arguments.add_argument("ruleset", metavar="RULESET", help=parser.say(say.RULESET))
    parser.options.add_argument("--format", choices=FORMATS, help=parser.say(say.PAGE_FORMAT))
    text = parser.say(say.OUTPUT_PAGE)
    parser.options.add_argument("-o", "--output", metavar="FILE", type=Path, help=text)


def _run(arguments: Namespace, language: Language) -> Answer:
    from indicator_engine.report import render

    output: Path | None = arguments.output
    if output:
        refuse_to_overwrite(output, [arguments.ruleset])
    named = BY_SUFFIX.get(output.suffix.lower()) if output else None
    form = arguments.format or named or FORMATS[0]
    content = render(load_ruleset(arguments.ruleset), form, language)
    if output:
        replace(output, content)
        return Answer()
    return Answer(content=content, is_document=True)


DOCS = Command(name="docs", declare=_declare, run=_run)
