"""Typography of official documents in Chinese (公文): paper, fonts, sizes, styles.

Source: GB/T 9704-2012, 5.1 to 5.2.3 (A4, margins, 2号小标宋 for the title, 3号仿宋 for the text),
7.3.3 (黑体 and 楷体 for headings), 7.5 (page numbers).
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO

from attrs import frozen
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

from indicator_engine.report.word.elements import element
from indicator_engine.report.word.packing import packed

LATIN = "Times New Roman"
TEXT, HEADING, SUBHEADING, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"

# Fonts that are on every Windows and may stand in, each for one that an office has to install.
STAND_INS = {TEXT: "仿宋", SUBHEADING: "楷体", TITLE: "宋体"}

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26  # mm of margin
WIDE, HIGH = 210, 297  # mm of an A4 page
LINE = 560  # twentieths of a point: 28 points give 22 lines on a page
SINGLE = 240  # the same where the font decides
TALLEST = 32  # half points of a font that a line so high holds
CHARACTER = 100  # hundredths of a character: indents follow the size of the font

# What python-docx brings along and no report uses.
UNUSED = {
    RELATION.CUSTOM_XML,
    RELATION.EXTENDED_PROPERTIES,
    RELATION.NUMBERING,
    RELATION.THEME,
    RELATION.THUMBNAIL,
    RELATION.WEB_SETTINGS,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}


@frozen(kw_only=True)
class Style:
    """A style of paragraphs.

    Attributes:
        id: As paragraphs name it.
        name: As Word knows it.
        font: For Chinese characters.
        size: In half points.
        align: ``both`` is justified.
        indent: Of the first line, in hundredths of a character.
        line: Height of lines in twentieths of a point; ``None`` is what their font needs.
        space: Above and below, in twentieths of a point.
        outline: Level in the navigation, from 0; ``None`` for what is no heading.
        together: Whether it stays on the page of what follows.
        own: Whether it is none of those that Word knows.
    """

    id: str
    name: str
    font: str = TEXT
    size: int = 32
    align: str = "both"
    indent: int = 0
    line: int | None = LINE
    space: int = 0
    outline: int | None = None
    together: bool = False
    own: bool = False


STYLES = (
    Style(id="Normal", name="Normal"),
    Style(id="Title", name="Title", font=TITLE, size=44, align="center", space=240, outline=None),
    Style(id="Subtitle", name="Subtitle", font=SUBHEADING, align="center", space=120),
    Style(
        id="Heading1",
        name="heading 1",
        font=HEADING,
        indent=2 * CHARACTER,
        outline=0,
        together=True,
    ),
    Style(id="BodyText", name="Body Text", indent=2 * CHARACTER),
    Style(
        id="Caption",
        name="caption",
        font=HEADING,
        size=24,
        align="center",
        line=None,
        space=120,
        together=True,
    ),
    Style(id="TableText", name="Table Text", size=24, align="left", line=None, own=True),
    Style(id="TableNumber", name="Table Number", size=24, align="center", line=None, own=True),
    Style(
        id="TableHeading",
        name="Table Heading",
        font=HEADING,
        size=24,
        align="center",
        line=None,
        own=True,
    ),
    Style(
        id="Provenance", name="Provenance", size=21, align="left", line=None, space=240, own=True
    ),
    Style(id="Footer", name="footer", font="宋体", size=28, align="center", line=None),
)


def new_document() -> WordDocument:
    """Return a document with fonts, styles and languages, and nothing in it."""
    return Document(BytesIO(_blank()))


@cache
def _blank() -> bytes:
    """Return the file of an empty document; to make it takes longer than all that is written."""
    document = Document()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, each in relations.items() if each.reltype in UNUSED]:
            del relations[key]
    _set_styles(document)
    _set_fonts(document)
    settings = document.settings.element
    for each in settings.xpath("w:themeFontLang | w:clrSchemeMapping | w:rsids"):
        settings.remove(each)
    return packed(document)


def lay_out(section: Section, *, turned: bool) -> None:
    """Set the paper of a section: A4, turned where a table is wide."""
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        (Mm(HIGH), Mm(WIDE)) if turned else (Mm(WIDE), Mm(HIGH))
    )
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(25)


def _set_styles(document: WordDocument) -> None:
    root = document.styles.element
    for each in list(root):
        root.remove(each)
    # By the rules of Chinese, numbers and ids would be broken anywhere within.
    spoken = element("lang", val="en-US", eastAsia="zh-CN")
    defaults = element("rPr", _fonts(TEXT), spoken)
    root.append(element("docDefaults", element("rPrDefault", defaults), element("pPrDefault")))
    for each in (*map(_style, STYLES), *_table_styles()):
        root.append(each)
    assert document.styles.default(WD_STYLE_TYPE.PARAGRAPH) is not None  # Word asks for one


def _style(style: Style) -> BaseOxmlElement:
    made = element("style", element("name", val=style.name), type_="paragraph", styleId=style.id)
    if style.own:
        made.set(qn("w:customStyle"), "1")
    if style.id == "Normal":
        made.set(qn("w:default"), "1")
    else:
        made.append(element("basedOn", val="Normal"))
    made.append(element("qFormat"))
    made.append(element("pPr", *_paragraph_properties(style)))
    sizes = (element("sz", val=style.size), element("szCs", val=style.size))
    made.append(element("rPr", _fonts(style.font), *sizes))
    return made


def _paragraph_properties(style: Style) -> Iterator[BaseOxmlElement]:
    """Yield the properties in the order that the format asks for."""
    if style.together:
        yield element("keepNext")
    rule = "auto" if style.line is None else "exact" if style.size <= TALLEST else "atLeast"
    around = {"before": style.space, "after": style.space}
    yield element("spacing", **around, line=style.line or SINGLE, lineRule=rule)
    # For a reader that does not know characters the same in twentieths of a point.
    width = style.indent * style.size // (2 * 5)
    yield element("ind", firstLineChars=style.indent, firstLine=width)
    yield element("jc", val=style.align)
    if style.outline is not None:
        yield element("outlineLvl", val=style.outline)


def _table_styles() -> Iterator[BaseOxmlElement]:
    none = element("style", element("name", val="Normal Table"), type_="table")
    none.set(qn("w:styleId"), "TableNormal")
    none.set(qn("w:default"), "1")
    yield none
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = [element(side, val="single", sz=4, space=0, color="auto") for side in sides]
    margins = [element(side, w=60, type_="dxa") for side in ("left", "right")]
    properties = element("tblPr", element("tblBorders", *lines), element("tblCellMar", *margins))
    grid = element("style", element("name", val="Table Grid"), type_="table", styleId="TableGrid")
    grid.append(element("basedOn", val="TableNormal"))
    grid.append(properties)
    yield grid


def _fonts(east_asian: str) -> BaseOxmlElement:
    return element("rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=east_asian)


def _set_fonts(document: WordDocument) -> None:
    """Tell which fonts may stand in for those that an office has to install."""
    table = parse_xml(f"<w:fonts {nsdecls('w')}/>")
    for font, stand_in in STAND_INS.items():
        table.append(element("font", element("altName", val=stand_in), name=font))
    part = document.part.part_related_by(RELATION.FONT_TABLE)
    part._blob = _text(table)  # noqa: SLF001 - python-docx knows this part only as bytes


def _text(root: BaseOxmlElement) -> bytes:
    from docx.opc.oxml import serialize_part_xml

    return serialize_part_xml(root)
