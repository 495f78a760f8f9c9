"""The common work, project-23: which scores every competitor gives out, and from what."""

from collections.abc import Mapping
from pathlib import Path

RULESET = Path(__file__).with_name("project-23.ruleset.json")

# Whole numbers; every other input has two decimals.
WHOLE_INPUTS = (
    *("d11_n", "d11_ok", "d12_n", "d12_ok", "d22_n", "d22_q", "d32_n", "d32_ok"),
    *("p13_n", "p13_ok", "viol", "p21_n", "p21_ok", "o31_a", "o31_t", "o32_a", "o32_t"),
)
INPUTS = (
    *("d11_n", "d11_ok", "d12_n", "d12_ok", "e1", "e2", "e3", "e4", "e5", "d22_n", "d22_q"),
    *("d31_a", "d31_t", "d32_n", "d32_ok", "arrived", "budget", "spent", "p13_n", "p13_ok"),
    *("viol", "p21_n", "p21_ok", "f1", "f2", "f3", "f4", "f5", "o11_a", "o12_a", "o12_t"),
    *("o21_a", "o21_t", "o22_x", "o31_a", "o31_t", "o32_a", "o32_t", "cost_a", "cost_b"),
    *("b11_a", "b12_a", "b13_hi", "b13_lo", "b13_x", "b21_x", "b22_x"),
)

# The tree from its leaves up: the score of a group is the sum of the scores below it.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "D1": ("D11", "D12"),
    "D2": ("D21", "D22"),
    "D3": ("D31", "D32"),
    "P1": ("P11", "P12", "P13"),
    "P2": ("P21", "P22"),
    "O1": ("O11", "O12"),
    "O2": ("O21", "O22"),
    "O3": ("O31", "O32"),
    "O4": ("O41",),
    "B1": ("B11", "B12", "B13"),
    "B2": ("B21", "B22"),
    "D": ("D1", "D2", "D3"),
    "P": ("P1", "P2"),
    "O": ("O1", "O2", "O3", "O4"),
    "B": ("B1", "B2"),
    "total": ("D", "P", "O", "B"),
}
LEAVES = tuple(child for children in GROUPS.values() for child in children if child not in GROUPS)
SCORES = (*LEAVES, *GROUPS)

# Best first, each from so many points of the total on.
GRADES: Mapping[str, int] = {"优": 90, "良": 80, "中": 60, "差": 0}
