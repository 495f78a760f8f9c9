"""Whatever is read gives a document or located errors, and nothing else."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import example, given, note
from hypothesis import strategies as st

from indicator_engine.documents import Document, Json, join, read_document, write_json
from indicator_engine.errors import Diagnostic, RulesetError
from indicator_engine.schema import violations

VALID = (Path(__file__).parents[1] / "cases/format/good/everything.ruleset.json").read_text(
    encoding="utf-8"
)
RULESET: Any = read_document(VALID, "everything.json").value

NAME = "a.json"
LINE_END = re.compile(r"\r\n|[\r\n]")


def everything_about(text: str | bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return what reading and validating a text gives; anything but our own error gets out."""
    try:
        document = read_document(text, NAME)
    except RulesetError as refused:
        return None, refused.diagnostics
    return document, violations(document)


def assert_located(text: str, found: tuple[Diagnostic, ...]) -> None:
    """Each finding has a place in the text and a sentence in both languages."""
    lines = LINE_END.split(text)
    for each in found:
        at = each.at
        note(each.render())
        assert at.file == NAME
        assert at.line is not None
        assert at.column is not None
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1
        assert len(at.text) <= 120
        assert at.text.isprintable() or "\u3000" in at.text
        assert at.width >= 1
        assert each.message("zh") != each.message("en")
        assert len(each.render("zh")) <= 2_000


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**19), 10**19).map(Fraction)
    | st.decimals(-(10**9), 10**9, places=4).map(Fraction)
    | st.text(st.characters(exclude_categories=["C"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["C"]), max_size=8), inner, max_size=4
        )
    ),
    max_leaves=12,
)

signs = (
    st.sampled_from("{}[]:,\"\\“”：，／/#'0159.eE+-%ntu \t\n\r\x00\ud800\ufeff预NT")
    | st.characters()
)


@given(st.text(signs))
@example("\ufeff")
@example('{"a":{"a":1,"a":2}}')
@example('"\\ud83d\\ude00\\ud83d"')
def test_any_text(text: str) -> None:
    document, found = everything_about(text)
    assert found or document
    assert_located(text.removeprefix("\ufeff"), found)


@given(st.binary() | st.text(signs).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes(data: bytes) -> None:
    _, found = everything_about(data)
    assert_located(data.removeprefix(b"\xef\xbb\xbf").decode(errors="replace"), found)


@given(st.integers(0, len(VALID) - 1), st.integers(0, 3), st.text(signs, max_size=2))
def test_any_slip_of_the_pen(at: int, removed: int, inserted: str) -> None:
    """A few characters of a valid ruleset are removed, or others stand in their place."""
    text = VALID[:at] + inserted + VALID[at + removed :]
    _, found = everything_about(text)
    assert_located(text, found)


@given(values)
def test_any_value_that_is_no_ruleset(value: Json) -> None:
    """It can be read, and is refused with places in it."""
    text = write_json(value)
    document, found = everything_about(text)
    assert document is not None
    assert document.value == value
    assert found
    assert_located(text, found)


def places(value: Json, pointer: str = "") -> list[str]:
    """Return the pointers of everything in a value, the value itself left out."""
    steps = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [
        each
        for step, part in steps
        for each in (join(pointer, step), *places(part, join(pointer, step)))
    ]


def rewritten(value: Json, target: str, change: Any, pointer: str = "") -> str:  # noqa: ANN401
    """Return the text of a value in which one member or entry is written by ``change``.

    ``change`` gets the text of the key with its colon (nothing for an entry) and the value, and
    returns the texts to stand there instead.
    """
    if not isinstance(value, dict | list):
        return write_json(value)
    texts: list[str] = []
    for step, part in value.items() if isinstance(value, dict) else enumerate(value):
        here = join(pointer, step)
        head = write_json(step) + ": " if isinstance(step, str) else ""
        if here == target:
            texts.extend(change(head, part))
        else:
            texts.append(head + rewritten(part, target, change, here))
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + "\n" + ",\n".join(texts) + closing


mutations = st.one_of(
    st.just(lambda _head, _value: []),
    st.just(lambda head, value: [head + write_json(value)] * 2),
    st.text(st.characters(exclude_categories=["C"]), max_size=8).map(
        lambda name: (
            lambda head, value: [(write_json(name) + ": " if head else "") + write_json(value)]
        )
    ),
    st.integers(0, 20).map(
        lambda cut: lambda head, value: [head[: cut + 1] + head[cut + 2 :] + write_json(value)]
    ),
    values.map(lambda other: lambda head, _value: [head + write_json(other)]),
)


@given(st.sampled_from(places(RULESET)), mutations)
def test_any_mutation_of_a_ruleset(pointer: str, change: Any) -> None:  # noqa: ANN401
    """A key dropped, doubled, renamed or misspelt, a value of another kind."""
    text = rewritten(RULESET, pointer, change)
    _, found = everything_about(text)
    assert_located(text, found)


@given(values, st.sampled_from([None, 0, 1, 4]), st.booleans())
def test_reading_agrees_with_the_standard_library(
    value: Json,
    indent: int | None,
    ascii_only: bool,  # noqa: FBT001
) -> None:
    """Of what both read."""
    plain = json.loads(write_json(value), parse_int=str, parse_float=str)
    text = json.dumps(plain, indent=indent, ensure_ascii=ascii_only)
    assert read_document(text, NAME).value == plain


@given(values)
def test_every_scalar_is_where_it_is_said_to_be(value: Json) -> None:
    text = write_json(value)
    document = read_document(text, NAME)
    lines = LINE_END.split(text)
    for pointer in places(value):
        at = document.at(pointer)
        assert at.line is not None
        assert at.column is not None
        written = lines[at.line - 1][at.column - 1 :][: at.width]
        if written not in "{[":
            assert document.number_text(pointer) == written


@given(
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=8),
    st.booleans(),
    st.data(),
)
def test_parts_of_a_text_are_found_again(text: str, ascii_only: bool, data: st.DataObject) -> None:  # noqa: FBT001
    """The characters between two places are those the document has between their addresses."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = read_document(json.dumps([text], ensure_ascii=ascii_only), NAME)
    at = document.at("/0", span=(start, end))
    assert at.column is not None
    written = document.text[at.column - 1 :][: at.width]
    assert json.loads(f'"{written}"') == text[start:end]
