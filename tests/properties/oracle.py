"""Scoring said a second time: straight from a ruleset's JSON, one record, plain fractions.

Nothing of the engine is used but the JSON text it reads. What is slow here is fine.
"""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from tests.properties.oracle_formulas import Gone, Language, gone_of
from tests.properties.oracle_functions import NONE, Refused, lies_within, number, rounded
from tests.properties.oracle_reading import Judged, combined, mark_of, points_of, read, rule_of

Json = Any
Value = Any
DEFAULTS = {"missing": "open", "pending": "open", "not_applicable": "leave_out", "rescale": "group"}


class Oracle:
    """Scores one record.

    Args:
        text: The ruleset's JSON.
        record: The record, every value of it in range.

    Raises:
        Refused: Where the record has no result.
    """

    def __init__(self, text: str, record: Mapping[str, Any]) -> None:
        self.rules = json.loads(text, parse_float=Fraction)
        self.language = Language(self.rules.get("functions", {}), self.rules.get("tables", {}))
        self.policies = DEFAULTS | self.rules.get("policies", {})
        self.rounding = {"places": 2, "mode": "half_up", "stage": "leaf"} | self.rules.get(
            "rounding", {}
        )
        self.root = self.rules["indicators"]
        self.given = record["inputs"]
        self.judged: dict[str, Judged] = {}
        self.values: dict[str, Any] = {}
        self.graded: dict[str, Any] = {}
        self.warned: list[str] = []
        self.nodes = dict(self._tree(self.root, number(self.root["weight"]), None, None))
        self._run()

    def _tree(
        self, node: Json, weight: Fraction, parent: str | None, mark: Gone | None
    ) -> Iterator[tuple[str, Json]]:
        """Yield every indicator with what follows from its place."""
        if node["id"] in self.given:
            mark = gone_of(mark, mark_of(self.given[node["id"]]))
        children = node.get("children", [])
        facts = {"weight": weight, "parent": parent, "mark": mark, "rule": rule_of(node)}
        yield node["id"], node | facts | {"children": [child["id"] for child in children]}
        for child, points in zip(children, points_of(node, weight), strict=True):
            yield from self._tree(child, points, node["id"], mark)

    def _run(self) -> None:
        for name in (*self.rules["inputs"], *self.rules.get("derived", {}), *self.nodes):
            self.lookup(name)
        self.total = self.judged[self.root["id"]].score
        self.grade = self._grade()
        self.unchecked = [
            each["id"] for each in self.rules.get("assertions", []) if self._fails(each)
        ]
        self.warned += [
            name
            for name, node in self.nodes.items()
            if isinstance(found := self.judged[name].found, Gone)
            and not node["children"]
            and self._treatment(node, found) in ("zero", "full")
        ]

    def lookup(self, name: str) -> Value:
        """Return what a name stands for."""
        if name not in self.values:
            if name in self.rules["inputs"]:
                self.values[name] = self._input(name)
            elif name in self.nodes:
                self.judged[name] = self._judge(self.nodes[name])
                self.values[name] = self.judged[name].passed
            else:
                self.values[name] = self._derived(self.rules["derived"][name])
        return self.values[name]

    def _input(self, name: str) -> Value:
        declared, raw = self.rules["inputs"][name], self.given.get(name)
        if raw is None and "default" in declared:
            self.warned.append(name)
            raw = declared["default"]
        gone = mark_of(raw)
        return read(declared["type"], raw) if gone is None else gone

    def _derived(self, declared: Json) -> Value:
        value = self.language.compute(declared["formula"], self.lookup)
        if declared.get("type") == "integer" and not isinstance(value, Gone) and value % 1:
            raise Refused
        return value

    def _judge(self, node: Json) -> Judged:
        subtotal, points = self._sum(node)
        found = self._found(node, subtotal, points)
        value = found
        if isinstance(found, Gone) and (not node["children"] or self._is_marked(node)):
            value = self._treated(node, found)
        counts = self.rounding["stage"] != "total" or node["parent"] is None
        so_far = self._rounded(node, value) if counts else value
        steps = []
        for each in node.get("adjustments", []):
            if "becomes" not in each:
                continue
            applied, before = self._when(each, node, so_far), so_far
            if isinstance(applied, Gone):
                value = so_far = applied
            elif applied:
                value = self._with(each["becomes"], node, so_far)
                so_far = self._rounded(node, value) if counts else value
            steps.append(
                (each["id"], applied, self._rounded(node, before), self._rounded(node, so_far))
            )
        hands_score = self.rounding["stage"] == "leaf" or node["parent"] is None
        return Judged(
            found=found,
            value=value,
            score=self._rounded(node, so_far),
            passed=so_far if hands_score else value,
            points=points,
            subtotal=self._rounded(node, subtotal)
            if node["rule"] == "sum" and points != node["weight"]
            else None,
            steps=steps,
        )

    def _is_marked(self, node: Json) -> bool:
        """Tell whether a mark stands in for a formula; elsewhere it marks the children."""
        return node["mark"] is not None and node["rule"] == "formula"

    def _found(self, node: Json, subtotal: Value, points: Fraction) -> Value:
        if node["rule"] == "formula":
            return self._computed(node) if node["mark"] is None else node["mark"]
        if node["rule"] == "sum":
            return self._rescaled(node, subtotal, points)
        return combined(node, [(self.lookup(name), self.nodes[name]) for name in node["children"]])

    def _computed(self, node: Json) -> Value:
        value = self._with(node["formula"], node, None)
        if isinstance(value, Gone):
            return value
        told = "range" in node
        if not (lies_within(value, node["range"]) if told else 0 <= value <= node["weight"]):
            raise Refused
        return value

    def _sum(self, node: Json) -> tuple[Any, Fraction]:
        """Return the points of what is not left out, and how many points there could be."""
        if node["rule"] != "sum":
            return None, node["weight"]
        kept = [name for name in node["children"] if self.lookup(name) is not Gone.NOT_APPLICABLE]
        by_root = self.policies["rescale"] == "root"
        possible = sum(
            (self.judged[name].points if by_root else self.nodes[name]["weight"] for name in kept),
            NONE,
        )
        passed = [self.lookup(name) for name in kept]
        gone = gone_of(*passed)
        return sum(passed, NONE) if gone is None else gone, possible

    def _rescaled(self, node: Json, subtotal: Value, points: Fraction) -> Value:
        if points == 0:
            return Gone.NOT_APPLICABLE
        above = self.nodes.get(node["parent"])
        due = self.policies["rescale"] == "group" or above is None or above["rule"] != "sum"
        if isinstance(subtotal, Gone) or not due:
            return subtotal
        return subtotal * node["weight"] / points

    def _treatment(self, node: Json, gone: Gone) -> str:
        kind = gone.value
        treatment: str = node.get("policies", {}).get(kind, self.policies[kind])
        return treatment

    def _treated(self, node: Json, gone: Gone) -> Value:
        match self._treatment(node, gone):
            case "refuse":
                raise Refused
            case "zero":
                return NONE
            case "full":
                return node["weight"]
            case "leave_out":
                return Gone.NOT_APPLICABLE
        return Gone.MISSING if gone == Gone.NOT_APPLICABLE else gone

    def _rounded(self, node: Json, value: Value) -> Value:
        if value is None or isinstance(value, Gone):
            return value
        own = self.rounding | node.get("rounding", {})
        return rounded(value, own["places"], own["mode"])

    def _with(self, formula: Json, node: Json, value: Value) -> Value:
        own = {"weight": node["weight"], "value": value}
        return self.language.compute(
            formula, lambda name: own[name] if name in own else self.lookup(name)
        )

    def steps(self, name: str) -> list[tuple[str, Any, Any, Any]]:
        """Return what the adjustments of an indicator did: id, applied, score before and after."""
        found = {step[0]: step for step in self.judged[name].steps}
        score = self.judged[name].score
        graded = {each: (each, applied, score, score) for each, applied in self.graded.items()}
        told = self.nodes[name].get("adjustments", [])
        return [found.get(each["id"]) or graded[each["id"]] for each in told]

    def _when(self, adjustment: Json, node: Json, so_far: Value) -> Value:
        """Return whether an adjustment applies; where that is undecided, its node is open."""
        applied = self._with(adjustment["when"], node, so_far) if "when" in adjustment else True
        return Gone.MISSING if applied is Gone.NOT_APPLICABLE else applied

    def _grade(self) -> Value:
        if "grades" not in self.rules:
            return None
        names = [each["grade"] for each in self.rules["grades"]]
        rank: Value = self._by_scale()
        adjustments = self.root.get("adjustments", [])
        for each in (each for each in adjustments if "grade_at_most" in each):
            applied = self._when(each, self.nodes[self.root["id"]], self.total)
            self.graded[each["id"]] = applied
            if isinstance(applied, Gone):
                rank = None
            elif applied and rank is not None:
                rank = max(rank, names.index(each["grade_at_most"]))
        for each in (each for each in adjustments if "grade" in each):
            applied = self._when(each, self.nodes[self.root["id"]], self.total)
            self.graded[each["id"]] = applied
            if isinstance(applied, Gone):
                rank = None
            elif applied:
                rank = names.index(each["grade"])
        return None if rank is None else names[rank]

    def _by_scale(self) -> int | None:
        if isinstance(self.total, Gone):
            return None
        for rank, each in enumerate(self.rules["grades"]):
            if "range" in each and lies_within(self.total, each["range"]):
                return rank
        raise Refused

    def _fails(self, assertion: Json) -> bool:
        """Note a failure; return whether the assertion could not be checked."""
        try:
            held = self._held(assertion)
        except Refused:
            held = False
        if isinstance(held, Gone):
            return True
        if not held and assertion.get("severity") == "error":
            raise Refused
        if not held:
            self.warned.append(assertion["id"])
        return False

    def _held(self, assertion: Json) -> Value:
        if "condition" in assertion:
            return self.language.compute(assertion["condition"], self.lookup)
        left, right = (self.language.compute(each, self.lookup) for each in assertion["equal"])
        if (gone := gone_of(left, right)) is not None:
            return gone
        if isinstance(left, Fraction):
            return abs(left - right) <= number(assertion.get("tolerance", 0))
        return left == right

    def coverage(self, name: str) -> Fraction:
        """Return how many points of an indicator were assessed."""
        node = self.nodes[name]
        if not node["children"]:
            return NONE if isinstance(self.judged[name].found, Gone) else node["weight"]
        children = [(child, self.nodes[child]) for child in node["children"]]
        by_points = node["rule"] == "sum"
        sizes = [
            each["weight"] if by_points else number(each.get("share", 1)) for _, each in children
        ]
        parts = [
            size * self.coverage(child) / each["weight"]
            for size, (child, each) in zip(sizes, children, strict=True)
        ]
        return Fraction(node["weight"] * sum(parts) / sum(sizes))
