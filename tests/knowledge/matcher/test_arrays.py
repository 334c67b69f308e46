"""Arrays: what is written is read, mapped or row by row; a damaged file is known as one."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matcher.arrays import Arrays, DamagedError, FileRows, read, save

NUMBERS = np.arange(12, dtype=np.float32).reshape(4, 3)
BYTES = np.arange(7, dtype=np.uint8)
CONTENT = Arrays(arrays={"bytes": BYTES, "numbers": NUMBERS}, texts={"é": [1, "two"]})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save(CONTENT, tmp_path / "some.arrays")
    return tmp_path / "some.arrays"


def test_what_is_written_is_read(path: Path) -> None:
    found = read(path)
    assert found.texts == CONTENT.texts
    assert (found.arrays["bytes"] == BYTES).all()
    assert (found.arrays["numbers"] == NUMBERS).all()
    assert found.arrays["numbers"].flags.aligned


@pytest.mark.parametrize("rows", [slice(1, 3), slice(0, 4), slice(2, 2), np.array([3, 0, 3])])
def test_rows_apart_are_those_of_the_array(path: Path, rows: slice) -> None:
    table = read(path, apart=("numbers",)).arrays["numbers"]
    assert isinstance(table, FileRows)
    assert (table[rows] == NUMBERS[rows]).all()
    path.unlink()
    assert (table[rows] == NUMBERS[rows]).all()


@given(st.binary(max_size=200))
def test_any_other_file_is_damaged(tmp_path_factory: pytest.TempPathFactory, told: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "other.arrays"
    path.write_bytes(told)
    with pytest.raises(DamagedError, match=r"other\.arrays is damaged"):
        read(path)


@pytest.mark.parametrize("lost", [1, 40, 100])
def test_a_file_cut_short_is_damaged(path: Path, lost: int) -> None:
    path.write_bytes(path.read_bytes()[:-lost])
    with pytest.raises(DamagedError):
        read(path)


def test_a_file_that_is_not_there_is_another_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.arrays")


def test_nothing_is_left_of_what_could_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        save(CONTENT, tmp_path / "taken")
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]
