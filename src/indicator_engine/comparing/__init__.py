"""Two rulesets, or two results of one unit: what changed, and whose score changes by it."""

from indicator_engine.comparing.changes import Change, Difference
from indicator_engine.comparing.comparison import diff

__all__ = ["Change", "Difference", "diff"]
