"""One run of the program: arguments to a command, its answer to the outside world."""

import os
import sys
from collections.abc import Sequence

from indicator_engine.cli.command import (
    FINE,
    INTERRUPTED,
    NOTHING_DONE,
    Answer,
    Command,
    Unusable,
)
from indicator_engine.cli.output import forgive, printable, show
from indicator_engine.cli.parser import Parser, ShowVersion, language_of
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

PROGRAM = "indicator-engine"


def run(commands: Sequence[Command], arguments: Sequence[str] | None = None) -> int:
    """Run one of some commands and return the exit status.

    Args:
        commands: What can be asked for.
        arguments: What is asked for; those of the process by default.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    forgive()
    try:
        answer = _answer(commands, given, language_of(given, os.environ))
        show(answer)
    except KeyboardInterrupt:
        return INTERRUPTED
    return answer.status


def _answer(commands: Sequence[Command], given: Sequence[str], language: Language) -> Answer:
    try:
        arguments = _parser(commands, language).parse_args(given)
        command = next(each for each in commands if each.name == arguments.command)
        return printable(command.run(arguments, language))
    except SystemExit as stop:  # argparse has said it all
        return Answer(status=FINE if stop.code is None else int(stop.code))
    except Unusable as unusable:
        return Answer(messages=(f"{PROGRAM}: {unusable.message(language)}",), status=NOTHING_DONE)
    except Exception as error:
        from indicator_engine.errors import IndicatorEngineError  # help is quicker without it

        if not isinstance(error, IndicatorEngineError):
            raise
        return Answer(messages=(error.render(language),), status=NOTHING_DONE)


def _parser(commands: Sequence[Command], language: Language) -> Parser:
    parser = Parser(prog=PROGRAM, description=say.PROGRAM.in_language(language), language=language)
    text = parser.say(say.VERSION)
    parser.options.add_argument("--version", action=ShowVersion, nargs=0, help=text)
    title = parser.say(say.COMMANDS)
    # With its own `prog` argparse need not lay out a usage, and import shutil, only to get one.
    added = parser.add_subparsers(
        title=title, prog=PROGRAM, dest="command", metavar="COMMAND", required=True
    )
    for command in commands:
        summary = parser.say(say.SUMMARIES[command.name])
        declared = added.add_parser(
            command.name, help=summary, description=summary, language=language
        )
        command.declare(declared)
    return parser
