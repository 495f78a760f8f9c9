"""``fmt``: ruleset files in canonical order and layout."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indicator_engine.cli.command import BAD_NEWS, FINE, NOTHING_DONE, Answer, Command, Unusable
from indicator_engine.cli.output import refuse_to_overwrite, replace
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sources import STDIN, STDIN_NAME, read_bytes
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say
from indicator_engine.messages.sentence import Sentence

DIFFERENCES_SHOWN = 20  # lines of one file; they tell what kind of change it is


class _File(NamedTuple):
    """A file that could be read.

    Attributes:
        name: As it was given.
        before: What it holds.
        after: What it is to hold.
    """

    name: str
    before: bytes
    after: str

    @property
    def changes(self) -> bool:
        """Tell whether anything is to change."""
        return self.before != self.after.encode()


def _declare(parser: Parser) -> None:
    text = parser.say(say.FORMATTED_FILES)
    parser.arguments.add_argument("files", metavar="FILE", nargs="*", help=text)
    text = parser.say(say.FORMAT_CHECK)
    parser.options.add_argument("--check", action="store_true", help=text)


def _run(arguments: Namespace, language: Language) -> Answer:
    given: list[str] = arguments.files
    if not given:
        raise Unusable(say.NO_FILE)
    if STDIN in given and len(given) > 1:
        raise Unusable(say.STDIN_ALONE)
    files, refused = _read(given, language)
    if given == [STDIN] and files and not arguments.check:
        return Answer(content=files[0].after.removesuffix("\n"), is_document=True)
    if arguments.check:
        return _checked(files, refused, language)
    return _formatted(files, refused, language)


def _checked(files: Sequence[_File], refused: Sequence[str], language: Language) -> Answer:
    """Return which files would change, and how."""
    lines = [line for each in files if each.changes for line in _differences(each, language)]
    bad_news = BAD_NEWS if lines else FINE
    return Answer(
        content="\n".join([*lines, *_counted(say.FILES_TO_FORMAT, files, language)]),
        messages=tuple(refused),
        status=NOTHING_DONE if refused else bad_news,
    )


def _formatted(files: Sequence[_File], refused: Sequence[str], language: Language) -> Answer:
    """Write the files that change, and return which they are; one that cannot be stops no other."""
    lines, failed = [], []
    for each in files:
        try:
            if each.changes:
                _write(each)
                lines.append(say.FORMATTED.in_language(language).format(path=each.name))
        except Unusable as unusable:
            failed.append(each)
            refused = [*refused, unusable.message(language)]
    done = [each for each in files if each not in failed]
    return Answer(
        content="\n".join([*lines, *_counted(say.FILES_FORMATTED, done, language)]),
        messages=tuple(refused),
        status=NOTHING_DONE if refused else FINE,
    )


def _counted(sentence: Sentence, files: Sequence[_File], language: Language) -> Iterator[str]:
    """Yield how many files change and how many do not, where there are any."""
    changed = sum(each.changes for each in files)
    counts = {"changed": str(changed), "unchanged": str(len(files) - changed)}
    if files:
        yield sentence.in_language(language).format(**counts)


def _read(given: Sequence[str], language: Language) -> tuple[list[_File], list[str]]:
    """Return the files that can be formatted, and why the others cannot."""
    from indicator_engine.errors import IndicatorEngineError
    from indicator_engine.formatting import format_ruleset

    files, refused = [], []
    for each in dict.fromkeys(given):
        name = STDIN_NAME if each == STDIN else each
        try:
            before = read_bytes(each)
            files.append(_File(name, before, format_ruleset(before, name=name)))
        except IndicatorEngineError as error:
            refused.append(error.render(language))
    return files, refused


def _write(file: _File) -> None:
    target = Path(file.name)
    refuse_to_overwrite(target, ())
    replace(target, file.after.removesuffix("\n"))


def _differences(file: _File, language: Language) -> Iterator[str]:
    """Yield which file would change, and the first lines of how."""
    from difflib import unified_diff

    from indicator_engine.json_text.source import visible

    yield say.TO_FORMAT.in_language(language).format(path=file.name)
    before = file.before.decode("utf-8-sig").splitlines()
    lines = list(unified_diff(before, file.after.splitlines(), n=0, lineterm=""))[2:]
    yield from (f"  {visible(line)}" for line in lines[:DIFFERENCES_SHOWN])
    if (rest := len(lines) - DIFFERENCES_SHOWN) > 0:
        yield "  " + say.MORE_LINES.in_language(language).format(count=rest)
    if not lines:
        yield "  " + say.LINE_ENDS_ALONE.in_language(language).format()


FMT = Command(name="fmt", declare=_declare, run=_run)
