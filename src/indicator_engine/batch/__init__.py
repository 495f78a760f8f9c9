"""Tables: from a table of units to a table of scores, each row scored as one unit is."""

from indicator_engine.extras import needs

needs(
    "nanoarrow", "polars", what="batch", extra="batch"
)  # before what follows fails without a word of it

from indicator_engine.batch.forms import Progress  # noqa: E402
from indicator_engine.batch.score_file import (  # noqa: E402
    Summary,
    refused_beside,
    score_file,
)
from indicator_engine.batch.score_table import TableScores, score_table  # noqa: E402

__all__ = [
    "Progress",
    "Summary",
    "TableScores",
    "refused_beside",
    "score_file",
    "score_table",
]
