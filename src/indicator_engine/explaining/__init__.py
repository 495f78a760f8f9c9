"""Why a score is what it is: formulas with their values, losses, the way to the next grade."""

from indicator_engine.explaining.explanation import Explanation, explain, explain_record

__all__ = ["Explanation", "explain", "explain_record"]
