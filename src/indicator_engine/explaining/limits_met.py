"""What held the result of a function: a cap, a floor, the argument it picked."""

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from indicator_engine.explaining.quantities import cut
from indicator_engine.explaining.substitution import PRODUCT, Substitution
from indicator_engine.language.protocol import Value
from indicator_engine.messages import explaining as say

ZERO, ONE = Fraction(0), Fraction(1)


@frozen
class Met:
    """What is to be said of a limit.

    Attributes:
        text: The sentence.
        decides: Whether the limit is why the result is what it is.
    """

    text: str
    decides: bool


def limit_met(by: Substitution, node: ast.Call) -> Met | None:
    """Return what held the result of a call; ``None`` where its function holds nothing."""
    name = by.written(node.func)
    values = [by.trace.values.get(each) for each in node.args]
    if name not in HOLDING or not all(isinstance(each, Fraction) for each in values):
        return None
    return HOLDING[name](by, node)


def _held(
    by: Substitution, raw: str, value: Fraction, low: Value = None, high: Value = None
) -> Met:
    """Return where a value lies between ends, of which one may not be there."""
    facts = {"raw": raw, "low": "" if low is None else cut(low)}
    facts["high"] = "" if high is None else cut(high)
    above = high is not None and value > high
    below = low is not None and value < low
    if above or below:
        sentence = say.ABOVE if above else say.BELOW
    elif low is None:
        sentence = say.UNDER_CAP
    else:
        sentence = say.OVER_FLOOR if high is None else say.BETWEEN
    return Met(sentence.in_language(by.language).format(**facts), above or below)


def _valued(by: Substitution, node: ast.expr) -> str:
    """Return a part with its values and what they give."""
    text, value = by.text(node), by.result(node)
    return (
        text if text == value or isinstance(node, ast.Name | ast.Constant) else f"{text} = {value}"
    )


def _extreme(by: Substitution, node: ast.Call) -> Met | None:
    """Return what ``min`` or ``max`` did: with one literal beside one other value, it is an end."""
    ends = [each for each in node.args if isinstance(each, ast.Constant)]
    others = [each for each in node.args if each not in ends]
    values = by.trace.values
    if len(ends) == len(others) == 1:
        end, raw = values[ends[0]], others[0]
        low, high = (None, end) if by.written(node.func) == "min" else (end, None)
        return _held(by, _valued(by, raw), values[raw], low, high)
    if len(node.args) == 1:
        return None
    chosen = next(each for each in node.args if values[each] == values[node])
    text = say.CHOSEN.in_language(by.language).format(chosen=_valued(by, chosen))
    return Met(text, decides=False)


def _clamp(by: Substitution, node: ast.Call) -> Met:
    raw, low, high = node.args
    values = by.trace.values
    return _held(by, _valued(by, raw), values[raw], values[low], values[high])


def _reached(by: Substitution, node: ast.Call) -> Met:
    actual, target = node.args
    return _share(by, actual, target)


def _within(by: Substitution, node: ast.Call) -> Met:
    actual, limit = node.args
    facts = {"actual": by.text(actual), "limit": by.text(limit)}
    values = by.trace.values
    if values[actual] <= values[limit]:
        return Met(say.IN_LIMIT.in_language(by.language).format(**facts), decides=False)
    if values[limit] <= 0:
        return Met(say.NOTHING_ALLOWED.in_language(by.language).format(**facts), decides=True)
    return _share(by, limit, actual)


def _share(by: Substitution, above: ast.expr, below: ast.expr) -> Met:
    """Return what holds a quotient between 0 and 1; of 0 nothing is said where it is above."""
    value = by.trace.values[above] / by.trace.values[below]
    division = f"{by.text(above, PRODUCT)} ÷ {by.text(below, PRODUCT + 1)}"
    low = ZERO if value < ZERO else None
    return _held(by, f"{division} = {cut(value)}", value, low, ONE)


HOLDING: Mapping[str, Callable[[Substitution, ast.Call], Met | None]] = {
    "min": _extreme,
    "max": _extreme,
    "clamp": _clamp,
    "reached": _reached,
    "within": _within,
}
