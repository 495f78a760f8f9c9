"""HTML: a page whatever the texts hold, of which no element and no attribute came from them."""

import re
from base64 import b64encode
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

from indicator_engine import IndicatorEngineError, extras, render
from indicator_engine.errors import Diagnostic, Location
from indicator_engine.explaining.losses import losses
from indicator_engine.messages import Language
from indicator_engine.model import Text
from indicator_engine.report import html
from indicator_engine.report.explanations.pages import drawing
from indicator_engine.report.view import view
from indicator_engine.resources import template_text
from indicator_engine.results import AppliedAdjustment, Evaluation, ScoreNode
from tests.evaluations import (
    derived,
    evaluation,
    evaluations,
    group,
    languages,
    leaf,
    without_score,
)
from tests.explaining.small import explained
from tests.pages import SNAPSHOT, Page, published
from tests.properties.cases import Case, cases, result

HOSTILE = (
    "\"'`></title></style></svg><!--<script>alert(1)</script><img src=//x onerror=alert(1)>"
    "&lt;{{ 7*7 }}{% raw %}<![CDATA[<?php"
)
UNSEEN = "\x1b\u202e"  # what no page may hold; no ruleset may either, but data from Python can
TAGS = {
    "a", "body", "caption", "code", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "head",
    "header", "html", "li", "main", "meta", "p", "rect", "section", "span", "strong", "style",
    "summary", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
# What may stand in an attribute, whatever the page is about.
OWN = {
    "aria-hidden": "true",
    "charset": "utf-8",
    "class": r"[a-z0-9 -]+",
    "content": r"[^<>&\"]+",
    "focusable": "false",
    "height": "8",
    "href": r"#i\d+",
    "http-equiv": "Content-Security-Policy",
    "id": r"i\d+",
    "lang": "zh-CN|en",
    "name": "viewport|color-scheme|referrer",
    "open": "",
    "preserveaspectratio": "none",
    "scope": "col|row",
    "viewbox": "0 0 100 8",
    "width": r"\d{1,3}(\.\d\d)?",
}
HEADINGS = re.compile(r"h[1-6]")


def has_only_its_own_elements(page: Page) -> None:
    for element in page.elements:
        assert element.tag in TAGS
        for name, value in element.attributes:
            assert re.fullmatch(OWN[name], value or ""), (element.tag, name, value)


def can_be_read_aloud(page: Page) -> None:
    """A language, headings in order, tables with captions and headers, links that lead somewhere."""
    assert page.all("html")[0].get("lang")
    levels = [int(each.tag[1]) for each in page.elements if HEADINGS.fullmatch(each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))
    assert len(page.all("main")) == 1
    assert len(page.all("table")) == len(list(filter(None, page.texts("caption"))))
    assert all(each.get("scope") in ("col", "row") for each in page.all("th"))
    anchors = [each.get("id") for each in page.elements if each.get("id")]
    assert len(set(anchors)) == len(anchors)
    assert {str(each.get("href"))[1:] for each in page.all("a")} <= set(anchors)


@given(evaluations, languages)
def test_every_tree_is_a_page_of_its_own_elements(one: Evaluation, language: Language) -> None:
    page = Page(html.render(one, language))
    has_only_its_own_elements(page)
    can_be_read_aloud(page)
    assert page.others == ["doctype html"]


@given(evaluations, languages)
def test_a_page_says_what_every_report_says(one: Evaluation, language: Language) -> None:
    text, shown = Page(html.render(one, language)).text, view(one, language)
    said = [shown.title, shown.unit, shown.total, shown.grade, shown.assessed, shown.rounding]
    said += [shown.provenance, shown.unchecked, one.digest, *shown.warnings]
    for row in (*shown.indicators, *shown.totals):
        said += [row.title, row.weight, row.score, row.rate, row.remark, row.tags]
    said += [text for pair in (*shown.notes, *shown.derived) for text in pair]
    assert [each for each in said if each not in text] == []


@settings(max_examples=50)
@given(evaluations)
def test_losses_add_up_to_what_is_missing(one: Evaluation) -> None:
    """Told by the tree alone, without the ruleset."""
    for node in one.tree.walk():
        if node.score is not None:
            lost = sum((each.points for each in losses(node)), Fraction(0))
            assert lost + Fraction(node.score) == node.weight


@settings(max_examples=30)
@given(cases(), languages)
def test_whatever_is_scored_is_a_page(case: Case, language: Language) -> None:
    one = result(case)
    if one is not None:
        page = Page(html.render(one, language))
        has_only_its_own_elements(page)
        can_be_read_aloud(page)


def speaking(text: str) -> Evaluation:
    """Return an evaluation all of whose texts are that one."""
    title = Text(zh=text, en=text)
    told: dict[str, Any] = {
        "title": title, "note": text, "source": title, "formula": text, "tags": (text,)
    }  # fmt: skip
    change = AppliedAdjustment(id=text, title=title, applied=None, before=None, after=None)
    pending = without_score("b", "pending", "open", reason=text, **told)
    root = group("total", leaf("a", **told), pending, adjustments=(change,))
    at, facts = Location(file=text), {"id": text, "suggestion": text}
    found = Diagnostic(code="ruleset-unknown", id=text, at=at, facts=facts, severity="warning")
    visible = text.replace(UNSEEN, "")  # no ruleset has them in an id
    return evaluation(
        evolve(root, title=title, note=text, source=title),
        ruleset=visible,
        version=text,
        engine=visible,
        digest=visible,
        title=title,
        unit={"id": text, "name": text},
        grade=text,
        unchecked=(text,),
        warnings=(found,),
        derived_values=(derived("d", title=title, value=text, printed=None, type="text"),),
    )


def skeleton(page: str) -> list[tuple[str, object]]:
    return [(each.tag, each.attributes) for each in Page(page).elements]


@pytest.mark.parametrize("draw", [html.render, html.fragment], ids=["page", "fragment"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_texts_are_texts(draw: Callable[..., str], language: Language) -> None:
    """Hostile ones give the very elements and attributes that plain ones give."""
    hostile = draw(speaking(f"{HOSTILE}{UNSEEN}"), language)
    assert skeleton(hostile) == skeleton(draw(speaking("plain"), language))
    assert Page(hostile).text.count(HOSTILE) > 20
    assert not set(UNSEEN) & set(hostile)


def test_texts_of_explanations_are_texts() -> None:
    def told(text: str) -> str:
        rules = {
            "title": text,
            "inputs": {name: {"unit": text} for name in ("预算数", "执行数")},
            "indicators": {
                "title": text, "children": [
                    {"id": "A", "weight": 100, "title": text, "source": text,
                     "formula": "weight * reached(执行数, 预算数)"}],
                "adjustments": [{"id": "奖", "title": text, "becomes": "value / 2"}]},
            "grades": [{"grade": f"{text}1", "range": "[50, 100]"}, {"grade": f"{text}2", "range": "[0, 50)"}],
        }  # fmt: skip
        record = {"inputs": {"执行数": 1, "预算数": 3}, "notes": {"A": text}, "unit": text}
        return str(render(explained(rules, record, changes={"执行数": 2}), "html"))

    assert skeleton(told(HOSTILE)) == skeleton(told("plain"))


def test_a_page_may_load_nothing_but_its_own_style() -> None:
    page = Page(html.render(evaluation(group("total", leaf("a")))))
    (style,) = page.texts("style")
    digest = b64encode(sha256("".join(page.all("style")[0].text).encode()).digest()).decode()
    (policy,) = [str(each.get("content")) for each in page.all("meta") if each.get("http-equiv")]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "url(" not in style
    assert "@import" not in style


def test_an_unrated_leaf_has_no_bar_and_a_rate_above_one_a_full_one() -> None:
    def bars(node: ScoreNode) -> set[str | None]:
        page = Page(html.render(evaluation(node)))
        return {each.get("width") for each in page.all("rect") if each.get("class") == "fill"}

    assert bars(leaf("a", rate=None)) == set()
    assert bars(leaf("a")) == {"80.00"}
    assert bars(leaf("a", rate=Decimal("1.2000"))) == {"100"}
    assert bars(leaf("a", rate=Decimal("-0.1000"))) == {"0"}


def test_an_open_total_is_a_range_with_its_grades() -> None:
    pending = without_score("b", "pending", "open", reason="未决算")
    root = group("total", leaf("a"), pending, score=None, value=None, rate=None)
    most = (Decimal("8.00"), Decimal("18.00"))
    one = evaluation(root, total=None, rate=None, total_range=most, grades=("良", "中"))
    page = Page(html.render(one))
    assert list(page.texts("strong")) == ["8.00 – 18.00", "良 或 中"]
    assert "已评价 10 / 20 分（50.00%）" in page.text
    assert "待评（未决算）；得分待定" in page.text


def test_one_indicator_alone_has_its_account_and_its_losses() -> None:
    rules = {
        "indicators": {
            "children": [
                {"id": "A", "weight": 60, "formula": "weight * reached(执行数, 预算数)"},
                {"id": "B", "weight": 40, "formula": "weight * min(1, 执行数 / 预算数)"},
            ]
        }
    }
    found = explained(rules, {"执行数": 1, "预算数": 4}, indicator="A", changes={"执行数": 3})
    page = Page(str(render(found, "html")))
    headings = ["假设", "评价结论", "失分（由多到少）", "逐项说明", "来源与版本"]
    assert list(page.texts("h2")) == headings
    assert list(page.texts("code"))[:-1] == ["weight * reached(执行数, 预算数)"]
    assert "60 × reached(3 万元, 4 万元) = 45.00" in page.text
    assert "A：15.00 → 45.00" in page.text
    assert "共失 15.00 分" in page.text


def test_a_gain_is_told_in_words() -> None:
    change = AppliedAdjustment(id="奖", applied=True, before=Decimal("8.00"), after=Decimal("9.00"))
    root = group("total", leaf("a"), score=Decimal("9.00"), adjustments=(change,))
    page = Page(html.render(evaluation(root)))
    assert {"2.00", "多得 1.00"} <= set(page.texts("td"))
    assert "共失 1.00 分" in page.text
    root = evolve(root, score=Decimal("10.50"), value=None)
    assert "共失 -0.50 分" in Page(html.render(evaluation(root))).text


def test_the_page_of_the_published_report() -> None:
    """Renew it with ``python -m tests.pages``, and read what changed."""
    assert f"{published()}\n" == SNAPSHOT.read_text(encoding="utf-8")


def test_the_published_table_stands_on_the_page() -> None:
    """The report prints: 决策 10 8.32 83.20%, 过程 20 17.42 87.10%, 产出 40 37.81 94.53%, 效益 30 22.44 74.80%."""
    told = " ".join(Page(published()).text.split())
    for line in ("决策 A 10 8.32 83.20%", "过程 B 20 17.42 87.10%", "产出 C 40 37.81 94.53%",
                 "效益 D 30 22.44 74.80%", "合计 100 85.99 85.99%"):  # fmt: skip
        assert told.count(line) == 2, line


class TestNotebooks:
    def test_show_a_fragment(self) -> None:
        one = evaluation(group("total", leaf("a", note="执行偏低")))
        shown = one._repr_html_()
        assert shown == html.fragment(one)
        page = Page(str(shown))
        assert page.elements[0].tag == "div"
        assert "执行偏低" in page.text
        assert not page.all("html", "body", "a", "meta")

    def test_show_an_explanation(self) -> None:
        found = explained({}, {"执行数": 1, "预算数": 3})
        assert "33.33" in Page(str(found._repr_html_())).text

    def test_every_rule_of_the_style_stays_in_the_fragment(self) -> None:
        """A selector that began elsewhere would restyle the notebook."""
        style = re.sub(r"@page \{.*\}\n", "", template_text("page.css"))
        for selectors in re.findall(r"^ *([^@{};\n]+) \{", style, re.MULTILINE):
            for selector in re.split(r",\s*", selectors):
                assert selector.startswith(".indicator-engine"), selector


class TestWithoutJinja:
    @pytest.fixture(autouse=True)
    def _without(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in (extras, drawing):
            monkeypatch.setattr(module, "find_spec", lambda _: None)

    def test_the_extra_is_named(self) -> None:
        with pytest.raises(IndicatorEngineError, match=r"indicator-engine\[html\]") as raised:
            html.render(evaluation(leaf("a")))
        assert "jinja2" in raised.value.render("zh")

    def test_a_notebook_falls_back_on_markdown(self) -> None:
        one = evaluation(leaf("a"))
        assert one._repr_html_() is None
        assert one._repr_markdown_()
        assert explained({}, {"执行数": 1, "预算数": 3})._repr_html_() is None


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``.

    Source: W3C, Web Content Accessibility Guidelines 2.1, relative luminance.
    """
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough(scheme: int) -> None:
    """4.5 for text, 3 for bars, on either ground: level AA of the guidelines."""
    style = template_text("page.css")
    colours = [dict(re.findall(r"--(\w+): (#\w{6});", part)) for part in style.split("@media")[:2]]
    names = colours[scheme]
    for ground in ("paper", "tint"):
        for text in ("ink", "soft", "accent"):
            assert contrast(names[text], names[ground]) >= 4.5, (text, ground)
        assert contrast(names["fill"], names[ground]) >= 3, ground
    assert contrast("#000000", "#ffffff") == 21
