"""When a ruleset is made ready: once it has scored some units with the same gaps."""

from collections.abc import Mapping
from typing import Any

from indicator_engine.model import Ruleset
from indicator_engine.results import Evaluation
from indicator_engine.scoring.gaps import Pattern, parted
from indicator_engine.scoring.prepared import Prepared, prepared
from indicator_engine.values import Refusal

FEW = 8  # units that are scored in the time that making ready takes
READY = 16  # patterns of gaps that a ruleset is made ready for, besides that of none
COUNTED = 256  # patterns whose units are counted


class Plans:
    """A ruleset, made ready for units without gaps and for the commonest patterns of gaps.

    Threads may share it: what two of them do at once is done twice, and the same.
    """

    def __init__(self) -> None:
        self._units: dict[Pattern, int] = {}
        self._made: dict[Pattern, Prepared] = {}

    def __len__(self) -> int:
        """Return of how many patterns the units are counted."""
        return len(self._units)

    def score(
        self,
        ruleset: Ruleset,
        inputs: Mapping[str, Any],
        unit: Mapping[str, str],
        notes: Mapping[str, str],
    ) -> Evaluation | None:
        """Return the result of a unit, or ``None`` where exact numbers must tell.

        Args:
            ruleset: The ruleset.
            inputs: The inputs as given.
            unit: Who is evaluated.
            notes: Remarks by indicator.
        """
        complete = self._made.get(())
        if complete is not None and len(inputs) == len(ruleset.inputs):
            found = complete.score(ruleset, inputs, unit, notes)
            if found is not None:
                return found
        try:
            pattern, given, told = parted(ruleset, inputs)
        except Refusal:
            return None
        made = self.made(ruleset, pattern)
        return None if made is None else made.score(ruleset, given, unit, notes, told)

    def made(self, ruleset: Ruleset, pattern: Pattern = ()) -> Prepared | None:
        """Return the ruleset made ready for another unit, ``None`` as long as it is not."""
        units = self._units.get(pattern, 0) + 1
        if units > FEW:
            return self._made.get(pattern)
        if len(self._units) == COUNTED:
            self._units.clear()
        self._units[pattern] = units
        if units == FEW and (not pattern or len(self._made) < READY):
            made = prepared(ruleset, pattern)
            if made is not None:
                self._made[pattern] = made
        return self._made.get(pattern)


def plans(ruleset: Ruleset) -> Plans:
    """Return the plans of a ruleset, which it keeps."""
    kept = ruleset.kept
    if Plans not in kept:
        kept.setdefault(Plans, Plans())
    found: Plans = kept[Plans]
    return found
