"""Published evaluations: what an audit finds in each is what arithmetic shows, and nothing else.

Each file of tests/cases/audit names its public source; it holds the facts and figures alone.
"""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from indicator_engine import Audit, Ruleset, audit, load_ruleset
from indicator_engine.documents import read_document

CASES = Path(__file__).parents[1] / "cases" / "audit"
FILES = sorted(CASES.glob("*.json"))
RULESETS = {
    "01": "beijing-department-2022",
    "02": "beijing-project-2020",
    "12": "hubei-self-evaluation-2020",
    "16": "hunan-department",
    "17": "hunan-department",
    "21": "soe-efficacy-2006",
    "22": "soe-efficacy-2006",
}


def ruleset_of(file: Path) -> Ruleset | None:
    name = RULESETS.get(file.name[:2])
    return None if name is None else load_ruleset(name)


def data_of(file: Path) -> Any:  # noqa: ANN401 - JSON
    return read_document(file.read_bytes(), file.name).value


def found(result: Audit) -> list[tuple[str, str]]:
    return sorted((each.code, each.at) for each in result.errors)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_the_slips_are_found_and_nothing_else(file: Path) -> None:
    slips = sorted((slip["code"], slip["at"]) for slip in data_of(file)["slips"])
    assert found(audit(file, ruleset_of(file))) == slips


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_the_generic_rule_finds_them_too(file: Path) -> None:
    """Without the ruleset as well, where the report shows the slip by itself."""
    slips = sorted((slip["code"], slip["at"]) for slip in data_of(file)["slips"])
    assert found(audit(file)) == slips


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_is_expected_is_what_the_slip_says(file: Path) -> None:
    """Numbers only; a text such as 0.35个百分点 stands inside the sentence that the slip quotes."""
    expected = {each.at + each.code: each.expected for each in audit(file).errors}
    for slip in data_of(file)["slips"]:
        told = expected[slip["at"] + slip["code"]]
        if isinstance(slip["expected"], Fraction):
            assert Fraction(told) == slip["expected"]
        else:
            assert told in slip["expected"]


class TestSeed:
    def test_the_rate_is_recognised_as_that_of_the_exact_score(self) -> None:
        result = audit(CASES / "01-beijing-ccpit-2022-dept.json", ruleset_of(FILES[0]))
        (remark,) = (each for each in result.findings if each.code == "rate-exact")
        assert (remark.at, remark.published, remark.expected) == ("A", "96.92%", "96.90%")
        assert remark.severity == "info"

    def test_a_rate_of_neither_score_is_found(self) -> None:
        """96.88 % lies within the rounding of 19.38, but the amounts beside it give 96.92 %."""
        data = data_of(FILES[0])
        data["tree"][0]["children"][0]["published_rate"] = "96.88%"
        assert ("rate", "A") in found(audit(data))

    def test_the_ruleset_recomputes_the_budget_execution(self) -> None:
        """A score that 5169.65 of 5333.85 cannot have is found by the ruleset's own rule."""
        data = data_of(FILES[0])
        data["tree"][0]["children"][0]["published_score"] = Fraction("19.48")
        findings = audit(data, ruleset_of(FILES[0])).errors
        assert ("score", "A", "19.38") in {(e.code, e.at, e.expected) for e in findings}


class TestForms:
    """Ways of printing that some forms have, and that are no slips."""

    def test_options_share_one_weight(self) -> None:
        """Each may be worth all 40 points; the one that applies is scored."""
        options = [{"id": each, "weight": 40, "score": None} for each in ("经济效益", "生态效益")]
        scored = {"id": "社会效益", "weight": 40, "score": 38}
        group = {"id": "效益", "weight": 40, "score": 38, "children": [*options, scored]}
        assert audit({"tree": group}).errors == ()

    def test_an_even_share_is_rounded(self) -> None:
        leaves = [{"id": str(number), "weight": 2, "score": 2} for number in range(7)]
        assert audit({"tree": {"id": "管理", "weight": 15, "children": leaves}}).errors == ()

    def test_a_rule_of_its_own_is_not_the_generic_one(self) -> None:
        rule = "≥90%计5分;80%(含)-90%计4分;低于80%不得分"
        leaf = {
            "weight": 5,
            "score": 4,
            "rule_text": rule,
            "inputs": {"target": "90%", "actual": "85%"},
        }
        result = audit({"tree": {"id": "安排率", **leaf}})
        assert result.errors == ()
        assert [each.code for each in result.not_checkable] == ["no-target-and-actual"]

    @pytest.mark.parametrize(
        ("inputs", "score", "code"),
        [
            ({"target": "≤90万元", "actual": "898,000元"}, "10", None),
            ({"target": "≤60万元", "actual": 90}, "10", "missed-shortfall"),
            ({"target": "≥98%", "actual": 49}, "10", "missed-shortfall"),
            ({"target": "=0起", "actual": "0"}, "10", None),
            ({"target": "≤0起", "actual": "1起"}, "10", "missed-shortfall"),
            ({"target": "2022年12月30日前", "actual": "2023年1月15日"}, "10", "missed-shortfall"),
            ({"target": "2022年12月底", "actual": "2022年11月"}, "8", "unexplained-loss"),
            ({"target": "显著提升", "actual": "显著提升"}, "8.5", None),
            ({"target": "显著提升", "actual": "显著提升"}, "6", "unexplained-loss"),
            ({"target": "显著提升", "actual": "部分达成预期指标"}, "10", "missed-shortfall"),
            ({"op": "≥", "target": "95", "unit": "%", "actual": "93"}, "9.79", None),
            ({"op": "≥", "target": "95", "unit": "%", "actual": "93"}, "9.00", "score"),
            ({"target": "≥1.2万人", "actual": "12500人"}, "10", None),
            ({"target": "1-3次", "actual": "2次"}, "9", None),
        ],
    )
    def test_targets_as_they_are_printed(
        self, inputs: dict[str, object], score: str, code: str | None
    ) -> None:
        leaf = {"id": "L", "weight": 10, "score": Decimal(score), "inputs": inputs}
        assert [each.code for each in audit({"tree": leaf}).errors] == ([code] if code else [])

    @pytest.mark.parametrize(
        ("inputs", "score", "code"),
        [
            ({"全年预算数_万元": 100, "全年执行数_万元": 94}, "10", "missed-shortfall"),
            ({"年初预算数": "120.5", "调整后预算数": "100.2", "实际支出数": "94.2"}, "9.4", None),
            ({"年初预算数": "120.5", "调整后预算数": "100.2", "实际支出数": "94.2"}, "7.82", None),
            ({"预算数": "1,000万元", "执行数": "9,500,000元"}, "9.5", None),
            ({"预算数": 100, "执行数": 100, "执行率": "100%"}, "8", "unexplained-loss"),
            ({"预算数": 100, "执行数": 100, "备注": "年末集中支付"}, "8", None),
            ({"预算数": 100, "执行数": 80, "执行率_公布": "85%"}, "8", "rate"),
        ],
    )
    def test_budgets_as_they_are_printed(
        self, inputs: dict[str, object], score: str, code: str | None
    ) -> None:
        leaf = {"name": "预算执行率", "weight": 10, "score": Decimal(score), "inputs": inputs}
        assert [each.code for each in audit({"tree": leaf}).errors] == ([code] if code else [])
