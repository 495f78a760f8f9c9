"""``diff``: two rulesets, or two results of one unit."""

from typing import overload

from attrs import evolve, frozen

from indicator_engine.comparing.changes import Difference
from indicator_engine.comparing.evaluations import result_of
from indicator_engine.comparing.results import Result, compare_results
from indicator_engine.comparing.rulesets import compare_rulesets
from indicator_engine.model import Ruleset
from indicator_engine.results import Evaluation

AnyResult = Evaluation | Result


@overload
def diff(
    before: Ruleset,
    after: Ruleset,
    *,
    data: object = None,
    unit: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
) -> Difference: ...


@overload
def diff(before: AnyResult, after: AnyResult) -> Difference: ...


def diff(  # noqa: PLR0913 - each of them is a choice of the caller's
    before: Ruleset | AnyResult,
    after: Ruleset | AnyResult,
    *,
    data: object = None,
    unit: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
) -> Difference:
    """Return what changed between two rulesets, or between two results of one unit.

    Rulesets are compared by names and ids, results node by node. A formula is compared by what it
    says and a number by its value: another spelling is no change.

    Args:
        before: The first: a ruleset, or what ``score`` returned.
        after: The second, of the same kind.
        data: Of two rulesets: a table of units, scored by both to see whose total or grade
            changes; a file or a data frame, as ``score_table`` takes them. A column need not mean
            something to both rulesets; a list of records has to fit both.
        unit: The column that names the unit; by default ``unit`` or ``单位``, else the row's number.
        encoding: Of a CSV file; by default UTF-8, else GB18030.
        sheet: Of a workbook; by default the first.

    Raises:
        TypeError: Where the two are not of one kind, or data are given with results.
        RecordError: Where the table as a whole cannot be used.

    >>> from indicator_engine import diff, load_ruleset, parse_ruleset
    >>> old = load_ruleset("beijing-department-2022")
    >>> new = parse_ruleset(old.document.text.replace('"[90, 100]"', '"[92, 100]"')
    ...                     .replace('"[80, 90)"', '"[80, 92)"'))
    >>> [(each.code, each.id, each.before, each.after) for each in diff(old, new).changes]
    [('grade.range', '优', '[90, 100]', '[92, 100]'), ('grade.range', '良', '[80, 90)', '[80, 92)')]
    """
    if isinstance(before, Ruleset) and isinstance(after, Ruleset):
        found = compare_rulesets(before, after)
        if data is None:
            return found
        return _with_data(found, (before, after), _Table(data, unit, encoding, sheet))
    if isinstance(before, Ruleset) or isinstance(after, Ruleset):
        kinds = f"{type(before).__name__} and {type(after).__name__}"
        raise TypeError(f"{kinds} cannot be compared, expected two rulesets or two evaluations")
    if data is not None:
        raise TypeError("data are given with two results, expected them with two rulesets")
    return compare_results(_result(before), _result(after))


@frozen
class _Table:
    """A table, and how it is to be read."""

    source: object
    unit: str | None
    encoding: str | None
    sheet: str | None


def _with_data(found: Difference, rulesets: tuple[Ruleset, Ruleset], table: _Table) -> Difference:
    """Return what was found with whose scores differ by it; the table is opened once."""
    from indicator_engine.batch.score_table import score_source
    from indicator_engine.batch.sources import Records, opened
    from indicator_engine.comparing.units import units_compared

    with opened(table.source, encoding=table.encoding, sheet=table.sheet) as source:
        before, after = ((each, score_source(each, source, unit=table.unit)) for each in rulesets)
        notices = () if isinstance(source, Records) else source.notices
    units = units_compared(before, after, found.renamed)
    notices = (*notices, *after[1].notices)
    return evolve(found, units=evolve(units, notices=notices))


def _result(given: AnyResult) -> Result:
    return result_of(given) if isinstance(given, Evaluation) else given
