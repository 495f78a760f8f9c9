"""Excel workbooks from strangers: looked through before a reader opens them, then read as they are.

Their parts are counted and measured as they really are, their XML may hold no entities, and what
readers would drop, guess or lay out without need is refused. What the cells mean is not known here.
"""

from indicator_engine.workbooks.addresses import cell_place, column_letters
from indicator_engine.workbooks.opening import Cells, Workbook, opened_workbook
from indicator_engine.workbooks.texts import written

__all__ = ["Cells", "Workbook", "cell_place", "column_letters", "opened_workbook", "written"]
