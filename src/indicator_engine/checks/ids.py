"""Are ids of grades, assertions, examples and adjustments given once only?"""

from collections.abc import Iterable, Iterator

from indicator_engine.errors import Diagnostic
from indicator_engine.language.names import folded
from indicator_engine.model import Ruleset


def ids_are_unique(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a finding for every id that stands twice in its list."""
    lists: list[Iterable[tuple[str, str]]] = [
        ((each.grade, f"{each.pointer}/grade") for each in ruleset.grades),
        ((each.id, f"{each.pointer}/id") for each in ruleset.assertions),
        ((each.id, f"{each.pointer}/id") for each in ruleset.examples),
    ]
    lists += [
        ((each.id, f"{each.pointer}/id") for each in node.adjustments)
        for node in ruleset.indicators.walk()
    ]
    for entries in lists:
        seen: set[str] = set()
        for name, pointer in entries:
            if folded(name) in seen:
                yield Diagnostic(code="id-given-twice", at=ruleset.at(pointer), facts={"id": name})
            seen.add(folded(name))
