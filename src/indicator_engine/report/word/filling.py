"""A department's own Word file, filled in from an evaluation or not written at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.exceptions import OpcError
from docx.opc.part import Part as OpcPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from indicator_engine.errors import Diagnostic, IndicatorEngineError, Location
from indicator_engine.limits import LIMITS
from indicator_engine.messages import Language
from indicator_engine.report.phrases import DASH, one_line
from indicator_engine.report.word.elements import element
from indicator_engine.report.word.names import Named, names
from indicator_engine.report.word.packing import packed
from indicator_engine.report.word.placeholders import FILTERS, Part, faults
from indicator_engine.results import Evaluation
from indicator_engine.workbooks.archive import refuse_twins, too_large

# What comes of files that are none: the libraries take a package at its word.
UNSOUND = (
    BadZipFile,
    OpcError,
    PythonDocxError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    SyntaxError,  # of lxml too
    TypeError,
    ValueError,
)

MACROS = "vbaproject.bin"
NOTES = ("footnotes+xml", "endnotes+xml")
PROPERTIES = ("title", "subject", "author", "comments")
MOST_OF_PROPERTY = 255  # characters

# What holds no text of its own; there it would make a file that Word does not open.
CONTAINERS = {qn(f"w:{name}") for name in ("body", "p", "r", "tbl", "tc", "tr")}


def fill(evaluation: Evaluation, template: bytes, name: str, language: Language) -> bytes:
    """Return a Word file with its placeholders filled from an evaluation."""
    at = Location(file=name)
    known, environment = names(evaluation, language), _environment()
    form = _opened(template, at)
    with _refusing(at):
        parts = list(_parts(form))
    found = [fault for part in parts for fault in faults(environment, part, known, at)]
    if found:
        raise IndicatorEngineError(found)
    with _refusing(at):
        _fill(form, known, environment, at)
        return packed(form.docx)


def _opened(template: bytes, at: Location) -> DocxTemplate:
    """Return a Word file that is worth reading."""
    with _refusing(at):
        archive = ZipFile(BytesIO(template))
        if part := too_large(archive):
            facts = {"part": part, "limit": str(LIMITS.workbook_bytes)}
            raise IndicatorEngineError([Diagnostic(code="template-too-large", at=at, facts=facts)])
        refuse_twins(archive)
        if any(part.casefold().endswith(MACROS) for part in archive.namelist()):
            raise IndicatorEngineError([Diagnostic(code="template-with-macros", at=at)])
        form = DocxTemplate(BytesIO(template))
        form.render_init()
    return form


@contextmanager
def _refusing(at: Location) -> Iterator[None]:
    """Refuse a file that turns out not to be one that can be filled."""
    try:
        yield
    except (*UNSOUND, TemplateError) as error:
        why = one_line(str(error)) or type(error).__name__
        found = Diagnostic(code="template-unreadable", at=at, facts={"why": why})
        raise IndicatorEngineError([found]) from None


class _Bounded(Template):
    """A template whose result has a limit."""

    def render(self, *known: object, **more: object) -> str:
        """Return the result.

        Raises:
            ValueError: Where it is too large.
        """
        written, size = [], 0
        for piece in self.generate(*known, **more):
            size += len(piece)
            if size > LIMITS.workbook_bytes:
                raise ValueError(f"filled in, it has more than {LIMITS.workbook_bytes} characters")
            written.append(piece)
        return "".join(written)


def _environment() -> SandboxedEnvironment:
    """Return where placeholders are filled in; nothing can be reached from there but the names."""
    made = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_escaped)
    made.template_class = _Bounded
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters.update(FILTERS)
    return made


def _escaped(value: object) -> Markup:
    """Return a value as XML holds it, a dash for none; braces too, for docxtpl rewrites some."""
    text = str(escape(str(value) or DASH)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(text)  # noqa: S704 - it is escaped


def _parts(form: DocxTemplate) -> Iterator[Part]:
    """Yield every part with placeholders, as they will be read."""
    yield Part(str(form.docx.part.partname), form.patch_xml(form.get_xml()))
    for uri in (form.HEADER_URI, form.FOOTER_URI):
        for _, part in form.get_headers_footers(uri):
            yield Part(str(part.partname), form.patch_xml(form.get_part_xml(part)))
    for part in _notes(form):
        yield Part(str(part.partname), form.patch_xml(part.blob.decode()))
    for name, text in _properties(form):
        yield Part(name, text)


def _notes(form: DocxTemplate) -> Iterator[OpcPart]:
    for part in form.docx.part.package.parts:
        if part.content_type.endswith(NOTES):
            yield part


def _fill(
    form: DocxTemplate,
    known: Mapping[str, Named],
    environment: SandboxedEnvironment,
    at: Location,
) -> None:
    """Fill in all parts, each once: what has been filled in is text and no placeholder."""
    body = form.build_xml(known, environment)
    _look_through(body.encode(), at)  # strictly; docxtpl reads it with repairs
    tree = form.fix_tables(body)
    form.fix_docpr_ids(tree)
    form.map_tree(_whole(tree))
    for uri in (form.HEADER_URI, form.FOOTER_URI):
        for key, xml in list(form.build_headers_footers_xml(known, uri, environment)):
            _look_through(xml, at)
            form.map_headers_footers_xml(key, xml)
    for part in _notes(form):
        source = form.patch_xml(part.blob.decode())
        filled = form.render_xml_part(source, part, known, environment).encode()
        _look_through(filled, at)
        part._blob = filled  # noqa: SLF001 - python-docx knows this part only as bytes
    plain = environment.overlay(autoescape=False, finalize=lambda value: str(value) or DASH)
    for name, source in list(_properties(form)):
        text = plain.from_string(source).render(known)
        setattr(form.docx.core_properties, name, text[:MOST_OF_PROPERTY])


def _properties(form: DocxTemplate) -> Iterator[tuple[str, str]]:
    """Yield the properties of the file that may hold placeholders, where it has any at all."""
    if any(
        each.reltype == RELATION.CORE_PROPERTIES for each in form.docx.part.package.rels.values()
    ):
        for name in PROPERTIES:
            yield name, getattr(form.docx.core_properties, name)


def _look_through(xml: bytes, at: Location) -> None:
    """Refuse XML that is not well-formed, or has text where Word allows none."""
    for text in parse_xml(xml).xpath("//text()[normalize-space()]"):
        if text.is_tail or text.getparent().tag in CONTAINERS:
            facts = {"text": one_line(text)}
            raise IndicatorEngineError([Diagnostic(code="template-stray", at=at, facts=facts)])


def _whole(tree: BaseOxmlElement) -> BaseOxmlElement:
    """Return a body without the empty tables and cells, which loops leave and Word refuses."""
    for table in list(tree.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)
    for cell in tree.iter(qn("w:tc")):
        if cell.find(qn("w:p")) is None:
            cell.append(element("p"))
    return tree
