"""How one indicator came to its score, in text."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from indicator_engine.explaining import Explanation
from indicator_engine.explaining.names_read import names_read
from indicator_engine.explaining.quantities import cut, manners
from indicator_engine.explaining.recording import Trace
from indicator_engine.explaining.steps import Reader, Step
from indicator_engine.language.syntax import Expression
from indicator_engine.messages import explaining as say
from indicator_engine.messages import words
from indicator_engine.model import Adjustment, Derived, Indicator
from indicator_engine.report.phrases import DASH, Phrases, one_line, points
from indicator_engine.report.rows import adjustment_row, before_adjustments, remark
from indicator_engine.results import AppliedAdjustment, ScoreNode


@frozen(kw_only=True)
class Account:
    """How one indicator came to its score.

    Attributes:
        id: Its id.
        title: What it is called.
        level: How deep it lies in the tree; 0 is the node explained.
        heading: Title, id, score and weight.
        formula: As its author wrote it; ``""`` where there is none.
        substituted: The formula with values, or the scores below and how they are combined, and
            what that gave, rounded; ``""`` where a mark stands in for all of it.
        steps: How the formula came to its value.
        adjustments: What each adjustment did, in order, and how its formulas came to that.
        status: Why there is no value, and what was made of that; ``""`` where there is one.
        note: The remark that the data give.
        source: The document the rule comes from.
    """

    id: str
    title: str
    level: int
    heading: str
    formula: str
    substituted: str
    steps: tuple[Step, ...]
    adjustments: tuple[tuple[str, tuple[Step, ...]], ...]
    status: str
    note: str
    source: str


@frozen(kw_only=True)
class DerivedAccount:
    """How a derived value came about.

    Attributes:
        name: Its name.
        formula: As its author wrote it.
        substituted: The formula with values, and what that gave.
        steps: How the formula came to its value.
    """

    name: str
    formula: str
    substituted: str
    steps: tuple[Step, ...]


@frozen(eq=False)
class Accountant:
    """Gives the accounts of an explanation in one language."""

    given: Explanation
    phrases: Phrases
    reader: Reader = field()

    @reader.default
    def _(self) -> Reader:
        ruleset = self.given.ruleset
        return Reader(ruleset, self.given.recorder, manners(ruleset), self.phrases.language)

    def accounts(self, node: ScoreNode, level: int = 0) -> Iterator[Account]:
        """Yield the account of a node, then of all below it."""
        yield self._account(node, level)
        for child in node.children:
            yield from self.accounts(child, level + 1)

    def derived(self) -> Iterator[DerivedAccount]:
        """Yield how the derived values came about that the explained indicators rest on."""
        ruleset = self.given.ruleset
        read = names_read(ruleset, ruleset.nodes[self.given.node.id].walk())
        for name in ruleset.order:
            if name in ruleset.derived and name in read:
                yield self._derived(ruleset.derived[name])

    def reasons(self, node: ScoreNode) -> Iterator[str]:
        """Yield why a node lost points: its remark, why it has no value, what held its value.

        Where there is nothing of that, its formula with values is the reason.
        """
        declared = self.given.ruleset.nodes[node.id]
        known = [one_line(node.note), remark(self.phrases, node)]
        known += [step.why for step in self._steps(declared.formula)]
        yield from known if any(known) else [one_line(self._substituted(declared, node))]

    def _derived(self, declared: Derived) -> DerivedAccount:
        trace = self.given.recorder.of(declared.formula)
        assert trace is not None, "every derived value is computed"
        by = self.reader.substitution(trace)
        value = trace.values[trace.expression.tree]
        result = by.shown(value, self.reader.manners[declared.name])
        return DerivedAccount(
            name=declared.name,
            formula=_written(declared.formula),
            substituted=one_line(_equal(by.whole, result)),
            steps=self._steps(declared.formula),
        )

    def _account(self, node: ScoreNode, level: int) -> Account:
        declared = self.given.ruleset.nodes[node.id]
        steps = zip(declared.adjustments, node.adjustments, strict=True)
        return Account(
            id=node.id,
            title=self.phrases.title(node),
            level=level,
            heading=heading(self.phrases, node),
            formula=_written(declared.formula),
            substituted=one_line(self._substituted(declared, node)),
            steps=self._steps(declared.formula),
            adjustments=tuple(self._adjustment(*each) for each in steps),
            status=remark(self.phrases, node),
            note=one_line(node.note),
            source=self.phrases.text(node.source),
        )

    def _steps(self, formula: Expression | None) -> tuple[Step, ...]:
        trace = self.given.recorder.of(formula)
        return () if trace is None else tuple(map(_visible, self.reader.steps(trace)))

    def _adjustment(
        self, declared: Adjustment, done: AppliedAdjustment
    ) -> tuple[str, tuple[Step, ...]]:
        formulas = [declared.when, declared.becomes if done.applied else None]
        told = [step for each in formulas for step in self._formula(each)]
        return adjusted(self.phrases, done), tuple(told)

    def _formula(self, formula: Expression | None) -> Iterator[Step]:
        """Yield a formula of an adjustment with its values, and how it came to its value."""
        trace = self.given.recorder.of(formula)
        if trace is not None:
            by = self.reader.substitution(trace)
            yield _visible(
                Step(_equal(by.whole, by.result(trace.expression.tree)), _written(formula))
            )
            yield from self._steps(formula)

    def _substituted(self, declared: Indicator, node: ScoreNode) -> str:
        trace = self.given.recorder.of(declared.formula)
        if declared.formula is None:
            return self._combined(declared, node)
        return "" if trace is None else self._computed(node, trace)

    def _computed(self, node: ScoreNode, trace: Trace) -> str:
        """Return a formula with its values, what it gave, and that rounded."""
        by = self.reader.substitution(trace)
        value = trace.values[trace.expression.tree]
        if not isinstance(value, Fraction):
            return _equal(by.whole, by.shown(value))
        parts = [] if by.whole == cut(value) else [by.whole]
        return _equal(*parts, self._rounded(node, value))

    def _rounded(self, node: ScoreNode, value: Fraction) -> str:
        """Return a value and the score it is rounded to; once where that changes nothing."""
        score = before_adjustments(node)
        if score is None or value == score:
            return cut(value) if score is None else f"{score:f}"
        ruleset = self.given.ruleset
        rounding = ruleset.nodes[node.id].rounding
        counts = ruleset.rounding.stage == "leaf" or node.id == ruleset.indicators.id
        return self.phrases.say(
            say.ROUNDED if counts else say.ROUNDED_FOR_PRINT,
            value=cut(value),
            score=f"{score:f}",
            places=str(rounding.places),
            mode=self.phrases.say(say.MODES[rounding.mode]),
        )

    def _combined(self, declared: Indicator, node: ScoreNode) -> str:
        """Return the scores below a group, how they are combined, and what that gave."""
        pairs = zip(declared.children, node.children, strict=True)
        parts = [self._part(declared, *each) for each in pairs]
        combined = " + ".join(parts)
        if declared.combination != "sum":
            combined = self.phrases.say(
                say.COMBINATIONS[declared.combination], parts=", ".join(parts)
            )
        score = before_adjustments(node)
        if node.value is None or score is None:
            return _equal(combined, DASH)
        if node.adjustments:
            return _equal(combined, *self._rescaled(node), f"{score:f}")
        return _equal(combined, *self._rescaled(node), self._rounded(node, node.value))

    def _part(self, group: Indicator, declared: Indicator, child: ScoreNode) -> str:
        """Return what a child hands up, with its share where shares count."""
        text = words.word(child.status, self.phrases.language)
        if child.score is not None and child.value is not None:
            is_score = self.given.ruleset.rounding.stage == "leaf"
            text = f"{child.score:f}" if is_score else cut(child.value)
        if group.combination in ("mean", "geomean") and declared.share != 1:
            text = self.phrases.say(say.SHARE, score=text, share=points(declared.share))
        return text

    def _rescaled(self, node: ScoreNode) -> Iterator[str]:
        """Yield how a sum was rescaled for what is left out."""
        if node.subtotal is not None and node.subtotal_weight is not None:
            yield self.phrases.say(
                say.RESCALED,
                subtotal=f"{node.subtotal:f}",
                of=points(node.subtotal_weight),
                weight=points(node.weight),
            )


def heading(phrases: Phrases, node: ScoreNode) -> str:
    """Return title, id, score and weight of a node."""
    title = phrases.title(node)
    return phrases.say(
        say.SCORED_BY_ID if title == node.id else say.SCORED,
        title=title,
        id=node.id,
        score=phrases.score(node.score, node.range),
        weight=points(node.weight),
    )


def adjusted(phrases: Phrases, done: AppliedAdjustment) -> str:
    """Return what an adjustment did, in words."""
    row = adjustment_row(phrases, done)
    return phrases.say(say.LABELLED, label=row.title, text=row.remark)


def _written(formula: Expression | None) -> str:
    return "" if formula is None else one_line(formula.text)


def _visible(step: Step) -> Step:
    """Return a step of which every text is one visible line."""
    return Step(one_line(step.text), one_line(step.note), step.depth, one_line(step.why))


def _equal(*parts: str) -> str:
    """Return parts that are equal, each said once."""
    return " = ".join(dict.fromkeys(parts))
