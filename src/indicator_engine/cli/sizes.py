"""How much a ruleset holds, counted in its JSON: that needs no model, and so no time."""

from collections.abc import Iterator, Mapping
from typing import Any


def sizes(ruleset: Any) -> dict[str, str]:  # noqa: ANN401 - JSON, however it was read
    """Return how many of everything a sound ruleset has, as facts for a sentence."""
    indicators = list(_walk(ruleset["indicators"]))
    return {
        "inputs": str(len(ruleset["inputs"])),
        "indicators": str(len(indicators)),
        "leaves": str(sum("children" not in each for each in indicators)),
        "assertions": str(len(ruleset.get("assertions", ()))),
        "examples": str(len(ruleset.get("examples", ()))),
    }


def _walk(indicator: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield indicator
    for child in indicator.get("children", ()):
        yield from _walk(child)
