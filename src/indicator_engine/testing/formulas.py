"""Formulas: numbers, shares of 1, conditions and dates that every record in range defines."""

from collections.abc import Callable, Sequence

from indicator_engine.testing.draft import Draft, Term
from indicator_engine.testing.wild import WILD

Production = Callable[[Draft, int], Term]

LONGEST = 1_200  # bits of a formula's result, with room for a sum of several below the limits
IRRATIONAL = 400  # bits that fifty significant digits need, the powers of ten included

LITERALS = ("0", "1", "2", "0.5", "10", "100", "90%", "12.5%", "0.005", "2.50", "1e2", "60")
POSITIVE_LITERALS = ("1", "2", "8", "0.5", "100", "40", "12.5%", "1e1")
DATES = ("date(2022, 12, 31)", "date(2024, 2, 29)", "date(1, 1, 1)", "date(2022, 6, 10)")


def number(draft: Draft, depth: int = 2) -> Term:
    """Return a number; in a capped ruleset it is defined for every record in range."""
    if depth <= 0:
        return _atom(draft)
    if not draft.capped and draft.chance(12):
        found = draft.pick(WILD)(draft, number, depth - 1)
    else:
        found = draft.pick(NUMBERS)(draft, depth - 1)
    return found if found.bits <= LONGEST else _atom(draft)


def share(draft: Draft, depth: int = 2) -> Term:
    """Return a number within 0 and 1."""
    if depth <= 0:
        return _share_atom(draft)
    found = draft.pick(SHARES)(draft, depth - 1)
    return found if found.bits <= LONGEST else _share_atom(draft)


def truth(draft: Draft, depth: int = 1) -> Term:
    """Return a condition."""
    return draft.pick(TRUTHS)(draft, depth - 1)


def positive(draft: Draft, depth: int = 0) -> Term:
    """Return a number above 0."""
    if depth > 0:
        return call("max", number(draft, depth - 1), Term(draft.pick(POSITIVE_LITERALS)))
    atoms = [*draft.scope.positives, *draft.scope.positives]
    index = draft.below(len(atoms) + len(POSITIVE_LITERALS))
    return atoms[index] if index < len(atoms) else Term(POSITIVE_LITERALS[index - len(atoms)])


def date(draft: Draft, depth: int = 1) -> Term:
    """Return a date."""
    if draft.scope.dates and draft.chance():
        return draft.pick(draft.scope.dates)
    literal = Term(draft.pick(DATES))
    if depth <= 0:
        return literal
    later = call("add_months", Term(DATES[0]), call("floor", number_within(draft, 0, 24)))
    either = conditional(truth(draft, 0), date(draft, 0), literal)
    return draft.pick((literal, later, either))


def number_within(draft: Draft, low: int, high: int) -> Term:
    """Return a number between two ends."""
    return call("clamp", _atom(draft), Term(str(low)), Term(str(high)))


def call(name: str, *arguments: Term, bits: int = 0) -> Term:
    """Return the call of a function."""
    text = f"{name}({', '.join(each.text for each in arguments)})"
    return Term(text, bits + sum(each.bits for each in arguments) + 4)


def operated(left: Term, operator: str, right: Term) -> Term:
    """Return two terms joined by an operator."""
    return Term(f"({left.text} {operator} {right.text})", left.bits + right.bits + 2)


def conditional(condition: Term, then: Term, otherwise: Term) -> Term:
    """Return the one term or the other."""
    text = f"({then.text} if {condition.text} else {otherwise.text})"
    return Term(text, max(then.bits, otherwise.bits))


def bare(term: Term) -> str:
    """Return the text of a whole formula, without parentheses around all of it."""
    depth = 0
    for index, character in enumerate(term.text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            whole = index == len(term.text) - 1
            return term.text[1:-1] if whole and term.text.startswith("(") else term.text
    return term.text


def _atom(draft: Draft) -> Term:
    names: Sequence[Term] = draft.scope.numbers
    if names and not draft.chance(4):
        return draft.pick(names)
    return Term(draft.pick(LITERALS))


def _share_atom(draft: Draft) -> Term:
    if draft.scope.shares and not draft.chance(4):
        return draft.pick(draft.scope.shares)
    return number_within(draft, 0, 1)


def _negated(draft: Draft, depth: int) -> Term:
    inner = number(draft, depth)
    return Term(f"(-{inner.text})", inner.bits)


def _squared(draft: Draft, _: int) -> Term:
    inner = _atom(draft)
    return Term(f"({inner.text} ** {draft.pick((2, 3, 0, 1))})", 3 * inner.bits)


def _of_list(draft: Draft, _: int) -> Term:
    if not draft.scope.lists:
        return _atom(draft)
    marks = draft.pick(draft.scope.lists)
    if not draft.capped and draft.chance(4):  # its weights may add up to nothing
        return call("weighted_mean", marks, draft.pick(draft.scope.lists))
    return call(draft.pick(("mean", "sum", "min", "max", "trimmed_mean", "count")), marks)


def _of_loose_list(draft: Draft, _: int) -> Term:
    if not draft.scope.loose_lists:
        return _atom(draft)
    return call(draft.pick(("count", "sum")), draft.pick(draft.scope.loose_lists))


def _called(draft: Draft, depth: int, *, want_share: bool = False) -> Term:
    callees = [each for each in draft.scope.callees if each.is_share or not want_share]
    if not callees:
        return share(draft, depth) if want_share else number(draft, depth)
    callee = draft.pick(callees)
    return call(callee.name, *callee.arguments(draft, depth), bits=callee.bits)


def _interpolated(draft: Draft, depth: int) -> Term:
    points = draft.pick(("0, 0, 1, 1", "60, 0, 90, 0.6, 100, 1", "-5, 100%, 5, 0", "0, 0.5"))
    return call("interpolate", number(draft, depth), Term(points))


def _steps(draft: Draft, depth: int) -> Term:
    name = draft.pick(("whole_steps", "started_steps"))
    return call(name, number(draft, depth), positive(draft))


def _between_dates(draft: Draft, depth: int) -> Term:
    return call(draft.pick(("days", "months")), date(draft, depth), date(draft, depth))


def _counted(draft: Draft, depth: int) -> Term:
    return call("count_true", truth(draft, depth), truth(draft, depth))


def _value_or(draft: Draft, _: int) -> Term:
    return call("value_or", _atom(draft), Term(draft.pick(LITERALS)))


def _rounded(draft: Draft, depth: int) -> Term:
    return call("round", number(draft, depth), Term(str(draft.pick((0, 1, 2, -1)))))


NUMBERS: tuple[Production, ...] = (
    lambda draft, _: _atom(draft),
    lambda draft, depth: operated(number(draft, depth), "+", number(draft, depth)),
    lambda draft, depth: operated(number(draft, depth), "-", number(draft, depth)),
    lambda draft, depth: operated(number(draft, depth), "*", number(draft, depth)),
    lambda draft, depth: operated(number(draft, depth), "/", positive(draft, depth)),
    lambda draft, depth: call("min", number(draft, depth), number(draft, depth)),
    lambda draft, depth: call("max", number(draft, depth), number(draft, depth)),
    lambda draft, depth: call("sum", number(draft, depth), number(draft, depth)),
    lambda draft, depth: call("mean", number(draft, depth), number(draft, depth)),
    lambda draft, depth: conditional(truth(draft), number(draft, depth), number(draft, depth)),
    lambda draft, depth: call(draft.pick(("abs", "floor", "ceil")), number(draft, depth)),
    lambda draft, depth: call("sqrt", call("abs", number(draft, depth)), bits=IRRATIONAL),
    lambda draft, depth: call("ln", positive(draft, depth), bits=IRRATIONAL),
    _negated,
    _squared,
    _of_list,
    _of_loose_list,
    _called,
    _steps,
    _between_dates,
    _counted,
    _value_or,
    _rounded,
    share,
)


def _of_positive_list(draft: Draft, _: int) -> Term:
    if not draft.scope.lists:
        return _share_atom(draft)
    marks = draft.pick(draft.scope.lists)
    found = call(draft.pick(("mean", "trimmed_mean", "min", "max")), marks)
    return call("clamp", operated(found, "/", Term("100")), Term("0"), Term("1"))


def _complement(draft: Draft, depth: int) -> Term:
    return operated(Term("1"), "-", share(draft, depth))


def _any_of_two(draft: Draft, depth: int) -> Term:
    name = draft.pick(("min", "max", "mean", "geomean"))
    bits = IRRATIONAL if name == "geomean" else 0
    return call(name, share(draft, depth), share(draft, depth), bits=bits)


def _decayed(draft: Draft, _: int) -> Term:
    return call("exp", Term(f"-{_share_atom(draft).text}"), bits=IRRATIONAL)


def _straight(draft: Draft, depth: int) -> Term:
    points = draft.pick(("60, 0, 90, 1", "0, 1, 10, 0.6, 11, 0", "0, 0%, 100, 100%"))
    return call("interpolate", number(draft, depth), Term(points))


SHARES: tuple[Production, ...] = (
    lambda draft, _: _share_atom(draft),
    lambda draft, depth: call("reached", number(draft, depth), positive(draft, depth)),
    lambda draft, depth: call("within", number(draft, depth), number(draft, depth)),
    lambda draft, depth: call("clamp", number(draft, depth), Term("0"), Term("1")),
    lambda draft, depth: call("min", Term("1"), call("max", Term("0"), number(draft, depth))),
    lambda draft, depth: operated(share(draft, depth), "*", share(draft, depth)),
    lambda draft, depth: conditional(truth(draft), share(draft, depth), share(draft, depth)),
    lambda draft, depth: conditional(truth(draft), Term("1"), share(draft, depth)),
    lambda draft, _: call("sqrt", _share_atom(draft), bits=IRRATIONAL),
    lambda draft, depth: operated(_counted(draft, depth), "/", Term("2")),
    lambda draft, depth: _called(draft, depth, want_share=True),
    _complement,
    _any_of_two,
    _decayed,
    _straight,
    _of_positive_list,
)


def _compared(draft: Draft, depth: int) -> Term:
    return operated(
        number(draft, depth), draft.pick(("<", "<=", ">", ">=", "==", "!=")), _atom(draft)
    )


def _chained(draft: Draft, depth: int) -> Term:
    middle = f"{draft.pick(('<', '<='))} {number(draft, depth).text} {draft.pick(('<=', '<'))}"
    return operated(_atom(draft), middle, _atom(draft))


def _chosen(draft: Draft, depth: int) -> Term:
    if not draft.scope.choices:
        return _compared(draft, depth)
    name, choices = draft.pick(draft.scope.choices)
    return Term(f'({name.text} {draft.pick(("==", "!="))} "{draft.pick(choices)}")')


def _read(draft: Draft, depth: int) -> Term:
    if not draft.scope.texts:
        return _compared(draft, depth)
    return Term(f"({draft.pick(draft.scope.texts).text} == '是')")


def _flag(draft: Draft, depth: int) -> Term:
    return draft.pick(draft.scope.truths) if draft.scope.truths else _compared(draft, depth)


def _is_given(draft: Draft, depth: int) -> Term:
    if not draft.scope.given:
        return _compared(draft, depth)
    return call("given", draft.pick(draft.scope.given))


def _joined(draft: Draft, depth: int) -> Term:
    left = truth(draft, depth) if depth > 0 else _flag(draft, depth)
    return operated(left, draft.pick(("and", "or")), _flag(draft, depth))


def _same_truth(draft: Draft, depth: int) -> Term:
    return operated(_flag(draft, depth), "==", _compared(draft, depth))


TRUTHS: tuple[Production, ...] = (
    _compared,
    _flag,
    _chained,
    _chosen,
    _read,
    _is_given,
    _joined,
    _same_truth,
    lambda draft, depth: Term(f"(not {_flag(draft, depth).text})"),
    lambda draft, _: operated(date(draft, 0), draft.pick(("<", "<=", "==")), date(draft, 0)),
)
