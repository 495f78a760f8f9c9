"""Files that are replaced whole or not at all: the one way in which results reach the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Yield the path of a draft beside a file; it takes its place when the context ends well.

    Until then what was there before stays, and whatever is raised, Ctrl-C included, leaves it
    there and no draft behind. Each run has a draft of its own: of two runs at once, the file is
    that of the one which ends last. Permissions are kept where the file exists.

    Raises:
        OSError: Where the file cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     target = Path(folder, "scores.csv")
    ...     with replaced(target) as draft:
    ...         _ = draft.write_text("95.18")
    ...     print(target.read_text(), len(os.listdir(folder)))
    95.18 1
    """
    draft = target.parent / f".indicator-engine-{os.urandom(4).hex()}.tmp"
    with _named(target):
        draft.touch(exist_ok=False)
    try:
        yield draft
        with _named(target):
            _to_disk(draft)
            if target.exists():
                draft.chmod(target.stat().st_mode)
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _named(target: Path) -> Iterator[None]:
    """Let errors name the file that was asked for; nobody knows the draft."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None


def _to_disk(path: Path) -> None:
    """Wait until a file is on the disk: after a power cut a name without its content is no file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
