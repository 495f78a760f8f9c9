"""The Python snippets of the Markdown pages are tests."""

from sybil import Sybil
from sybil.parsers.markdown import ClearNamespaceParser, PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser(), ClearNamespaceParser()],
    patterns=["README*.md", "docs/**/*.md", "docs/*.md"],
    # It needs Spark and more; tests/spark runs it where they are.
    excludes=["docs/how-to/spark-and-data-frames.md"],
).pytest()
