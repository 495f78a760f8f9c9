"""A generated ruleset with a record of it, shown as an author would write them."""

import json
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from indicator_engine.documents import read_document, write_json
from indicator_engine.errors import RecordError
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset, Stage
from indicator_engine.results import Evaluation, ScoreNode
from indicator_engine.scoring import score
from indicator_engine.testing import records_for, rulesets

Json = Any


class Case:
    """A ruleset and a record.

    Attributes:
        ruleset: The ruleset.
        record: A record of it, every value in range.
    """

    def __init__(self, ruleset: Ruleset, record: Mapping[str, Any]) -> None:
        self.ruleset, self.record = ruleset, record

    @property
    def text(self) -> str:
        """Return the ruleset's JSON."""
        assert self.ruleset.document is not None
        return self.ruleset.document.text

    @property
    def fields(self) -> Json:
        """Return the ruleset's JSON as values of its own, numbers exact."""
        return json.loads(self.text, parse_float=Fraction)

    def __repr__(self) -> str:
        return f"\n{self.text}\n{self.record}"


@st.composite
def cases(
    draw: Callable[[st.SearchStrategy[Any]], Any],
    *,
    capped: bool | None = None,
    complete: bool | None = None,
    stage: Stage | None = None,
    examples: bool = False,
) -> Case:
    """Draw a ruleset and a record of it; the options are those of the two strategies."""
    ruleset = draw(rulesets(capped=capped, stage=stage, examples=examples))
    return Case(ruleset, draw(records_for(ruleset, complete=complete)))


def parsed(fields: Json) -> Ruleset:
    """Return the ruleset of some JSON, as it stands."""
    return read_ruleset(read_document(write_json(fields), "<changed>"))


def result(case: Case) -> Evaluation | None:
    """Return what the engine says; ``None`` where it refuses the record."""
    try:
        return score(case.ruleset, case.record)
    except RecordError:
        return None


def nodes(evaluation: Evaluation) -> dict[str, ScoreNode]:
    """Return the nodes of a score tree by their ids."""
    return {node.id: node for node in evaluation.tree.walk()}


def indicators(node: Json) -> Iterator[Json]:
    """Yield an indicator of the JSON, and all below it."""
    yield node
    for child in node.get("children", []):
        yield from indicators(child)
