"""Libraries that only some work needs: asked for when it begins, and named with their extra."""

from importlib.util import find_spec

from indicator_engine.errors import Diagnostic, IndicatorEngineError, Location


def needs(*libraries: str, what: str, extra: str) -> None:
    """Raise where a library is not installed.

    Args:
        libraries: As they are imported.
        what: What needs them.
        extra: The extra of this package that brings them.

    Raises:
        IndicatorEngineError: Saying how to install the first that is not there.
    """
    for library in libraries:
        if find_spec(library) is None:
            facts = {"what": what, "library": library, "extra": extra}
            at = Location(file=what)
            raise IndicatorEngineError([Diagnostic(code="library-lacking", at=at, facts=facts)])
