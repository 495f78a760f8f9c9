"""Which column is which input: by id or title, whole or in parts, and never two for one."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import RecordError
from indicator_engine.batch.layout import Entries, Layout, Place, Single, Tiered, layout_of, remarks
from indicator_engine.limits import LIMITS
from tests.batch.sample import EVERY, HEADER, RULESET, ruleset_of

SHARED = ruleset_of(
    {
        **EVERY,
        "inputs": {
            "a": {"type": "number", "title": "执行率"},
            "b": {
                "type": "judged",
                "title": {"zh": "评定", "en": "Work"},
                "tiers": {"好": "[0, 1]"},
            },
        },
        "indicators": {
            "id": "total",
            "weight": 100,
            "children": [
                {"id": "c", "title": "执行率", "weight": 50, "formula": "a"},
                {"id": "d", "title": "评定", "weight": 50, "formula": "b"},
            ],
        },
    }
)


def laid(*header: str, unit: str | None = None) -> Layout:
    return layout_of(header, RULESET, unit=unit)


def found(*header: str, unit: str | None = None) -> list[tuple[str, dict[str, str]]]:
    with pytest.raises(RecordError) as caught:
        laid(*header, unit=unit)
    return [(each.code, dict(each.facts)) for each in caught.value.diagnostics]


class TestColumns:
    def test_every_form_has_its_place(self) -> None:
        layout = laid(*HEADER)
        names = ("预算数", "执行数", "人数", "满意度", "公开", "状态", "完成日", "说明")
        assert layout.columns == {
            **{name: Single(name) for name in names},
            "质量": Tiered("质量.tier", "质量.rate"),
            "评分": Entries(("评分[1]", "评分[2]")),
        }
        assert (layout.unit, layout.missing, layout.unknown) == ("unit", (), ())

    @pytest.mark.parametrize(
        "column", ["人数", " 人数\n", "职工人数", "Staff", "\uff33taff", "\u3000职工人数 "]
    )
    def test_a_column_is_called_by_id_or_title(self, column: str) -> None:
        """In either language; letters that only look different make no difference, nor space."""
        assert laid(column).columns == {"人数": Single(column)}

    @pytest.mark.parametrize("column", ["staff", "人 数", "职工人数（人）"])
    def test_nothing_is_guessed(self, column: str) -> None:
        assert laid("预算数", column).unknown == (column,)

    @pytest.mark.parametrize(
        ("header", "name", "place"),
        [
            (["质量"], "质量", Single("质量")),
            (["质量.rate"], "质量", Single("质量.rate")),
            (["质量.rate", "质量.tier"], "质量", Tiered("质量.tier", "质量.rate")),
            (["评分"], "评分", Single("评分")),
            (["评分[2]", "评分[1]"], "评分", Entries(("评分[1]", "评分[2]"))),
            (["评分［1］"], "评分", Entries(("评分［1］",))),
            (["A"], "A", Single("A")),
            (["执行"], "A", Single("执行")),
        ],
        ids=repr,
    )
    def test_parts_make_up_a_place(self, header: list[str], name: str, place: Place) -> None:
        assert laid(*header).columns == {name: place}

    @pytest.mark.parametrize(
        "column", ["预算数.tier", "预算数[1]", "评分[0]", "评分[01]", "评分.rate"]
    )
    def test_a_part_of_what_has_none_means_nothing(self, column: str) -> None:
        assert laid("预算数", column).unknown == (column,)

    def test_inputs_without_a_column_are_told_in_the_order_of_the_ruleset(self) -> None:
        layout = laid("执行数", "公开", "预算树")
        assert layout.missing == tuple(
            name for name in RULESET.inputs if name not in ("执行数", "公开")
        )
        messages = [each.message() for each in remarks(layout, RULESET)]
        assert messages == [
            "column '预算树' is no input and is not used; did you mean '预算数'?",
            "8 inputs have no column, so every row lacks them: 预算数, 人数, 满意度, 状态, 完成日, 说明, 质量, 评分",
        ]

    def test_a_whole_table_has_no_remarks(self) -> None:
        assert list(remarks(laid(*HEADER), RULESET)) == []

    @given(st.permutations(HEADER))
    def test_the_order_of_columns_makes_no_difference(self, header: Sequence[str]) -> None:
        assert laid(*header) == laid(*HEADER)


class TestUnits:
    @pytest.mark.parametrize("column", ["unit", "单位", " unit "])
    def test_the_column_of_the_units_is_known(self, column: str) -> None:
        assert laid("预算数", column).unit == column

    def test_another_may_be_asked_for(self) -> None:
        layout = laid("部门", "unit", "预算数", unit="部门")
        assert (layout.unit, layout.unknown) == ("部门", ("unit",))

    def test_an_input_may_say_who_it_is(self) -> None:
        """Then it is no input: what a column means is said once."""
        assert laid("说明", "预算数", unit="说明").missing[-1] == "评分"
        assert "说明" in laid("说明", "预算数", unit="说明").missing

    def test_without_one_rows_have_numbers(self) -> None:
        assert laid("预算数").unit is None


class TestRefusals:
    def test_two_columns_for_one_input(self) -> None:
        facts = {"name": "人数", "columns": "人数, Staff"}
        assert found("人数", "Staff") == [("column-twice", facts)]

    @pytest.mark.parametrize(
        "header",
        [
            ["预算数", "预算数 "],
            ["质量", "质量.rate"],
            ["评分", "评分[1]"],
            ["质量.tier", "质量 ", "质量.rate"],
        ],
        ids=repr,
    )
    def test_two_columns_however_they_are_called(self, header: list[str]) -> None:
        assert [code for code, _ in found(*header)] == ["column-twice"]

    def test_a_title_of_several_names_them(self) -> None:
        with pytest.raises(RecordError) as caught:
            layout_of(["执行率"], SHARED)
        assert [(each.code, dict(each.facts)) for each in caught.value.diagnostics] == [
            ("column-ambiguous", {"column": "执行率", "candidates": "a, c"})
        ]

    def test_only_one_of_them_has_such_parts(self) -> None:
        layout = layout_of(["评定.tier", "Work.rate", "a"], SHARED)
        assert layout.columns["b"] == Tiered("评定.tier", "Work.rate")

    def test_a_tier_without_a_rate(self) -> None:
        facts = {"name": "质量", "column": "质量.tier"}
        assert found("质量.tier") == [("tier-without-rate", facts)]

    def test_a_list_with_a_gap(self) -> None:
        facts = {"name": "评分", "column": "评分[2]"}
        assert found("评分[1]", "评分[3]") == [("list-column-lacking", facts)]

    def test_names_of_columns(self) -> None:
        assert found("预算数", " ", "x", "x") == [
            ("column-unnamed", {"number": "2"}),
            ("column-name-twice", {"column": "x"}),
        ]

    def test_no_input_at_all(self) -> None:
        assert found("unit", "缂栧彿") == [("table-without-inputs", {"columns": "unit, 缂栧彿"})]

    def test_the_column_of_the_units(self) -> None:
        facts = {"column": "单位名", "suggestion": "单位名称"}
        assert found("单位名称", "预算数", unit="单位名") == [("unit-column-unknown", facts)]
        facts = {"columns": "unit, 单位"}
        assert found("unit", "单位", "预算数") == [("unit-column-twice", facts)]

    def test_everything_is_said_at_once(self) -> None:
        codes = [code for code, _ in found("人数", "Staff", "质量.tier", "评分[2]")]
        assert codes == ["column-twice", "tier-without-rate", "list-column-lacking"]

    def test_columns_have_a_limit(self) -> None:
        header = ["预算数", *(f"x{number}" for number in range(LIMITS.table_columns - 1))]
        assert len(laid(*header).unknown) == LIMITS.table_columns - 1
        assert [code for code, _ in found(*header, "more")] == ["table-too-wide"]
