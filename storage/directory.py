"""Where the files of people stand in the data directory: folders of few enough files each."""

import os
import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from storage.atomic import flush_folder

FOLDERS = 256
"""How many folders people are spread over: 100,000 people are 400 files a folder."""

_PERSON_FILE = re.compile(r"(0|-?[1-9]\d*)\.json")


@dataclass(frozen=True, kw_only=True)
class Directory:
    """The data directory's layout: `people/<two hex digits>/<id>.json`."""

    root: Path

    @property
    def people(self) -> Path:
        """The folder of all people's folders."""
        return self.root / "people"

    @property
    def restoring(self) -> Path:
        """The folder where a restore gathers everyone; of no use unless it came to its end."""
        return self.root / "people.restoring"

    @property
    def restored(self) -> Path:
        """The same once everyone is there: what takes the place of `people`."""
        return self.root / "people.restored"

    @property
    def lock(self) -> Path:
        """The file that says which process uses the directory."""
        return self.root / "lock"

    def file(self, person: int) -> Path:
        """Return where a person's file stands."""
        return self.people / _folder_of(person) / f"{person}.json"

    def swap_in_restored(self) -> Path | None:
        """Let what a restore made ready take its place, however often that was interrupted.

        Returns the name under which those from before are kept, if any. Raises OSError.
        """
        if not self.restored.is_dir():
            return None
        before = None
        if self.people.is_dir():
            numbers = (f"people.before-{number}" for number in count(1))
            before = next(self.root / name for name in numbers if not (self.root / name).exists())
            self.people.rename(before)
        self.restored.rename(self.people)
        flush_folder(self.root)
        return before

    def folders(self) -> list[Path]:
        """Return the folders there are. None when nobody was ever saved."""
        if not self.people.is_dir():
            return []
        return sorted(folder for folder in self.people.iterdir() if folder.is_dir())


def person_of(name: str) -> int | None:
    """Return whose file this is by its name; None when it is no person's, as `007.json`."""
    match = _PERSON_FILE.fullmatch(name)
    return int(match[1]) if match else None


def people_in(folder: Path) -> list[int]:
    """Return whose files stand in a folder; one that stands in the wrong folder is nobody's."""
    people = map(person_of, os.listdir(folder))  # noqa: PTH208 - names alone, there are many
    return [person for person in people if person is not None and _folder_of(person) == folder.name]


def _folder_of(person: int) -> str:
    return f"{person % FOLDERS:02x}"
