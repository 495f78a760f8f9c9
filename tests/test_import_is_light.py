"""What is heavy is loaded only by what needs it."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "defusedxml",
    "docx",
    "docxtpl",
    "hypothesis",
    "jinja2",
    "jsonschema",
    "nanoarrow",
    "numpy",
    "openpyxl",
    "pandas",
    "polars",
    "pyarrow",
    "pyspark",
    "pytest",
    "python_calamine",
    "referencing",
    "rich",
    "sybil",
    "xlsxwriter",
}


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules of a fresh interpreter after a statement."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True)
    return {name.partition(".")[0] for name in json.loads(run.stdout)}


@pytest.mark.parametrize(
    "statement",
    [
        "import indicator_engine",
        "import indicator_engine; indicator_engine.score",
        "import indicator_engine.cli",
    ],
)
def test_importing_loads_nothing_heavy(statement: str) -> None:
    """The front door, the scoring behind it and the command are quick to reach."""
    assert loaded_by(statement) & HEAVY == set()


def test_a_heavy_import_would_be_seen() -> None:
    """The test above can fail."""
    assert loaded_by("import jsonschema") & HEAVY >= {"jsonschema"}
