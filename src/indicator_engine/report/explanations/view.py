"""What every printed explanation shows, as text; how it looks is the format's affair."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from indicator_engine.explaining import Explanation
from indicator_engine.explaining.losses import Loss
from indicator_engine.explaining.next_grade import NextGrade, Way
from indicator_engine.explaining.quantities import PLAIN, manners, quantity
from indicator_engine.explaining.rows_hit import tier_hit
from indicator_engine.messages import Language, reports
from indicator_engine.messages import explaining as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.model import Grade, InputValue
from indicator_engine.number_systems.exact import Entries
from indicator_engine.report.explanations.accounts import Account, Accountant, DerivedAccount
from indicator_engine.report.phrases import DASH, Phrases, one_line, points
from indicator_engine.report.sections import Line, Section
from indicator_engine.report.view import View, view
from indicator_engine.results import ScoreNode


@frozen(kw_only=True)
class Lost:
    """A place where points were lost.

    Attributes:
        loss: The points and the place.
        title: What the place is called.
        how: What took them, where it is not the indicator's own rule.
        reasons: Why, as far as it is known.
    """

    loss: Loss
    title: str
    how: str
    reasons: tuple[str, ...]


def lost(phrases: Phrases, loss: Loss, node: ScoreNode, reasons: Iterable[str]) -> Lost:
    """Return a loss of a node as text, each reason once."""
    steps = [each for each in node.adjustments if each.id == loss.adjustment]
    adjustment = phrases.title(steps[0]) if steps else ""
    return Lost(
        loss=loss,
        title=phrases.title(node),
        how=phrases.say(say.LOSS_KINDS[loss.kind], adjustment=adjustment),
        reasons=tuple(each for each in dict.fromkeys(reasons) if each),
    )


@frozen(kw_only=True)
class Explained:
    """An explanation as text.

    Attributes:
        head: The evaluation, as every report shows it.
        accounts: How each indicator came to its score, parents first.
        derived: How the derived values came about that they rest on.
        losses: Where points were lost, most first.
        what_if: What changed data changed; empty where none were changed.
        derivation: The derived values, put in words; empty where there are none.
        next_grade: What the next grade needs; empty where that is not asked.
        sections: All that is printed below the head, in order; a score tree alone has none.
    """

    head: View
    accounts: tuple[Account, ...]
    derived: tuple[DerivedAccount, ...]
    losses: tuple[Lost, ...]
    what_if: tuple[Section, ...] = ()
    derivation: tuple[Section, ...] = ()
    next_grade: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()


def explained(explanation: Explanation, language: Language) -> Explained:
    """Return what reports show of an explanation."""
    writer = _Writer(explanation, Phrases(language))
    accounts = tuple(writer.accountant.accounts(explanation.node))
    derived = tuple(writer.accountant.derived())
    losses = tuple(map(writer.lost, explanation.losses))
    what_if, next_grade = tuple(writer.what_if()), tuple(writer.next_grade())
    derivation = tuple(writer.derived(derived))
    sections = [*what_if, *map(writer.account, accounts), *derivation]
    return Explained(
        head=view(explanation.evaluation, language),
        accounts=accounts,
        derived=derived,
        losses=losses,
        what_if=what_if,
        derivation=derivation,
        next_grade=next_grade,
        sections=(*sections, writer.losses(losses), *next_grade),
    )


class _Writer:
    """Puts one explanation into words."""

    def __init__(self, given: Explanation, phrases: Phrases) -> None:
        self.given, self.phrases = given, phrases
        self.accountant = Accountant(given, phrases)
        self.nodes = {node.id: node for node in given.evaluation.tree.walk()}
        self.manners = manners(given.ruleset)

    def account(self, account: Account) -> Section:
        """Return the account of an indicator."""
        lines = [
            *self._labelled(say.FORMULA, account.formula),
            *self._labelled(
                say.WITH_VALUES if account.formula else say.COMBINED, account.substituted
            ),
            *(Line(self._step(step.text, step.note), step.depth + 1) for step in account.steps),
        ]
        for text, steps in account.adjustments:
            lines.append(Line(text))
            lines += (Line(self._step(step.text, step.note), step.depth + 1) for step in steps)
        lines += self._labelled(say.STATUS, account.status)
        lines += self._labelled(say.NOTE, account.note)
        lines += self._labelled(say.SOURCE, account.source)
        return Section(account.heading, tuple(lines), account.level)

    def derived(self, derived: tuple[DerivedAccount, ...]) -> Iterator[Section]:
        """Yield how derived values came about, where some are read."""
        lines: list[Line] = []
        for each in derived:
            formula = self.phrases.say(say.DERIVED, formula=each.formula)
            lines.append(Line(self._step(f"{each.name} = {each.substituted}", formula)))
            lines += (Line(self._step(step.text, step.note), step.depth + 1) for step in each.steps)
        if lines:
            yield Section(self.phrases.say(reports.DERIVED), tuple(lines))

    def lost(self, loss: Loss) -> Lost:
        """Return a loss with its reasons."""
        node = self.nodes[loss.indicator]
        reasons = self.accountant.reasons(node) if loss.kind == "scored" else ()
        return lost(self.phrases, loss, node, reasons)

    def losses(self, losses: tuple[Lost, ...]) -> Section:
        """Return where points were lost."""
        heading = self.phrases.say(say.LOSSES)
        if not losses:
            return Section(heading, (Line(self.phrases.say(say.NO_LOSSES)),))
        lines = [Line(self._loss(each)) for each in losses]
        node = self.given.node
        if node.score is not None:
            total = points(node.weight - Fraction(node.score))
            lines.append(Line(self.phrases.say(say.LOST_IN_ALL, points=total)))
        return Section(heading, tuple(lines))

    def next_grade(self) -> Iterator[Section]:
        """Yield what the next grade needs, where the whole is explained and there are grades."""
        heading, found = self.phrases.say(say.NEXT_GRADE), self.given.next_grade
        best = self.given.ruleset.grades[:1]
        if found is not None:
            yield Section(heading, tuple(self._distance(found)))
        elif best and self.given.node is self.given.evaluation.tree and self._has(best[0]):
            yield Section(heading, (Line(self.phrases.say(say.BEST_GRADE)),))

    def _has(self, grade: Grade) -> bool:
        return self.given.evaluation.grade == grade.grade

    def what_if(self) -> Iterator[Section]:
        """Yield what changed data changed."""
        given = self.given.what_if
        if given is None:
            return
        lines = [self._change(name) for name in given.changes]
        before, after = given.before, self.given.evaluation
        lines += self._from_to(self.phrases.say(say.GRADE), before.grade, after.grade)
        for each in given.scores:
            title = self.phrases.title(self.nodes[each.indicator])
            lines += self._from_to(title, _score(each.before), _score(each.after))
        yield Section(self.phrases.say(say.WHAT_IF), tuple(lines))

    def _labelled(self, label: Sentence, text: str) -> Iterator[Line]:
        if text:
            yield Line(self.phrases.say(say.LABELLED, label=self.phrases.say(label), text=text))

    def _step(self, text: str, note: str) -> str:
        return self.phrases.say(say.NOTED, text=text, note=note) if note else text

    def _loss(self, lost: Lost) -> str:
        sentence = say.LOST if lost.loss.points > 0 else say.GAINED
        parts = [lost.how, *lost.reasons]
        text = self.phrases.say(sentence, title=lost.title, points=points(abs(lost.loss.points)))
        return self.phrases.say(reports.REMARKS).join([text, *filter(None, parts)])

    def _distance(self, found: NextGrade) -> Iterator[Line]:
        sentence = say.NEEDED if found.points else say.HELD_DOWN
        graded = [
            each for each in self.given.evaluation.tree.adjustments if each.grade and each.applied
        ]
        yield Line(
            self.phrases.say(
                sentence,
                grade=one_line(found.grade),
                total=f"{found.least:f}",
                points=f"{found.points:f}",
                adjustments=self._listed(map(self.phrases.title, graded)),
            )
        )
        yield from (Line(self._way(each), 1) for each in found.ways)
        for sentence, names in ((say.CANNOT, found.cannot), (say.UNKNOWN_WAY, found.undecided)):
            if names:
                yield Line(self.phrases.say(sentence, inputs=self._listed(names)), 1)

    def _way(self, way: Way) -> str:
        return self.phrases.say(
            say.WAY,
            input=way.input,
            value=self._input(way.input, way.value),
            now=self._input(way.input, way.now),
            total=f"{way.total:f}",
            grade=one_line(way.grade),
        )

    def _change(self, name: str) -> Line:
        what_if = self.given.what_if
        assert what_if is not None, "it is told only where there is one"
        was, now = what_if.record, self.given.record
        if name in self.given.ruleset.inputs:
            facts = {
                "value": self._input(name, now.values[name]),
                "now": self._input(name, was.values[name]),
            }
        else:
            facts = {
                "value": self._input(name, now.marks[name]),
                "now": self._input(name, was.marks[name]) if name in was.marks else DASH,
            }
        return Line(self.phrases.say(say.CHANGED, name=name, **facts))

    def _from_to(self, title: str, before: str | None, after: str | None) -> Iterator[Line]:
        """Yield what changed, where it did."""
        if before != after:
            facts = {"before": one_line(before or DASH), "after": one_line(after or DASH)}
            yield Line(self.phrases.say(say.FROM_TO, title=title, **facts))

    def _input(self, name: str, value: InputValue) -> str:
        """Return what an input holds, in print."""
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str):
            return one_line(value)
        declared = self.given.ruleset.inputs.get(name)
        manner = self.manners.get(name, PLAIN)
        language = self.phrases.language
        if isinstance(value, tuple):
            if len(set(value)) == 1:
                entry = one_line(quantity(value[0], manner, language))
                return self.phrases.say(say.EACH, entry=entry, count=str(len(value)))
            return one_line(quantity(Entries(value), manner, language))
        text = one_line(quantity(value, manner, language))
        tier = tier_hit(self.given.ruleset, declared, value, language) if declared else ""
        return self.phrases.say(say.IN_TIER, rate=text, tier=one_line(tier)) if tier else text

    def _listed(self, names: "Iterator[str] | tuple[str, ...]") -> str:
        return self.phrases.say(reports.LISTED).join(names)


def _score(score: Decimal | None) -> str | None:
    return None if score is None else f"{score:f}"
