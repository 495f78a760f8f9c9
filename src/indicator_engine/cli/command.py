"""What a command is, what it answers, and how it says that nothing could be done.

These are named tuples: the module is loaded for every ``--help``, and attrs would double the wait.
"""

from argparse import Namespace
from collections.abc import Callable
from typing import NamedTuple

from indicator_engine.cli.parser import Parser
from indicator_engine.messages import Language
from indicator_engine.messages.sentence import Sentence

FINE, BAD_NEWS, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130


class Answer(NamedTuple):
    """What a command has to say once it has run.

    Attributes:
        content: For standard output, without a final line end; ``""`` for nothing.
        is_document: Whether that is a document, in UTF-8 wherever it goes, or text for people,
            which a terminal may not be able to show whole.
        messages: For standard error.
        status: Exit status.
    """

    content: str | bytes = ""
    is_document: bool = False
    messages: tuple[str, ...] = ()
    status: int = FINE


class Command(NamedTuple):
    """One command of the program.

    Attributes:
        name: As it is typed.
        declare: Adds its arguments to a parser.
        run: From arguments and language to the answer.
    """

    name: str
    declare: Callable[[Parser], None]
    run: Callable[[Namespace, Language], Answer]


class Unusable(Exception):  # noqa: N818 - it is no failure of the program
    """Nothing could be done with these arguments.

    Attributes:
        sentence: Why.
        facts: What the sentence is filled with.
    """

    def __init__(self, sentence: Sentence, **facts: str) -> None:
        super().__init__(sentence.en.format(**facts))
        self.sentence, self.facts = sentence, facts

    def message(self, language: Language) -> str:
        """Return why, in a language."""
        return self.sentence.in_language(language).format(**self.facts)
