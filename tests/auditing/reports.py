"""Finished reports for tests: made from exact scores, then printed with the places they choose."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from indicator_engine.language.numbers import rounded

Data = dict[str, Any]


@frozen
class Made:
    """A report, and what is exact behind its prints.

    Attributes:
        data: Its JSON form.
        places: Of its scores.
    """

    data: Data
    places: int

    def leaves(self) -> list[Data]:
        """Return the rows."""
        return [leaf for group in self.root["children"] for leaf in group["children"]]

    @property
    def root(self) -> Data:
        root: Data = self.data["tree"][0]
        return root


def shown(value: Fraction, places: int) -> Decimal:
    return rounded(value, places)


def percent(ratio: Fraction, places: int) -> str:
    return f"{rounded(ratio * 100, places):f}%"


@st.composite
def counted(draw: st.DrawFn) -> tuple[Mapping[str, Any], Fraction]:
    """A target and an actual that are counted."""
    target, actual = draw(st.integers(1, 500)), draw(st.integers(0, 600))
    operator, unit = (
        draw(st.sampled_from(["", "≥", "="])),
        draw(st.sampled_from(["", "场", "人次"])),
    )
    if operator == "=" and actual > target:
        actual = target
    inputs = {
        "target": f"{operator}{target}{unit}",
        "actual": draw(st.sampled_from([actual, f"{actual}{unit}"])),
    }
    return {"direction": "positive", "inputs": inputs}, min(Fraction(1), Fraction(actual, target))


@st.composite
def rated(draw: st.DrawFn) -> tuple[Mapping[str, Any], Fraction]:
    """A target and an actual in percent, the actual rounded for print."""
    target = Fraction(draw(st.integers(1, 100)), 100)
    actual = Fraction(draw(st.integers(0, 1_000_000)), 1_000_000)
    inputs = {
        "target": f"≥{percent(target, 0)}",
        "actual": percent(actual, draw(st.integers(0, 2))),
    }
    return {"rule_text": "正向", "inputs": inputs}, min(Fraction(1), actual / target)


@st.composite
def limited(draw: st.DrawFn) -> tuple[Mapping[str, Any], Fraction]:
    """A limit in money and what was spent, rounded for print."""
    limit = Fraction(draw(st.integers(100, 100_000)), 100)
    spent = Fraction(draw(st.integers(0, 20_000_000)), 10_000)
    places = draw(st.integers(0, 3))
    inputs = {"target": f"≤{shown(limit, 2)}万元", "actual": f"{shown(spent, places)}万元"}
    return {"direction": "reverse", "inputs": inputs}, min(
        Fraction(1), limit / spent
    ) if spent else Fraction(1)


@st.composite
def executed(draw: st.DrawFn) -> tuple[Mapping[str, Any], Fraction]:
    """A budget and what was spent, rounded for print."""
    budget = Fraction(draw(st.integers(1_000, 10_000_000)), 1_000)
    spent = Fraction(draw(st.integers(0, 12_000_000)), 1_000)
    places = draw(st.integers(0, 2))
    inputs: Data = {
        "全年预算数_万元": shown(budget, places),
        "全年执行数_万元": shown(spent, places),
    }
    if shown(budget, places) == 0:
        inputs = {}
    if draw(st.booleans()):
        inputs["执行率_公布"] = percent(spent / budget, 2)
    return {"rule_text": "执行率*分值", "name": "预算执行率", "inputs": inputs}, min(
        Fraction(1), spent / budget
    )


@st.composite
def assessed(draw: st.DrawFn) -> tuple[Mapping[str, Any], Fraction]:
    """A score that people gave."""
    return {"inputs": {}}, Fraction(draw(st.integers(0, 1_000)), 1_000)


@st.composite
def made_reports(draw: st.DrawFn) -> Made:
    """Consistent reports: every number is what its exact one is rounded to."""
    places = draw(st.integers(0, 3))
    groups: list[Data] = []
    exact_total = printed_total = Fraction(0)
    from_exact = draw(st.booleans())
    for index in range(draw(st.integers(1, 3))):
        group, exact, printed = draw(_groups(index, places, from_exact=from_exact))
        groups.append(group)
        exact_total, printed_total = exact_total + exact, printed_total + printed
    total = shown(exact_total if from_exact else printed_total, places)
    weight = sum(group["weight"] for group in groups)
    root: Data = {
        "id": "root",
        "name": "总",
        "weight": weight,
        "published_score": total,
        "children": groups,
    }
    if draw(st.booleans()):
        root["published_rate"] = percent(Fraction(total) / Fraction(weight), 2)
    return Made({"tree": [root], "total": total}, places)


@st.composite
def _groups(
    draw: st.DrawFn, index: int, places: int, *, from_exact: bool
) -> tuple[Data, Fraction, Fraction]:
    leaves: list[Data] = []
    exact_sum = printed_sum = Fraction(0)
    for number in range(draw(st.integers(1, 4))):
        told, share = draw(st.one_of(counted(), rated(), limited(), executed(), assessed()))
        weight = Decimal(draw(st.integers(1, 60)) * (5 if places else 10)) / 10
        exact = share * Fraction(weight)
        score = shown(exact, places)
        name = f"g{index}n{number}"
        leaf: Data = {"id": name, "name": name, "weight": weight, "published_score": score, **told}
        if draw(st.booleans()):
            leaf["published_rate"] = percent(
                share if draw(st.booleans()) else Fraction(score) / Fraction(weight), 2
            )
        leaves.append(leaf)
        exact_sum, printed_sum = exact_sum + exact, printed_sum + Fraction(score)
    printed = shown(exact_sum if from_exact else printed_sum, places)
    group: Data = {
        "id": f"g{index}",
        "name": f"g{index}",
        "weight": sum(leaf["weight"] for leaf in leaves),
        "children": leaves,
    }
    if draw(st.booleans()):
        group["published_score"] = printed
        return group, exact_sum, Fraction(printed)
    return group, exact_sum, printed_sum
