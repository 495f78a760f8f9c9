"""What the checks know: the report, the rules, and what the checks before them have found.

One slip must not be reported at every number that it touches. So a check that meets a wrong number
asks what the number may have been meant to be: the printed one, or what a finding so far expects.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from attrs import evolve, field, frozen

from indicator_engine.auditing.amounts import ratios
from indicator_engine.auditing.findings import Finding
from indicator_engine.auditing.generic_rule import Outcome, outcome
from indicator_engine.auditing.printed import Printed
from indicator_engine.auditing.report_model import Node, Report
from indicator_engine.auditing.rules import NO_RULES, Rules
from indicator_engine.language.ranges import Range, hull
from indicator_engine.number_systems import range_arithmetic as ranges

MOST_SUMS = 500  # combinations of what scores may have been meant to be
NOTHING = Range.point(Fraction(0))


@frozen(kw_only=True)
class Known:
    """The report, the rules and the findings so far.

    Attributes:
        report: The report.
        rules: What the ruleset says of its nodes.
        findings: What the checks before have found.
    """

    report: Report
    rules: Rules = NO_RULES
    findings: tuple[Finding, ...] = field(default=())

    def with_findings(self, found: Iterable[Finding]) -> "Known":
        """Return the same with more findings."""
        return evolve(self, findings=(*self.findings, *found))

    def found(self, node: Node, *codes: str) -> Finding | None:
        """Return the first finding of one of some codes about a node itself."""
        return next(
            (each for each in self.findings if each.key == node.key and each.code in codes), None
        )

    def found_below(self, node: Node, *codes: str) -> bool:
        """Tell whether some code was found about a node below."""
        return any(self.found(each, *codes) for each in node.walk() if each is not node)

    @cached_property
    def _parents(self) -> Mapping[str, Node]:
        return {child.key: node for node in self.report.walk() for child in node.children}

    def parent(self, node: Node) -> Node | None:
        """Return the group that a node belongs to."""
        return self._parents.get(node.key)

    @cached_property
    def _outcomes(self) -> Mapping[str, Outcome]:
        found = {node.key: outcome(node) for node in self.report.walk() if self.rules.leaves(node)}
        return {key: each for key, each in found.items() if each is not None}

    def outcome(self, node: Node) -> Outcome | None:
        """Return what the generic rule makes of a row, where that rule is the one."""
        return self._outcomes.get(node.key)

    def weights(self, node: Node) -> tuple[Fraction, ...]:
        """Return what the weight of a node may have been meant to be, the printed one first."""
        printed = () if node.weight is None else (node.weight.value,)
        return tuple(dict.fromkeys((*printed, *self._other_weights(node))))

    def _other_weights(self, node: Node) -> Iterator[Fraction]:
        own, parent = self.found(node, "weights"), self.parent(node)
        if own is not None:
            yield from (each for each in (own.correct, weight_below(node)) if each is not None)
        if parent is not None and node.weight is not None and self.found(parent, "weights"):
            total, whole = weight_below(parent), parent.weight
            if total is not None and whole is not None:
                yield max(Fraction(0), node.weight.value + whole.value - total)

    def scores(self, node: Node) -> tuple[Range, ...]:
        """Return what the score of a node can be: as printed, and as it may have been meant."""
        if node.score is None:
            return ()
        meant = self.meant(node)
        return (self._exact(node), *(meant or self._by_rate(node)))

    def reach(self, node: Node) -> Range:
        """Return what the printed score of a node stands for."""
        assert node.score is not None
        return self.rules.reach(node, node.score)

    def _exact(self, node: Node) -> Range:
        """Return what the score of a node adds to a sum: itself, or what it was before rounding.

        Where the row tells that, it is known better than the places of the score say.
        """
        assert node.score is not None
        exact, known, weights = self.reach(node), self.outcome(node), self.weights(node)
        if known is not None and weights:
            shares = hull(ranges.scaled(share, each) for share in known.shares for each in weights)
            exact = exact if shares is None else exact.meet(shares) or exact
        if weights and self.rules.is_capped(node):
            whole = Range(Fraction(0), max(weights), low_open=False, high_open=False)
            exact = exact.meet(whole) or exact
        return exact.hull(Range.point(node.score.value))

    def meant(self, node: Node) -> tuple[Range, ...]:
        """Return what a score may have been meant to be that cannot be right as printed."""
        if node.score is None:
            return ()
        half = node.score.step / 2
        room = Range(-half, half, low_open=False, high_open=False)
        return tuple(ranges.added(each, room) for each in self._right_scores(node))

    def _right_scores(self, node: Node) -> Iterator[Range]:
        found = self.found(node, "score", "unexplained-loss", "missed-shortfall", "sum")
        if found is not None and found.code == "sum":
            yield from self.sums(node)
        elif found is not None and (known := self.outcome(node)) is not None:
            yield from (ranges.scaled(s, w) for s in known.shares for w in self.weights(node))
        elif found is not None and found.correct is not None:
            yield Range.point(found.correct)
        elif self.is_over(node):
            yield Range(Fraction(0), max(self.weights(node)), low_open=False, high_open=False)

    def is_over(self, node: Node) -> bool:
        """Tell whether a score is above every weight that it may belong to."""
        weights = self.weights(node)
        if node.score is None or not weights:
            return False
        low = self.reach(node).low
        return low is not None and low > max(weights)

    def _by_rate(self, node: Node) -> Iterator[Range]:
        """Yield the score that a rate stands for which does not fit the printed score."""
        scored = any(any_score(child) for child in node.children)
        if node.rate is None or scored or not self.weights(node) or self.rate_fits(node):
            return
        for ratio in ratios(node.rate):
            yield ranges.scaled(ratio, self.weights(node)[0])

    def rate_fits(self, node: Node) -> bool:
        """Tell whether the printed rate is that of the printed score, or of the exact one.

        Where the row does not tell the exact score, it is any that the printed one stands for.
        """
        assert node.rate is not None
        assert node.score is not None
        known = self.outcome(node)
        printed = self.reach(node) if known is None else Range.point(node.score.value)
        weights = [weight for weight in self.weights(node) if weight]
        shares = [
            ranges.scaled(score, 1 / weight)
            for score in (printed, *self.meant(node))
            for weight in weights
        ]
        exact = () if known is None else (*known.shares, *known.ratios)
        return any(
            ratio.meet(each) is not None
            for ratio in ratios(node.rate)
            for each in (*shares, *exact)
        )

    def sums(self, node: Node) -> tuple[Range, ...]:
        """Return every sum that the scores below a group can give; nothing where none is known."""
        sums: list[Range] = [NOTHING]
        for child in node.children:
            options = self._contributions(child, node)
            sums = [ranges.added(total, each) for total in sums for each in options]
            sums = list(dict.fromkeys(sums))
            if len(sums) > MOST_SUMS and (reach := hull(sums)) is not None:
                sums = [reach]  # wider, so nothing is called wrong for it
        return tuple(sums)

    def _contributions(self, child: Node, group: Node) -> tuple[Range, ...]:
        """Return what a child can add to its group: a missing score lies within its weight."""
        if child.score is not None:
            return self.scores(child)
        if child.children and not child.is_partial and any_score(child):
            return self.sums(child)
        weight = child.weight or group.weight
        high = None if weight is None else weight.value
        return (Range(Fraction(0), high, low_open=False, high_open=high is None),)


def any_score(node: Node) -> bool:
    """Tell whether a node or one below it prints a score."""
    return any(each.score is not None for each in node.walk())


def weights_below(node: Node) -> tuple[Printed, ...] | None:
    """Return the weights that a group shares out, where all are known.

    A child that prints none stands for what its own children have.
    """
    found: list[Printed] = []
    for child in node.children:
        own = (child.weight,) if child.weight is not None else weights_below(child)
        if not own:
            return None
        found.extend(own)
    return tuple(found)


def weight_below(node: Node) -> Fraction | None:
    """Return the sum of the weights below a group, where all are known."""
    known = weights_below(node)
    return sum((each.value for each in known), Fraction(0)) if known else None


def reach_of_weights(weights: Iterable[Printed]) -> Range:
    """Return what printed weights can add up to: whole ones are exact, others may be rounded."""
    total = NOTHING
    for weight in weights:
        exact = weight.is_whole
        total = ranges.added(total, Range.point(weight.value) if exact else weight.interval)
    return total
