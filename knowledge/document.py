"""A document: one YAML file as plain text, lists and mappings, and the line of each part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from knowledge.mistakes import Mistake, Weight

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a strict YAML file holds: every scalar is the text as written."""

Spot: TypeAlias = tuple[str | int, ...]
"""The way to a part of a document: keys and positions (from 0), like `("choices", 2, "label")`."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file: `value` is None where nothing of it could be read; `lines` are from 1.

    `blocks` are the lines on which the content of a literal block (`|`) begins.
    """

    path: Path
    value: "Plain | None"
    lines: Mapping[Spot, int] = field(default_factory=dict)
    blocks: Mapping[Spot, int] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()

    def line(self, at: Spot, character: int = 0) -> int:
        """Return the line of a part, or of the nearest part around it.

        `character` is a position in the part's text, which a literal block maps to its own line.
        """
        if at in self.blocks:
            text = self.part(at)
            within = text.count("\n", 0, character) if isinstance(text, str) else 0
            return self.blocks[at] + within
        for end in range(len(at), 0, -1):
            if at[:end] in self.lines:
                return self.lines[at[:end]]
        return 1

    def part(self, at: Spot) -> "Plain | None":
        """Return the part at a spot; None where there is none."""
        part: Plain | None = self.value
        for step in at:
            if isinstance(part, dict) and isinstance(step, str):
                part = part.get(step)
            elif isinstance(part, list) and isinstance(step, int) and 0 <= step < len(part):
                part = part[step]
            else:
                return None
        return part

    def mistake(
        self,
        at: Spot,
        what: str,
        remedy: str,
        *,
        weight: Weight = Weight.ERROR,
        character: int = 0,
    ) -> Mistake:
        """Return a mistake in a part of this document."""
        return Mistake(
            file=self.path,
            line=self.line(at, character),
            what=what,
            remedy=remedy,
            weight=weight,
        )
