"""Rules-driven indicator systems: a ruleset in, an exact score tree and a grade out.

Everything here is imported from where it is defined, the first time it is asked for: importing
the package itself costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicator_engine.auditing import Audit as Audit
    from indicator_engine.auditing import Finding as Finding
    from indicator_engine.auditing import audit as audit
    from indicator_engine.batch import Summary as Summary
    from indicator_engine.batch import TableScores as TableScores
    from indicator_engine.batch.score_file import score_file as score_file
    from indicator_engine.batch.score_table import score_table as score_table
    from indicator_engine.checks import check as check
    from indicator_engine.comparing import Difference as Difference
    from indicator_engine.comparing import diff as diff
    from indicator_engine.errors import Diagnostic as Diagnostic
    from indicator_engine.errors import FormulaError as FormulaError
    from indicator_engine.errors import IndicatorEngineError as IndicatorEngineError
    from indicator_engine.errors import Location as Location
    from indicator_engine.errors import RecordError as RecordError
    from indicator_engine.errors import RulesetError as RulesetError
    from indicator_engine.explaining import Explanation as Explanation
    from indicator_engine.explaining import explain as explain
    from indicator_engine.formatting import format_ruleset as format_ruleset
    from indicator_engine.formulas import evaluate as evaluate
    from indicator_engine.library import list_rulesets as list_rulesets
    from indicator_engine.library import load_ruleset as load_ruleset
    from indicator_engine.library import parse_ruleset as parse_ruleset
    from indicator_engine.loading import dump_ruleset as dump_ruleset
    from indicator_engine.model import Ruleset as Ruleset
    from indicator_engine.report import render as render
    from indicator_engine.results import Evaluation as Evaluation
    from indicator_engine.results import ScoreNode as ScoreNode
    from indicator_engine.scoring import score as score

_HOMES = {
    "Audit": "auditing",
    "Diagnostic": "errors",
    "Difference": "comparing",
    "Evaluation": "results",
    "Explanation": "explaining",
    "Finding": "auditing",
    "FormulaError": "errors",
    "IndicatorEngineError": "errors",
    "Location": "errors",
    "RecordError": "errors",
    "Ruleset": "model",
    "RulesetError": "errors",
    "ScoreNode": "results",
    "Summary": "batch",
    "TableScores": "batch",
    "audit": "auditing",
    "check": "checks",
    "diff": "comparing",
    "dump_ruleset": "loading",
    "evaluate": "formulas",
    "explain": "explaining",
    "format_ruleset": "formatting",
    "list_rulesets": "library",
    "load_ruleset": "library",
    "parse_ruleset": "library",
    "render": "report",
    "score": "scoring",
    "score_file": "batch",
    "score_table": "batch",
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
