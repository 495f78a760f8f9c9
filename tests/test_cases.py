"""The faulty rulesets of tests/cases/check: each is found with exactly its codes, at its place."""

import json
from pathlib import Path

import pytest

from indicator_engine.messages import CATALOGUE, audit, forms, importing, spark, tables, templates
from tests.small import findings_of_file

CASES = Path(__file__).parent / "cases" / "check"
DIRECTORIES = sorted(path.parent for path in CASES.glob("*/expected.json"))

# Codes that no faulty ruleset among the cases has, each with its reason.
ELSEWHERE = {
    **dict.fromkeys(
        (
            "formula-and-combine", "formula-needed", "formula-too-long", "grade-below-root",
            "key-of-groups", "number-unreadable", "policies-on-group", "weight-needed",
            "weight-under-combine",
        ),
        "the schema sees it first, under a code of its own",
    ),
    **dict.fromkeys(("file-unreadable", "ruleset-unknown"), "there is no file to check"),
    **dict.fromkeys(("document-too-large", "json-too-many-values"), "the file would be too large"),
    **dict.fromkeys(
        ("cohort-not-list", "record-not-object", "text-expected", "value-not-finite", "value-too-long"),
        "the data of an example cannot be so; those of a record can",
    ),
    **dict.fromkeys(
        (
            "absence-scored-full", "absence-scored-zero", "assertion-condition", "assertion-equal",
            "assertion-undefined", "default-used",
        ),
        "a score warns of it, and check does not",
    ),
    **dict.fromkeys(tables.SENTENCES, "a table is at fault, see tests/batch"),
    **dict.fromkeys(spark.SENTENCES, "a table of Spark is at fault, see tests/spark"),
    **dict.fromkeys(templates.SENTENCES, "a Word file is at fault, see tests/test_report_word_templates.py"),
    **dict.fromkeys(forms.SENTENCES, "a form is at fault, see tests/forms"),
    **dict.fromkeys(importing.SENTENCES, "a table to import is at fault, see tests/importing"),
    **dict.fromkeys(audit.SENTENCES, "a report is at fault, see tests/auditing"),
    **dict.fromkeys(
        ("extends-too-deep", "extends-without-folder", "not-effective", "resolved-too-large"),
        "it takes many files, none, a day or a large one, see tests/lineage",
    ),
    "cohort-unknown": "a ruleset's own rows answer; a formula by itself has none",
    "not-covered": "it is found only where a threshold is asked for",
    "result-malformed": "a result of score is at fault, see tests/comparing",
    "proof-open": "what a proof leaves open depends on the effort spent on it",
}  # fmt: skip


def expected_in(directory: Path) -> list[tuple[str, int, int]]:
    """Return code, line and column of everything to be found."""
    findings = json.loads((directory / "expected.json").read_text(encoding="utf-8"))["findings"]
    return [(each["code"], each["line"], each["column"]) for each in findings]


def goods() -> list[Path]:
    return [path for each in DIRECTORIES if (path := each / "good.ruleset.json").exists()]


def test_every_code_has_its_case() -> None:
    """Or a reason why it has none, or more than one."""
    assert sorted({*CATALOGUE} - {path.name for path in DIRECTORIES}) == sorted(ELSEWHERE)


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda path: path.name)
def test_a_faulty_ruleset_is_found_with_its_codes_at_their_places(directory: Path) -> None:
    told = findings_of_file(directory / "bad.ruleset.json")
    found = [(each.code, each.at.line, each.at.column) for each in told]
    assert found == expected_in(directory)
    assert directory.name in {code for code, _, _ in found}


@pytest.mark.parametrize("path", goods(), ids=lambda path: path.parent.name)
def test_its_mended_twin_has_no_flaw(path: Path) -> None:
    assert findings_of_file(path) == ()
