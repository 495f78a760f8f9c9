"""``schema``: the JSON Schema of rulesets."""

from argparse import Namespace

from indicator_engine import resources
from indicator_engine.cli.command import Answer, Command
from indicator_engine.cli.parser import Parser
from indicator_engine.messages import Language


def _declare(_parser: Parser) -> None:
    """Add nothing: there is one schema."""


def _run(_arguments: Namespace, _language: Language) -> Answer:
    return Answer(content=resources.schema_text().rstrip("\n"), is_document=True)


SCHEMA = Command(name="schema", declare=_declare, run=_run)
