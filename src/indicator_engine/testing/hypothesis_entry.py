"""What Hypothesis calls when it is imported, so that ``st.from_type(Ruleset)`` works."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from indicator_engine.model import Ruleset


def register() -> None:
    """Tell Hypothesis how rulesets are made; what makes them is imported when one is."""
    from hypothesis.strategies import register_type_strategy

    from indicator_engine.model import Ruleset

    register_type_strategy(Ruleset, _rulesets)


def _rulesets(_: "type[Ruleset]") -> "SearchStrategy[Ruleset]":
    from indicator_engine.testing.strategies import rulesets

    return rulesets()
