"""Whether a score that is points already is multiplied by its weight once more."""

from collections.abc import Iterator
from fractions import Fraction

from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known
from indicator_engine.auditing.report_model import Node
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems import range_arithmetic as ranges


def weight_twice(known: Known) -> Iterator[Finding]:
    """Yield rows whose converted score is their points times their share of the points."""
    for node in known.report.walk():
        if node.score is not None and node.converted is not None and _is_twice(node):
            yield Finding(
                code="weight-twice",
                indicator=node.name,
                published=str(node.converted),
                expected=str(node.score),
                at=node.converted.at,
                facts={"score": str(node.score), "weight": str(node.weight)},
                key=node.key,
                correct=node.score.value,
            )


def _is_twice(node: Node) -> bool:
    """Tell whether the score is on the scale of the weight, and was taken for one out of 100."""
    assert node.score is not None
    assert node.converted is not None
    share = _share(node)
    if share is None or node.weight is None or share != node.weight.value or share >= 100:
        return False
    again = ranges.scaled(node.score.interval, share / 100)
    fits_once = node.converted.interval.meet(node.score.interval) is not None
    return not fits_once and node.converted.interval.meet(again) is not None


def _share(node: Node) -> Fraction | None:
    """Return the share by which a score is converted, in hundredths."""
    if node.share is None:
        return None if node.weight is None else node.weight.value
    value = node.share.value
    return value * 100 if node.share.is_percent or value in FRACTIONS else value


FRACTIONS = Range(Fraction(0), Fraction(1), low_open=True, high_open=True)
