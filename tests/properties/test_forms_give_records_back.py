"""A form that a record fills in is read as that record; what no form can hold is refused."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.cells import MARK_OF
from indicator_engine.errors import IndicatorEngineError
from indicator_engine.forms import fill_in_form, read_form
from indicator_engine.messages import Language
from indicator_engine.model import Example, Ruleset
from indicator_engine.records import from_example
from indicator_engine.testing import records_for, rulesets

TEXTS = st.text(min_size=1, max_size=20) | st.sampled_from(
    ["=1+1", "-5", "@x", "<r>x</r>", "_x0041_", " x\n\t", "待评", "0", "\r\n", "\ud800", "\uffff"]
)


def example_of(record: Mapping[str, Any]) -> Example:
    """Return a record as an example; a remark without a text is none."""
    notes = {name: text for name, text in record.get("notes", {}).items() if text.strip()}
    unit = {key: text for key, text in record.get("unit", {}).items() if text.strip()}
    return Example(id="given", unit=unit, inputs=record["inputs"], notes=notes)


def what_no_form_holds(ruleset: Ruleset, example: Example) -> bool:
    """Tell whether a text seems to be nothing or a mark, or is none that XML holds."""
    texts = [
        raw
        for name, declared in ruleset.inputs.items()
        if declared.type == "text" and isinstance(raw := example.inputs.get(name), str)
    ]
    seeming = any(not each.strip() or each.strip().lower() in MARK_OF for each in texts)
    told = "".join([*texts, *example.unit.values(), *example.notes.values()])
    return seeming or any("\ud800" <= each <= "\udfff" or each in "\ufffe\uffff" for each in told)


@given(ruleset=rulesets(examples=False), language=st.sampled_from(["zh", "en"]), data=st.data())
def test_a_form_gives_its_record_back(
    ruleset: Ruleset, language: Language, data: st.DataObject
) -> None:
    """Number by number, mark by mark, remark by remark; and nothing is said of the form."""
    record = dict(data.draw(records_for(ruleset)))
    for name, declared in ruleset.inputs.items():
        if declared.type == "text" and isinstance(record["inputs"].get(name), str):
            record["inputs"][name] = data.draw(TEXTS)
    record["notes"] = {node: data.draw(TEXTS) for node in record.get("notes", {})}
    example = example_of(record)
    if what_no_form_holds(ruleset, example):
        refuse(ruleset, example, language)
        return
    filled = read_form(ruleset, fill_in_form(ruleset, example, language), "form.xlsx")
    assert filled.record == from_example(ruleset, example)
    assert filled.notices == ()


def refuse(ruleset: Ruleset, example: Example, language: Language) -> None:
    with pytest.raises(IndicatorEngineError) as caught:
        fill_in_form(ruleset, example, language)
    assert {each.code for each in caught.value.diagnostics} == {"form-cannot-hold"}


@given(ruleset=rulesets(examples=False), language=st.sampled_from(["zh", "en"]))
def test_a_blank_form_holds_nothing(ruleset: Ruleset, language: Language) -> None:
    """Defaults stand beside the cells, not in them."""
    filled = read_form(ruleset, fill_in_form(ruleset, None, language), "form.xlsx")
    assert filled.record == from_example(ruleset, Example(id="nothing"))
