"""What authors who have never programmed write by mistake, and what they are told in return."""

import json
from pathlib import Path

import pytest

from tests.small import findings_of

CASES = Path(__file__).parent / "cases/slips"
SOUND = (CASES / "sound.ruleset.json").read_text(encoding="utf-8")
SLIPS = json.loads((CASES / "slips.json").read_text(encoding="utf-8"))


def test_without_them_nothing_is_wrong() -> None:
    assert findings_of(SOUND) == ()


@pytest.mark.parametrize("slip", SLIPS, ids=[each["slip"] for each in SLIPS])
def test_a_slip_is_one_error_that_says_where_and_what_to_do(slip: dict[str, str]) -> None:
    """The caret stands below it, and the sentence is the same thing in both languages."""
    assert SOUND.count(slip["instead_of"]) == 1
    text = SOUND.replace(slip["instead_of"], slip["written"])
    (only,) = findings_of(text)
    assert only.at.line is not None
    assert only.at.column is not None
    line = text.splitlines()[only.at.line - 1]
    marked = line[only.at.column - 1 :][: only.at.width]
    assert (only.code, marked) == (slip["code"], slip["marked"])
    assert (only.message("zh"), only.message("en")) == (slip["zh"], slip["en"])
