"""The bases that a ruleset extends: where they are, and the one document that all of them make."""

from datetime import date
from errno import ENOENT
from os import strerror
from pathlib import Path, PurePosixPath

from attrs import frozen

from indicator_engine import resources
from indicator_engine.documents import Document, Json, write_json
from indicator_engine.errors import Diagnostic, RulesetError
from indicator_engine.language.names import nearest
from indicator_engine.limits import LIMITS
from indicator_engine.lineage.files import (
    Outside,
    Shelf,
    is_path,
    read_file,
    real_path,
    refuse_outside,
    shipped,
)
from indicator_engine.lineage.merging import merged
from indicator_engine.lineage.versions import chosen, effective_of
from indicator_engine.resources import SUFFIX
from indicator_engine.schema import violations

EXTENDS = "/extends"


def resolved(document: Document, *, path: Path | None = None, on: date | None = None) -> Document:
    """Return a document with everything that it inherits; itself, where it extends nothing.

    A base is a shipped ruleset, or a file in the folder of the document or below it, all symbolic
    links followed. Nothing else is read, and nothing is fetched.

    Args:
        document: The document.
        path: Its file. What has none, such as a text or a shipped ruleset, extends shipped ones.
        on: The day on which bases of several versions are wanted. Without it, that is the last day
            of what extends them, if that is known, else of their last version.

    Raises:
        RulesetError: With everything that keeps it from being resolved: a base that is not there,
            that lies outside, that leads back to itself; changes that do not fit the base.
    """
    if not _extends(document):
        return document
    folder = None if path is None else path.parent
    root = None if folder is None else real_path(folder)
    here = document.name if path is None else str(real_path(path))
    prefix = "" if path is None else document.name.removesuffix(path.name)
    return _Chain(root, on).resolved(_Link(document, folder, prefix, here), ())


def _extends(document: Document) -> bool:
    return isinstance(document.value, dict) and "extends" in document.value


@frozen
class _Link:
    """One document of a chain, and what its own base is sought from.

    Attributes:
        document: The document.
        folder: Its folder; ``None`` where it has none.
        prefix: What messages put before the names of files in that folder.
        identity: What no other file has.
    """

    document: Document
    folder: Path | None
    prefix: str
    identity: str


@frozen
class _Chain:
    """One resolution.

    Attributes:
        root: The folder that no base may lie outside of.
        on: The day that is asked for.
    """

    root: Path | None
    on: date | None

    def resolved(self, link: _Link, above: tuple[_Link, ...]) -> Document:
        """Return the document of a link with everything that it inherits."""
        if found := violations(link.document):
            raise RulesetError(found)
        if not _extends(link.document):
            return link.document
        chain = (*above, link)
        base = self._base(link)
        path = " → ".join(each.document.name for each in (*chain, base))
        if base.identity in [each.identity for each in chain]:
            raise _refusal(link, "extends-in-a-circle", path=path)
        if len(chain) > LIMITS.bases:
            raise _refusal(link, "extends-too-deep", path=path, limit=str(LIMITS.bases))
        document = merged(self.resolved(base, chain), link.document)
        if (limit := outgrown(document.value)) is not None:
            raise _refusal(link, "resolved-too-large", limit=limit)
        return document

    def _base(self, link: _Link) -> _Link:
        """Return the link of the base that a document names."""
        assert isinstance(link.document.value, dict), "it has the format"
        given = str(link.document.value["extends"])
        effective = effective_of(link.document)
        on = self.on or (effective.last if effective else None)
        try:
            return self._file(link, given, on) if is_path(given) else _shipped(link, given, on)
        except Outside:
            raise _refusal(link, "extends-outside", base=given) from None
        except OSError as error:
            why = error.strerror or type(error).__name__
            near = self._nearest(link, given)
            raise _refusal(link, "base-unreadable", base=given, why=why, suggestion=near) from None

    def _file(self, link: _Link, given: str, on: date | None) -> _Link:
        """Return the base of a relative path: a file, or without ``.json`` all versions of an id."""
        if link.folder is None or self.root is None:
            raise _refusal(link, "extends-without-folder", base=given)
        if given.startswith("/") or "\\" in given or ":" in given:  # a path of Windows, an address
            raise Outside
        path = link.folder / given
        inside = PurePosixPath(given).parent.as_posix()
        prefix = link.prefix if inside == "." else f"{link.prefix}{inside}/"
        if given.endswith(".json"):
            refuse_outside(path, self.root)
            document = read_file(path, f"{prefix}{path.name}")
        else:
            shelf = Shelf(path.parent, prefix, self.root)
            if not real_path(path.parent).is_relative_to(self.root):
                raise Outside
            if not shelf.versions(path.name):
                raise FileNotFoundError(ENOENT, strerror(ENOENT))
            document = chosen(shelf, path.name, on, link.document.at(EXTENDS))
            path = path.with_name(document.name.removeprefix(prefix))
        return _Link(document, path.parent, prefix, str(real_path(path)))

    def _nearest(self, link: _Link, given: str) -> str:
        """Return the file most like the one that is named, of those in the folder of the link."""
        if link.folder is None or "/" in given:
            return ""
        try:
            return nearest(given, (f"{file}{SUFFIX}" for file in Shelf(link.folder).files()))
        except OSError:  # a folder may be read from, and yet not be listed
            return ""


def _shipped(link: _Link, given: str, on: date | None) -> _Link:
    """Return the base of a shipped ruleset's id, or of the name of one of its versions."""
    if given in resources.shipped_rulesets():
        document = chosen(shipped, given, on, link.document.at(EXTENDS))
    elif given in resources.shipped_files():
        document = shipped.read(given)
    else:
        near = nearest(given, resources.shipped_rulesets())
        raise _refusal(link, "base-unknown", base=given, suggestion=near)
    return _Link(document, None, "", document.name)


def _refusal(link: _Link, code: str, **facts: str) -> RulesetError:
    """Return that a document's base cannot be had."""
    return RulesetError([Diagnostic(code=code, at=link.document.at(EXTENDS), facts=facts)])


def outgrown(value: Json) -> str | None:
    """Return the limit of one document that a value exceeds; ``None`` where it keeps to all."""
    count = 0
    pending: list[tuple[Json, int]] = [(value, 1)]
    while pending:
        part, depth = pending.pop()
        count += 1
        if not isinstance(part, dict | list):
            continue
        if depth > LIMITS.document_depth:
            return f"document_depth = {LIMITS.document_depth}"
        inside = part.values() if isinstance(part, dict) else part
        pending.extend((each, depth + 1) for each in inside)
    if count > LIMITS.document_values:
        return f"document_values = {LIMITS.document_values}"
    if len(write_json(value, indent=None).encode()) > LIMITS.document_bytes:
        return f"document_bytes = {LIMITS.document_bytes}"
    return None
