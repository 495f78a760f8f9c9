"""The archive that a Word file is, without the clock of its making."""

from io import BytesIO
from typing import Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


class Saved(Protocol):
    """What writes itself as a Word file."""

    def save(self, path_or_stream: BytesIO, /) -> None:
        """Write it."""


def packed(document: Saved) -> bytes:
    """Return a Word file as bytes that depend on nothing but what is in it."""
    written, archive = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(archive, "w") as target:
        for part in source.infolist():
            dated = ZipInfo(part.filename)  # of 1980, as an archive says that it does not know
            dated.compress_type = ZIP_DEFLATED
            target.writestr(dated, source.read(part))
    return archive.getvalue()
