"""``score``: one unit to its score tree."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from indicator_engine.cli.command import BAD_NEWS, FINE, Answer, Command, Unusable
from indicator_engine.cli.output import refuse_to_overwrite, replace
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import (
    files_of,
    load_ruleset,
    read_record,
    read_template,
    refuse_stdin_twice,
)
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from indicator_engine.model import Ruleset
    from indicator_engine.records import Record
    from indicator_engine.results import Evaluation

# Those of the reports, known without importing them.
FORMATS = ("text", "json", "markdown", "html", "xlsx", "docx")
EXPLAINED = ("html",)  # those that have room for how each point came about


def _declare(parser: Parser) -> None:
    text = parser.say(say.RULESET)
    parser.arguments.add_argument("ruleset", metavar="RULESET", help=text)
    data = parser.arguments.add_mutually_exclusive_group(required=True)
    data.add_argument("data", metavar="DATA", nargs="?", help=parser.say(say.DATA))
    data.add_argument("--example", metavar="NAME", help=parser.say(say.EXAMPLE))
    parser.add_format(FORMATS)
    parser.add_day()
    parser.options.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=parser.say(say.OUTPUT)
    )
    parser.options.add_argument("--template", metavar="FILE", help=parser.say(say.TEMPLATE))
    parser.options.add_argument("--strict", action="store_true", help=parser.say(say.STRICT))


def _run(arguments: Namespace, language: Language) -> Answer:
    refuse_stdin_twice([arguments.ruleset, arguments.data])
    if arguments.template is not None and arguments.format != "docx":
        raise Unusable(say.TEMPLATE_OF_OTHER_FORMAT, format=arguments.format)
    if arguments.output:
        inputs = [arguments.ruleset, arguments.data, arguments.template]
        refuse_to_overwrite(arguments.output, filter(None, inputs))
    ruleset = load_ruleset(arguments.ruleset, arguments.on)
    if arguments.output:
        refuse_to_overwrite(arguments.output, files_of(ruleset))
    given = read_record(ruleset, arguments.data, arguments.example)
    evaluation, content = _scored(ruleset, given.record, arguments, language)
    if arguments.output:
        replace(arguments.output, content)
    notices = len(given.notices)
    news = _bad_news(evaluation, language, strict=arguments.strict, notices=notices)
    return Answer(
        content="" if arguments.output else content,
        is_document=arguments.format != "text",
        messages=(*given.news(language), *news),
        status=BAD_NEWS if news else FINE,
    )


def _scored(
    ruleset: "Ruleset", record: "Record", arguments: Namespace, language: Language
) -> "tuple[Evaluation, str | bytes]":
    """Return the score tree and how it is printed; a page explains it as well."""
    from indicator_engine.scoring import score_record

    if arguments.format in EXPLAINED:
        from indicator_engine.explaining import explain_record
        from indicator_engine.report import render

        explanation = explain_record(ruleset, record, search=False)
        return explanation.evaluation, render(explanation, arguments.format, language)
    evaluation = score_record(ruleset, record)
    return evaluation, _rendered(evaluation, arguments, language)


def _rendered(evaluation: "Evaluation", arguments: Namespace, language: Language) -> str | bytes:
    from indicator_engine.report import render, text, word

    if arguments.template is not None:
        template = read_template(arguments.template)
        return word.fill(evaluation, template, arguments.template, language)
    if arguments.format == "text" and not arguments.output and sys.stdout.isatty():
        from shutil import get_terminal_size

        return text.render(evaluation, language, width=get_terminal_size().columns)
    return render(evaluation, arguments.format, language)


def _bad_news(
    evaluation: "Evaluation", language: Language, *, strict: bool, notices: int
) -> tuple[str, ...]:
    """Return why the exit status is not 0; the notices about the data's file are warnings too."""
    warned = sum(each.severity == "warning" for each in evaluation.warnings) + notices
    news = [] if evaluation.is_complete else [say.INCOMPLETE.in_language(language)]
    if strict and warned:
        news.append(say.WARNED.in_language(language).format(count=warned))
    return tuple(news)


SCORE = Command(name="score", declare=_declare, run=_run)
