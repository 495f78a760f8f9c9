"""``diff``: what changed between two rulesets, or two results, and whose score by it."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from indicator_engine.cli.command import Answer, Command, Unusable
from indicator_engine.cli.output import refuse_to_overwrite, replace
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import STDIN, load_ruleset, open_ruleset, refuse_stdin_twice
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from indicator_engine.comparing import Difference
    from indicator_engine.comparing.results import Result
    from indicator_engine.model import Ruleset

FORMATS = ("text", "json", "markdown")  # those of differences, known without importing them


def _declare(parser: Parser) -> None:
    add = parser.arguments.add_argument
    add("before", metavar="BEFORE", help=parser.say(say.COMPARED_BEFORE))
    add("after", metavar="AFTER", help=parser.say(say.COMPARED_AFTER))
    option = parser.options.add_argument
    option("--data", metavar="TABLE", help=parser.say(say.COMPARED_DATA))
    option("--unit", metavar="COLUMN", help=parser.say(say.UNIT_COLUMN))
    option("--encoding", metavar="NAME", help=parser.say(say.ENCODING))
    option("--sheet", metavar="NAME", help=parser.say(say.SHEET))
    parser.add_format(FORMATS)
    option("-o", "--output", metavar="FILE", type=Path, help=parser.say(say.OUTPUT))


def _run(arguments: Namespace, language: Language) -> Answer:
    from indicator_engine.report import render

    sides = (arguments.before, arguments.after)
    refuse_stdin_twice(sides)
    if arguments.output:
        refuse_to_overwrite(arguments.output, filter(None, [*sides, arguments.data]))
    if arguments.data is not None:
        from indicator_engine.extras import needs

        needs("nanoarrow", "polars", what="diff --data", extra="batch")
    found = _compared(arguments)
    content = render(found, arguments.format, language)
    if arguments.output:
        replace(arguments.output, content)
    return Answer(
        content="" if arguments.output else content,
        is_document=arguments.format != "text",
        messages=_notices(found, language),
    )


def _compared(arguments: Namespace) -> "Difference":
    """Return what differs between two rulesets, or two results."""
    from indicator_engine.comparing import diff
    from indicator_engine.model import Ruleset

    before, after = _side(arguments.before), _side(arguments.after)
    if isinstance(before, Ruleset) and isinstance(after, Ruleset):
        return diff(
            before,
            after,
            data=arguments.data,
            unit=arguments.unit,
            encoding=arguments.encoding,
            sheet=arguments.sheet,
        )
    if isinstance(before, Ruleset) or isinstance(after, Ruleset):
        is_first = isinstance(before, Ruleset)
        facts = {"ruleset": arguments.before, "result": arguments.after}
        swapped = {"ruleset": arguments.after, "result": arguments.before}
        raise Unusable(say.COMPARED_MIXED, **(facts if is_first else swapped))
    if arguments.data is not None:
        raise Unusable(say.COMPARED_RESULTS_WITH_DATA)
    return diff(before, after)


def _side(given: str) -> "Ruleset | Result":
    """Return the ruleset or the result that an argument names; its form tells which."""
    from indicator_engine.comparing.result_files import is_result, read_result
    from indicator_engine.library import parse_ruleset

    document = open_ruleset(given)
    if is_result(document):
        return read_result(document)
    if given == STDIN:
        return parse_ruleset(document.text, name=document.name)
    return load_ruleset(given)


def _notices(found: "Difference", language: Language) -> tuple[str, ...]:
    """Return what is to be known of how the table was read."""
    from indicator_engine.errors import IndicatorEngineError

    notices = () if found.units is None else found.units.notices
    return (IndicatorEngineError(notices).render(language),) if notices else ()


DIFF = Command(name="diff", declare=_declare, run=_run)
