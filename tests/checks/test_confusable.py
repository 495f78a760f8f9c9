"""Names that the eye cannot tell apart."""

from collections.abc import Iterable

import pytest

from indicator_engine import load_ruleset, resources
from indicator_engine.checks.confusable import (
    LATIN_LOOKS,
    names_keep_to_a_script,
    names_look_different,
    skeleton,
)
from indicator_engine.language.names import flaw
from tests.small import ruleset_with


def derived(names: Iterable[str]) -> dict[str, object]:
    return {"derived": {name: {"formula": "执行数"} for name in names}}


class TestSkeleton:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("A1", "Al"), ("A1", "AI"), ("PM10", "PM1O"), ("C0", "CO"), ("〇号", "O号"),
            ("一类", "ー类"), ("年末数", "年未数"), ("已缴", "己缴"), ("人库", "入库"), ("千部", "干部"),
            ("日数", "曰数"), ("口岸", "ロ岸"), ("工期", "エ期"), ("\u0410类", "A类"), ("\u0391类", "A类"),
            ("r\u0430te", "rate"), ("\u0406类", "1类"),
        ],
    )  # fmt: skip
    def test_what_looks_alike(self, one: str, other: str) -> None:
        assert one != other
        assert skeleton(one) == skeleton(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("预算数", "决算数"),
            ("A1", "A2"),
            ("A11", "A12"),
            ("α", "a"),
            ("PM10", "PM2_5"),
            ("rate", "Rate"),
        ],
    )
    def test_what_does_not(self, one: str, other: str) -> None:
        assert skeleton(one) != skeleton(other)

    def test_every_look_alike_can_stand_in_a_name(self) -> None:
        """One that cannot is refused before, full-width letters among them."""
        assert [letter for letter in LATIN_LOOKS if flaw(letter) is not None] == []
        assert flaw("Ａ") == "name-not-normal"


class TestNamesLookDifferent:
    def test_the_later_one_is_named(self) -> None:
        (found,) = names_look_different(ruleset_with(derived(["年末数", "年未数"])))
        assert (found.code, found.severity, found.id) == ("names-look-alike", "warning", "年未数")
        assert found.facts["other"] == "年末数"
        assert (found.at.line, found.at.column, found.at.width) == (26, 5, 5)

    def test_across_all_that_has_a_name(self) -> None:
        changes = derived(["AI"]) | {
            "indicators": {
                "children": [
                    {"id": "A1", "weight": 100, "formula": "weight * reached(执行数, 预算数)"}
                ]
            }
        }
        assert [found.id for found in names_look_different(ruleset_with(changes))] == ["A1"]

    def test_a_function_of_the_language_counts(self) -> None:
        assert [
            found.facts["other"] for found in names_look_different(ruleset_with(derived(["In"])))
        ] == ["ln"]

    def test_one_name_in_two_spaces_is_no_confusion(self) -> None:
        functions = {"执行率": {"parameters": ["x"], "formula": "x"}}
        assert (
            list(names_look_different(ruleset_with(derived(["执行率"]) | {"functions": functions})))
            == []
        )


class TestNamesKeepToAScript:
    @pytest.mark.parametrize("name", ["\u0410类", "r\u0430te", "GD\u03a1", "\u041eMega"])
    def test_a_letter_that_passes_for_a_latin_one(self, name: str) -> None:
        (found,) = names_keep_to_a_script(ruleset_with(derived([name])))
        assert (found.code, found.severity, found.id) == ("name-mixes-scripts", "warning", name)
        assert found.facts["latin"] in "AaPO"

    @pytest.mark.parametrize(
        "name", ["A类", "α系数", "Δ率", "\u0421\u0421\u0421\u0420", "RCEP证书", "PM2_5"]
    )
    def test_what_is_what_it_seems(self, name: str) -> None:
        assert list(names_keep_to_a_script(ruleset_with(derived([name])))) == []


@pytest.mark.parametrize("name", resources.shipped_rulesets())
def test_the_shipped_rulesets_have_names_that_can_be_told_apart(name: str) -> None:
    ruleset = load_ruleset(name)
    assert [*names_look_different(ruleset), *names_keep_to_a_script(ruleset)] == []
