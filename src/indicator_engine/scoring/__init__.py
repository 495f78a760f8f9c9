"""Ruleset and record to score tree."""

from indicator_engine.scoring.unit import score, score_record

__all__ = ["score", "score_record"]
