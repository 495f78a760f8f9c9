"""The prover: intervals first, then examples and samples, then a bounded search."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Any

from indicator_engine.checks.bands import table_step
from indicator_engine.checks.partition import seams
from indicator_engine.checks.proofs.cohorts import atlas_of
from indicator_engine.checks.proofs.domains import pool
from indicator_engine.checks.proofs.examples import parts_for, records_of
from indicator_engine.checks.proofs.grades import UNGRADED, grade_witnesses
from indicator_engine.checks.proofs.obligations import Obligation, due
from indicator_engine.checks.proofs.proof import EFFORT, OTHERS, Point, Proof, Verdict
from indicator_engine.checks.proofs.proposals import proposal
from indicator_engine.checks.proofs.search import (
    MOST_SAMPLES,
    Budget,
    Met,
    Possible,
    box_of,
    samples,
    search,
)
from indicator_engine.checks.proofs.traces import Problem, Trace
from indicator_engine.checks.proofs.trends import monotone
from indicator_engine.errors import Diagnostic, Severity
from indicator_engine.language.numbers import plain
from indicator_engine.language.protocol import Absence
from indicator_engine.loading.names import formulas
from indicator_engine.model import InputValue, Ruleset
from indicator_engine.number_systems.intervals import Failure, Numeric

OTHER = frozenset(
    {"score-out-of-range", "absence-refused", "total-without-grade", "cohort-all-equal"}
)
MOST_OF_MANY = 60  # samples of a problem with a whole tree below it


def prove(ruleset: Ruleset, effort: int = EFFORT) -> tuple[Proof, ...]:
    """Return the verdict on every property that is due, in the order of :func:`due`.

    Args:
        ruleset: A ruleset without static errors.
        effort: Boxes looked at, for all properties together, before the rest is left open; the
            same effort gives the same verdicts on every machine.
    """
    prover = Prover(ruleset, effort)
    return tuple(prover.verdict(each) for each in due(ruleset))


class Prover:
    """Holds what the proofs of one ruleset share: problems, samples, what they came past.

    Attributes:
        reached: A record for each branch, band, case, band edge and tie that was met.
        full: A record for each leaf that has full marks.
        broken: A record for each indicator and property that it breaks.
        shown: The records of the examples, which are tried first.
    """

    def __init__(self, ruleset: Ruleset, effort: int) -> None:
        self.ruleset, self.effort, self.budget = ruleset, effort, Budget(effort)
        self.atlas = atlas_of(ruleset)
        self.owners = {each.owner for each in formulas(ruleset) if each.owner and not each.closed}
        self.problems = {name: Problem(self.atlas, [name]) for name in sorted(self.owners)}
        self.pools = {name: self._pool(problem) for name, problem in self.problems.items()}
        self.overall: dict[str, tuple[Trace, tuple[Failure, ...]] | None] = {}
        self.reached: dict[object, Point] = {}
        self.full: dict[str, Point] = {}
        self.broken: dict[tuple[str, str], Point] = {}
        self.shown = records_of(ruleset)
        self._sample()

    def _pool(self, problem: Problem) -> tuple[Fraction, ...]:
        mine = [
            each.expression
            for each in formulas(self.ruleset)
            if each.owner in problem.needed or each.closed
        ]
        return pool(self.ruleset, mine)

    # Samples: one pass that settles most of what only has to be shown once.

    def _sample(self) -> None:
        for name, problem in self.problems.items():
            self.overall[name] = problem.over(box_of(problem))
            leaf = name in self.ruleset.derived or self.ruleset.nodes[name].is_leaf
            most = MOST_SAMPLES if leaf else MOST_OF_MANY
            drawn = samples(box_of(problem), self.pools[name], most, problem.cohorts)
            for point in chain(parts_for(self.shown, problem), drawn):
                trace = problem.exact(point)
                if trace is not None:
                    self._note(name, point, trace)
                if self._is_done(name, trace):
                    break

    def _note(self, name: str, point: Point, trace: Trace) -> None:
        for target in trace.targets:
            self.reached.setdefault(target, point)
        if trace.failure is not None:
            code, owner = trace.failure
            kind = "within-range" if code == "score-out-of-range" else "defined"
            if owner == name and code not in OTHER - {"score-out-of-range"}:
                self.broken.setdefault((owner, kind), point)
        node = self.ruleset.nodes.get(name)
        if node is not None and trace.values.get(name) == node.weight:
            self.full.setdefault(name, point)

    def _is_done(self, name: str, trace: Trace | None) -> bool:
        """Tell whether more samples of a problem could show nothing new."""
        over = self.overall[name]
        if trace is None or over is None:
            return False
        node = self.ruleset.nodes.get(name)
        shown = node is None or not node.is_leaf or name in self.full
        settled = (
            not over[1] or (name, "defined") in self.broken or (name, "within-range") in self.broken
        )
        return shown and settled and over[0].targets <= self.reached.keys()

    # Verdicts.

    def verdict(self, due_: Obligation) -> Proof:
        """Return the proof of one obligation."""
        handlers = {
            "within-range": self._within_range,
            "defined": self._defined,
            "reaches-weight": self._reaches_weight,
            "reachable": self._reachable,
            "partition": self._partition,
            "monotone": self._monotone,
        }
        verdict = handlers[due_.property](due_)
        return Proof(
            ruleset=self.ruleset.id,
            indicator=due_.indicator,
            subject=due_.subject,
            property=due_.property,
            result=verdict.result,
            witness=self._told(verdict.point),
            contrast=self._told(verdict.contrast),
            why=verdict.why,
            proposal=verdict.proposal,
            at=self.ruleset.at(due_.pointer, due_.span),
        )

    def _told(self, point: Point | None) -> Mapping[str, object] | None:
        """Return a record as data hold it, with a cohort where the ruleset asks for one."""
        if point is None:
            return None
        return witness({OTHERS: (), **point} if self.ruleset.cohort else point)

    def _within_range(self, due_: Obligation) -> Verdict:
        name = due_.indicator

        def possible(_: Trace, failures: tuple[Failure, ...]) -> bool:
            return any(
                each.code == "score-out-of-range" and each.facts["id"] == name for each in failures
            )

        return self._universal(
            name, "within-range", possible, lambda code: code == "score-out-of-range"
        )

    def _defined(self, due_: Obligation) -> Verdict:
        def possible(_: Trace, failures: tuple[Failure, ...]) -> bool:
            return any(each.code not in OTHER for each in failures)

        return self._universal(due_.indicator, "defined", possible, lambda code: code not in OTHER)

    def _universal(
        self, name: str, kind: str, possible: Possible, breaks: Callable[[str], bool]
    ) -> Verdict:
        """Settle a property that every record must have."""
        problem = self.problems[name]
        if (name, kind) in self.broken:
            why = proposal(problem, possible)
            return Verdict("refuted", "witness", self.broken[name, kind], proposal=why)
        over = self.overall[name]
        if over is None or not possible(*over):
            return Verdict("proved", "intervals")

        def met(trace: Trace) -> bool:
            return (
                trace.failure is not None and trace.failure[1] == name and breaks(trace.failure[0])
            )

        found = search(problem, self.pools[name], met=met, possible=possible, budget=self.budget)
        if found.point is not None:
            why = proposal(problem, possible)
            return Verdict("refuted", "witness", found.point, proposal=why)
        return Verdict("proved", "search") if found.settled else Verdict("open", "budget")

    def _reaches_weight(self, due_: Obligation) -> Verdict:
        name = due_.indicator
        weight = self.ruleset.nodes[name].weight
        if name in self.full:
            return Verdict("proved", "witness", self.full[name])

        def possible(trace: Trace, _: tuple[Failure, ...]) -> bool:
            value = trace.values[name]
            return isinstance(value, Numeric) and value.range is not None and weight in value.range

        def met(trace: Trace) -> bool:
            return trace.values.get(name) == weight

        return self._existential([name], met, possible)

    def _reachable(self, due_: Obligation) -> Verdict:
        target = due_.target
        if isinstance(target, tuple) and target[0] == "tier":
            return self._tier(str(target[1]), str(target[2]))
        if isinstance(target, tuple) and target[0] == "grade":
            return self._grade(int(target[1]))
        if target in self.reached:
            return Verdict("proved", "witness", self.reached[target])
        names = [name for name, over in self.overall.items() if over and target in over[0].targets]
        return self._existential(
            names, lambda trace: target in trace.targets, lambda trace, _: target in trace.targets
        )

    def _existential(self, names: Sequence[str], met: Met, possible: Possible) -> Verdict:
        """Settle a property that one record has to show, in any of several problems."""
        settled = True
        for name in names:
            found = search(
                self.problems[name],
                self.pools[name],
                met=met,
                possible=possible,
                budget=self.budget,
            )
            if found.point is not None:
                return Verdict("proved", "witness", found.point)
            settled = settled and found.settled
        return Verdict("refuted", "intervals") if settled else Verdict("open", "budget")

    def _tier(self, name: str, tier: str) -> Verdict:
        """A person picks the tier; any rate in it reaches it."""
        bounds = self.ruleset.inputs[name].tiers[tier]
        ends = [end for end in (bounds.low, bounds.high) if end is not None]
        rate = next((end for end in ends if end in bounds), sum(ends, Fraction(0)) / 2)
        return Verdict("proved", "witness", {name: rate})

    def _grade(self, rank: int) -> Verdict:
        found, possible = self._grades
        if rank in found:
            return Verdict("proved", "witness", found[rank])
        return Verdict("open", "budget") if rank in possible else Verdict("refuted", "intervals")

    @property
    def grades(self) -> dict[int, Point]:
        """Return a record for each grade that was found, by its place in the scale."""
        return {rank: point for rank, point in self._grades[0].items() if rank != UNGRADED}

    @cached_property
    def _grades(self) -> tuple[dict[int, Point], set[int]]:
        """Return records by grade, and the grades that are possible at all."""
        return grade_witnesses(self.atlas, self.problems, self.pools, self.shown, self.effort)

    def _partition(self, due_: Obligation) -> Verdict:
        if due_.subject != "grades":
            table = self.ruleset.tables[due_.subject]
            met = seams([each.range for each in table.bands], table_step(self.ruleset, table))
            return Verdict("refuted" if any(met) else "proved", "seams")
        found, possible = self._grades
        if UNGRADED in found:
            return Verdict("refuted", "witness", found[UNGRADED])
        return Verdict("open", "budget") if UNGRADED in possible else Verdict("proved", "intervals")

    def _monotone(self, due_: Obligation) -> Verdict:
        return monotone(self.atlas, due_.subject, self.pools, self.effort)


def witness(point: Point) -> Mapping[str, object]:
    """Return a record as data hold it: its inputs alone where no cohort is spoken of."""
    inputs = inputs_of(point)
    others = point.get(OTHERS)
    if others is None:
        return inputs
    return {"inputs": inputs, "cohort": [inputs_of(other) for other in others]}


def inputs_of(point: Point) -> Mapping[str, object]:
    """Return a record's inputs as data hold them; what is missing is left out."""
    return {
        name: as_data(value)
        for name, value in sorted(point.items())
        if name != OTHERS and not isinstance(value, Absence)
    }


def as_data(value: InputValue) -> object:
    """Return an input's value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def findings(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield a finding for every proof that is not as it should be."""
    for proof in proofs:
        known = CODES.get((proof.property, proof.result)) or (
            ("proof-open", "info") if proof.result == "open" else None
        )
        if known is not None:
            code, severity = known
            facts = {
                "indicator": proof.indicator,
                "subject": proof.subject,
                "what": " ".join(filter(None, (proof.indicator, proof.subject))),
                "property_kind": proof.property,
                "witness": shown(proof.witness),
                "contrast": shown(proof.contrast),
                "why_kind": proof.why,
                "range": range_text(ruleset, proof.indicator),
                "proposal": proof.proposal,
            }
            named = proof.indicator or proof.subject
            yield Diagnostic(code=code, at=proof.at, facts=facts, severity=severity, id=named)


def range_text(ruleset: Ruleset, name: str) -> str:
    """Return the range of an indicator; ``""`` where the name is none."""
    return str(ruleset.nodes[name].range) if name in ruleset.nodes else ""


def shown(record: Mapping[str, Any] | None) -> str:
    """Return a record as a message shows it: its inputs, then those of its cohort in brackets."""
    inputs, others = record or {}, None
    if isinstance(inputs.get("inputs"), Mapping):
        inputs, others = inputs["inputs"], inputs["cohort"]
    cohort = "".join(f" [{shown(other)}]" for other in others or ())
    return _shown_inputs(inputs) + (f"; cohort{cohort}" if cohort else "")


def _shown_inputs(inputs: Mapping[str, object]) -> str:
    return ", ".join(f"{name} = {shown_value(value)}" for name, value in inputs.items())


def shown_value(value: object) -> str:
    """Return one value of a record as a message shows it."""
    if isinstance(value, list):
        return "[" + ", ".join(map(shown_value, value)) + "]"
    return plain(value) if isinstance(value, Fraction) else str(value)


CODES: Mapping[tuple[str, str], tuple[str, Severity]] = {
    ("within-range", "refuted"): ("leaves-its-range", "error"),
    ("defined", "refuted"): ("may-have-no-value", "error"),
    ("partition", "refuted"): ("totals-without-grade", "error"),
    ("monotone", "refuted"): ("direction-is-wrong", "error"),
    ("reaches-weight", "refuted"): ("weight-out-of-reach", "warning"),
    ("reachable", "refuted"): ("never-reached", "warning"),
}
