"""The list of what an import leaves to decide: on the terminal, and as Markdown beside the ruleset."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from indicator_engine.importing.proposals import Said
from indicator_engine.importing.wording import clean
from indicator_engine.messages import Language
from indicator_engine.messages import importing as say
from indicator_engine.report.markdown import escaped

Section: TypeAlias = Literal["weights", "rules", "proposals", "unread", "general"]


@frozen
class Entry:
    """One thing to decide or to verify.

    Attributes:
        section: What it is about.
        at: Where it stands in the file, as ``sheet!cell``; ``""`` for the whole.
        said: What is to be said of it.
        assumed: What was assumed.
    """

    section: Section
    at: str
    said: Said
    assumed: tuple[Said, ...] = ()


@frozen(kw_only=True)
class Todo:
    """All that is left to decide.

    Attributes:
        file: The file that the places are in.
        title: Of the ruleset.
        entries: In the order of the table.
        leaves: How many leaves the ruleset has.
    """

    file: str
    title: str
    entries: tuple[Entry, ...]
    leaves: int

    def text(self, language: Language) -> str:
        """Return the list for a terminal."""
        blocks = [self._counts(language)]
        for heading, entries in self._sections(language):
            lines = (f"  {self._line(each, language)}" for each in entries)
            blocks.append("\n".join([heading, *lines]))
        return "\n".join(blocks)

    def markdown(self, language: Language) -> str:
        """Return the list as Markdown, each entry a box to be ticked; texts of the table are text."""
        title = _told((say.HEADING, {"title": self.title}), language)
        blocks = [f"# {escaped(title)}", escaped(self._counts(language))]
        for heading, entries in self._sections(language):
            boxes = (f"- [ ] {escaped(self._line(each, language))}" for each in entries)
            blocks.extend((f"## {escaped(heading)}", "\n".join(boxes)))
        return "\n\n".join(blocks) + "\n"

    def _counts(self, language: Language) -> str:
        count = dict.fromkeys(say.SECTIONS, 0)
        for entry in self.entries:
            count[entry.section] += 1
        facts = {
            "leaves": str(self.leaves),
            "proposed": str(count["proposals"]),
            "undecided": str(count["rules"]),
            "others": str(count["weights"] + count["unread"] + count["general"]),
        }
        return _told((say.COUNTS, facts), language)

    def _sections(self, language: Language) -> Iterator[tuple[str, list[Entry]]]:
        for name, heading in say.SECTIONS.items():
            entries = [each for each in self.entries if each.section == name]
            if entries:
                yield heading.in_language(language), entries

    def _line(self, entry: Entry, language: Language) -> str:
        """Return an entry on one line: what stands in a cell may have several."""
        said = _told(entry.said, language)
        for more in entry.assumed:
            said = _told((say.ASSUMED, {"said": said, "more": _told(more, language)}), language)
        place = f"{self.file}: {entry.at}" if entry.at else self.file
        line = _told((say.ENTRY, {"place": place, "said": said}), language)
        return clean(" ".join(line.split()))


def _told(said: Said, language: Language) -> str:
    sentence, facts = said
    return sentence.in_language(language).format(**facts)
