"""What the oracle reads in a ruleset's JSON and in a record, and how groups combine."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import lcm, prod
from typing import Any

from attrs import define, field

from tests.properties.oracle_formulas import Gone, gone_of
from tests.properties.oracle_functions import FULL, NONE, Refused, number, root

Json = Any
Value = Any
Step = tuple[str, Value, Value, Value]


@define(kw_only=True)
class Judged:
    """What became of one indicator.

    Attributes:
        found: What formula or children gave.
        value: The same after policies and adjustments.
        score: As published.
        passed: What groups and formulas reckon with.
        points: Of its weight, those that were not left out.
        subtotal: The sum before it was rescaled; ``None`` elsewhere.
        steps: Of each adjustment of the score: id, whether it applied, score before and after.
    """

    found: Value
    value: Value
    score: Value
    passed: Value
    points: Fraction
    subtotal: Value = None
    steps: list[Step] = field(factory=list)


def rule_of(node: Json) -> str:
    if "formula" in node:
        return "formula"
    return str(node.get("combine", "sum"))


def points_of(node: Json, weight: Fraction) -> list[Fraction]:
    """Return the points of each child."""
    children = node.get("children", [])
    if rule_of(node) not in ("sum", "formula"):
        return [weight for _ in children]
    told = [number(child.get("weight", weight)) for child in children]
    if rule_of(node) == "sum" and node.get("weights") == "relative":
        return [weight * each / sum(told) for each in told]
    return told


def mark_of(raw: Value) -> Gone | None:
    if raw is None:
        return Gone.MISSING
    if isinstance(raw, Mapping) and len(raw) == 1:
        return Gone(next(iter(raw)))
    return None


def read(kind: str, raw: Value) -> Value:
    """Return the value of an input."""
    match kind:
        case "date":
            return date.fromisoformat(raw)
        case "judged":
            return number(raw["rate"] if isinstance(raw, Mapping) else raw)
        case "numbers":
            return [Fraction(each) for each in raw]
        case "number" | "integer" | "percent":
            return number(raw)
    return raw


def combined(node: Json, children: Sequence[tuple[Any, Json]]) -> Value:
    """Return a mean, a geometric mean, the smallest or the largest of what is not left out."""
    kept = [(value, number(each.get("share", 1))) for value, each in children]
    kept = [(value, share) for value, share in kept if value is not Gone.NOT_APPLICABLE]
    if not kept:
        return Gone.NOT_APPLICABLE
    values = [value for value, _ in kept]
    if (gone := gone_of(*values)) is not None:
        return gone
    if node["combine"] in ("min", "max"):
        return min(values) if node["combine"] == "min" else max(values)
    shares = sum((share for _, share in kept), NONE)
    if node["combine"] == "mean":
        return sum((value * share for value, share in kept), NONE) / shares
    return geometric(kept)


def geometric(kept: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    if min(value for value, _ in kept) < 0:
        raise Refused
    scale = lcm(*(share.denominator for _, share in kept))
    exponents = [int(share * scale) for _, share in kept]
    product = prod(
        (value**power for (value, _), power in zip(kept, exponents, strict=True)), start=FULL
    )
    return root(product, sum(exponents))
