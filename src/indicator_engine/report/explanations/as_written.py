"""What a score tree alone tells of its scores: rules as they were written, and where points were lost."""

from collections.abc import Iterator

from indicator_engine.explaining.losses import losses
from indicator_engine.messages import Language
from indicator_engine.report.explanations.accounts import Account, adjusted, heading
from indicator_engine.report.explanations.view import Explained, Lost, lost
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.report.rows import remark
from indicator_engine.report.view import view
from indicator_engine.results import Evaluation, ScoreNode


def as_written(evaluation: Evaluation, language: Language) -> Explained:
    """Return an evaluation explained as far as it goes: no formula has its values put in."""
    phrases = Phrases(language)
    return Explained(
        head=view(evaluation, language),
        accounts=tuple(_accounts(phrases, evaluation.tree)),
        derived=(),
        losses=tuple(_losses(phrases, evaluation.tree)),
    )


def _accounts(phrases: Phrases, node: ScoreNode, level: int = 0) -> Iterator[Account]:
    """Yield the account of a node, then of all below it."""
    yield Account(
        id=node.id,
        title=phrases.title(node),
        level=level,
        heading=heading(phrases, node),
        formula=one_line(node.formula),
        substituted="",
        steps=(),
        adjustments=tuple((adjusted(phrases, each), ()) for each in node.adjustments),
        status=remark(phrases, node),
        note=one_line(node.note),
        source=phrases.text(node.source),
    )
    for child in node.children:
        yield from _accounts(phrases, child, level + 1)


def _losses(phrases: Phrases, root: ScoreNode) -> Iterator[Lost]:
    """Yield where points were lost, each with its remark and status; where there are none, its rule."""
    nodes = {node.id: node for node in root.walk()}
    for loss in losses(root):
        node = nodes[loss.indicator]
        known = [one_line(node.note), remark(phrases, node)] if loss.kind == "scored" else []
        yield lost(phrases, loss, node, known if any(known) else [one_line(node.formula)])
