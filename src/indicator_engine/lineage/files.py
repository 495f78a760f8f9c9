"""The files of rulesets: those that are shipped, and those of a folder."""

from pathlib import Path
from stat import S_ISREG

from attrs import frozen

from indicator_engine import resources
from indicator_engine.documents import Document, read_document
from indicator_engine.limits import LIMITS
from indicator_engine.resources import FROM, SUFFIX


def is_path(given: str) -> bool:
    """Tell whether a text names a file, and not a shipped ruleset.

    >>> is_path("framework"), is_path("framework.json"), is_path("./framework")
    (False, True, True)
    """
    return "/" in given or "\\" in given or given.endswith(".json")


def read_file(path: Path, name: str) -> Document:
    """Return the JSON document that a file holds.

    Of one that is too large just enough is read to see that.

    Args:
        path: The file.
        name: What messages are to call it.

    Raises:
        OSError: Where it cannot be read.
        RulesetError: Where it is no JSON.
    """
    with path.open("rb") as file:
        return read_document(file.read(LIMITS.document_bytes + 1), name)


@frozen
class Shelf:
    """A folder of rulesets.

    Attributes:
        folder: The folder; ``None`` for that of the shipped rulesets.
        prefix: What messages put before the name of a file in it.
        root: The folder that no file may lead out of, itself without symbolic links; ``None``
            where the user named the folder, and any may.
    """

    folder: Path | None
    prefix: str = ""
    root: Path | None = None

    def files(self) -> tuple[str, ...]:
        """Return the names of its rulesets' files, sorted and without their suffix.

        Raises:
            OSError: Where the folder cannot be read.
        """
        if self.folder is None:
            return resources.shipped_files()
        names = (file.name for file in self.folder.iterdir())
        return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))

    def versions(self, ruleset_id: str) -> tuple[str, ...]:
        """Return which of the files are called after a ruleset: ``<id>``, ``<id>@<first day>``.

        Raises:
            OSError: Where the folder cannot be read.
        """
        return tuple(file for file in self.files() if file.partition(FROM)[0] == ruleset_id)

    def path(self, file: str) -> Path | None:
        """Return where a file is; ``None`` for a shipped one."""
        return None if self.folder is None else self.folder / f"{file}{SUFFIX}"

    def read(self, file: str) -> Document:
        """Return the JSON document of a file.

        Raises:
            OSError: Where it cannot be read.
            Outside: Where it leads out of the root.
            RulesetError: Where it is no JSON.
        """
        path = self.path(file)
        if path is None:
            return read_document(resources.ruleset_text(file), resources.display_path(file))
        if self.root is not None:
            refuse_outside(path, self.root)
        return read_file(path, f"{self.prefix}{path.name}")


class Outside(Exception):  # noqa: N818 - where a path leads; what is wrong with that is said of it
    """A path leads out of the folder that it has to stay in."""


def refuse_outside(path: Path, root: Path) -> None:
    """Raise unless a path leads to a plain file inside a folder, all symbolic links followed.

    Where it leads is found out first, so that nothing is told of what lies outside.

    Raises:
        Outside: Where it leads out of the folder.
        OSError: Where there is no plain file: a device or a pipe could be read for ever.
    """
    real = real_path(path)
    if not real.is_relative_to(root):
        raise Outside
    if not S_ISREG(real.stat().st_mode):
        raise IsADirectoryError(0, "not a file")


def real_path(path: Path) -> Path:
    """Return a path without symbolic links; what is not there has none.

    Raises:
        OSError: Where they go in a circle, or the path is none.
    """
    try:
        return path.resolve()
    except (RuntimeError, ValueError) as error:  # Python before 3.13 names a circle so; a NUL
        raise OSError(0, str(error)) from None


shipped = Shelf(None)
