"""The versions of a ruleset: files of one folder that share its id, and the days each applies on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from attrs import frozen

from indicator_engine.documents import Document
from indicator_engine.errors import Diagnostic, Location, RulesetError
from indicator_engine.lineage.files import Shelf
from indicator_engine.model import Effective
from indicator_engine.resources import FROM, SUFFIX
from indicator_engine.schema import violations

DAY = timedelta(days=1)


@frozen
class Version:
    """A version of a ruleset, as its file declares it.

    Attributes:
        document: What the file holds.
        effective: When it applies.
    """

    document: Document
    effective: Effective


def effective_of(document: Document) -> Effective | None:
    """Return when the ruleset of a document applies; ``None`` where it does not say so.

    Args:
        document: A document that has the format of a ruleset.

    Raises:
        RulesetError: Where it names no day, or ends before it begins.
    """
    assert isinstance(document.value, dict), "the schema lets nothing else through"
    stated = document.value.get("effective")
    if stated is None:
        return None
    assert isinstance(stated, dict), "likewise"
    days: dict[str, date] = {}
    findings: list[Diagnostic] = []
    for key, text in stated.items():
        try:
            days[key] = date.fromisoformat(str(text))
        except ValueError:
            facts, at = {"name": key, "value": str(text)}, document.at(f"/effective/{key}")
            findings.append(Diagnostic(code="date-not-in-the-calendar", at=at, facts=facts))
    if not findings and "to" in days and days["to"] < days["from"]:
        facts = {key: str(day) for key, day in days.items()}
        at = document.at("/effective/to")
        findings.append(Diagnostic(code="effective-backwards", at=at, facts=facts))
    if findings:
        raise RulesetError(findings)
    return Effective(days["from"], days.get("to"))


def refuse_other_day(document: Document, on: date | None) -> None:
    """Raise where a ruleset does not apply on a day.

    Raises:
        RulesetError: Saying so; or saying what is wrong with the document.
    """
    if on is None or not isinstance(document.value, dict) or "effective" not in document.value:
        return
    effective = effective_of(_formed(document))
    if effective is not None and on not in effective:
        at = document.at("/effective")
        raise RulesetError([_not_effective(document.value.get("id"), on, [effective], at)])


def chosen(shelf: Shelf, ruleset_id: str, on: date | None, asked: Location) -> Document:
    """Return the version of a ruleset that applies on a day.

    Without a day it is the one that applies last. The clock is never asked: the same question has
    the same answer tomorrow.

    Args:
        shelf: The folder; it has a file that is called after the ruleset.
        ruleset_id: The ruleset.
        on: The day.
        asked: Where the ruleset is asked for.

    Raises:
        OSError: Where a file cannot be read.
        Outside: Where a file leads out of the shelf's root.
        RulesetError: Where none applies, or the versions do not follow each other day by day.
    """
    files = shelf.versions(ruleset_id)
    if files == (ruleset_id,):
        document = shelf.read(ruleset_id)
        refuse_other_day(document, on)
        return document
    versions, findings = _versions(shelf, files)
    if findings:
        raise RulesetError(findings)
    if on is None:
        return versions[-1].document
    for version in versions:
        if on in version.effective:
            return version.document
    periods = [version.effective for version in versions]
    raise RulesetError([_not_effective(ruleset_id, on, periods, asked)])


def findings_beside(path: Path, name: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a file as one of several versions, those of its folder.

    What two versions do wrong together is told of the later one.

    Args:
        path: The file. One that is not called as rulesets are has no other versions.
        name: What messages are to call it.
    """
    if not path.name.endswith(SUFFIX):
        return ()
    shelf = Shelf(path.parent, name.removesuffix(path.name))
    ruleset_id = path.name.removesuffix(SUFFIX).partition(FROM)[0]
    try:
        files = shelf.versions(ruleset_id)
        found = () if files == (ruleset_id,) else _versions(shelf, files)[1]
    except OSError:  # that of another file, which is not what was asked about
        return ()
    return tuple(each for each in found if each.at.file == name)


def _versions(
    shelf: Shelf, files: Iterable[str]
) -> tuple[Sequence[Version], tuple[Diagnostic, ...]]:
    """Return the versions that files hold, the first one first, and what is wrong with them."""
    versions: list[Version] = []
    findings: list[Diagnostic] = []
    for file in files:
        try:
            document = _formed(shelf.read(file))
            effective = effective_of(document)
        except RulesetError as error:
            findings += error.diagnostics
            continue
        findings += _misnamed(file, document, effective)
        if effective is None:
            at = document.at("/id", key=True)
            findings.append(Diagnostic(code="version-without-days", at=at))
        else:
            versions.append(Version(document, effective))
    versions.sort(key=lambda each: (each.effective.first, each.document.name))
    return versions, (*findings, *_seams(versions))


def _formed(document: Document) -> Document:
    """Return a document that has the format of a ruleset.

    Raises:
        RulesetError: Where it has not.
    """
    if found := violations(document):
        raise RulesetError(found)
    return document


def _misnamed(file: str, document: Document, effective: Effective | None) -> Iterator[Diagnostic]:
    """Yield that a version is called otherwise than it says itself."""
    assert isinstance(document.value, dict), "it has the format"
    expected = str(document.value["id"])
    if FROM in file and effective is not None:
        expected += f"{FROM}{effective.first}"
    if file != expected and not (effective is None and file.startswith(f"{expected}{FROM}")):
        facts = {"file": f"{file}{SUFFIX}", "expected": f"{expected}{SUFFIX}"}
        yield Diagnostic(code="version-misnamed", at=document.at("/id"), facts=facts)


def _seams(versions: Sequence[Version]) -> Iterator[Diagnostic]:
    """Yield where a version does not begin on the day after the one before it ends."""
    for before, after in pairwise(versions):
        begins, ended = after.effective.first, before.effective.last
        at = after.document.at("/effective/from")
        facts = {"file": before.document.name, "before": str(before.effective), "from": str(begins)}
        if ended is None or ended >= begins:
            yield Diagnostic(code="versions-overlap", at=at, facts=facts)
        elif ended + DAY < begins:
            facts["expected"] = str(ended + DAY)
            yield Diagnostic(code="versions-gap", at=at, facts=facts)


def _not_effective(
    ruleset_id: object, on: date, periods: Iterable[Effective], at: Location
) -> Diagnostic:
    facts = {"id": str(ruleset_id), "day": str(on), "periods": ", ".join(map(str, periods))}
    return Diagnostic(code="not-effective", at=at, facts=facts)
