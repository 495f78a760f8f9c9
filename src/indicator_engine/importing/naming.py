"""Names that people can read in formulas: ids for the tree, names for what data have to give."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from attrs import field, frozen

from indicator_engine.importing.weights import Weighed
from indicator_engine.language.names import flaw, folded
from indicator_engine.workbooks import column_letters

LONGEST = 24  # characters of a name; suffixes are added, and a formula has to stay readable
MOST_DIGITS = 9  # children of which a single digit tells which is meant
ROOT = "total"


@frozen
class Ids:
    """The ids of a tree: A, A1, A11; where a group has more than nine children, A_1_10.

    Attributes:
        mark: What stands between numbers.
    """

    mark: str = ""

    @classmethod
    def of(cls, root: Weighed) -> "Ids":
        """Return those that tell all of a tree apart."""
        return cls("_" if max(map(_most_below, root.children), default=0) > MOST_DIGITS else "")

    def below(self, own: str, number: int) -> str:
        """Return the id of a child, which are counted from 1.

        >>> Ids().below("total", 2), Ids().below("B", 1), Ids("_").below("B_1", 10)
        ('B', 'B1', 'B_1_10')
        """
        return column_letters(number) if own == ROOT else f"{own}{self.mark}{number}"

    def all(self, found: Weighed, own: str = ROOT) -> Iterator[str]:
        """Yield the ids of an item and of all below it."""
        yield own
        for number, child in enumerate(found.children, 1):
            yield from self.all(child, self.below(own, number))


def _most_below(found: Weighed) -> int:
    """Return how many children the largest group of an item has."""
    return max(len(found.children), *map(_most_below, found.children), 0)


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
