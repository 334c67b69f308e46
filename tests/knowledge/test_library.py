"""Tracks and messages read together: in service whole, or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.library import load
from knowledge.matcher import Outcome
from knowledge.mistakes import Weight

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

ANSWERS = """\
- id: how-long
  phrasings: [how long does it take]
  text: Years, or months.
  formerly: [duration]
  follow_ups: [what-first]
- id: what-first
  phrasings: [what comes first]
  text: Know what the work is.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of the real messages, flows and roadmap, with two answers."""
    track = tmp_path / "tracks" / "backend"
    shutil.copytree(KNOWLEDGE / "messages", tmp_path / "messages")
    shutil.copytree(KNOWLEDGE / "tracks" / "backend" / "flows", track / "flows")
    shutil.copy(KNOWLEDGE / "tracks" / "backend" / "roadmap.yaml", track)
    (track / "answers").mkdir()
    (track / "answers" / "a.yaml").write_text(ANSWERS)
    (track / "track.yaml").write_text(
        "id: backend\ntitle: Back-end developer\nfirst_questions: [how-long]\nformerly: [server]\n"
    )
    return tmp_path


Edit = Callable[[str, str], None]


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Return a function that appends to a file of the folder, or writes it anew."""

    def append(name: str, text: str) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text() if path.exists() and text.startswith("\n") else ""
        path.write_text(before + text)

    return append


def errors(folder: Path) -> list[tuple[str, int, str]]:
    knowledge, mistakes = load(folder)
    found = [mistake for mistake in mistakes if mistake.weight is Weight.ERROR]
    assert (knowledge is None) == bool(found)
    return [(mistake.file.name, mistake.line, mistake.what) for mistake in found]


def test_a_track_is_put_into_service(folder: Path) -> None:
    knowledge, mistakes = load(folder)
    assert [mistake for mistake in mistakes if mistake.weight is Weight.ERROR] == []
    assert knowledge is not None
    track = knowledge.track("backend")
    assert track.title == "Back-end developer"
    assert track.first_questions == ("how-long",)
    assert track.flow_ending("first_plan").id == "start"
    assert track.flow_ending("summary").id == "fit"
    assert track.roadmap.stages
    assert track.matcher.find("how long does it take").outcome is Outcome.ANSWER
    assert knowledge.messages.fill("privacy.kept")


def test_old_ids_lead_to_what_they_name_now(folder: Path) -> None:
    knowledge, _ = load(folder)
    assert knowledge is not None
    assert knowledge.track("server").id == "backend"
    assert knowledge.track("gone for ever").id == "backend"
    found = knowledge.track("backend").answer("duration")
    assert found is not None
    assert found.id == "how-long"
    assert knowledge.track("backend").answer("never was") is None


@pytest.mark.parametrize(
    ("name", "text", "mistake"),
    [
        (
            "tracks/backend/answers/b.yaml",
            "- {id: x, phrasings: [x], text: '<b>x', follow_ups: []}\n",
            ("b.yaml", 1, "`<b>` is never closed"),
        ),
        (
            "tracks/backend/answers/b.yaml",
            "- {id: x, phrasings: [x], text: x, follow_ups: [nowhere]}\n",
            ("b.yaml", 1, "there is no answer `nowhere` to follow up with"),
        ),
        (
            "tracks/backend/track.yaml",
            "id: backend\ntitle: x\nfirst_questions: [nowhere]\n",
            ("track.yaml", 3, "there is no answer `nowhere` on this track"),
        ),
        (
            "tracks/backend/track.yaml",
            "id: backend\n",
            ("track.yaml", 1, "there is no `title` here"),
        ),
        (
            "messages/more.yaml",
            "more.text: |\n  one\n  <br>\n",
            ("more.yaml", 3, "`<br>` is no tag that Telegram knows"),
        ),
        (
            "messages/more.yaml",
            "more.text: 'x",
            ("more.yaml", 1, "a text in quotes begins here and never ends"),
        ),
    ],
)
def test_an_error_keeps_everything_out_of_service(
    folder: Path, edit: Edit, name: str, text: str, mistake: tuple[str, int, str]
) -> None:
    edit(name, text)
    assert errors(folder) == [mistake]


def test_each_end_needs_one_flow(folder: Path) -> None:
    flows = folder / "tracks" / "backend" / "flows"
    (flows / "start.yaml").unlink()
    assert ("track.yaml", 1, "this track has no flow with `ends_with: first_plan`") in errors(
        folder
    )


def test_two_flows_or_tracks_of_one_name_are_told(folder: Path) -> None:
    track = folder / "tracks" / "backend"
    shutil.copy(track / "flows" / "fit.yaml", track / "flows" / "other.yaml")
    shutil.copytree(track, folder / "tracks" / "second")
    found = [what for _, _, what in errors(folder)]
    assert "another flow is called `fit`" in found
    assert any(what.startswith("the track `backend` stands in") for what in found)


def test_the_track_with_the_lowest_place_is_the_first(folder: Path, edit: Edit) -> None:
    shutil.copytree(folder / "tracks" / "backend", folder / "tracks" / "data")
    edit("tracks/data/track.yaml", "id: data\ntitle: Data\nplace: 1\n")
    knowledge, _ = load(folder)
    assert knowledge is not None
    assert list(knowledge.tracks) == ["data", "backend"]
    assert knowledge.first.id == "data"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert load(tmp_path)[0] is None
    assert "there is no track here" in [mistake.what for mistake in load(tmp_path)[1]]


def test_a_flow_that_cannot_be_read_is_the_only_mistake(tmp_path: Path) -> None:
    whole = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE / "messages", whole / "messages")
    shutil.copytree(KNOWLEDGE / "tracks", whole / "tracks")
    flow = whole / "tracks" / "backend" / "flows" / "fit.yaml"
    flow.write_text(flow.read_text(encoding="utf-8") + "  - [\n", encoding="utf-8")
    _, mistakes = load(whole)
    assert {mistake.file for mistake in mistakes} == {flow}
