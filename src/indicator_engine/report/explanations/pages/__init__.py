"""Pages and fragments of HTML: what stands in them, put into the templates."""

from indicator_engine.report.explanations.pages.drawing import can_draw, drawn

__all__ = ["can_draw", "drawn"]
