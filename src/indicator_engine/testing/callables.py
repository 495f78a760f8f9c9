"""Tables of the three forms, and functions of the ruleset's own."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from indicator_engine.testing import formulas
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Callee, Draft, Scope, Term

CUTS = ((60, 80, 90), (0,), (Decimal("59.5"), 100), (-1, 0, 1, Decimal("99.99")))
SHARE_CUTS = ((Decimal("0.6"), Decimal("0.8")), (Decimal("0.995"),))
WHOLE_CUTS = ((0, 3, 10), (1,))
SHARES = (1, "80%", Decimal("0.6"), 0, "12.5%", "100%", Decimal("0.005"))
TABLE_BITS = 40  # of a table's value, or by how many a broken line lengthens its argument
VALUES = (100, "95%", Decimal("-2.5"), 0, 20, Decimal("0.125"))

Declared = tuple[str, Json]


def declare_tables(draft: Draft) -> dict[str, Json]:
    """Return tables by name, noted in the draft's scope."""
    forms: Sequence[Callable[[Draft], Declared]] = (_bands, _anchors, _cases)
    return dict(draft.pick(forms)(draft) for _ in range(draft.below(4)))


def _noted(draft: Draft, callee: Callee, form: Json) -> Declared:
    """Return a table as declared, callable from now on."""
    draft.scope.callees.append(callee)
    return callee.name, {**form, **draft.described("help", of=8)}


def _asking(argument: Callable[[Draft, int], Term]) -> Callable[[Draft, int], Sequence[Term]]:
    """Return what draws the one argument of a table."""
    return lambda draft, depth: [argument(draft, depth)]


def _values(draft: Draft, count: int, *, is_share: bool) -> list[Json]:
    return [draft.pick(SHARES if is_share else VALUES) for _ in range(count)]


def _bands(draft: Draft) -> Declared:
    """Return bands over all numbers, or (where records may be refused) over some."""
    is_share = draft.chance()
    cuts = draft.pick(CUTS)
    left = draft.chance()
    ends = ["-inf", *map(str, cuts), "inf"]
    ranges = [_between(low, high, left=left) for low, high in pairwise(ends)]
    if not draft.capped and draft.chance(3):
        ranges = ranges[1:] if len(ranges) > 2 else ranges[:1]
    values = _values(draft, len(ranges), is_share=is_share)
    rows = [{"range": each, "value": value} for each, value in zip(ranges, values, strict=True)]
    rows = [row | draft.some({"title": draft.text}, 8) for row in rows]
    if draft.chance():
        rows.reverse()
    name = draft.name("分档", "Bands")
    callee = Callee(name, _asking(formulas.number), is_share, TABLE_BITS)
    return _noted(draft, callee, {"bands": rows})


def _between(low: str, high: str, *, left: bool) -> str:
    """Return the range between two ends, the one on the left (or else on the right) included."""
    opening = "[" if left and low != "-inf" else "("
    closing = "]" if not left and high != "inf" else ")"
    return f"{opening}{low}, {high}{closing}"


def _anchors(draft: Draft) -> Declared:
    is_share = draft.chance()
    cuts = [draft.pick((-20, 0, Decimal("0.5"))), *draft.pick(((1,), (35, 75, 150), ("100%", 2)))]
    values = _values(draft, len(cuts), is_share=is_share)
    form = {"anchors": [list(point) for point in zip(cuts, values, strict=True)]}
    low, high = (Term(str(end)) for end in (cuts[0], cuts[-1]))

    def argument(draft: Draft, depth: int) -> Term:
        inner = formulas.number(draft, depth)
        if not draft.capped and draft.chance(4):
            return inner
        return formulas.call("clamp", inner, low, high)

    name = draft.name("折线", "Line")
    return _noted(draft, Callee(name, _asking(argument), is_share, TABLE_BITS), form)


def _cases(draft: Draft) -> Declared:
    """Return the cases of a choice, or bands where there is none to ask for."""
    if not draft.scope.choices:
        return _bands(draft)
    chosen, choices = draft.pick(draft.scope.choices)
    is_share = draft.chance()
    values = _values(draft, len(choices), is_share=is_share)
    form = {"cases": dict(zip(choices, values, strict=True))}
    name = draft.name("系数", "Case")
    callee = Callee(name, lambda *_: [chosen], is_share, TABLE_BITS, is_closed=False)
    return _noted(draft, callee, form)


def declare_whole_bands(draft: Draft, integer: str) -> tuple[str, Json, str]:
    """Return a table that is complete for whole numbers only, and the formula that asks it."""
    cuts = draft.pick(WHOLE_CUTS)
    ends = [f"(-inf, {cuts[0]}]", *(f"[{low + 1}, {high}]" for low, high in pairwise(cuts))]
    ranges = [*ends, f"[{cuts[-1] + 1}, inf)"]
    values = _values(draft, len(ranges), is_share=False)
    rows = [{"range": each, "value": value} for each, value in zip(ranges, values, strict=True)]
    name = draft.name("次数分档", "Counts")
    return name, {"bands": rows}, f"{name}({integer})"


def declare_functions(draft: Draft) -> dict[str, Json]:
    """Return functions by name, noted in the draft's scope; later ones may call earlier ones."""
    return dict(_function(draft) for _ in range(draft.below(3)))


@frozen
class Role:
    """What a parameter of a function is for.

    Attributes:
        note: Notes the parameter in the scope of the function's body.
        argument: Draws what a call gives for it.
    """

    note: Callable[[Scope, Term], None]
    argument: Callable[[Draft, int], Term]


ROLES = (
    Role(lambda scope, term: scope.add_number(term), formulas.number),
    Role(lambda scope, term: scope.add_number(term, is_share=True), formulas.share),
    Role(lambda scope, term: scope.add_number(term, is_positive=True), formulas.positive),
    Role(lambda scope, term: scope.truths.append(term), formulas.truth),
    Role(lambda scope, term: scope.dates.append(term), formulas.date),
)
LIST = Role(
    lambda scope, term: scope.lists.append(term), lambda draft, _: draft.pick(draft.scope.lists)
)


def _function(draft: Draft) -> Declared:
    name, is_share = draft.name("正向", "逆向", "rule_"), draft.chance()
    possible = (*ROLES, LIST) if draft.scope.lists else ROLES
    roles = [draft.pick(possible) for _ in range(1 + draft.below(3))]
    parameters = [draft.name("实际", "目标", "a") for _ in roles]
    scope = Scope(callees=[each for each in draft.scope.callees if each.is_closed])
    for parameter, role in zip(parameters, roles, strict=True):
        role.note(scope, Term(parameter))
    with draft.within(scope):
        body = formulas.share(draft) if is_share else formulas.number(draft)
    uses = max(1, *(body.text.count(parameter) for parameter in parameters))

    def arguments(draft: Draft, depth: int) -> Sequence[Term]:
        drawn = [role.argument(draft, depth) for role in roles]
        return [Term(each.text, each.bits * uses) for each in drawn]

    closed = LIST not in roles
    draft.scope.callees.append(Callee(name, arguments, is_share, body.bits, closed))
    fields = {"parameters": parameters, "formula": formulas.bare(body)}
    return name, {**fields, **draft.described("help", of=8)}
