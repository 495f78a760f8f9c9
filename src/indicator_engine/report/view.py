"""What every printed report shows of an evaluation, as text; how it looks is the format's affair.

All that came from a ruleset or from data is one visible line here; what else a format must
escape it knows best.
"""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from indicator_engine.errors import Diagnostic
from indicator_engine.language.numbers import plain, rounded
from indicator_engine.messages import Language, words
from indicator_engine.messages import reports as say
from indicator_engine.report.phrases import (
    DASH,
    Phrases,
    one_line,
    percent,
    points,
    times_hundred,
)
from indicator_engine.report.rows import Column, Row, columns, indicators, sums_differ, totals
from indicator_engine.results import DerivedValue, Evaluation, ScoreNode

DIGEST_SHOWN = 12  # characters; they tell two versions apart, and JSON has all 64
SHARE_PLACES = 4  # of the ratio, as for rates


@frozen(kw_only=True)
class View:
    """An evaluation as text.

    Attributes:
        title: Of the ruleset.
        unit: Who was evaluated; ``""`` where the record does not say.
        caption: The title of the root; ``""`` where it has none, or that of the ruleset.
        heading: Of the column of titles.
        columns: The other columns.
        indicators: The indicators below the root, and how their groups were rescaled and adjusted.
        totals: The lines below them; the last one is the root's.
        verdict: Total and grade.
        total: The total, the range still possible, or that it is open.
        max: The points of the root.
        rate: Of the root in percent, or a dash.
        grade: The grade, or those still possible; ``""`` where there is no scale.
        assessed: How much was assessed.
        coverage: The same; ``""`` where it is everything.
        rounding: That printed sums differ in the last place; ``""`` where none does.
        notes: Remarks of the record: an indicator, and what is said of it.
        derived: Derived values: title, and value with its unit.
        warnings: What the reader is warned of, each with its id.
        unchecked: Ids of the cross-checks whose values are missing; ``""`` where none are.
        provenance: Which ruleset was used, in which version.
    """

    title: str
    unit: str
    caption: str
    heading: str
    columns: tuple[Column, ...]
    indicators: tuple[Row, ...]
    totals: tuple[Row, ...]
    verdict: str
    total: str
    max: str
    rate: str
    grade: str
    assessed: str
    coverage: str
    rounding: str
    notes: tuple[tuple[str, str], ...]
    derived: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    unchecked: str
    provenance: str


def view(evaluation: Evaluation, language: Language) -> View:
    """Return what reports show of an evaluation."""
    phrases, root = Phrases(language), evaluation.tree
    title = phrases.text(evaluation.title) or evaluation.ruleset
    caption = phrases.text(root.title)
    above, below = tuple(indicators(phrases, root)), tuple(totals(phrases, root))
    total, grade = _total(phrases, evaluation), _grade(phrases, evaluation)
    assessed = _assessed(phrases, evaluation)
    return View(
        title=title,
        unit=_unit(phrases, evaluation),
        caption="" if caption == title else caption,
        heading=phrases.say(say.INDICATOR),
        columns=tuple(columns(phrases, [*above, *below])),
        indicators=above,
        totals=below,
        verdict=_verdict(phrases, total, plain(evaluation.max), grade),
        total=total,
        max=plain(evaluation.max),
        rate=DASH if evaluation.rate is None else percent(evaluation.rate),
        grade=grade,
        assessed=assessed,
        coverage="" if evaluation.coverage == evaluation.max else assessed,
        rounding=phrases.say(say.ROUNDED) if sums_differ(root) else "",
        notes=tuple(_notes(phrases, root)),
        derived=tuple(_derived(phrases, each) for each in evaluation.derived_values),
        warnings=tuple(_warning(phrases, each) for each in evaluation.warnings),
        unchecked=phrases.say(say.LISTED).join(map(one_line, evaluation.unchecked)),
        provenance=_provenance(phrases, evaluation),
    )


def _unit(phrases: Phrases, evaluation: Evaluation) -> str:
    given = {key: one_line(text) for key, text in evaluation.unit.items() if text}
    if "name" in given and "id" in given:
        both = phrases.say(say.NAME_AND_ID, **given)
    else:
        both = given.get("name") or given.get("id", "")
    return phrases.say(say.UNIT, unit=both) if both else ""


def _total(phrases: Phrases, evaluation: Evaluation) -> str:
    total = phrases.score(evaluation.total, evaluation.total_range)
    return phrases.say(say.OPEN) if total == DASH else total


def _grade(phrases: Phrases, evaluation: Evaluation) -> str:
    return one_line(evaluation.grade or phrases.say(say.OR).join(evaluation.grades))


def _verdict(phrases: Phrases, total: str, most: str, grade: str) -> str:
    line = phrases.say(say.TOTAL_LINE, total=total, max=most)
    return f"{line}  {phrases.say(say.GRADE_LINE, grade=grade)}" if grade else line


def _assessed(phrases: Phrases, evaluation: Evaluation) -> str:
    return phrases.say(
        say.COVERAGE,
        assessed=points(evaluation.coverage),
        possible=points(evaluation.max),
        share=percent(rounded(evaluation.coverage / evaluation.max, SHARE_PLACES)),
    )


def _notes(phrases: Phrases, root: ScoreNode) -> Iterator[tuple[str, str]]:
    for node in root.walk():
        if node.note:
            yield phrases.title(node), one_line(node.note)


def _derived(phrases: Phrases, derived: DerivedValue) -> tuple[str, str]:
    return phrases.text(derived.title) or derived.name, _value(phrases, derived)


def _value(phrases: Phrases, derived: DerivedValue) -> str:
    """Return a derived value with its unit."""
    if derived.printed is not None:
        return _number(phrases, derived, derived.printed)
    if isinstance(derived.value, bool):
        return phrases.say(say.YES if derived.value else say.NO)
    return DASH if derived.value is None else one_line(str(derived.value))


def _number(phrases: Phrases, derived: DerivedValue, printed: Decimal) -> str:
    if derived.type == "percent":
        return percent(printed)
    if derived.type == "pp":
        return phrases.say(say.POINTS_OF_PERCENT, number=times_hundred(printed))
    number, unit = f"{printed:f}", one_line(derived.unit)
    return phrases.say(say.WITH_UNIT, number=number, unit=unit) if unit else number


def _warning(phrases: Phrases, found: Diagnostic) -> str:
    return phrases.say(
        say.WARNING,
        level=words.SEVERITIES[found.severity].in_language(phrases.language),
        id=one_line(found.id or found.code),
        message=one_line(found.message(phrases.language)),
    )


def _provenance(phrases: Phrases, evaluation: Evaluation) -> str:
    return phrases.say(
        say.PROVENANCE,
        ruleset=evaluation.ruleset,
        version=one_line(evaluation.version),
        digest=evaluation.digest[:DIGEST_SHOWN],
        engine=evaluation.engine,
    )
