"""Frozen results that are made with the fields most readers want, the others left for later."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol, TypeVar

from attrs import fields

Result = TypeVar("Result", bound="Completed")


class Remainder(Protocol):
    """Where fields come from that a result was made without."""

    def field(self, name: str, result: Any, /) -> Any:  # noqa: ANN401 - of any type
        """Return a field of a result."""


class Completed:
    """A frozen result that may be made with some of its fields, the others left for later.

    Whoever asks for one of those gets it, and cannot tell: the result compares, prints, copies
    and pickles as if it had been made with all of them.
    """

    def __getstate__(self) -> dict[str, Any]:
        """Return all fields, for copies and pickles."""
        return {each.name: getattr(self, each.name) for each in fields(type(self))}  # type: ignore[arg-type]


class Later:
    """A field that may be left for later.

    It stands in the class, and what a result holds itself goes before: nothing comes between a
    reader and the fields that are there, as a ``__getattr__`` would.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, result: Completed | None, kind: type[Completed]) -> Any:  # noqa: ANN401 - as the field
        """Return the field of a result that does not hold it yet, and keep it."""
        known = {} if result is None else result.__dict__
        remainder: Remainder | None = known.get("_remainder")
        if remainder is None:
            raise AttributeError(f"{kind.__name__!r} object has no attribute {self._name!r}")
        value = known[self._name] = remainder.field(self._name, result)
        return value


def completed(*given: str) -> Callable[[type[Result]], type[Result]]:
    """Return what lets the fields of a class be left for later, but for those always given."""

    def complete(kind: type[Result]) -> type[Result]:
        for each in fields(kind):  # type: ignore[arg-type]
            if each.name not in given:
                setattr(kind, each.name, Later(each.name))
        return kind

    return complete


begin: Callable[[Completed, dict[str, Any]], None] = vars(Completed)["__dict__"].__set__
"""Gives a new result some of its fields, and as ``_remainder`` where the others come from."""


def begun_in_python(
    kind: type[Result],
    templates: tuple[dict[str, Any], ...],
    name: str,
    values: list[Any],
    others: dict[str, Any],
) -> tuple[Result, ...]:
    """Return new results of a kind, each with its template's fields and more.

    Args:
        kind: The class.
        templates: The fields of each.
        name: A field more.
        values: Its values.
        others: Fields more, the same for all.
    """
    found = tuple(map(object.__new__, (kind,) * len(templates)))
    for each, template, value in zip(found, templates, values, strict=True):
        begin(each, {**template, name: value, **others})
    return found


try:
    begun: Callable[..., tuple[Any, ...]] = import_module("indicator_engine._begun").begun
except ImportError:  # no compiler was there, or the package is read from a zip
    begun = begun_in_python
"""The same, compiled where that was possible."""
