"""A change of any report is seen: one example of each is kept, those of HTML and Excel elsewhere."""

import pytest

from tests.snapshots import FOLDER, SNAPSHOTS


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_published_report_is_printed_as_before(name: str) -> None:
    """Where that is wanted: ``python -m tests.snapshots``, and read the difference."""
    assert (FOLDER / name).read_text(encoding="utf-8") == f"{SNAPSHOTS[name]()}\n"
