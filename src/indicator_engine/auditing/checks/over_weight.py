"""Whether no score is above its weight."""

from collections.abc import Iterator

from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known


def over_weight(known: Known) -> Iterator[Finding]:
    """Yield scores above their weight, where no score below and no other slip explains it."""
    seen = known
    for node in known.report.upwards():
        if not known.is_over(node) or not known.rules.is_capped(node):
            continue
        if seen.found(node, "sum") or seen.found_below(node, "over-weight"):
            continue
        assert node.score is not None
        assert node.weight is not None
        found = Finding(
            code="over-weight",
            indicator=node.name,
            published=str(node.score),
            expected=str(node.weight),
            at=node.score.at,
            key=node.key,
            correct=node.weight.value,
        )
        seen = seen.with_findings([found])
        yield found
