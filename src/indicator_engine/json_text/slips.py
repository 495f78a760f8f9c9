"""The usual slips of people who write JSON by hand, each with a code of its own."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Literal
from unicodedata import normalize

from attrs import field, frozen

from indicator_engine.json_text.source import shown

Expected = Literal["value", "key", "colon", "comma", "end"]

FULL_WIDTH: Mapping[str, str] = {
    **dict.fromkeys("“”„‟＂‘’＇「」『』", '"'),
    **dict(zip("，、；：【】［］｛｝－％", ",,,:[][]{}-%", strict=True)),
}
COMMENT = re.compile(r"//|/\*|#")
IN_WORD = rf"""[^\s,:\[\]{{}}"{"".join(FULL_WIDTH)}]"""
WORD = re.compile(rf"(?={IN_WORD}*\w){IN_WORD}++")
STARTS_VALUE = re.compile(r'["{\[\w.+-]')
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
NUMBER_LIKE = re.compile(r"[+-]?\.?\d")
THOUSANDS = re.compile(r"[0-9],[0-9]{3}")
NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)
LITERALS: Mapping[str, str] = {
    **{literal: literal for literal in ("true", "false", "null")},
    **dict.fromkeys(("none", "nil", "undefined"), "null"),
}
LIKENESS = 0.75  # tells ture from true, and not nullify from null


@frozen
class Slip:
    """What stands where it should not.

    Attributes:
        code: Its code in the catalogue.
        at: Its first character, from 0.
        width: How many characters it has.
        facts: What its sentence needs.
    """

    code: str
    at: int
    width: int = 1
    facts: Mapping[str, str] = field(factory=dict)


def slip(text: str, at: int, expected: Expected, before: tuple[int, int]) -> Slip:
    """Return what went wrong at a place: a usual slip, or that something else was expected.

    Args:
        text: The document; it does not end at the place.
        at: Where something else was expected, and no space stands.
        expected: What was.
        before: The span of the token before it.
    """
    return (
        _slip_in_token(text, at, expected, before)
        or _slip_in_sign(text, at)
        or _slip_in_word(text, at, expected)
        or _entry_without_key(text, at, expected)
        or _missing_comma(text, at, expected, before[1])
        or Slip(f"json-{expected}", at, 1, {"found": shown(text[at])})
    )


def chinese_quote(text: str, start: int, end: int) -> Slip | None:
    """Return the Chinese quotation mark that was to close a text, if one was.

    A balanced pair is part of a text: ``"他说“好”"``.
    """
    between = text[start:end]
    if between.count("”") <= between.count("“"):
        return None
    facts = {"found": "”", "expected": '"'}
    return Slip("json-full-width", start + between.rindex("”"), 1, facts)


def _slip_in_token(text: str, at: int, expected: Expected, before: tuple[int, int]) -> Slip | None:
    """Recognise a text that ends too early or too late: something touches its closing quote."""
    start, end = before
    if expected not in ("comma", "colon") or at != end or text[end - 1] != '"':
        return None
    if found := chinese_quote(text, start, end):
        return found
    word = WORD.match(text, at)
    return Slip("json-inner-quote", end - 1) if word else None


def _slip_in_sign(text: str, at: int) -> Slip | None:
    """Recognise what is no sign of JSON, wherever it stands."""
    if ascii_sign := FULL_WIDTH.get(text[at]):
        return Slip("json-full-width", at, 1, {"found": text[at], "expected": ascii_sign})
    if text[at] == "'":
        return Slip("json-single-quote", at)
    if text[at].isspace() or not text[at].isprintable():
        return Slip("json-invisible", at, 1, {"character": f"U+{ord(text[at]):04X}"})
    if comment := COMMENT.match(text, at):
        return Slip("json-comment", at, len(comment[0]))
    return None


def _slip_in_word(text: str, at: int, expected: Expected) -> Slip | None:
    """Recognise a word or a number that should have been written otherwise."""
    match = WORD.match(text, at)
    if not match or expected not in ("value", "key"):
        return None
    width, facts = len(match[0]), {"found": shown(match[0])}
    if THOUSANDS.match(text, at - 2):
        return Slip("json-thousands", at - 1, 1, facts)
    if expected == "key":
        return Slip("json-unquoted", at, width, facts)
    if NOT_FINITE.fullmatch(match[0]):
        return Slip("json-not-finite", at, width, facts)
    if literal := get_close_matches(match[0].lower(), LITERALS, 1, LIKENESS):
        return Slip("json-literal", at, width, facts | {"expected": LITERALS[literal[0]]})
    return _slip_in_number(match[0], at) or Slip("json-unquoted", at, width, facts)


def _slip_in_number(word: str, at: int) -> Slip | None:
    """Recognise a number as it is written elsewhere: in full width, with a percent sign."""
    facts, plain = {"found": shown(word)}, normalize("NFKC", word)
    if plain != word and NUMBER.fullmatch(plain):
        return Slip("json-full-width", at, len(word), facts | {"expected": plain})
    return Slip("json-number", at, len(word), facts) if NUMBER_LIKE.match(word) else None


def _entry_without_key(text: str, at: int, expected: Expected) -> Slip | None:
    """Recognise a list that was begun with a brace, or not at all: its entries have no keys."""
    if expected != "key" or text[at] not in "{[":
        return None
    return Slip("json-entry-without-key", at, 1, {"found": text[at]})


def _missing_comma(text: str, at: int, expected: Expected, end: int) -> Slip | None:
    """Recognise a value that follows another one."""
    if expected != "comma" or not STARTS_VALUE.match(text, at):
        return None
    return Slip("json-missing-comma", end)
