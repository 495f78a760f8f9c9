"""What an input takes and is, in the words of a form."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from indicator_engine.language.numbers import plain
from indicator_engine.language.protocol import Absence
from indicator_engine.language.ranges import Range
from indicator_engine.messages import Language
from indicator_engine.messages import forms as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.model import Indicator, Input, InputType, InputValue
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.values import WHOLE

Number = Callable[[Fraction], str]


def titled(phrases: Phrases, declared: Input | Indicator) -> str:
    """Return what an input or indicator is called: its title, else its name or id."""
    name = declared.name if isinstance(declared, Input) else declared.id
    return phrases.text(declared.title) or one_line(name)


def range_in_words(phrases: Phrases, declared: Input) -> str:
    """Return what an input takes."""
    return one_line(IN_WORDS[declared.type](phrases, declared))


def default_in_words(phrases: Phrases, declared: Input) -> str:
    """Return what stands in for an input that is left empty; ``""`` for nothing."""
    if declared.default is None or isinstance(declared.default, Absence):
        return ""
    return phrases.say(say.DEFAULT, default=one_line(_value(phrases, declared, declared.default)))


def help_lines(phrases: Phrases, declared: Input) -> Iterator[str]:
    """Yield what the person who fills an input in should know, line by line."""
    if text := phrases.text(declared.help):
        yield text
    if declared.type == "numbers":
        if may_be_empty(declared):
            yield phrases.say(say.ALSO_EMPTY)
        if may_be_longer(declared):
            yield phrases.say(say.ALSO_JOINED)
    if default := default_in_words(phrases, declared):
        yield default
    if source := phrases.text(declared.source):
        yield phrases.say(say.SOURCE, source=source)


MOST_OFFERED = 30  # cells for the numbers of a list; there may be more in its first one
USUAL = 10  # cells for a list whose length has no end


def counts(declared: Input) -> Range | None:
    """Return how many numbers a list may have, as whole numbers; ``None`` where it can have none."""
    at_all = Range(Fraction(0), None, low_open=False)
    bounds = at_all if declared.length is None else declared.length.meet(at_all)
    return None if bounds is None else bounds.on_grid()


def offered(declared: Input) -> int:
    """Return how many cells a form has for the numbers of a list."""
    bounds = counts(declared)
    if bounds is None:
        return 1
    least = int(bounds.low or 0)
    most = max(USUAL, least) if bounds.high is None else int(bounds.high)
    return max(1, min(MOST_OFFERED, most))


def may_be_empty(declared: Input) -> bool:
    """Tell whether a list may have no number at all."""
    bounds = counts(declared)
    return bounds is not None and Fraction(0) in bounds


def may_be_longer(declared: Input) -> bool:
    """Tell whether a list may have more numbers than it has cells."""
    bounds = counts(declared)
    return bounds is not None and (bounds.high is None or bounds.high > offered(declared))


def interval_in_words(language: Language, bounds: Range, number: Number = plain) -> str:
    """Return a range as people say it.

    >>> interval_in_words("zh", Range.parse("(0, inf)")), interval_in_words("en", Range.parse("[1, 9)"))
    ('大于 0', '1 to 9, without 9')
    """
    sentence = _sentence(bounds)
    ends = {
        "low": "" if bounds.low is None else number(bounds.low),
        "high": "" if bounds.high is None else number(bounds.high),
    }
    return sentence.in_language(language).format(**ends)


def _sentence(bounds: Range) -> Sentence:
    if bounds.low is None:
        return say.LESS_THAN if bounds.high_open else say.AT_MOST
    if bounds.high is None:
        return say.MORE_THAN if bounds.low_open else say.AT_LEAST
    if bounds.is_point():
        return say.ONLY
    return {
        (False, False): say.FROM_TO,
        (True, False): say.NOT_LOW,
        (False, True): say.NOT_HIGH,
        (True, True): say.NEITHER,
    }[bounds.low_open, bounds.high_open]


def percentage(ratio: Fraction) -> str:
    """Return a ratio as a percentage.

    >>> percentage(Fraction("0.955"))
    '95.5%'
    """
    return f"{plain(ratio * 100)}%"


def _bounds(phrases: Phrases, bounds: Range | None, number: Number = plain) -> str:
    if bounds is None or (bounds.low is None and bounds.high is None):
        return phrases.say(say.ANY_NUMBER)
    return interval_in_words(phrases.language, bounds, number)


def _integer(phrases: Phrases, declared: Input) -> str:
    bounds = declared.range
    if bounds is None or (bounds.low is None and bounds.high is None):
        return phrases.say(say.WHOLE)
    return phrases.say(say.WHOLE_WITHIN, range=_bounds(phrases, bounds))


def _boolean(phrases: Phrases, _: Input) -> str:
    return phrases.say(say.LISTED).join(phrases.say(say.TRUTHS[each]) for each in (True, False))


def _choice(phrases: Phrases, declared: Input) -> str:
    return phrases.say(say.ONE_OF, choices=phrases.say(say.LISTED).join(declared.choices))


def _judged(phrases: Phrases, declared: Input) -> str:
    tiers = (
        phrases.say(say.TIER, tier=tier, range=_bounds(phrases, bounds.meet(WHOLE), percentage))
        for tier, bounds in declared.tiers.items()
    )
    return phrases.say(say.TIERS).join(tiers)


def _numbers(phrases: Phrases, declared: Input) -> str:
    found = counts(declared)
    count = "0" if found is None else interval_in_words(phrases.language, found)
    return phrases.say(say.EACH, range=_bounds(phrases, declared.range), count=count)


IN_WORDS: Mapping[InputType, Callable[[Phrases, Input], str]] = {
    "number": lambda phrases, declared: _bounds(phrases, declared.range),
    "integer": _integer,
    "percent": lambda phrases, declared: _bounds(phrases, declared.range, percentage),
    "boolean": _boolean,
    "choice": _choice,
    "date": lambda phrases, _: phrases.say(say.DATE),
    "text": lambda phrases, _: phrases.say(say.TEXT),
    "judged": _judged,
    "numbers": _numbers,
}


def _value(phrases: Phrases, declared: Input, value: InputValue) -> str:
    """Return a value of an input."""
    if isinstance(value, bool):
        return phrases.say(say.TRUTHS[value])
    if isinstance(value, tuple):
        return ";".join(map(plain, value)) or phrases.say(say.EMPTY_LIST)
    if isinstance(value, Fraction):
        return (percentage if declared.type in ("percent", "judged") else plain)(value)
    return value.isoformat() if isinstance(value, date) else str(value)
