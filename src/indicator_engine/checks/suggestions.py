"""Which examples are worth adding? Records at band edges, ties, grades and empties not yet covered."""

import ast
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, frozen

from indicator_engine.checks.proofs import EFFORT, Prover, inputs_of, witness
from indicator_engine.checks.proofs.proof import OTHERS, Point
from indicator_engine.checks.proofs.traces import Problem
from indicator_engine.errors import RecordError
from indicator_engine.language.functions import FUNCTIONS
from indicator_engine.language.numbers import plain
from indicator_engine.language.protocol import Absence
from indicator_engine.loading.names import formulas
from indicator_engine.model import Ruleset
from indicator_engine.records import Record, from_example, from_python
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score_record

Reason = Literal["branch", "band", "case", "edge", "tie", "grade", "missing"]
ORDER: tuple[Reason, ...] = ("grade", "band", "case", "edge", "branch", "tie", "missing")


@frozen(kw_only=True)
class Suggestion:
    """An example that would cover something no example covers yet.

    Attributes:
        id: A name for it.
        reason: What it covers.
        subject: Which band, grade, leaf or input that is.
        inputs: Its data, ready to paste.
        cohort: The data of those it is scored among; ``None`` where no rule asks for them.
        result: What the engine makes of them; ``None`` where it refuses them.
    """

    id: str
    reason: Reason
    subject: str
    inputs: Mapping[str, object]
    cohort: tuple[Mapping[str, object], ...] | None
    result: Evaluation | None


def suggestions(ruleset: Ruleset, effort: int = EFFORT) -> tuple[Suggestion, ...]:
    """Return examples worth adding, each covering something that those before it do not.

    The author fills in what should come out; what the engine makes of the data stands beside it.
    """
    maker = _Maker(ruleset, effort)
    return tuple(maker.make())


class _Maker:
    """Keeps what is covered while suggestions are made."""

    def __init__(self, ruleset: Ruleset, effort: int) -> None:
        self.ruleset = ruleset
        # Without the examples, which show nothing here that would be new.
        self.prover = Prover(evolve(ruleset, examples=()), effort)
        self.whole = Problem(self.prover.atlas, [ruleset.indicators.id, *ruleset.derived])
        self.covered: set[object] = set()
        self.base: Point = {}
        for example in ruleset.examples:
            try:
                values = _point(from_example(ruleset, example))
            except RecordError:
                continue
            self.base = self.base or values
            self._cover(values)
        self.base = self.base or next(iter(reversed(self.prover.grades.values())), {})

    def _cover(self, values: Point) -> None:
        trace = self.whole.exact(values)
        if trace is not None:
            self.covered |= trace.targets
            self.covered |= {("grade", trace.rank)} if trace.rank is not None else set()
            self.covered |= {
                ("missing", name) for name in self.whole.inputs if _is_missing(values, name)
            }

    def make(self) -> Iterator[Suggestion]:
        """Yield the suggestions, one for each thing that is still uncovered when its turn comes."""
        wanted = sorted(self._wanted(), key=lambda each: (ORDER.index(each[0]), str(each[1])))
        for number, (reason, subject, target, point) in enumerate(wanted, 1):
            if target in self.covered:
                continue
            values = {OTHERS: (), **self.base, **point}
            told = inputs_of(values)
            others = [inputs_of(each) for each in values.get(OTHERS, ())]
            yield Suggestion(
                id=f"{reason}-{number}",
                reason=reason,
                subject=subject,
                inputs=told,
                cohort=tuple(others) if self.ruleset.cohort else None,
                result=self._result(witness(values) if self.ruleset.cohort else told),
            )
            self.covered.add(target)
            self._cover(values)

    def _result(self, record: Mapping[str, object]) -> Evaluation | None:
        try:
            return score_record(self.ruleset, from_python(self.ruleset, record))
        except RecordError:
            return None

    def _wanted(self) -> Iterator[tuple[Reason, str, object, Point]]:
        """Yield everything that could be covered, and a record that does."""
        for target, point in self.prover.reached.items():
            if isinstance(target, tuple):
                yield target[0], self._subject(target), target, point
        for rank, point in self.prover.grades.items():
            yield "grade", self.ruleset.grades[rank].grade, ("grade", rank), point
        for name in self._asked_for():
            yield "missing", name, ("missing", name), {name: Absence.MISSING}

    def _asked_for(self) -> list[str]:
        """Return the inputs whose absence a formula asks for, or else the first one of all."""
        asked: set[str] = set()
        for formula in formulas(self.ruleset):
            for node in formula.expression.walk():
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    called = FUNCTIONS.get(node.func.id)
                    if called is not None and not called.strict:
                        asked |= {each.id for each in node.args if isinstance(each, ast.Name)}
        names = [name for name in self.whole.inputs if self.ruleset.inputs[name].default is None]
        return [name for name in names if name in asked] or names[:1]

    def _subject(self, target: tuple[Any, ...]) -> str:
        if target[0] == "branch":
            return self.prover.atlas.branches[target[1]]
        last = plain(target[-1]) if isinstance(target[-1], Fraction) else str(target[-1])
        return " ".join((*target[1:-1], last))


def _point(record: Record) -> Point:
    """Return a record as proofs have it."""
    if record.cohort is None:
        return record.values
    return {**record.values, OTHERS: tuple(each.values for each in record.cohort)}


def _is_missing(values: Point, name: str) -> bool:
    return values.get(name, Absence.MISSING) is Absence.MISSING
