"""What a proof is."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from indicator_engine.errors import Location

Property = Literal[
    "within-range", "defined", "reaches-weight", "reachable", "partition", "monotone"
]
Result = Literal["proved", "refuted", "open"]

OTHERS = "()"  # no name of an input

Point = Mapping[str, Any]
"""A record: its inputs as they are read, and under :data:`OTHERS` the points of its cohort."""

EFFORT = 500  # boxes looked at in the search for what neither intervals nor samples settle


@frozen
class Verdict:
    """How the proof of a property ended.

    Attributes:
        result: As in :class:`Proof`.
        why: As in :class:`Proof`.
        point: The record that shows it.
        contrast: A second record, where only two together show it.
        proposal: A condition between inputs that, asserted, would make the proof.
    """

    result: Result
    why: str
    point: Point | None = None
    contrast: Point | None = None
    proposal: str = ""


@frozen(kw_only=True)
class Proof:
    """The verdict on one property of a ruleset.

    Attributes:
        ruleset: Id of the ruleset.
        indicator: The indicator or derived value concerned; ``""`` where there is none.
        subject: What of it: a grade, band, tier, branch or input; ``""`` for the whole.
        property: What was to be proved.
        result: ``proved``, ``refuted``, or ``open`` where the effort did not decide it.
        witness: The inputs of a record that shows it: one that breaks what is refuted, or one that
            reaches what is reachable. ``None`` where no record can show it. Where rules compare
            rows, the record itself, with ``inputs`` and ``cohort``.
        contrast: The same of a second record, where only two together show it.
        why: The reason, in a word that the catalogue explains: ``intervals``, ``witness``,
            ``search``, ``seams``, ``budget`` …
        proposal: A condition between inputs that, asserted, would make the proof; ``""`` for none.
        at: Where the subject stands in the ruleset.
    """

    ruleset: str
    indicator: str
    subject: str
    property: Property
    result: Result
    witness: Mapping[str, object] | None = None
    contrast: Mapping[str, object] | None = None
    why: str
    proposal: str = field(default="", eq=False, repr=False)
    at: Location = field(eq=False, repr=False)
