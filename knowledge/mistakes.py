"""A mistake in a YAML file, told so that a coach can mend it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Weight(StrEnum):
    """An error keeps the old knowledge in service; a warning is for the coach to weigh."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True, order=True)
class Mistake:
    """What is wrong, in which file and line (from 1), and what to do about it."""

    file: Path
    line: int
    what: str
    remedy: str
    weight: Weight = Weight.ERROR

    def __str__(self) -> str:
        """Return the mistake as one line that an editor can jump to."""
        return f"{self.file}:{self.line}: {self.weight}: {self.what}. {self.remedy}"
