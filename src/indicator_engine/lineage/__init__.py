"""Where a ruleset comes from: the file, the version of it that applies, the bases that it extends."""

from indicator_engine.lineage.bases import resolved
from indicator_engine.lineage.files import Shelf, is_path, read_file, shipped
from indicator_engine.lineage.versions import (
    chosen,
    effective_of,
    findings_beside,
    refuse_other_day,
)

__all__ = [
    "Shelf",
    "chosen",
    "effective_of",
    "findings_beside",
    "is_path",
    "read_file",
    "refuse_other_day",
    "resolved",
    "shipped",
]
