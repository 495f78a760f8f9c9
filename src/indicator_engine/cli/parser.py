"""argparse in the user's language, as far as argparse lets it be."""

import re
from argparse import SUPPRESS, Action, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from indicator_engine.messages import Language
from indicator_engine.messages import commands as say
from indicator_engine.messages.locales import language_of_locale
from indicator_engine.messages.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

LANGUAGES: Mapping[str, Language] = {"zh": "zh", "en": "en"}


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for with ``--lang``, else that of the locale.

    It is needed before the arguments are parsed: their help is in that language.
    """
    for option, value in pairwise([*arguments, ""]):
        name, _, joined = option.partition("=")
        if name == "--lang" and (asked := LANGUAGES.get(joined or value)):
            return asked
    return language_of_locale(environment)


class Parser(ArgumentParser):
    """A parser whose help is in one language.

    Attributes:
        language: Which one.
        arguments: Where arguments without a name are added.
        options: Where options are added.
        mixes: Whether arguments may stand behind options too, those without which it runs included.
    """

    mixes = False

    def __init__(self, *, language: Language, **settings: Any) -> None:  # noqa: ANN401 - of argparse
        form = partial(_Form, usage=say.USAGE.in_language(language))
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=form, **settings)
        self.language = language
        self.arguments = self.add_argument_group(self.say(say.ARGUMENTS))
        self.options = self.add_argument_group(self.say(say.OPTIONS))
        self.options.add_argument("-h", "--help", action="help", help=self.say(say.HELP))
        self.options.add_argument(
            "--lang", choices=LANGUAGES, default=SUPPRESS, help=self.say(say.LANG)
        )

    def say(self, sentence: Sentence, **facts: str) -> str:
        """Return a sentence in the parser's language."""
        return sentence.in_language(self.language).format(**facts)

    def add_format(self, formats: Sequence[str]) -> None:
        """Add the choice of an output format; the first is the default."""
        text = self.say(say.FORMAT, default=formats[0])
        self.options.add_argument("--format", choices=formats, default=formats[0], help=text)

    def add_day(self) -> None:
        """Add the day that picks one of a ruleset's versions."""
        self.options.add_argument("--on", metavar="DATE", type=_day, help=self.say(say.ON))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:  # noqa: ANN401 - of argparse
        """Return the arguments, and what is none of them."""
        if not self.mixes:
            return super().parse_known_args(args, namespace)
        self.mixes = False  # argparse asks this method in its turn
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.mixes = True

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end with 2."""
        lines = (self.format_usage(), self.say(say.FAILURE, prog=self.prog, message=message), "\n")
        self.exit(2, "".join(lines))


def _day(text: str) -> "date":
    """Return the day that an argument names: ``2022-06-30``."""
    from datetime import date

    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


class ShowVersion(Action):
    """Prints the version, which is looked up only then: that takes as long as all the rest."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,  # noqa: ARG002 - argparse gives it
        values: object,  # noqa: ARG002
        option_string: str | None = None,  # noqa: ARG002
    ) -> NoReturn:
        """Print the name of the program and its version, and end with 0."""
        from indicator_engine.resources import engine_version

        print(parser.prog, engine_version())  # noqa: T201 - as argparse prints help
        parser.exit()


class _Form(HelpFormatter):
    """Puts the right word in front of the usage."""

    def __init__(self, prog: str, usage: str) -> None:
        super().__init__(prog)
        self._usage_word = usage

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)
