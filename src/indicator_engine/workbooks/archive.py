"""The archive that a workbook is: how large its parts really are, and which of them are sheets."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile, ZipInfo

from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.limits import LIMITS

CHUNK = 1 << 20
UNSUSPICIOUS = 1 << 20  # bytes that a part may have, however well it was compressed
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def measure(archive: ZipFile, at: Location) -> None:
    """Refuse a workbook whose parts are too many, or grow too large when they are unpacked.

    Raises:
        RecordError: Naming the part at which it is too large.
        BadZipFile: Where two parts may be taken for each other.
    """
    if part := too_large(archive):
        limits = {"limit": str(LIMITS.workbook_bytes), "ratio": str(LIMITS.workbook_ratio)}
        facts = {"part": part, **limits}
        raise RecordError([Diagnostic(code="workbook-too-large", at=at, facts=facts)])
    refuse_twins(archive)


def too_large(archive: ZipFile) -> str:
    """Return the part at which an archive is too large when it is unpacked, ``""`` for none."""
    left = LIMITS.workbook_bytes
    parts = archive.infolist()
    for part in parts:
        left -= _size(archive, part, left)
        if left < 0 or len(parts) > LIMITS.workbook_parts:
            return part.filename
    return ""


def refuse_twins(archive: ZipFile) -> None:
    """Refuse an archive of which a reader may take the one part, and who looked at it the other.

    Raises:
        BadZipFile: Where two parts may be taken for each other.
    """
    parts = archive.namelist()
    if len({part.replace("\\", "/").casefold() for part in parts}) < len(parts):
        raise BadZipFile("two parts have one name")


def _size(archive: ZipFile, part: ZipInfo, left: int) -> int:
    """Return how large a part really is; more than is left where it is not worth the room."""
    allowed = max(UNSUSPICIOUS, part.compress_size * LIMITS.workbook_ratio)
    size = 0
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > min(left, allowed):
                return left + 1
    return size


def sheet_parts(archive: ZipFile) -> Mapping[str, str]:
    """Return the part of every sheet by its name, in the order of the workbook.

    Raises:
        KeyError: Where a part that is named is not there.
        ValueError: Where it is not certain which part a name stands for.
    """
    from defusedxml import ElementTree

    book = ElementTree.fromstring(archive.read(WORKBOOK), forbid_dtd=True)
    relations = ElementTree.fromstring(archive.read(RELATIONS), forbid_dtd=True)
    targets = {each.get("Id"): each.get("Target", "") for each in _below(relations, "Relationship")}
    sheets = [(each.get("name", ""), targets[_relation(each)]) for each in _below(book, "sheet")]
    parts = {name: _part(target) for name, target in sheets}
    if len(parts) < len(sheets):
        raise ValueError("two sheets have one name")
    return parts


def _below(root: Element, tag: str) -> list[Element]:
    """Return all elements with a tag; prefixes of namespaces make no difference."""
    return root.findall(f".//{{*}}{tag}")


def _relation(sheet: Element) -> str:
    """Return the relation of a sheet; readers go by the prefix, so that no other id may stand by."""
    (found,) = (value for key, value in sheet.items() if key.rpartition("}")[2] == "id")
    return found


def _part(target: str) -> str:
    """Return the part that a relation leads to, by the letter: readers do not resolve ``..``.

    >>> _part("worksheets/sheet1.xml"), _part("/xl/worksheets/sheet1.xml")
    ('xl/worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml')
    """
    path = target.removeprefix("/") if target.startswith("/xl/") else target
    return path if path.startswith("xl/") else f"xl/{path}"
