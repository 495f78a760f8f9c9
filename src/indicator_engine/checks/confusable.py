"""Can every name be told from every other by eye?"""

from collections.abc import Iterator, Mapping

from indicator_engine.errors import Diagnostic
from indicator_engine.language.functions import LANGUAGE
from indicator_engine.model import Ruleset

# Letters of other alphabets, and the Latin ones that a reader takes them for. Width is no matter
# here: a name with full-width letters is refused when it is read.
LATIN_LOOKS: Mapping[str, str] = {
    **dict(zip("АВСЕНІЈКМОРЅТХУасеіјорѕху", "ABCEHIJKMOPSTXYaceijopsxy", strict=True)),  # Cyrillic
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),  # Greek
}
# Characters that look like another of the same name's script, or like a common one.
LOOKS: Mapping[str, str] = {
    **dict(zip("1I0〇", "llOO", strict=True)),
    **dict(
        zip("ーニハカロ囗エタト", "一二八力口口工夕卜", strict=True)
    ),  # kana, save for the sixth
    **dict(zip("已巳未士曰入千", "己己末土日人干", strict=True)),
}


def skeleton(name: str) -> str:
    """Return a name as the eye takes it; two names of one skeleton look alike.

    >>> skeleton("PM1O") == skeleton("PM10"), skeleton("年末数") == skeleton("年未数")
    (True, True)
    """
    latin = (LATIN_LOOKS.get(character, character) for character in name)
    return "".join(LOOKS.get(character, character) for character in latin)


def names_look_different(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a warning for every name that looks like one declared before it."""
    seen = {skeleton(name): name for name in LANGUAGE}
    for name, pointer, is_key in _names(ruleset):
        other = seen.setdefault(skeleton(name), name)
        if other != name:
            yield _finding(ruleset, "names-look-alike", pointer, name, is_key=is_key, other=other)


def names_keep_to_a_script(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a warning for every name with a Cyrillic or Greek letter that passes for a Latin one."""
    for name, pointer, is_key in _names(ruleset):
        foreign = [character for character in name if character in LATIN_LOOKS]
        if foreign and len(foreign) < sum(map(str.isalpha, name)):
            shown = f"{foreign[0]} (U+{ord(foreign[0]):04X})"
            facts = {"character": shown, "latin": LATIN_LOOKS[foreign[0]]}
            yield _finding(ruleset, "name-mixes-scripts", pointer, name, is_key=is_key, **facts)


def _names(ruleset: Ruleset) -> Iterator[tuple[str, str, bool]]:
    """Yield every name with its pointer, and whether it is a key of the document."""
    for declared in (ruleset.inputs, ruleset.derived, ruleset.functions, ruleset.tables):
        yield from ((name, each.pointer, True) for name, each in declared.items())
    yield from ((node.id, f"{node.pointer}/id", False) for node in ruleset.indicators.walk())


def _finding(
    ruleset: Ruleset, code: str, pointer: str, name: str, *, is_key: bool, **facts: str
) -> Diagnostic:
    place = ruleset.document
    at = place.at(pointer, key=True) if place and is_key else ruleset.at(pointer)
    return Diagnostic(code=code, at=at, facts={"name": name, **facts}, severity="warning", id=name)
