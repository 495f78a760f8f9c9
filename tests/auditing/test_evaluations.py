"""What the engine itself prints passes its own audit."""

import json
from decimal import Decimal

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from indicator_engine import RecordError, Ruleset, audit, load_ruleset, parse_ruleset, render, score
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


def test_what_a_mean_takes_may_have_been_rescaled_below() -> None:
    """Where sums are rescaled once, that is at the topmost of them, which need not be the root."""
    text = {
        "id": "means",
        "version": "1.0.0",
        "title": "Means",
        "inputs": {"a": {"type": "percent"}},
        "policies": {"rescale": "root"},
        "indicators": {
            "id": "total",
            "weight": 100,
            "combine": "mean",
            "children": [
                {"id": "m", "formula": "weight * a"},
                {
                    "id": "s",
                    "children": [
                        {
                            "id": "s1",
                            "weight": 60,
                            "children": [
                                {"id": "s11", "weight": 20, "formula": "weight * a"},
                                {"id": "s12", "weight": 40, "formula": "weight * a"},
                            ],
                        },
                        {"id": "s2", "weight": 40, "formula": "weight"},
                    ],
                },
            ],
        },
    }
    ruleset = parse_ruleset(json.dumps(text))
    evaluation = score(ruleset, {"a": 0.5, "s12": {"not_applicable": "无此业务"}})
    assert evaluation.node("s").score == Decimal("83.33")
    assert evaluation.node("s1").score == Decimal("10.00")
    printed = str(render(evaluation, "json")).encode()
    assert audited(read_bytes(printed, "evaluation.json"), ruleset).errors == ()
