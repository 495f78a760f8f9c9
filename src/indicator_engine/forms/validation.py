"""What a cell of a form lets in, as the data validation of a spreadsheet.

A convenience for whoever types: what is pasted passes it by, and numbers of more than 15 digits
are compared as doubles. What a value really may be is looked at when the form is read.
"""

from collections.abc import Callable, Iterable, Mapping

from indicator_engine.forms.phrases import (
    help_lines,
    may_be_empty,
    may_be_longer,
    range_in_words,
    titled,
)
from indicator_engine.language.numbers import plain
from indicator_engine.language.ranges import Range, hull
from indicator_engine.messages import forms as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.model import Input, InputType
from indicator_engine.report.phrases import Phrases

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255  # characters that a spreadsheet shows beside a cell
LONGEST_FORMULA = 255  # characters of a formula, or of a list with commas between its entries
LAST_DAY = 2_958_465  # 9999-12-31, as Excel counts days

Rule = Mapping[str, object]
Lister = Callable[[tuple[str, ...]], object]
"""From the entries of a drop-down list to what a validation names: the entries, or their cells."""


def rules(
    phrases: Phrases, declared: Input, cells: tuple[str, ...], lister: Lister
) -> tuple[Rule, ...]:
    """Return what each cell of an input lets in, with what is shown beside it.

    Args:
        phrases: The language.
        declared: The input.
        cells: Its cells, such as ``E7``: tier and rate of a judged input, the entries of a list.
        lister: Where the entries of a drop-down list stand.
    """
    told = _told(phrases, declared)
    return tuple(
        {**each, **told} for each in RULES[declared.type](phrases, declared, cells, lister)
    )


def drop_down(
    phrases: Phrases, entries: Iterable[str], lister: Lister, further: Iterable[Sentence] = ()
) -> Rule:
    """Return that a cell takes one of some texts, a mark, or a further word."""
    words = (phrases.say(each) for each in (*say.MARKS.values(), *further))
    return {"validate": "list", "source": lister(tuple(dict.fromkeys((*entries, *words))))}


def fits_a_list(entries: tuple[str, ...]) -> bool:
    """Tell whether the entries of a drop-down list can stand in the validation itself.

    >>> fits_a_list(("是", "否")), fits_a_list(("1,5", "2")), fits_a_list(("长" * 200, "短" * 60))
    (True, False, False)
    """
    joined = ",".join(entries)
    is_plain = all(
        each == each.strip() and each.isprintable() and not set(each) & set(',"')
        for each in entries
    )
    return is_plain and len(joined) <= LONGEST_FORMULA


def cut(text: str, longest: int) -> str:
    """Return a text that is shown beside a cell, with an ellipsis where it is too long.

    >>> cut("全年预算数", 5), cut("全年预算数", 4)
    ('全年预算数', '全年预…')
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _told(phrases: Phrases, declared: Input) -> Rule:
    taken = range_in_words(phrases, declared)
    beside = "\n".join([taken + declared.unit, *help_lines(phrases, declared)])
    return {
        "input_title": cut(titled(phrases, declared), LONGEST_TITLE),
        "input_message": cut(beside, LONGEST_MESSAGE),
        "error_title": phrases.say(say.REFUSED_TITLE),
        "error_message": cut(phrases.say(say.REFUSED, range=taken), LONGEST_MESSAGE),
    }


def _custom(phrases: Phrases, cell: str, number: str, *texts: str) -> Rule:
    """Return that a cell takes a number for which a condition holds, a mark, or other texts."""
    marks = [f"{cell}={_quoted(phrases.say(each))}" for each in say.MARKS.values()]
    other = ",".join([*marks, *texts])
    return {"validate": "custom", "value": f"=IF(ISNUMBER({cell}),{number},OR({other}))"}


def _quoted(text: str) -> str:
    """Return a text as formulas write it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _inside(cell: str, bounds: Range | None, *further: str) -> str:
    """Return the condition that the number of a cell lies in a range."""
    ends = list(further)
    if bounds is not None and bounds.low is not None:
        ends.append(f"{cell}>{'' if bounds.low_open else '='}{plain(bounds.low)}")
    if bounds is not None and bounds.high is not None:
        ends.append(f"{cell}<{'' if bounds.high_open else '='}{plain(bounds.high)}")
    return f"AND({','.join(ends)})" if ends else "TRUE"


def _number(phrases: Phrases, declared: Input, cells: tuple[str, ...], _: Lister) -> list[Rule]:
    return [_custom(phrases, cell, _inside(cell, declared.range)) for cell in cells]


def _integer(phrases: Phrases, declared: Input, cells: tuple[str, ...], _: Lister) -> list[Rule]:
    return [
        _custom(phrases, cell, _inside(cell, declared.range, f"{cell}=INT({cell})"))
        for cell in cells
    ]


def _date(phrases: Phrases, _: Input, cells: tuple[str, ...], __: Lister) -> list[Rule]:
    return [
        _custom(phrases, cell, f"AND({cell}>=1,{cell}<={LAST_DAY},{cell}=INT({cell}))")
        for cell in cells
    ]


def _boolean(phrases: Phrases, _: Input, cells: tuple[str, ...], lister: Lister) -> list[Rule]:
    truths = [phrases.say(each) for each in say.TRUTHS.values()]
    return [drop_down(phrases, truths, lister) for _ in cells]


def _choice(
    phrases: Phrases, declared: Input, cells: tuple[str, ...], lister: Lister
) -> list[Rule]:
    return [drop_down(phrases, declared.choices, lister) for _ in cells]


def _text(*_: object) -> list[Rule]:
    return [{"validate": "any"}]


def _judged(
    phrases: Phrases, declared: Input, cells: tuple[str, ...], lister: Lister
) -> list[Rule]:
    tier, rate = cells
    inside = _inside(rate, hull(declared.tiers.values()))
    named = [
        f"AND({tier}={_quoted(name)},{_inside(rate, bounds)})"
        for name, bounds in declared.tiers.items()
    ]
    unnamed = f"AND({tier}={_quoted('')},{inside})"
    exact = _custom(phrases, rate, f"OR({','.join([*named, unnamed])})")
    formula = str(exact["value"])
    can_be_said = len(formula) <= LONGEST_FORMULA and formula.isprintable()
    return [
        drop_down(phrases, declared.tiers, lister),
        exact if can_be_said else _custom(phrases, rate, inside),
    ]


def _numbers(phrases: Phrases, declared: Input, cells: tuple[str, ...], _: Lister) -> list[Rule]:
    first, *others = cells
    texts = []
    if may_be_empty(declared):
        texts.append(f"{first}={_quoted(phrases.say(say.EMPTY_LIST))}")
    if may_be_longer(declared):
        texts.append(f'ISNUMBER(FIND(";",{first}))')
    return [
        _custom(phrases, first, _inside(first, declared.range), *texts),
        *(_custom(phrases, cell, _inside(cell, declared.range)) for cell in others),
    ]


RULES: Mapping[InputType, Callable[[Phrases, Input, tuple[str, ...], Lister], list[Rule]]] = {
    "number": _number,
    "integer": _integer,
    "percent": _number,
    "boolean": _boolean,
    "choice": _choice,
    "date": _date,
    "text": _text,
    "judged": _judged,
    "numbers": _numbers,
}
