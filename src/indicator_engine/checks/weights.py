"""Do the weights of every group add up, and can full marks be printed?"""

from collections.abc import Iterator
from fractions import Fraction

from indicator_engine.errors import Diagnostic
from indicator_engine.language.numbers import plain
from indicator_engine.model import Ruleset


def weights_add_up(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding for every sum whose children do not share its points exactly."""
    for group in ruleset.indicators.walk():
        if group.combination != "sum":
            continue
        points = sum((child.weight for child in group.children), Fraction(0))
        if points != group.weight:
            yield Diagnostic(
                code="weights-do-not-add-up",
                at=ruleset.at(f"{group.pointer}/children"),
                facts={
                    "id": group.id,
                    "weight": plain(group.weight),
                    "points": plain(points),
                    "terms": " + ".join(plain(child.weight) for child in group.children),
                },
                id=group.id,
            )


def weights_can_be_printed(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding for every leaf whose full marks its rounding could not print."""
    if ruleset.rounding.stage != "leaf":
        return
    for leaf in ruleset.indicators.walk():
        unit = Fraction(1, 10**leaf.rounding.places)
        if leaf.is_leaf and leaf.weight % unit:
            pointer = f"{leaf.pointer}/weight" if leaf.declared.weight else leaf.pointer
            yield Diagnostic(
                code="weight-off-the-grid",
                at=ruleset.at(pointer),
                facts={
                    "id": leaf.id,
                    "weight": plain(leaf.weight),
                    "places": str(leaf.rounding.places),
                    "below": plain(leaf.weight // unit * unit),
                    "above": plain(-(-leaf.weight // unit) * unit),
                },
                id=leaf.id,
            )
