"""For tests of rulesets: Hypothesis strategies, the laws of scoring, the plugin of pytest.

Everything is imported from where it is defined, the first time it is asked for: the plugin is
loaded in every run of pytest, and must not bring Hypothesis and the engine with it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicator_engine.testing.assertions import LawBroken as LawBroken
    from indicator_engine.testing.assertions import assert_laws as assert_laws
    from indicator_engine.testing.laws import LAWS as LAWS
    from indicator_engine.testing.records import records_for as records_for
    from indicator_engine.testing.strategies import rulesets as rulesets

_HOMES = {
    "LAWS": "laws",
    "LawBroken": "assertions",
    "assert_laws": "assertions",
    "records_for": "records",
    "rulesets": "strategies",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of names all the same


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
