"""The names over the columns of a table: each column has one, and no two the same."""

from collections.abc import Iterator, Sequence

from indicator_engine.batch.origins import Origin
from indicator_engine.errors import Diagnostic
from indicator_engine.language.names import normal
from indicator_engine.limits import LIMITS


def spoken(name: str) -> str:
    """Return the form under which two column names count as the same.

    >>> spoken(" 预算数（万元） ")
    '预算数(万元)'
    """
    return normal(name).strip()


def flaws(header: Sequence[str], origin: Origin) -> Iterator[Diagnostic]:
    """Yield why a header cannot be used: too many columns, some without a name, or of one name."""
    if len(header) > LIMITS.table_columns:
        facts = {"count": str(len(header)), "limit": str(LIMITS.table_columns)}
        yield Diagnostic(code="table-too-wide", at=origin.header(), facts=facts)
        return
    for number, column in enumerate(header, 1):
        at = origin.heading(number)
        if not spoken(column):
            yield Diagnostic(code="column-unnamed", at=at, facts={"number": str(number)})
        elif column in header[: number - 1]:
            yield Diagnostic(code="column-name-twice", at=at, facts={"column": column})
