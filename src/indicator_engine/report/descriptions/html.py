"""A ruleset as a page of HTML: it needs no other file, no script and no network."""

from indicator_engine.extras import needs
from indicator_engine.messages import Language
from indicator_engine.messages import describing as say
from indicator_engine.model import Ruleset
from indicator_engine.report.descriptions.description import described
from indicator_engine.report.descriptions.parts import Facts, Heading, Paragraph, Table
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.templating import filled_in

DEEPEST = 5  # level of an indented row that the style knows
KINDS = {Heading: "heading", Paragraph: "paragraph", Facts: "facts", Table: "table"}


def render(ruleset: Ruleset, language: Language = "zh") -> str:
    """Return a ruleset as a page.

    Raises:
        IndicatorEngineError: Where Jinja2 is not installed.
    """
    needs("jinja2", what=".html", extra="html")
    page = described(ruleset, language)
    return filled_in(
        "ruleset.html",
        language,
        title=page.title,
        contents=Phrases(language).say(say.CONTENTS),
        parts=[(KINDS[type(part)], part) for part in page.parts],
        deepest=DEEPEST,
    )
