"""What the data may hold for an input of each type."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.language.protocol import Absence
from indicator_engine.language.ranges import Range
from indicator_engine.limits import LIMITS
from indicator_engine.model import Input
from indicator_engine.values import (
    READERS,
    Refusal,
    kind,
    percent_range,
    read_exact,
    read_mark,
    read_value,
    reason,
    shown,
)


def bounds(text: str) -> Range:
    """Return the range a text writes."""
    found = Range.parse(text)
    assert found is not None
    return found


UNIT = bounds("[0, 1]")
INPUTS: Mapping[str, Input] = {
    "number": Input(name="x", type="number", range=bounds("[0, 100)"), unit="万元"),
    "free": Input(name="x", type="number"),
    "integer": Input(name="x", type="integer", range=bounds("[0, inf)")),
    "percent": Input(name="x", type="percent", range=UNIT),
    "boolean": Input(name="x", type="boolean"),
    "choice": Input(name="x", type="choice", choices=("完成", "未完成")),
    "date": Input(name="x", type="date"),
    "text": Input(name="x", type="text"),
    "judged": Input(
        name="x", type="judged", tiers={"达成": bounds("[80%, 100%]"), "部分": bounds("[60%, 80%)"), "未达": bounds("[0%, 50%]")}
    ),
    "shared": Input(name="x", type="judged", tiers={"A": bounds("[0.5, 1]"), "B": bounds("[0, 0.6]")}),
    "numbers": Input(name="x", type="numbers", range=bounds("[0, 100]"), length=bounds("[1, 3]")),
}  # fmt: skip


def refusal(which: str, raw: object) -> Refusal:
    """Return why an input cannot hold a value."""
    with pytest.raises(Refusal) as caught:
        read_value(INPUTS[which], raw)
    return caught.value


def read_or_refused(declared: Input, raw: object) -> object:
    """Return the value, or why the input cannot hold it."""
    try:
        return read_value(declared, raw)
    except Refusal as found:
        return found


class TestReadValue:
    @pytest.mark.parametrize(
        ("which", "raw", "value"),
        [
            ("number", 0, Fraction(0)), ("number", 99.99, Fraction("99.99")),
            ("number", Decimal("1.10"), Fraction(11, 10)), ("number", Fraction(1, 3), Fraction(1, 3)),
            ("free", -1, Fraction(-1)), ("integer", 3.0, Fraction(3)), ("integer", Decimal("3.00"), Fraction(3)),
            ("percent", "95%", Fraction(19, 20)), ("percent", 0.95, Fraction(19, 20)), ("percent", 1, Fraction(1)),
            ("boolean", True, True), ("boolean", False, False), ("choice", "完成", "完成"),
            ("date", "2022-06-10", date(2022, 6, 10)), ("date", date(2022, 6, 10), date(2022, 6, 10)),
            ("text", "", ""), ("text", "多行\n文本", "多行\n文本"),
            ("judged", {"tier": "达成", "rate": "80%"}, Fraction(4, 5)),
            ("judged", {"tier": "达成", "rate": 1}, Fraction(1)), ("judged", 0.7, Fraction(7, 10)),
            ("judged", "70%", Fraction(7, 10)), ("shared", {"tier": "B", "rate": 0.55}, Fraction(11, 20)),
            ("numbers", [90, 91.5], (Fraction(90), Fraction("91.5"))), ("numbers", (0,), (Fraction(0),)),
        ],
    )  # fmt: skip
    def test_a_value_is_read_exactly(self, which: str, raw: object, value: object) -> None:
        found = read_value(INPUTS[which], raw)
        assert found == value
        assert type(found) is type(value)

    @pytest.mark.parametrize(
        ("which", "raw", "code", "facts"),
        [
            ("number", 100, "value-out-of-range", {"value": "100万元", "range": "[0, 100)"}),
            ("number", -0.01, "value-out-of-range", {"value": "-0.01万元"}),
            ("number", True, "value-of-wrong-kind", {"expected_kind": "number", "found_kind": "boolean"}),
            ("number", "5", "value-of-wrong-kind", {"found_kind": "text", "value": "5"}),
            ("number", "1,000", "value-of-wrong-kind", {}),
            ("number", [1], "value-of-wrong-kind", {"found_kind": "list"}),
            ("number", {"value": 1}, "value-of-wrong-kind", {"found_kind": "object"}),
            ("number", float("nan"), "value-not-finite", {"value": "nan"}),
            ("number", float("-inf"), "value-not-finite", {"value": "-inf"}),
            ("number", Decimal("sNaN"), "value-not-finite", {"value": "sNaN"}),
            ("free", Decimal("1e400000"), "value-too-long", {}),
            ("free", Decimal("1e-400000"), "value-too-long", {}),
            ("free", 1 << LIMITS.formula_bits, "value-too-long", {}),
            ("integer", 0.5, "value-not-whole", {"value": "0.5"}),
            ("integer", -1, "value-out-of-range", {}),
            ("percent", 95, "value-out-of-range", {"value": "95", "range": "[0%, 100%]", "suggestion": "95%"}),
            ("percent", "120%", "value-out-of-range", {"value": "120%", "range": "[0%, 100%]"}),
            ("percent", -0.5, "value-out-of-range", {"value": "-50%"}),
            ("percent", "95", "value-of-wrong-kind", {"expected_kind": "percent"}),
            ("percent", "95％", "value-of-wrong-kind", {}),
            ("percent", "%", "value-of-wrong-kind", {}),
            ("boolean", 1, "value-of-wrong-kind", {"expected_kind": "boolean", "found_kind": "number"}),
            ("boolean", "是", "value-of-wrong-kind", {}),
            ("choice", "未完城", "value-not-a-choice", {"choice": "未完城", "choices": "完成, 未完成", "suggestion": "未完成"}),
            ("choice", 1, "value-of-wrong-kind", {"expected_kind": "text"}),
            ("date", "2022-6-10", "date-malformed", {"value": "2022-6-10"}),
            ("date", "20220610", "date-malformed", {}),
            ("date", "２０２２-06-10", "date-malformed", {}),
            ("date", 44722, "date-malformed", {}),
            ("date", datetime(2022, 6, 10, 8, tzinfo=UTC), "date-malformed", {}),
            ("date", "2022-02-29", "date-not-in-the-calendar", {"value": "2022-02-29"}),
            ("date", "0000-01-01", "date-not-in-the-calendar", {}),
            ("text", 5, "value-of-wrong-kind", {"expected_kind": "text", "found_kind": "number"}),
            ("text", [10**5_000], "value-of-wrong-kind", {"found_kind": "list", "value": "…"}),
            ("judged", {"tier": "达成", "rate": "79%"}, "rate-outside-tier", {"rate": "79%", "tier": "达成", "range": "[80%, 100%]"}),
            ("judged", {"tier": "达", "rate": 1}, "tier-unknown", {"choice": "达"}),
            ("judged", {"tier": 1, "rate": 1}, "value-of-wrong-kind", {"expected_kind": "text"}),
            ("judged", {"tier": "达成", "rate": 95}, "value-out-of-range", {"suggestion": "95%"}),
            ("judged", {"tier": "达成"}, "value-of-wrong-kind", {"expected_kind": "judged", "found_kind": "object"}),
            ("judged", "达成", "value-of-wrong-kind", {"expected_kind": "judged", "found_kind": "text"}),
            ("judged", 0.55, "rate-outside-tiers", {"rate": "55%", "tiers": "达成, 部分, 未达"}),
            ("shared", 0.55, "tier-not-told", {"rate": "55%", "tiers": "A, B"}),
            ("numbers", [], "list-of-wrong-length", {"count": "0", "range": "[1, 3]"}),
            ("numbers", [1, 2, 3, 4], "list-of-wrong-length", {"count": "4"}),
            ("numbers", 90, "value-of-wrong-kind", {"expected_kind": "list"}),
            ("numbers", "90;91", "value-of-wrong-kind", {}),
        ],
    )  # fmt: skip
    def test_a_value_that_the_input_cannot_hold_says_why(
        self, which: str, raw: object, code: str, facts: Mapping[str, str]
    ) -> None:
        found = refusal(which, raw)
        assert found.code == code
        assert facts.items() <= found.facts.items()

    @pytest.mark.parametrize(
        ("which", "raw", "inside"),
        [
            ("numbers", [1, 101], (1,)),
            ("numbers", [None], (0,)),
            ("judged", {"tier": "达", "rate": 1}, ("tier",)),
            ("judged", {"tier": "达成", "rate": 0.1}, ("rate",)),
            ("number", {"pending": ""}, ("pending",)),
            ("number", "x", ()),
        ],
    )
    def test_a_refusal_points_inside_the_value(
        self, which: str, raw: object, inside: tuple[str | int, ...]
    ) -> None:
        assert refusal(which, raw).inside == inside

    @pytest.mark.parametrize("which", INPUTS)
    @given(raw=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates() | st.decimals() | st.fractions(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["tier", "rate", "pending", "x"]), inner, max_size=2),
        max_leaves=4,
    ))  # fmt: skip
    def test_anything_is_read_or_refused(self, which: str, raw: object) -> None:
        """Never half, and never with another error."""
        declared = INPUTS[which]
        found = read_or_refused(declared, raw)
        if isinstance(found, Refusal):
            assert all(isinstance(fact, str) for fact in found.facts.values())
        elif isinstance(found, Fraction) and declared.range is not None:
            assert found in declared.range

    def test_every_type_has_a_reader(self) -> None:
        assert {declared.type for declared in INPUTS.values()} == READERS.keys()


class TestMarks:
    @pytest.mark.parametrize("which", INPUTS)
    def test_every_input_can_lack_a_value(self, which: str) -> None:
        declared = INPUTS[which]
        assert read_value(declared, None) is Absence.MISSING
        assert read_value(declared, {"pending": "待专家评审"}) is Absence.PENDING
        assert read_value(declared, {"not_applicable": "无此业务"}) is Absence.NOT_APPLICABLE

    @pytest.mark.parametrize("why", ["", "  ", None, 5])
    def test_a_mark_has_a_reason(self, why: object) -> None:
        with pytest.raises(Refusal) as caught:
            read_mark({"not_applicable": why})
        assert (caught.value.code, caught.value.inside) == (
            "mark-without-reason",
            ("not_applicable",),
        )

    @pytest.mark.parametrize(
        "raw", [{}, {"missing": "x"}, {"pending": "x", "y": 1}, "N/A", "-", 0, ""]
    )
    def test_nothing_else_is_a_mark(self, raw: object) -> None:
        assert read_mark(raw) is None

    def test_the_reason_is_what_the_mark_says(self) -> None:
        assert reason({"pending": "待专家评审"}) == "待专家评审"
        assert reason(None) == reason(5) == ""


class TestReadExact:
    @given(
        number=st.integers()
        | st.fractions()
        | st.decimals(allow_nan=False, allow_infinity=False, places=4)
    )
    def test_a_number_is_itself(self, number: Any) -> None:  # noqa: ANN401 - numbers of several types
        assert read_exact(number) == Fraction(number)

    def test_a_float_is_its_shortest_decimal(self) -> None:
        assert read_exact(0.1) == Fraction(1, 10)
        assert read_exact(1e23) == Fraction(10) ** 23

    def test_a_float_of_another_library_is_a_float(self) -> None:
        """NumPy's float64 prints as np.float64(0.1)."""

        class Float64(float):
            def __repr__(self) -> str:
                return f"np.float64({float(self)})"

        assert read_exact(Float64(0.1)) == Fraction(1, 10)

    def test_an_integer_of_another_library_is_no_number(self) -> None:
        """A truth of NumPy's has an index as well, and is none either."""

        class Int64:
            def __index__(self) -> int:
                return 3

        with pytest.raises(Refusal) as refused:
            read_exact(Int64())
        assert refused.value.facts["found_kind"] == "Int64"

    @given(number=st.decimals(allow_nan=False, allow_infinity=False))
    def test_a_decimal_too_long_is_refused_at_once(self, number: Decimal) -> None:
        """Writing it out could take the machine's memory."""
        found = read_or_refused(INPUTS["free"], number)
        if isinstance(found, Refusal):
            assert found.code == "value-too-long"
        else:
            assert found == Fraction(number)


class TestShown:
    @pytest.mark.parametrize(
        ("raw", "text"), [("abc", "abc"), (Fraction(1, 2), "0.5"), ("a\nb\x1b", "a b�"), ([1, 2], "[1, 2]"), (None, "None")]
    )  # fmt: skip
    def test_a_value_is_echoed_on_one_line(self, raw: object, text: str) -> None:
        assert shown(raw) == text

    def test_an_echo_is_short(self) -> None:
        assert shown("x" * LIMITS.shown_characters) == "x" * LIMITS.shown_characters
        assert len(shown("x" * 1_000_000)) == LIMITS.shown_characters

    def test_kinds_have_words(self) -> None:
        raws: list[object] = [True, 1, 0.5, "x", date.min, {}, [], None, 1j]
        assert [kind(raw) for raw in raws] == [
            "boolean", "number", "number", "text", "date", "object", "list", "null", "complex"
        ]  # fmt: skip

    def test_ranges_of_ratios_are_shown_as_percentages(self) -> None:
        assert percent_range(bounds("(0.055, inf)")) == "(5.5%, inf)"
