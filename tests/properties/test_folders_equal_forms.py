"""A folder of forms is scored as its forms are, each like a single unit: every node, every refusal."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicator_engine import score_table
from indicator_engine.errors import IndicatorEngineError, RecordError
from indicator_engine.forms import fill_in_form, read_form
from indicator_engine.model import Ruleset
from indicator_engine.scoring import score_record
from indicator_engine.testing import records_for, rulesets
from tests.properties.test_forms_give_records_back import example_of

Cells = Mapping[str, object]


def alone(ruleset: Ruleset, path: Path) -> Cells | list[str]:
    """Return the scores of a form, or for what ``score`` refuses it."""
    try:
        found = score_record(ruleset, read_form(ruleset, path, path.name).record)
    except RecordError as error:
        return [each.code for each in error.diagnostics]
    nodes = {node.id: node.score for node in found.tree.walk()}
    return {**nodes, "total": found.total, "grade": found.grade}


@settings(max_examples=25)
@given(ruleset=rulesets(examples=False), data=st.data())
def test_a_folder_of_forms_is_scored_form_by_form(ruleset: Ruleset, data: st.DataObject) -> None:
    """One row a form, in the order of their names, scored or refused."""
    assume(not ruleset.cohort)
    records = data.draw(st.lists(records_for(ruleset), min_size=1, max_size=3))
    with TemporaryDirectory() as folder:
        for number, record in enumerate(records):
            own = evolve(example_of(record), unit={"name": f"单位{number}"})
            try:
                Path(folder, f"{number}.xlsx").write_bytes(fill_in_form(ruleset, own))
            except IndicatorEngineError:  # no form holds it
                assume(False)
        expected = {
            f"单位{path.stem}": alone(ruleset, path) for path in sorted(Path(folder).iterdir())
        }
        found = score_table(ruleset, folder)
    scores = [(row.pop("unit"), row) for row in found.scores.drop("status").iter_rows(named=True)]
    assert scores == [(unit, row) for unit, row in expected.items() if isinstance(row, Mapping)]
    refused: dict[str, list[str]] = {}
    for unit, code in found.refused.select("unit", "code").iter_rows():
        refused.setdefault(unit, []).append(code)
    assert refused == {unit: row for unit, row in expected.items() if isinstance(row, list)}
