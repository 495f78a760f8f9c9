"""The result of an evaluation as reports conclude it, in one sentence."""

from collections.abc import Mapping

from indicator_engine.language.numbers import plain
from indicator_engine.messages import reports as say
from indicator_engine.report.phrases import DASH, Phrases, one_line
from indicator_engine.results import Evaluation


def conclusion(phrases: Phrases, evaluation: Evaluation) -> str:
    """Return who has how many points and which grade; of an open total, what it may be."""
    total = phrases.score(evaluation.total, evaluation.total_range)
    quoted = [phrases.say(say.QUOTED, text=grade) for grade in grades_of(evaluation)]
    grade = phrases.say(say.OR).join(quoted)
    unit = next(iter(unit_of(evaluation).values()), "")
    if total == DASH:
        template = say.CONCLUSION_UNKNOWN
    elif evaluation.is_complete:
        template = say.CONCLUSION_OF if unit else say.CONCLUSION
    else:
        template = say.CONCLUSION_OPEN_OF if unit else say.CONCLUSION_OPEN
    return phrases.say(
        template,
        unit=unit,
        total=total,
        max=plain(evaluation.max),
        grade=phrases.say(say.CONCLUDED_GRADE, grade=grade) if grade else "",
    )


def grades_of(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the grade, or those still possible, each on one line; none without a scale."""
    grades = evaluation.grades if evaluation.grade is None else (evaluation.grade,)
    return tuple(map(one_line, grades))


def unit_of(evaluation: Evaluation) -> Mapping[str, str]:
    """Return name and id of who was evaluated, each on one line, as far as they are given."""
    given = {key: one_line(evaluation.unit.get(key, "")) for key in ("name", "id")}
    return {key: text for key, text in given.items() if text}
