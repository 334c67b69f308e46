"""Editions: what changes a glance, and what changes the content."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.edition import content_of, glance


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "a.yaml").write_text("a.b: C\n")
    (tmp_path / "b.yaml").write_text("x\n")
    return tmp_path


def written(path: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / path).write_text(text)


@pytest.mark.parametrize(
    "edit",
    [
        written("b.yaml", "y\n"),
        written("b.yaml", ""),
        written("new.yaml", ""),
        lambda folder: (folder / "b.yaml").unlink(),
        lambda folder: (folder / "b.yaml").rename(folder / "c.yaml"),
        lambda folder: (folder / "b.yaml").rename(folder / "messages" / "b.yaml"),
    ],
)
def test_an_edit_changes_the_glance_and_the_content(
    folder: Path, edit: Callable[[Path], object]
) -> None:
    looks, content = glance(folder), content_of(folder)
    edit(folder)
    os.utime(folder / "messages")
    assert glance(folder) != looks
    assert content_of(folder) != content


def test_a_touch_changes_the_glance_alone(folder: Path) -> None:
    looks, content = glance(folder), content_of(folder)
    os.utime(folder / "b.yaml", ns=(1, 1))
    assert glance(folder) != looks
    assert content_of(folder) == content


@pytest.mark.parametrize("name", ["notes.txt", ".b.yaml.swp", ".#a.yaml", ".hidden.yaml"])
def test_what_editors_leave_beside_the_files_is_none_of_them(folder: Path, name: str) -> None:
    looks, content = glance(folder), content_of(folder)
    (folder / name).write_text("?")
    assert (glance(folder), content_of(folder)) == (looks, content)


def test_text_that_moves_from_one_file_to_the_next_is_another_content(folder: Path) -> None:
    content = content_of(folder)
    (folder / "b.yaml").write_text("")
    (folder / "messages" / "a.yaml").write_text("a.b: C\nx\n")
    assert content_of(folder) != content


def test_a_file_that_can_not_be_read_is_part_of_the_content(folder: Path) -> None:
    content = content_of(folder)
    (folder / "b.yaml").unlink()
    (folder / "b.yaml").symlink_to(folder / "nowhere")
    assert content_of(folder) not in {content, ""}
    assert len(glance(folder)) == 1
