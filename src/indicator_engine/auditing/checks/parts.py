"""Whether a row of amounts is the sum of its parts."""

from collections.abc import Iterator

from indicator_engine.auditing.amounts import wrong_sum
from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known
from indicator_engine.language.numbers import plain


def parent_children(known: Known) -> Iterator[Finding]:
    """Yield rows of amounts that their parts cannot give."""
    for node in known.report.walk():
        found = wrong_sum(node)
        if found is not None:
            printed = found.whole.printed
            yield Finding(
                code="parent-children",
                indicator=found.whole.row,
                published=str(printed),
                expected=plain(found.parts),
                at=printed.at,
                key=node.key,
            )
