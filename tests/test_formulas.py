"""One formula on its own."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicator_engine import FormulaError, evaluate
from indicator_engine.errors import Diagnostic


def refusal(formula: str, names: Mapping[str, object] | None = None) -> Diagnostic:
    """Return why a formula is refused."""
    with pytest.raises(FormulaError) as caught:
        evaluate(formula, names)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


class TestResults:
    @pytest.mark.parametrize(
        ("formula", "names", "result"),
        [
            ("1 / 3 * 3 == 1", {}, True),
            ("x + 0.2", {"x": 0.1}, Fraction(3, 10)),
            ("x * 3", {"x": Decimal("0.1")}, Fraction(3, 10)),
            ("x", {"x": Fraction(1, 3)}, Fraction(1, 3)),
            ("x", {"x": 7}, 7),
            ("x", {"x": "甲"}, "甲"),
            ("x", {"x": True}, True),
            ("x", {"x": [1, 0.5]}, (1, Fraction(1, 2))),
            ("x == '甲' and y", {"x": "甲", "y": True}, True),
            ("x", {"x": date(2022, 2, 28)}, date(2022, 2, 28)),
            ("add_months(x, 1)", {"x": date(2022, 1, 31)}, date(2022, 2, 28)),
            ("x if given(y) else add_months(x, 1)", {"x": date(2022, 1, 31), "y": None}, date(2022, 2, 28)),
            ("value_or(y, x)", {"x": date(2022, 1, 31), "y": None}, date(2022, 1, 31)),
            ("x + 1", {"x": None}, None),
            ("sum(x) / count(x)", {"x": (90, 91)}, Fraction(181, 2)),
            ("预算数 / 2", {"预算数": 9, "unused": 1}, Fraction(9, 2)),
        ],
    )  # fmt: skip
    def test_what_comes_in_comes_out_exactly(
        self, formula: str, names: Mapping[str, object], result: object
    ) -> None:
        found = evaluate(formula, names)
        assert found == result
        assert type(found) is type(result) or isinstance(found, Fraction | tuple)

    @given(number=st.floats(allow_nan=False, allow_infinity=False))
    def test_a_float_is_the_shortest_decimal_that_names_it(self, number: float) -> None:
        assert evaluate("x", {"x": number}) == Fraction(repr(number))

    def test_names_are_optional_and_positional(self) -> None:
        assert evaluate("1 + 1") == evaluate("1 + 1", None) == 2
        assert evaluate("names + formula", {"names": 1, "formula": 2}) == 3


class TestRefusals:
    @pytest.mark.parametrize(
        ("formula", "names", "code", "facts"),
        [
            ("预算树 + 1", {"预算数": 1}, "unknown-name", {"name": "预算树", "suggestion": "预算数"}),
            ("mim(1, 2)", {}, "unknown-function", {"name": "mim", "suggestion": "min"}),
            ("x(1)", {"x": 1}, "name-called", {"name": "x"}),
            ("max", {}, "function-not-called", {"name": "max"}),
            ("max + 1 if 1 < 2 else 0", {}, "function-not-called", {}),
            ("0 if 1 < 2 else nobody", {}, "unknown-name", {"name": "nobody"}),
            ("clamp(1, 2)", {}, "arguments-do-not-fit", {"count": "2", "signature": "clamp(x, low, high)"}),
            ("weight", {}, "unknown-name", {"name": "weight"}),
            ("x + 1", {"x": "1"}, "kind-mismatch", {"expected_kind": "number", "found_kind": "text"}),
            ("x + 1", {"x": True}, "kind-mismatch", {"expected_kind": "number", "found_kind": "truth"}),
            ("x + 1", {"x": date(2022, 1, 1)}, "kind-mismatch", {"found_kind": "date"}),
            ("x < 1", {"x": date(2022, 1, 1)}, "kind-mismatch", {"expected_kind": "date"}),
            ("x == 1", {"x": True}, "kind-mismatch", {}),
            ("x == 1", {"x": "1"}, "kind-mismatch", {}),
            ("1 < 2 < (2 < 3)", {}, "kind-mismatch", {}),
            ("-(1 < 2)", {}, "kind-mismatch", {}),
            ("+(1 < 2)", {}, "kind-mismatch", {}),
            ("1 if 1 else 2", {}, "kind-mismatch", {"expected_kind": "truth"}),
            ("1 if 1 < 2 else 1 < 2", {}, "kind-mismatch", {}),
            ("1 and 1 < 2", {}, "kind-mismatch", {}),
            ("not 1", {}, "kind-mismatch", {}),
            ("x + 1", {"x": [1]}, "kind-mismatch", {"found_kind": "list"}),
            ("x == x", {"x": [1]}, "kind-not-comparable", {"found_kind": "list"}),
            ("x", {"x": float("nan")}, "value-not-finite", {"name": "x", "value": "nan"}),
            ("1", {"x": Decimal("-Infinity")}, "value-not-finite", {"name": "x"}),
            ("x", {"x": Decimal("1e400000")}, "value-too-long", {"name": "x"}),
            ("x", {"x": 10**2_000}, "value-too-long", {"name": "x"}),
            ("x", {"x": object}, "value-of-wrong-kind", {"name": "x", "found_kind": "type"}),
            ("x", {"x": {"a": 1}}, "value-of-wrong-kind", {"found_kind": "object"}),
            ("x", {"x": [1, None]}, "value-of-wrong-kind", {"found_kind": "null"}),
            ("x", {"x": datetime(2022, 1, 1, 12, tzinfo=UTC)}, "value-of-wrong-kind", {"found_kind": "date"}),
            ("1 / x", {"x": 0}, "division-by-zero", {"formula": "1 / x"}),
        ],
    )  # fmt: skip
    def test_what_cannot_be_computed_says_why(
        self, formula: str, names: Mapping[str, object], code: str, facts: Mapping[str, str]
    ) -> None:
        found = refusal(formula, names)
        assert found.code == code
        assert facts.items() <= found.facts.items()
        assert found.severity == "error"

    def test_kinds_are_checked_in_every_branch(self) -> None:
        """Also in one that is not taken, and where a value is missing."""
        assert refusal("1 if 1 < 2 else 1 + (2 < 3)").code == "kind-mismatch"
        assert refusal("x + (1 < 2)", {"x": None}).code == "kind-mismatch"

    def test_the_place_is_underlined(self) -> None:
        found = refusal("weight * 执行数 / 预算树", {"weight": 1, "执行数": 1})
        assert found.render() == (
            "<formula>:1:16: unknown name '预算树' [unknown-name]\n"
            "    weight * 执行数 / 预算树\n"
            "                      ^^^^^^"
        )  # fmt: skip

    def test_a_formula_of_several_lines_has_lines(self) -> None:
        found = refusal("a +\n  b", {"a": 1})
        assert (found.at.line, found.at.column, found.at.text) == (2, 3, "  b")

    def test_nothing_of_a_formula_can_steer_a_terminal(self) -> None:
        found = refusal("1 + \x1b[31m")
        assert "\x1b" not in found.render("zh") + found.render("en")

    def test_a_long_formula_is_shown_in_part(self) -> None:
        found = refusal(f"1 + {'a' * 1_500}")
        assert len(found.render("en")) < 2_000
        assert found.at.offset == 0


@given(formula=st.text())
@example("1 if a else 2")
@example("\ud800")
@example("a" * 3_000)
def test_any_text_gives_a_value_or_a_formula_error(formula: str) -> None:
    """And nothing else."""
    with suppress(FormulaError):
        evaluate(formula, {"a": 1})
