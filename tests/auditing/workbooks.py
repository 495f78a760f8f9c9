"""Workbooks for tests, written in memory."""

from importlib import import_module
from io import BytesIO
from typing import Any


def workbook_in(buffer: BytesIO) -> Any:  # noqa: ANN401 - the library has no types
    """Return a new workbook of XlsxWriter; closing it writes it."""
    return import_module("xlsxwriter").Workbook(buffer)
