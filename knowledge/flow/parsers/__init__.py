"""Parsers: from what a person typed to a value, as pure functions that accept any text at all.

Each module reads one kind of answer. What comes back is the value itself, an `Ambiguous` with
the readings to choose between, or a `Problem` with the reason; none raises on any text. Numbers
are so plain that `None` stands for their problem. The language is English, typed in a hurry.
"""
