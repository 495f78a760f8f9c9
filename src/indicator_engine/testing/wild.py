"""Formulas that some records do not define: quotients, roots, steps, tables, dates."""

from collections.abc import Callable

from indicator_engine.testing.draft import Draft, Term

Number = Callable[[Draft, int], Term]
Wild = Callable[[Draft, Number, int], Term]

IRRATIONAL = 400


def _called(name: str, arguments: int, bits: int = 0) -> Wild:
    """Return what draws the call of a function with so many numbers."""

    def draw(draft: Draft, number: Number, depth: int) -> Term:
        drawn = [number(draft, depth if index == 0 else 0) for index in range(arguments)]
        size = bits + sum(each.bits for each in drawn)
        return Term(f"{name}({', '.join(each.text for each in drawn)})", size)

    return draw


def _quotient(draft: Draft, number: Number, depth: int) -> Term:
    left, right = number(draft, depth), number(draft, depth)
    return Term(f"({left.text} / {right.text})", left.bits + right.bits)


def _reciprocal(draft: Draft, number: Number, _: int) -> Term:
    inner = number(draft, 0)
    return Term(f"({inner.text} ** -1)", inner.bits)


def _broken_line(draft: Draft, number: Number, _: int) -> Term:
    points = [number(draft, 0) for _ in range(3)]
    size = 2 * sum(each.bits for each in points)
    first, second, third = (each.text for each in points)
    return Term(f"interpolate({first}, 0, {second}, {third}, 1)", size)


def _of_any_list(draft: Draft, number: Number, depth: int) -> Term:
    if not draft.scope.loose_lists:
        return number(draft, depth)
    name = draft.pick(("mean", "min", "max", "trimmed_mean", "geomean"))
    bits = IRRATIONAL if name == "geomean" else 80
    return Term(f"{name}({draft.pick(draft.scope.loose_lists).text})", bits)


def _of_two_lists(draft: Draft, number: Number, depth: int) -> Term:
    lists = [*draft.scope.lists, *draft.scope.loose_lists]
    if not lists:
        return number(draft, depth)
    return Term(f"weighted_mean({draft.pick(lists).text}, {draft.pick(lists).text})", 160)


def _month_later(draft: Draft, number: Number, depth: int) -> Term:
    if not draft.scope.dates:
        return number(draft, depth)
    day, count = draft.pick(draft.scope.dates).text, number(draft, 0)
    return Term(f"days({day}, add_months({day}, {count.text}))", 24)


def _day_of_year(draft: Draft, number: Number, _: int) -> Term:
    month, day = number(draft, 0), number(draft, 0)
    return Term(f"days(date(2023, 1, 1), date(2023, {month.text}, {day.text}))", 24)


WILD: tuple[Wild, ...] = (
    _quotient,
    _reciprocal,
    _broken_line,
    _of_any_list,
    _of_two_lists,
    _month_later,
    _day_of_year,
    _called("sqrt", 1, IRRATIONAL),
    _called("ln", 1, IRRATIONAL),
    _called("clamp", 3),
    _called("reached", 2),
    _called("geomean", 2, IRRATIONAL),
    _called("whole_steps", 2),
    _called("started_steps", 2),
)
