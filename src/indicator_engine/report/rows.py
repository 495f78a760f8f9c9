"""The score table as rows of text, the same for every format."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from attrs import evolve, frozen

from indicator_engine.messages import reports as say
from indicator_engine.messages import words
from indicator_engine.messages.sentence import Sentence
from indicator_engine.report.phrases import DASH, Phrases, one_line, percent, points
from indicator_engine.results import AppliedAdjustment, ScoreNode


@frozen(kw_only=True)
class Row:
    """One line of the score table.

    Attributes:
        title: What it is about.
        depth: How deep it lies in the tree; 0 is the first level.
        guide: The lines in front of the title that draw the tree.
        weight: Points it can have.
        score: The published score, the range still possible, or a dash.
        rate: Value over weight in percent.
        id: The indicator's id; ``""`` for lines that are none.
        tags: As declared.
        remark: Why there is no score, what stands in for it, what an adjustment did.
    """

    title: str
    depth: int = 0
    guide: str = ""
    weight: str = ""
    score: str = ""
    rate: str = ""
    id: str = ""
    tags: str = ""
    remark: str = ""


@frozen
class Column:
    """A column of the score table.

    Attributes:
        heading: Its heading.
        cell: From a row to the text in this column.
        is_number: Whether it holds numbers.
    """

    heading: str
    cell: Callable[[Row], str]
    is_number: bool = False


def columns(phrases: Phrases, rows: Iterable[Row]) -> Iterator[Column]:
    """Yield the columns after that of the titles, as far as some row fills them."""
    shown = list(rows)
    yield Column(phrases.say(say.WEIGHT), lambda row: row.weight, is_number=True)
    yield Column(phrases.say(say.SCORE), lambda row: row.score, is_number=True)
    yield Column(phrases.say(say.RATE), lambda row: row.rate, is_number=True)
    if any(row.id and row.id != row.title for row in shown):
        yield Column(phrases.say(say.ID), lambda row: row.id)
    if any(row.tags for row in shown):
        yield Column(phrases.say(say.TAGS), lambda row: row.tags)
    if any(row.remark for row in shown):
        yield Column(phrases.say(say.REMARK), lambda row: row.remark)


def indicators(phrases: Phrases, root: ScoreNode) -> Iterator[Row]:
    """Yield the indicators below the root, each group's before those of the next.

    A root that is a leaf is the only one.
    """
    if root.children:
        yield from _below(phrases, root)
    else:
        yield row_of(phrases, root)


def totals(phrases: Phrases, root: ScoreNode) -> Iterator[Row]:
    """Yield the lines below the indicators: what happened to their sum, and last the total."""
    return ending(phrases, root, added=say.SUM, result=say.TOTAL)


def ending(
    phrases: Phrases, group: ScoreNode, *, added: Sentence, result: Sentence
) -> Iterator[Row]:
    """Yield the lines that end a group: what happened to its points, and last its score.

    Args:
        phrases: The words.
        group: The group.
        added: What a sum of its children is called.
        result: What its score is called where it is not their sum alone.
    """
    steps = list(_steps(phrases, group, added))
    if steps and len(steps) == len(group.adjustments):  # not rescaled: say what is adjusted
        title = phrases.say(added if group.is_sum else say.SCORE)
        before = phrases.score(group.adjustments[0].before)
        yield Row(title=title, weight=points(group.weight), score=before)
    yield from steps
    title = phrases.say(added if group.is_sum and not steps else result)
    yield evolve(row_of(phrases, group), title=title)


def sums_differ(root: ScoreNode) -> bool:
    """Tell whether some printed sum is not that of the printed scores above it."""
    return any(_differs(node) for node in root.walk() if node.is_sum)


def _differs(group: ScoreNode) -> bool:
    printed = before_adjustments(group) if group.subtotal is None else group.subtotal
    return printed is not None and printed != sum(child.score or 0 for child in group.children)


def before_adjustments(group: ScoreNode) -> Decimal | None:
    """Return the score that a group's adjustments found."""
    return group.adjustments[0].before if group.adjustments else group.score


def _below(phrases: Phrases, group: ScoreNode, depth: int = 0, stem: str = "") -> Iterator[Row]:
    """Yield the rows below a group: its indicators, then how it was rescaled and adjusted."""
    steps = list(_steps(phrases, group)) if depth else []  # the root's stand among the totals
    entries: list[ScoreNode | Row] = [*group.children, *steps]
    for place, entry in enumerate(entries, start=1):
        guide, further = ("└ ", "  ") if place == len(entries) else ("├ ", "│ ")
        row = row_of(phrases, entry) if isinstance(entry, ScoreNode) else entry
        yield evolve(row, depth=depth, guide=stem + guide if depth else "")
        if isinstance(entry, ScoreNode):
            yield from _below(phrases, entry, depth + 1, stem + further if depth else "")


def row_of(phrases: Phrases, node: ScoreNode) -> Row:
    """Return the row of an indicator."""
    return Row(
        title=phrases.title(node),
        weight=points(node.weight),
        score=phrases.score(node.score, node.range),
        rate=DASH if node.rate is None else percent(node.rate),
        id=node.id,
        tags=phrases.say(say.LISTED).join(map(one_line, node.tags)),
        remark=remark(phrases, node),
    )


def remark(phrases: Phrases, node: ScoreNode) -> str:
    """Return why an indicator has no value of its own, and what was made of that."""
    if node.status == "scored":
        return ""
    if node.children and node.status != "not_applicable" and not node.reason:
        return phrases.say(say.TREATMENTS["open"])  # why, its children say
    status = words.word(node.status, phrases.language)
    if node.reason:
        status = phrases.say(say.WITH_REASON, status=status, reason=one_line(node.reason))
    treatment = [phrases.say(say.TREATMENTS[node.treatment])] if node.treatment else []
    return phrases.say(say.REMARKS).join([status, *treatment])


def _steps(phrases: Phrases, group: ScoreNode, added: Sentence = say.SUM) -> Iterator[Row]:
    """Yield what happened to a group's points after they were put together."""
    before = before_adjustments(group)
    if group.subtotal is not None and before is not None and group.subtotal != before:
        out_of = "" if group.subtotal_weight is None else points(group.subtotal_weight)
        yield Row(title=phrases.say(added), weight=out_of, score=phrases.score(group.subtotal))
        yield Row(
            title=phrases.say(say.RESCALED),
            weight=points(group.weight),
            score=phrases.score(before),
        )
    for adjustment in group.adjustments:
        yield adjustment_row(phrases, adjustment)


def adjustment_row(phrases: Phrases, step: AppliedAdjustment) -> Row:
    """Return what an adjustment did."""
    before, after = phrases.score(step.before), phrases.score(step.after)
    remarks = {True: say.APPLIED, False: say.NOT_APPLIED, None: say.UNDECIDED}
    remark = remarks[step.applied]
    if step.applied and step.grade is not None:
        remark = say.GRADED_AT_MOST if step.at_most else say.GRADED
    return Row(
        title=phrases.say(say.ADJUSTMENT, title=phrases.title(step)),
        score=after if step.grade is None else "",
        remark=phrases.say(remark, before=before, after=after, grade=step.grade or ""),
    )
