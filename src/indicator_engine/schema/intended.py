"""What an author may have meant by a key, a word or a text that the format does not know."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from unicodedata import normalize

from indicator_engine.language.names import flaw, nearest

Schema = Mapping[str, Any]

REMARKS = ("//", "#", "_", "$comment", "comment")  # how people begin keys that are remarks
# Words that forms and spreadsheets have for a key, beside the one that the schema's title gives.
ALSO_CALLED: Mapping[str, str] = {
    **dict.fromkeys(("权重", "权重分值", "满分", "分数", "score", "points", "max"), "weight"),
    **dict.fromkeys(("计算方法", "评分标准", "评分规则", "计分方法", "rule"), "formula"),
    **dict.fromkeys(("下级", "子指标", "二级指标", "三级指标"), "children"),
    **dict.fromkeys(("出处", "来源", "文件依据"), "source"),
    **dict.fromkeys(("范围", "区间"), "range"),
    **dict.fromkeys(("编号", "代码"), "id"),
    **dict.fromkeys(("名字", "name", "label"), "title"),
}
FIRST_CLAUSE = re.compile(r"[^，。：；（ ]+")
NUMBER = r"[+-]?\d{1,20}(?:\.\d{1,40})?%?"
NUMBER_IN_QUOTES = re.compile(rf"({NUMBER}) *分?")
BOUND = rf"{NUMBER}|-?inf|"
# Ways to write an interval, and the parts of it: spaces and the unit 分 are gone by then.
INTERVALS: tuple[tuple[str, str], ...] = (
    (rf"(?P<low>{NUMBER})(?:-|~|–|—|——|至|到)(?P<high>{NUMBER})", "[]"),
    (rf"(?:>=|=>|≥|不低于|不小于|至少)(?P<low>{NUMBER})", "[)"),
    (rf"(?P<low>{NUMBER})(?:\(含\))?及?以上", "[)"),
    (rf"(?:>|大于|高于|超过)(?P<low>{NUMBER})", "()"),
    (rf"(?:<=|=<|≤|不高于|不大于|不超过)(?P<high>{NUMBER})", "(]"),
    (rf"(?:<|小于|低于|不足)(?P<high>{NUMBER})", "()"),
    (rf"(?P<open>[\[(])(?P<low>{BOUND}),(?P<high>{BOUND})(?P<close>[\])])(?P<percent>%?)", "[]"),
)


def key(written: str, lacking: Iterable[str], schema: Schema) -> str:
    """Return the key that an unknown one was meant to be, or ``""``.

    >>> properties = {"weight": {"title": "分值 Weight"}, "title": {"title": "名称 Title"}}
    >>> [key(each, properties, {"properties": properties}) for each in ("分值", "权重", "wieght")]
    ['weight', 'weight', 'weight']
    """
    keys = list(lacking)
    if "note" in schema["properties"] and written.startswith(REMARKS):
        return "note"
    if (other := ALSO_CALLED.get(written.lower(), "")) in keys:
        return other
    chinese = {_title(schema["properties"][each]): each for each in keys}
    return nearest(written, keys) or chinese.get(nearest(written, filter(None, chinese)), "")


def word(written: str, schema: Schema) -> str:
    """Return the word of an ``enum`` that another was meant to be, or ``""``.

    >>> word("百分比", {"enum": ["number", "percent"], "enumDescriptions": ["数。", "百分数；…"]})
    'percent'
    """
    clauses = (FIRST_CLAUSE.match(text) for text in schema.get("enumDescriptions", ()))
    chinese = dict(zip((each[0] if each else "" for each in clauses), schema["enum"], strict=False))
    return nearest(written, schema["enum"]) or chinese.get(nearest(written, chinese), "")


def text(written: str, form: str) -> str:
    """Return the text of a form that another was meant to be, or ``""``.

    Args:
        written: What stands there.
        form: The ``format`` that the schema demands: ``interval``, ``name`` …

    >>> [text(each, "interval") for each in ("90-100", "≥90", "[0，100）%", "90分以上", "优")]
    ['[90, 100]', '[90, inf)', '[0%, 100%)', '[90, inf)', '']
    >>> text("执行数（万元）", "name"), text("执行 数", "name"), text("2022", "name")
    ('执行数', '执行_数', '')
    """
    read = FORMS.get(form)
    return read(normalize("NFKC", written).strip()) if read else ""


def number(written: str) -> str:
    """Return the number that stands in a text, as JSON writes it, or ``""``.

    >>> number("40"), number("40分"), number("四十"), number("007")
    ('40', '40', '', '7')
    """
    match = NUMBER_IN_QUOTES.fullmatch(normalize("NFKC", written).strip())
    if not match or match[1].endswith("%"):
        return ""
    sign = "-" if match[1].startswith("-") else ""
    digits = match[1].lstrip("+-").lstrip("0")
    return f"{sign}{'0' if digits[:1] in ('', '.') else ''}{digits}"


def _interval(written: str) -> str:
    plain = re.sub(r"[\s分+]", "", written).replace("、", ",").replace("∞", "inf")
    for pattern, brackets in INTERVALS:
        if match := re.fullmatch(pattern, plain):
            return _of_parts(match.groupdict(), *brackets)
    return ""


def _of_parts(parts: Mapping[str, str], opening: str, closing: str) -> str:
    """Return the interval of an end or two; what has no number there is infinite, and open."""
    percent = parts.get("percent", "")
    low, high = (
        "" if parts.get(end, "").endswith("inf") else parts.get(end, "") for end in ("low", "high")
    )
    start = f"{parts.get('open', opening)}{low}{percent}" if low else "(-inf"
    end = f"{high}{percent}{parts.get('close', closing)}" if high else "inf)"
    return f"{start}, {end}"


def _name(written: str) -> str:
    bare = re.sub(r"\(.*?\)", "", written).strip()
    name = re.sub(r"\W+", "_", bare).strip("_")
    return name if flaw(name) is None else ""


def _title(schema: Schema) -> str:
    """Return the Chinese word of a key: its title is that word, and then an English one."""
    return str(schema.get("title", "")).partition(" ")[0]


FORMS: Mapping[str, Callable[[str], str]] = {"interval": _interval, "name": _name}
