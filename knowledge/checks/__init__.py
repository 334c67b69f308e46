"""Checks: rules that the shape of a file can't hold, one kind of rule a module."""
