"""An explanation as a page of HTML: that of the evaluation, with the values in its formulas."""

from indicator_engine.explaining import Explanation
from indicator_engine.messages import Language
from indicator_engine.report.explanations.pages import can_draw, drawn
from indicator_engine.report.explanations.view import explained


def render(explanation: Explanation, language: Language = "zh") -> str:
    """Return an explanation as a page.

    Raises:
        IndicatorEngineError: Where Jinja2 is not installed.
    """
    shown = explained(explanation, language)
    return drawn("page", shown, explanation.evaluation, language, explanation.node)


def fragment(explanation: Explanation, language: Language = "zh") -> str | None:
    """Return what a notebook shows of an explanation; ``None`` where Jinja2 is not installed."""
    if not can_draw():
        return None
    shown = explained(explanation, language)
    return drawn("fragment", shown, explanation.evaluation, language, explanation.node)
