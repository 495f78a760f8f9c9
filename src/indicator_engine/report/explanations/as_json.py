"""An explanation as JSON: for programs, so with exact digits and stable keys."""

from indicator_engine.documents import write_json
from indicator_engine.explaining import Explanation
from indicator_engine.explaining.next_grade import NextGrade
from indicator_engine.explaining.steps import Step
from indicator_engine.explaining.what_if import WhatIf
from indicator_engine.json_text.writer import Writable
from indicator_engine.messages import Language
from indicator_engine.report.as_json import finite, quotient
from indicator_engine.report.explanations.accounts import Account, DerivedAccount
from indicator_engine.report.explanations.view import Lost, explained
from indicator_engine.results import Evaluation, ScoreNode


def render(explanation: Explanation, language: Language = "zh") -> str:
    """Return an explanation as JSON text.

    Points are numbers, ``value`` is exact, a text ``p/q``; texts are in the language asked for.
    """
    shown, evaluation = explained(explanation, language), explanation.evaluation
    nodes = {node.id: node for node in explanation.node.walk()}
    return write_json(
        {
            "ruleset": evaluation.ruleset,
            "title": evaluation.title.of(language),
            "version": evaluation.version,
            "digest": evaluation.digest,
            "engine": evaluation.engine,
            "unit": dict(evaluation.unit),
            "total": evaluation.total,
            "max": finite(evaluation.max),
            "grade": evaluation.grade,
            "what_if": _what_if(explanation.what_if, evaluation),
            "indicators": [_account(each, nodes[each.id]) for each in shown.accounts],
            "derived": list(map(_derived, shown.derived)),
            "losses": [_loss(each) for each in shown.losses],
            "next_grade": _next_grade(explanation.next_grade),
        }
    )


def _account(account: Account, node: ScoreNode) -> dict[str, Writable]:
    return {
        "id": account.id,
        "title": account.title,
        "weight": finite(node.weight),
        "value": None if node.value is None else quotient(node.value),
        "score": node.score,
        "status": node.status,
        "formula": account.formula,
        "substituted": account.substituted,
        "steps": list(map(_step, account.steps)),
        "adjustments": [
            {"text": text, "steps": list(map(_step, steps))} for text, steps in account.adjustments
        ],
        "remark": account.status,
        "note": account.note,
        "source": account.source,
    }


def _derived(account: DerivedAccount) -> dict[str, Writable]:
    return {
        "name": account.name,
        "formula": account.formula,
        "substituted": account.substituted,
        "steps": list(map(_step, account.steps)),
    }


def _step(step: Step) -> dict[str, Writable]:
    return {"text": step.text, "note": step.note, "depth": step.depth, "why": step.why}


def _loss(lost: Lost) -> dict[str, Writable]:
    return {
        "indicator": lost.loss.indicator,
        "title": lost.title,
        "kind": lost.loss.kind,
        "adjustment": lost.loss.adjustment,
        "points": finite(lost.loss.points),
        "reasons": lost.reasons,
    }


def _next_grade(found: NextGrade | None) -> Writable:
    if found is None:
        return None
    return {
        "grade": found.grade,
        "least": found.least,
        "points": found.points,
        "ways": [
            {"input": each.input, "value": each.data, "total": each.total, "grade": each.grade}
            for each in found.ways
        ],
        "cannot": found.cannot,
        "undecided": found.undecided,
    }


def _what_if(found: WhatIf | None, after: Evaluation) -> Writable:
    if found is None:
        return None
    return {
        "changes": found.changes,
        "total": {"from": found.before.total, "to": after.total},
        "grade": {"from": found.before.grade, "to": after.grade},
        "scores": [
            {"id": each.indicator, "from": each.before, "to": each.after} for each in found.scores
        ],
    }
