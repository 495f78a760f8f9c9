"""The one way to the shipped files: in a checkout, an installed wheel or a zip."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SUFFIX = ".ruleset.json"
FROM = "@"  # between a ruleset's id and the first day of a version, in the name of its file

_PACKAGE = Path(__file__).parent


def schema_text() -> str:
    """Return the JSON Schema of ruleset format 1."""
    return (_folder("schemas") / "ruleset-1.schema.json").read_text(encoding="utf-8")


def template_text(name: str) -> str:
    """Return the text of a template of the reports, by its file's name."""
    return (_folder("report") / "templates" / name).read_text(encoding="utf-8")


def shipped_rulesets() -> tuple[str, ...]:
    """Return the ids of the shipped rulesets, sorted."""
    return tuple(sorted({file.partition(FROM)[0] for file in shipped_files()}))


def shipped_files() -> tuple[str, ...]:
    """Return the names of the shipped rulesets' files, sorted and without their suffix.

    A ruleset with several versions has several: ``<id>@<first day>``.
    """
    names = (file.name for file in _folder("rulesets").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


def ruleset_text(file: str) -> str:
    """Return the text of a shipped ruleset, by the name of its file without suffix.

    Raises:
        KeyError: If no such file is shipped.
    """
    if file not in shipped_files():  # so an id with a ".." in it never becomes a path
        raise KeyError(file)
    return (_folder("rulesets") / f"{file}{SUFFIX}").read_text(encoding="utf-8")


def new_ruleset_text(language: str) -> str:
    """Return the text of the ruleset that new ones start from, in ``zh`` or ``en``."""
    return (_folder("templates") / f"project.{language}{SUFFIX}").read_text(encoding="utf-8")


def display_path(file: str) -> str:
    """Return the name of a shipped ruleset in messages, the same wherever it was read.

    >>> display_path("beijing-department-2022")
    'rulesets/beijing-department-2022.ruleset.json'
    """
    return f"rulesets/{file}{SUFFIX}"


def _folder(name: str) -> "Traversable":
    """Return a folder of resources: inside the package, or at the top of its checkout."""
    if not _PACKAGE.is_dir():  # the package lies in a zip
        from importlib.resources import files  # costs more than everything else here

        return files("indicator_engine") / name
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def engine_version() -> str:
    """Return the version of the installed library; ``unknown`` where it runs uninstalled."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("indicator-engine")
    except PackageNotFoundError:
        return "unknown"
