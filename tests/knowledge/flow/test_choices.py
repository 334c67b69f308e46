"""Choices as people type them, against the back-end track's own questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from knowledge.flow.model import CHOOSING, Question
from knowledge.flow.readings import Ambiguous, Misread, Understood
from tests.knowledge.flow.flows import backend, of_backend
from tests.knowledge.flow.reading import read

CHOOSING_QUESTIONS = [
    asked
    for name in ("start", "fit")
    for asked in backend(name).questions
    if asked.kind in CHOOSING
]
SNIPPETS = ["not", "python", "java", "and", ",", "or", "2", "all", "none", "but", "last", "c++"]
"""What texts about choices are made of."""


@pytest.mark.parametrize(
    ("id_", "text", "value"),
    [
        # by name, by id, in other words, in whole sentences
        ("standing", "At school", "school"),
        ("standing", "AT SCHOOL!!", "school"),
        ("standing", "i'm still at school", "school"),
        ("standing", "im a student in highschool", "school"),
        ("standing", "I have a degree in computer science", "cs_degree"),
        ("standing", "i graduated from university with a degree in history", "other_degree"),
        ("standing", "I am a truck driver and want to change my career", "changer"),
        ("standing", "IT", "in_it"),
        ("standing", "i work in IT", "in_it"),
        ("standing", "none of these", "changer"),
        ("it_work", "support, no sql", "support"),
        ("computer", "i don't have a laptop, only a phone", "phone"),
        ("computer", "yes", "computer"),
        ("git", "i use git every day at work", "daily"),
        ("git", "i don't know what git is", "none"),
        ("git", "not daily", "little"),
        ("path", "not sure", "unsure"),
        ("path", "bachelors and masters", "master"),
        ("can_stop", "not really", "no"),
        ("reminder_days", "mon-fri", "weekdays"),
        ("reminder_days", "three times a week", "three"),
        # a word that is also a small one
        ("can_pay", "some", "some"),
        ("can_pay", "i have some savings", "much"),
        ("path", "any", "unsure"),
        # misspelt, joined, cut in two
        ("standing", "carrer chnger", "changer"),
        ("standing", "careerchanger", "changer"),
        ("path", "bootcmap", "bootcamp"),
        ("path", "boot camp", "bootcamp"),
        ("path", "selfstudy", "self"),
        # by place
        ("standing", "2", "cs_degree"),
        ("standing", "the second one", "cs_degree"),
        ("standing", "number three please", "other_degree"),
        ("standing", "2nd", "cs_degree"),
        ("standing", "last one", "in_it"),
        ("standing", "the middle one", "other_degree"),
        ("standing", "٣", "other_degree"),
        ("standing", "2️⃣", "cs_degree"),
        ("standing", "\N{FULLWIDTH DIGIT TWO}", "cs_degree"),
        # what it is not
        ("standing", "not at school, career changer", "changer"),
        # accents, composed and decomposed, dotted and dotless
        ("standing", "career chànger", "changer"),
        ("standing", "career cha\u0300nger", "changer"),
        ("computer", "l\N{LATIN SMALL LETTER DOTLESS I}nux", "computer"),
    ],
)
def test_one_of_several(id_: str, text: str, value: str) -> None:
    outcome = read(id_, text)
    assert isinstance(outcome, Understood)
    assert (outcome.value, outcome.unread) == (value, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("python and sql", ["python"]),
        ("python java", ["python", "java"]),
        ("java, python", ["python", "java"]),
        ("python+java", ["python", "java"]),
        ("python/java", ["python", "java"]),
        ("python\njava", ["python", "java"]),
        ("pyton und jvascript", ["python", "javascript"]),
        ("java script", ["javascript"]),
        ("js", ["javascript"]),
        ("node.js", ["javascript"]),
        ("c++", ["cpp"]),
        ("C#", ["csharp"]),
        ("c sharp & c plus plus", ["csharp", "cpp"]),
        ("go", ["go"]),
        ("i know a bit of go", ["go"]),
        ("i want to go with python", ["python"]),
        ("python 3", ["python"]),
        ("python3 and php8", ["python", "php"]),
        (
            "all of them",
            ["python", "java", "javascript", "csharp", "php", "ruby", "go", "cpp", "other"],
        ),
        (
            "everything except java",
            ["python", "javascript", "csharp", "php", "ruby", "go", "cpp", "other"],
        ),
        ("nothing but python", ["python"]),
        ("1 and 3", ["python", "javascript"]),
        ("1,3", ["python", "javascript"]),
        ("1-3", ["python", "java", "javascript"]),
        ("first two", ["python", "java"]),
        ("python and the second one", ["python", "java"]),
        # what is denied does not count
        ("python but not java", ["python"]),
        ("not python but java", ["java"]),
        ("no python, java", ["java"]),
        ("not python, java or ruby, only php", ["php"]),
        ("not only python but also java", ["python", "java"]),
        # none of them
        ("none", ["none"]),
        ("none of these", ["none"]),
        ("i dont know any", ["none"]),
        ("none at all", ["none"]),
        ("nothing yet", ["none"]),
        ("i never programmed", ["none"]),
        ("0", None),
    ],
)
def test_several_of_several(text: str, value: list[JsonValue] | None) -> None:
    outcome = read("languages", text)
    assert (outcome.value if isinstance(outcome, Understood) else None) == value


@pytest.mark.parametrize(
    ("id_", "text", "value"),
    [
        ("databases", "both", ["sql", "nosql"]),
        ("databases", "neither", ["none"]),
        ("databases", "no sql", ["nosql"]),
        ("databases", "mysql and mongo db", ["sql", "nosql"]),
        ("web", "all three", ["http", "html", "api"]),
        ("web", "all except html", ["http", "api"]),
        ("web", "the first two", ["http", "html"]),
    ],
)
def test_both_and_all(id_: str, text: str, value: list[JsonValue]) -> None:
    assert read(id_, text) == Understood(value=value)


def test_what_no_choice_says_is_reported_in_the_persons_words() -> None:
    outcome = read("languages", "Python, a Bit of Klingon, java")
    assert outcome == Understood(value=["python", "java"], unread="Klingon")


@pytest.mark.parametrize(
    ("id_", "text", "labels"),
    [
        ("standing", "school or a degree", ["At school", "Another degree"]),
        ("standing", "student", ["At school", "Degree in computing", "Another degree"]),
        ("path", "bachelors degree or bootcamp", ["Bachelor's degree", "Coding bootcamp"]),
        ("languages", "jave", ["Java"]),
        ("computer", "not a phone", ["A computer"]),
        ("path", "self study, maybe bootcamp", ["Self-study", "Coding bootcamp"]),
        ("standing", "I work at an airline", ["Career changer", "Already in IT"]),
        ("languages", "I wrote some java for my uncle in his little shop once", ["Java"]),
    ],
)
def test_what_may_mean_two_choices_or_one_by_chance_is_asked(
    id_: str, text: str, labels: list[str]
) -> None:
    outcome = read(id_, text)
    assert isinstance(outcome, Ambiguous)
    assert [option.label for option in outcome.options] == labels


@pytest.mark.parametrize(
    ("id_", "text", "reason"),
    [
        ("standing", "asdfgh", "flow.misread.one"),
        ("standing", "I am interested in it", "flow.misread.one"),
        ("standing", "6", "flow.misread.beyond"),
        ("standing", "all of them", "flow.misread.one.all"),
        ("standing", "not sure", "flow.misread.unsure"),
        ("standing", "later", "flow.not_optional"),
        ("languages", "not python", "flow.misread.denied"),
        ("path", "anything but a bootcamp", "flow.misread.denied"),
        ("can_pay", "blorp", "flow.misread.one"),
        ("languages", "neither python nor java", "flow.misread.denied"),
        ("languages", "klingon", "flow.misread.several"),
        ("languages", "both", "flow.misread.several"),
        ("languages", "x" * 201, "flow.misread.long"),
    ],
)
def test_what_is_no_choice_is_said_specifically(id_: str, text: str, reason: str) -> None:
    outcome = read(id_, text)
    assert isinstance(outcome, Misread)
    assert outcome.reason == reason


@pytest.mark.parametrize("asked", CHOOSING_QUESTIONS, ids=lambda asked: asked.id)
@pytest.mark.parametrize("text", ["?", "🙂", "👨‍👩‍👧‍👦", "…", "-", "!!", "\u200b", ""])
def test_case_55_signs_and_emoji_are_no_choice(asked: Question, text: str) -> None:
    assert read(asked, text) == Misread(reason="flow.misread.no_words")


@pytest.mark.parametrize("asked", CHOOSING_QUESTIONS, ids=lambda asked: asked.id)
@pytest.mark.parametrize(
    "text", ["สวัสดีครับ", "กี่", "ที่นี่", "你好", "こんにちは", "привет", "مرحبا", "नमस्ते", "²", "①"]
)
def test_case_54_other_scripts_are_no_choice_by_accident(asked: Question, text: str) -> None:
    assert isinstance(read(asked, text), Misread)


@pytest.mark.parametrize("asked", CHOOSING_QUESTIONS, ids=lambda asked: asked.id)
def test_every_name_of_a_choice_leads_to_it(asked: Question) -> None:
    for choice in asked.choices:
        for name in choice.names:
            outcome = read(asked, name)
            if isinstance(outcome, Ambiguous):  # a word that two choices share on purpose
                given_values = [option.value for option in outcome.options]
                assert choice.id in given_values, name
            else:
                assert isinstance(outcome, Understood), name
                assert outcome.value in (choice.id, [choice.id]), name


@given(
    asked=st.sampled_from(CHOOSING_QUESTIONS[:4]),
    text=st.text(max_size=40) | st.lists(st.sampled_from(SNIPPETS), max_size=8).map(" ".join),
)
def test_any_text_is_read_without_an_error_and_always_alike(asked: Question, text: str) -> None:
    outcome = read(asked, text)
    assert outcome == read(asked, text)
    if isinstance(outcome, Understood) and isinstance(outcome.value, list):
        assert outcome.value == asked.in_order(map(str, outcome.value))
        alone = {choice.id for choice in asked.choices if choice.alone}
        assert len(outcome.value) == 1 or not alone & set(map(str, outcome.value))


@given(data=st.data(), asked=st.sampled_from(CHOOSING_QUESTIONS))
def test_one_slip_in_a_long_label_is_forgiven(data: st.DataObject, asked: Question) -> None:
    labels = [choice for choice in asked.choices if len(choice.label.split()[0].rstrip(",")) >= 6]
    if not labels:
        return
    choice = data.draw(st.sampled_from(labels))
    word = choice.label.split()[0].rstrip(",")
    at = data.draw(st.integers(1, len(word) - 2))
    slipped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    outcome = read(asked, choice.label.replace(word, slipped, 1))
    assert isinstance(outcome, Understood)
    assert outcome.value in (choice.id, [choice.id])


def test_a_number_in_words_names_no_choice_of_a_question_it_is_too_great_for() -> None:
    outcome = read(of_backend("databases"), "the seventh")
    assert isinstance(outcome, Misread)
    assert outcome.fills["count"] == 3
