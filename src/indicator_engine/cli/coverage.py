"""What ``check`` says of a ruleset's examples: what they show, and which others are worth adding."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from indicator_engine.cli.command import BAD_NEWS, FINE, Answer
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from fractions import Fraction

    from indicator_engine.checks.suggestions import Suggestion
    from indicator_engine.model import Ruleset


def covered(
    rulesets: "Sequence[Ruleset]", threshold: "Fraction | int", language: Language
) -> Answer:
    """Answer how much the examples show, and what they do not; bad news below the threshold."""
    from indicator_engine.checks.coverage import coverage

    lines: list[str] = []
    enough = True
    for ruleset in rulesets:
        found = coverage(ruleset)
        facts = {"id": ruleset.id, "covered": str(found.covered), "total": str(found.total)}
        lines.append(say.COVERED.in_language(language).format(**facts))
        for subject in found.uncovered:
            place = {"at": str(subject.at), "name": subject.name}
            lines.append(say.UNCOVERED.in_language(language).format(**place))
        enough = enough and found.share >= threshold
    return Answer(content="\n".join(lines), status=FINE if enough else BAD_NEWS)


def suggested(rulesets: "Sequence[Ruleset]", effort: int) -> Answer:
    """Answer with examples worth adding, as JSON ready to paste."""
    from indicator_engine.checks.suggestions import suggestions
    from indicator_engine.documents import write_json

    found = [_example(each) for ruleset in rulesets for each in suggestions(ruleset, effort)]
    return Answer(content=write_json({"examples": found}), is_document=True)


def _example(suggestion: "Suggestion") -> dict[str, Any]:
    """Return a suggestion as an example without expectations, the engine's result in its note."""
    result = suggestion.result
    shown = "–" if result is None else f"{result.total} {result.grade or ''}".strip()
    others = suggestion.cohort
    cohort = {} if others is None else {"cohort": [{"inputs": dict(each)} for each in others]}
    return {
        "id": suggestion.id,
        "note": {
            "zh": f"{suggestion.reason}：{suggestion.subject}；引擎算得 {shown}",
            "en": f"{suggestion.reason}: {suggestion.subject}; the engine gives {shown}",
        },
        "inputs": dict(suggestion.inputs),
        **cohort,
    }
