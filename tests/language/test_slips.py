"""Slips in formulas: what is told of each, and that none is seen where a formula has a meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import FormulaError, evaluate
from indicator_engine.language.faults import Fault
from indicator_engine.language.functions import LANGUAGE
from indicator_engine.language.scanner import scan
from indicator_engine.language.slips import ALSO_CALLED, joined, slip, unknown_call
from indicator_engine.language.syntax import parse

WORDS = ("且", "或", "非", "如果", "否则", "AND", "x", "if", "else", "and", "not")
PIECES = st.sampled_from((*WORDS, "a", "1", "90%", "(", ")", ",", "+", "*", "<", ">", "==", "'好'"))


def told(text: str) -> tuple[str, str]:
    """Return the code of a slip and the text that it marks."""
    found = slip(scan(text))
    return (found.code, text[found.start : found.end]) if found else ("", "")


def fault_of(text: str) -> Fault | None:
    try:
        parse(text)
    except Fault as fault:
        return fault
    return None


class TestSlip:
    @pytest.mark.parametrize(
        ("text", "code", "marked"),
        [
            ("a > 1 且 b", "word-has-another-form", "且"),
            ("a > 1 或者 (b)", "word-has-another-form", "或者"),
            ("1 if 非 a else 0", "word-has-another-form", "非"),
            ("1 if a 否则 0", "word-has-another-form", "否则"),
            ("1 if a Or b else 0", "word-has-another-form", "Or"),
            ("a x b", "word-has-another-form", "x"),
            ("a 除以 b", "word-has-another-form", "除以"),
            ("a <> b", "word-has-another-form", "<>"),
            ("if(a, 1, 0)", "if-is-no-function", "if"),
            ("2 * if(a, 1, 0)", "if-is-no-function", "if"),
            ("如果 a 那么 1", "if-is-no-function", "如果"),
            ("(a + (b)", "parenthesis-alone", "("),
            ("a) + b", "parenthesis-alone", ")"),
            ("1 if a", "else-missing", "if"),
            ("1 if a else 2 if b", "else-missing", "if"),
            ("执行 数", "operator-missing", "数"),
            ("2 (a)", "operator-missing", "("),
            ("(a) (b)", "operator-missing", "("),
            ("a <", "", ""),
            ("a < > b", "", ""),
            ("1 if (a) else", "", ""),
        ],
    )
    def test_each_is_marked_where_it_is(self, text: str, code: str, marked: str) -> None:
        assert told(text) == (code, marked)

    def test_no_word_is_taken_from_authors(self) -> None:
        """A name like an operator is a name wherever a formula has a meaning with it."""
        names = dict.fromkeys(("且", "或", "非", "如果", "否则", "x", "AND"), 2)
        assert evaluate("且 + 或 * 非 - 如果 / 否则 + x * AND", names) == 2 + 4 - 1 + 4

    @given(st.lists(PIECES, min_size=1, max_size=12).map(" ".join))
    def test_what_is_marked_is_in_the_formula(self, text: str) -> None:
        """Of any words in any order, where they mean nothing; where they mean something, nothing."""
        fault = fault_of(text)
        assert fault is None or 0 <= fault.start <= fault.end <= len(text)


class TestUnknownCall:
    def test_every_other_name_is_of_a_function_that_there_is(self) -> None:
        assert set(ALSO_CALLED.values()) <= LANGUAGE.keys()
        assert not ALSO_CALLED.keys() & LANGUAGE.keys()

    @pytest.mark.parametrize("name", ["IF", "如果", "ＩＦ", "ifs"])
    def test_a_condition_is_no_call(self, name: str) -> None:
        assert unknown_call(name, (), LANGUAGE) == ("if-is-no-function", {})

    def test_a_function_of_excel_is_told_as_ours(self) -> None:
        assert unknown_call("Average", (), LANGUAGE)[1]["suggestion"] == "mean"

    def test_what_there_is_not_is_not_suggested(self) -> None:
        assert unknown_call("平均", (), ("正向",))[1]["suggestion"] == ""

    def test_a_name_is_not_called(self) -> None:
        with pytest.raises(FormulaError) as refused:
            evaluate("a(1)", {"a": 1})
        assert [each.code for each in refused.value.diagnostics] == ["name-called"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("获奖且达标", "获奖 and 达标"),
        ("获奖或者达标", "获奖 or 达标"),
        ("获奖且", ""),
        ("获奖", ""),
    ],
)
def test_two_names_joined_by_a_word(name: str, meant: str) -> None:
    assert joined(name, ("获奖", "达标")) == meant
