"""What the lines that end a group compute: its sum, what is left out, adjustments, its score."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import evolve

from indicator_engine.language import numbers
from indicator_engine.model import Combination
from indicator_engine.report.levels import Line
from indicator_engine.report.rows import before_adjustments
from indicator_engine.report.xlsx.exactly import (
    LONGEST,
    MOST,
    Whole,
    added,
    decimal_cell,
    rounded,
    scaled,
    together,
)
from indicator_engine.report.xlsx.score_cells import RATE_PLACES, Computed, ScoreCells
from indicator_engine.results import AppliedAdjustment, Arithmetic, ScoreNode

FUNCTIONS: Mapping[Combination, str] = {"sum": "SUM", "min": "MIN", "max": "MAX", "mean": "MEAN"}


class Ending:
    """The lines that end one group."""

    def __init__(
        self,
        cells: ScoreCells,
        node: ScoreNode,
        arithmetic: Arithmetic,
        lines: Sequence[Line],
        first: int,
    ) -> None:
        self.cells, self.node, self.arithmetic, self.lines = cells, node, arithmetic, lines
        self.first, self.row = first, first + len(lines) - 1
        function = FUNCTIONS.get(arithmetic.combination)
        terms = cells.terms(node)
        self.points = together(function, terms) if function and terms else None
        self.value = self._confirmed(self._rescaled(), before_adjustments(node))
        self.live: str | None = None  # the cell of the last number, as long as it follows
        self.found_by: dict[str, str] = {}  # the cells that adjustments found, by their ids

    def computed(self) -> Iterator[Computed]:
        """Yield what each line computes."""
        for number, (line, following) in enumerate(pairwise([*self.lines, None])):
            assert line is not None
            row = self.first + number
            if line.adjustment is not None and not line.row.score:
                yield Computed()  # it speaks of the grade alone
            elif following is None:
                yield self._result()
            else:
                is_rescaled_next = following.part == "rescaled"
                formula, follows = self._line(line, is_rescaled_next=is_rescaled_next)
                self.live = f"{self.cells.columns.score}{row}" if follows else None
                yield Computed(score=formula)

    def _line(self, line: Line, *, is_rescaled_next: bool) -> tuple[str, bool]:
        """Return the formula of a line before the last, and whether its number is to be trusted."""
        if line.adjustment is not None:
            return self._adjusted(line.adjustment)
        if is_rescaled_next:
            formula = self._printed(self._confirmed(self.points, self.node.subtotal))
        else:
            formula = self._printed(self.value)
        return formula, bool(formula)

    def _adjusted(self, step: AppliedAdjustment) -> tuple[str, bool]:
        if self.live:
            self.found_by[step.id] = self.live
        if self._stage != "leaf" or not step.settled or step.applied is None:
            return "", False
        if not step.applied:
            return self.live or "", self.live is not None
        if step.effect == "fixed":
            return "", True
        formula = self._shifted(step) if step.effect == "shift" and self.live else ""
        return formula, bool(formula)

    def _shifted(self, step: AppliedAdjustment) -> str:
        """Return the score with the same amount added, or taken off.

        Where the amount itself is no multiple of the last place, rounding moves along with the
        score as long as that is positive; below, the formula gives no number.
        """
        if step.before is None or step.after is None:
            return ""
        places = self.arithmetic.rounding.places
        formula = f"ROUND({self.live}{step.after - step.before:+f},{places})"
        if self._amount_of_last(step) == step.after - step.before:
            return formula
        if self.arithmetic.rounding.mode != "half_up" or step.after < 0:
            return ""
        return f"IF({formula}>0,{formula},NA())"

    def _amount_of_last(self, step: AppliedAdjustment) -> Fraction | None:
        """Return what the last adjustment that applied has added; only of that one it is known."""
        if step is not self._last_applied or self.node.value is None or step.before is None:
            return None
        return self.node.value - Fraction(step.before)

    @property
    def _last_applied(self) -> AppliedAdjustment | None:
        changing = [each for each in self.node.adjustments if each.effect != "grade"]
        return next((each for each in reversed(changing) if each.applied), None)

    @property
    def _stage(self) -> str:
        return self.arithmetic.rounding.stage

    @property
    def _changes(self) -> bool:
        return any(each.effect != "grade" for each in self.node.adjustments)

    def _rescaled(self) -> Whole | None:
        """Return the points on the full weight, where something was left out and it is due here."""
        out_of = self.node.subtotal_weight
        if self.points is None or out_of is None or not self.arithmetic.rescales:
            return self.points
        return scaled(self.points, self.node.weight / out_of)

    def _confirmed(self, whole: Whole | None, printed: Decimal | None) -> Whole | None:
        """Return a number where, rounded, it is what was printed; both may be open."""
        if whole is None or whole.value is None:
            return whole if printed is None and not self._changes else None
        rounding = self.arithmetic.rounding
        again = numbers.rounded(whole.value, rounding.places, rounding.mode)
        return whole if again == printed else None

    def _printed(self, whole: Whole | None) -> str:
        """Return the formula of a number as it is printed; ``""`` where there is none."""
        rounding = self.arithmetic.rounding
        formula = None if whole is None else rounded(whole, rounding.places, rounding.mode)
        if formula is None or len(formula) > LONGEST:
            return ""
        return self.cells.unless_open(formula, self.node) if self.node.score is None else formula

    def _result(self) -> Computed:
        """Return what the group's own line computes, and remember it for the group above."""
        is_shown_before = any(line.row.score for line in self.lines[:-1])
        cell = f"{self.cells.columns.score}{self.row}"
        whole: Whole | None
        if self._stage == "leaf":
            formula = (self.live or "") if is_shown_before else self._printed(self.value)
            places = self.arithmetic.rounding.places
            whole = decimal_cell(cell, self.node.score, places, self._most())
            parts = ""
        else:
            whole, parts = self._in_parts()
            formula = (self.live or "") if is_shown_before else self._printed(whole)
            formula = formula if parts else ""
        if whole is not None and (formula or self.node.score is not None):
            self.cells.hand_up(self.node, self.row, whole)
        rate, follows = self._rate(whole) if formula else ("", False)
        return Computed(
            score=formula,
            rate=rate,
            parts=parts,
            number=None if whole is None or self._stage == "leaf" else whole.number,
            is_stuck=not follows,
        )

    def _in_parts(self) -> tuple[Whole | None, str]:
        """Return the exact value that is handed up where values are added, and its formula."""
        cell = f"{self.cells.columns.parts}{self.row}"
        if self.value is not None and not self._changes and self.value.most <= MOST:
            text = self.value.text
            if self.node.score is None:
                text = self.cells.unless_open(text, self.node)
            return evolve(self.value, text=cell, plain=""), text
        if self.node.value is None or max(map(abs, self.node.value.as_integer_ratio())) > MOST:
            return None, ""
        number, parts = self.node.value.as_integer_ratio()
        return Whole(text=cell, number=number, parts=parts, most=abs(number)), ""

    def _most(self) -> Fraction:
        """Return a number of points that the group cannot exceed, on either side of 0."""
        known = abs(Fraction(self.node.score or 0))
        if self.value is not None:
            known = max(known, Fraction(self.value.most, self.value.parts))
        return 1 + known + sum((_size(each) for each in self.node.adjustments), Fraction(0))

    def _rate(self, score: Whole | None) -> tuple[str, bool]:
        """Return the formula of the rate, and whether the rate shown can be trusted to follow."""
        last = self._last_applied
        if last is not None and last.effect == "fixed":
            return "", True
        whole = self._unrounded(score) if last is None else self._with_amount(last)
        if whole is None or (whole.value is None) != (self.node.rate is None):
            return "", False
        if whole.value is not None:
            again = numbers.rounded(whole.value / self.node.weight, RATE_PLACES)
            if again != self.node.rate:
                return "", False
        formula = self.cells.rate(whole, self.node, self.row)
        return formula, bool(formula)

    def _unrounded(self, score: Whole | None) -> Whole | None:
        """Return the value; where rounding does nothing to it, the score says the same."""
        if self.value is None or self._stage != "leaf" or score is None:
            return score
        return score if score.parts % self.value.parts == 0 else self.value

    def _with_amount(self, step: AppliedAdjustment) -> Whole | None:
        """Return the value that an adjustment has left by adding an amount."""
        amount, cell = self._amount_of_last(step), self.found_by.get(step.id)
        if amount is None or cell is None:
            return None
        places = self.arithmetic.rounding.places
        return added(decimal_cell(cell, step.before, places, self._most()), amount)


def _size(step: AppliedAdjustment) -> Fraction:
    """Return by how many points an adjustment has moved a score."""
    return abs(Fraction((step.after or Decimal(0)) - (step.before or Decimal(0))))
