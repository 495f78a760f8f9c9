"""What may be a name, and which known name is meant."""

import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.language.faults import Fault
from indicator_engine.language.names import flaw, folded, is_plain, nearest
from indicator_engine.language.syntax import parse


class TestFlaw:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("预算执行率", None), ("_x", None), ("x1", None), ("é", None), ("得分_2022", None), ("match", None),
            ("", "name-not-identifier"), ("2022年", "name-not-identifier"), ("a b", "name-not-identifier"),
            ("a-b", "name-not-identifier"), ("a.b", "name-not-identifier"), ("（甲）", "name-not-identifier"),
            ("a·b", "name-not-identifier"), ("x\ufe0f", "name-not-identifier"), ("x\u200d", "name-not-identifier"),
            ("ﬁn", "name-not-normal"), ("Ａ", "name-not-normal"), ("e\u0301", "name-not-identifier"),
            ("if", "name-is-keyword"), ("True", "name-is-keyword"), ("true", "name-is-keyword"),
            ("null", "name-is-keyword"), ("inf", "name-is-keyword"), ("lambda", "name-is-keyword"),
            ("weight", "name-is-reserved"), ("value", "name-is-reserved"),
        ],
    )  # fmt: skip
    def test_what_makes_a_name_unfit(self, name: str, code: str | None) -> None:
        assert flaw(name) == code

    @pytest.mark.parametrize("name", keyword.kwlist)
    def test_no_keyword_is_a_name(self, name: str) -> None:
        assert flaw(name) == "name-is-keyword"

    @given(name=st.text(min_size=1, max_size=6))
    def test_a_fit_name_is_a_formula(self, name: str) -> None:
        """And one that stands for itself."""
        if flaw(name) is None:
            assert parse(name).names == {name}

    @given(name=st.from_regex(r"\A\w{1,6}\Z"))
    def test_a_name_that_formulas_can_read_is_fit(self, name: str) -> None:
        """Those the language gives itself aside."""
        try:
            readable = parse(name).names == {name}
        except Fault:
            readable = False
        if readable:
            assert flaw(name) in (None, "name-is-reserved") or name in (
                "true",
                "null",
                "false",
                "inf",
            )


class TestNearest:
    @pytest.mark.parametrize(
        ("name", "known", "meant"),
        [
            ("预算树", ["执行数", "预算数"], "预算数"),
            ("Budget", ["budget", "target"], "budget"),
            ("ＢＵＤＧＥＴ", ["budget"], "budget"),
            ("xyz", ["budget"], ""),
            ("a", [], ""),
        ],
    )
    def test_the_name_most_alike_is_meant(self, name: str, known: list[str], meant: str) -> None:
        assert nearest(name, known) == meant

    def test_the_order_of_the_known_names_is_of_no_consequence(self) -> None:
        assert nearest("ab", ["abd", "abc"]) == nearest("ab", ["abc", "abd"])


@pytest.mark.parametrize("alike", ["budget", "Budget", "ＢＵＤＧＥＴ", "bUDGET"])
def test_names_that_differ_in_case_or_width_alone_count_as_the_same(alike: str) -> None:
    assert folded(alike) == "budget"


@pytest.mark.parametrize(
    "character", ["\x00", "\n", "\u200b", "\u202e", "\ufe0f", "\ue000", "\ud800", "\u0378"]
)
def test_what_is_not_seen_is_not_plain(character: str) -> None:
    assert not is_plain(character)


def test_text_is_plain() -> None:
    assert all(is_plain(each) for each in "预算 abc 9（）“”%\u3000")
    assert unicodedata.category("\u3000") == "Zs"
