"""Tables: from a table of units to a table of scores, each row scored as one unit is."""

from indicator_engine.batch.score_file import Progress, Summary, refused_beside, score_file
from indicator_engine.batch.score_table import TableScores, score_table

__all__ = [
    "Progress",
    "Summary",
    "TableScores",
    "refused_beside",
    "score_file",
    "score_table",
]
