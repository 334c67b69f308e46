"""The check at a terminal: every trap of YAML and of flows told with file, line and remedy."""

import shutil
from pathlib import Path

import pytest

import bot
from bot import KNOWLEDGE
from tests.front_door.conftest import BotPy

CATS = "- id: cats\n  phrasings: [cat food]\n  text: {text}\n"

BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}, *{before}, *{before}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("yaml", "line", "told"),
    [
        ("- id: cats\n  text: Meat.\n  phrasings: [x]\n  id: dogs\n", 4, "`id`"),
        (CATS.format(text="A") + CATS.format(text="B"), 4, "the id `cats` is taken"),
        ("- phrasings: [cat food]\n  text: Meat.\n", 1, "there is no `id` here"),
        ("- id: cats\n  text: Meat.\n", 1, "there is no `phrasings` here"),
        ("- id: cats\n  phrasings: [cat food]\n", 1, "there is no `text` here"),
        ("- id: cats\n  phrasings: cat food\n  text: Meat.\n", 2, "`phrasings` is `cat food`"),
        (CATS.format(text="C #sharp is cut"), 3, "#"),
        (CATS.format(text="Meat: mostly"), 3, ":"),
        (CATS.format(text="<b>Meat"), 3, "<b>"),
        (CATS.format(text="<div>Meat</div>"), 3, "<div>"),
        (CATS.format(text="x" * 4097), 3, "4,096"),
        (CATS.format(text="|\n    Fine.\n    5 < 6"), 5, "<"),
        ("- id: cats\n\tphrasings: [x]\n", 2, "tab"),
        ("- id: cats\n  phrasings: [x\n", 2, ""),
        ("cats: meat\n", 1, "this file is no list of answers"),
        (BOMB, 1, "`&a` is a YAML anchor"),
        (CATS.format(text="Meat.") + "  follow_ups: [dogs]\n", 4, "no answer `dogs`"),
        (CATS.format(text="Meat.") + "  colour: red\n", 4, "`colour`"),
    ],
)
def test_a_trap_in_answers_is_told_with_its_line(
    bot_py: BotPy, tmp_path: Path, yaml: str, line: int, told: str
) -> None:
    path = tmp_path / "pets" / "all.yaml"
    path.parent.mkdir()
    path.write_text(yaml)
    ran = bot_py("check", "--knowledge", path.parent)
    assert ran.code == 1
    errors = [one for one in ran.lines if ": error: " in one]
    assert any(one.startswith(f"{path}:{line}: ") and told in one for one in errors), ran.out
    assert ran.err == f"Errors: {len(errors)}. Warnings: {len(ran.lines) - len(errors)}.\n"


def test_values_that_yaml_would_guess_at_are_read_as_written(
    bot_py: BotPy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cases 49 and 50: bare times, `yes`, `no`, `NO` and `off` are text here."""
    monkeypatch.setattr(bot, "CACHE", tmp_path / "cache")
    (tmp_path / "all.yaml").write_text(
        "- id: norway\n"
        "  phrasings: [yes, no, NO, off, 18:30, 9:05, 1e3, 0x1F, ~, null]\n"
        "  text: on\n"
    )
    ran = bot_py("ask", "--json", "--knowledge", tmp_path, "18:30")
    assert '"phrasing": "18:30"' in ran.out
    ran = bot_py("check", "--knowledge", tmp_path)
    assert ran.code == 1
    assert [line.partition(": error: ")[2] for line in ran.lines if ": error: " in line] == [
        "the phrasing `NO` stands in this answer too (all.yaml, line 2). Keep it where it fits best"
    ]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """Return a copy of all the knowledge that people write, with few answers."""
    folder = tmp_path / "knowledge"
    track = Path("tracks", "backend")
    shutil.copytree(KNOWLEDGE / "messages", folder / "messages")
    shutil.copytree(KNOWLEDGE / track / "flows", folder / track / "flows")
    shutil.copytree(KNOWLEDGE / track / "answers", folder / track / "answers")
    shutil.copy(KNOWLEDGE / "plain_words.yaml", folder / "plain_words.yaml")
    for name in ("roadmap.yaml", "schools.yaml", "track.yaml"):
        shutil.copy(KNOWLEDGE / track / name, folder / track / name)
    return folder


def test_the_bots_own_knowledge_has_no_errors(bot_py: BotPy) -> None:
    ran = bot_py("check")
    assert ran.code == 0
    assert ran.err.startswith("Errors: 0.")
    assert sum("weeks, as agreed." in line for line in ran.lines) == 4


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("when: {standing: [in_it]}", "when: {standing: [no_one]}", "no choice `no_one`"),
        ("when: {standing: [in_it]}", "when: {hours: [answered]}", "`hours` is asked later"),
        ("when: {standing: [in_it]}", "when: {it_work: [code]}", "wait for each other"),
        (
            "- id: hours\n",
            "- id: hours\n    when: {standing: [school], it_work: [code]}\n",
            "no answers lead to the question `hours`",
        ),
        ("- id: hours\n", "- id: standing\n", "the id `standing` belongs to the question on line"),
        ("<b>Where do you stand today?</b>", "<b>Where do you stand today?", "<b>"),
        ("kind: hours", "kind: weeks", "`weeks`"),
        ('suggestions: ["3", ', 'suggestions: ["lots", ', "does not understand `lots`"),
        ("  - id: it_work\n    title:", "  - title:", "there is no `id` here"),
    ],
)
def test_a_trap_in_a_flow_is_told_with_its_line(
    bot_py: BotPy, whole: Path, old: str, new: str, told: str
) -> None:
    path = whole / "tracks" / "backend" / "flows" / "start.yaml"
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    ran = bot_py("check", "--knowledge", whole)
    assert ran.code == 1
    assert any(line.startswith(f"{path}:") and told in line for line in ran.lines), ran.out


def test_an_edit_of_the_roadmap_shows_whose_plans_it_moves(bot_py: BotPy, whole: Path) -> None:
    path = whole / "tracks" / "backend" / "roadmap.yaml"
    path.write_text(path.read_text().replace("high: 180,", "high: 360,"))
    ran = bot_py("check", "--knowledge", whole)
    assert ran.code == 0
    told = [line for line in ran.lines if "hours a week: " in line and ": warning: " not in line]
    assert len(told) == 4
    assert any(" weeks were agreed, now " in line for line in told)


def test_collisions_are_warnings_and_all_of_them_are_shown_when_asked_for(
    bot_py: BotPy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot, "CACHE", tmp_path / "cache")
    pets = tmp_path / "pets"
    pets.mkdir()
    (pets / "pets.yaml").write_text(
        "- {id: cats, phrasings: [cat food, what do cats eat, feeding a cat, my cat is hungry, "
        "cat snacks, what food does a cat like, how long is a dog walk], text: A}\n"
        "- {id: dogs, phrasings: [dog walk, how long do I walk a dog, walking dogs, "
        "walk my dog in the rain, how far do dogs walk, a walk with the dog, what now], text: B}\n"
    )
    few, every = bot_py("check", "--knowledge", pets), bot_py("check", "--all", "--knowledge", pets)
    assert (few.code, every.code) == (0, 0)
    assert set(few.lines) < set(every.lines)
    collision = f"{pets}/pets.yaml:1: warning: asked of all others, `how long is a dog walk` lands"
    assert any(line.startswith(collision) for line in every.lines)
    count = sum("asked of all others" in line for line in every.lines)
    assert f"of {count} are shown" in few.err
    assert "are shown" not in every.err
    assert f"Warnings: {len(every.lines)}." in every.err


def test_an_error_comes_before_collisions(
    bot_py: BotPy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot, "CACHE", tmp_path / "cache")
    pets = tmp_path / "pets"
    pets.mkdir()
    (pets / "pets.yaml").write_text(CATS.format(text="<b>Meat"))
    ran = bot_py("check", "--all", "--knowledge", pets)
    assert ran.code == 1
    assert not any("asked of all others" in line for line in ran.lines)
    assert not (tmp_path / "cache").exists()


def test_an_answer_about_a_path_that_is_not_there_is_told(bot_py: BotPy, whole: Path) -> None:
    path = whole / "tracks" / "backend" / "answers" / "education.yaml"
    path.write_text(path.read_text().replace("  path: bachelor\n", "  path: guild\n"))
    ran = bot_py("check", "--knowledge", whole)
    assert ran.code == 1
    assert any("there is no path `guild` in the roadmap" in line for line in ran.lines), ran.out


def test_a_mistake_in_the_names_of_schools_is_told_with_its_line(
    bot_py: BotPy, whole: Path
) -> None:
    path = whole / "tracks" / "backend" / "schools.yaml"
    text = path.read_text()
    path.write_text(
        text.replace("{name: Laurea, years: {low: 3,", "{name: Laurea, years: {low: 4,")
    )
    ran = bot_py("check", "--knowledge", whole)
    assert ran.code == 1
    line = text[: text.index("{name: Laurea,")].count("\n") + 1
    assert any(one.startswith(f"{path}:{line}: error: the low end 4") for one in ran.lines), ran.out
