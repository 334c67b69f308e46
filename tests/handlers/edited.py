"""Knowledge that tests edit: a copy of the files, and a folder of fits that nobody else clears."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from bot import CACHE, KNOWLEDGE, load_knowledge
from knowledge.library import Knowledge
from knowledge.matcher import build


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory, fits: None) -> Path:  # noqa: ARG001 - it must be there
    """Return a folder of fits of its own: in the common one, a few edits elsewhere clear ours."""
    folder = tmp_path_factory.mktemp("fits")
    for path in CACHE.glob("*.arrays"):
        with suppress(FileNotFoundError):  # cleared just now
            shutil.copy(path, folder)
    known(KNOWLEDGE, folder)
    return folder


def known(folder: Path, cache: Path) -> Knowledge:
    """Return what a folder says, with the fit that is kept, or is from now on."""
    return load_knowledge(folder, lambda answers: build(answers, cache))
