"""What every printed difference shows, as text; how it looks is the format's affair."""

from collections.abc import Iterator

from attrs import frozen

from indicator_engine.comparing import Difference
from indicator_engine.comparing.changes import Side
from indicator_engine.comparing.effects import UnitEffect
from indicator_engine.messages import Language, reports
from indicator_engine.messages import differences as say
from indicator_engine.report.differences.changes import ChangeWriter
from indicator_engine.report.differences.units import UnitRow, UnitWriter, places_of, signed
from indicator_engine.report.phrases import DASH, Phrases, one_line
from indicator_engine.report.sections import Section


@frozen(kw_only=True)
class Shown:
    """A difference as text.

    Attributes:
        title: Of the ruleset.
        sides: What is compared.
        verdict: How much differs.
        sections: What differs, then how many units' scores do.
        headings: Of the table of units.
        rows: Of the table of units whose total or grade differs; none where there is no table.
        rest: How many units have no row.
    """

    title: str
    sides: tuple[str, ...]
    verdict: tuple[str, ...]
    sections: tuple[Section, ...]
    headings: tuple[str, ...] = ()
    rows: tuple[UnitRow, ...] = ()
    rest: str = ""


def shown(difference: Difference, language: Language) -> Shown:
    """Return what reports show of a difference."""
    return _Writer(difference, Phrases(language)).all()


@frozen
class _Writer:
    """Puts one difference into words."""

    given: Difference
    phrases: Phrases

    def all(self) -> Shown:
        """Return everything."""
        given, sections = self.given, list(ChangeWriter(self.given, self.phrases).sections())
        units = None if given.units is None else UnitWriter(given.units, self.phrases)
        has_table = given.kind == "rulesets" and units is not None
        if units is not None and given.kind == "results" and (lines := tuple(units.one())):
            sections.insert(0, Section(self.phrases.say(say.SHARED_OUT), lines))
        if units is not None and has_table:
            sections.append(Section(self.phrases.say(say.UNITS), tuple(units.counts())))
        title = self.phrases.text(given.after.title) or self.phrases.text(given.before.title)
        return Shown(
            title=title or one_line(given.after.id),
            sides=tuple(self._sides()),
            verdict=tuple(self._verdict()),
            sections=tuple(sections),
            headings=units.headings if units and has_table else (),
            rows=tuple(units.rows()) if units and has_table else (),
            rest=units.rest() if units and has_table else "",
        )

    def _sides(self) -> Iterator[str]:
        yield self.phrases.say(say.BEFORE, side=self._side(self.given.before))
        yield self.phrases.say(say.AFTER, side=self._side(self.given.after))

    def _side(self, side: Side) -> str:
        facts = {"id": side.id, "version": side.version, "file": one_line(side.name)}
        shown = self.phrases.say(say.SIDE_OF_FILE if side.name else say.SIDE, **facts)
        if not side.unit:
            return shown
        return self.phrases.say(say.SIDE_OF_UNIT, side=shown, unit=one_line(side.unit))

    def _verdict(self) -> Iterator[str]:
        """Yield how much differs."""
        given, count = self.given, str(len(self.given.changes))
        if not given.changes:
            yield self.phrases.say(say.NO_CHANGE)
        elif given.kind == "rulesets":
            score = str(len(given.can_change("score")))
            yield self.phrases.say(say.CHANGES, count=count, score=score)
        else:
            yield from self._moved()
            yield self.phrases.say(say.RESULT_CHANGES, count=count)
        examples = given.examples
        if examples.added or examples.removed or examples.changed:
            counts = {key: str(getattr(examples, key)) for key in ("added", "removed", "changed")}
            yield self.phrases.say(say.EXAMPLES, **counts)

    def _moved(self) -> Iterator[str]:
        """Yield how the total and the grade of the one unit moved."""
        units: tuple[UnitEffect, ...] = () if self.given.units is None else self.given.units.changed
        for each in units:
            opened = self.phrases.say(reports.OPEN)
            facts = {
                "before": opened if each.before.total is None else f"{each.before.total:f}",
                "after": opened if each.after.total is None else f"{each.after.total:f}",
            }
            if each.difference is None:
                yield self.phrases.say(say.TOTAL_OPENED, **facts)
            else:
                rise = signed(each.difference, places_of(each))
                yield self.phrases.say(say.TOTAL_ROSE, **facts, rise=rise)
            if each.before.grade != each.after.grade:
                grades = [one_line(side.grade or DASH) for side in (each.before, each.after)]
                yield self.phrases.say(say.GRADE_MOVED, before=grades[0], after=grades[1])
