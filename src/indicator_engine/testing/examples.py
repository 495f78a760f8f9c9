"""Examples whose expectations are what the engine computes."""

from collections.abc import Callable, Mapping
from datetime import date

from indicator_engine.checks.examples import warning_ids
from indicator_engine.errors import RecordError
from indicator_engine.model import Ruleset
from indicator_engine.records import from_python
from indicator_engine.results import DerivedValue, Evaluation
from indicator_engine.scoring import score_record
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft
from indicator_engine.testing.records import UNITS, records_for


def declare_examples(draft: Draft, ruleset: Ruleset) -> list[Json]:
    """Return examples of a ruleset, mostly none; a record that is refused makes no example."""
    if not draft.chance(3):
        return []
    found = (_example(draft, ruleset) for _ in range(1 + draft.below(2)))
    return [example for example in found if example is not None]


def _example(draft: Draft, ruleset: Ruleset) -> Json:
    record = draft.draw(records_for(ruleset))
    try:
        result = score_record(ruleset, from_python(ruleset, record))
    except RecordError:
        return None
    if draft.chance(3):  # read like any data, also where no rule asks for it
        others = [draft.draw(records_for(ruleset)) for _ in range(draft.below(3))]
        record = {**record, "cohort": [_other(draft, each) for each in others]}
    expected = draft.some({key: _lazy(compute, result) for key, compute in EXPECTED.items()}, 2)
    fields = {"id": draft.name("例", "ex-"), **draft.described(of=4), **record}
    return fields | ({"expected": expected} if expected else {})


def _other(draft: Draft, record: Mapping[str, Json]) -> Json:
    unit = draft.some({"unit": lambda: draft.pick(UNITS)}, 2)
    return unit | {key: value for key, value in record.items() if key != "notes"}


def _lazy(compute: Callable[[Evaluation], Json], result: Evaluation) -> Callable[[], Json]:
    return lambda: compute(result)


def _scores(result: Evaluation) -> Mapping[str, Json]:
    return {node.id: node.score for node in result.tree.walk()}


def _rates(result: Evaluation) -> Mapping[str, Json]:
    """Return rates as published, every other one as a percentage."""
    rated = [(node.id, node.rate) for node in result.tree.walk() if node.rate is not None]
    return {
        name: rate if index % 2 else f"{rate * 100:.2f}%"
        for index, (name, rate) in enumerate(rated)
    }


def _printed(derived: DerivedValue) -> Json:
    if derived.printed is not None:
        return derived.printed
    return derived.value.isoformat() if isinstance(derived.value, date) else derived.value


EXPECTED: Mapping[str, Callable[[Evaluation], Json]] = {
    "total": lambda result: result.total,
    "grade": lambda result: result.grade,
    "scores": _scores,
    "rates": _rates,
    "derived": lambda result: {each.name: _printed(each) for each in result.derived_values},
    "warnings": warning_ids,
}
