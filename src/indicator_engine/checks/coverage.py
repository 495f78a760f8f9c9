"""What do the examples show? Bands, tiers, branches, grades … that at least one of them comes past."""

import ast
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from attrs import asdict, frozen

from indicator_engine.checks.proofs import due
from indicator_engine.checks.proofs.traces import Atlas
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.language.faults import Undefined
from indicator_engine.language.interpreter import Observer
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.syntax import Expression
from indicator_engine.model import Example, Policies, Ruleset, Treatment
from indicator_engine.number_systems.exact import Exact
from indicator_engine.records import Record, from_example
from indicator_engine.scoring.assertions import treated_leaves
from indicator_engine.scoring.cohort import answered
from indicator_engine.scoring.walk import Walk

Part = Literal["band", "case", "tier", "branch", "grade", "policy", "adjustment"]
KINDS = tuple(kind.value for kind in Absence)
Target = tuple[object, ...]
"""What a part of a ruleset is known by: its kind, then whatever tells it from the others."""


@frozen
class Subject:
    """A part of a ruleset that an example can show.

    Attributes:
        part: What it is.
        name: Which one.
        at: Where it stands.
        covered: Whether an example comes past it.
    """

    part: Part
    name: str
    at: Location
    covered: bool


@frozen
class Coverage:
    """How much of a ruleset its examples show.

    Attributes:
        subjects: Everything that can be shown.
    """

    subjects: tuple[Subject, ...]

    @property
    def total(self) -> int:
        """Return how many parts there are."""
        return len(self.subjects)

    @property
    def covered(self) -> int:
        """Return how many of them an example shows."""
        return self.total - len(self.uncovered)

    @property
    def uncovered(self) -> tuple[Subject, ...]:
        """Return the parts that no example shows, in the order of the text."""
        return tuple(each for each in self.subjects if not each.covered)

    @property
    def share(self) -> Fraction:
        """Return the share that is shown; 1 where there is nothing to show."""
        return Fraction(self.covered, self.total) if self.total else Fraction(1)


def coverage(ruleset: Ruleset) -> Coverage:
    """Return what the examples of a ruleset show.

    An example that cannot be scored shows what it came past before it was refused.

    >>> from indicator_engine import load_ruleset
    >>> coverage(load_ruleset("beijing-project-2020")).uncovered
    ()
    """
    atlas = Atlas(ruleset)
    shown = {target for each in ruleset.examples for target in _shown(atlas, each)}
    subjects = [
        Subject(part, name, at, target in shown) for target, part, name, at in _subjects(ruleset)
    ]
    return Coverage(
        tuple(sorted(subjects, key=lambda each: (each.at.line or 0, each.at.column or 0)))
    )


def not_covered(ruleset: Ruleset, threshold: Fraction) -> Iterator[Diagnostic]:
    """Yield a warning for everything that no example shows, where that is too much.

    Args:
        ruleset: The ruleset.
        threshold: The share of bands, tiers, branches … that examples have to show.
    """
    found = coverage(ruleset)
    if found.share >= threshold:
        return
    for subject in found.uncovered:
        facts = {"part_kind": subject.part, "name": subject.name}
        yield Diagnostic(code="not-covered", at=subject.at, facts=facts, severity="warning")


def _subjects(ruleset: Ruleset) -> Iterator[tuple[Target, Part, str, Location]]:
    """Yield everything that can be shown: what is due to be reached, policies and adjustments."""
    for each in due(ruleset):
        if each.property == "reachable" and isinstance(each.target, tuple):
            yield each.target, each.target[0], each.subject, ruleset.at(each.pointer, each.span)
    own = asdict(ruleset.policies)
    for kind in KINDS:
        if own[kind] != asdict(Policies())[kind]:
            yield from _policy(ruleset, "", "", kind, own[kind])
    for node in ruleset.indicators.walk():
        for kind, treatment in node.declared.policies.items():
            yield from _policy(ruleset, node.id, node.pointer, kind, treatment)
        for step in node.adjustments:
            if step.when is not None:
                target = ("adjustment", node.id, step.id)
                yield target, "adjustment", f"{node.id} {step.id}", ruleset.at(step.pointer)


def _policy(
    ruleset: Ruleset, owner: str, pointer: str, kind: str, treatment: Treatment
) -> Iterator[tuple[Target, Part, str, Location]]:
    """Yield a policy, unless it refuses the record: no example may be refused."""
    if treatment != "refuse":
        name = " ".join(filter(None, (owner, kind, treatment)))
        yield ("policy", owner, kind), "policy", name, ruleset.at(f"{pointer}/policies/{kind}")


def _shown(atlas: Atlas, example: Example) -> Iterator[Target]:
    """Yield what one example comes past."""
    ruleset, seen = atlas.ruleset, set[Target]()
    try:
        record = from_example(ruleset, example)
    except RecordError:
        return
    walk = Walk(ruleset, Exact(), _observer(atlas, seen))
    try:
        scores = walk.run(answered(walk, record), record.marks)
        if isinstance(scores.grade, Fraction):
            seen.add(("grade", int(scores.grade)))
        seen.update(_applied(walk))
    except (RecordError, Undefined):
        pass  # checks/examples.py says so; what it came past counts
    yield from seen
    yield from _tiers(ruleset, example, record)
    scored = (node for node in ruleset.indicators.walk() if node.id in walk.nodes)
    for node, kind, _ in treated_leaves(scored, walk):
        owner = node.id if kind.value in node.declared.policies else ""
        yield "policy", owner, kind.value


def _observer(atlas: Atlas, seen: set[Target]) -> Observer:
    """Return what notes the branches taken, and the rows of tables that are found."""
    tables = atlas.ruleset.tables

    def observe(_: Expression, node: ast.expr, value: Value) -> None:
        if id(node) in atlas.branches:
            seen.add(("branch", id(node)))
        if (asked := atlas.questions.get(id(node))) is not None:
            table = tables[asked]
            if isinstance(value, Fraction):
                seen.update(
                    ("band", asked, each.range) for each in table.bands if value in each.range
                )
            if value in table.cases:
                seen.add(("case", asked, value))

    return observe


def _applied(walk: Walk) -> Iterator[Target]:
    """Yield the adjustments that apply."""
    root = walk.ruleset.indicators
    for node in root.walk():
        found = walk.nodes[node.id]
        for step in found.steps:
            if step.applied is True:
                yield "adjustment", node.id, step.adjustment.id
    for each in root.adjustments:
        if each.becomes is None and walk.applies(each, root, walk.nodes[root.id].score) is True:
            yield "adjustment", root.id, each.id


def _tiers(ruleset: Ruleset, example: Example, record: Record) -> Iterator[Target]:
    """Yield the tiers of judged inputs: the one the data tell, else those that hold the rate."""
    for name, declared in ruleset.inputs.items():
        raw, rate = example.inputs.get(name), record.values[name]
        told = raw.get("tier") if isinstance(raw, Mapping) else None
        for tier, bounds in declared.tiers.items():
            if isinstance(rate, Fraction) and (tier == told if told else rate in bounds):
                yield "tier", name, tier
