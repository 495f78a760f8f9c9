"""Laws that every ruleset obeys on every record; a law looks at one and yields what breaks it."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any
from zlib import crc32

from attrs import evolve, frozen

from indicator_engine.errors import RecordError
from indicator_engine.language.numbers import plain, rounded
from indicator_engine.messages import Language
from indicator_engine.messages import laws as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.model import Grade, Indicator, Ruleset
from indicator_engine.results import Evaluation, ScoreNode
from indicator_engine.scoring import score

Record = Mapping[str, Any]
"""A record ``{"inputs", "unit"?, "notes"?, "cohort"?}``, its values as JSON holds them."""


@frozen
class Breach:
    """How a record breaks a law.

    Attributes:
        how: What is wrong.
        facts: What the sentence is filled with; some are told in either language.
    """

    how: Sentence
    facts: Mapping[str, str | Sentence]

    def message(self, language: Language = "en") -> str:
        """Return the sentence."""
        facts = {
            name: fact.in_language(language) if isinstance(fact, Sentence) else fact
            for name, fact in self.facts.items()
        }
        return self.how.in_language(language).format(**facts)


@frozen(slots=False)
class Trial:
    """A ruleset put to the test by one record; several laws can share it, and score it but once.

    Attributes:
        ruleset: The ruleset.
        record: The record.
    """

    ruleset: Ruleset
    record: Record

    @cached_property
    def outcome(self) -> Evaluation | RecordError:
        """Return what scoring the record gives: a result, or a refusal."""
        return _outcome(self.ruleset, self.record)

    @property
    def result(self) -> Evaluation | None:
        """Return the result; ``None`` where the record is refused, which is one law's matter alone."""
        return None if isinstance(self.outcome, RecordError) else self.outcome


def _outcome(ruleset: Ruleset, record: Record) -> Evaluation | RecordError:
    try:
        return score(ruleset, record)
    except RecordError as error:
        return error


Law = Callable[[Trial], Iterator[Breach]]


def printed_sums_add_up(trial: Trial) -> Iterator[Breach]:
    """Yield every sum that is not printed as the sum of what is printed below it.

    It is the sum before adjustments, and before what was left out rescales it; where its author
    has it printed with fewer places than its parts, their sum is rounded once more.
    """
    result = trial.result if trial.ruleset.rounding.stage == "leaf" else None
    for node in result.tree.walk() if result else ():
        declared = trial.ruleset.nodes[node.id]
        printed = _combined(node) if node.subtotal is None else node.subtotal
        if declared.combination != "sum" or printed is None:
            continue
        parts = (Fraction(child.score) for child in node.children if child.score is not None)
        rounding = declared.rounding
        expected = rounded(sum(parts, Fraction(0)), rounding.places, rounding.mode)
        if printed != expected:
            facts = {"id": node.id, "printed": f"{printed:f}", "expected": f"{expected:f}"}
            yield Breach(say.SUM_DIFFERS, facts)


def _combined(node: ScoreNode) -> Decimal | None:
    """Return what a group's children gave, before its adjustments."""
    changes = [each for each in node.adjustments if each.grade is None]
    return changes[0].before if changes else node.score


def scores_stay_in_range(trial: Trial) -> Iterator[Breach]:
    """Yield every rule whose points lie outside its range, and every refusal that names nothing."""
    if isinstance(trial.outcome, RecordError):
        yield from _nameless(trial.ruleset, trial.outcome)
        return
    for node in trial.outcome.tree.walk():
        declared = trial.ruleset.nodes[node.id]
        value = _points(declared, node)
        if value is not None and value not in declared.range:
            facts = {"id": node.id, "value": plain(value), "range": str(declared.range)}
            yield Breach(say.OUT_OF_RANGE, facts)


def _nameless(ruleset: Ruleset, refusal: RecordError) -> Iterator[Breach]:
    assertions = {each.id for each in ruleset.assertions}
    named = {*ruleset.inputs, *ruleset.derived, *ruleset.nodes, *assertions}
    for found in refusal.diagnostics:
        if found.id not in named:
            yield Breach(say.REFUSAL_WITHOUT_NAME, {"message": found.message()})


def _points(declared: Indicator, node: ScoreNode) -> Fraction | None:
    """Return what an indicator's own rule gave, where it has one and nothing came after it."""
    ruled = declared.formula is not None and node.status == "scored"
    return node.value if ruled and not node.adjustments else None


def totals_have_one_grade(trial: Trial) -> Iterator[Breach]:
    """Yield a total with no grade or with several, a grade not its own, a scale in disorder."""
    grades, result = trial.ruleset.grades, trial.result
    if not grades or result is None or result.total is None:
        return
    total, shown = Fraction(result.total), f"{result.total:f}"
    held = [each for each in grades if each.range is not None and total in each.range]
    if len(held) != 1:
        names = ", ".join(each.grade for each in held) or "–"
        yield Breach(say.GRADES_OF_TOTAL, {"total": shown, "grades": names})
        return
    (own,) = held
    by_scale = all(each.becomes is not None for each in trial.ruleset.indicators.adjustments)
    if by_scale and result.grade != own.grade:
        facts = {"total": shown, "grade": result.grade or "–", "expected": own.grade}
        yield Breach(say.GRADE_DIFFERS, facts)
    for other in _misplaced(grades, own, total):
        facts = {"grade": own.grade, "other": other.grade, "range": str(other.range)}
        yield Breach(say.GRADE_MISPLACED, {"total": shown, **facts})


def _misplaced(grades: tuple[Grade, ...], own: Grade, total: Fraction) -> Iterator[Grade]:
    """Yield the better grades that do not lie above a total, and the worse ones not below it."""
    rank = grades.index(own)
    for place, other in enumerate(grades):
        if place == rank or other.range is None:
            continue
        low, high = other.range.low, other.range.high
        lies_above = low is not None and low >= total
        lies_below = high is not None and high <= total
        if not (lies_above if place < rank else lies_below):
            yield other


def ranges_hold_completions(trial: Trial) -> Iterator[Breach]:
    """Yield a total or a grade that was not thought possible while some inputs were open."""
    whole, opened = trial.result, _opened(trial.ruleset, trial.record)
    if whole is None or whole.total is None or not opened:
        return
    inputs = {**trial.record["inputs"], **opened}
    part = Trial(trial.ruleset, {**trial.record, "inputs": inputs}).result
    if part is None or part.total is not None:  # a policy has settled what is open
        return
    facts = {"open": ", ".join(opened), "total": f"{whole.total:f}", "grade": whole.grade or "–"}
    if part.total_range is not None:
        low, high = part.total_range
        if not low <= whole.total <= high:
            yield Breach(say.TOTAL_OUTSIDE, {**facts, "range": f"{low:f} – {high:f}"})
    if part.grade is None and whole.grade is not None and whole.grade not in part.grades:
        yield Breach(say.GRADE_OUTSIDE, {**facts, "grades": ", ".join(part.grades) or "–"})


def _opened(ruleset: Ruleset, record: Record) -> dict[str, Any]:
    """Return inputs of a record made missing or pending, those with a default aside.

    Which ones depends on their values: differing records open different inputs, and the same
    record always the same.
    """
    marks: tuple[Any, ...] = ({"pending": "?"}, None)
    opened: dict[str, Any] = {}
    for name, value in record["inputs"].items():
        choice = crc32(f"{name} {value}".encode()) % 3
        is_marked = isinstance(value, Mapping) and "tier" not in value
        is_given = name in ruleset.inputs and value is not None and not is_marked
        if is_given and ruleset.inputs[name].default is None and choice < len(marks):
            opened[name] = marks[choice]
    return opened


def sibling_order_is_free(trial: Trial) -> Iterator[Breach]:
    """Yield every indicator that scores otherwise once all siblings are written the other way."""
    turned = evolve(trial.ruleset, indicators=_turned(trial.ruleset.indicators))
    yield from _differences(trial.result, Trial(turned, trial.record).result)


def _turned(node: Indicator) -> Indicator:
    return evolve(node, children=tuple(_turned(child) for child in reversed(node.children)))


def scoring_repeats(trial: Trial) -> Iterator[Breach]:
    """Yield every indicator that scores otherwise the second time."""
    yield from _differences(trial.result, Trial(trial.ruleset, trial.record).result)


def _differences(first: Evaluation | None, second: Evaluation | None) -> Iterator[Breach]:
    """Yield every difference between two results; ``None`` is a refusal."""
    if first is None or second is None:
        if first is not second:
            yield Breach(say.DIFFERS, {"first": _said(first), "second": _said(second)})
        return
    others = {node.id: node for node in second.tree.walk()}
    for node in first.tree.walk():
        if _scores(node) != _scores(others[node.id]):
            yield Breach(say.DIFFERS, {"first": str(node), "second": str(others[node.id])})
    if (first.total, first.grade) != (second.total, second.grade):
        yield Breach(say.DIFFERS, {"first": _said(first), "second": _said(second)})


def _scores(node: ScoreNode) -> object:
    return node.value, node.score, node.status, node.assessed, node.adjustments


def _said(result: Evaluation | None) -> str | Sentence:
    """Return a result, as a breach tells it."""
    return say.REFUSED if result is None else f"{result.tree} {result.grade or '–'}"


LAWS: Mapping[str, Law] = {
    law.__name__: law
    for law in (
        printed_sums_add_up,
        scores_stay_in_range,
        totals_have_one_grade,
        ranges_hold_completions,
        sibling_order_is_free,
        scoring_repeats,
    )
}
