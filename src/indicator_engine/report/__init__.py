"""Score trees, explanations and rulesets in print: one file for each format of each."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from indicator_engine.messages import Language
from indicator_engine.model import Ruleset
from indicator_engine.report import as_json, html, markdown, text, word, xlsx
from indicator_engine.results import Evaluation

if TYPE_CHECKING:
    from indicator_engine.comparing import Difference
    from indicator_engine.explaining import Explanation

__all__ = ["FORMATS", "render"]

Format = TypeVar("Format")

Renderer = Callable[[Evaluation, Language], str | bytes]

FORMATS: Mapping[str, Renderer] = {
    "text": text.render,
    "json": as_json.render,
    "markdown": markdown.render,
    "html": html.render,
    "xlsx": xlsx.render,
    "docx": word.render,
}


def render(
    result: "Evaluation | Explanation | Difference | Ruleset",
    format: str,  # noqa: A002 - it is the format
    language: Language = "zh",
) -> str | bytes:
    """Return an evaluation, an explanation, a difference or a ruleset in print.

    Args:
        result: What ``score``, ``explain`` or ``diff`` returned, or a ruleset that is to be read.
        format: A key of :data:`FORMATS`; an explanation is text, JSON, Markdown or HTML, a
            difference text, JSON or Markdown, a ruleset Markdown or HTML.
        language: Of headings, titles and sentences; codes, keys and numbers never depend on it.

    Returns:
        Text, or the bytes of a file where the format is not text.

    Raises:
        ValueError: Where there is no such format.
        IndicatorEngineError: Where a library that the format needs is not installed.

    >>> from indicator_engine import load_ruleset, score
    >>> ruleset = load_ruleset("beijing-department-2022")
    >>> result = score(ruleset, ruleset.example("ccpit-2022").inputs)
    >>> print(render(result, "markdown").splitlines()[8])
    | 当年预算执行情况 | 20 | 19.38 | 96.92% | A | 定量 |
    """
    if isinstance(result, Evaluation):
        return _known(format, FORMATS)(result, language)
    from indicator_engine.comparing.changes import Difference
    from indicator_engine.report import descriptions, differences, explanations

    if isinstance(result, Difference):
        return _known(format, differences.FORMATS)(result, language)
    if isinstance(result, Ruleset):
        return _known(format, descriptions.FORMATS)(result, language)
    return _known(format, explanations.FORMATS)(result, language)


def _known(name: str, formats: Mapping[str, Format]) -> Format:
    if name not in formats:
        raise ValueError(f"no format {name!r}, expected one of {', '.join(formats)}")
    return formats[name]
