"""Does a parameter take the name of something that its function cannot see?"""

from collections.abc import Iterator

from indicator_engine.errors import Diagnostic
from indicator_engine.language.names import folded
from indicator_engine.model import Ruleset


def parameters_shadow_nothing(ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Yield a warning for every parameter that is called like an input, a derived value or an id.

    The function sees its argument; its reader sees the input.
    """
    kinds = {
        **{folded(name): "indicator" for name in ruleset.nodes},
        **{folded(name): "derived" for name in ruleset.derived},
        **{folded(name): "input" for name in ruleset.inputs},
    }
    for function in ruleset.functions.values():
        for index, parameter in enumerate(function.parameters):
            if folded(parameter) not in kinds:
                continue
            kind = kinds[folded(parameter)]
            yield Diagnostic(
                code="parameter-shadows",
                at=ruleset.at(f"{function.pointer}/parameters/{index}"),
                facts={"function": function.name, "name": parameter, "what_kind": kind},
                severity="warning",
                id=function.name,
            )
