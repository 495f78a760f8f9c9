"""Where answers go: standard output and error, and files that are replaced whole or not at all."""

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

from indicator_engine.cli.command import Answer, Unusable
from indicator_engine.messages import commands as say
from indicator_engine.whole_files import replaced


def forgive() -> None:
    """Let standard output show ``?`` for what its terminal cannot encode, instead of failing."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def printable(answer: Answer) -> Answer:
    """Return an answer; bytes are for files and pipes, and would only confuse a terminal.

    Raises:
        Unusable: Where they would go to one.
    """
    if isinstance(answer.content, bytes) and answer.content and sys.stdout.isatty():
        raise Unusable(say.BYTES_ON_TERMINAL)
    return answer


def show(answer: Answer) -> None:
    """Write an answer to standard output and error; a reader that has gone away is no error."""
    try:
        if answer.content:
            _print(answer)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for message in answer.messages:
        print(message, file=sys.stderr)  # noqa: T201 - the one place for messages


def _print(answer: Answer) -> None:
    content = answer.content
    if isinstance(content, bytes) or (answer.is_document and not sys.stdout.isatty()):
        data = content if isinstance(content, bytes) else f"{content}\n".encode()
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        print(content)  # noqa: T201 - the one place for results


def refuse_to_overwrite(target: Path, inputs: Iterable[str]) -> None:
    """Raise where an output would replace one of the inputs, or what is no file.

    Raises:
        Unusable: Saying which.
    """
    if target.is_symlink():
        raise Unusable(say.OUTPUT_IS_LINK, path=str(target))
    if target.exists() and not target.is_file():  # to replace a device would be worse
        raise Unusable(say.OUTPUT_IS_NO_FILE, path=str(target))
    for path in map(Path, inputs):
        if target.exists() and path.exists() and target.samefile(path):
            raise Unusable(say.OUTPUT_IS_INPUT, path=str(target))


def replace(target: Path, content: str | bytes) -> None:
    """Write a file; until all of it is on the disk, what was there before stays.

    Args:
        target: The file. Its permissions are kept where it exists.
        content: Text is written in UTF-8, with a line end.

    Raises:
        Unusable: Where it cannot be written; nothing is left behind.
    """
    try:
        with replaced(target) as draft:
            draft.write_bytes(content if isinstance(content, bytes) else f"{content}\n".encode())
    except OSError as error:
        raise unwritable(target, error) from None


def unwritable(target: Path, error: OSError) -> Unusable:
    """Return that a file cannot be written, and why."""
    why = error.strerror or str(error) or type(error).__name__
    return Unusable(say.OUTPUT_FAILED, path=str(target), why=why)
