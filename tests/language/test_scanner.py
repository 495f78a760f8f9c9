"""The first allow-list: characters and words of formulas."""

from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.language.faults import Fault
from indicator_engine.language.names import flaw, normal
from indicator_engine.language.scanner import HINTS, Token, scan
from indicator_engine.limits import LIMITS


def fault(text: str) -> Fault:
    """Return why a text is refused."""
    with pytest.raises(Fault) as caught:
        scan(text)
    return caught.value


def scanned(text: str) -> tuple[Token, ...] | Fault:
    """Return the tokens of a text, or why it is refused."""
    try:
        return scan(text)
    except Fault as found:
        return found


class TestScan:
    def test_tokens_tile_the_text(self) -> None:
        """Kind, text and place of every word, whatever whitespace is between."""
        text = "权重*min(1.5e-3 ,\t实际)\n>= 90% and a_2 != '完成'"
        assert [(token.kind, token.text) for token in scan(text)] == [
            ("name", "权重"), ("operator", "*"), ("name", "min"), ("operator", "("),
            ("number", "1.5e-3"), ("operator", ","), ("name", "实际"), ("operator", ")"),
            ("operator", ">="), ("number", "90"), ("percent", "%"), ("name", "and"),
            ("name", "a_2"), ("operator", "!="), ("text", "'完成'"),
        ]  # fmt: skip
        assert all(text[token.start : token.end] == token.text for token in scan(text))

    @pytest.mark.parametrize(
        "text",
        ["90%", "90% + 1", "90%*2", "(90%)", "min(90%, 1)", "a > 90% and b", "90% if a else b"],
    )
    def test_a_percent_sign_after_a_number_belongs_to_it(self, text: str) -> None:
        assert [token.kind for token in scan(text)].count("percent") == 1

    @pytest.mark.parametrize(
        ("text", "code", "place"),
        [
            ("", "formula-empty", ""),
            (" \t\r\n", "formula-empty", " \t\r\n"),
            ("1 + $", "character-unknown", "$"),
            ("a.b", "character-unknown", "."),
            ("a[0]", "character-has-another-form", "["),
            ("{1}", "character-has-another-form", "{"),
            ("lambda: 1", "character-unknown", ":"),
            ("a @ b", "character-unknown", "@"),
            ("~a", "character-unknown", "~"),
            ("1; 2", "character-unknown", ";"),
            ("1 # one", "character-unknown", "#"),
            ("`a`", "character-unknown", "`"),
            ("a = 1", "character-has-another-form", "="),
            ("x := 1", "character-unknown", ":"),
            ("实际÷目标", "character-has-another-form", "÷"),
            ("min（1, 2)", "character-has-another-form", "（"),
            ("a\u3000+ b", "character-has-another-form", "\u3000"),
            ("a\u200bb", "character-invisible", "\u200b"),
            ("a\u202e + b", "character-invisible", "\u202e"),
            ("a\ufe0f", "character-invisible", "\ufe0f"),
            ("1 +\xa01", "character-invisible", "\xa0"),
            ("1 +\x00 1", "character-invisible", "\x00"),
            ("1 +\x0c 1", "character-invisible", "\x0c"),
            ("1 + \ud800", "character-invisible", "\ud800"),
            ("1 + \ue000", "character-invisible", "\ue000"),
            ("a == 'x\u202ey'", "character-invisible", "\u202e"),
            ("a == 'x\ty'", "character-invisible", "\t"),
            ("a == 'x\ny'", "character-invisible", "\n"),
            ("𝑎𝑏𝑠(1)", "name-not-normal", "𝑎𝑏𝑠"),
            ("Ｔｒｕｅ", "name-not-normal", "Ｔｒｕｅ"),
            ("\uf900 + 1", "name-not-normal", "\uf900"),
            ("2022年预算 + 1", "number-runs-on", "2022年"),
            ("1_000", "number-runs-on", "1_"),
            ("0x1F", "number-runs-on", "0x"),
            ("1j", "number-runs-on", "1j"),
            ("1.2.3", "number-runs-on", "1.2."),
            ("1e5e5", "number-runs-on", "1e5e"),
            ("90%a", "percent-before-operand", "%"),
            ("90%and 1", "number-runs-on", "90%"),
            ("1 + ５０", "number-not-ascii", "５０"),
            ("1 + ٣", "number-not-ascii", "٣"),
            ("min(1,000, 2)", "number-begins-with-zero", "000"),
            ("007", "number-begins-with-zero", "007"),
            ("00.5", "number-begins-with-zero", "00.5"),
            ("1. + 2", "number-malformed", "1."),
            (".5 + 2", "number-malformed", ".5"),
            ("1e1000", "number-malformed", "1e1000"),
            ("a % b", "percent-without-number", "%"),
            ("90 %", "percent-without-number", "%"),
            ("90%%", "percent-without-number", "%"),
            ("(90)%", "percent-without-number", "%"),
            ("%", "percent-without-number", "%"),
            ("7 % 3", "percent-without-number", "%"),
            ("7% 3", "percent-before-operand", "%"),
            ("7%(3)", "percent-before-operand", "%"),
            ("7%'x'", "percent-before-operand", "%"),
            ("'abc", "text-malformed", "'"),
            ("abc'", "text-malformed", "'"),
            ("a == 'x\\'", "text-malformed", "'"),
            ("a == 'it\"s'", "text-malformed", "'"),
            ("f'{1}'", "text-malformed", "f'{1}'"),
            ("b'a'", "text-malformed", "b'a'"),
            ("a == 'x' 'y'", "text-malformed", "'x' 'y'"),
            ("a == '''x'''", "text-malformed", "'''x'"),
        ],
    )  # fmt: skip
    def test_what_is_not_of_the_language_is_refused_at_its_place(
        self, text: str, code: str, place: str
    ) -> None:
        found = fault(text)
        assert (found.code, text[found.start : found.end]) == (code, place)

    @pytest.mark.parametrize("character", sorted(HINTS))
    def test_a_look_alike_names_the_character_to_write(self, character: str) -> None:
        found = fault(f"a {character} b")
        assert found.code == "character-has-another-form"
        assert found.facts["hint"] == HINTS[character]

    def test_the_length_is_counted_before_anything_else(self) -> None:
        """In characters; a longer text is not looked at."""
        assert scan("a" * LIMITS.formula_characters)
        assert fault("预" * (LIMITS.formula_characters + 1)).code == "formula-too-long"

    def test_numbers_may_have_so_many_digits(self) -> None:
        """Written out: before the point, and after it."""
        whole, fraction = LIMITS.integer_digits, LIMITS.fraction_digits
        for text in (
            "9" * whole,
            f"1e{whole - 1}",
            "0." + "1" * fraction,
            f"1e-{fraction}",
        ):
            assert scan(text)
        for text in (
            "9" * (whole + 1),
            f"1e{whole}",
            "0." + "1" * (fraction + 1),
            f"1e-{fraction + 1}",
        ):
            assert fault(text).code == "number-too-long"

    def test_parentheses_may_be_so_deep(self) -> None:
        depth = LIMITS.formula_parentheses
        assert scan("(" * depth + "1" + ")" * depth)
        found = fault("(" * (depth + 1) + "1" + ")" * (depth + 1))
        assert (found.code, found.start) == ("formula-too-deep", depth)

    @given(text=st.text())
    def test_any_text_gives_tokens_or_a_fault_within_it(self, text: str) -> None:
        found = scanned(text)
        if isinstance(found, Fault):
            assert 0 <= found.start <= found.end <= len(text)
        else:
            assert all(text[token.start : token.end] == token.text for token in found)
            assert all(is_normalized("NFKC", token.text) for token in found)

    @given(name=st.text(min_size=1, max_size=5))
    def test_every_fit_name_is_one_token(self, name: str) -> None:
        """What a ruleset can declare, a formula can write."""
        if flaw(name) is None:
            assert scan(name) == (Token("name", name, 0),)
            assert normal(name) == name
