"""What a cell means for an input of each type: the whole definition, case by case."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.cells import (
    MARK_OF,
    TEXTS,
    from_cell,
    from_entries,
    from_mark,
    from_tiered,
    unit_of,
)
from indicator_engine.limits import LIMITS
from indicator_engine.model import Input, InputType
from indicator_engine.values import READERS, Refusal, read_value
from tests.batch.sample import RULESET

OF_TYPE: Mapping[str, Input] = {each.type: each for each in RULESET.inputs.values()}
TYPES = sorted(OF_TYPE)
MIDNIGHT = datetime.combine(date(2022, 6, 10), time())
NOT_APPLICABLE, PENDING = {"not_applicable": "不适用"}, {"pending": "待评"}


def code_of(kind: str, raw: object) -> str:
    """Return why a cell is refused, be it here or where values are read."""
    with pytest.raises(Refusal) as caught:
        read_value(OF_TYPE[kind], from_cell(OF_TYPE[kind], raw))
    return caught.value.code


def test_every_type_is_defined() -> None:
    assert OF_TYPE.keys() == TEXTS.keys() == READERS.keys()


class TestNothingAndMarks:
    @pytest.mark.parametrize("kind", TYPES)
    @pytest.mark.parametrize("raw", [None, "", " ", "\t\n", "\u3000"], ids=repr)
    def test_an_empty_cell_is_missing(self, kind: str, raw: object) -> None:
        assert from_cell(OF_TYPE[kind], raw) is None

    @pytest.mark.parametrize("kind", sorted({*TYPES} - {"choice"}))
    @pytest.mark.parametrize("text", ["不适用", " 不适用 ", "not applicable", "Not Applicable"])
    def test_what_does_not_apply_is_marked(self, kind: str, text: str) -> None:
        assert from_cell(OF_TYPE[kind], text) == {"not_applicable": text.strip()}

    @pytest.mark.parametrize("kind", TYPES)
    @pytest.mark.parametrize("text", ["待评", "pending", "PENDING\n"])
    def test_what_is_pending_is_marked(self, kind: str, text: str) -> None:
        assert from_cell(OF_TYPE[kind], text) == {"pending": text.strip()}

    def test_a_choice_called_like_a_mark_is_one_of_the_choices(self) -> None:
        assert from_cell(OF_TYPE["choice"], " 不适用 ") == "不适用"

    @pytest.mark.parametrize("kind", TYPES)
    def test_marks_of_python_are_marks_of_tables(self, kind: str) -> None:
        assert from_cell(OF_TYPE[kind], PENDING) == PENDING

    @pytest.mark.parametrize("kind", sorted({*TYPES} - {"text", "choice"}))
    @pytest.mark.parametrize(
        "text", ["N/A", "n/a", "NA", "-", "—", "——", "null", "None", "/", "NaN"]
    )
    def test_what_may_mean_anything_is_refused(self, kind: str, text: str) -> None:
        assert code_of(kind, text) == "cell-says-nothing"


NUMBERS: Mapping[str, Fraction] = {
    "0": Fraction(0),
    "-0": Fraction(0),
    "007": Fraction(7),
    "95.005": Fraction(95_005, 1_000),
    "0.1": Fraction(1, 10),
    "-12.50": Fraction(-25, 2),
    " 5 ": Fraction(5),
    "1e2": Fraction(100),
    "1E-3": Fraction(1, 1_000),
    "12345678901234567890.0123456789": Fraction("12345678901234567890.0123456789"),
}
NO_NUMBERS: Mapping[str, str] = {
    "1,234.50": "cell-with-separators",
    "1，234": "cell-with-separators",
    "1,2345": "cell-with-separators",
    "1,23": "value-of-wrong-kind",
    "５０": "value-of-wrong-kind",
    "1 000": "value-of-wrong-kind",
    "1_000": "value-of-wrong-kind",
    "+5": "value-of-wrong-kind",
    ".5": "value-of-wrong-kind",
    "5.": "value-of-wrong-kind",
    "0x10": "value-of-wrong-kind",
    "三": "value-of-wrong-kind",
    "inf": "value-of-wrong-kind",
    "true": "value-of-wrong-kind",
    "5万元": "value-of-wrong-kind",
    "9" * 21: "value-too-long",
    "1e400": "value-too-long",
}


class TestNumbers:
    @pytest.mark.parametrize("kind", ["number", "integer", "percent", "judged"])
    @pytest.mark.parametrize("text", NUMBERS)
    def test_a_text_is_read_exactly(self, kind: str, text: str) -> None:
        assert from_cell(OF_TYPE[kind], text) == NUMBERS[text]

    @pytest.mark.parametrize("kind", ["number", "integer", "percent", "judged", "numbers"])
    @pytest.mark.parametrize("text", NO_NUMBERS)
    def test_what_is_no_number_is_refused(self, kind: str, text: str) -> None:
        assert code_of(kind, text) == NO_NUMBERS[text]

    @pytest.mark.parametrize(
        ("text", "meant"), [("５０", "50"), ("９５％", "95%"), ("三", ""), ("1 000", "")]
    )
    def test_what_only_looks_different_is_proposed(self, text: str, meant: str) -> None:
        with pytest.raises(Refusal) as caught:
            from_cell(OF_TYPE["percent"], text)
        assert caught.value.facts["suggestion"] == meant

    def test_separators_are_refused_with_the_number_without_them(self) -> None:
        with pytest.raises(Refusal) as caught:
            from_cell(OF_TYPE["number"], "-1,234,567.80")
        assert caught.value.facts["number"] == "-1234567.80"

    @pytest.mark.parametrize("kind", ["number", "integer", "percent", "judged"])
    @pytest.mark.parametrize("raw", [5, 0.1, Decimal("1.50"), Fraction(1, 3), True, b"5"], ids=repr)
    def test_what_is_no_text_stays_as_it_is(self, kind: str, raw: object) -> None:
        assert from_cell(OF_TYPE[kind], raw) is raw

    @pytest.mark.parametrize("kind", ["number", "integer", "percent", "judged", "numbers"])
    @pytest.mark.parametrize("raw", [float("nan"), float("inf"), Decimal("NaN")], ids=repr)
    def test_what_is_not_finite_is_refused(self, kind: str, raw: object) -> None:
        assert code_of(kind, raw) == "value-not-finite"

    @pytest.mark.parametrize("kind", ["number", "integer", "percent", "judged", "numbers", "text"])
    def test_a_truth_is_no_number_and_no_text(self, kind: str) -> None:
        assert code_of(kind, raw=True) == "value-of-wrong-kind"

    def test_a_share_of_a_hundred_is_no_number(self) -> None:
        assert code_of("number", "85%") == "value-of-wrong-kind"

    @given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9)))
    def test_a_decimal_and_its_text_are_one(self, value: Decimal) -> None:
        """As far as the limits of digits go."""
        number = Input(name="x", type="number")
        if abs(value) < 10**LIMITS.integer_digits:
            as_text = read_value(number, from_cell(number, f"{value:f}"))
            assert as_text == read_value(number, from_cell(number, value)) == Fraction(value)

    @given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
    def test_a_float_and_its_shortest_text_are_one(self, value: float) -> None:
        number = Input(name="x", type="number")
        if value == 0 or abs(value) > 1e-20:
            as_text = read_value(number, from_cell(number, repr(value)))
            assert as_text == read_value(number, from_cell(number, value))


class TestPercents:
    @pytest.mark.parametrize(("text", "ratio"), [("95%", "0.95"), ("0.95", "0.95"), (" 0% ", "0")])
    def test_a_ratio_may_have_a_percent_sign(self, text: str, ratio: str) -> None:
        declared = OF_TYPE["percent"]
        assert read_value(declared, from_cell(declared, text)) == Fraction(ratio)

    @pytest.mark.parametrize(
        ("raw", "hint"), [("95", "95%"), ("150%", None), (95, "95%")], ids=repr
    )
    def test_a_bare_number_out_of_range_asks_for_the_sign(
        self, raw: object, hint: str | None
    ) -> None:
        with pytest.raises(Refusal) as caught:
            read_value(OF_TYPE["percent"], from_cell(OF_TYPE["percent"], raw))
        assert caught.value.code == "value-out-of-range"
        assert caught.value.facts.get("suggestion") == hint


class TestTruths:
    @pytest.mark.parametrize("text", ["是", "true", "TRUE", " True "])
    def test_yes(self, text: str) -> None:
        assert from_cell(OF_TYPE["boolean"], text) is True

    @pytest.mark.parametrize("text", ["否", "false", "FALSE"])
    def test_no(self, text: str) -> None:
        assert from_cell(OF_TYPE["boolean"], text) is False

    @pytest.mark.parametrize("raw", ["1", "0", "对", "yes", 1, 0, 1.0], ids=repr)
    def test_nothing_else(self, raw: object) -> None:
        assert code_of("boolean", raw) == "value-of-wrong-kind"

    def test_a_truth_is_one(self) -> None:
        assert from_cell(OF_TYPE["boolean"], raw=True) is True


class TestTexts:
    @pytest.mark.parametrize("text", ["好", " 好 ", "N/A", "-", "1,000", "95%", "a;b"])
    def test_a_text_stands_as_it_is(self, text: str) -> None:
        assert from_cell(OF_TYPE["text"], text) == text

    @pytest.mark.parametrize(("text", "choice"), [("完成", "完成"), (" 未完成\n", "未完成")])
    def test_space_around_a_choice_makes_no_difference(self, text: str, choice: str) -> None:
        assert from_cell(OF_TYPE["choice"], text) == choice

    def test_another_choice_is_refused(self) -> None:
        assert code_of("choice", "完") == "value-not-a-choice"

    @pytest.mark.parametrize("kind", TYPES)
    def test_a_cell_has_its_limit(self, kind: str) -> None:
        assert code_of(kind, "9" * (LIMITS.cell_characters + 1)) == "cell-too-long"

    def test_a_text_may_be_as_long_as_the_limit(self) -> None:
        text = "文" * LIMITS.cell_characters
        assert from_cell(OF_TYPE["text"], text) == text


class TestDates:
    @pytest.mark.parametrize(
        "raw",
        ["2022-06-10", " 2022-06-10 ", date(2022, 6, 10), MIDNIGHT],
        ids=repr,
    )
    def test_a_day_may_be_written_or_typed(self, raw: object) -> None:
        declared = OF_TYPE["date"]
        assert read_value(declared, from_cell(declared, raw)) == date(2022, 6, 10)

    @pytest.mark.parametrize(
        "raw",
        [
            "2022-6-10",
            "2022/06/10",
            "2022-06-10 00:00:00",
            "2022年6月10日",
            44722,
            "44722",
            MIDNIGHT.replace(hour=8, minute=30),
            MIDNIGHT.replace(tzinfo=UTC),
        ],
        ids=repr,
    )
    def test_nothing_else_is_a_day(self, raw: object) -> None:
        assert code_of("date", raw) == "date-malformed"

    def test_a_day_of_no_calendar_is_refused(self) -> None:
        assert code_of("date", "2022-02-30") == "date-not-in-the-calendar"


class TestLists:
    @pytest.mark.parametrize("text", ["90;91.5;92", "90； 91.5 ；92", " 90 ;91.5; 92.0"])
    def test_one_cell_may_hold_a_list(self, text: str) -> None:
        assert from_cell(OF_TYPE["numbers"], text) == [90, Fraction("91.5"), 92]

    @pytest.mark.parametrize("raw", ["90", 90, 90.0, Decimal(90)], ids=repr)
    def test_a_number_is_a_list_of_one(self, raw: object) -> None:
        assert from_cell(OF_TYPE["numbers"], raw) == [90]

    @pytest.mark.parametrize("raw", [[90, 91.5], (90, Decimal("91.5")), ["90", "91.5"]], ids=repr)
    def test_a_list_may_be_typed(self, raw: object) -> None:
        declared = OF_TYPE["numbers"]
        assert read_value(declared, from_cell(declared, raw)) == (90, Fraction("91.5"))

    @pytest.mark.parametrize("text", ["90;;91", "90;", ";", "90,91", "90 91", "90、91"])
    def test_an_entry_is_a_number(self, text: str) -> None:
        assert code_of("numbers", text) == "value-of-wrong-kind"

    def test_a_refused_entry_says_which(self) -> None:
        with pytest.raises(Refusal) as caught:
            from_cell(OF_TYPE["numbers"], "90;x")
        assert caught.value.inside == (1,)

    @pytest.mark.parametrize(
        ("cells", "entries"),
        [
            (["90", "91"], [90, 91]),
            (["90", "", None], [90]),
            (["", " ", None], None),
            ([90.0, None], [90.0]),
            (["待评", ""], PENDING),
            (["待评", "待评"], PENDING),
            (["", "不适用"], NOT_APPLICABLE),
        ],
    )
    def test_columns_of_a_list(self, cells: list[object], entries: object) -> None:
        assert from_entries(OF_TYPE["numbers"], cells) == entries

    @pytest.mark.parametrize(
        "cells", [["90", "", "91"], ["", "90"], ["90", "待评"], ["待评", "不适用"], ["90;91", ""]]
    )
    def test_columns_that_are_no_list(self, cells: list[object]) -> None:
        declared = OF_TYPE["numbers"]
        with pytest.raises(Refusal):
            read_value(declared, from_entries(declared, cells))

    def test_a_refused_column_says_which(self) -> None:
        with pytest.raises(Refusal) as caught:
            from_entries(OF_TYPE["numbers"], ["90", "x"])
        assert caught.value.inside == (1,)


class TestJudgements:
    @pytest.mark.parametrize(
        ("tier", "rate", "read"),
        [
            ("达成", "90%", {"tier": "达成", "rate": "90%"}),
            (" 达成 ", 0.9, {"tier": "达成", "rate": 0.9}),
            ("", "0.3", Fraction(3, 10)),
            (None, 0.3, 0.3),
            ("", "", None),
            (None, None, None),
            ("不适用", "", NOT_APPLICABLE),
            ("", "待评", PENDING),
            ("待评", "待评", PENDING),
            ("达成", "", {"tier": "达成", "rate": None}),
        ],
    )
    def test_two_cells(self, tier: object, rate: object, read: object) -> None:
        assert from_tiered(OF_TYPE["judged"], tier, rate) == read

    @pytest.mark.parametrize(
        ("tier", "rate"),
        [
            ("达成", ""),
            ("达", "0.9"),
            ("达成", "0.5"),
            ("待评", "0.9"),
            ("达成", "待评"),
            (5, 0.9),
            ([], 0.9),
        ],
    )
    def test_two_cells_that_are_no_judgement(self, tier: object, rate: object) -> None:
        declared = OF_TYPE["judged"]
        with pytest.raises(Refusal):
            read_value(declared, from_tiered(declared, tier, rate))

    def test_a_column_of_structures_is_the_two_cells(self) -> None:
        declared = OF_TYPE["judged"]
        assert from_cell(declared, {"tier": "达成", "rate": 0.9}) == {"tier": "达成", "rate": 0.9}
        assert from_cell(declared, {"tier": None, "rate": None}) is None

    def test_a_tier_called_like_a_mark_is_a_tier(self) -> None:
        declared = Input(name="x", type="judged", tiers={"待评": OF_TYPE["judged"].tiers["达成"]})
        assert from_tiered(declared, "待评", 0.9) == {"tier": "待评", "rate": 0.9}

    def test_a_tier_alone_is_refused(self) -> None:
        assert code_of("judged", "达成") == "value-of-wrong-kind"


class TestIndicators:
    @pytest.mark.parametrize(("raw", "read"), [("不适用", NOT_APPLICABLE), ("待评", PENDING)])
    def test_a_whole_indicator_may_be_marked(self, raw: object, read: object) -> None:
        assert from_mark(raw) == from_mark(read) == read

    @pytest.mark.parametrize("raw", [None, "", " "], ids=repr)
    def test_an_empty_cell_marks_nothing(self, raw: object) -> None:
        assert from_mark(raw) is None

    @pytest.mark.parametrize("raw", [95, "95", True], ids=repr)
    def test_what_is_no_mark_is_left_for_the_record_to_refuse(self, raw: object) -> None:
        assert from_mark(raw) == raw


class TestUnits:
    @pytest.mark.parametrize(
        ("raw", "unit"),
        [
            ("甲", "甲"),
            (" 甲", " 甲"),
            ("001", "001"),
            (1001, 1001),
            (1001.0, 1001),
            (1.5, "1.5"),
            (date(2022, 6, 10), "2022-06-10"),
            (True, "True"),
            (0, 0),
            ("", None),
            (" ", None),
            (None, None),
            (float("nan"), None),
        ],
        ids=repr,
    )
    def test_a_unit_is_a_text_or_a_whole_number(self, raw: object, unit: object) -> None:
        assert unit_of(raw) == unit
        assert type(unit_of(raw)) is type(unit)


CELLS: st.SearchStrategy[Any] = (
    st.none()
    | st.text(max_size=12)
    | st.sampled_from([*MARK_OF, *NUMBERS, *NO_NUMBERS, "是", "90;91", "95%", "2022-06-10"])
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.binary(max_size=3)
    | st.lists(st.floats() | st.none() | st.text(max_size=3), max_size=3)
    | st.dictionaries(st.sampled_from(["tier", "rate", "pending", "x"]), st.text(max_size=3))
)


@given(kind=st.sampled_from(TYPES), raw=CELLS)
def test_any_cell_is_read_or_refused(kind: InputType, raw: object) -> None:
    """Nothing else comes out, whatever goes in."""
    declared = OF_TYPE[kind]
    with suppress(Refusal):
        read_value(declared, from_cell(declared, raw))


@given(tier=CELLS, rate=CELLS)
def test_any_two_cells_are_a_judgement_or_refused(tier: object, rate: object) -> None:
    declared = OF_TYPE["judged"]
    with suppress(Refusal):
        read_value(declared, from_tiered(declared, tier, rate))


@given(cells=st.lists(CELLS, min_size=1, max_size=3))
def test_any_cells_are_a_list_or_refused(cells: list[object]) -> None:
    declared = OF_TYPE["numbers"]
    with suppress(Refusal):
        read_value(declared, from_entries(declared, cells))
