"""What stands in a page, all of it text and numbers; where it comes from no template can tell."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, field, frozen

from indicator_engine.language.numbers import rounded
from indicator_engine.messages import explaining as told
from indicator_engine.messages import reports as say
from indicator_engine.report.explanations.accounts import Account
from indicator_engine.report.explanations.view import Explained, Lost
from indicator_engine.report.phrases import (
    DASH,
    Phrases,
    one_line,
    percent,
    points,
    times_hundred,
)
from indicator_engine.report.rows import Row
from indicator_engine.results import Evaluation, ScoreNode

DEEPEST = 5  # level of a row that is still indented further


@frozen(kw_only=True)
class Line:
    """A line of a score table.

    Attributes:
        row: Its texts.
        id: The indicator's id, where that says more than the title.
        depth: How far it is indented.
        is_main: Whether it stands out: at the left, where others do not.
        bar: The length of its bar in percent; ``""`` where it has no rate.
        anchor: Of the indicator's account; ``""`` where it has none.
    """

    row: Row
    id: str
    depth: int
    is_main: bool = False
    bar: str
    anchor: str


@frozen(kw_only=True)
class LostLine:
    """A line of the table of losses.

    Attributes:
        title: Where.
        anchor: Of the indicator's account.
        points: How many.
        reasons: What took them.
    """

    title: str
    anchor: str
    points: str
    reasons: tuple[str, ...]


@frozen(kw_only=True)
class Entry:
    """The account of an indicator, those of the ones below it inside.

    Attributes:
        account: Its texts.
        anchor: Its name on the page; no data are in it.
        rate: In percent, or a dash.
        bar: The length of its bar in percent; ``""`` where it has no rate.
        below: The indicators below.
    """

    account: Account
    anchor: str
    rate: str
    bar: str
    below: tuple["Entry", ...]


@frozen(kw_only=True)
class Page:
    """All that a template shows.

    Attributes:
        shown: The texts.
        title: Of the window.
        out_of: The points of the root.
        bar: The length of the root's bar in percent.
        lines: The score table; empty where one indicator alone is explained.
        first_level: The lines of it that stand at the left; empty where all do.
        totals: The lines below either.
        losses: Where points were lost, most first.
        lost: How many in all; ``""`` while that is open.
        entry: The accounts.
        digest: Of the ruleset, whole.
    """

    shown: Explained
    title: str
    out_of: str
    bar: str
    lines: tuple[Line, ...]
    first_level: tuple[Line, ...]
    totals: tuple[Line, ...]
    losses: tuple[LostLine, ...]
    lost: str
    entry: Entry
    digest: str


def page(phrases: Phrases, shown: Explained, evaluation: Evaluation, node: ScoreNode) -> Page:
    """Return what a page shows.

    Args:
        phrases: The words beside the texts.
        shown: The texts.
        evaluation: Where they come from.
        node: The indicator that is explained.
    """
    return _Draft(phrases, shown, evaluation, node).page()


@frozen
class _Draft:
    """Puts together what a page shows.

    Attributes:
        phrases: The words.
        shown: The texts.
        evaluation: Where they come from.
        node: The indicator that is explained.
    """

    phrases: Phrases
    shown: Explained
    evaluation: Evaluation
    node: ScoreNode
    nodes: Mapping[str, ScoreNode] = field(init=False)
    anchors: Mapping[str, str] = field(init=False)

    @nodes.default
    def _(self) -> Mapping[str, ScoreNode]:
        return {node.id: node for node in self.evaluation.tree.walk()}

    @anchors.default
    def _(self) -> Mapping[str, str]:
        return {each.id: f"i{number}" for number, each in enumerate(self.shown.accounts)}

    def page(self) -> Page:
        """Return the page."""
        head, whole = self.shown.head, self.node is self.evaluation.tree
        lines = self._lines() if whole else ()
        return Page(
            shown=self.shown,
            title=self._title(),
            out_of=self.phrases.say(say.OUT_OF, max=head.max),
            bar=_bar(self.evaluation.rate),
            lines=lines,
            first_level=tuple(line for line in lines if line.is_main),
            totals=tuple(evolve(self._line(row), id="") for row in head.totals),
            losses=tuple(map(self._lost, self.shown.losses)),
            lost=self._lost_in_all(),
            entry=self._entry(iter(self.shown.accounts), self.node),
            digest=self.evaluation.digest,
        )

    def _title(self) -> str:
        unit = self.evaluation.unit
        named = one_line(unit.get("name") or unit.get("id") or "")
        title = self.shown.head.title
        return self.phrases.say(say.PAGE, title=title, unit=named) if named else title

    def _lines(self) -> tuple[Line, ...]:
        rows = self.shown.head.indicators
        nested = any(row.depth for row in rows)
        return tuple(evolve(self._line(row), is_main=nested and not row.depth) for row in rows)

    def _line(self, row: Row) -> Line:
        node = self.nodes[row.id] if row.id else None
        return Line(
            row=row,
            id="" if row.id == row.title else row.id,
            depth=min(row.depth, DEEPEST),
            bar=_bar(node.rate) if node else "",
            anchor=self.anchors.get(row.id, ""),
        )

    def _lost(self, lost: Lost) -> LostLine:
        return LostLine(
            title=lost.title,
            anchor=self.anchors[lost.loss.indicator],
            points=self._points(lost.loss.points),
            reasons=tuple(filter(None, (lost.how, *lost.reasons))),
        )

    def _points(self, lost: Fraction) -> str:
        if lost > 0:
            return self._aligned(lost)
        return self.phrases.say(say.GAINED, points=self._aligned(-lost))

    def _aligned(self, exact: Fraction) -> str:
        """Return points with the places of the score, where those are enough: a column of them."""
        score = self.node.score
        places = 0 if score is None else -int(score.as_tuple().exponent)
        printed = rounded(exact, places)
        return f"{printed:f}" if exact == printed else points(exact)

    def _lost_in_all(self) -> str:
        if self.node.score is None or not self.shown.losses:
            return ""
        total = self._aligned(self.node.weight - Fraction(self.node.score))
        return self.phrases.say(told.LOST_IN_ALL, points=total)

    def _entry(self, accounts: Iterator[Account], node: ScoreNode) -> Entry:
        """Return the account of a node with those below it, taken from the accounts in order."""
        account = next(accounts)
        return Entry(
            account=account,
            anchor=self.anchors[account.id],
            rate=DASH if node.rate is None else percent(node.rate),
            bar=_bar(node.rate),
            below=tuple(self._entry(accounts, child) for child in node.children),
        )


def _bar(rate: Decimal | None) -> str:
    """Return the length of a bar in percent, within the bar; ``""`` where there is no rate."""
    return "" if rate is None else times_hundred(min(max(rate, Decimal(0)), Decimal(1)))
