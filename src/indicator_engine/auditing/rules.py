"""What a ruleset says of the nodes of a report: their weights, and the scores they can have."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, field, frozen

from indicator_engine.auditing.printed import Printed
from indicator_engine.auditing.report_model import Node, Report
from indicator_engine.auditing.words import bare
from indicator_engine.errors import RecordError
from indicator_engine.language.ranges import Range
from indicator_engine.model import Grade, Indicator, Input, Ruleset
from indicator_engine.records import from_python
from indicator_engine.results import ScoreNode
from indicator_engine.scoring import score
from indicator_engine.scoring.possible import possible

UNIT_OF_KEY = re.compile(r"_((亿|万|千)?元|%|人|个|次|场)$")
IN_BRACKETS = re.compile(r"[（(]([^）)]*)[）)]")


@frozen(kw_only=True)
class Rules:
    """A ruleset, laid over a report.

    Attributes:
        ruleset: The ruleset; ``None`` where the generic rule is the only one.
        nodes: Its indicator for each node of the report that has one, by the node's key.
        scores: The published scores that an indicator can have with the report's data, by the
            node's key; only where they are narrower than its weight.
    """

    ruleset: Ruleset | None = None
    nodes: Mapping[str, Indicator] = field(factory=dict)
    scores: Mapping[str, Range] = field(factory=dict)

    def leaves(self, node: Node) -> bool:
        """Tell whether a node is left to the generic rule."""
        return node.key not in self.nodes

    def adds_up(self, node: Node) -> bool:
        """Tell whether the weight and the score of a group are the sums of its children's."""
        found = self.nodes.get(node.key)
        return found is None or (found.combination == "sum" and not found.adjustments)

    def may_be_rescaled(self, node: Node) -> bool:
        """Tell whether the ruleset may have rescaled a sum: something below it has no score."""
        found = self.nodes.get(node.key)
        if self.ruleset is None or found is None:
            return False
        once = self.ruleset.policies.rescale == "root" and found.id not in self.ruleset.summed()
        return not all(_is_scored(child, everywhere=once) for child in node.children)

    def is_capped(self, node: Node) -> bool:
        """Tell whether no score above the weight is possible."""
        found = self.nodes.get(node.key)
        if found is None:
            return True
        return all(
            each.range.high is not None and each.range.high <= each.weight and not each.adjustments
            for each in found.walk()
        )

    def reach(self, node: Node, score: Printed) -> Range:
        """Return what a printed score stands for: wider where the ruleset cuts or rounds up."""
        found = self.nodes.get(node.key)
        if found is None or found.rounding.mode.startswith("half"):
            return score.interval
        step = score.step
        return Range(score.value - step, score.value + step, low_open=False, high_open=False)

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Return the scale of the ruleset, where nothing but the total decides the grade."""
        if self.ruleset is None:
            return ()
        is_by_total = all(each.becomes is not None for each in self.ruleset.indicators.adjustments)
        return self.ruleset.grades if is_by_total else ()


def _is_scored(node: Node, *, everywhere: bool) -> bool:
    """Tell whether a node, or all that stands for it, prints a score."""
    if node.score is not None and not everywhere:
        return True
    below = (_is_scored(child, everywhere=everywhere) for child in node.children)
    return all(below) if node.children else node.score is not None


NO_RULES = Rules()


def laid_over(ruleset: Ruleset, report: Report) -> Rules:
    """Return what a ruleset says of a report."""
    nodes: dict[str, Indicator] = {}
    for tree, indicator in _tops(ruleset, report):
        nodes[tree.key] = indicator
        _match(tree, indicator, nodes)
    possible_scores = _scores(ruleset, report)
    scores = {
        key: possible_scores[indicator.id]
        for key, indicator in nodes.items()
        if indicator.id in possible_scores
    }
    return Rules(ruleset=ruleset, nodes=nodes, scores=scores)


def _tops(ruleset: Ruleset, report: Report) -> Iterator[tuple[Node, Indicator]]:
    """Yield each tree of a report with its indicator: the part it is named after, or the whole.

    A report may print single parts of a system; a first tree of any other name is all of it.
    """
    for tree in report.trees:
        found = _titled(tree, ruleset.indicators.walk())
        if len(found) == 1:
            yield tree, found[0]
        elif tree is report.trees[0]:
            yield tree, ruleset.indicators


def _match(node: Node, indicator: Indicator, nodes: dict[str, Indicator]) -> None:
    """Find the indicator of every node below: the one of its name, else of its id."""
    for child in node.children:
        found = _named(child, indicator)
        if found is not None:
            nodes[child.key] = found
        _match(child, found or indicator, nodes)


def _named(node: Node, above: Indicator) -> Indicator | None:
    below = [each for each in above.walk() if each is not above]
    same = _titled(node, below)
    if len(same) == 1:
        return same[0]
    return next((each for each in same or below if each.id == node.id), None)


def _titled(node: Node, among: Iterable[Indicator]) -> list[Indicator]:
    """Return the indicators that bear the name of a node."""
    name = bare(node.name)
    return [each for each in among if name in (bare(each.title.zh), bare(each.title.en), each.id)]


def _scores(ruleset: Ruleset, report: Report) -> dict[str, Range]:
    """Return the published scores that every indicator can have with the data of the report.

    Data that the report prints in its rows are rounded: every score that their places allow is
    right. Data given for the whole report are what was entered.
    """
    data, reaches = _data(ruleset, report)
    if not data:
        return {}
    try:
        exact = {each.id: each for each in score(ruleset, data).tree.walk()}
        rounded = _possible(ruleset, data, reaches) if reaches else {}
    except RecordError:
        return {}
    found = {name: _ends(node, rounded.get(name)) for name, node in exact.items()}
    return {name: each for name, each in found.items() if each and _tells(each, exact[name])}


def _possible(
    ruleset: Ruleset, data: Mapping[str, object], reaches: Mapping[str, Range]
) -> Mapping[str, tuple[Decimal, Decimal]]:
    """Return what is possible while the printed data are anywhere within their rounding."""
    narrowed = {
        name: evolve(ruleset.inputs[name], range=reach, default=None)
        for name, reach in reaches.items()
    }
    loose = evolve(ruleset, inputs={**ruleset.inputs, **narrowed})
    rest = {name: value for name, value in data.items() if name not in narrowed}
    return possible(loose, from_python(loose, rest)).scores


def _ends(node: ScoreNode, reach: tuple[Decimal, Decimal] | None) -> Range | None:
    """Return the lowest and highest score of a node."""
    own = node.range if node.score is None else (node.score, node.score)
    ends = [Fraction(each) for each in (*(own or ()), *(reach or ()))]
    return Range(min(ends), max(ends), low_open=False, high_open=False) if ends else None


def _tells(reach: Range, node: ScoreNode) -> bool:
    """Tell whether a range says more than that a score lies between 0 and the weight."""
    return (reach.low, reach.high) != (Fraction(0), node.weight)


def _data(ruleset: Ruleset, report: Report) -> tuple[dict[str, object], dict[str, Range]]:
    """Return the inputs that a report gives, and what its printed numbers stand for."""
    data: dict[str, object] = {}
    reaches: dict[str, Range] = {}
    for declared, value in _given(ruleset, report):
        if declared.name in data:
            continue
        if not isinstance(value, Printed) or declared.type not in ("number", "percent"):
            data[declared.name] = str(value) if isinstance(value, Printed) else value
            if isinstance(value, Printed) and declared.type in ("integer", "number"):
                data[declared.name] = value.value
            continue
        data[declared.name] = value.value
        reach = value.interval if declared.range is None else value.interval.meet(declared.range)
        if reach is not None:
            reaches[declared.name] = reach
    return data, reaches


def _given(ruleset: Ruleset, report: Report) -> Iterator[tuple[Input, object]]:
    """Yield inputs with what the report prints for them: for the whole report, then node by node."""
    names = {name: each for each in ruleset.inputs.values() for name in _names(each)}
    for key, value in report.inputs.items():
        if key in ruleset.inputs:
            yield ruleset.inputs[key], value
    for node in report.walk():
        for key, value in node.inputs.items():
            declared = names.get(UNIT_OF_KEY.sub("", key))
            if declared is not None and isinstance(value, Printed):
                yield declared, value


def _names(declared: Input) -> Iterator[str]:
    """Yield what an input may be called: its name, its title, what that has in brackets."""
    title = declared.title.zh
    yield from filter(None, (*IN_BRACKETS.findall(title), IN_BRACKETS.sub("", title)))
    yield declared.name
