"""A spreadsheet that calculates a report anew gets what the engine gets, from any scores."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from indicator_engine import render, score
from indicator_engine.errors import IndicatorEngineError
from indicator_engine.language.numbers import rounded
from indicator_engine.model import Ruleset
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.view import view
from indicator_engine.report.xlsx.drawing import Styles
from indicator_engine.report.xlsx.score_cells import is_left_out
from indicator_engine.report.xlsx.score_sheet import ScoreSheet
from indicator_engine.results import Evaluation, ScoreNode
from indicator_engine.workbooks.addresses import cell_place, column_letters
from tests.properties.cases import Case, cases, indicators, parsed
from tests.scoring.rules import group, leaf, ruleset_of
from tests.xlsx import reading
from tests.xlsx.calculator import NOT_AVAILABLE, Calculator
from tests.xlsx.office import recalculated, stale, with_scores
from tests.xlsx.reading import Table, is_number

Scores = Mapping[str, Decimal]

DRAWN = 30  # rulesets with a record
STUCK = "改动得分后不自动重算"


@frozen
class Typed:
    """A report, the scores that somebody types into it, and what the engine says of them."""

    case: Case
    before: Evaluation
    scores: Scores
    expected: Evaluation

    def check(self, table: Table) -> int:
        """Compare what was calculated with what the engine says; return how many groups."""
        compared = 0
        for node in self.expected.tree.walk():
            if is_followed(table, self.before.node(node.id)):
                compared += bool(node.children)
                assert_same(table.score(node.id), node.score, f"score of {node.id} in {self}")
                assert_same(table.rate(node.id), node.rate, f"rate of {node.id} in {self}")
        root = self.before.tree
        if self.before.scale and is_followed(table, root) and not is_stuck(table, "grade"):
            assert table.grade == (self.expected.grade or "待定"), str(self)
        return compared

    def __str__(self) -> str:
        return f"{self.case!r}\ntyped: {dict(self.scores)}"


def workbook_of(some: Sequence[Typed]) -> bytes:
    """Return one workbook with a score table for each: opening one takes as long as opening all."""
    content, phrases = BytesIO(), Phrases("zh")
    with Workbook(content) as book:
        styles = Styles(book, "zh")
        for number, each in enumerate(some, 1):
            ScoreSheet(styles, str(number), each.before, view(each.before, "zh"), phrases).draw()
    return content.getvalue()


def compared(some: Sequence[Typed], folder: Path) -> int:
    """Type the scores, let the workbook be calculated, and compare; return how many groups."""
    workbook = workbook_of(some)
    read = reading.Workbook(workbook)
    cells: dict[int, Scores] = {}
    for number, each in enumerate(some, 1):
        table = Table(read, each.before, number=number)
        cells[number] = {table.cell(name, 1): score for name, score in each.scores.items()}
    after = reading.Workbook(recalculated(stale(with_scores(workbook, cells)), folder))
    return sum(
        each.check(Table(after, each.before, number=number)) for number, each in enumerate(some, 1)
    )


def assert_same(value: str | Decimal, expected: Decimal | None, what: str) -> None:
    if expected is None:
        assert isinstance(value, str), f"{what}: {value}"
    else:
        assert not isinstance(value, str) or value.lstrip("-")[:1].isdigit(), f"{what}: {value}"
        assert is_number(value, expected), f"{what}: {value}, not {expected}"


def is_stuck(table: Table, node: str) -> bool:
    """Tell whether the table says of a node, or of the grade, that it does not follow."""
    row = table.first + len(table.lines)
    if node != "grade":
        row = table.row(node)
    return STUCK in str(table.rows[row][table.depth + 3])


def is_followed(table: Table, node: ScoreNode) -> bool:
    """Tell whether a node and all below it follow the scores that are typed."""
    waits = node.score is None and node.children and table.cell(node.id, 1) not in table.formulas
    return not waits and not any(
        is_stuck(table, each.id) or table.score(each.id) == NOT_AVAILABLE for each in node.walk()
    )


def marks_a_group(case: Case) -> bool:
    """Tell whether a record says of a group, and so of all below it, why it has no value."""
    given = case.record.get("inputs", case.record)
    return any(node.id in given for node in case.ruleset.indicators.walk() if node.children)


def with_constants(case: Case, before: Evaluation, typed: Scores) -> tuple[Ruleset, dict[str, Any]]:
    """Return the ruleset and record in which every leaf has the value that it has on the sheet."""
    fields = case.fields
    record = dict(case.record)
    inputs = dict(record.get("inputs", record))
    nodes = {node.id: node for node in before.tree.walk()}
    for node in indicators(fields["indicators"]):
        found = nodes[node["id"]]
        if found.children or (found.score is None and found.id not in typed):
            continue
        value = Fraction(typed[found.id]) if found.id in typed else found.value
        assert value is not None
        node["formula"] = f"{value.numerator} / {value.denominator}"
        inputs.pop(found.id, None)
    return parsed(fields), ({**record, "inputs": inputs} if "inputs" in record else inputs)


def expected(case: Case, before: Evaluation, typed: Scores) -> Evaluation | None:
    """Return what the engine says of the scores; ``None`` where it refuses them."""
    if marks_a_group(case):
        return None
    try:
        ruleset, record = with_constants(case, before, typed)
        return score(ruleset, record)
    except IndicatorEngineError:
        return None


def choices(before: Evaluation, random: Random) -> Iterator[Scores]:
    """Yield scores to type: limits, a place more or less, and what brings a total to an edge."""
    leaves = [node for node in before.tree.walk() if not node.children and not is_left_out(node)]
    edges = [
        end
        for grade in before.scale
        if grade.range is not None
        for end in (grade.range.low, grade.range.high)
        if end is not None
    ]
    for node in random.sample(leaves, min(2, len(leaves))):
        if edges and before.total is not None and node.score is not None:
            step = Decimal(1).scaleb(node.score.as_tuple().exponent)  # type: ignore[arg-type]
            moved = Fraction(node.score) + random.choice(edges) - Fraction(before.total)
            yield {node.id: rounded(moved, _places(node)) - random.choice((0, step))}
    for count in (1, 3):
        some = random.sample(leaves, min(count, len(leaves)))
        yield {node.id: _score(node, random) for node in some}


def _score(node: ScoreNode, random: Random) -> Decimal:
    assert node.arithmetic is not None
    limits = node.arithmetic.range
    ends = [each for each in (limits.low, limits.high, node.weight) if each is not None]
    between = node.weight * Fraction(random.randrange(1001), 1000)
    near = Fraction(node.score or 0) + Fraction(random.choice((-1, 1)), 10 ** _places(node))
    return rounded(random.choice([*ends, between, near]), _places(node), "down")


def _places(node: ScoreNode) -> int:
    assert node.arithmetic is not None
    return node.arithmetic.rounding.places


def is_allowed(before: Evaluation, typed: Scores) -> bool:
    """Tell whether the sheet takes the scores, and they are others than those it has."""
    for name, number in typed.items():
        node = before.node(name)
        assert node.arithmetic is not None
        if Fraction(number) not in node.arithmetic.range or number == node.score:
            return False
    return True


def calculated(table: Table, scores: Scores) -> Table:
    """Return a table as a spreadsheet in small calculates it once the scores are typed."""
    table.rows = [list(row) for row in table.rows]
    values = {
        f"{column_letters(column + 1)}{row + 1}": value if isinstance(value, str) else float(value)
        for row, cells in enumerate(table.rows)
        for column, value in enumerate(cells)
    }
    typed = {table.cell(name, 1): float(number) for name, number in scores.items()}
    calculator = Calculator({**values, **typed}, table.formulas)
    for cell in (*table.formulas, *typed):
        row, column = cell_place(cell)
        value = calculator.value(cell)
        shown = value if isinstance(value, str) else Decimal(repr(value))
        table.rows[row - 1][column - 1] = shown
    return table


GRADES = [
    {"grade": "优", "range": "[90, 100]"},
    {"grade": "良", "range": "[80, 90)"},
    {"grade": '"中"', "range": "(59.995, 80)"},
    {"grade": "差", "range": "[0, 59.995]"},
]
EDGES = (
    {"甲": "29.97", "乙": "30.02", "丙": "30.01"},  # 90.00; in floats 89.99999999999999
    {"甲": "29.97", "乙": "30.02", "丙": "30"},  # 89.99
    {"甲": "26.64", "乙": "26.68", "丙": "26.68"},  # 80.00
    {"甲": "0.1", "乙": "26.59", "丙": "33.30"},  # 59.99
    {"甲": "0.1", "乙": "26.6", "丙": "33.30"},  # 60.00
)
TIES = (
    {"甲": "8.1", "乙": "9.15", "丙": "0.1"},  # 17.35
    {"甲": "0.15", "乙": "0.05", "丙": "0.05"},  # 0.25
    {"甲": "1.01", "乙": "0.01", "丙": "0.03"},  # 1.05
    {"甲": "30.03", "乙": "30.03", "丙": "30.04"},  # a mean of 30.0333…
)
MODES = ("half_up", "half_even", "down", "up")


def sums() -> Iterator[Ruleset]:
    """Yield rulesets of three leaves: sums and means that are rounded once more, each its way."""
    leaves = [leaf("甲", 33.3), leaf("乙", 33.3), leaf("丙", 33.4)]
    yield ruleset_of(group("total", 100, *leaves), grades=GRADES)
    for mode in MODES:
        coarse = {"rounding": {"places": 1, "mode": mode}}
        summed = group("合", 100, *leaves, **coarse)
        yield ruleset_of(group("total", 100, summed), grades=GRADES)
        for stage in ("leaf", "node", "total"):
            rounding = {"mode": mode, "stage": stage}
            parts = [
                leaf(each, share=share) for each, share in zip("甲乙丙", (1, 2, 1), strict=True)
            ]
            mean = group("total", 40, *parts, combine="mean")
            yield ruleset_of(mean, grades=GRADES, rounding=rounding)
    gone = {"id": "不计", "weight": 3, "formula": "系数"}
    wider = [{"grade": "优", "range": "[90, 103]"}, *GRADES[1:]]
    yield ruleset_of(group("total", 103, *leaves, gone), grades=wider)


def by_hand() -> list[Typed]:
    """Return reports in which scores are typed that meet ties and edges of grades."""
    some: list[Typed] = []
    for ruleset in sums():
        given = {"甲": 30, "乙": 20, "丙": 10, "系数": {"not_applicable": "无"}}
        case = Case(ruleset, {"inputs": given})
        before = score(ruleset, given)
        for typed in (*EDGES, *TIES):
            scores = {f"{name}分": Decimal(number) for name, number in typed.items()}
            after = expected(case, before, scores)
            assert after is not None
            some.append(Typed(case, before, scores, after))
    return some


def test_ties_and_edges_are_met_in_floats() -> None:
    """What is typed gives the very places where a blurred sum would be told by another grade."""
    some = by_hand()
    for before, alike in groupby(some, key=lambda each: each.before):
        workbook = reading.Workbook(bytes(render(before, "xlsx")))  # type: ignore[arg-type]
        for each in alike:
            table = calculated(Table(workbook, before), each.scores)
            assert each.check(table), "the total follows"
    totals = {each.expected.total for each in some}
    assert totals >= {Decimal("90.00"), Decimal("89.99"), Decimal("80.00"), Decimal("60.00")}


@given(case=cases(), seed=st.integers(0, 1_000_000))
def test_floats_calculate_what_the_engine_does(case: Case, seed: int) -> None:
    """Binary floats give totals, rates and grades to the last digit, whatever is typed."""
    try:
        before = score(case.ruleset, case.record)
    except IndicatorEngineError:
        return
    workbook = reading.Workbook(bytes(render(before, "xlsx")))  # type: ignore[arg-type]
    for scores in ({}, *choices(before, Random(seed))):  # noqa: S311 - nothing is hidden by it
        after = expected(case, before, scores) if is_allowed(before, scores) else None
        if after is not None:
            table = calculated(Table(workbook, before), scores)
            Typed(case, before, scores, after).check(table)


def drawn() -> list[Case]:
    """Return rulesets with records that can be scored, always the same."""
    found: list[Case] = []

    @settings(
        max_examples=DRAWN, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=cases())
    def collect(case: Case) -> None:
        try:
            score(case.ruleset, case.record)
        except IndicatorEngineError:
            return
        found.append(case)

    collect()
    return found


def test_a_drawn_report_calculates_what_the_engine_does(tmp_path: Path) -> None:
    """Unchanged, and with other scores typed: totals, rates and grades, whatever rounds them."""
    random = Random(20201)  # noqa: S311 - nothing is hidden by it
    some: list[Typed] = []
    for case in drawn():
        before = score(case.ruleset, case.record)
        some.append(Typed(case, before, {}, before))
        for scores in choices(before, random):
            after = expected(case, before, scores) if is_allowed(before, scores) else None
            if after is not None:
                some.append(Typed(case, before, scores, after))
    assert len(some) > DRAWN, "much of what is drawn can be changed"
    some += by_hand()[::3]
    assert compared(some, tmp_path) > len(some)
