"""Two lists of names as one."""

from collections import defaultdict
from collections.abc import Iterable


def merged(before: Iterable[str], after: Iterable[str]) -> tuple[str, ...]:
    """Return the names of two lists, each that is gone behind the one it followed.

    >>> merged(["a", "x", "b"], ["b", "a", "c"])
    ('b', 'a', 'x', 'c')
    """
    new = tuple(after)
    known, last = set(new), ""
    gone: dict[str, list[str]] = defaultdict(list)
    for name in before:
        if name in known:
            last = name
        else:
            gone[last].append(name)
    return (*gone[""], *(each for name in new for each in (name, *gone[name])))
