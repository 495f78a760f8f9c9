"""Formulas for rules in words that are known: one file for each kind of rule.

A kind proposes only where it understands every clause of a text; what is left is for people.
"""

from collections.abc import Callable

from indicator_engine.importing.proposals.answers import answers
from indicator_engine.importing.proposals.bands import bands
from indicator_engine.importing.proposals.checklists import checklists
from indicator_engine.importing.proposals.counts import counts
from indicator_engine.importing.proposals.judging import experts, tiers
from indicator_engine.importing.proposals.proportional import execution, proportional, rate
from indicator_engine.importing.proposals.rule import Proposal, Rule, Said
from indicator_engine.importing.proposals.steps import steps

__all__ = ["KINDS", "Proposal", "Rule", "Said", "proposed"]

LONGEST = 2_000  # characters; no known rule is that long, and patterns take their time
KINDS: tuple[Callable[[Rule], Proposal | None], ...] = (
    bands,
    steps,
    proportional,
    execution,
    rate,
    tiers,
    counts,
    checklists,
    answers,
    experts,
)


def proposed(rule: Rule) -> Proposal | None:
    """Return what the only kind that understands a rule proposes; nothing where two do."""
    if len(rule.text) > LONGEST:
        return None
    found = [each for each in (kind(rule) for kind in KINDS) if each is not None]
    return found[0] if len(found) == 1 else None
