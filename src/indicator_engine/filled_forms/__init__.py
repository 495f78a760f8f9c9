"""Forms that somebody has filled in: the way back from their cells to records.

How a form is drawn is not known here.
"""

from indicator_engine.filled_forms.reading import Filled, open_form, read_form, read_sheets
from indicator_engine.filled_forms.sheets import ORIGIN, Sheets, is_form, text_at, unit_of

__all__ = [
    "ORIGIN",
    "Filled",
    "Sheets",
    "is_form",
    "open_form",
    "read_form",
    "read_sheets",
    "text_at",
    "unit_of",
]
