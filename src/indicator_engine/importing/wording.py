"""The words of a scoring rule in one spelling, and the quantities and points that they name."""

import re
from collections.abc import Iterable
from fractions import Fraction
from unicodedata import normalize

from attrs import frozen

from indicator_engine.language.names import is_plain
from indicator_engine.language.numbers import plain

SPELLINGS = {
    "—": "-", "–": "-", "－": "-", "~": "-", "～": "-", "×": "*", "÷": "/", "≧": "≥", "⩾": "≥",
    ">=": "≥", "≦": "≤", "⩽": "≤", "<=": "≤", "、": ",",
}  # fmt: skip
DIGITS = {word: str(digit) for digit, word in enumerate("零一二三四五六七八九")} | {"两": "2"}
NUMERALS = "".join(DIGITS)
COUNTED = "个例项处次起年月天日份人分件篇条宗笔户家"
ONE_DIGIT = re.compile(rf"(?<![十百千万第{NUMERALS}])([{NUMERALS}])(?=[{COUNTED}])")
CIRCLED = re.compile(r"[①-⑳]")
ORDINAL = re.compile(r"(^|(?<=[;,:]))(\d{1,2})[.)](?!\d)")
HEAD = re.compile(r"^(评分|计分|评价|考核|打分|得分|赋分|扣分)(标准|规则|细则|方法|办法|说明):")
DEFINITION = re.compile(
    r"[^;,=\d]{2,30}(率|度|比例|比重|比)=(?!.*(分值|权重|得分|满分|\d分))[^;,]*/[^;,]*"
)
NUMBER = r"-?\d{1,9}(?:\.\d{1,6})?"
POINTS = rf"(?:(?:计|得|给|赋|记)?(?:(?P<points>{NUMBER})分|(?P<full>满分|全分))|(?P<none>不得分|不计分|不给分))"
POINTS_ALONE = re.compile(POINTS)
UNTIL_NOTHING = re.compile(
    r"(直至|直到)?扣(完|满|光)(本项|该项|此项)?(指标)?(分值|分|权重分?)?(为止)?|扣至0分(为止)?|"
    r"最低(为|得|计)?0分|最多扣(完)?(本项|该项)?(全部)?分值?"
)
FULL_AT_MOST = re.compile(
    r"(最高)?(本项|该项)?(得分)?(最高|最多)?(不得?|不能|不可)(突破|超过|高于)(该|本)?(项)?(指标)?(的)?"
    r"(权重|分值|满分|标准分)(总额|上限|分值)*|超(过|出|额)(完成)?(目标值?|部分)?的?(均?按|得|计)满分计?算?|"
    r"(以|最高)(得|计)?(满分|分值)(为限|封顶)?|封顶"
)


@frozen
class Quantity:
    """A number of a rule.

    Attributes:
        value: What it says; of a percentage its ratio.
        is_percent: Whether it has a percent sign.
    """

    value: Fraction
    is_percent: bool

    def __str__(self) -> str:
        """Return it as formulas and ranges write it."""
        return f"{plain(self.value * 100)}%" if self.is_percent else plain(self.value)


def clean(text: str) -> str:
    """Return a text without characters that are none: of control, of direction, private ones."""
    return "".join(each for each in text if each == "\n" or is_plain(each))


def in_one_spelling(text: str) -> str:
    r"""Return a rule without spaces, its signs, marks and small numbers written in one way.

    >>> in_one_spelling("①≥90%计5分；80%（含）－90%计4分。\n每超过 一个百分点 扣0.5分")
    '(1)≥90%计5分;80%(含)-90%计4分;每超过1个百分点扣0.5分'
    """
    said = CIRCLED.sub(lambda mark: f"({normalize('NFKC', mark[0])})", text.strip())
    said = re.sub(r"[\n\r。]+", ";", said)
    said = re.sub(r"\s+|[\"'“”‘’「」]", "", normalize("NFKC", said))
    for found, meant in SPELLINGS.items():
        said = said.replace(found, meant)
    said = re.sub(r"(?<=[\d%)])至(?=[\d-])", "-", said)
    said = ONE_DIGIT.sub(lambda match: DIGITS[match[1]], HEAD.sub("", said))
    said = re.sub(r"[;,]*;[;,]*", ";", said).strip(";,")
    return ORDINAL.sub(r"\1(\2)", said)


def clauses(text: str, marks: str = ";,") -> tuple[str, ...]:
    """Return what stands between marks that are in no brackets.

    >>> clauses("好(5,4)得5分;差,不得分")
    ('好(5,4)得5分', '差', '不得分')
    """
    found, depth = [""], 0
    for character in text:
        depth = max(0, depth + (character == "(") - (character == ")"))
        if character in marks and not depth:
            found.append("")
        else:
            found[-1] += character
    return tuple(each for each in found if each)


def with_points(parts: Iterable[str]) -> tuple[str, ...]:
    """Return clauses with the points that stand behind a mark of their own.

    >>> with_points(("≥95%的", "得5分", "不足的", "不得分"))
    ('≥95%的得5分', '不足的不得分')
    """
    found: list[str] = []
    for part in parts:
        if found and POINTS_ALONE.fullmatch(part) and not re.search(r"分$", found[-1]):
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


def without_definitions(parts: Iterable[str]) -> tuple[str, ...]:
    """Return clauses but those that only say how a rate is computed."""
    return tuple(each for each in parts if not DEFINITION.fullmatch(each))


def quantity(number: str, percent: str | None = None) -> Quantity:
    """Return the quantity of a number as written.

    >>> str(quantity("12.50", "%")), str(quantity("-3"))
    ('12.5%', '-3')
    """
    value = Fraction(number)
    return Quantity(value / 100, is_percent=True) if percent else Quantity(value, is_percent=False)


def points(match: re.Match[str], weight: Fraction) -> Fraction:
    """Return the points of what :data:`POINTS` matched."""
    if match["none"]:
        return Fraction(0)
    return weight if match["full"] else Fraction(match["points"])
