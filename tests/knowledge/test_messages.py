"""The sentences of the bot: filled, escaped, and refused at load where they could fail later."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.markup import check
from knowledge.messages import Html, MessageError, Messages, in_documents, load_messages
from knowledge.reading import from_text

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

TEXT = """\
greet.hello: |
  <b>Hello {name}</b>, you have {count} steps &amp; more.
greet.again: ["Welcome back, {name}.", "Hello again.", "Good to see you, {name}."]
greet.braces: "{{name}} stays, {name} goes"
greet.button: "Yes & <i>no</i>: {name}"
"""


def messages(text: str = TEXT) -> Messages:
    made, mistakes = in_documents([from_text(text, Path("a.yaml"))])
    assert mistakes == ()
    return made


def wrong(text: str) -> list[tuple[int, str]]:
    _, mistakes = in_documents([from_text(text, Path("a.yaml"))])
    return [(mistake.line, f"{mistake.what}. {mistake.remedy}") for mistake in mistakes]


def test_values_are_escaped() -> None:
    """Case 16."""
    filled = messages().fill("greet.hello", name="Ola >_< <b>x", count=3)
    assert filled == "<b>Hello Ola &gt;_&lt; &lt;b&gt;x</b>, you have 3 steps &amp; more."
    assert isinstance(filled, Html)


def test_html_is_filled_in_as_it_is() -> None:
    assert "<i>Ola</i>" in messages().fill("greet.hello", name=Html("<i>Ola</i>"), count=3)


def test_a_filled_message_can_be_filled_into_another() -> None:
    inner = messages().fill("greet.again", name="<x>")
    assert "Welcome back, &lt;x&gt;." in messages().fill("greet.hello", name=inner, count=1)


@given(st.text())
def test_no_value_breaks_the_markup(name: str) -> None:
    assert check(messages().fill("greet.hello", name=name, count=1)) == ()


@given(st.text(alphabet="{}name!:.[]"))
def test_braces_in_a_value_stay_as_they_are(name: str) -> None:
    assert messages().fill("greet.braces", name=name) == f"{{name}} stays, {name} goes".strip()


def test_a_label_is_plain_text() -> None:
    assert messages().label("greet.button", name="<Ola> & co") == "Yes & no: <Ola> & co"


def test_a_wording_is_chosen_by_number() -> None:
    spoken = messages()
    assert spoken.variants("greet.again") == 3
    assert spoken.fill("greet.again", name="Ola", variant=1) == "Hello again."
    assert spoken.fill("greet.again", name="Ola", variant=5) == "Good to see you, Ola."
    assert spoken.label("greet.again", name="Ola", variant=3) == "Welcome back, Ola."


def test_a_missing_value_names_the_message_and_the_value() -> None:
    with pytest.raises(MessageError, match=r"`greet.hello` needs a value for count, name"):
        messages().fill("greet.hello")


def test_a_missing_message_is_named() -> None:
    with pytest.raises(MessageError, match=r"no message `greet.nobody`"):
        messages().fill("greet.nobody")
    with pytest.raises(MessageError, match=r"no message `greet.nobody`"):
        messages().variants("greet.nobody")


def test_messages_and_their_places_for_values_are_listed() -> None:
    spoken = messages()
    assert "greet.hello" in spoken
    assert "greet.nobody" not in spoken
    assert spoken.ids("greet.b") == ("greet.braces", "greet.button")
    assert spoken.ids("other") == ()
    assert spoken.placeholders()["greet.hello"] == {"name", "count"}


def test_a_word_means_the_message_that_lists_it() -> None:
    made = messages(
        "talk.words.plan: 'plan | my plan'\ntalk.words.help: 'help|plan'\nother.word: plan\n"
    )
    assert made.meaning("talk.words.", "my plan") == "plan"
    assert made.meaning("talk.words.", "plan") == "plan"
    assert made.meaning("talk.words.", "help") == "help"
    assert made.meaning("talk.words.", "plans") == ""
    assert made.meaning("talk.words.", "please show me my plan now") == "plan"
    assert made.meaning("talk.words.", "yes please") == ""
    assert made.meaning("none.", "plan") == ""


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a.b: 'Hello {name'\n", 1, "not closed"),
        ("a.b: 'Hello name}'\n", 1, "not closed"),
        ("a.b: 'Hello {}'\n", 1, "one plain word"),
        ("a.b: 'Hello {name.first}'\n", 1, "one plain word"),
        ("a.b: 'Hello {name!r}'\n", 1, "one plain word"),
        ("a.b: 'Hello {count:>10}'\n", 1, "one plain word"),
        ("a.b: 'Hello {variant}'\n", 1, "one plain word"),
        ("a.b: ''\n", 1, "empty"),
        ("a.b: []\n", 1, "no text"),
        ("a.b: {c: d}\n", 1, "one text or a list"),
        ("a.b: [[c]]\n", 1, "one text or a list"),
        ("hello: x\n", 1, "can't be a message's id"),
        ("A.b: x\n", 1, "can't be a message's id"),
        ("- x\n", 1, "should hold messages"),
        ("a.b:\n  - '{name}'\n  - '{nmae}'\n", 3, "that the first has not"),
    ],
)
def test_what_could_fail_later_is_a_mistake_at_load(text: str, line: int, part: str) -> None:
    ((at, told),) = wrong(text)
    assert at == line
    assert part in told


def test_an_id_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a.b: x\n")
    (tmp_path / "b.yaml").write_text("c.d: x\na.b: y\n")
    made, (mistake,) = load_messages(tmp_path)
    assert (mistake.file.name, mistake.line) == ("b.yaml", 2)
    assert "a.yaml, line 1" in mistake.what
    assert made.fill("a.b") == "x"


def test_our_own_messages_are_right() -> None:
    made, mistakes = load_messages(KNOWLEDGE / "messages")
    assert mistakes == ()
    for id_, names in made.placeholders().items():
        for variant in range(made.variants(id_)):
            filled = made.fill(id_, **dict.fromkeys(names, "<x>"), variant=variant)
            assert check(filled) == (), id_
