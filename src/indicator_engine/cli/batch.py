"""``batch``: a table of units to a table of scores."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indicator_engine.cli.command import BAD_NEWS, FINE, Answer, Command
from indicator_engine.cli.output import refuse_to_overwrite, unwritable
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import files_of, load_ruleset
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from indicator_engine.batch import Progress, Summary

ALLOCATOR = "_RJEM_MALLOC_CONF"  # what the query engine's allocator reads when it is loaded
GIVES_BACK = "dirty_decay_ms:200,muzzy_decay_ms:0"
"""Memory that is free for a fifth of a second is given back for good.

Else the system is only told that it may take it, and the longer a table is, the more memory counts
as held that nobody needs.
"""
SCORES = ("decimal", "integer", "float")  # those of tables, known without importing them


def _declare(parser: Parser) -> None:
    text = parser.say(say.RULESET)
    parser.arguments.add_argument("ruleset", metavar="RULESET", help=text)
    parser.arguments.add_argument("table", metavar="TABLE", help=parser.say(say.TABLE))
    add = parser.options.add_argument
    text = parser.say(say.TABLE_OUTPUT)
    add("-o", "--output", metavar="OUT", type=Path, required=True, help=text)
    parser.add_day()
    add("--unit", metavar="COLUMN", help=parser.say(say.UNIT_COLUMN))
    add("--refused", metavar="FILE", type=Path, help=parser.say(say.REFUSED))
    text = parser.say(say.SCORES, default=SCORES[0])
    add("--scores", choices=SCORES, default=SCORES[0], help=text)
    add("--encoding", metavar="NAME", help=parser.say(say.ENCODING))
    add("--sheet", metavar="NAME", help=parser.say(say.SHEET))
    add("--unique", action="store_true", help=parser.say(say.UNIQUE))


def _run(arguments: Namespace, language: Language) -> Answer:
    from indicator_engine.extras import needs

    needs("nanoarrow", "polars", what="batch", extra="batch")
    os.environ.setdefault(ALLOCATOR, GIVES_BACK)
    from indicator_engine.batch import refused_beside, score_file
    from indicator_engine.batch.interrupts import interruptible

    target: Path = arguments.output
    inputs = (arguments.ruleset, arguments.table)
    refuse_to_overwrite(target, inputs)
    refused: Path = arguments.refused or refused_beside(target)
    refuse_to_overwrite(refused, inputs)
    ruleset = load_ruleset(arguments.ruleset, arguments.on)
    for output in (target, refused):
        refuse_to_overwrite(output, files_of(ruleset))
    try:
        with interruptible(), _bar(language) as progress:
            summary = score_file(
                ruleset,
                arguments.table,
                target,
                scores=arguments.scores,
                unit=arguments.unit,
                refused=refused,
                encoding=arguments.encoding,
                sheet=arguments.sheet,
                unique=arguments.unique,
                language=language,
                progress=progress,
            )
    except OSError as error:
        raise unwritable(Path(error.filename or target), error) from None
    return Answer(
        content=_counts(summary, language),
        messages=_news(summary, refused, language),
        status=BAD_NEWS if summary.refused else FINE,
    )


def _counts(summary: "Summary", language: Language) -> str:
    """Return what became of the rows, and how many have each grade."""
    facts = {key: str(getattr(summary, key)) for key in ("read", "scored", "incomplete", "refused")}
    lines = [say.ROWS.in_language(language).format(**facts)]
    if summary.grades:
        grades = ", ".join(f"{grade} {count}" for grade, count in summary.grades.items())
        lines.append(say.GRADES.in_language(language).format(grades=grades))
    return "\n".join(lines)


def _news(summary: "Summary", refused: Path, language: Language) -> tuple[str, ...]:
    """Return what is to be known besides."""
    from indicator_engine.errors import IndicatorEngineError

    news = []
    if summary.notices:
        news.append(IndicatorEngineError(summary.notices).render(language))
    if summary.refused:
        news.append(say.SEE_REFUSED.in_language(language).format(path=str(refused)))
    return tuple(news)


@contextmanager
def _bar(language: Language) -> "Iterator[Progress | None]":
    """Yield what draws a bar on the terminal; ``None`` where messages go elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say.SCORING.in_language(language), total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


BATCH = Command(name="batch", declare=_declare, run=_run)
