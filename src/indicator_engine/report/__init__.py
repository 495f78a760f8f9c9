"""Score trees in print: one file for each format, all drawn from one view of the tree."""

from collections.abc import Callable, Mapping

from indicator_engine.messages import Language
from indicator_engine.report import as_json, markdown, text
from indicator_engine.results import Evaluation

__all__ = ["FORMATS", "render"]

Renderer = Callable[[Evaluation, Language], str | bytes]

FORMATS: Mapping[str, Renderer] = {
    "text": text.render,
    "json": as_json.render,
    "markdown": markdown.render,
}


def render(evaluation: Evaluation, format: str, language: Language = "zh") -> str | bytes:  # noqa: A002 - it is the format
    """Return an evaluation in print.

    Args:
        evaluation: What ``score`` returned.
        format: A key of :data:`FORMATS`.
        language: Of headings, titles and sentences; codes, keys and numbers never depend on it.

    Returns:
        Text, or the bytes of a file where the format is not text.

    Raises:
        ValueError: Where there is no such format.

    >>> from indicator_engine import load_ruleset, score
    >>> ruleset = load_ruleset("beijing-department-2022")
    >>> result = score(ruleset, ruleset.example("ccpit-2022").inputs)
    >>> print(render(result, "markdown").splitlines()[8])
    | 当年预算执行情况 | 20 | 19.38 | 96.92% | A | 定量 |
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}, expected one of {', '.join(FORMATS)}")
    return FORMATS[format](evaluation, language)
