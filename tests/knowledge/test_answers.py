"""Folders of answers: read one by one, each mistake with its place."""

from pathlib import Path

import pytest

from knowledge.answers import Answer, load_answers


def told(folder: Path) -> list[tuple[str, int, str]]:
    _, mistakes = load_answers(folder)
    return [(mistake.file.name, mistake.line, mistake.what) for mistake in mistakes]


def test_only_id_phrasings_and_text_are_needed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {id: x, phrasings: [how, what], text: So.}\n")
    answers, mistakes = load_answers(tmp_path)
    assert mistakes == ()
    assert answers == {"x": Answer(id="x", phrasings=("how", "what"), text="So.")}


def test_words_that_yaml_takes_for_values_stay_words(tmp_path: Path) -> None:
    """Cases 49 and 50."""
    (tmp_path / "a.yaml").write_text("- id: 1_000\n  phrasings: [yes, no, 18:30]\n  text: off\n")
    answers, _ = load_answers(tmp_path)
    assert answers["1_000"].phrasings == ("yes", "no", "18:30")
    assert answers["1_000"].text == "off"


def test_answers_keep_the_order_of_files_and_lists(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("- {id: c, phrasings: [c], text: C}\n")
    (tmp_path / "a.yml").write_text(
        "- {id: z, phrasings: [z], text: Z}\n- {id: b, phrasings: [b], text: B}\n"
    )
    answers, _ = load_answers(tmp_path)
    assert list(answers) == ["z", "b", "c"]


def test_one_wrong_answer_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "- id: x\n  phrasings: []\n  text: X\n- id: y\n  text: Y\n- text\n"
        "- id: z\n  phrasings: [z, '']\n  text: Z\n- {id: w, phrasings: [w], text: W}\n"
    )
    assert told(tmp_path) == [
        ("a.yaml", 2, "`phrasings` is empty"),
        ("a.yaml", 4, "there is no `phrasings` here"),
        ("a.yaml", 6, "this item is `text`"),
        ("a.yaml", 8, "this item is empty"),
    ]
    assert list(load_answers(tmp_path)[0]) == ["w"]


def test_ids_that_clash_are_told_with_both_places(tmp_path: Path) -> None:
    """Case 51: the same id twice."""
    (tmp_path / "a.yaml").write_text("- {id: x, phrasings: [x], text: X, formerly: [old]}\n")
    (tmp_path / "b.yaml").write_text(
        "- {id: y, phrasings: [y], text: Y}\n"
        "- {id: x, phrasings: [z], text: Z}\n"
        "- {id: old, phrasings: [o], text: O}\n"
        "- {id: new, phrasings: [n], text: N, formerly: [y]}\n"
    )
    assert told(tmp_path) == [
        ("b.yaml", 2, "the id `x` is taken: it stands in a.yaml, line 1 too"),
        ("b.yaml", 3, "the id `old` is taken: it stands in a.yaml, line 1 too"),
        ("b.yaml", 4, "the id `y` is taken: it stands in b.yaml, line 1 too"),
    ]
    assert load_answers(tmp_path)[0]["x"].text == "X"


@pytest.mark.parametrize("text", ["a: b\n", "just text\n"])
def test_a_file_that_is_no_list_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    assert told(tmp_path) == [("a.yaml", 1, "this file is no list of answers")]


def test_a_folder_without_answers_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "nothing") == [("nothing", 1, "no answers are here")]
