"""How a formula came to its value: every call, table, branch and tier in it, in order."""

import ast
from collections.abc import Iterator

from attrs import evolve, field, frozen

from indicator_engine.explaining.limits_met import limit_met
from indicator_engine.explaining.quantities import Lookup
from indicator_engine.explaining.recording import Recorder, Trace
from indicator_engine.explaining.rows_hit import row_hit, tier_hit
from indicator_engine.explaining.substitution import Substitution
from indicator_engine.language.syntax import operands
from indicator_engine.messages import Language
from indicator_engine.messages import explaining as say
from indicator_engine.model import Ruleset


@frozen
class Step:
    """One step of a computation.

    Attributes:
        text: The part, its values, and what they give.
        note: What the part means, or what held it; ``""`` where nothing is to be said.
        depth: 0 in the formula itself, one more in a rule that it calls.
        why: The limit, the row or the branch that made the result what it is; ``""`` where none.
    """

    text: str
    note: str = ""
    depth: int = 0
    why: str = ""


@frozen(eq=False)
class Reader:
    """Tells the steps of formulas, as one record was scored.

    Attributes:
        ruleset: The ruleset.
        recorder: What was read.
        manners: How inputs and derived values are printed.
        language: Of the sentences.
    """

    ruleset: Ruleset
    recorder: Recorder
    manners: Lookup
    language: Language

    def substitution(self, trace: Trace, manners: Lookup | None = None) -> Substitution:
        """Return a formula with its values put in."""
        return Substitution(trace, self.manners if manners is None else manners, self.language)

    def steps(self, trace: Trace) -> tuple[Step, ...]:
        """Return the steps of a formula; a name is told once, where it is first used."""
        return tuple(_Telling(self, self.substitution(trace)).all())


@frozen(eq=False)
class _Telling:
    """Tells the steps of one formula, or of a rule that it calls.

    Attributes:
        reader: What is known of the ruleset.
        by: The formula with its values.
        parameters: Whether its names are the parameters of a rule.
        told: The names that were told already.
    """

    reader: Reader
    by: Substitution
    parameters: bool = False
    told: set[str] = field(factory=set, init=False)

    def all(self) -> Iterator[Step]:
        """Yield the steps in the order of the formula, what a step rests on below it."""
        yield from self._within(self.by.trace.expression.tree)

    def _within(self, node: ast.expr) -> Iterator[Step]:
        if node not in self.by.trace.values:
            return
        for each in operands(node):
            yield from self._within(each)
        match node:
            case ast.Name() if not self.parameters and node.id not in self.told:
                self.told.add(node.id)
                yield from self._name(node)
            case ast.Call():
                yield from self._call(node)
            case ast.IfExp():
                yield self._branch(node)

    def _name(self, node: ast.Name) -> Iterator[Step]:
        """Yield what tier a judgement is."""
        ruleset, by = self.reader.ruleset, self.by
        if declared := ruleset.inputs.get(node.id):
            tier = tier_hit(ruleset, declared, by.trace.values[node], by.language)
            if tier:
                text = _chain(node.id, by.result(node))
                why = say.NOTED.in_language(by.language).format(text=text, note=tier)
                yield Step(text, tier, why=why)

    def _call(self, node: ast.Call) -> Iterator[Step]:
        by, name = self.by, self.by.written(node.func)
        step = Step(_chain(by.text(node), by.result(node)))
        if trace := by.trace.calls.get(node):
            yield from self._rule(node, trace, step)
            return
        if table := self.reader.ruleset.tables.get(name):
            x = node.args[0]
            shown = by.result(x)
            hit = row_hit(self.reader.ruleset, table, by.trace.values[x], shown, by.language)
            yield evolve(step, note=hit, why=hit)
        elif met := limit_met(by, node):
            yield evolve(step, note=met.text, why=met.text if met.decides else "")
        else:
            yield step

    def _rule(self, node: ast.Call, trace: Trace, step: Step) -> Iterator[Step]:
        """Yield the call with what the rule says, then the steps of the rule."""
        by, name = self.by, self.by.written(node.func)
        parameters = self.reader.ruleset.functions[name].parameters
        manners = {
            each: by.manner(argument) for each, argument in zip(parameters, node.args, strict=True)
        }
        inner = self.reader.substitution(trace, manners)
        signature = f"{name}({', '.join(parameters)})"
        rule = say.RULE.in_language(by.language)
        note = rule.format(signature=signature, body=_text_of(trace))
        yield evolve(step, text=_chain(by.text(node), inner.whole, by.result(node)), note=note)
        yield from _deeper(_Telling(self.reader, inner, parameters=True).all())

    def _branch(self, node: ast.IfExp) -> Step:
        by = self.by
        condition = say.CONDITION.in_language(by.language)
        text = condition.format(condition=by.written(node.test), substituted=by.text(node.test))
        note = self._taken(node)
        noted = say.NOTED.in_language(by.language)
        return Step(text, note, why=noted.format(text=text, note=note))

    def _taken(self, node: ast.IfExp) -> str:
        """Return which branch was taken."""
        by, taken = self.by, self.by.taken(node)
        if taken is None:
            return say.UNDECIDED.in_language(by.language).format(why=by.result(node.test))
        sentence = say.HOLDS if taken is node.body else say.FAILS
        return sentence.in_language(by.language).format(branch=by.written(taken))


def _deeper(steps: Iterator[Step]) -> Iterator[Step]:
    for step in steps:
        yield evolve(step, depth=step.depth + 1)


def _chain(*parts: str) -> str:
    """Return parts that are equal, each said once."""
    return " = ".join(dict.fromkeys(parts))


def _text_of(trace: Trace) -> str:
    return " ".join(trace.expression.text.split())
