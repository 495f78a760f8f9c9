"""Markdown: a table whatever the titles hold, and nothing that a renderer would act on."""

import html
import re

import pytest
from hypothesis import given

from indicator_engine.messages import Language
from indicator_engine.report import markdown
from indicator_engine.report.phrases import one_line
from indicator_engine.report.view import view
from indicator_engine.results import Evaluation
from tests.evaluations import evaluation, evaluations, group, languages, leaf, texts

BOUNDARY = re.compile(r"(?<!\\)(?:\\\\)*\|")


def rows(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("|")]


def cells(line: str) -> list[str]:
    """Return the cells of a row as a renderer divides it: an escaped bar divides nothing."""
    return [cell.strip() for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]]


def shown_as(text: str) -> str:
    """Return what a renderer shows of an escaped text."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


@given(evaluations, languages)
def test_every_row_of_the_table_has_as_many_cells(one: Evaluation, language: Language) -> None:
    page = markdown.render(one, language)
    counted = {len(BOUNDARY.findall(line)) for line in rows(page)}
    shown = view(one, language)
    assert counted == {len(shown.columns) + 2}
    assert len(rows(page)) == 2 + len(shown.indicators) + len(shown.totals)


@given(evaluations, languages)
def test_a_renderer_shows_the_titles_as_they_are(one: Evaluation, language: Language) -> None:
    shown = view(one, language)
    titles = [row.title for row in (*shown.indicators, *shown.totals)]
    printed = [
        cells(line)[0].replace("&emsp;", "") for line in rows(markdown.render(one, language))
    ]
    assert [shown_as(title) for title in printed[2:]] == titles


@given(texts)
def test_escaping_keeps_the_text_and_leaves_nothing_to_act_on(text: str) -> None:
    line = one_line(text)
    escaped = markdown.escaped(line)
    assert shown_as(escaped) == line
    assert "<" not in escaped
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]#|~$]", escaped)


@given(evaluations, languages)
def test_no_title_begins_a_block_of_its_own(one: Evaluation, language: Language) -> None:
    """Every line is one that the report began: a heading, a table row, an entry, a sentence."""
    page = markdown.render(one, language)
    for line in page.splitlines():
        assert not line.startswith((" ", "\t", ">", "<", "+", "```", "~~~", "==="))


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("zh", "| &emsp;指标a | 10 | 8.00 | 80.00% | a |"),
        ("en", "| &emsp;Indicator a | 10 | 8.00 | 80.00% | a |"),
    ],
)
def test_deeper_levels_are_indented(language: Language, row: str) -> None:
    root = group("total", group("g", leaf("a")))
    assert row in markdown.render(evaluation(root), language)


def test_all_that_is_said_below_the_table_is_there() -> None:
    root = group("total", leaf("a", note="执行|偏低"))
    page = markdown.render(evaluation(root, unchecked=("X1",)), "zh")
    assert "## 备注\n\n- **指标a**：执行\\|偏低" in page
    assert "## 未核对（缺少数据）\n\n- X1" in page
    assert page.startswith("# 虚构的规则集\n\n**总分 8.00 / 10**\n\n## 组total\n\n| 指标 |")


def test_a_notebook_shows_the_table() -> None:
    one = evaluation(group("total", leaf("a")))
    assert one._repr_markdown_() == markdown.render(one)
