"""How a page of an explanation is drawn."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Literal

from indicator_engine.extras import needs
from indicator_engine.messages import Language
from indicator_engine.messages import explaining as told
from indicator_engine.messages import reports as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.report.explanations.pages.content import page
from indicator_engine.report.explanations.view import Explained
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.templating import filled_in
from indicator_engine.results import Evaluation, ScoreNode

WORDS: Mapping[str, Sentence] = {
    "result": say.RESULT,
    "total": say.TOTAL,
    "grade": say.GRADE,
    "rate": say.RATE,
    "assessed": say.ASSESSED,
    "scores": say.SCORES,
    "first_level": say.FIRST_LEVEL,
    "all_levels": say.ALL_LEVELS,
    "indicator": say.INDICATOR,
    "weight": say.WEIGHT,
    "score": say.SCORE,
    "losses": told.LOSSES,
    "no_losses": told.NO_LOSSES,
    "place": say.PLACE,
    "lost": say.LOST,
    "why": say.WHY,
    "warnings": say.WARNINGS,
    "unchecked": say.UNCHECKED,
    "derived": say.DERIVED,
    "name": say.NAME,
    "value": say.VALUE,
    "notes": say.NOTES,
    "one_by_one": say.ONE_BY_ONE,
    "formula": told.FORMULA,
    "with_values": told.WITH_VALUES,
    "combined": told.COMBINED,
    "adjustments": say.ADJUSTMENTS,
    "status": told.STATUS,
    "note": told.NOTE,
    "source": told.SOURCE,
    "derivation": say.DERIVATION,
    "provenance": say.PROVENANCE_HEADING,
    "digest": say.DIGEST,
    "then": say.REMARKS,
}
"""The words of the templates that no fact goes into."""


def drawn(
    template: Literal["page", "fragment"],
    shown: Explained,
    evaluation: Evaluation,
    language: Language,
    node: ScoreNode | None = None,
) -> str:
    """Return a page, or a fragment of one, as HTML text.

    Args:
        template: A whole page, or what a notebook puts into its own.
        shown: The texts.
        evaluation: Where they come from.
        language: Of the words beside them.
        node: The indicator that is explained; by default the root.

    Raises:
        IndicatorEngineError: Where Jinja2 is not installed.
    """
    needs("jinja2", what=".html", extra="html")
    phrases = Phrases(language)
    return filled_in(
        f"{template}.html",
        language,
        page=page(phrases, shown, evaluation, node or evaluation.tree),
        words={name: phrases.say(sentence) for name, sentence in WORDS.items()},
    )


def can_draw() -> bool:
    """Tell whether Jinja2 is installed."""
    return find_spec("jinja2") is not None
