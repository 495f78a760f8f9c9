"""The templates, and how a page is drawn with them."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from indicator_engine.extras import needs
from indicator_engine.messages import Language
from indicator_engine.messages import explaining as told
from indicator_engine.messages import reports as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.report.explanations.pages.content import page
from indicator_engine.report.explanations.view import Explained
from indicator_engine.report.phrases import Phrases
from indicator_engine.resources import template_text
from indicator_engine.results import Evaluation, ScoreNode

if TYPE_CHECKING:
    from jinja2 import Environment

TAGS: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}

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
    phrases, style = Phrases(language), _filled(template_text("page.css"))
    text = (
        _environment()
        .get_template(f"{template}.html")
        .render(
            page=page(phrases, shown, evaluation, node or evaluation.tree),
            words={name: phrases.say(sentence) for name, sentence in WORDS.items()},
            lang=TAGS[language],
            style=style,
            policy=_policy(style),
        )
    )
    return _filled(text)


def _filled(text: str) -> str:
    """Return a text without its empty lines."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def can_draw() -> bool:
    """Tell whether Jinja2 is installed."""
    return find_spec("jinja2") is not None


@cache
def _environment() -> "Environment":
    """Return the templates, read once: they are our own, and nothing of a ruleset is in them."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _policy(style: str) -> str:
    """Return what a page may load: nothing, and no style but its own."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
