"""From a JSON document to a ruleset, with located errors, and back."""

from indicator_engine.loading.dump import dump_ruleset
from indicator_engine.loading.read import read_ruleset

__all__ = ["dump_ruleset", "read_ruleset"]
