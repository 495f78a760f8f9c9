"""The tree of a ruleset in print: its weights, and the rule of each indicator."""

from collections.abc import Iterator

from indicator_engine.explaining.quantities import manners
from indicator_engine.language.numbers import plain
from indicator_engine.language.syntax import Expression
from indicator_engine.messages import describing as say
from indicator_engine.messages import explaining, reports, words
from indicator_engine.messages.sentence import Sentence
from indicator_engine.model import Adjustment, Indicator, Policies, Rounding
from indicator_engine.report.descriptions.parts import (
    Heading,
    Part,
    Row,
    facts,
    table,
)
from indicator_engine.report.descriptions.wording import Wording, names_in
from indicator_engine.report.phrases import one_line, points

KINDS = ("missing", "pending", "not_applicable")
MEANS = ("mean", "geomean")


def tree(by: Wording) -> Iterator[Part]:
    """Yield the indicators with their weights, each below its group."""
    say_it = by.phrases.say
    yield Heading(say_it(say.TREE))
    yield table(
        say_it(say.INDICATOR),
        say_it(say.ID),
        say_it(say.POINTS),
        say_it(say.SHARE),
        say_it(say.HOW),
        say_it(say.TAGS),
        rows=list(_rows(by, by.ruleset.indicators, "sum")),
        numbers=(2, 3),
    )


def rules(by: Wording) -> Iterator[Part]:
    """Yield the rule of every leaf, and of every group that is more than a sum."""
    yield Heading(by.phrases.say(say.RULES))
    for node in by.ruleset.indicators.walk():
        yield from _rule(by, node)


def treatments(by: Wording, policies: Policies, kinds: tuple[str, ...] = KINDS) -> str:
    """Return what becomes of leaves without a value."""
    told = []
    for kind in kinds:
        policy = getattr(policies, kind)
        sentence = say.REFUSES if policy == "refuse" else reports.TREATMENTS[policy]
        facts = {
            "kind": words.word(kind, by.phrases.language),
            "treatment": by.phrases.say(sentence),
        }
        told.append(by.phrases.say(say.WITHOUT, **facts))
    return by.phrases.say(reports.REMARKS).join(told)


def rounding(by: Wording, declared: Rounding, sentence: Sentence) -> str:
    """Return how scores are rounded."""
    return by.phrases.say(
        sentence,
        places=str(declared.places),
        mode=by.phrases.say(explaining.MODES[declared.mode]),
        stage=by.phrases.say(say.STAGES[declared.stage]),
    )


def names(by: Wording, *formulas: Expression | None) -> str:
    """Return what the names in some formulas are called, with their units."""
    units = {name: manner.unit for name, manner in manners(by.ruleset).items()}
    read = [name for each in formulas if each for name in names_in(by.ruleset, each)]
    told = []
    for name in dict.fromkeys(read):
        title, unit = by.names[name], one_line(units.get(name, ""))
        if title != name or unit:
            sentence = say.TITLED_UNIT if unit else say.TITLED
            told.append(by.phrases.say(sentence, title=title, id=name, unit=unit))
    return by.phrases.say(reports.REMARKS).join(told)


def _rows(by: Wording, node: Indicator, combination: str, depth: int = 0) -> Iterator[Row]:
    declared = by.phrases.say(reports.LISTED).join(map(one_line, node.tags))
    share = plain(node.share) if combination in MEANS else ""
    cells = (by.title(node, node.id), node.id, points(node.weight), share, _how(by, node), declared)
    yield Row(cells, depth)
    for child in node.children:
        yield from _rows(by, child, node.combination, depth + 1)


def _how(by: Wording, node: Indicator) -> str:
    """Return how a group combines, or the rule of a leaf."""
    if node.combination == "formula":
        return by.formula(node.formula)
    return by.phrases.say(say.COMBINATIONS[node.combination])


def _rule(by: Wording, node: Indicator) -> Iterator[Part]:
    phrases, declared = by.phrases, node.declared
    own = declared.places is not None or declared.mode is not None
    kinds = tuple(kind for kind in KINDS if kind in declared.policies)
    told = facts(
        (phrases.say(say.IN_WORDS), _how(by, node)),
        (phrases.say(say.FORMULA), by.written(node.formula)),
        (phrases.say(say.NAMES), names(by, node.formula)),
        (phrases.say(say.RANGE), by.range(declared.range)),
        (phrases.say(say.OWN_ROUNDING), rounding(by, node.rounding, say.OWN) if own else ""),
        (phrases.say(say.POLICIES), treatments(by, node.policies, kinds)),
        (phrases.say(say.EVIDENCE), phrases.text(node.evidence)),
        (phrases.say(say.SOURCE), phrases.text(node.source)),
        (phrases.say(say.NOTE), phrases.text(node.note)),
    )
    if node.children and len(told.entries) == 1 and not node.adjustments:
        return  # a plain sum; the tree says so
    title = by.titled(node, node.id)
    yield Heading(phrases.say(say.HEADED, title=title, points=points(node.weight)), 2)
    yield told
    for step in node.adjustments:
        yield from _adjustment(by, step)


def _adjustment(by: Wording, step: Adjustment) -> Iterator[Part]:
    """Yield what an adjustment does, and when."""
    phrases, effect = by.phrases, _effect(by, step)
    if step.when is not None:
        effect = phrases.say(say.WHEN, condition=by.formula(step.when), effect=effect)
    yield Heading(phrases.say(reports.ADJUSTMENT, title=by.titled(step, step.id)), 3)
    yield facts(
        (phrases.say(say.IN_WORDS), effect),
        (phrases.say(say.CONDITION), by.written(step.when)),
        (phrases.say(say.FORMULA), by.written(step.becomes)),
        (phrases.say(say.NAMES), names(by, step.when, step.becomes)),
        (phrases.say(say.SOURCE), phrases.text(step.source)),
        (phrases.say(say.NOTE), phrases.text(step.note)),
    )


def _effect(by: Wording, step: Adjustment) -> str:
    """Return what an adjustment does where it applies."""
    if step.becomes is not None:
        return by.phrases.say(say.BECOMES, value=by.formula(step.becomes))
    sentence = say.GRADE_IS if step.grade_at_most is None else say.GRADE_AT_MOST
    return by.phrases.say(sentence, grade=one_line(step.grade_at_most or step.grade or ""))
