"""A flow and its parts, for those outside this room; they are defined in `model`."""

from knowledge.flow.model import Choice, Flow, Kind, Question

__all__ = ["Choice", "Flow", "Kind", "Question"]
