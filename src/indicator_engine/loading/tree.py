"""The tree of indicators: what each declares, and the weights that follow."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import evolve

from indicator_engine.language.ranges import Range
from indicator_engine.limits import LIMITS
from indicator_engine.loading.fields import Fields
from indicator_engine.model import (
    Adjustment,
    Combination,
    Declared,
    Indicator,
    Policies,
    Rounding,
)


class TreeReader:
    """Reads one tree, with the rounding and the policies of its ruleset."""

    def __init__(self, rounding: Rounding, policies: Policies) -> None:
        self.rounding, self.policies = rounding, policies
        self.count = 0

    def read(self, root: Fields) -> Indicator | None:
        """Return the tree, or ``None`` where an indicator of it cannot be read."""
        weight = root.number("weight")
        if weight is None:
            root.findings.add("weight-needed", root.pointer, {"id": root.get("id")})
            return None
        return self._indicator(root, weight, 1)

    def _indicator(self, fields: Fields, weight: Fraction, depth: int) -> Indicator | None:
        self.count += 1
        if depth > LIMITS.tree_depth or self.count > LIMITS.tree_nodes:
            limit = LIMITS.tree_depth if depth > LIMITS.tree_depth else LIMITS.tree_nodes
            fields.findings.add("tree-too-large", fields.pointer, {"limit": str(limit)})
            return None
        _refuse_misplaced(fields, is_root=depth == 1)
        combination = _combination(fields)
        children = self._children(fields, combination, weight, depth)
        formula = fields.formula("formula")
        if children is None or (combination == "formula" and formula is None):
            if "formula" not in fields and "children" not in fields:
                fields.findings.add("formula-needed", fields.pointer, {"id": fields.get("id")})
            return None
        bounds = fields.range("range")
        return Indicator(
            id=fields.get("id"),
            weight=weight,
            share=fields.number("share") or Fraction(1),
            combination=combination,
            formula=formula,
            children=children,
            range=bounds or Range(Fraction(0), weight, low_open=False, high_open=False),
            rounding=self._rounding(fields),
            policies=evolve(self.policies, **fields.get("policies", {})),
            adjustments=tuple(_adjustments(fields)),
            evidence=fields.text("evidence"),
            tags=tuple(fields.get("tags", ())),
            declared=_declared(fields, bounds),
            **fields.described(),
        )

    def _rounding(self, fields: Fields) -> Rounding:
        own = fields.inside("rounding")
        rounding = evolve(self.rounding, **{key: own.get(key) for key in ("mode",) if key in own})
        places = own.whole("places")
        if places is None:
            return rounding
        if places > self.rounding.places:
            most = str(self.rounding.places)
            fields.findings.add(
                "places-too-many", own.at("places"), {"places": str(places), "most": most}
            )
        return evolve(rounding, places=places)

    def _children(
        self, fields: Fields, combination: Combination, weight: Fraction, depth: int
    ) -> tuple[Indicator, ...] | None:
        """Return the children with their weights; ``None`` where one cannot be read."""
        children = list(fields.objects("children"))
        weights = list(_weights(fields, children, combination, weight))
        found = [
            None if points is None else self._indicator(child, points, depth + 1)
            for child, points in zip(children, weights, strict=True)
        ]
        sound = [child for child in found if child is not None]
        return tuple(sound) if len(sound) == len(found) else None


def _combination(fields: Fields) -> Combination:
    if "formula" in fields or "children" not in fields:
        return "formula"
    combination: Combination = fields.get("combine", "sum")
    return combination


def _weights(
    fields: Fields, children: list[Fields], combination: Combination, weight: Fraction
) -> Iterator[Fraction | None]:
    """Yield each child's weight in points; ``None`` where it has to have one and has not."""
    declared = [child.number("weight") for child in children]
    if combination == "formula":
        yield from (weight if own is None else own for own in declared)
    elif combination == "sum":
        scale = Fraction(1)
        if fields.get("weights") == "relative":
            scale = weight / (sum(own or 0 for own in declared) or 1)
        for child, own in zip(children, declared, strict=True):
            if own is None:
                child.findings.add("weight-needed", child.pointer, {"id": child.get("id")})
            yield None if own is None else own * scale
    else:
        for child in children:
            if "weight" in child:
                child.findings.add(
                    "weight-under-combine", child.at("weight"), {"id": child.get("id")}, key=True
                )
            yield weight


def _refuse_misplaced(fields: Fields, *, is_root: bool) -> None:
    """Note keys that this place of the tree has no use for."""
    group = "children" in fields
    misplaced = {
        "policies-on-group": ["policies"] if group else [],
        "key-of-groups": [] if group else ["combine", "weights", "adjustments"],
        "formula-and-combine": ["combine"] if group and "formula" in fields else [],
    }
    for code, keys in misplaced.items():
        for key in keys:
            if key in fields:
                fields.findings.add(
                    code, fields.at(key), {"id": fields.get("id"), "name": key}, key=True
                )
    if not is_root:
        for adjustment in fields.objects("adjustments"):
            for key in ("grade", "grade_at_most"):
                if key in adjustment:
                    adjustment.findings.add(
                        "grade-below-root", adjustment.at(key), {"name": key}, key=True
                    )


def _adjustments(fields: Fields) -> Iterator[Adjustment]:
    for each in fields.objects("adjustments"):
        yield Adjustment(
            id=each.get("id"),
            when=each.formula("when"),
            becomes=each.formula("becomes"),
            grade_at_most=each.get("grade_at_most"),
            grade=each.get("grade"),
            **each.described(),
        )


def _declared(fields: Fields, bounds: Range | None) -> Declared:
    rounding: dict[str, Any] = fields.get("rounding", {})
    return Declared(
        weight=fields.number("weight"),
        share=fields.number("share"),
        relative=fields.get("weights") == "relative",
        range=bounds,
        places=fields.inside("rounding").whole("places"),
        mode=rounding.get("mode"),
        policies=fields.get("policies", {}),
    )
