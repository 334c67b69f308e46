"""Reminding: what a daily message says. Each day has another shape; the words stand in YAML."""

from knowledge.reminding.shapes import Shape, choose, possible
from knowledge.reminding.telling import Facts, Week, message

__all__ = ["Facts", "Shape", "Week", "choose", "message", "possible"]
