"""Whether a document has the format of a ruleset, said in our own words and at its place."""

from indicator_engine.schema.validation import violations

__all__ = ["violations"]
