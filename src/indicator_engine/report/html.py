"""An evaluation as a page of HTML: it needs no other file, no script and no network."""

from indicator_engine.messages import Language
from indicator_engine.results import Evaluation


def render(evaluation: Evaluation, language: Language = "zh") -> str:
    """Return an evaluation as a page: scores, losses, warnings, and the rule of every indicator.

    A page of an explanation has the values in its formulas as well.

    Raises:
        IndicatorEngineError: Where Jinja2 is not installed.
    """
    from indicator_engine.report.explanations.as_written import as_written
    from indicator_engine.report.explanations.pages import drawn

    return drawn("page", as_written(evaluation, language), evaluation, language)


def fragment(evaluation: Evaluation, language: Language = "zh") -> str | None:
    """Return what a notebook shows of an evaluation; ``None`` where Jinja2 is not installed."""
    from indicator_engine.report.explanations.as_written import as_written
    from indicator_engine.report.explanations.pages import can_draw, drawn

    if not can_draw():
        return None
    return drawn("fragment", as_written(evaluation, language), evaluation, language)
