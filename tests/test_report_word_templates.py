"""A department's own Word file: every name there is fills in, nothing else gets through."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from attrs import evolve
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

import indicator_engine
from indicator_engine.cli import main
from indicator_engine.errors import IndicatorEngineError
from indicator_engine.limits import LIMITS
from indicator_engine.messages import Language
from indicator_engine.model import Text
from indicator_engine.records import from_example
from indicator_engine.report.phrases import DASH
from indicator_engine.report.word import fill
from indicator_engine.report.word.names import ROW, Entries, names
from indicator_engine.results import Evaluation
from indicator_engine.scoring import score_record
from tests.evaluations import evaluation, evaluations, group, languages, leaf, without_score

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "report-docx.md"
PROJECT = "beijing-project-2020"


def published() -> Evaluation:
    ruleset = indicator_engine.load_ruleset(PROJECT)
    example = ruleset.example("ccpit-2022")
    assert example is not None
    return score_record(ruleset, from_example(ruleset, example))


def form(*paragraphs: str, rows: Sequence[Sequence[str]] = (), header: str = "") -> bytes:
    """Return a Word file with some paragraphs and a table below them."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), max(map(len, rows)))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=False):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_parts(content: bytes, changes: Mapping[str, bytes]) -> bytes:
    """Return an archive with some of its parts replaced or added."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w") as target:
        for name in source.namelist():
            if name not in changes:
                target.writestr(name, source.read(name))
        for name, data in changes.items():
            target.writestr(name, data)
    return buffer.getvalue()


def filled(one: Evaluation, *paragraphs: str, language: Language = "zh") -> list[str]:
    """Return what becomes of some paragraphs."""
    document = docx.Document(BytesIO(fill(one, form(*paragraphs), language=language)))
    return [paragraph.text for paragraph in document.paragraphs]


def refused(template: bytes, one: Evaluation | None = None) -> list[str]:
    """Return the codes of what a file is refused for."""
    with pytest.raises(IndicatorEngineError) as error:
        fill(one or evaluation(group("total", leaf("A"))), template, "form.docx")
    assert error.value.render("zh")
    return [found.code for found in error.value.diagnostics]


class TestNames:
    def test_each_is_documented_in_both_languages(self) -> None:
        marked = re.findall(r"(?<!`)`([^`\n]+)`", PAGE.read_text(encoding="utf-8"))
        documented = {name for text in marked for name in re.findall(r"\w+", text)}
        assert {*names(published(), "zh"), *ROW, *ROW.values()} - documented == set()

    def test_every_placeholder_of_the_page_is_filled(self) -> None:
        written = re.findall(r"`(\{\{[^`%]+\}\})`", PAGE.read_text(encoding="utf-8"))
        assert len(written) > 20
        texts = filled(published(), *(each for each in written if not re.search("行|loop", each)))
        assert not any("{" in text for text in texts)

    @pytest.mark.parametrize(
        ("placeholder", "expected"),
        [
            ("{{ 单位 }}", "北京市市长国际企业家顾问会议"),
            ("{{ 单位.名称 }}", "北京市市长国际企业家顾问会议"),
            ("{{ unit.id }}", "ccpit-beijing-advisers-2022"),
            ("{{ 总分 }}", "85.99"),
            ("{{ max }}", "100"),
            ("{{ 等级 }}", "良"),
            ("{{ 得分 }} {{ 得分率 }} {{ 分值 }}", "85.99 85.99% 100"),
            ('{{ 得分["B12"] }}', "3.96"),
            ("{{ score.B12 }}", "3.96"),
            ("{{ 得分[“B12”] }}", "3.96"),
            ("{{ 得分率['C'] }}", "94.53%"),
            ("{{ weight.D }}", "30"),
            ("{{ 扣分原因.A31 }}", "预算测算依据不够充分，预算编制科学性不足"),
            ("{{ 扣分原因.A11 }}", DASH),
            ("{{ 派生值.预算执行率 }}", "98.93%"),
            ("{{ derived['付款逾期天数'] }}", "14 天"),
            ("{{ 规则集 }} {{ version }}", "beijing-project-2020 1.0.0"),
            ("{{ 警告|length }}", "8"),
            ("{% if 等级 == '良' %}好{% else %}不{% endif %}", "好"),
            ("{{ '优' if 总分 == '90.00' else 等级 ~ '！' }}", "良！"),
            ("{{ 未核对 or '已全部核对' }}", "已全部核对"),
            ("{% for 部分 in 一级指标 %}{{ 部分 }}{{ 部分.得分 }}；{% endfor %}",
             "决策8.32；过程17.42；产出37.81；效益22.44；"),
            ("{% for 甲 in parts %}{% for 乙 in 甲.children %}{{ loop.index }}{% endfor %};{% endfor %}",
             "123;12;1234;12;"),
            ("{% for 行 in 指标 if 行.级别 == '1' %}{% if not loop.last %}{{ 行.id }}{% endif %}{% endfor %}",
             "ABC"),
        ],
    )  # fmt: skip
    def test_a_name_gives_what_the_reports_print(self, placeholder: str, expected: str) -> None:
        assert filled(published(), placeholder) == [expected]

    @settings(max_examples=50)
    @given(evaluations, languages)
    def test_each_gives_its_text_whatever_that_is(
        self, one: Evaluation, language: Language
    ) -> None:
        """Also one that looks like XML or like a placeholder; what is missing is a dash."""
        known = {
            name: value
            for name, value in names(one, language).items()
            if isinstance(value, str | Entries)
        }
        printed = filled(one, *(f"{{{{ {name} }}}}" for name in known), language=language)
        assert printed == [str(value) or DASH for value in known.values()]

    @settings(max_examples=50)
    @given(evaluations, languages)
    def test_a_table_has_a_line_for_every_indicator(
        self, one: Evaluation, language: Language
    ) -> None:
        keys = [key for key in ROW if key != "children"]
        cells = [f"{{{{ row.{key} }}}}" for key in keys]
        loop = ("{%tr for row in 指标 %}",), cells, ("{%tr endfor %}",)
        content = fill(one, form(rows=loop), language=language)
        (table,) = docx.Document(BytesIO(content)).tables
        below = list(one.tree.walk())[1:] or [one.tree]
        expected = [
            [node.id, "–" if node.score is None and not node.range else None] for node in below
        ]
        printed = [[cell.text for cell in row.cells] for row in table.rows]
        assert [line[0] for line in printed] == [node_id for node_id, _ in expected]
        for line, (_, dash), node in zip(printed, expected, below, strict=True):
            score = line[keys.index("score")]
            assert score == (dash or score)
            assert node.score is None or score == f"{node.score:f}"

    def test_a_ruleset_cannot_hide_a_name(self) -> None:
        """Ids that are methods of Python objects are ids."""
        root = group("total", leaf("items"), leaf("keys", score=None, range=None), leaf("get"))
        text = "{{ 得分.items }} {{ 得分['keys'] }} {{ score.get }}"
        assert filled(evaluation(root), text) == [f"8.00 {DASH} 8.00"]

    def test_an_open_total_is_a_range_and_no_zero(self) -> None:
        root = group("total", without_score("A", "missing", "open"), score=None, rate=None)
        one = evaluation(root, grades=("优", "差"))
        assert filled(one, "{{ 总分 }} {{ 得分.A }} {{ 得分率 }} {{ 等级 }}") == [
            f"{DASH} {DASH} {DASH} 优 或 差"
        ]


class TestText:
    HOSTILE = "甲&乙<w:p/> {{ 总分 }} {% for x in y %} {_{ x }_} {_% %_} \ud800\x07\ufffe]]>"
    SHOWN = "甲&乙<w:p/> {{ 总分 }} {% for x in y %} {_{ x }_} {_% %_} \ufffd\ufffd\ufffd]]>"

    def test_data_are_text_in_every_part(self) -> None:
        """In paragraphs, headers, footnotes, properties: filled in once, and never read again."""
        title = Text(zh=self.HOSTILE)
        one = evaluation(group("total", leaf("A")), title=title, unit={"name": self.HOSTILE})
        document = docx.Document(BytesIO(form("{{ 标题 }}", header="{{ 单位 }}")))
        document.core_properties.title = "{{ 标题 }}"
        document.add_section()  # docxtpl would fill footnotes once for each section
        content = fill(one, with_footnote(saved(document), "{{ 标题 }}"))
        result = docx.Document(BytesIO(content))
        assert result.paragraphs[0].text == self.SHOWN
        assert result.sections[0].header.paragraphs[0].text == self.SHOWN
        assert result.core_properties.title == self.SHOWN
        with ZipFile(BytesIO(content)) as archive:
            note = docx.oxml.parse_xml(archive.read("word/footnotes.xml"))
        assert note.xpath("string(.)") == self.SHOWN

    def test_the_same_data_give_the_same_bytes(self) -> None:
        one = evaluation(group("total", leaf("A")))
        assert fill(one, form("{{ 总分 }}")) == fill(one, form("{{ 总分 }}"))

    def test_what_a_loop_leaves_empty_is_still_a_table(self) -> None:
        """A cell has a paragraph, and a table a line, or Word would not open the file."""
        rows = [["{%p for w in 警告 %}", "x"], ["{%tr for w in 警告 %}"], ["{%tr endfor %}"]]
        document = docx.Document(BytesIO(form(rows=rows)))
        document.tables[0].cell(0, 0).add_paragraph("{%p endfor %}")
        document.add_table(2, 1)
        document.tables[1].cell(0, 0).text = "{%tr for w in 警告 %}"
        document.tables[1].cell(1, 0).text = "{%tr endfor %}"
        content = fill(evaluation(group("total", leaf("A"))), saved(document))
        (table,) = docx.Document(BytesIO(content)).tables
        assert [[len(cell.paragraphs) for cell in row.cells] for row in table.rows] == [[1, 1]]

    def test_pieces_of_a_placeholder_are_one(self) -> None:
        """Word splits what is typed wherever its spelling checker looked."""
        document = docx.Document()
        paragraph = document.add_paragraph("得 ")
        for piece in ("{", "{ 总", "分", " }", "} 分"):
            paragraph.add_run(piece).bold = piece == "分"
        content = fill(evaluation(group("total", leaf("A"))), saved(document))
        assert docx.Document(BytesIO(content)).paragraphs[0].text == "得 8.00 分"


def with_footnote(content: bytes, text: str) -> bytes:
    """Return a Word file with a footnote."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    note = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{word}"><w:footnote w:id="2">'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    with ZipFile(BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    relation = f'<Relationship Id="rIdN" Type="{of}" Target="footnotes.xml"/></Relationships>'
    return with_parts(
        content,
        {
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
            "word/_rels/document.xml.rels": relations.replace(
                "</Relationships>", relation
            ).encode(),
            "word/footnotes.xml": note.encode(),
        },
    )


class TestFaults:
    def test_all_are_told_at_once_each_with_its_place(self) -> None:
        """In paragraphs, cells, headers and branches that are not taken; with the nearest name."""
        template = form(
            "单位：{{ 单位.名 }}",
            "{% if 总分 == 'x' %}{{ 总份 }}{% endif %}",
            rows=[("{%tr for row in 指标 %}",), ("{{ row.titel }}",), ("{%tr endfor %}",)],
            header="{{ 总得分 }} {{ 得分['A1'] }}",
        )
        one = evaluation(group("total", leaf("A11"), leaf("B")))
        with pytest.raises(IndicatorEngineError) as error:
            fill(one, template, "form.docx")
        assert error.value.render("en") == (
            "form.docx#/word/document.xml: the template asks for '单位.名', expected a known name; "
            "did you mean '单位.名称'? [placeholder-unknown]\n"
            "    单位：{{ 单位.名 }}\n"
            "             ^^^^^^^\n"
            "form.docx#/word/document.xml: the template asks for '总份', expected a known name"
            " [placeholder-unknown]\n"
            "    {% if 总分 == 'x' %}{{ 总份 }}{% endif %}\n"
            "                           ^^^^\n"
            "form.docx#/word/document.xml: the template asks for 'row.titel', expected a known name; "
            "did you mean 'row.title'? [placeholder-unknown]\n"
            "    {{ row.titel }}\n"
            "       ^^^^^^^^^\n"
            "form.docx#/word/header1.xml: the template asks for '总得分', expected a known name; "
            "did you mean '总分'? [placeholder-unknown]\n"
            "    {{ 总得分 }} {{ 得分['A1'] }}\n"
            "       ^^^^^^\n"
            "form.docx#/word/header1.xml: the template asks for '得分[\"A1\"]', expected a known name;"
            " did you mean '得分[\"A11\"]'? [placeholder-unknown]\n"
            "    {{ 总得分 }} {{ 得分['A1'] }}\n"
            "                    ^^^^^^^^^^"
        )

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("{{ ''.__class__.__mro__ }}", "placeholder-unknown"),
            ("{{ 总分.__class__ }}", "placeholder-unknown"),
            ("{{ 得分._by_key }}", "placeholder-unknown"),
            ("{{ 得分['_by_key'] }}", "placeholder-unknown"),
            ("{{ 指标.__class__ }}", "placeholder-unknown"),
            ("{{ self }}", "placeholder-unknown"),
            ("{% if 总分 %}{% else %}{{ x }}{% endif %}", "placeholder-unknown"),
            ("{% if 总分 %}{% elif 满分 %}{{ x }}{% endif %}", "placeholder-unknown"),
            ("{% if x %}{% endif %}", "placeholder-unknown"),
            ("{% for w in 警告 %}{% else %}{{ x }}{% endfor %}", "placeholder-unknown"),
            ("{{ cycler.__init__.__globals__ }}", "placeholder-unknown"),
            ("{% for x in 指标 %}{{ loop.__init__ }}{% endfor %}", "placeholder-unknown"),
            ("{% for x in 指标 if loop.first %}{% endfor %}", "placeholder-unknown"),
            ("{% for w in 警告 %}{{ w.title }}{% endfor %}", "placeholder-unknown"),
            ("{{ 总分|attr('__class__') }}", "template-construct"),
            ("{{ 总分|safe }}", "template-construct"),
            ("{{ 总分.format(1) }}", "template-construct"),
            ("{{ range(10) }}", "template-construct"),
            ("{{ 9 ** 9 ** 9 }}", "template-construct"),
            ("{{ 'a' * 1000000000 }}", "template-construct"),
            ("{{ '%1000000000d' % 1 }}", "template-construct"),
            ("{{ [1] }}", "template-construct"),
            ("{{ 得分[总分] }}", "template-construct"),
            ("{{ 指标[0] }}", "template-construct"),
            ("{{ 得分|length }}", "template-construct"),
            ("{% set x = 1 %}", "template-construct"),
            ("{% include 'x' %}", "template-construct"),
            ("{% macro f() %}{% endmacro %}", "template-construct"),
            ("{% for x in 指标 recursive %}{% endfor %}", "template-construct"),
            ("{% for x, y in 指标 %}{% endfor %}", "template-construct"),
            ("{{ 指标 }}", "template-list"),
            ("{{ 未核对 or 警告 }}", "template-list"),
            ("{% for x in 总分 %}{% endfor %}", "template-loop"),
            ("{% for x in 指标 %}{% for y in 指标 %}{% endfor %}{% endfor %}", "template-loop"),
            ("{%for x in 指标%}{%for y in x.下级%}{%for z in x.下级%}{%endfor%}{%endfor%}{%endfor%}", "template-loop"),
            ("{% for x in 指标 %}", "template-syntax"),
            ("{{ 1 + }}", "template-syntax"),
            ("{% nonsense %}", "template-syntax"),
            ("{{p 结论 }}", "template-stray"),
            ("{{r 结论 }}", "template-stray"),
        ],
    )  # fmt: skip
    def test_nothing_but_names_gets_through(self, text: str, code: str) -> None:
        assert refused(form(text)) == [code]

    def test_brackets_without_end_are_refused(self) -> None:
        """And so is a chain that is too long to be walked."""
        assert refused(form("{{ " + "(" * 5_000)) == ["template-syntax"]
        assert refused(form("{{ 总分" + " or 总分" * 5_000 + " }}")) == ["template-syntax"]


class TestFiles:
    def test_macros_are_refused(self) -> None:
        content = with_parts(form("x"), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
        assert refused(content) == ["template-with-macros"]

    def test_a_part_that_grows_is_refused(self) -> None:
        buffer = BytesIO()
        with ZipFile(buffer, "w", 8) as archive:
            archive.writestr("word/media/image.png", bytes(30_000_000))
        assert refused(buffer.getvalue()) == ["template-too-large"]

    def test_what_loops_make_too_large_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        template = form("{% for x in 指标 %}" + "长" * 500 + "{% endfor %}")
        one = evaluation(group("total", *(leaf(f"A{number}") for number in range(100))))
        assert fill(one, template)
        small = evolve(LIMITS, workbook_bytes=50_000)
        monkeypatch.setattr("indicator_engine.report.word.filling.LIMITS", small)
        assert refused(template, one) == ["template-unreadable"]

    def test_two_parts_of_one_name_are_refused(self) -> None:
        content = with_parts(form("x"), {"Word/Document.xml": b"<x/>"})
        assert refused(content) == ["template-unreadable"]

    @pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0" + bytes(600), b"<html>"])
    def test_what_is_no_word_file_is_refused(self, content: bytes) -> None:
        assert refused(content) == ["template-unreadable"]

    @pytest.mark.parametrize("kind", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
    @settings(max_examples=30)
    @given(data=st.binary(max_size=60))
    def test_any_part_is_read_or_refused(self, kind: str, data: bytes) -> None:
        assert refused(with_parts(form("x"), {kind: data})) == ["template-unreadable"]

    def test_entities_are_not_expanded(self) -> None:
        with ZipFile(BytesIO(form("&x;"))) as archive:
            xml = archive.read("word/document.xml").decode().replace("&amp;x;", "&x;")
        head, sign, rest = xml.partition("?>")
        bomb = f'{head}{sign}<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>{rest}'
        assert "&x;" in bomb
        content = with_parts(form("x"), {"word/document.xml": bomb.encode()})
        try:
            result = fill(evaluation(leaf("total")), content)
        except IndicatorEngineError:
            return
        with ZipFile(BytesIO(result)) as archive:
            assert b"root:" not in archive.read("word/document.xml")


class TestCommand:
    @pytest.fixture(autouse=True)
    def _in_a_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("form.docx").write_bytes(form("{{ 总分 }} {{ 等级 }}"))
        Path("bad.docx").write_bytes(form("{{ 总份 }}"))

    def score(self, *arguments: str) -> int:
        return main(["score", PROJECT, "--example", "ccpit-2022", *arguments, "--lang", "en"])

    def test_the_file_is_filled_in(self) -> None:
        asked = ("--format", "docx", "--template", "form.docx", "-o", "x.docx")
        assert self.score(*asked) == 0
        assert docx.Document("x.docx").paragraphs[0].text == "85.99 良"

    def test_unknown_names_write_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        asked = ("--format", "docx", "--template", "bad.docx", "-o", "x.docx")
        assert self.score(*asked) == 2
        assert "bad.docx#/word/document.xml: " in capsys.readouterr().err
        assert not Path("x.docx").exists()

    @pytest.mark.parametrize("name", ["text", "json"])
    def test_other_formats_take_no_template(
        self, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        assert self.score("--format", name, "--template", "form.docx") == 2
        assert "expected --format docx" in capsys.readouterr().err

    def test_the_template_is_not_overwritten(self, capsys: pytest.CaptureFixture[str]) -> None:
        before = Path("form.docx").read_bytes()
        asked = ("--format", "docx", "--template", "form.docx", "-o", "form.docx")
        assert self.score(*asked) == 2
        assert "expected another file" in capsys.readouterr().err
        assert Path("form.docx").read_bytes() == before

    def test_a_template_that_is_not_there_is_named(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ("--format", "docx", "--template", "absent.docx", "-o", "x.docx")
        assert self.score(*asked) == 2
        assert "absent.docx" in capsys.readouterr().err
