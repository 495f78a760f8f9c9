"""Word files: they open, hold what the other reports hold, and look as official ones do."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from hypothesis import given, settings

import indicator_engine
from indicator_engine.errors import IndicatorEngineError
from indicator_engine.messages import Language
from indicator_engine.model import Text
from indicator_engine.records import from_example
from indicator_engine.report import render, word
from indicator_engine.report.levels import levels
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.report.view import view
from indicator_engine.results import AppliedAdjustment, Evaluation
from indicator_engine.scoring import score_record
from tests.evaluations import evaluation, evaluations, group, languages, leaf, without_score

OFFICE = shutil.which("soffice")


def published(ruleset_id: str) -> Evaluation:
    ruleset = indicator_engine.load_ruleset(ruleset_id)
    example = ruleset.example("ccpit-2022")
    assert example is not None
    return score_record(ruleset, from_example(ruleset, example))


def opened(one: Evaluation, language: Language = "zh") -> Document:
    return docx.Document(BytesIO(word.render(one, language)))


def parts_of(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def score_table(document: Document) -> Table:
    """Return the table with a column for every level, by what screen readers call it."""
    captions = [each.get(qn("w:val")) for each in tables_of(document, "w:tblPr/w:tblCaption")]
    (place,) = (number for number, caption in enumerate(captions) if caption in WHOLE)
    return document.tables[place]


def tables_of(document: Document, path: str) -> list[BaseOxmlElement]:
    """Return what stands at a path below each table."""
    found: list[BaseOxmlElement] = document.element.body.xpath(f"w:tbl/{path}")
    return found


WHOLE = ("指标评分明细表", "Scores of all indicators")


def grid(table: Table) -> list[list[str]]:
    """Return the text in every place of a table; of a cell that spans several, in all of them."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def expected_grid(one: Evaluation, language: Language) -> list[list[str]]:
    """Return the same by laying every title of the levels over the places it spans."""
    phrases = Phrases(language)
    laid_out = levels(phrases, one.tree)
    count = len(laid_out.headings)
    titles = [[""] * count for _ in laid_out.lines]
    for place, line in enumerate(laid_out.lines):
        for cell in line.cells:
            for row in range(place, place + cell.lines):
                for column in range(cell.level, cell.level + cell.columns):
                    assert not titles[row][column]
                    titles[row][column] = cell.text or " "
    explained = any(line.reasons for line in laid_out.lines)
    joined = "；" if language == "zh" else "; "
    return [
        [
            *(title.strip() for title in above),
            line.row.weight,
            line.row.score,
            line.row.rate,
            *([joined.join(line.reasons)] if explained else []),
        ]
        for above, line in zip(titles, laid_out.lines, strict=True)
    ]


def written(part: BaseOxmlElement) -> str:
    """Return the text of an element; that of paragraphs is a property in python-docx."""
    return "".join(each.text or "" for each in part.iter(qn("w:t")))


def texts(document: Document) -> Iterator[str]:
    """Yield what is printed, from top to bottom: paragraphs, and the lines of tables."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(map(written, row._tr.tc_lst))  # noqa: SLF001 - as they are stored
        else:
            yield block.text


@settings(max_examples=50)
@given(evaluations, languages)
def test_every_score_stands_in_its_place(one: Evaluation, language: Language) -> None:
    """Whatever the tree: every level, points, score, rate and reason, spans included."""
    assert grid(score_table(opened(one, language)))[1:] == expected_grid(one, language)


@settings(max_examples=50)
@given(evaluations, languages)
def test_hostile_text_stays_text(one: Evaluation, language: Language) -> None:
    """Titles begin no paragraph of their own, and nothing is lost of what is said of a score."""
    document, shown = opened(one, language), view(one, language)
    printed = [paragraph.text for paragraph in document.paragraphs]
    assert printed[0] == shown.title
    assert printed[-1] == shown.provenance
    for sentence in filter(None, (shown.unit, shown.coverage, shown.rounding, shown.unchecked)):
        assert one_line(sentence) in printed
    assert all(line.isprintable() for line in texts(document))


def test_the_bytes_hold_no_clock() -> None:
    """And are the same each time."""
    one = evaluation(group("total", leaf("a")))
    content = word.render(one)
    assert content == word.render(one)
    with ZipFile(BytesIO(content)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = parts_of(content)["docProps/core.xml"]
    assert "虚构的规则集" in core
    assert not re.search("created|modified|lastModifiedBy|python-docx|20[0-9]{2}-", core)


def test_what_xml_cannot_hold_is_replaced() -> None:
    """Lone surrogates, control characters, what is no character: the file opens all the same."""
    hostile = "甲\ud800\x00\x0b\ufffe<w:p/>&\u202e乙"
    step = AppliedAdjustment(id=hostile, applied=True, grade=hostile, before=None, after=None)
    told = leaf("a", title=Text(zh=hostile), note=hostile, tags=(hostile,))
    root = group("total", told, title=Text(), adjustments=(step,))
    one = evaluation(root, title=Text(zh=hostile), unit={"name": hostile}, grade=hostile)
    document = opened(one)
    assert document.paragraphs[0].text == "甲\ufffd\ufffd \ufffd<w:p/>&\ufffd乙"
    assert document.core_properties.title == document.paragraphs[0].text


class TestTypography:
    @pytest.fixture(name="document", params=["zh", "en"])
    def _document(self, request: pytest.FixtureRequest) -> Document:
        return opened(published("beijing-project-2020"), request.param)

    def test_fonts_are_chinese_and_none_is_of_a_theme(self) -> None:
        parts = parts_of(word.render(published("beijing-project-2020")))
        assert not any("Theme=" in part or "theme/" in part for part in parts.values())
        fonts = re.findall("<w:rFonts [^>]*>", parts["word/styles.xml"])
        assert fonts
        assert all("w:eastAsia=" in each and "w:ascii=" in each for each in fonts)
        for font in re.findall('w:eastAsia="([^"]*[简_][^"]*)"', parts["word/styles.xml"]):
            assert f'<w:font w:name="{font}"><w:altName ' in parts["word/fontTable.xml"]

    def test_the_page_is_a4_with_official_margins(self, document: Document) -> None:
        (section,) = document.sections
        sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
        assert [round(side.mm) for side in sides if side] == [210, 297, 37, 28]

    def test_pages_are_numbered_by_a_field(self, document: Document) -> None:
        footer = document.sections[0].footer.part.element
        (field,) = footer.iter(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == " PAGE "
        assert written(footer) == "— 1 —"

    def test_tables_repeat_their_heading_and_break_no_line(self, document: Document) -> None:
        count = len(document.tables)
        assert count == 3
        assert len(tables_of(document, "w:tr[1]/w:trPr/w:tblHeader")) == count
        assert len(tables_of(document, "w:tr/w:trPr/w:tblHeader")) == count
        assert not tables_of(document, "w:tr[not(w:trPr/w:cantSplit)]")

    def test_headings_are_headings(self, document: Document) -> None:
        styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
        assert styles[0] == "Title"
        assert styles.count("Heading 1") == 4
        levels = document.styles.element.xpath("//w:style[w:name/@w:val='heading 1']//w:outlineLvl")
        assert [each.get(qn("w:val")) for each in levels] == ["0"]

    def test_tables_fit_the_page(self, document: Document) -> None:
        (section,) = document.sections
        assert section.page_width
        assert section.left_margin
        assert section.right_margin
        width = section.page_width - section.left_margin - section.right_margin
        for place in range(1, len(document.tables) + 1):
            columns = document.element.body.xpath(f"w:tbl[{place}]/w:tblGrid/w:gridCol/@w:w")
            assert sum(map(int, columns)) * 635 <= width + 635 * len(columns)

    def test_a_long_number_has_a_wider_column(self) -> None:
        """Broken after its first digits it would be another number."""
        root = group("total", leaf("a", weight=Fraction(100, 3), score=Decimal("-1234567.89")))
        columns = opened(evaluation(root)).element.body.xpath("w:tbl/w:tblGrid/w:gridCol/@w:w")
        _, weight, score, _ = (int(width) / 56.7 for width in columns)
        assert weight > len("33.3333…") * 2.12 + 2.1  # mm: a digit of 12 points is half as wide
        assert score > len("-1234567.89") * 2.12 + 2.1

    @pytest.mark.parametrize(("language", "code"), [("zh", "zh-CN"), ("en", "en-US")])
    def test_the_language_is_told(self, language: Language, code: str) -> None:
        """Digits and letters are no Chinese, by whose rules 19.50 might be broken after the 1."""
        document = opened(published("beijing-project-2020"), language)
        (spoken,) = document.styles.element.xpath("w:docDefaults//w:lang")
        assert spoken.get(qn("w:eastAsia")) == "zh-CN"
        assert spoken.get(qn("w:val")) == "en-US"
        assert document.core_properties.language == code

    def test_a_deep_tree_turns_the_page(self) -> None:
        deep = leaf("a")
        for number in range(3):
            deep = group(f"g{number}", deep)
        assert "landscape" not in parts_of(word.render(evaluation(deep)))["word/document.xml"]
        content = word.render(evaluation(group("total", deep)))
        assert 'w:orient="landscape"' in parts_of(content)["word/document.xml"]


class TestConclusion:
    def said(self, one: Evaluation, language: Language = "zh") -> str:
        document = opened(one, language)
        styled = [each for each in document.paragraphs if each.style and each.style.name]
        return next(each.text for each in styled if each.style.name == "Body Text")  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("zh", "甲局评价得分为 8.00 分（满分 10 分），综合评价等级为“良”。"),
            ("en", "The score of 甲局 is 8.00 of 10 points; the grade is 良."),
        ],
    )
    def test_it_says_who_has_what(self, language: Language, expected: str) -> None:
        one = evaluation(leaf("total"), unit={"id": "u1", "name": "甲局"}, grade="良")
        assert self.said(one, language) == expected

    @pytest.mark.parametrize(
        ("possible", "expected"),
        [
            (("3.00", "7.00"), "总分待定，可能为 3.00 – 7.00 分（满分 10 分），综合评价等级为“优”或“差”。"),
            (None, "总分待定（满分 10 分），综合评价等级为“优”或“差”。"),
        ],
    )  # fmt: skip
    def test_an_open_total_is_called_open(
        self, possible: tuple[str, str] | None, expected: str
    ) -> None:
        between = possible and (Decimal(possible[0]), Decimal(possible[1]))
        root = without_score("total", "missing", "open")
        one = evaluation(root, total_range=between, grades=("优", "差"))
        assert self.said(one).replace(" 或 ", "或") == expected


PROJECT = """\
北京市项目支出绩效评价（2020年办法）
单位：北京市市长国际企业家顾问会议（ccpit-beijing-advisers-2022）
一、综合评价结论
北京市市长国际企业家顾问会议评价得分为 85.99 分（满分 100 分），综合评价等级为“良”。
表 1 评价得分情况表
一级指标 | 分值 | 得分 | 得分率
决策 | 10 | 8.32 | 83.20%
过程 | 20 | 17.42 | 87.10%
产出 | 40 | 37.81 | 94.53%
效益 | 30 | 22.44 | 74.80%
合计 | 100 | 85.99 | 85.99%
二、指标得分情况
表 2 指标评分明细表
一级指标 | 二级指标 | 三级指标 | 分值 | 得分 | 得分率 | 扣分原因
决策 | 项目立项 | 立项依据充分性 | 2 | 2.00 | 100.00% |
 |  | 立项程序规范性 | 1 | 1.00 | 100.00% |
 |  | 小计 | 3 | 3.00 | 100.00% |
 | 绩效目标 | 绩效目标合理性 | 2 | 1.50 | 75.00% | 总体目标设定不合理，未明确核心产出内容及总体效益目标
"""

DEPARTMENT = """\
表 1 评价得分情况表
一级指标 | 分值 | 得分 | 得分率
当年预算执行情况 | 20 | 19.38 | 96.92%
整体绩效目标实现情况 | 60 | 55.80 | 93.00%
预算管理情况 | 20 | 20.00 | 100.00%
合计 | 100 | 95.18 | 95.18%
"""


def test_the_project_report_is_recognised() -> None:
    """Its score table as published, and the lines that lead to it."""
    printed = "\n".join(line.rstrip() for line in texts(opened(published("beijing-project-2020"))))
    assert printed.startswith(PROJECT)
    assert "四、警告和提示\n1. 警告 [X02-过程分项] " in printed


def test_the_department_report_is_recognised() -> None:
    assert DEPARTMENT in "\n".join(texts(opened(published("beijing-department-2022"))))


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicator_engine.extras.find_spec", lambda _name: None)
    with pytest.raises(IndicatorEngineError, match=r"indicator-engine\[word\]"):
        render(evaluation(leaf("total")), "docx")


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    """And prints it: a page at least, with the total."""
    (tmp_path / "report.docx").write_bytes(word.render(published("beijing-project-2020")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [str(OFFICE), "--headless", profile, "--convert-to", "txt:Text", "report.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    printed = (tmp_path / "report.txt").read_text(encoding="utf-8-sig")
    assert "评价得分为 85.99 分" in printed
    assert "94.53%" in printed
