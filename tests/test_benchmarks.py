"""The benchmarks measure what they say: the units, the exact scores, the competitors, the page."""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from attrs import evolve

from indicator_engine import load_ruleset, score

numpy = pytest.importorskip("numpy")
pl = pytest.importorskip("polars")

from benchmarks import __main__ as command  # noqa: E402 - it needs the two
from benchmarks import data, exact, report, units  # noqa: E402
from benchmarks.compare import Wrong, wrong  # noqa: E402
from benchmarks.peers import MEMORY, ONE_UNIT, Competitor, function, lacks  # noqa: E402
from benchmarks.results import Measurement, Result, from_json, to_json  # noqa: E402
from benchmarks.rounds import interleaved, timed  # noqa: E402
from benchmarks.work import GROUPS, INPUTS, LEAVES, RULESET, SCORES, WHOLE_INPUTS  # noqa: E402
from benchmarks.works import files  # noqa: E402

RULES = load_ruleset(str(RULESET))
SOME = 2_000
MADE = data.columns(data.CHUNK)
ENOUGH = units.Units(SOME)
GRADES = pl.Series("grade", exact.grades(exact.scores(ENOUGH.hundredths)["total"]))
RIGHT = pl.DataFrame(dict(exact.scores(ENOUGH.hundredths))).with_columns(GRADES)


def record(row: int) -> Mapping[str, int | Decimal]:
    """Return a unit as exact numbers."""
    hundredths = {name: int(column[row]) for name, column in ENOUGH.hundredths.items()}
    return {
        name: number // data.ONE if name in WHOLE_INPUTS else Decimal(number).scaleb(-2)
        for name, number in hundredths.items()
    }


class TestUnits:
    def test_they_are_the_same_in_every_run(self) -> None:
        names = ("d11_n", "cost_a", "b13_hi")
        assert [record(0)[name] for name in names] == [8, Decimal("45424.48"), Decimal("69.62")]
        assert [record(SOME - 1)[name] for name in names] == [
            4,
            Decimal("75992.26"),
            Decimal("70.75"),
        ]

    def test_fewer_are_the_beginning_of_more(self) -> None:
        more = data.columns(data.CHUNK + 5)
        fewer = data.columns(7)
        assert all((more[name][:7] == fewer[name]).all() for name in INPUTS)
        assert {len(column) for column in more.values()} == {data.CHUNK + 5}

    def test_another_seed_makes_others(self) -> None:
        assert (data.columns(100, seed=8)["e1"] != data.columns(100)["e1"]).any()

    def test_their_inputs_are_those_of_the_ruleset(self) -> None:
        assert tuple(RULES.inputs) == INPUTS
        whole = [name for name, each in RULES.inputs.items() if each.type == "integer"]
        assert sorted(whole) == sorted(WHOLE_INPUTS)

    def test_whole_inputs_are_whole(self) -> None:
        assert all((MADE[name] % data.ONE == 0).all() for name in WHOLE_INPUTS)

    @pytest.mark.parametrize("name", sorted(data.EVEN))
    def test_even_draws_reach_both_ends_or_nearly(self, name: str) -> None:
        least, most = data.EVEN[name]
        made, near = MADE[name], (most - least) // 1_000
        assert least <= made.min() <= least + near
        assert most - near <= made.max() <= most

    @pytest.mark.parametrize("pair", data.PAIRS, ids=lambda pair: pair.actual)
    def test_a_pair_keeps_its_factors_and_meets_its_target(self, pair: data.Pair) -> None:
        actual, target = MADE[pair.actual], MADE[pair.target]
        low, high = pair.factors
        half = pair.grid / 2
        assert ((target * low - half <= actual) & (actual <= target * high + half)).all()
        assert (actual == target).mean() > 0.057

    @pytest.mark.parametrize("name", sorted(data.REQUIREMENTS))
    def test_no_more_requirements_are_met_than_there_are(self, name: str) -> None:
        least, most = data.REQUIREMENTS[name]
        there, met = MADE[f"{name}_n"] // data.ONE, MADE[f"{name}_ok"] // data.ONE
        assert set(there.tolist()) == set(range(least, most + 1))
        assert ((met >= 0) & (met <= there)).all()

    def test_the_others_keep_what_is_said_of_them(self) -> None:
        assert (MADE["d22_q"] <= MADE["d22_n"]).all()
        assert (MADE["spent"] <= numpy.minimum(MADE["arrived"], MADE["budget"])).all()
        assert 0.89 < (MADE["viol"] == 0).mean() < 0.91
        spread = MADE["b13_hi"] - MADE["b13_lo"]
        assert ((spread >= 100) & (spread <= 9_999)).all()

    def test_doubles_are_the_nearest(self) -> None:
        table = ENOUGH.doubles
        shortest = {name: list(map(Fraction, map(repr, table[name]))) for name in INPUTS}
        hundredths = {name: [100 * each for each in column] for name, column in shortest.items()}
        assert hundredths == {name: each.tolist() for name, each in ENOUGH.hundredths.items()}

    def test_decimals_are_exact(self) -> None:
        assert ENOUGH.decimals.row(3, named=True) == record(3)

    def test_records_are_python_numbers(self) -> None:
        first = ENOUGH.records[0]
        assert {name: Decimal(repr(number)) for name, number in first.items()} == record(0)
        assert {type(first[name]) for name in WHOLE_INPUTS} == {int}


class TestExact:
    def test_the_engine_finds_the_same(self) -> None:
        """Two who never saw each other's work agree on every score."""
        for row in range(0, SOME, 20):
            found = score(RULES, record(row))
            scores = {node.id: node.score for node in found.tree.walk()}
            assert {name: int(100 * (each or 0)) for name, each in scores.items()} == {
                name: RIGHT[name][row] for name in SCORES
            }
            assert found.grade == RIGHT["grade"][row]

    def test_the_tree_is_that_of_the_ruleset(self) -> None:
        groups = {
            name: tuple(child.id for child in node.children)
            for name, node in RULES.nodes.items()
            if node.children
        }
        assert groups == GROUPS
        assert (len(LEAVES), len(SCORES)) == (23, 39)


class TestWrong:
    def test_nothing_is_wrong_with_what_is_right(self) -> None:
        assert wrong(RIGHT, ENOUGH.hundredths) == Wrong(0, 0)

    @pytest.mark.parametrize("kind", ["Float64", "Float32", "Decimal"])
    def test_points_are_read_as_hundredths_are(self, kind: str) -> None:
        dtype = pl.Decimal(18, 2) if kind == "Decimal" else getattr(pl, kind)
        hundredths = pl.selectors.integer().cast(pl.Decimal(20, 2))
        points = RIGHT.with_columns((hundredths / 100).cast(dtype))
        assert wrong(points, ENOUGH.hundredths) == Wrong(0, 0)

    @pytest.mark.parametrize("cell", [0, None])
    def test_what_differs_is_counted(self, cell: int | None) -> None:
        third = pl.int_range(pl.len()) == 2
        table = RIGHT.with_columns(
            pl.when(third).then(cell).otherwise(pl.col("total")).alias("total"),
            pl.when(third).then(None).otherwise(pl.col("grade")).alias("grade"),
        )
        assert wrong(table, ENOUGH.hundredths) == Wrong(1, 1)

    @pytest.mark.parametrize("kind", [pl.Int64, pl.Float64])
    def test_no_score_is_not_the_score_zero(self, kind: object) -> None:
        none = pl.when(pl.col("P13") == 0).then(None).otherwise(pl.col("P13"))
        points = none if kind == pl.Int64 else none / 100
        table = RIGHT.select(points.cast(kind).alias("P13"))
        zeros = int((RIGHT["P13"] == 0).sum())
        assert zeros
        assert wrong(table, ENOUGH.hundredths) == Wrong(zeros, None)

    def test_scores_that_are_not_there_are_not_counted(self) -> None:
        assert wrong(RIGHT.select(LEAVES), ENOUGH.hundredths) == Wrong(0, None)


@pytest.mark.parametrize("competitor", MEMORY, ids=lambda each: each.id)
def test_every_competitor_does_the_same_work(competitor: Competitor) -> None:
    """All is right but for ties, of which one in some hundred cells is one."""
    if missing := lacks(competitor):
        pytest.skip(missing)
    some = units.Units(SOME // 20)
    task = function(competitor.function)(some)
    found = task.read(task.run())
    assert set(LEAVES) <= set(found.columns)
    mistakes = wrong(found, some.hundredths)
    assert mistakes.scores < len(SCORES) * some.rows / 100
    assert not mistakes.grades


@pytest.mark.parametrize("competitor", ONE_UNIT, ids=lambda each: each.id)
def test_one_unit_is_scored(competitor: Competitor) -> None:
    if missing := lacks(competitor):
        pytest.skip(missing)
    assert function(competitor.function)()(ENOUGH.records[0])


def test_what_is_not_installed_is_named() -> None:
    absent = Competitor("absent", "Absent", "absent:in_memory")
    assert lacks(absent) == "No module named 'benchmarks.peers.absent'"


def test_every_competitor_has_its_turns() -> None:
    """As many as there are rounds, and not always in one order."""
    turns: list[str] = []
    tasks = {name: timed(partial(turns.append, name)) for name in "abcd"}
    seconds = interleaved(tasks, 20)
    assert {name: len(each) for name, each in seconds.items()} == dict.fromkeys("abcd", 20)
    rounds = {tuple(turns[start : start + 4]) for start in range(0, 80, 4)}
    assert all(sorted(each) == list("abcd") for each in rounds)
    assert len(rounds) > 1


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_file_is_scored_by_a_process_of_its_own(kind: str, tmp_path: Path) -> None:
    form = files.FORMATS[kind]
    source, few = tmp_path / f"units.{kind}", tmp_path / f"few.{kind}"
    form.write(SOME, source)
    form.write(100, few)
    runs = files.Runs(form.competitors[0], few, source)
    result = runs.result(SOME, form.scan, [runs.once()])
    assert (result.id, result.rows, len(result.seconds)) == ("polars", SOME, 1)
    assert result.peak
    assert result.peak > 2**20
    assert result.wrong_scores is not None
    assert result.wrong_scores < len(SCORES) * SOME / 100


def measurement(work: str, *seconds: float, on: str = "2026-11-23") -> Measurement:
    """Return a measurement of a baseline that takes a second, and of others."""
    others = (
        Result(id=f"{at}", title=f"who {at}", rows=10, seconds=(each,))
        for at, each in enumerate(seconds)
    )
    return Measurement(
        work=work,
        title=f"Work {work}",
        baseline="polars",
        compared="speed",
        machine="a machine",
        date=on,
        results=(Result(id="polars", title="base", rows=10, seconds=(1, 3, 1)), *others),
    )


class TestReport:
    def test_a_table(self) -> None:
        assert report.tables([measurement("memory", 0.5)]).splitlines() == [
            "### Work memory",
            "",
            "Medians, 3 rounds, 2026-11-23, a machine.",
            "*× baseline* is the speed over that of base.",
            "",
            "| who | units | time | million units/s | × baseline |",
            "| :--- | ---: | ---: | ---: | ---: |",
            "| base | 10 | 1 s | 1e-05 | 1.00 |",
            "| who 0 | 10 | 500 ms | 2e-05 | 2.00 |",
        ]

    def test_a_cell_that_has_nothing_to_say_is_empty(self) -> None:
        base, other = measurement("memory", 0.5).results
        left_out = Result(id="absent", title="who else", note="left out: why")
        measured = evolve(other, rows=1, wrong_scores=1_234, wrong_grades=0, peak=3 * 2**20)
        results = (evolve(base, rows=1, peak=2 * 2**20), measured, left_out)
        lines = report.tables([evolve(measurement("memory"), results=results)]).splitlines()
        assert [line.split("|")[3:-1] for line in lines[7:]] == [
            [" 1.00 ", "  ", "  ", " 2 ", " 1.00 ", "  "],
            [" 2.00 ", " 1,234 ", " 0 ", " 3 ", " 1.50 ", "  "],
            ["  ", "  ", "  ", "  ", "  ", " left out: why "],
        ]

    def test_a_comparison_of_times_turns_round(self) -> None:
        speeds = measurement("memory", 0.5)
        times = evolve(speeds, compared="time")
        assert [each.ratio(each.results[1]) for each in (speeds, times)] == [2, 0.5]

    def test_nothing_is_compared_with_a_baseline_that_is_left_out(self) -> None:
        base, other = measurement("memory", 0.5).results
        absent = evolve(base, seconds=())
        without = evolve(measurement("memory"), results=(absent, other))
        assert [without.ratio(each) for each in without.results] == [None, None]

    @pytest.mark.parametrize(
        ("seconds", "text"),
        [
            (12.345, "12.3 s"),
            (0.0461, "46.1 ms"),
            (0.0000239, "23.9 µs"),
            (0.2519, "252 ms"),
            (3e-9, "0.003 µs"),
        ],
    )
    def test_a_duration(self, seconds: float, text: str) -> None:
        assert report.duration(seconds) == text

    def test_a_page_without_the_marks_is_refused(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("# A page\n", encoding="utf-8")
        with pytest.raises(ValueError, match="has no place for results"):
            report.publish(page, "text")

    def test_publishing_again_replaces_one_work_and_keeps_the_others(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
        first = {name: measurement(name, 0.5) for name in ("csv", "memory")}
        command.publish(page, first)
        again = measurement("csv", 0.25, on="2026-11-24")
        command.publish(page, {"csv": again})
        text = page.read_text(encoding="utf-8")
        expected = report.tables([first["memory"], again])
        assert text == f"before\n{report.BEGIN}\n\n{expected}\n\n{report.END}\nafter\n"

    def test_json_keeps_everything(self) -> None:
        one = measurement("csv", 0.5)
        assert from_json(json.loads(json.dumps(to_json(one)))) == one


def test_the_command_measures_a_little(capsys: pytest.CaptureFixture[str]) -> None:
    """Who is not installed is left out, and the baseline never is."""
    command.main(["--rows", "100", "--rounds", "1", "--only", "memory"])
    printed = capsys.readouterr().out
    assert printed.startswith("### In memory\n\nMedians, 1 rounds, 2")
    assert "| hand-written Polars, float64 | 100 |" in printed


def test_an_unknown_work_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--only", "memory,disk"])
    assert "unknown ['disk'], expected some of ['memory', 'parquet'" in capsys.readouterr().err
