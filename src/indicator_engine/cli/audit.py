"""``audit``: what a finished report prints, against what it should."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from indicator_engine.cli.command import BAD_NEWS, FINE, Answer, Command
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import STDIN, STDIN_NAME, load_ruleset, refuse_stdin_twice
from indicator_engine.messages import Language, words
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from indicator_engine.auditing import Audit, Finding
    from indicator_engine.auditing.report_model import Report


def _declare(parser: Parser) -> None:
    rules = parser.arguments.add_mutually_exclusive_group(required=True)
    rules.add_argument("ruleset", metavar="RULESET", nargs="?", help=parser.say(say.RULESET))
    rules.add_argument(
        "--self", dest="by_itself", action="store_true", help=parser.say(say.BY_ITSELF)
    )
    parser.arguments.add_argument("report", metavar="REPORT", help=parser.say(say.REPORT))
    parser.add_format(list(FORMATS))
    parser.add_day()
    parser.options.add_argument("--strict", action="store_true", help=parser.say(say.STRICT))


def _run(arguments: Namespace, language: Language) -> Answer:
    from indicator_engine.auditing.audited import audited

    refuse_stdin_twice([arguments.ruleset, arguments.report])
    report = _report(arguments.report)
    ruleset = None if arguments.by_itself else load_ruleset(arguments.ruleset, arguments.on)
    found = audited(report, ruleset)
    return Answer(
        content=FORMATS[arguments.format](found, language),
        is_document=arguments.format == "json",
        status=_status(found, strict=arguments.strict),
    )


def _report(given: str) -> "Report":
    """Return the report of a file; what comes from standard input is JSON."""
    from indicator_engine.auditing.reading import read_bytes, read_file
    from indicator_engine.limits import LIMITS

    if given == STDIN:
        return read_bytes(sys.stdin.buffer.read(LIMITS.document_bytes + 1), STDIN_NAME)
    return read_file(Path(given))


def _status(found: "Audit", *, strict: bool) -> int:
    bad = {"error", "warning"} if strict else {"error"}
    return BAD_NEWS if bad & {each.severity for each in found.findings} else FINE


def _text(found: "Audit", language: Language) -> str:
    """Return one line for each finding, then how much was compared and what could not be."""
    lines = [_line(each, found.report, language) for each in found.findings]
    counts = {
        "name": found.report,
        "checked": str(found.checked),
        "errors": str(len(found.errors)),
        "others": str(len(found.findings) - len(found.errors)),
    }
    lines.append(say.AUDITED.in_language(language).format(**counts))
    if found.not_checkable:
        count = str(len(found.not_checkable))
        lines.append(say.NOT_CHECKABLE.in_language(language).format(count=count))
        lines.extend(f"  {each.at}: {each.why(language)}" for each in found.not_checkable)
    return "\n".join(lines)


def _line(each: "Finding", report: str, language: Language) -> str:
    level = words.SEVERITIES[each.severity].in_language(language)
    severity = "" if each.severity == "error" else f"{level}: "
    return f"{report}: {each.at}: {severity}{each.why(language)} [{each.code}]"


def _json(found: "Audit", language: Language) -> str:
    from indicator_engine.documents import write_json

    return write_json(
        {
            "ruleset": found.ruleset,
            "findings": [_finding(each, language) for each in found.findings],
            "checked": found.checked,
            "not_checkable": [
                {"indicator": each.indicator, "at": each.at, "why": each.why(language)}
                for each in found.not_checkable
            ],
        }
    )


def _finding(each: "Finding", language: Language) -> dict[str, str]:
    return {
        "code": each.code,
        "severity": each.severity,
        "indicator": each.indicator,
        "published": each.published,
        "expected": each.expected,
        "why": each.why(language),
        "at": each.at,
    }


FORMATS: Mapping[str, Callable[["Audit", Language], str]] = {"text": _text, "json": _json}

AUDIT = Command(name="audit", declare=_declare, run=_run)
