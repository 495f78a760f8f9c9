"""Whose scores differ, in words."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from indicator_engine.comparing.effects import Contribution, Outcome, UnitEffect, UnitEffects
from indicator_engine.language.numbers import decimal_places, rounded
from indicator_engine.messages import differences as say
from indicator_engine.messages import reports, words
from indicator_engine.messages.sentence import Sentence
from indicator_engine.report.phrases import DASH, Phrases, one_line, points
from indicator_engine.report.sections import Line

MOST_UNITS = 20  # of which text and Markdown show a row; JSON has all
MOST_SHARES = 3  # of one unit's contributions that are named in its row
MOST_NAMES = 10  # of columns or inputs that are listed


@frozen(kw_only=True)
class UnitRow:
    """One unit in the table of those whose total or grade differs.

    Attributes:
        unit: Who it is.
        before: Total and grade under the first.
        after: Total and grade under the second.
        rise: The difference of the totals.
        by: The indicators that make it.
    """

    unit: str
    before: str
    after: str
    rise: str
    by: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the row, in the order of the columns."""
        return (self.unit, self.before, self.after, self.rise, self.by)


def signed(number: Fraction, places: int = 0) -> str:
    """Return a difference with its sign, and at least so many decimals.

    >>> signed(Fraction("1.5"), 2), signed(Fraction("-2.25"), 1), signed(Fraction(0))
    ('+1.50', '-2.25', '0')
    """
    return f"{'+' if number > 0 else ''}{printed(number, places)}"


def printed(number: Fraction, places: int) -> str:
    """Return points with all their decimals, and at least so many."""
    needed = decimal_places(number)
    if needed is None or needed > places:
        return points(number)
    return f"{rounded(number, places):f}"


def places_of(found: UnitEffect) -> int:
    """Return how many decimals the totals of a unit are published with."""
    totals = (found.before.total, found.after.total)
    return max((-int(each.as_tuple().exponent) for each in totals if each is not None), default=0)


@frozen
class UnitWriter:
    """Puts what became of units into words."""

    effects: UnitEffects
    phrases: Phrases

    def counts(self) -> Iterator[Line]:
        """Yield how many units differ, and what is to be known of the table."""
        say_it, found = self.phrases.say, self.effects
        parts = [
            say_it(sentence, count=str(count))
            for key, sentence in say.COUNTS.items()
            if (count := getattr(found, key)) or key in ("unchanged", "higher", "lower")
        ]
        together = say_it(reports.LISTED).join(parts)
        yield Line(say_it(say.COUNTED, count=str(found.units), parts=together))
        moves = [
            say_it(sentence, count=str(count))
            for key, sentence in say.MOVES.items()
            if (count := getattr(found, key))
        ]
        if moves:
            yield Line(say_it(say.GRADES_MOVED, parts=say_it(reports.LISTED).join(moves)))
        for sentence, before, after in (
            (say.OPEN, found.open_before, found.open_after),
            (say.REFUSED, found.refused_before, found.refused_after),
        ):
            if before or after:
                yield Line(say_it(sentence, before=str(before), after=str(after)))
        yield from self._names(say.UNKNOWN, found.unknown_before, found.unknown_after)
        yield from self._names(say.MISSING, found.missing_before, found.missing_after)

    def _names(
        self, sentences: Mapping[str, Sentence], before: Sequence[str], after: Sequence[str]
    ) -> Iterator[Line]:
        """Yield names that both rulesets are told of, and those that only one is."""
        kinds = {
            "both": [each for each in before if each in after],
            "before": [each for each in before if each not in after],
            "after": [each for each in after if each not in before],
        }
        for kind, names in kinds.items():
            if names:
                yield Line(self.phrases.say(sentences[kind], names=self._listed(names)))

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings of the table."""
        heads = (say.UNIT, say.TOTAL_BEFORE, say.TOTAL_AFTER, say.RISE, say.BY)
        return tuple(map(self.phrases.say, heads))

    def rows(self) -> Iterator[UnitRow]:
        """Yield the units that differ, as many as a page holds."""
        for each in self.effects.changed[:MOST_UNITS]:
            rise = each.difference
            yield UnitRow(
                unit=one_line(each.unit),
                before=self._outcome(each.before),
                after=self._outcome(each.after),
                rise=DASH if rise is None else signed(rise, places_of(each)),
                by=self._by(each),
            )

    def rest(self) -> str:
        """Return how many units have no row; ``""`` where all have one."""
        count = len(self.effects.changed) - MOST_UNITS
        return self.phrases.say(say.AND_MORE, count=str(count)) if count > 0 else ""

    def one(self) -> Iterator[Line]:
        """Yield what the difference of one unit's total adds up from."""
        for each in self.effects.changed[:1]:
            for share in each.contributions:
                places = places_of(each)
                scores = (printed(share.before, places), printed(share.after, places))
                remark = self.phrases.say(say.ROSE, before=scores[0], after=scores[1])
                text = self._share(share, places)
                yield Line(self.phrases.say(say.REMARKED, text=text, remark=remark))

    def _outcome(self, found: Outcome) -> str:
        if found.status == "refused":
            codes = self._listed(found.reasons)
            return self.phrases.say(say.REFUSED_WHY, codes=codes)
        total = words.word(found.status, self.phrases.language) if found.total is None else ""
        if found.total is None and found.status in ("scored", "open"):
            total = self.phrases.say(reports.OPEN)
        shown = total or self.phrases.score(found.total)
        if found.grade is None:
            return shown
        return self.phrases.say(say.GRADED, total=shown, grade=one_line(found.grade))

    def _by(self, found: UnitEffect) -> str:
        """Return the largest contributions, and what the others come to."""
        places = places_of(found)
        ranked = sorted(found.contributions, key=lambda each: -abs(each.difference))
        named = [self._share(each, places) for each in ranked[:MOST_SHARES]]
        if others := ranked[MOST_SHARES:]:
            rest = sum((each.difference for each in others), Fraction(0))
            named.append(self.phrases.say(say.OTHERS, points=signed(rest, places)))
        return self.phrases.say(reports.LISTED).join(named)

    def _share(self, share: Contribution, places: int) -> str:
        name = self.phrases.text(share.title) or one_line(share.id)
        if share.share == "rest":
            name = self.phrases.say(say.REST, name=name)
        return self.phrases.say(say.SHARE, name=name, points=signed(share.difference, places))

    def _listed(self, names: Sequence[str]) -> str:
        listed = self.phrases.say(reports.LISTED).join(map(one_line, names[:MOST_NAMES]))
        return listed if len(names) <= MOST_NAMES else f"{listed} …"
