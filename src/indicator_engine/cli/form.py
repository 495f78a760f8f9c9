"""``form``: what has to be filled in, as a workbook or as the JSON Schema of the data."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from indicator_engine.cli.command import Answer, Command, Unusable
from indicator_engine.cli.output import refuse_to_overwrite, replace
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import example_of, files_of, load_ruleset
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from indicator_engine.model import Example, Ruleset

Renderer = Callable[["Ruleset", "Example | None", Language], str | bytes]


def _declare(parser: Parser) -> None:
    parser.arguments.add_argument("ruleset", metavar="RULESET", help=parser.say(say.RULESET))
    parser.add_format(list(FORMATS))
    parser.add_day()
    add = parser.options.add_argument
    add("--example", metavar="NAME", help=parser.say(say.FORM_EXAMPLE))
    add("-o", "--output", metavar="FILE", type=Path, help=parser.say(say.OUTPUT))


def _run(arguments: Namespace, language: Language) -> Answer:
    if arguments.example is not None and arguments.format != "form":
        raise Unusable(say.ONLY_FORMS_HOLD_EXAMPLES, format=arguments.format)
    if arguments.output:
        refuse_to_overwrite(arguments.output, [arguments.ruleset])
    ruleset = load_ruleset(arguments.ruleset, arguments.on)
    if arguments.output:
        refuse_to_overwrite(arguments.output, files_of(ruleset))
    example = None if arguments.example is None else example_of(ruleset, arguments.example)
    content = FORMATS[arguments.format](ruleset, example, language)
    if arguments.output:
        replace(arguments.output, content)
    return Answer(
        content="" if arguments.output else content,
        is_document=True,
        messages=_notices(example, language),
    )


def _notices(example: "Example | None", language: Language) -> tuple[str, ...]:
    """Return what a form leaves out of its example."""
    from indicator_engine.errors import Diagnostic, Location

    if example is None or example.cohort is None:
        return ()
    at = Location(file=example.id)
    found = Diagnostic(code="form-without-cohort", at=at, severity="warning")
    return (found.render(language),)


def _form(ruleset: "Ruleset", example: "Example | None", language: Language) -> bytes:
    from indicator_engine.forms import fill_in_form

    return fill_in_form(ruleset, example, language)


def _table(ruleset: "Ruleset", _: "Example | None", language: Language) -> bytes:
    from indicator_engine.forms import blank_table

    return blank_table(ruleset, language)


def _schema(ruleset: "Ruleset", _: "Example | None", language: Language) -> str:
    from indicator_engine.documents import write_json
    from indicator_engine.forms import data_schema

    return write_json(data_schema(ruleset, language))


FORMATS: Mapping[str, Renderer] = {"form": _form, "table": _table, "schema": _schema}

FORM = Command(name="form", declare=_declare, run=_run)
