"""Rulesets from the tables that departments have: tree and weights, rules as formulas where known.

A formula is proposed only where every word of a rule is understood; everything else is listed as
what is to be decided, with its cell.
"""

from indicator_engine.importing.drafting import Draft, drafted
from indicator_engine.importing.table import Table, read_table
from indicator_engine.importing.todo import Todo

__all__ = ["Draft", "Table", "Todo", "drafted", "read_table"]
