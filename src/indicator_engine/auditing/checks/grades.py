"""Whether the grade is that of the printed total."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.known import Known
from indicator_engine.auditing.report_model import GradeBand
from indicator_engine.language.ranges import Range

# The scale of most forms: 90(含)–100 优, 80(含)–90 良, 60(含)–80 中, below 差. A report that prints
# no scale may have another.
COMMON = tuple(
    GradeBand(grade, Range(Fraction(low), Fraction(high), low_open=False, high_open=high < 100))
    for grade, low, high in (("优", 90, 100), ("良", 80, 90), ("中", 60, 80), ("差", 0, 60))
)


def grades(known: Known) -> Iterator[Finding]:
    """Yield a grade that the printed scale, or the ruleset's, does not give to the total."""
    report, root = known.report, known.report.trees[0]
    total = root.score or report.total
    if not report.grade or total is None:
        return
    own = report.scale or tuple(
        GradeBand(each.grade, each.range) for each in known.rules.grades if each.range is not None
    )
    common = COMMON if total.value <= 100 and known.rules.ruleset is None else ()
    scale = own or common
    found = known.found(root, "sum", "restated", "over-weight")
    totals = [total.value, *([found.correct] if found and found.correct is not None else [])]
    expected = [_grade(scale, each) for each in totals]
    if None in expected or _same(report.grade) in map(_same, filter(None, expected)):
        return
    if _same(report.grade) not in {_same(each.grade) for each in scale}:
        return
    yield Finding(
        code="grade" if own else "grade-common",
        severity="error" if own else "warning",
        indicator=root.name,
        published=report.grade,
        expected=expected[0] or "",
        at=report.grade_at,
        facts={"total": str(total)},
        key=root.key,
    )


def _grade(scale: Sequence[GradeBand], total: Fraction) -> str | None:
    return next((each.grade for each in scale if total in each.range), None)


def _same(grade: str) -> str:
    """Return a grade without what some forms add: 优秀 is 优."""
    return grade.strip().removesuffix("秀").removesuffix("好").removesuffix("等")
