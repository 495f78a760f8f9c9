"""Whether a reverse indicator is interpolated towards its better standard value."""

from collections.abc import Iterator, Mapping

from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known
from indicator_engine.auditing.printed import Printed, as_printed
from indicator_engine.auditing.report_model import Node

ACTUAL, THIS, NEXT = "actual", "本档标准值", "上档标准值"
COEFFICIENTS = ("功效系数_公布", "功效系数")


def direction(known: Known) -> Iterator[Finding]:
    """Yield efficacy coefficients of reverse indicators that rise with the actual value."""
    for node in known.report.walk():
        coefficient = _number(node.inputs, *COEFFICIENTS)
        if node.direction == "reverse" and coefficient is not None:
            yield from _upward(node, coefficient)


def _upward(node: Node, coefficient: Printed) -> Iterator[Finding]:
    """Yield the coefficient where the better standard value is taken to be the higher one."""
    actual, this, better = (_number(node.inputs, each) for each in (ACTUAL, THIS, NEXT))
    if actual is None or this is None or better is None or better.value <= this.value:
        return
    span = better.value - this.value
    upward = (actual.value - this.value) / span
    room = (coefficient.step + (actual.step + this.step + better.step) / span) / 2
    if abs(coefficient.value - upward) <= room:
        yield Finding(
            code="direction",
            indicator=node.name,
            published=str(coefficient),
            expected=as_printed(1 - upward, like=coefficient),
            at=coefficient.at,
            facts={"this": str(this), "next": str(better), "actual": str(actual)},
            key=node.key,
        )


def _number(inputs: Mapping[str, Printed | str], *names: str) -> Printed | None:
    found = (inputs.get(name) for name in names)
    return next((each for each in found if isinstance(each, Printed)), None)
