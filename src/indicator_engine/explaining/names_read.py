"""Which names indicators rest on."""

from collections.abc import Iterable

from indicator_engine.model import Indicator, Ruleset


def names_read(ruleset: Ruleset, indicators: Iterable[Indicator]) -> frozenset[str]:
    """Return the names that some indicators read, derived values followed to what they read."""
    pending = {name for each in indicators for name in _names(each)}
    read: set[str] = set()
    while pending:
        name = pending.pop()
        read.add(name)
        if name in ruleset.derived:
            pending |= ruleset.derived[name].formula.names - read
    return frozenset(read)


def _names(indicator: Indicator) -> frozenset[str]:
    """Return the names in an indicator's formula, and in those of its adjustments."""
    conditions = [step.when for step in indicator.adjustments]
    changes = [step.becomes for step in indicator.adjustments]
    formulas = [each for each in (indicator.formula, *conditions, *changes) if each is not None]
    return frozenset[str]().union(*(each.names for each in formulas))
