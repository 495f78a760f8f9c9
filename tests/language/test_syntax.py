"""From text to expression: the allow-list of syntax, exact literals, places in the text."""

import ast
import warnings
from fractions import Fraction

import pytest

from indicator_engine.language.faults import Fault
from indicator_engine.language.syntax import PARTS, Expression, parse, whole_literal
from indicator_engine.limits import LIMITS
from indicator_engine.messages import words


def fault(text: str) -> Fault:
    """Return why a text is refused."""
    with pytest.raises(Fault) as caught:
        parse(text)
    return caught.value


def literals(text: str) -> list[object]:
    """Return the values of the constants of a formula, from left to right."""
    return [node.value for node in parse(text).walk() if isinstance(node, ast.Constant)]


class TestParse:
    def test_names_and_calls_are_told_apart(self) -> None:
        expression = parse("weight * 正向(实际, max(目标, 1)) if 完成 else min(weight, 0)")
        assert expression.names == {"weight", "实际", "目标", "完成"}
        assert expression.calls == {"正向", "max", "min"}

    def test_a_name_and_a_function_of_one_name_are_two(self) -> None:
        expression = parse("max(max, 1)")
        assert expression.names == expression.calls == {"max"}

    @pytest.mark.parametrize(
        ("text", "values"),
        [
            ("0.1", [Fraction(1, 10)]),
            ("90%", [Fraction(9, 10)]),
            ("1e-3 + 2E3", [Fraction(1, 1000), Fraction(2000)]),
            ("12345678901234567890", [Fraction(12345678901234567890)]),
            ("0." + "1" * 40, [Fraction(int("1" * 40), 10**40)]),
            ("0.5% - 1.5e1%", [Fraction(1, 200), Fraction(3, 20)]),
            ("a == '完成'", ["完成"]),
            ("预算 > 0 or 50%", [Fraction(0), Fraction(1, 2)]),
        ],
    )
    def test_literals_are_read_from_their_text(self, text: str, values: list[object]) -> None:
        """Never through binary floats."""
        assert literals(text) == values

    def test_only_the_allow_list_is_left(self) -> None:
        expression = parse(
            "-a + b * (c - 2) ** -3 / f(d) if not a < b <= c != d or e and g else +h"
        )
        assert all(isinstance(node, PARTS) for each in expression.walk() for node in ast.walk(each))

    @pytest.mark.parametrize(
        ("text", "kind", "place"),
        [
            ("a // b", "FloorDiv", "a // b"),
            ("a << b", "LShift", "a << b"),
            ("a >> b", "RShift", "a >> b"),
            ("1 + (a is b)", "Is", "a is b"),
            ("a is not b", "IsNot", "a is not b"),
            ("a in b", "In", "a in b"),
            ("a not in b", "NotIn", "a not in b"),
            ("(1, 2)", "Tuple", "(1, 2)"),
            ("1,", "Tuple", "1,"),
            ("()", "Tuple", "()"),
            ("max(*a)", "Starred", "*a"),
            ("max(**a)", "keyword", "max(**a)"),
            ("(yield)", "Yield", "yield"),
            ("(yield from a)", "YieldFrom", "yield from a"),
            ("await a", "Await", "await a"),
            ("max(a for a in b)", "GeneratorExp", "(a for a in b)"),
            ("f(1)(2)", "Call", "f(1)(2)"),
            ("1(2)", "Call", "1(2)"),
            ("'a'(2)", "Call", "'a'(2)"),
            ("预算 + True", "True", "True"),
            ("False", "False", "False"),
            ("None == a", "None", "None"),
        ],
    )
    def test_other_constructs_are_refused_by_name(self, text: str, kind: str, place: str) -> None:
        found = fault(text)
        assert found.code == "not-in-the-language"
        assert found.facts == {"construct_kind": kind}
        assert place in (text[found.start : found.end], f"({text[found.start : found.end]})")
        assert kind in words.CONSTRUCTS

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("1 +", "+"),
            ("  预算 * * 2", "*"),
            ("1 if else 2", "else"),
        ],
    )
    def test_what_python_cannot_read_is_refused_at_its_place(self, text: str, place: str) -> None:
        found = fault(text)
        assert found.code == "formula-malformed"
        assert text[found.start : found.end] == place == found.facts["found"]

    @pytest.mark.parametrize("text", ["else", "a not b", "a +* b", "and", "* a", "f(a,,b)", "not"])
    def test_whatever_python_cannot_read_is_refused(self, text: str) -> None:
        assert fault(text).code == "formula-malformed"

    @pytest.mark.parametrize("text", ["f(x=1)", "f(a, x=1)"])
    def test_keywords_never_get_past_the_scanner(self, text: str) -> None:
        assert fault(text).code == "character-has-another-form"

    @pytest.mark.parametrize("text", ["2 ** 100", "2 ** -100", "a ** 0", "2 ** 1e2", "a ** 300%"])
    def test_exponents_are_whole_literals(self, text: str) -> None:
        assert parse(text).text == text

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("2 ** 101", "101"),
            ("2 ** -101", "-101"),
            ("2 ** 0.5", "0.5"),
            ("2 ** 50%", "50%"),
            ("2 ** a", "a"),
            ("2 ** (1 + 1)", "1 + 1"),
            ("2 ** 3 ** 2", "3 ** 2"),
            ("a ** 'x'", "'x'"),
        ],
    )
    def test_other_exponents_are_refused(self, text: str, place: str) -> None:
        found = fault(text)
        assert (found.code, text[found.start : found.end]) == ("exponent-not-whole", place)

    @pytest.mark.parametrize(
        "text", ["a == 'x'", "'x' != a", "a == b == 'x'", "表('x')", "f('x') + 1"]
    )
    def test_texts_stand_where_they_mean_something(self, text: str) -> None:
        assert parse(text).text == text

    @pytest.mark.parametrize(
        "text", ["'x'", "a + 'x'", "a < 'x'", "a == 'x' < b", "f(1, 'x')", "'x' and a", "-'x'", "a if 'x' else b", "'x' if a else b", "a == -'x'"]
    )  # fmt: skip
    def test_texts_are_refused_elsewhere(self, text: str) -> None:
        found = fault(text)
        assert (found.code, text[found.start : found.end]) == ("text-out-of-place", "'x'")

    def test_the_tree_may_have_so_many_nodes(self) -> None:
        group = f"f({', '.join('a' * 48)})"  # 49 nodes
        fits = "".join(f"g({group}, " for _ in range(9)) + f"f({', '.join('a' * 49)})" + ")" * 9
        assert sum(1 for _ in parse(fits).walk()) == LIMITS.formula_nodes
        assert fault(fits.replace("f(a", "f(a, a", 1)).code == "formula-too-large"

    def test_the_tree_may_be_so_deep(self) -> None:
        depth = LIMITS.formula_depth
        assert parse(" - ".join("a" * depth)).names == {"a"}
        assert fault(" - ".join("a" * (depth + 1))).code == "formula-too-deep"
        assert fault("-" * 1_900 + "a").code in ("formula-too-deep", "formula-malformed")
        assert fault("not " * 400 + "a").code in ("formula-too-deep", "formula-malformed")

    def test_a_call_may_have_so_many_arguments(self) -> None:
        most = LIMITS.function_arguments
        assert parse(f"f({', '.join('a' * most)})").calls == {"f"}
        assert fault(f"f({', '.join('a' * (most + 1))})").code == "too-many-arguments"

    @pytest.mark.filterwarnings("error")
    def test_the_warnings_of_the_process_are_left_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Threads share their filters; and there is nothing to warn of."""
        for name in ("catch_warnings", "simplefilter", "filterwarnings", "resetwarnings"):
            monkeypatch.delattr(warnings, name)
        for text in ("1 if a else 2", "90% if a else 5%", "'x' == a"):
            assert parse(text).text == text
        for text in ("1()", "(1)(2)", "a is 1"):
            assert fault(text).code == "not-in-the-language"


class TestExpression:
    def test_equality_is_that_of_the_text(self) -> None:
        assert parse("a + 1", "/x") == parse("a + 1", "/y") != parse("a+1")
        assert hash(parse("a + 1")) == hash(parse("a + 1"))
        assert repr(parse("a + 1")) == "Expression(text='a + 1')"

    def test_spans_count_characters(self) -> None:
        """Python counts bytes of UTF-8."""
        expression = parse(" 万元 *\n (𠮷 - 90%)")
        assert [expression.part(node) for node in expression.walk()] == [
            "万元 *\n (𠮷 - 90%)", "万元", "𠮷 - 90%", "𠮷", "90%"
        ]  # fmt: skip

    def test_walking_goes_from_the_outside_in_and_from_left_to_right(self) -> None:
        expression = parse("f(a, b) if c < d else e")
        inner = [expression.part(node) for node in expression.walk()]
        assert inner == ["f(a, b) if c < d else e", "c < d", "c", "d", "f(a, b)", "a", "b", "e"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("-3", -3), ("--3", 3), ("3.0", 3), ("300%", 3), ("0.5", None), ("a", None), ("+3", None), ("1 + 2", None)],
)  # fmt: skip
def test_a_whole_literal_is_a_number_as_written(text: str, value: int | None) -> None:
    assert whole_literal(parse(text).tree) == value


def test_an_expression_is_frozen() -> None:
    with pytest.raises(AttributeError):
        parse("a").text = "b"  # type: ignore[misc]
    assert isinstance(parse("a"), Expression)
