"""What the engine itself prints passes its own audit."""

import json

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from indicator_engine import RecordError, Ruleset, audit, load_ruleset, render, score
from indicator_engine.auditing.audited import audited
from indicator_engine.auditing.reading import read_bytes
from indicator_engine.testing import records_for, rulesets


# A generated ruleset shrinks for minutes; the failing one tells as much.
@settings(max_examples=50, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(ruleset=rulesets(), data=st.data())
def test_an_evaluation_is_audited_without_error(ruleset: Ruleset, data: st.DataObject) -> None:
    try:
        evaluation = score(ruleset, data.draw(records_for(ruleset)))
    except RecordError:
        return
    text = render(evaluation, "json")
    assert isinstance(text, str)
    assert audited(read_bytes(text.encode(), "evaluation.json"), ruleset).errors == ()


def test_shipped_examples_are_audited_with_their_data() -> None:
    for name in ("beijing-department-2022", "beijing-project-2020"):
        ruleset = load_ruleset(name)
        example = ruleset.example("ccpit-2022")
        assert example is not None
        printed = json.loads(str(render(score(ruleset, example.inputs), "json")), parse_float=str)
        result = audit({**printed, "inputs": dict(example.inputs)}, ruleset)
        assert result.errors == ()
        assert [each.code for each in result.not_checkable] == []
