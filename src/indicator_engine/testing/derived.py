"""Derived values of every type."""

from collections.abc import Callable, Mapping

from indicator_engine.testing import formulas
from indicator_engine.testing.dice import Json
from indicator_engine.testing.draft import Draft, Term

Declared = tuple[str, Json]


def declare_derived(draft: Draft) -> dict[str, Json]:
    """Return derived values of what is known so far, by name, noted in the draft's scope."""
    types = [draft.pick(tuple(DERIVED)) for _ in range(draft.below(4))]
    found = dict(DERIVED[each](draft) for each in types)
    return dict(reversed(found.items())) if draft.chance() else found


def _declared(draft: Draft, name: str, formula: Term, type_name: str) -> Declared:
    optional: dict[str, Callable[[], Json]] = {
        "unit": lambda: draft.pick(("万元", "%", "天")),
        "places": lambda: draft.pick((0, 1, 4)),
    }
    fields: dict[str, Json] = {"formula": formulas.bare(formula)}
    if type_name != "number" or draft.chance(4):
        fields["type"] = type_name
    return name, {**fields, **draft.some(optional, 4), **draft.described("help", of=8)}


def _number(draft: Draft) -> Declared:
    name, formula = draft.name("执行率", "ratio"), formulas.number(draft)
    draft.scope.add_number(Term(name, formula.bits), has_unit=True)
    return _declared(draft, name, formula, "number")


def _integer(draft: Draft) -> Declared:
    name, inner = draft.name("天数", "count"), formulas.number(draft)
    whole = formulas.call(draft.pick(("floor", "ceil")), inner)
    formula = whole if draft.capped or draft.chance() else inner
    draft.scope.add_number(Term(name, formula.bits), has_unit=True)
    return _declared(draft, name, formula, "integer")


def _percent(draft: Draft) -> Declared:
    name, formula = draft.name("完成率", "share"), formulas.share(draft)
    draft.scope.add_number(Term(name, formula.bits), is_share=True, has_unit=True)
    return _declared(draft, name, formula, "percent")


def _points(draft: Draft) -> Declared:
    name = draft.name("变动", "change")
    formula = formulas.operated(formulas.share(draft, 1), "-", formulas.share(draft, 1))
    draft.scope.add_number(Term(name, formula.bits), has_unit=True)
    return _declared(draft, name, formula, "pp")


def _boolean(draft: Draft) -> Declared:
    name, formula = draft.name("达标", "passed"), formulas.truth(draft)
    draft.scope.truths.append(Term(name))
    draft.scope.given.append(Term(name))
    return _declared(draft, name, formula, "boolean")


def _date(draft: Draft) -> Declared:
    name, formula = draft.name("期限", "due"), formulas.date(draft)
    draft.scope.dates.append(Term(name))
    draft.scope.given.append(Term(name))
    return _declared(draft, name, formula, "date")


def _text(draft: Draft) -> Declared:
    """Return a text, or a condition where there is no text to speak of."""
    texts = [*draft.scope.texts, *(name for name, _ in draft.scope.choices)]
    if not texts:
        return _boolean(draft)
    name = draft.name("结论", "word")
    formula = formulas.conditional(formulas.truth(draft), draft.pick(texts), draft.pick(texts))
    draft.scope.texts.append(Term(name))
    draft.scope.given.append(Term(name))
    return _declared(draft, name, formula, "text")


DERIVED: Mapping[str, Callable[[Draft], Declared]] = {
    "number": _number,
    "integer": _integer,
    "percent": _percent,
    "pp": _points,
    "boolean": _boolean,
    "date": _date,
    "text": _text,
}
