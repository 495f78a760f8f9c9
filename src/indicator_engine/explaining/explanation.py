"""One record explained: how every point came about, where points were lost, what the next grade needs."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from indicator_engine.explaining.losses import Loss, losses
from indicator_engine.explaining.next_grade import NextGrade, next_grade
from indicator_engine.explaining.recording import Recorder
from indicator_engine.explaining.what_if import WhatIf, changed, what_if
from indicator_engine.model import Ruleset
from indicator_engine.records import Record, from_python
from indicator_engine.results import Evaluation, ScoreNode
from indicator_engine.scoring.unit import score_record


@frozen(kw_only=True, eq=False)
class Explanation:
    """How a score came about; ``render`` prints it.

    Attributes:
        ruleset: The ruleset.
        record: The data.
        evaluation: The score tree, exactly as ``score`` gives it.
        recorder: What its formulas were read as.
        node: The indicator that is explained, with all below it; by default the root.
        losses: Where points were lost, most first.
        next_grade: What the next grade needs; ``None`` where there is none, while the total is
            open, where one indicator below the root is explained, and where it was not asked for.
        what_if: What changed data changed; ``None`` where nothing was changed.
    """

    ruleset: Ruleset
    record: Record
    evaluation: Evaluation
    recorder: Recorder
    node: ScoreNode
    losses: tuple[Loss, ...]
    next_grade: NextGrade | None
    what_if: WhatIf | None

    def _repr_markdown_(self) -> str:
        """Return the explanation, for notebooks."""
        from indicator_engine.report.explanations import markdown

        return markdown.render(self)

    def _repr_html_(self) -> str | None:
        """Return the explanation, for notebooks; ``None`` where Jinja2 is not installed."""
        from indicator_engine.report.explanations import html

        return html.fragment(self)


def explain(
    ruleset: Ruleset,
    inputs: Mapping[str, Any],
    indicator: str | None = None,
    *,
    unit: object = None,
    changes: Mapping[str, Any] | None = None,
) -> Explanation:
    """Return how the score of one unit came about.

    Args:
        ruleset: The rules.
        inputs: The data of the unit, as :func:`indicator_engine.score` takes them.
        indicator: The id of the one that is to be explained, with all below it; by default all.
        unit: Who is evaluated.
        changes: Data to be replaced, by the names of inputs and the ids of indicators; the
            explanation is that of the changed record, and tells what the changes changed.

    Raises:
        KeyError: Where there is no such indicator.
        RecordError: As :func:`indicator_engine.score`.

    >>> from indicator_engine import explain, load_ruleset, render
    >>> ruleset = load_ruleset("beijing-department-2022")
    >>> found = explain(ruleset, ruleset.example("ccpit-2022").inputs, "A")
    >>> print(render(found, "text").splitlines()[5].strip())
    代入：20 × reached(5169.65 万元, 5333.85 万元) = 19.3843… → 19.38（2 位小数，四舍五入）
    """
    record = from_python(ruleset, inputs, unit)
    return explain_record(ruleset, record, indicator, changes=changes)


def explain_record(
    ruleset: Ruleset,
    record: Record,
    indicator: str | None = None,
    *,
    changes: Mapping[str, Any] | None = None,
    search: bool = True,
) -> Explanation:
    """Return how the score of a record that has been read came about.

    Args:
        ruleset: The rules.
        record: The data.
        indicator: As :func:`explain` takes it.
        changes: As :func:`explain` takes them.
        search: Whether to look for what the next grade needs, which takes longer than all the rest.

    Raises:
        KeyError, RecordError: As :func:`explain`.
    """
    shown = changed(ruleset, record, changes) if changes else record
    recorder = Recorder(ruleset.functions)
    evaluation = score_record(ruleset, shown, recorder.observe)
    node = evaluation.tree if indicator is None else evaluation.node(indicator)
    whole = node is evaluation.tree
    return Explanation(
        ruleset=ruleset,
        record=shown,
        evaluation=evaluation,
        recorder=recorder,
        node=node,
        losses=losses(node),
        next_grade=next_grade(ruleset, shown, evaluation) if search and whole else None,
        what_if=_compared(ruleset, record, evaluation, changes),
    )


def _compared(
    ruleset: Ruleset, record: Record, after: Evaluation, changes: Mapping[str, Any] | None
) -> WhatIf | None:
    if not changes:
        return None
    return what_if(changes, record, score_record(ruleset, record), after)
