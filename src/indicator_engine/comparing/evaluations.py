"""Evaluations as results that can be compared."""

from collections.abc import Iterator

from indicator_engine.comparing.changes import Side
from indicator_engine.comparing.results import Node, Noted, Result
from indicator_engine.errors import Diagnostic
from indicator_engine.model import Text
from indicator_engine.results import DerivedValue, Evaluation, ScoreNode


def result_of(evaluation: Evaluation) -> Result:
    """Return an evaluation as one of two results that are compared."""
    return Result(
        side=Side(
            name="",
            id=evaluation.ruleset,
            version=evaluation.version,
            digest=evaluation.digest,
            title=evaluation.title,
            unit=evaluation.unit.get("id") or evaluation.unit.get("name", ""),
        ),
        total=evaluation.total,
        grade=evaluation.grade,
        coverage=evaluation.coverage,
        nodes={node.id: node for node in _nodes(evaluation.tree, "")},
        derived={each.name: _derived(each) for each in evaluation.derived_values},
        warnings={noted.key: noted for noted in map(_warning, evaluation.warnings)},
    )


def _nodes(node: ScoreNode, parent: str) -> Iterator[Node]:
    is_sum = not node.formula and sum(each.weight for each in node.children) == node.weight
    yield Node(
        id=node.id,
        title=node.title,
        parent=parent,
        weight=node.weight,
        score=node.score,
        rate=node.rate,
        status=node.status,
        children=tuple(each.id for each in node.children) if is_sum else (),
    )
    for child in node.children:
        yield from _nodes(child, node.id)


def _derived(each: DerivedValue) -> Noted:
    """Return a derived value as results have it in JSON, so that the two can be compared."""
    if each.printed is not None:
        text: str | None = f"{each.printed:f}"
    elif isinstance(each.value, bool):
        text = str(each.value).lower()
    else:
        text = None if each.value is None else str(each.value)
    return Noted(id=each.name, title=each.title, text=text)


def _warning(found: Diagnostic) -> Noted:
    title = Text(zh=found.message("zh"), en=found.message("en"))
    return Noted(id=found.id or found.at.pointer, title=title, text=found.code)
