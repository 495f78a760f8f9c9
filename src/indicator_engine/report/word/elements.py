"""Elements of WordprocessingML, for what python-docx has no methods for, or only slow ones."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from indicator_engine.report.phrases import one_line


def element(name: str, /, *below: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Return an element.

    Args:
        name: Without its prefix, ``w``; its attributes likewise.
        below: What it holds.
        attributes: What it says; a trailing underscore is left out (``val``, ``type_``).
    """
    named = {qn(f"w:{key.rstrip('_')}"): str(value) for key, value in attributes.items()}
    made = OxmlElement(f"w:{name}", named)
    for each in below:
        made.append(each)
    return made


def paragraph(text: str, style: str) -> BaseOxmlElement:
    """Return a paragraph of one run; what no XML may hold is replaced."""
    properties = element("pPr", element("pStyle", val=style))
    shown = one_line(text)
    return element("p", properties, run(shown)) if shown else element("p", properties)


def run(text: str) -> BaseOxmlElement:
    """Return a run of text, which XML must be able to hold."""
    written = element("t")
    written.text = text
    written.set(qn("xml:space"), "preserve")
    return element("r", written)
