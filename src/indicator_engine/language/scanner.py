"""Formula text to tokens: the first allow-list, before Python's parser sees a character."""

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from indicator_engine.language.faults import Fault
from indicator_engine.language.names import NAME, is_plain, normal
from indicator_engine.language.numbers import NUMBER, is_too_long
from indicator_engine.limits import LIMITS

TOKEN = re.compile(
    rf"""(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<name>{NAME.pattern})
      | (?P<text>'[^'"\\]*'|"[^'"\\]*")
      | (?P<operator>\*\*|==|!=|<=|>=|[-+*/()<>,%])
      | (?P<space>[ \t\r\n]+)""",
    re.VERBOSE,
)
HINTS = {
    "（": "(", "）": ")", "，": ",", "×": "*", "÷": "/", "＋": "+", "－": "-", "−": "-", "％": "%",
    "≤": "<=", "≥": ">=", "≠": "!=", "＝": "==", "=": "==", "＜": "<", "＞": ">", "“": '"',
    "”": '"', "‘": "'", "’": "'", "　": " ", "、": ",", "；": ",", "^": "**", "&": "and",
    "|": "or", "!": "not", "·": "*", "。": ".", "‰": "/ 1000", "［": "(", "］": ")", "【": "(",
    "】": ")", "[": "(", "]": ")", "{": "(", "}": ")", "｛": "(", "｝": ")", "＊": "*", "／": "/",
    "–": "-", "—": "-", "∶": "/", "√": "sqrt",
    "≦": "<=", "≧": ">=", "∧": "and", "∨": "or", "¬": "not",
}  # fmt: skip
PAIRS = {"=>": ">=", "=<": "<=", "&&": "and", "||": "or", "＞＝": ">=", "＜＝": "<=", "＝＝": "=="}
LEADING_ZERO = re.compile(r"0[0-9]")  # in min(1,000, x) the 000 would be an argument of its own
CELL_BEFORE = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}$")
CELL_AFTER = re.compile(r":\$?[A-Za-z]{1,3}\$?[0-9]{1,7}")


@frozen
class Token:
    """One word of a formula.

    Attributes:
        kind: ``number``, ``name``, ``text``, ``operator`` or ``percent``.
        text: The characters as written.
        start: Where it begins, in characters.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends, in characters."""
        return self.start + len(self.text)


def scan(text: str) -> tuple[Token, ...]:
    """Return the tokens of a formula, percent signs told apart.

    Raises:
        Fault: At the first character that is not of the language.

    >>> [token.text for token in scan("weight * min(1, 90%)")]
    ['weight', '*', 'min', '(', '1', ',', '90', '%', ')']
    """
    if len(text) > LIMITS.formula_characters:
        raise Fault("formula-too-long", 0, len(text), {"limit": str(LIMITS.formula_characters)})
    tokens = tuple(_split(text))
    if not tokens:
        raise Fault("formula-empty", 0, len(text))
    _refuse_depth(tokens)
    _refuse_joined_texts(tokens)
    return tuple(_with_percents(tokens))


def _split(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise _stray(text, position)
        token = Token(str(match.lastgroup), match[0], position)
        if token.kind != "space":
            yield _sound(token, text)
        position = match.end()


def _sound(token: Token, text: str) -> Token:
    """Return the token, unless it only looks like one."""
    if token.kind == "number":
        _refuse_number(token, text)
    if token.kind == "name" and normal(token.text) != token.text:
        facts = {"name": token.text, "normal": normal(token.text)}
        raise Fault("name-not-normal", token.start, token.end, facts)
    for offset, character in enumerate(token.text):
        if not is_plain(character) or not character.isprintable():
            raise _stray(text, token.start + offset)
    return token


def _refuse_number(token: Token, text: str) -> None:
    following = text[token.end : token.end + 1]
    if following.isidentifier() or following == ".":
        raise Fault("number-runs-on", token.start, token.end + 1, {"number": token.text})
    if not token.text.isascii():
        raise Fault("number-not-ascii", token.start, token.end, {"number": token.text})
    if LEADING_ZERO.match(token.text):
        raise Fault("number-begins-with-zero", token.start, token.end, {"number": token.text})
    match = NUMBER.fullmatch(token.text)
    if match is None:
        raise Fault("number-malformed", token.start, token.end, {"number": token.text})
    if is_too_long(match):
        digits = {"integer": LIMITS.integer_digits, "fraction": LIMITS.fraction_digits}
        facts = {name: str(limit) for name, limit in digits.items()}
        raise Fault("number-too-long", token.start, token.end, facts)


def _stray(text: str, position: int) -> Fault:
    character = text[position]
    if character in "'\"":
        return Fault("text-malformed", position, position + 1)
    is_visible = is_plain(character) and character.isprintable()
    if is_visible and (cells := _cells(text, position)):
        return cells
    if character in "=＝" and not text[:position].strip():
        return Fault("formula-begins-with-equals", position, position + 1)
    written = text[position : position + 2]
    if hint := PAIRS.get(written):
        facts = {"word": written, "hint": hint}
        return Fault("word-has-another-form", position, position + 2, facts)
    facts = {"character": character if is_visible else f"U+{ord(character):04X}"}
    if hint := HINTS.get(character):
        facts["hint"] = hint
        return Fault("character-has-another-form", position, position + 1, facts)
    code = "character-unknown" if is_visible else "character-invisible"
    return Fault(code, position, position + 1, facts)


def _cells(text: str, position: int) -> Fault | None:
    """Return that a colon joins two cells of a spreadsheet, such as ``A1:A3``, where it does."""
    before, after = CELL_BEFORE.search(text[:position]), CELL_AFTER.match(text, position)
    if before is None or after is None:
        return None
    start, end = before.start(), after.end()
    return Fault("cells-named", start, end, {"found": text[start:end]})


def _refuse_depth(tokens: tuple[Token, ...]) -> None:
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "operator" else 0
        if depth > LIMITS.formula_parentheses:
            facts = {"limit": str(LIMITS.formula_parentheses)}
            raise Fault("formula-too-deep", token.start, token.end, facts)


def _refuse_joined_texts(tokens: tuple[Token, ...]) -> None:
    """Refuse what Python would read as a prefixed or a continued string: ``f'…'``, ``'a' 'b'``."""
    for before, token in pairwise(tokens):
        prefixed = before.kind == "name" and before.end == token.start
        if token.kind == "text" and (prefixed or before.kind == "text"):
            raise Fault("text-malformed", before.start, token.end)


def _with_percents(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Mark each ``%`` that belongs to the number before it; refuse every other one."""
    for index, token in enumerate(tokens):
        if token.text != "%" or token.kind != "operator":
            yield token
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if before is None or before.kind != "number" or before.end != token.start:
            raise Fault("percent-without-number", token.start, token.end)
        if after and (after.kind in ("number", "text") or after.text == "(" or _is_operand(after)):
            raise Fault("percent-before-operand", token.start, token.end)
        if after and after.kind == "name" and after.start == token.end:
            raise Fault("number-runs-on", before.start, token.end, {"number": f"{before.text}%"})
        yield Token("percent", "%", token.start)


def _is_operand(token: Token) -> bool:
    return token.kind == "name" and token.text not in ("and", "or", "if", "else", "not")
