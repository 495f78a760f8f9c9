"""Declarations of inputs, of every type and with every kind of range."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft, Term

CHOICES = (("是", "否"), ("甲", "乙", "丙"), ("A", "B+", "C-"), ("唯一",))
TIERS: tuple[tuple[dict[str, str], Json], ...] = (
    ({"达成": "[80%, 100%]", "部分达成": "[60%, 80%)", "未达成": "[0%, 60%)"}, "60%"),
    ({"good": "[0.5, 1]", "bad": "[0, 0.5]"}, {"tier": "bad", "rate": Decimal("0.5")}),
    ({"全部": "[100%, 100%]", "没有": "[0%, 0%]"}, 0),
)


@frozen
class Bounds:
    """The range of an input.

    Attributes:
        text: As written; ``None`` where it is not.
        inside: A value within, to be a default.
        is_share: Whether all of it lies within 0 and 1.
        is_positive: Whether all of it lies above 0.
    """

    text: str | None
    inside: Json
    is_share: bool = False
    is_positive: bool = False


NUMBERS = (
    Bounds("[0, inf)", 0),
    Bounds("(0, inf)", Decimal("0.5"), is_positive=True),
    Bounds("[0, 100]", Decimal("72.125")),
    Bounds("[1, 1000]", 8, is_positive=True),
    Bounds("[0, 1]", Decimal("0.25"), is_share=True),
    Bounds("(0, 1]", 1, is_share=True, is_positive=True),
    Bounds("[-50.5, 50)", -1),
    Bounds("(-inf, 10%]", Decimal("-2.5")),
    Bounds(None, Decimal("1e3")),
)
INTEGERS = (
    Bounds("[0, inf)", 3),
    Bounds("[1, 12]", 12, is_positive=True),
    Bounds("(0, 40)", 1, is_positive=True),
    Bounds("[-3, 3.5]", -3),
    Bounds(None, 0),
)
PERCENTS = (
    Bounds(None, "95%", is_share=True),
    Bounds("[0%, 100%]", Decimal("0.125"), is_share=True),
    Bounds("[80%, 100%)", "80%", is_share=True, is_positive=True),
    Bounds("[0, 2]", "150%"),
    Bounds("[-100%, inf)", "-2.5%"),
)
LENGTHS = (("[3, 7]", 3), ("[3, 3]", 3), ("[1, 9]", 1), ("[0, 2]", 0))  # and the least of it
ENTRIES = ("[0, 100]", "(0, 10]", None)
VALUE_BITS = 60  # of the numbers that records are drawn with
SUM_BITS = 80  # of the sum of a list


def declare_inputs(draft: Draft) -> dict[str, Json]:
    """Return inputs by name, noted in the draft's scope."""
    types = [draft.pick(tuple(DECLARE)) for _ in range(2 + draft.below(6))]
    return dict(DECLARE[each](draft) for each in types)


def _declared(draft: Draft, name: str, fields: dict[str, Json], default: Json) -> tuple[str, Json]:
    optional = {
        "unit": lambda: draft.pick(("万元", "人", "%", "分")),
        "places": lambda: draft.pick((0, 2, 4)),
        "default": lambda: default,
        "direction": lambda: draft.pick(("positive", "reverse")),
    }
    drawn = {**draft.described("help", of=8), **draft.some(optional, of=5)}
    if fields["type"] == "numbers":
        drawn.pop("unit", None)  # no product rids a list of the unit of its numbers
    return name, {**fields, **drawn}


def _ranged(draft: Draft, type_name: str, name: str, ranges: Sequence[Bounds]) -> tuple[str, Json]:
    bounds = draft.pick(ranges)
    fields = {"type": type_name} | ({"range": bounds.text} if bounds.text else {})
    declared = _declared(draft, name, fields, bounds.inside)
    draft.scope.add_number(
        Term(name, VALUE_BITS),
        is_share=bounds.is_share,
        is_positive=bounds.is_positive,
        has_unit=type_name == "percent" or "unit" in declared[1],
    )
    return declared


def _number(draft: Draft) -> tuple[str, Json]:
    return _ranged(draft, "number", draft.name("预算数", "执行数", "x", "Amount_"), NUMBERS)


def _integer(draft: Draft) -> tuple[str, Json]:
    return _ranged(draft, "integer", draft.name("人数", "n"), INTEGERS)


def _percent(draft: Draft) -> tuple[str, Json]:
    return _ranged(draft, "percent", draft.name("满意度", "rate"), PERCENTS)


def _boolean(draft: Draft) -> tuple[str, Json]:
    name = draft.name("已公开", "is_")
    draft.scope.truths.append(Term(name))
    draft.scope.given.append(Term(name))
    return _declared(draft, name, {"type": "boolean"}, draft.chance())


def _choice(draft: Draft) -> tuple[str, Json]:
    name, choices = draft.name("等次", "kind"), draft.pick(CHOICES)
    draft.scope.choices.append((Term(name), choices))
    draft.scope.given.append(Term(name))
    return _declared(draft, name, {"type": "choice", "choices": list(choices)}, choices[0])


def _date(draft: Draft) -> tuple[str, Json]:
    name = draft.name("验收日期", "day")
    draft.scope.dates.append(Term(name))
    draft.scope.given.append(Term(name))
    return _declared(draft, name, {"type": "date"}, draft.pick(("2022-12-30", "2024-02-29")))


def _text(draft: Draft) -> tuple[str, Json]:
    name = draft.name("说明", "remark")
    draft.scope.texts.append(Term(name))
    draft.scope.given.append(Term(name))
    return _declared(draft, name, {"type": "text"}, draft.pick(("是", "a text")))


def _judged(draft: Draft) -> tuple[str, Json]:
    name, (tiers, default) = draft.name("质量", "quality"), draft.pick(TIERS)
    draft.scope.add_number(Term(name, VALUE_BITS), is_share=True)
    return _declared(draft, name, {"type": "judged", "tiers": dict(tiers)}, default)


def _numbers(draft: Draft) -> tuple[str, Json]:
    name = draft.name("专家分", "marks")
    length, least = draft.pick(LENGTHS)
    entries = draft.pick(ENTRIES)
    term = Term(name, SUM_BITS)
    (draft.scope.lists if least > 2 else draft.scope.loose_lists).append(term)
    draft.scope.given.append(term)
    fields = {"type": "numbers", "length": length} | ({"range": entries} if entries else {})
    return _declared(draft, name, fields, [1] * least)


DECLARE: Mapping[str, Callable[[Draft], tuple[str, Json]]] = {
    "number": _number,
    "integer": _integer,
    "percent": _percent,
    "boolean": _boolean,
    "choice": _choice,
    "date": _date,
    "text": _text,
    "judged": _judged,
    "numbers": _numbers,
}
