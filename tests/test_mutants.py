"""The mutation check: what it changes, and that what it changes does not go unnoticed.

The whole of it runs apart, by ``python -m tests.mutants``; docs/explanation/mutation-check.md has
its numbers. Here are the changes of a small ruleset, and a few mutants of those that are shipped.
"""

from fractions import Fraction
from pathlib import Path

import pytest

from indicator_engine import list_rulesets, parse_ruleset
from indicator_engine.checks import CHECKS
from tests.equivalents import DEPARTMENT, EQUIVALENTS, PROJECT, Equivalent
from tests.mutants import Fate, Mutant, drawn, mutants, original, rate, report, warns
from tests.mutations import Mutation, mutations

RULESET = """{
  "id": "mutable", "version": "1.0.0", "title": "一处一改",
  "inputs": {
    "甲": {"type": "number", "unit": "元"}, "乙": {"type": "number", "unit": "元"},
    "丙": {"type": "integer", "unit": "元"}, "丁": {"type": "number", "unit": "人"},
    "真": {"type": "boolean"}, "级": {"type": "choice", "choices": ["高", "低"]}
  },
  "functions": {"比": {"parameters": ["上", "下"], "formula": "上 / 下"}},
  "tables": {
    "档": {"bands": [{"range": "(-inf, 0.5)", "value": "9%"}, {"range": "[0.5, inf)", "value": 1}]},
    "线": {"anchors": [[0, 0], [1, 10]]},
    "等": {"cases": {"高": 1, "低": 0}}
  },
  "indicators": {
    "id": "total", "weight": 10, "combine": "mean", "adjustments": [
      {"id": "减", "when": "not 真 and 丁 < 5%", "becomes": "value - 1"}
    ], "children": [
      {"id": "A", "share": 1.5, "formula": "-甲 ** 2", "range": "[0, 9]",
       "rounding": {"places": 1, "mode": "down"}},
      {"id": "B", "formula": "weight * 比(甲, max(乙, 丙)) if 线(丁) == 档(丁) else 等(级)"}
    ]
  },
  "rounding": {"places": 2, "mode": "half_up", "stage": "leaf"},
  "grades": [{"grade": "好", "range": "[5, 10]"}, {"grade": "差", "range": "[0, 5)"}],
  "assertions": [{"id": "相等", "equal": ["甲", "乙"], "tolerance": 0.05}]
}"""

CAPPED = """{
  "id": "capped", "version": "1.0.0", "title": "封顶",
  "inputs": {
    "实际": {"type": "number", "range": "[0, inf)"},
    "目标": {"type": "number", "range": "(0, inf)"}
  },
  "indicators": {"id": "total", "weight": 10, "formula": "weight * min(1, 实际 / 目标)"}
}"""

CHANGED: dict[str, dict[tuple[str, int, str], tuple[str, ...]]] = {
    "formula: number": {
        ("/indicators/adjustments/0/when", 14, "5"): ("6", "4"),
        ("/indicators/adjustments/0/becomes", 8, "1"): ("2", "0"),
        ("/indicators/children/0/formula", 6, "2"): ("3", "1"),
    },
    "formula: comparison": {
        ("/indicators/adjustments/0/when", 12, "<"): ("<=", ">"),
        ("/indicators/children/1/formula", 33, "=="): ("!=", "<=", ">="),
    },
    "formula: arithmetic": {
        ("/functions/比/formula", 2, "/"): ("+", "-", "*"),
        ("/indicators/adjustments/0/becomes", 6, "-"): ("+", "*", "/"),
        ("/indicators/children/0/formula", 0, "-"): ("",),
        ("/indicators/children/0/formula", 3, "**"): ("*",),
        ("/indicators/children/1/formula", 7, "*"): ("+", "-", "/"),
    },
    "formula: connective": {
        ("/indicators/adjustments/0/when", 0, "not"): ("",),
        ("/indicators/adjustments/0/when", 6, "and"): ("or",),
    },
    "formula: name": {
        ("/functions/比/formula", 0, "上"): ("下",),
        ("/functions/比/formula", 4, "下"): ("上",),
        ("/indicators/adjustments/0/becomes", 0, "value"): ("B", "weight"),
        ("/indicators/children/0/formula", 1, "甲"): ("乙",),
        ("/indicators/children/1/formula", 0, "weight"): ("B",),
        ("/indicators/children/1/formula", 11, "甲"): ("乙", "丙"),
        ("/indicators/children/1/formula", 18, "乙"): ("甲", "丙"),
        ("/indicators/children/1/formula", 21, "丙"): ("甲", "乙"),
        ("/assertions/0/equal/0", 0, "甲"): ("乙",),
        ("/assertions/0/equal/1", 0, "乙"): ("甲", "丙"),
    },
    "formula: function": {
        ("/indicators/children/1/formula", 14, "max"): ("min", "sum"),
        ("/indicators/children/1/formula", 28, "线"): ("档",),
        ("/indicators/children/1/formula", 36, "档"): ("线",),
    },
    "band range": {
        ("/tables/档/bands/0/range", 7, "0.5"): ("0.6", "0.4"),
        ("/tables/档/bands/0/range", 10, ")"): ("]",),
        ("/tables/档/bands/1/range", 1, "0.5"): ("0.6", "0.4"),
        ("/tables/档/bands/1/range", 0, "["): ("(",),
    },
    "table value": {
        ("/tables/档/bands/0/value", 0, "9"): ("10", "8"),
        ("/tables/档/bands/1/value", 0, "1"): ("2", "0"),
        ("/tables/线/anchors/0/0", 0, "0"): ("1", "-1"),
        ("/tables/线/anchors/0/1", 0, "0"): ("1", "-1"),
        ("/tables/线/anchors/1/0", 0, "1"): ("2", "0"),
        ("/tables/线/anchors/1/1", 0, "10"): ("11", "9"),
        ("/tables/等/cases/高", 0, "1"): ("2", "0"),
        ("/tables/等/cases/低", 0, "0"): ("1", "-1"),
    },
    "weight": {("/indicators/weight", 0, "10"): ("11", "9")},
    "share": {("/indicators/children/0/share", 0, "1.5"): ("1.6", "1.4")},
    "range of points": {
        ("/indicators/children/0/range", 1, "0"): ("1", "-1"),
        ("/indicators/children/0/range", 4, "9"): ("10", "8"),
        ("/indicators/children/0/range", 0, "["): ("(",),
        ("/indicators/children/0/range", 5, "]"): (")",),
    },
    "rounding": {
        ("/indicators/children/0/rounding/places", 0, "1"): ("2", "0"),
        ("/indicators/children/0/rounding/mode", 0, "down"): ("half_up", "half_even", "up"),
        ("/rounding/places", 0, "2"): ("3", "1"),
        ("/rounding/mode", 0, "half_up"): ("half_even", "down", "up"),
        ("/rounding/stage", 0, "leaf"): ("node", "total"),
    },
    "grade range": {
        ("/grades/0/range", 1, "5"): ("6", "4"),
        ("/grades/0/range", 4, "10"): ("11", "9"),
        ("/grades/0/range", 0, "["): ("(",),
        ("/grades/0/range", 6, "]"): (")",),
        ("/grades/1/range", 1, "0"): ("1", "-1"),
        ("/grades/1/range", 4, "5"): ("6", "4"),
        ("/grades/1/range", 0, "["): ("(",),
        ("/grades/1/range", 5, ")"): ("]",),
    },
    "tolerance": {("/assertions/0/tolerance", 0, "0.05"): ("0.06", "0.04")},
}

KILLED: tuple[tuple[str, Mutation, Fate], ...] = (
    (DEPARTMENT, Mutation("weight", "/indicators/weight", 0, "100", "101"), "checks"),
    (DEPARTMENT, Mutation("grade range", "/grades/1/range", 0, "[", "("), "checks"),
    (DEPARTMENT, Mutation("band range", "/tables/超额扣减比例/bands/2/range", 1, "300", "301"), "checks"),
    (DEPARTMENT, Mutation("table value", "/tables/超额扣减比例/bands/3/value", 0, "30", "29"), "examples"),
    (DEPARTMENT, Mutation("formula: comparison", "/indicators/children/2/children/4/formula", 20, "<", "<="), "examples"),
    (DEPARTMENT, Mutation("formula: number", "/functions/超额扣减/formula", 31, "0", "1"), "examples"),
    (DEPARTMENT, Mutation("rounding", "/rounding/stage", 0, "leaf", "node"), "examples"),
    (PROJECT, Mutation("formula: name", "/indicators/children/3/children/1/children/1/formula", 0, "weight", "D22"), "reading"),
    (PROJECT, Mutation("formula: arithmetic", "/derived/付款逾期天数/formula", 14, "-", "+"), "examples"),
    (PROJECT, Mutation("rounding", "/rounding/mode", 0, "half_up", "half_even"), "examples"),
    (PROJECT, Mutation("tolerance", "/assertions/4/tolerance", 0, "0.00005", "0.00004"), "examples"),
)  # fmt: skip


def test_every_rule_of_a_ruleset_is_changed_in_every_way() -> None:
    found: dict[str, dict[tuple[str, int, str], tuple[str, ...]]] = {}
    for each in mutations(parse_ruleset(RULESET)):
        place = each.pointer, each.start, each.before
        changes = found.setdefault(each.kind, {})
        changes[place] = (*changes.get(place, ()), each.after)
    assert found == CHANGED


def test_every_name_of_its_kind_can_be_tried_in_place_of_one() -> None:
    """Of three amounts the third as well, which is next to neither; not the number of people."""
    ruleset = parse_ruleset(RULESET)
    more = set(mutations(ruleset, every_name=True)) - set(mutations(ruleset))
    assert ("/assertions/0/equal/0", "甲", "丙") in {
        (each.pointer, each.before, each.after) for each in more
    }
    assert "丁" not in {each.after for each in more}


@pytest.mark.parametrize(
    ("name", "mutation", "fate"),
    KILLED,
    ids=[f"{name}-{each.kind}-{each.after}" for name, each, _ in KILLED],
)
def test_a_slip_is_found(name: str, mutation: Mutation, fate: Fate) -> None:
    """By reading, by a check, by an example, by a proof: whichever sees it first."""
    assert mutation in mutations(original(name))
    assert fate == Mutant(name, mutation).fate()


def test_a_proof_finds_what_no_example_shows(tmp_path: Path) -> None:
    """A cap of 2 for 1 lets a leaf leave its range; this ruleset has no example to show it."""
    path = tmp_path / "capped.ruleset.json"
    path.write_text(CAPPED, encoding="utf-8")
    mutation = Mutation("formula: number", "/indicators/formula", 13, "1", "2")
    assert mutation in mutations(original(str(path)))
    assert Mutant(str(path), mutation).fate() == "proofs"


def test_mutants_drawn_at_random_are_found() -> None:
    tried = drawn(mutants(list_rulesets()), 8, seed=0)
    fates = [each.fate() for each in tried]
    assert rate(fates) == 1, list(report(tried, fates))


@pytest.mark.parametrize(
    "equivalent",
    EQUIVALENTS,
    ids=[f"{each.ruleset}{each.mutation.pointer}-{each.mutation.after}" for each in EQUIVALENTS],
)
def test_an_equivalent_change_is_one_that_no_example_shows(equivalent: Equivalent) -> None:
    """And it is a change of the ruleset as it is; whether all is still proved is left to the run."""
    assert equivalent.mutation in mutations(original(equivalent.ruleset))
    assert not warns(CHECKS, Mutant(equivalent.ruleset, equivalent.mutation).read())


def test_the_rate_leaves_equivalent_mutants_aside() -> None:
    assert rate(["reading", "proofs", "equivalent", "survived"]) == Fraction(2, 3)
    assert rate(["equivalent"]) is None


def test_the_report_shows_where_a_survivor_is() -> None:
    mutation = Mutation("formula: number", "/derived/付款逾期天数/formula", 4, "0", "-1")
    lines = "\n".join(report([Mutant(PROJECT, mutation)], ["survived"]))
    assert "| beijing-project-2020 | formula: number | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0.0 % |" in lines
    line = original(PROJECT).derived["付款逾期天数"].formula
    assert f"| `{line.text}` | `0` → `-1` |" in lines
