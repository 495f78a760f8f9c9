"""The page of the docs about data frames and Spark, and what it takes to run it."""

import os
import shutil
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.document import Document
from sybil.parsers.markdown import PythonCodeBlockParser

PAGE = Path(__file__).parents[2] / "docs/how-to/spark-and-data-frames.md"


def examples() -> Document:
    """Return the snippets of the page, to be evaluated in order."""
    return Sybil(parsers=[PythonCodeBlockParser()]).parse(PAGE)


def need_spark() -> None:
    """Skip a module of tests where Spark cannot run."""
    pytest.importorskip("pyspark")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("Spark needs Java, which is not on this machine", allow_module_level=True)
