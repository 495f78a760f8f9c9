"""Changes in words: what each is about, what it was, what it is, and what it can change."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from attrs import frozen

from indicator_engine.comparing import Change, Difference
from indicator_engine.errors import Location
from indicator_engine.language.numbers import NUMBER
from indicator_engine.messages import differences as say
from indicator_engine.messages import reports, words
from indicator_engine.report.phrases import DASH, Phrases, one_line, percent
from indicator_engine.report.sections import Line, Section

SHORT = 40  # characters of what was and of what is, to stand on one line
LONGEST = 400  # characters of one text that is shown; JSON has all of it
IN_WORDS = (
    "formula", "when", "becomes", "condition", "equal", "parameters", "title", "description",
    "source", "note", "help", "evidence",
)  # fmt: skip
"""Kinds of which what was and what is stand on lines of their own, however short they are."""
IN_THE_HEAD = ("result.total", "result.grade")
ROW_ITSELF = ("range", "anchor")  # what was and what is tell which row it is
WHOLE = ("ruleset", "result")  # parts that need no name: there is one of each


@frozen
class ChangeWriter:
    """Puts the changes of one difference into words."""

    given: Difference
    phrases: Phrases

    def sections(self) -> Iterator[Section]:
        """Yield the changes under the headings of their parts, in order."""
        told = [each for each in self.given.changes if each.code not in IN_THE_HEAD]
        for heading, changes in groupby(told, key=lambda each: say.PARTS[each.part]):
            lines = tuple(self._lines(changes))
            yield Section(self.phrases.say(heading), lines)

    def _lines(self, changes: Iterable[Change]) -> Iterator[Line]:
        """Yield the changes of everything that stands under one heading, thing by thing."""
        for _, group in groupby(changes, key=lambda each: each.owner or each.id):
            yield from self._thing(tuple(group))

    def _thing(self, changes: Sequence[Change]) -> Iterator[Line]:
        """Yield the changes of one thing: on one line where that is enough."""
        first, depth = changes[0], 0
        if first.part == "warning":
            yield Line(self._warning(first))
            return
        told = [self._change(each) for each in changes]
        name = "" if first.part in WHOLE else self._name(first)
        if self.given.kind == "results" and all(len(each) == 1 for each in told):
            text = self.phrases.say(reports.REMARKS).join(each[0] for each in told)
            told = [(text,)]
        if name and len(told) == 1:
            (head, *rest) = told[0]
            told = [(self.phrases.say(say.HEADED, name=name, text=head), *rest)]
        elif name:
            yield Line(name)
            depth = 1
        for head, *rest in told:
            yield Line(head, depth)
            yield from (Line(each, depth + 1) for each in rest)

    def _name(self, change: Change) -> str:
        """Return what the thing is called that changes."""
        if change.owner:
            return one_line(change.owner)
        return self._titled(self.phrases.text(change.title), change.id)

    def _warning(self, change: Change) -> str:
        """Return a warning that is new, or gone."""
        text, code = self.phrases.text(change.title), change.before or change.after or ""
        return self.phrases.say(say.WARNED[change.kind], text=text, code=one_line(code))

    def _titled(self, title: str, name: str) -> str:
        plain = one_line(name)
        if not title or title == plain or not plain:
            return plain or title
        return self.phrases.say(say.NAMED, title=title, id=plain)

    def _change(self, change: Change) -> tuple[str, ...]:
        """Return a change: on one line, or what was and what is on lines of their own."""
        kind, remark = self._kind(change), self._remark(change)
        before, after = self._text(change, change.before), self._text(change, change.after)
        if change.kind in ("added", "removed"):
            text = self._gist(change, before or after)
            head = self.phrases.say(say.ALONE, kind=kind, text=text) if text else kind
            return (self._remarked(head, remark),)
        if change.kind not in IN_WORDS and max(len(before), len(after)) <= SHORT:
            texts = {"before": before or DASH, "after": after or DASH}
            if self.given.kind == "results" and change.part == "derived":
                return (self.phrases.say(say.ROSE, **texts),)
            return (self._remarked(self.phrases.say(say.FROM_TO, kind=kind, **texts), remark),)
        return (
            self._remarked(kind, remark),
            self.phrases.say(say.WAS, text=before or DASH),
            self.phrases.say(say.NOW, text=after or DASH),
        )

    def _gist(self, change: Change, text: str) -> str:
        """Return what tells an indicator of a ruleset that came or went: its points."""
        if (
            change.part != "indicator"
            or self.given.kind != "rulesets"
            or not NUMBER.fullmatch(text)
        ):
            return text
        return self.phrases.say(say.POINTS, points=text)

    def _kind(self, change: Change) -> str:
        """Return what differs, named below the thing it stands in."""
        kind = self.phrases.say(say.KINDS[change.kind])
        inside = say.INSIDE.get(change.part)
        if inside is None:
            return kind
        if change.part == "row" and change.kind in ROW_ITSELF:
            return self.phrases.say(inside, id="").strip()
        if not change.id:
            return self.phrases.say(reports.REMARKS).join([self.phrases.say(say.IN_ORDER), kind])
        # What a row is called may be out of date just because of its change.
        title = "" if change.part == "row" else self.phrases.text(change.title)
        name = self._titled(title, change.id)
        return self.phrases.say(say.HEADED, name=self.phrases.say(inside, id=name), text=kind)

    def _text(self, change: Change, text: str | None) -> str:
        """Return what is written, as far as a line holds it."""
        if text is None:
            return ""
        if self.given.kind == "results" and change.kind == "rate":
            return percent(Decimal(text))
        if self.given.kind == "results" and change.kind == "status":
            if text == "scored":
                return self.phrases.say(say.SCORED)
            return words.word(text, self.phrases.language)
        shown = one_line(text)
        return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"

    def _remark(self, change: Change) -> str:
        """Return where a change of rules stands, and what it can change."""
        if self.given.kind == "results":
            return ""
        effect, place = self.phrases.say(say.EFFECTS[change.effect]), self._place(change)
        return self.phrases.say(reports.REMARKS).join(filter(None, (place, effect)))

    def _remarked(self, text: str, remark: str) -> str:
        return self.phrases.say(say.REMARKED, text=text, remark=remark) if remark else text

    def _place(self, change: Change) -> str:
        """Return the lines of a change."""
        old = _line(change.before_at, self.given.before.name)
        new = _line(change.after_at, self.given.after.name)
        if old and new and old != new:
            return self.phrases.say(say.LINES, before=old, after=new)
        return self.phrases.say(say.LINE, line=old or new) if old or new else ""


def _line(at: Location | None, file: str) -> str:
    """Return the line of a place, with its file where it is another one than is compared."""
    if at is None or at.line is None:
        return ""
    return str(at.line) if at.file == file else one_line(f"{at.file}:{at.line}")
