"""A difference as JSON: for programs, complete, with exact digits and stable keys."""

from indicator_engine.comparing import Change, Difference
from indicator_engine.comparing.changes import Side
from indicator_engine.comparing.effects import Contribution, Outcome, UnitEffect, UnitEffects
from indicator_engine.documents import write_json
from indicator_engine.errors import Location
from indicator_engine.json_text.writer import Writable
from indicator_engine.messages import Language

COUNTS = (
    "unchanged", "higher", "lower", "regraded", "open", "refused", "open_before", "open_after",
    "refused_before", "refused_after", "grades_up", "grades_down", "grades_other",
    "unknown_before", "unknown_after", "missing_before", "missing_after",
)  # fmt: skip


def render(difference: Difference, language: Language = "zh") -> str:
    """Return a difference as JSON text: every change, and every unit that differs.

    Points are numbers; titles are in the language asked for, nothing else depends on it.
    """
    examples = difference.examples
    return write_json(
        {
            "kind": difference.kind,
            "before": _side(difference.before, language),
            "after": _side(difference.after, language),
            "changes": [_change(each, language) for each in difference.changes],
            "examples": {
                "added": examples.added,
                "removed": examples.removed,
                "changed": examples.changed,
            },
            "units": None if difference.units is None else _units(difference.units, language),
        }
    )


def _side(side: Side, language: Language) -> dict[str, Writable]:
    return {
        "file": side.name,
        "ruleset": side.id,
        "version": side.version,
        "digest": side.digest,
        "title": side.title.of(language),
        "unit": side.unit,
    }


def _change(change: Change, language: Language) -> dict[str, Writable]:
    return {
        "code": change.code,
        "part": change.part,
        "id": change.id,
        "owner": change.owner,
        "title": change.title.of(language),
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "before_at": _place(change.before_at),
        "after_at": _place(change.after_at),
        "effect": change.effect,
    }


def _place(at: Location | None) -> Writable:
    if at is None:
        return None
    return {"file": at.file, "pointer": at.pointer, "line": at.line, "column": at.column}


def _units(found: UnitEffects, language: Language) -> dict[str, Writable]:
    return {
        "count": found.units,
        **{key: getattr(found, key) for key in COUNTS},
        "changed": [_unit(each, language) for each in found.changed],
    }


def _unit(found: UnitEffect, language: Language) -> dict[str, Writable]:
    return {
        "unit": found.unit,
        "difference": found.difference,
        "before": _outcome(found.before),
        "after": _outcome(found.after),
        "grade_moved": found.move,
        "by": [_contribution(each, language) for each in found.contributions],
    }


def _outcome(found: Outcome) -> dict[str, Writable]:
    return {
        "total": found.total,
        "grade": found.grade,
        "status": found.status,
        "reasons": found.reasons,
    }


def _contribution(found: Contribution, language: Language) -> dict[str, Writable]:
    return {
        "indicator": found.id,
        "title": found.title.of(language),
        "share": found.share,
        "before": found.before,
        "after": found.after,
        "difference": found.difference,
    }
