"""Names that people can read in formulas: ids for the tree, names for what data have to give."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from attrs import field, frozen

from indicator_engine.importing.weights import Weighed
from indicator_engine.language.names import flaw, folded
from indicator_engine.workbooks import column_letters

LONGEST = 24  # characters of a name; suffixes are added, and a formula has to stay readable
ROOT = "total"


def ids(root: Weighed) -> Iterator[tuple[Weighed, str]]:
    """Yield every item with its id, parents first: A, A1, A11; with more than nine below one, A_1_10."""
    mark = "_" if _most_below(root) > 9 else ""
    yield root, ROOT
    for number, child in enumerate(root.children, 1):
        yield from _ids(child, column_letters(number), mark)


def _ids(found: Weighed, own: str, mark: str) -> Iterator[tuple[Weighed, str]]:
    yield found, own
    for number, child in enumerate(found.children, 1):
        yield from _ids(child, f"{own}{mark}{number}", mark)


def _most_below(found: Weighed) -> int:
    """Return how many children the largest group below the first level has."""
    return max((max(len(each.children), _most_below(each)) for each in found.children), default=0)


@frozen
class Names:
    """The names that are taken, folded as the engine compares them.

    Attributes:
        taken: Those in use.
    """

    taken: set[str] = field(factory=set)

    def stems(self, title: str, own_id: str) -> Iterator[str]:
        """Yield what names may begin with: the title, then the title and the id."""
        plain = _as_name(title)
        stem = plain if plain and flaw(plain) is None else f"{own_id}_{plain}".rstrip("_")
        yield stem
        yield f"{stem}_{own_id}"
        number = 2
        while True:
            yield f"{stem}_{own_id}_{number}"
            number += 1

    def are_free(self, names: Iterable[str]) -> bool:
        """Tell whether none of some names is taken, and all can be names."""
        return all(folded(each) not in self.taken and flaw(each) is None for each in names)

    def take(self, names: Iterable[str]) -> None:
        """Take some names."""
        self.taken.update(map(folded, names))


def _as_name(title: str) -> str:
    """Return the letters, digits and underscores of a title."""
    words = re.sub(r"[(（][^)）]*[)）]", "", normalize("NFKC", title))
    kept = re.sub(r"[^0-9A-Za-z_\u3400-\u9fff]", "", words)
    return kept[:LONGEST]
