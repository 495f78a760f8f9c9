"""The table of functions: every entry does what it says, and refuses what it says it refuses."""

import ast
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import partial

import pytest

from indicator_engine import FormulaError, evaluate
from indicator_engine.language.functions import FUNCTIONS, LANGUAGE, Function
from indicator_engine.language.functions.function import Parameter
from indicator_engine.language.interpreter import Interpreter
from indicator_engine.language.protocol import Absence
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import parse
from indicator_engine.language.tables import anchors, bands, cases
from indicator_engine.limits import LIMITS
from indicator_engine.number_systems.exact import Entries, Exact

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES: Mapping[str, object] = {
    "none": [], "one": [5], "list": [1, 2, 3], "weights": [1, 1, 2], "zero": [0, 0, 0],
    "first": date(1, 1, 1), "last": date(9999, 12, 31), "gone": None,
}  # fmt: skip


def code(formula: str, names: Mapping[str, object] = NAMES) -> str:
    """Return the code a formula is refused with."""
    with pytest.raises(FormulaError) as caught:
        evaluate(formula, names)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code


def argument(parameter: Parameter) -> str:
    """Return an argument of the kind that a parameter wants."""
    by_kind = {"truth": "1 < 2", "date": "first", "list": "list", "whole": "2"}
    return by_kind.get(parameter.kind, "1")


def call(function: Function, count: int) -> str:
    """Return a call with so many arguments of the right kinds."""
    arguments = (argument(function.parameter(index)) for index in range(count))
    return f"{function.name}({', '.join(arguments)})"


EXAMPLES = [(function.name, *pair) for function in FUNCTIONS.values() for pair in function.examples]


class TestTable:
    @pytest.mark.parametrize(("name", "formula", "result"), EXAMPLES)
    def test_every_example_comes_out(self, name: str, formula: str, result: str) -> None:
        assert evaluate(formula) == evaluate(result)
        assert name in {
            node.func.id
            for node in ast.walk(ast.parse(formula, mode="eval"))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }

    @pytest.mark.parametrize("function", LANGUAGE.values(), ids=lambda each: each.name)
    def test_every_function_is_described_in_both_languages(self, function: Function) -> None:
        assert CHINESE.search(function.zh)
        assert function.zh.endswith("。")
        assert not CHINESE.search(function.en)
        assert function.en.endswith(".")

    @pytest.mark.parametrize("function", LANGUAGE.values(), ids=lambda each: each.name)
    def test_every_function_that_takes_no_lists_has_an_example(self, function: Function) -> None:
        takes_lists = any(parameter.kind == "list" for parameter in function.parameters)
        assert function.examples or takes_lists

    def test_names_are_their_own_keys(self) -> None:
        assert all(function.name == name for name, function in LANGUAGE.items())

    @pytest.mark.parametrize("function", LANGUAGE.values(), ids=lambda each: each.name)
    def test_what_accepts_says_is_what_happens(self, function: Function) -> None:
        """A call with any number of arguments is computed, or refused for that number."""
        for count in range(9):
            if function.accepts(count):
                assert evaluate_or_code(call(function, count)) != "arguments-do-not-fit"
            else:
                assert code(call(function, count)) == "arguments-do-not-fit"

    @pytest.mark.parametrize(
        ("name", "counts"),
        [
            ("min", set(range(1, 9))), ("sum", set(range(1, 9))), ("abs", {1}), ("clamp", {3}),
            ("round", {2}), ("reached", {2}), ("interpolate", {3, 5, 7}), ("count", {1}),
            ("count_true", set(range(1, 9))), ("weighted_mean", {2}), ("date", {3}),
            ("value_or", {2}), ("given", {1}),
        ],
    )  # fmt: skip
    def test_arities(self, name: str, counts: set[int]) -> None:
        assert {count for count in range(9) if FUNCTIONS[name].accepts(count)} == counts

    @pytest.mark.parametrize(
        ("name", "signature"),
        [
            ("clamp", "clamp(x, low, high)"),
            ("min", "min(values, …)"),
            ("interpolate", "interpolate(x, x1, y1, …)"),
            ("count_true", "count_true(condition, …)"),
        ],
    )
    def test_signatures(self, name: str, signature: str) -> None:
        assert FUNCTIONS[name].signature == signature

    @pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda each: each.name)
    def test_a_strict_function_of_something_absent_is_absent(self, function: Function) -> None:
        """Whichever argument it is."""
        count = max(len(function.parameters), 1)
        for gone in range(count):
            if function.parameter(gone).kind == "whole":
                continue
            arguments = [
                "gone" if index == gone else argument(function.parameter(index))
                for index in range(count)
            ]
            result = evaluate(f"{function.name}({', '.join(arguments)})", NAMES)
            assert (result is None) == function.strict or function.name == "value_or"

    @pytest.mark.parametrize("function", LANGUAGE.values(), ids=lambda each: each.name)
    def test_an_argument_of_another_kind_is_refused(self, function: Function) -> None:
        count = len(function.parameters)
        for wrong in range(count):
            kind = function.parameter(wrong).kind
            if kind in ("any", "whole"):
                continue
            other = "1" if kind in ("truth", "date", "list") else "1 < 2"
            arguments = [
                other if index == wrong else argument(function.parameter(index))
                for index in range(count)
            ]
            assert code(f"{function.name}({', '.join(arguments)})") == "kind-mismatch"


def evaluate_or_code(formula: str) -> object:
    """Return the result, or the code it is refused with."""
    try:
        return evaluate(formula, NAMES)
    except FormulaError as error:
        return error.diagnostics[0].code


class TestRefusals:
    @pytest.mark.parametrize(
        ("formula", "expected"),
        [
            ("min(none)", "list-empty"),
            ("max(none)", "list-empty"),
            ("mean(none)", "division-by-zero"),
            ("geomean(none)", "list-empty"),
            ("geomean(4, -1)", "geomean-of-negative"),
            ("trimmed_mean(1, 2)", "trimmed-mean-of-few"),
            ("trimmed_mean(one)", "trimmed-mean-of-few"),
            ("trimmed_mean(none)", "list-empty"),
            ("weighted_mean(list, one)", "lists-differ-in-length"),
            ("weighted_mean(list, zero)", "division-by-zero"),
            ("clamp(1, 3, 2)", "clamp-ends-crossed"),
            ("reached(1, 0)", "target-not-positive"),
            ("reached(1, -5)", "target-not-positive"),
            ("whole_steps(1, 0)", "step-not-positive"),
            ("whole_steps(1, -1)", "step-not-positive"),
            ("started_steps(0, 0)", "step-not-positive"),
            ("interpolate(1, 2, 0, 2, 1)", "anchors-not-ascending"),
            ("interpolate(9, 2, 0, 1, 1)", "anchors-not-ascending"),
            ("interpolate(0, 1, 0, 2, 1, 2, 1)", "anchors-not-ascending"),
            ("sqrt(-1e-9)", "root-of-negative"),
            ("ln(0)", "log-of-not-positive"),
            ("ln(-1)", "log-of-not-positive"),
            ("exp(3000)", "number-too-large"),
            ("exp(-3000)", "number-too-large"),
            ("date(2022, 2, 29)", "date-not-in-calendar"),
            ("date(2022, 0, 1)", "date-not-in-calendar"),
            ("date(2022, 13, 1)", "date-not-in-calendar"),
            ("date(2022, 1, 0)", "date-not-in-calendar"),
            ("date(2022, 4, 31)", "date-not-in-calendar"),
            ("date(0, 1, 1)", "date-not-in-calendar"),
            ("date(10000, 1, 1)", "date-not-in-calendar"),
            ("date(2022.5, 1, 1)", "date-not-in-calendar"),
            ("date(2022, 1.5, 1)", "date-not-in-calendar"),
            ("date(2022, 1, 1.5)", "date-not-in-calendar"),
            ("add_months(last, 1)", "date-out-of-range"),
            ("add_months(first, -1)", "date-out-of-range"),
            ("add_months(first, 0.5)", "months-not-whole"),
            ("round(1, 0.5)", "argument-not-whole-literal"),
            ("round(1, 21)", "argument-not-whole-literal"),
            ("round(1, 1 + 1)", "argument-not-whole-literal"),
        ],
    )
    def test_what_has_no_value_says_why(self, formula: str, expected: str) -> None:
        assert code(formula) == expected


class TestMeaning:
    @pytest.mark.parametrize(
        ("formula", "result"),
        [
            ("sum(none)", "0"), ("count(none)", "0"), ("count(list)", "3"), ("mean(list)", "2"),
            ("weighted_mean(list, weights)", "9/4"), ("trimmed_mean(list)", "2"),
            ("geomean(0, 5)", "0"), ("geomean(2)", "2"), ("min(list) + max(list)", "4"),
            ("reached(-1, 5)", "0"), ("reached(0, 5)", "0"), ("reached(6, 5)", "1"),
            ("within(5, 5)", "1"), ("within(-5, 5)", "1"), ("within(1, 0)", "0"),
            ("within(1, -1)", "0"), ("within(-3, -5)", "0"), ("within(0, 0)", "1"),
            ("whole_steps(6, 3)", "2"), ("whole_steps(0, 3)", "0"), ("whole_steps(2.9, 3)", "0"),
            ("started_steps(0, 3)", "0"), ("started_steps(0.1, 3)", "1"), ("started_steps(-9, 3)", "0"),
            ("round(0.5, 0)", "1"), ("round(-0.5, 0)", "-1"), ("round(1250, -2)", "1300"),
            ("round(2/3, 20) * 10**20", "66666666666666666667"),
            ("floor(-0.5)", "-1"), ("ceil(-0.5)", "0"), ("floor(3)", "3"), ("ceil(3)", "3"),
            ("interpolate(1.5, 1, 10, 2, 20, 4, 0)", "15"), ("interpolate(3, 1, 10, 2, 20, 4, 0)", "10"),
            ("interpolate(2, 1, 10, 2, 20, 4, 0)", "20"), ("interpolate(9, 5, 7)", "7"),
            ("value_or(gone, 5)", "5"), ("value_or(3, gone)", "3"),
            ("days(last, first)", "-3652058"), ("months(last, first)", "-119987"),
            ("count_true(1 > 2, 2 > 3)", "0"),
        ],
    )  # fmt: skip
    def test_edges(self, formula: str, result: str) -> None:
        assert evaluate(formula, NAMES) == evaluate(result)

    def test_a_value_that_is_not_there_is_not_given(self) -> None:
        """Missing, pending and not applicable alike."""
        interpreter = Interpreter(Exact(), FUNCTIONS)
        for kind in Absence:
            assert interpreter.evaluate(parse("given(x)"), {"x": kind}) is False
            assert interpreter.evaluate(parse("value_or(x, 2)"), {"x": kind}) == 2
            assert interpreter.evaluate(parse("value_or(1, x)"), {"x": kind}) == 1
            assert interpreter.evaluate(parse("value_or(x, x)"), {"x": kind}) is kind

    def test_several_numbers_and_one_list_are_the_same(self) -> None:
        for name in ("min", "max", "sum", "mean", "geomean", "trimmed_mean"):
            assert evaluate(f"{name}(list)", NAMES) == evaluate(f"{name}(1, 2, 3)")


def outcome(table: Function, x: object) -> object:
    """Return what a table gives, or the code it refuses with."""
    names = {"x": list(x) if isinstance(x, Entries) else x}
    try:
        return Interpreter(Exact(), {**FUNCTIONS, "t": table}).evaluate(parse("t(x)"), names)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is compared
        return getattr(error, "code", error)


class TestTables:
    def test_a_band_holds_what_its_range_holds(self) -> None:
        table = bands(
            "t",
            [
                (Range(Fraction(90), None, low_open=False), Fraction(3)),
                (Range(Fraction(80), Fraction(90), low_open=False), Fraction(2)),
                (Range(None, Fraction(0), high_open=False), Fraction(1)),
            ],
        )
        at = partial(outcome, table)
        assert [at(Fraction(x)) for x in (1000, 90, "89.999", 80, 0, -5)] == [3, 3, 2, 2, 1, 1]
        assert at(Fraction(79)) == at(Fraction(1, 10**9)) == "outside-table"
        assert at(Absence.PENDING) is Absence.PENDING

    def test_a_line_is_straight_between_its_anchors_and_ends_with_them(self) -> None:
        points = [
            (Fraction(0), Fraction(10)),
            (Fraction(10), Fraction(0)),
            (Fraction(30), Fraction(100)),
        ]
        at = partial(outcome, anchors("t", points))
        assert [at(Fraction(x)) for x in (0, 1, 10, 15, 30)] == [10, 9, 0, 25, 100]
        assert at(Fraction(-1, 100)) == at(Fraction(3001, 100)) == "outside-table"

    def test_a_case_is_looked_up_by_its_text(self) -> None:
        at = partial(outcome, cases("t", {"优": Fraction(1), "良": Fraction(1, 2)}))
        assert (at("优"), at("良"), at("差")) == (1, Fraction(1, 2), "outside-table")

    def test_long_tables_do_not_exhaust_the_stack(self) -> None:
        """Each row of the longest table there can be is found."""
        size = LIMITS.children
        rows = [
            (Range(Fraction(n), Fraction(n + 1), low_open=False), Fraction(n)) for n in range(size)
        ]
        points = [(Fraction(n), Fraction(n)) for n in range(size)]
        texts = {f"x{n}": Fraction(n) for n in range(size)}
        for n in (0, 1, 15, 16, 17, size // 2, size - 2, size - 1):
            assert outcome(bands("t", rows), Fraction(n)) == n
            assert outcome(anchors("t", points), Fraction(n)) == n
            assert outcome(cases("t", texts), f"x{n}") == n
        assert outcome(bands("t", rows), Fraction(size)) == "outside-table"
        assert outcome(cases("t", texts), "x") == "outside-table"
