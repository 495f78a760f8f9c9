"""Pages of HTML read back: their elements, attributes and texts, as a browser would find them."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from attrs import evolve, field, frozen

from indicator_engine import load_ruleset
from indicator_engine.explaining.explanation import explain_record
from indicator_engine.messages import Language
from indicator_engine.records import from_example
from indicator_engine.report.explanations import html

VOID = {"meta", "rect"}  # elements without an end; the page writes <rect/>
SNAPSHOT = Path(__file__).parent / "snapshots" / "beijing-project-2020.html"


@frozen
class Element:
    """An element of a page.

    Attributes:
        tag: Its name.
        attributes: With their values; an attribute without one has ``None``.
        inside: The names of the elements around it, from the outermost.
        text: The text directly in it, all parts of it.
    """

    tag: str
    attributes: tuple[tuple[str, str | None], ...]
    inside: tuple[str, ...]
    text: list[str] = field(factory=list)

    def get(self, name: str) -> str | None:
        """Return the value of an attribute."""
        return dict(self.attributes).get(name)


class Page(HTMLParser):
    """A page that was read back; every element ends, in the order in which they began."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.others: list[str] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        assert not self._open, [each.tag for each in self._open]

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of some names."""
        return [each for each in self.elements if each.tag in tags]

    def texts(self, *tags: str) -> Iterator[str]:
        """Yield the texts of such elements, without those of the elements inside."""
        for each in self.all(*tags):
            yield "".join(each.text).strip()

    @property
    def text(self) -> str:
        """Return all text that is shown."""
        shown = [each for each in self.elements if each.tag not in ("style", "title")]
        return "\n".join("".join(each.text) for each in shown)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        inside = tuple(each.tag for each in self._open)
        self.elements.append(Element(tag, tuple(attrs), inside))
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that ends at once; none but ours do."""
        assert tag in VOID, tag
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End the element that began last."""
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Add to the text of the element around."""
        if self._open:
            self._open[-1].text.append(data)

    def handle_comment(self, data: str) -> None:
        """Note what is no element."""
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        """Note what is no element."""
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        """Note what is no element."""
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        """Note what is no element."""
        self.others.append(data)


def published(language: Language = "zh") -> str:
    """Return the page of the published project report, whatever digest and version it has now."""
    ruleset = load_ruleset("beijing-project-2020")
    example = ruleset.example("ccpit-2022")
    assert example is not None
    found = explain_record(ruleset, from_example(ruleset, example), search=False)
    still = evolve(found.evaluation, digest="0" * 64, engine="0")
    return html.render(evolve(found, evaluation=still, node=still.tree), language)


if __name__ == "__main__":  # python -m tests.pages renews the snapshot; read the difference
    SNAPSHOT.write_text(f"{published()}\n", encoding="utf-8")
