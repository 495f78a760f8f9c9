"""The command line: one file for each command, and here the table of them.

Importing it is quick; a command imports what it needs when it runs.
"""

from collections.abc import Sequence

from indicator_engine.cli.audit import AUDIT
from indicator_engine.cli.batch import BATCH
from indicator_engine.cli.check import CHECK
from indicator_engine.cli.diff import DIFF
from indicator_engine.cli.docs import DOCS
from indicator_engine.cli.explain import EXPLAIN
from indicator_engine.cli.fmt import FMT
from indicator_engine.cli.form import FORM
from indicator_engine.cli.init import INIT
from indicator_engine.cli.list import LIST
from indicator_engine.cli.program import run
from indicator_engine.cli.resolve import RESOLVE
from indicator_engine.cli.schema import SCHEMA
from indicator_engine.cli.score import SCORE

__all__ = ["COMMANDS", "main"]

COMMANDS = (LIST, SCHEMA, INIT, FMT, DOCS, RESOLVE, CHECK, FORM, SCORE, EXPLAIN, BATCH, AUDIT, DIFF)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, those of the process by default.

    Returns:
        0 where all is well, 1 for bad news, 2 where nothing could be done, 130 when interrupted.
    """
    return run(COMMANDS, arguments)
