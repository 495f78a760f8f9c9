"""The usual slips of people who write formulas: Excel's way, everyday words, a sign left out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from indicator_engine.language.faults import Fault
from indicator_engine.language.names import nearest, normal
from indicator_engine.language.scanner import Token

WORDS: Mapping[str, str] = {
    **dict.fromkeys(("且", "并且", "而且", "同时", "and"), "and"),
    **dict.fromkeys(("或", "或者", "or"), "or"),
    **dict.fromkeys(("非", "不是", "not"), "not"),
    **dict.fromkeys(("如果", "若", "当", "if"), "if"),
    **dict.fromkeys(("否则", "else"), "else"),
    **dict.fromkeys(("乘", "乘以", "x"), "*"),
    **dict.fromkeys(("除以",), "/"),
}
CALLS: Mapping[str, str] = {"and": "a and b", "or": "a or b", "not": "not a"}
CONDITIONS = frozenset({"if", "ifs", "iif", "如果", "若"})  # called like functions elsewhere
OPERATOR_WORDS = frozenset({"and", "or", "not", "if", "else", "in", "is"})
# What spreadsheets and speech call the functions of the language.
ALSO_CALLED: Mapping[str, str] = {
    **dict.fromkeys(("average", "avg", "averagea", "平均", "平均值", "平均数"), "mean"),
    **dict.fromkeys(("求和", "合计", "总和"), "sum"),
    **dict.fromkeys(("最大", "最大值", "取大"), "max"),
    **dict.fromkeys(("最小", "最小值", "取小"), "min"),
    **dict.fromkeys(("四舍五入", "舍入"), "round"),
    **dict.fromkeys(("int", "trunc", "rounddown", "取整", "向下取整"), "floor"),
    **dict.fromkeys(("ceiling", "roundup", "向上取整"), "ceil"),
    **dict.fromkeys(("绝对值",), "abs"),
    **dict.fromkeys(("开方", "平方根"), "sqrt"),
    **dict.fromkeys(("几何平均",), "geomean"),
    **dict.fromkeys(("trimmean",), "trimmed_mean"),
    **dict.fromkeys(("countif", "countifs"), "count_true"),
    **dict.fromkeys(("rank", "排名", "名次"), "rank_high"),
    **dict.fromkeys(("percentrank",), "percentile"),
    **dict.fromkeys(("完成率",), "reached"),
    **dict.fromkeys(("datedif", "天数"), "days"),
}  # fmt: skip


def slip(tokens: Sequence[Token]) -> Fault | None:
    """Return what is wrong with a formula that has no meaning, where that is a usual slip.

    >>> from indicator_engine.language.scanner import scan
    >>> for text in ("a 且 b", "if(a > b, 1, 0)", "(a + b", "a if b", "执行 数", "a +"):
    ...     found = slip(scan(text))
    ...     print(found and (found.code, found.start, found.end))
    ('word-has-another-form', 2, 3)
    ('if-is-no-function', 0, 2)
    ('parenthesis-alone', 0, 1)
    ('else-missing', 2, 4)
    ('operator-missing', 3, 4)
    None
    """
    return (
        _word(tokens)
        or _condition_called(tokens)
        or _parenthesis(tokens)
        or _no_else(tokens)
        or _no_operator(tokens)
    )


def unknown_call(
    name: str, values: Iterable[str], callables: Iterable[str]
) -> tuple[str, Mapping[str, str]]:
    """Return code and facts for the call of a function that there is not.

    >>> unknown_call("IF", (), ("min",)), unknown_call("AND", (), ("min",))
    (('if-is-no-function', {}), ('word-has-another-form', {'word': 'AND', 'hint': 'a and b'}))
    >>> unknown_call("weight", ("weight",), ("min",))
    ('name-called', {'name': 'weight'})
    >>> unknown_call("AVERAGE", (), ("mean", "min"))[1]["suggestion"]
    'mean'
    """
    plain = normal(name).lower()
    if plain in CONDITIONS:
        return "if-is-no-function", {}
    if (hint := CALLS.get(WORDS.get(plain, ""))) is not None:
        return "word-has-another-form", {"word": name, "hint": hint}
    if name in values:
        return "name-called", {"name": name}
    known = tuple(callables)
    other = ALSO_CALLED.get(plain, "")
    suggestion = other if other in known else nearest(name, known)
    return "unknown-function", {"name": name, "suggestion": suggestion}


def joined(name: str, known: Iterable[str]) -> str:
    """Return the two known names that a word joins in an unknown one, with its operator; or ``""``.

    >>> joined("获奖且达标", ("获奖", "达标")), joined("且", ())
    ('获奖 and 达标', '')
    """
    names = set(known)
    for word, operator in WORDS.items():
        before, found, after = name.partition(word)
        if found and operator in ("and", "or") and before in names and after in names:
            return f"{before} {operator} {after}"
    return ""


def _ends_operand(token: Token) -> bool:
    """Tell whether a value may end with a token."""
    is_word = token.kind == "name" and token.text in OPERATOR_WORDS
    return token.text == ")" or (token.kind != "operator" and not is_word)


def _begins_operand(token: Token) -> bool:
    """Tell whether a value may begin with a token."""
    return token.text == "(" or (_ends_operand(token) and token.text not in (")", "%"))


def _word(tokens: Sequence[Token]) -> Fault | None:
    """Recognise a word or two signs that stand for an operator: no operator stands beside them."""
    for before, token in pairwise(tokens):
        if (before.text, token.text) == ("<", ">") and before.end == token.start:
            facts = {"word": "<>", "hint": "!="}
            return Fault("word-has-another-form", before.start, token.end, facts)
    for index, token in enumerate(tokens):
        hint = WORDS.get(token.text.lower(), "") if token.kind == "name" else ""
        if hint in ("", token.text):
            continue
        is_after = any(map(_ends_operand, tokens[max(0, index - 1) : index]))
        is_before = any(map(_begins_operand, tokens[index + 1 : index + 2]))
        if is_before and is_after != (hint == "not"):
            facts = {"word": token.text, "hint": hint}
            return Fault("word-has-another-form", token.start, token.end, facts)
    return None


def _condition_called(tokens: Sequence[Token]) -> Fault | None:
    """Recognise ``if(…)``, or ``if`` before its condition, where a value has to stand."""
    for index, (token, after) in enumerate(pairwise(tokens)):
        begins = index == 0 or not _ends_operand(tokens[index - 1])
        if begins and token.text.lower() in CONDITIONS and _begins_operand(after):
            return Fault("if-is-no-function", token.start, token.end)
    return None


def _parenthesis(tokens: Sequence[Token]) -> Fault | None:
    """Recognise a parenthesis without a partner: the innermost that is open, or one too many."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind == "operator" and token.text == "(":
            opened.append(token)
        elif token.kind == "operator" and token.text == ")" and not opened:
            return Fault("parenthesis-alone", token.start, token.end, {"found": ")"})
        elif token.kind == "operator" and token.text == ")":
            opened.pop()
    if not opened:
        return None
    return Fault("parenthesis-alone", opened[-1].start, opened[-1].end, {"found": "("})


def _no_else(tokens: Sequence[Token]) -> Fault | None:
    """Recognise a condition that does not say what holds otherwise."""
    waiting: list[Token] = []
    for token in tokens:
        if token.kind == "name" and token.text == "if":
            waiting.append(token)
        elif token.kind == "name" and token.text == "else" and waiting:
            waiting.pop()
    return Fault("else-missing", waiting[-1].start, waiting[-1].end) if waiting else None


def _no_operator(tokens: Sequence[Token]) -> Fault | None:
    """Recognise two values side by side."""
    for before, token in pairwise(tokens):
        is_call = before.kind == "name" and token.text == "("
        if _ends_operand(before) and _begins_operand(token) and not is_call:
            facts = {"before": before.text, "found": token.text}
            return Fault("operator-missing", token.start, token.end, facts)
    return None
