"""What may be a name in a formula: inputs, derived values, indicators, functions, parameters."""

import difflib
import keyword
import re
import unicodedata
from collections.abc import Iterable

FORBIDDEN = frozenset({"weight", "value"})  # names the language gives to leaves and adjustments
NAME = re.compile(r"[^\W\d]\w*")  # as a formula can write it; Python's own names may hold more
VARIATION_SELECTORS = ("\ufe00", "\ufe0f")


def flaw(name: str) -> str | None:
    """Return the code of what makes a text unfit as a name, or ``None`` where it is fit.

    >>> flaw("预算执行率"), flaw("2022年预算"), flaw("if"), flaw("weight"), flaw("ﬁn")
    (None, 'name-not-identifier', 'name-is-keyword', 'name-is-reserved', 'name-not-normal')
    """
    is_word = name.isidentifier() and NAME.fullmatch(name) is not None
    if not is_word or any(not is_plain(character) for character in name):
        return "name-not-identifier"
    if normal(name) != name:
        return "name-not-normal"
    if keyword.iskeyword(name) or name in ("true", "false", "null", "inf"):
        return "name-is-keyword"
    return "name-is-reserved" if name in FORBIDDEN else None


def is_plain(character: str) -> bool:
    """Tell whether a character is visible text: no control, format, private or variation mark."""
    if VARIATION_SELECTORS[0] <= character <= VARIATION_SELECTORS[1]:
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def normal(name: str) -> str:
    """Return a name with ordinary characters for those that only look different: ``ﬁ``, ``Ａ``."""
    return unicodedata.normalize("NFKC", name)


def folded(name: str) -> str:
    """Return the form under which two names count as the same."""
    return normal(name).casefold()


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like a given one, or ``""`` where none is alike.

    >>> nearest("预算树", ["执行数", "预算数"])
    '预算数'
    """
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if not close:
        by_fold = {folded(each): each for each in names}
        close = difflib.get_close_matches(folded(name), by_fold, n=1, cutoff=0.6)
        close = [by_fold[each] for each in close]
    return close[0] if close else ""
