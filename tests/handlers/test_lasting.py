"""A disk that a host wipes, told from a volume."""

from pathlib import Path

import pytest

from handlers.lasting import HOSTS, Mount, mounts_here, wiped_by

ROOT = Mount(place=Path("/"), kind="overlay")
DISK = Mount(place=Path("/"), kind="ext4")


@pytest.mark.parametrize("sign", HOSTS)
def test_a_host_wipes_its_own_disk(sign: str) -> None:
    assert wiped_by({sign: "x"}, Path("/app/data"), [ROOT]) == HOSTS[sign]
    assert wiped_by({sign: ""}, Path("/app/data"), [ROOT]) is None


@pytest.mark.parametrize(
    ("folder", "mounts", "is_wiped"),
    [
        ("/app/data", [DISK], True),
        ("/data", [ROOT, Mount(place=Path("/data"), kind="ext4")], False),
        ("/data/wayfinder/deep", [ROOT, Mount(place=Path("/data"), kind="xfs")], False),
        ("/database", [ROOT, Mount(place=Path("/data"), kind="ext4")], True),
        ("/fast/data", [ROOT, Mount(place=Path("/fast"), kind="tmpfs")], True),
        ("/data", [ROOT, Mount(place=Path("/data"), kind="fuse.gcsfuse")], False),
        ("/data/x", [Mount(place=Path("/data"), kind="ext4"), ROOT], False),
        ("/data", [], True),
    ],
)
def test_a_volume_is_a_mount_of_its_own(folder: str, mounts: list[Mount], is_wiped: bool) -> None:
    assert (wiped_by({"FLY_APP_NAME": "x"}, Path(folder), mounts) is not None) == is_wiped


def test_a_machine_of_ones_own_wipes_nothing() -> None:
    assert wiped_by({"HOME": "/root"}, Path("/root/data"), [ROOT]) is None


def test_mounts_are_read_as_the_system_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    monkeypatch.setattr("handlers.lasting._MOUNTS", mounts)
    assert mounts_here() == []
    mounts.write_text(
        "overlay / overlay rw 0 0\n/dev/sdb /mnt/My\\040Disk\\303 ext4 rw 0 0\n\nodd\n"
    )
    assert [mount.place for mount in mounts_here()] == [Path("/"), Path("/mnt/My Disk\xc3")]
