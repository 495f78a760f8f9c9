"""Is everything that is declared used by something?"""

from collections.abc import Iterator

from indicator_engine.errors import Diagnostic
from indicator_engine.loading.names import formulas
from indicator_engine.model import Ruleset


def everything_is_used(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a warning for every input, function and table that no formula uses.

    Derived values may stand for themselves: reports print them.
    """
    names: set[str] = set()
    calls: set[str] = set()
    for formula in formulas(ruleset):
        names |= formula.expression.names
        calls |= formula.expression.calls
    for name, declared in ruleset.inputs.items():
        if name not in names:
            yield _unused(ruleset, name, "input", declared.pointer)
    for name, function in ruleset.functions.items():
        if name not in calls:
            yield _unused(ruleset, name, "function", function.pointer)
    for name, table in ruleset.tables.items():
        if name not in calls:
            yield _unused(ruleset, name, "table", table.pointer)


def _unused(ruleset: Ruleset, name: str, what: str, pointer: str) -> Diagnostic:
    return Diagnostic(
        code="unused",
        at=ruleset.document.at(pointer, key=True) if ruleset.document else ruleset.at(pointer),
        facts={"name": name, "what_kind": what},
        severity="warning",
        id=name,
    )
