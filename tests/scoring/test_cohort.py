"""A unit among others: ranks, shares and means over all rows that are scored together."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import FormulaError, RecordError, RulesetError, evaluate, score
from indicator_engine.checks.examples import examples_come_out
from indicator_engine.cli import main
from indicator_engine.documents import read_document
from indicator_engine.language.functions import COHORT_FUNCTIONS, Function
from indicator_engine.loading.dump import dump_ruleset
from indicator_engine.loading.read import read_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.number_systems.exact import Exact
from indicator_engine.records import from_document, from_python
from indicator_engine.scoring.cohort import Row, answered, answers
from indicator_engine.scoring.walk import Walk
from tests.scoring.rules import (
    NOT_APPLICABLE,
    PENDING,
    Json,
    group,
    leaf,
    printed,
    ruleset_of,
)

ROOT = leaf("根", 100, 0)
MISSING = None

few = st.integers(-3, 3) | st.sampled_from([Fraction(1, 3), Fraction(-7, 2)])
cells = few | st.sampled_from([MISSING, PENDING, NOT_APPLICABLE])


def ruleset_with(formula: str, **fields: Json) -> Ruleset:
    """Return a ruleset that derives one value."""
    return ruleset_of(ROOT, derived={"值": {"formula": formula}}, **fields)


plain_ruleset_with = cache(ruleset_with)


def gives(formula: str, *rows: Json, **fields: Json) -> Any:  # noqa: ANN401 - of any kind
    """Return what a formula gives in the first of some rows, whose ``甲`` is told."""
    own, *others = [
        row if isinstance(row, Mapping) and "甲" in row else {"甲": row} for row in rows
    ]
    ruleset = ruleset_with(formula, **fields) if fields else plain_ruleset_with(formula)
    return score(ruleset, {"inputs": own, "cohort": others}).derived["值"]


def codes(formula: str, *rows: Json, **fields: Json) -> list[str]:
    """Return why the first of some rows is refused."""
    with pytest.raises(RecordError) as refused:
        gives(formula, *rows, **fields)
    return [each.code for each in refused.value.diagnostics]


def in_every_row(formula: str, rows: Sequence[Json]) -> list[Any]:
    """Return what a formula gives in each of some rows."""
    return [
        gives(formula, own, *rows[:place], *rows[place + 1 :]) for place, own in enumerate(rows)
    ]


class TestEveryFunction:
    @pytest.mark.parametrize("function", COHORT_FUNCTIONS.values(), ids=lambda each: each.name)
    def test_its_examples_come_out(self, function: Function) -> None:
        assert function.cohort is not None
        rows = [Fraction(each) for each in function.cohort.sample]
        for formula, results in function.examples:
            told = [Fraction(each) for each in results.split(", ")]
            assert in_every_row(formula.replace("(x", "(甲"), rows) == told

    @given(rows=st.lists(few, min_size=1, max_size=6))
    def test_ranks_are_places_in_the_sorted_list(self, rows: list[Any]) -> None:
        """Ties share the best place of those they take up together."""
        falling, rising = sorted(rows, reverse=True), sorted(rows)
        assert in_every_row("rank_high(甲)", rows) == [falling.index(x) + 1 for x in rows]
        assert in_every_row("rank_low(甲)", rows) == [rising.index(x) + 1 for x in rows]

    @given(rows=st.lists(few, min_size=1, max_size=6))
    def test_shares_and_means_are_exact(self, rows: list[Any]) -> None:
        size = len(rows)
        assert in_every_row("percentile(甲)", rows) == [
            Fraction(sum(other <= x for other in rows), size) for x in rows
        ]
        assert set(in_every_row("cohort_mean(甲)", rows)) == {sum(map(Fraction, rows)) / size}
        assert set(in_every_row("cohort_min(甲)", rows)) == {min(rows)}
        assert set(in_every_row("cohort_max(甲)", rows)) == {max(rows)}
        assert set(in_every_row("cohort_count(甲 > 0)", rows)) == {sum(x > 0 for x in rows)}

    @given(rows=st.lists(few, min_size=2, max_size=6, unique=True))
    def test_min_max_runs_from_zero_to_one(self, rows: list[Any]) -> None:
        found = in_every_row("min_max(甲)", rows)
        low, high = min(rows), max(rows)
        assert found == [Fraction(x - low) / (high - low) for x in rows]
        assert (min(found), max(found)) == (0, 1)

    @pytest.mark.parametrize("function", sorted(COHORT_FUNCTIONS))
    @given(rows=st.lists(cells, min_size=2, max_size=5), data=st.data())
    def test_the_order_of_the_others_changes_nothing(
        self, function: str, rows: list[Json], data: st.DataObject
    ) -> None:
        formula = f"{function}(甲)" if function != "cohort_count" else f"{function}(甲 > 0)"
        own, *others = rows
        moved = data.draw(st.permutations(others))
        outcomes = []
        for row in (others, moved):
            try:
                outcomes.append(gives(formula, own, *row))
            except RecordError as refused:
                outcomes.append([each.code for each in refused.diagnostics])
        assert outcomes[0] == outcomes[1]


class TestAbsence:
    @pytest.mark.parametrize("gone", [MISSING, PENDING, NOT_APPLICABLE])
    def test_a_row_without_the_value_does_not_count(self, gone: Json) -> None:
        assert gives("percentile(甲)", 5, 9, gone) == Fraction(1, 2)
        assert gives("rank_low(甲)", 5, gone, 9) == 1
        assert gives("cohort_mean(甲)", 5, 9, gone) == 7
        assert gives("cohort_count(甲 > 0)", 5, 9, gone) == 2

    @pytest.mark.parametrize("gone", [MISSING, PENDING, NOT_APPLICABLE])
    def test_it_has_no_place_and_sees_what_all_see(self, gone: Json) -> None:
        for function in ("rank_high", "rank_low", "percentile", "min_max"):
            assert gives(f"{function}(甲)", gone, 5, 9) is None
        assert gives("cohort_mean(甲)", gone, 5, 9) == 7
        assert gives("cohort_max(甲) - cohort_min(甲)", gone, 5, 9) == 4
        assert gives("cohort_count(甲 > 0)", gone, 5, 9) == 2

    def test_its_absence_stays_of_its_kind(self) -> None:
        tree = group("总", 100, leaf("甲", 60, "rank_high(甲)"), leaf("乙", 40))
        given_ = {"甲": NOT_APPLICABLE, "乙": 20}
        found = score(ruleset_of(tree), {"inputs": given_, "cohort": [{"甲": 3, "乙": 1}]})
        assert [each.status for each in found.tree.children] == ["not_applicable", "scored"]
        assert printed(found.tree) == "50.00"

    def test_of_nobody_there_is_no_mean_and_none_is_counted(self) -> None:
        for function in ("cohort_mean", "cohort_min", "cohort_max"):
            assert gives(f"{function}(甲)", MISSING, PENDING) is None
        assert gives("cohort_count(甲 > 0)", MISSING, PENDING) == 0
        assert gives("value_or(cohort_mean(甲), 7)", MISSING) == 7

    def test_a_unit_alone_is_first_and_last(self) -> None:
        assert gives("rank_high(甲) + rank_low(甲) + percentile(甲)", 5) == 3


class TestWhatHasNoValue:
    def test_where_all_are_equal_min_max_has_none(self) -> None:
        assert codes("min_max(甲)", 5, 5, 5) == codes("min_max(甲)", 5) == ["cohort-all-equal"]
        assert codes("min_max(甲)", 5, MISSING) == ["cohort-all-equal"]

    def test_but_only_where_it_is_asked(self) -> None:
        rule = "min_max(甲) if cohort_min(甲) < cohort_max(甲) else 1"
        assert (gives(rule, 5, 5), gives(rule, 5, 6)) == (1, 0)

    def test_an_argument_without_a_value_is_no_error_in_a_branch_not_taken(self) -> None:
        """Nor does it count for the others."""
        rule = "rank_high(1 / 甲) if 甲 != 0 else 99"
        assert gives(rule, 0, 1, 2) == 99
        assert gives(rule, 2, 1, 0) == 2

    def test_where_it_is_asked_the_place_is_that_of_the_argument(self) -> None:
        with pytest.raises(RecordError) as refused:
            gives("rank_high(1 / 甲)", 0, 1)
        (found,) = refused.value.diagnostics
        assert (found.code, found.id, found.facts["values"]) == ("division-by-zero", "值", "甲 = 0")
        ruleset = ruleset_with("rank_high(1 / 甲)")
        assert ruleset.document is not None
        assert found.at.column == ruleset.document.at(found.at.pointer, span=(10, 15)).column

    def test_what_all_see_needs_no_argument_of_ones_own(self) -> None:
        assert gives("cohort_mean(1 / 甲)", 0, 1, 2) == Fraction(3, 4)

    def test_a_mean_that_outgrows_the_limits_is_refused_in_any_order(self) -> None:
        rows = [Fraction(1, 3**500 + 2 * place) for place in range(9)]
        assert codes("cohort_mean(甲 ** 2)", *rows) == codes("cohort_mean(甲 ** 2)", *rows[::-1])
        assert codes("cohort_mean(甲 ** 2)", *rows) == ["number-too-large"]


class TestNested:
    def test_an_argument_may_compare_too(self) -> None:
        """The share of the best: 4/8, 8/8, 2/8, of which the mean is 7/12."""
        assert gives("甲 / cohort_max(甲) - cohort_mean(甲 / cohort_max(甲))", 4, 8, 2) == Fraction(
            1, 2
        ) - Fraction(7, 12)

    def test_and_so_may_the_names_it_uses(self) -> None:
        derived = {
            "差": {"formula": "甲 - cohort_mean(甲)"},
            "值": {"formula": "rank_high(差 * 差) + cohort_count(差 > 0)"},
        }
        ruleset = ruleset_of(ROOT, derived=derived)
        assert [call.stage for call in ruleset.cohort] == [0, 1, 1]
        others = [{"甲": 5}, {"甲": 9}]
        assert score(ruleset, {"inputs": {"甲": 4}, "cohort": others}).derived["值"] == 3

    def test_scores_of_indicators_can_be_compared(self) -> None:
        """As their stage hands them up; the others' too."""
        tree = group(
            "总", 100, leaf("甲", 90, "甲 / 3"), leaf("乙", 10, "weight * percentile(甲分)")
        )
        ruleset = ruleset_of(tree)
        (call,) = ruleset.cohort
        assert (sorted(call.inputs), sorted(call.needs), call.stage) == (["甲"], ["甲分"], 0)
        assert ruleset.settled == {"甲分"}
        found = score(ruleset, {"inputs": {"甲": 20}, "cohort": [{"甲": 20.001}, {"甲": 30}]})
        assert printed(found.tree) == "13.34"

    def test_adjustments_and_assertions_may_compare(self) -> None:
        adjustments = [{"id": "首位", "when": "rank_high(甲) == 1", "becomes": "value + 5"}]
        tree = group("总", 100, leaf("甲", 100), adjustments=adjustments)
        above = {"id": "不低于均值", "condition": "甲 >= cohort_mean(甲)"}
        ruleset = ruleset_of(tree, assertions=[above])
        first = score(ruleset, {"inputs": {"甲": 80}, "cohort": [{"甲": 70}]})
        last = score(ruleset, {"inputs": {"甲": 70}, "cohort": [{"甲": 80}]})
        assert (printed(first.tree), printed(last.tree)) == ("85.00", "70.00")
        assert ([each.id for each in first.warnings], [each.id for each in last.warnings]) == (
            [],
            ["不低于均值"],
        )


class TestBelonging:
    def test_the_others_have_to_be_given(self) -> None:
        with pytest.raises(RecordError) as refused:
            score(ruleset_with("rank_high(甲)"), {"甲": 5})
        (found,) = refused.value.diagnostics
        assert (found.code, found.facts["calls"]) == ("cohort-not-given", "rank_high(甲)")

    def test_a_ruleset_that_compares_nothing_reads_them_and_needs_none(self) -> None:
        assert gives("甲 + 1", 5, 6) == 6
        assert codes("甲 + 1", 5, {"甲": "x"}) == ["value-of-wrong-kind"]
        assert score(ruleset_with("甲 + 1"), {"甲": 5}).derived["值"] == 6

    @pytest.mark.parametrize(
        ("cohort", "pointer", "code"),
        [
            ({}, "/cohort", "cohort-not-list"),
            ([{"甲": 1}, {"甲": "x"}], "/cohort/1/甲", "value-of-wrong-kind"),
            ([{"inputs": {"丁": 1}}], "/cohort/0/inputs/丁", "record-unknown-key"),
            ([{"inputs": {}, "cohort": []}], "/cohort/0/cohort", "record-unknown-key"),
            ([7], "/cohort/0", "record-not-object"),
        ],
    )
    def test_each_of_them_is_read_like_any_record(
        self, cohort: Json, pointer: str, code: str
    ) -> None:
        with pytest.raises(RecordError) as refused:
            score(ruleset_with("rank_high(甲)"), {"inputs": {"甲": 1}, "cohort": cohort})
        assert [(each.at.pointer, each.code) for each in refused.value.diagnostics] == [
            (pointer, code)
        ]

    def test_in_a_document_they_have_lines(self) -> None:
        text = '{"inputs": {"甲": 1},\n "cohort": [{"甲": 2},\n {"甲": "x"}]}'
        with pytest.raises(RecordError) as refused:
            from_document(ruleset_with("rank_high(甲)"), read_document(text, "r.json"))
        assert [each.at.line for each in refused.value.diagnostics] == [3]

    def test_what_is_refused_by_itself_is_compared_with_nobody(self) -> None:
        """It is named, and not dropped: that would change the others' ranks in silence."""
        tree = group("总", 100, leaf("甲", 50), leaf("乙", 50, "weight * percentile(甲)"))
        rule = {"id": "足额", "condition": "乙 >= 甲", "severity": "error"}
        ruleset = ruleset_of(tree, assertions=[rule])
        given_ = {"甲": 5, "乙": 9}
        for other, why in (({"甲": 60}, "score-out-of-range"), ({"甲": 5, "乙": 4}, "足额")):
            with pytest.raises(RecordError) as refused:
                score(ruleset, {"inputs": given_, "cohort": [given_, other]})
            (found,) = refused.value.diagnostics
            assert (found.code, found.at.pointer) == ("cohort-record-refused", "/cohort/1")
            assert why in found.message("en")

    def test_what_is_refused_for_the_comparison_is_compared_all_the_same(self) -> None:
        """Or whether it belongs would depend on whether it belongs."""
        tree = leaf("根", 10, "甲 / cohort_mean(甲)", range="[0, 1.5]")
        ruleset = ruleset_of(tree, assertions=[
            {"id": "前列", "condition": "rank_high(甲) <= 2", "severity": "error"}
        ])  # fmt: skip
        outlier, lower = {"甲": 9}, {"甲": 1}
        found = score(ruleset, {"inputs": {"甲": 5}, "cohort": [outlier, lower]})
        assert printed(found.tree) == "1.00"
        with pytest.raises(RecordError) as refused:
            score(ruleset, {"inputs": outlier, "cohort": [{"甲": 5}, lower]})
        assert [each.code for each in refused.value.diagnostics] == ["score-out-of-range"]

    def test_a_row_that_refuses_itself_says_so_itself(self) -> None:
        """Before the others have a say."""
        rule = {"id": "足额", "condition": "乙 > 0", "severity": "error"}
        rows = [{"甲": 1, "乙": 0}, {"甲": 1, "乙": 1}]
        assert codes("min_max(甲)", *rows, assertions=[rule]) == ["assertion-condition"]
        assert codes("min_max(甲)", *rows[::-1], assertions=[rule]) == ["cohort-record-refused"]


class TestOpenScores:
    TREE = group("总", 100, leaf("甲", 60, "weight * percentile(甲)"), leaf("乙", 40))

    def range_of(self, own: Json, *others: Json) -> object:
        record = {"inputs": own, "cohort": list(others)}
        return tuple(map(str, score(ruleset_of(self.TREE), record).total_range or ()))

    def test_a_place_is_settled_by_what_it_needs(self) -> None:
        """However open the rest is."""
        assert self.range_of({"甲": 5}, {"甲": 9}) == ("30.00", "70.00")
        assert self.range_of({"甲": 5, "乙": 40}, {"甲": 9}) == ("70.00", "70.00")

    def test_it_is_open_with_its_own_value(self) -> None:
        assert self.range_of({"乙": 10}, {"甲": 9}) == ("10.00", "70.00")


class TestWriting:
    def test_it_stands_in_no_function(self) -> None:
        functions = {"位": {"parameters": ["数"], "formula": "1 + rank_high(数)"}}
        with pytest.raises(RulesetError) as refused:
            ruleset_with("位(甲)", functions=functions)
        (found,) = refused.value.diagnostics
        assert (found.code, found.at.pointer) == ("cohort-in-function", "/functions/位/formula")
        assert isinstance(refused.value, FormulaError)

    @pytest.mark.parametrize("formula", ["rank_high(weight)", "1 + cohort_mean(甲 * weight)"])
    def test_it_sees_no_weight(self, formula: str) -> None:
        with pytest.raises(RulesetError) as refused:
            ruleset_of(leaf("甲", 10, formula))
        assert [each.code for each in refused.value.diagnostics] == ["name-not-of-rows"]

    def test_it_does_not_need_itself(self) -> None:
        with pytest.raises(RulesetError) as refused:
            ruleset_with("甲 / cohort_max(值)")
        assert [each.code for each in refused.value.diagnostics] == ["names-in-a-circle"]

    @pytest.mark.parametrize(
        ("formula", "code"),
        [
            ("rank_high(甲 > 0)", "kind-mismatch"),
            ("cohort_count(甲)", "kind-mismatch"),
            ("rank_high(甲, 乙)", "arguments-do-not-fit"),
            ("percentile()", "arguments-do-not-fit"),
            ("rank_high + 1", "function-not-called"),
            ("rank_hihg(甲)", "unknown-function"),
        ],
    )
    def test_it_is_checked_like_any_call(self, formula: str, code: str) -> None:
        with pytest.raises(RulesetError) as refused:
            ruleset_with(formula)
        assert [each.code for each in refused.value.diagnostics] == [code]

    def test_a_formula_by_itself_has_no_others(self) -> None:
        with pytest.raises(FormulaError) as refused:
            evaluate("rank_high(3)")
        assert [each.code for each in refused.value.diagnostics] == ["cohort-unknown"]

    def test_an_example_tells_its_others(self) -> None:
        others = [{"unit": {"name": "乙单位"}, "inputs": {"甲": 9}}, {"inputs": {"甲": 1}}]
        expected = {"derived": {"值": 2}}
        examples = [
            {"id": "中", "inputs": {"甲": 5}, "cohort": others, "expected": expected},
            {"id": "独", "inputs": {"甲": 5}, "cohort": [], "expected": expected},
        ]
        ruleset = ruleset_with("rank_high(甲)", examples=examples)
        assert [each.id for each in examples_come_out(ruleset)] == ["独"]
        again = read_ruleset(read_document(dump_ruleset(ruleset), "again"))
        assert again == ruleset
        assert again.cohort == ruleset.cohort

    def test_units_are_those_of_the_argument(self) -> None:
        """A place is a bare number, what lies among the values has their unit."""
        inputs = {"甲": {"type": "number", "unit": "万元"}, "乙": {"type": "number", "unit": "人"}}
        root = {"id": "根", "weight": 1, "formula": "min(1, max(0, 0 * (值 + 1)))"}
        for formula, clashes in (
            ("cohort_mean(甲) + 乙", True),
            ("cohort_max(甲) - cohort_min(甲 + 乙)", True),
            ("cohort_mean(甲) + 甲 + cohort_min(甲)", False),
            ("rank_high(甲) + percentile(乙) + cohort_count(乙 > 0) + min_max(甲)", False),
        ):
            derived = {"值": {"formula": formula}}
            if clashes:
                with pytest.raises(RulesetError, match="unit-clash"):
                    ruleset_of(root, inputs=inputs, derived=derived)
            else:
                ruleset_of(root, inputs=inputs, derived=derived)

    def test_the_command_line_reads_them(self, tmp_path: Path, capsys: Any) -> None:  # noqa: ANN401
        ruleset = ruleset_with("rank_high(甲)", examples=[
            {"id": "例", "inputs": {"甲": 1}, "cohort": [{"inputs": {"甲": 2}}]}
        ])  # fmt: skip
        path, data = tmp_path / "r.ruleset.json", tmp_path / "d.json"
        path.write_text(dump_ruleset(ruleset), encoding="utf-8")
        data.write_text('{"inputs": {"甲": 3}, "cohort": [{"甲": 2}]}', encoding="utf-8")
        ranks = []
        for given_ in (["--example", "例"], [str(data)]):
            assert main(["score", str(path), *given_, "--format", "json"]) == 0
            ranks.append(json.loads(capsys.readouterr().out)["derived"]["值"])
        assert ranks == [2, 1]

    def test_calls_of_one_text_are_one(self) -> None:
        ruleset = ruleset_with("rank_high(甲) + rank_high(甲) / rank_high( 甲 )")
        assert sorted(call.name for call in ruleset.cohort) == ["rank_high( 甲 )", "rank_high(甲)"]


@given(rows=st.lists(st.fixed_dictionaries({"甲": cells, "乙": few}), min_size=1, max_size=4))
def test_all_rows_together_have_what_each_has_among_the_others(rows: list[Json]) -> None:
    """A table is answered at once; a unit is answered as the row of such a table."""
    formula = (
        "rank_low(value_or(甲, 0) / (1 + cohort_max(乙) - cohort_min(乙))) + percentile(甲 + 乙)"
    )
    ruleset = plain_ruleset_with(formula)
    walk = Walk(ruleset, Exact())
    together = answers([Row.of(walk, from_python(ruleset, each)) for each in rows], ruleset.cohort)
    for place, own in enumerate(rows):
        others = [*rows[:place], *rows[place + 1 :]]
        record = from_python(ruleset, {"inputs": own, "cohort": others})
        known = answered(walk, record)
        assert {name: known[name] for name in together[place]} == together[place]
