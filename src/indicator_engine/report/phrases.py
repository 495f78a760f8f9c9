"""Single values as reports print them, in one language."""

from decimal import Context, Decimal
from fractions import Fraction

from attrs import frozen

from indicator_engine.language.numbers import plain
from indicator_engine.messages import Language
from indicator_engine.messages import reports as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.model import Text
from indicator_engine.results import AppliedAdjustment, ScoreNode

DASH = "–"  # where there is no number
REPLACEMENT = "\ufffd"  # for what no terminal or page should be sent
WEIGHT_DIGITS = 4  # of a scaled weight such as 100/3


def one_line(text: str) -> str:
    r"""Return a text as one line without anything that is not visible.

    >>> one_line("决策 \n过程\x1b[31m")
    '决策 过程�[31m'
    """
    words = " ".join(text.split())
    return "".join(each if each.isprintable() else REPLACEMENT for each in words)


def times_hundred(ratio: Decimal) -> str:
    """Return a ratio in hundredths, with all its digits.

    >>> times_hundred(Decimal("0.9692"))
    '96.92'
    """
    digits = len(ratio.as_tuple().digits)
    return f"{ratio.scaleb(2, Context(prec=digits)):f}"  # the thread's own context might round


def percent(ratio: Decimal) -> str:
    """Return a ratio as a percentage with all its digits."""
    return f"{times_hundred(ratio)}%"


def points(weight: Fraction) -> str:
    """Return a weight; only scaled ones such as 100/3 do not show all their digits.

    >>> points(Fraction("7.5")), points(Fraction(100, 3))
    ('7.5', '33.3333…')
    """
    return plain(weight, digits=WEIGHT_DIGITS)


@frozen
class Phrases:
    """The words of reports in one language.

    Attributes:
        language: Which one.
    """

    language: Language

    def say(self, sentence: Sentence, **facts: str) -> str:
        """Return a sentence with its facts filled in."""
        return sentence.in_language(self.language).format(**facts)

    def text(self, text: Text) -> str:
        """Return a text of the ruleset as one line."""
        return one_line(text.of(self.language))

    def title(self, described: ScoreNode | AppliedAdjustment) -> str:
        """Return what a node or adjustment is called: its title, else its id."""
        return self.text(described.title) or one_line(described.id)

    def score(self, score: Decimal | None, possible: tuple[Decimal, Decimal] | None = None) -> str:
        """Return a published score, the range still possible, or a dash."""
        if score is not None:
            return f"{score:f}"
        if possible is None:
            return DASH
        return self.say(say.RANGE, low=f"{possible[0]:f}", high=f"{possible[1]:f}")
