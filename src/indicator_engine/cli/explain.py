"""``explain``: how each point came about, what was lost where, what the next grade needs."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicator_engine.cli.command import Answer, Command, Unusable
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import load_ruleset, read_record, refuse_stdin_twice
from indicator_engine.messages import Language, words
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from indicator_engine.json_text.scanner import Json
    from indicator_engine.model import Ruleset

# Those of explanations, known without importing them.
FORMATS = ("text", "json", "markdown", "html")
TRUTHS = {"是": True, "否": False}


def _declare(parser: Parser) -> None:
    parser.mixes = True  # INDICATOR stands behind --example NAME
    add = parser.arguments.add_argument
    add("ruleset", metavar="RULESET", help=parser.say(say.RULESET))
    add("data", metavar="DATA", nargs="?", help=parser.say(say.EXPLAINED_DATA))
    add("indicator", metavar="INDICATOR", nargs="?", help=parser.say(say.EXPLAINED))
    option = parser.options.add_argument
    option("--example", metavar="NAME", help=parser.say(say.EXPLAINED_EXAMPLE))
    option(
        "--set",
        dest="changes",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help=parser.say(say.SET),
    )
    parser.add_format(FORMATS)
    parser.add_day()


def _run(arguments: Namespace, language: Language) -> Answer:
    from indicator_engine.explaining import explain_record
    from indicator_engine.report import render

    data, indicator = _places(arguments)
    refuse_stdin_twice([arguments.ruleset, data])
    changes = _changes(arguments.changes)
    ruleset = load_ruleset(arguments.ruleset, arguments.on)
    _refuse_unknown(ruleset, indicator, language)
    given = read_record(ruleset, data, arguments.example)
    found = explain_record(ruleset, given.record, indicator, changes=changes)
    return Answer(
        content=render(found, arguments.format, language),
        is_document=arguments.format != "text",
        messages=given.news(language),
    )


def _places(arguments: Namespace) -> tuple[str | None, str | None]:
    """Return data and indicator: with an example, the one place after the ruleset is the latter's."""
    given: list[str] = [each for each in (arguments.data, arguments.indicator) if each is not None]
    if arguments.example is None and not given:
        raise Unusable(say.NO_DATA)
    if arguments.example is not None:
        given.insert(0, "")
    if len(given) > 2:
        raise Unusable(say.DATA_TWICE)
    data, indicator = [*given, None][:2]
    return data or None, indicator


def _changes(given: Sequence[str]) -> "dict[str, Json]":
    """Return the changes that were asked for: JSON values, and what is none as text."""
    changes: dict[str, Json] = {}
    for each in given:
        name, sign, text = each.partition("=")
        if not sign or not name.strip():
            raise Unusable(say.MALFORMED_SET, given=each)
        changes[name.strip()] = _value(text.strip())
    return changes


def _value(text: str) -> "Json":
    from indicator_engine.documents import read_document
    from indicator_engine.errors import RecordError

    if text in TRUTHS:
        return TRUTHS[text]
    try:
        return read_document(text, "--set", RecordError).value
    except RecordError:  # 95% or 2022-06-10: a text, which the input reads
        return text


def _refuse_unknown(ruleset: "Ruleset", indicator: str | None, language: Language) -> None:
    from indicator_engine.language.names import nearest

    if indicator is not None and indicator not in ruleset.nodes:
        near = nearest(indicator, ruleset.nodes)
        hint = words.DID_YOU_MEAN.in_language(language).format(suggestion=near) if near else ""
        raise Unusable(say.NO_INDICATOR, indicator=indicator, hint=hint)


EXPLAIN = Command(name="explain", declare=_declare, run=_run)
