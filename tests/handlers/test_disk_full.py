"""A disk that is really full: the person is told, and the operator what to do; nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.library import Knowledge
from storage.tinydb_store import TinyDBStore
from tests.dialogue import dialogue
from tests.storage.small_disks import mounted, unmount


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a real disk of 64 KiB, where the tests may."""
    place = tmp_path / "disk"
    place.mkdir()
    if not mounted(place, "64k"):
        pytest.skip("only root on Linux can mount a small disk")
    yield place
    unmount(place)


async def test_who_writes_to_a_full_disk_is_told_and_goes_on_where_they_stood(
    knowledge: Knowledge, small_disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ballast = small_disk / "ballast"
    async with dialogue(knowledge, store=TinyDBStore(small_disk / "data")) as talk:
        ann = talk.person()
        await ann.says("/start")
        with pytest.raises(OSError, match="No space"):
            ballast.write_bytes(bytes(64 * 1024))
        [told] = await ann.says("career changer")
        assert "That was not saved, please try again" in told.text
        assert "disk is full. Free some space" in caplog.text
        assert "Traceback" not in caplog.text, "what was wrong, and what to do, stands in one line"
        assert "101" not in caplog.text.replace(str(small_disk), "")
        ballast.unlink()
        await ann.says("career changer")
        assert "How many hours" in ann.sees
