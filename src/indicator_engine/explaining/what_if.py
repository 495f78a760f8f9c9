"""A record with some of its data changed, and what that changes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from indicator_engine.model import Ruleset
from indicator_engine.records import Record, from_python
from indicator_engine.results import Evaluation


@frozen(kw_only=True)
class Change:
    """A published score that is another one with the changed data.

    Attributes:
        indicator: Whose.
        before: With the data as they are; ``None`` where it was open or left out.
        after: With the changed data.
    """

    indicator: str
    before: Decimal | None
    after: Decimal | None


@frozen(kw_only=True)
class WhatIf:
    """What changed data change.

    Attributes:
        changes: The names of the inputs and indicators whose data were changed.
        record: The record as it was.
        before: What it gave.
        scores: The scores that are others now, parents first.
    """

    changes: tuple[str, ...]
    record: Record
    before: Evaluation
    scores: tuple[Change, ...]


def changed(ruleset: Ruleset, record: Record, changes: Mapping[str, Any]) -> Record:
    """Return a record with some of its data replaced; whatever it says besides is kept.

    Args:
        ruleset: The ruleset.
        record: The record.
        changes: Values or marks, by the names of inputs and the ids of indicators.

    Raises:
        RecordError: Where a value cannot be used.
    """
    read = from_python(ruleset, changes)
    kept = {name: why for name, why in record.reasons.items() if name not in changes}
    filled = [name for name in record.filled if name not in changes]
    return evolve(
        record,
        values={
            name: read.values[name] if name in changes else value
            for name, value in record.values.items()
        },
        marks={**record.marks, **read.marks},
        reasons={**kept, **read.reasons},
        filled=(*filled, *(name for name in read.filled if name in changes)),
    )


def what_if(
    changes: Mapping[str, Any], record: Record, before: Evaluation, after: Evaluation
) -> WhatIf:
    """Return what changed data change.

    Args:
        changes: The changed data.
        record: The record as it was.
        before: What it gave.
        after: What the changed record gives.
    """
    pairs = zip(before.tree.walk(), after.tree.walk(), strict=True)
    return WhatIf(
        changes=tuple(changes),
        record=record,
        before=before,
        scores=tuple(
            Change(indicator=old.id, before=old.score, after=new.score)
            for old, new in pairs
            if old.score != new.score
        ),
    )
