"""Forms: what people and programs fill in, made from a ruleset, and the way back to a record.

A workbook for one unit, a workbook for a table of units, and the JSON Schema of the data.
"""

from indicator_engine.filled_forms import Filled, read_form
from indicator_engine.forms.data_schema import data_schema
from indicator_engine.forms.writing import blank_table, fill_in_form

__all__ = ["Filled", "blank_table", "data_schema", "fill_in_form", "read_form"]
