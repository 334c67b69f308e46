"""Inserting a phrasing: every other byte stays, whatever the form of the list (case 53)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import read_answers
from knowledge.inserting import NotInsertedError, with_phrasing
from knowledge.strict_yaml import from_text

PATH = Path("a.yaml")
NEW = "cat food"


def added(text: str, phrasing: str = NEW, answer: str = "cats") -> str:
    return with_phrasing(text.encode(), PATH, answer, phrasing).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "- id: cats\n  phrasings:\n    - one\n    - two\n  text: A\n",
            "- id: cats\n  phrasings:\n    - one\n    - two\n    - cat food\n  text: A\n",
            id="block",
        ),
        pytest.param(
            "- id: cats\n  phrasings:\n  - one\n  text: A\n",
            "- id: cats\n  phrasings:\n  - one\n  - cat food\n  text: A\n",
            id="block without indent",
        ),
        pytest.param(
            "- id: cats\n  phrasings:\n    -   one  # why\n\n    # more to come\n  text: A\n",
            "- id: cats\n  phrasings:\n    -   one  # why\n    -   cat food\n\n"
            "    # more to come\n  text: A\n",
            id="comments and blanks stay where they are",
        ),
        pytest.param(
            "- id: cats\r\n  phrasings:\r\n    - one\r\n  text: A\r\n",
            "- id: cats\r\n  phrasings:\r\n    - one\r\n    - cat food\r\n  text: A\r\n",
            id="CRLF",
        ),
        pytest.param(
            "- id: cats\n  text: A\n  phrasings:\n    - one",
            "- id: cats\n  text: A\n  phrasings:\n    - one\n    - cat food",
            id="no newline at the end",
        ),
        pytest.param(
            "- {id: cats, phrasings: [one], text: A}",
            "- {id: cats, phrasings: [one, cat food], text: A}",
            id="one line alone",
        ),
        pytest.param(
            "- id: cats\n  phrasings: [one, two]  # short\n  text: A\n",
            "- id: cats\n  phrasings: [one, two, cat food]  # short\n  text: A\n",
            id="flow",
        ),
        pytest.param(
            "- id: cats\n  phrasings: [\n    one,\n    two,  # last\n  ]\n  text: A\n",
            "- id: cats\n  phrasings: [\n    one,\n    two, cat food,  # last\n  ]\n  text: A\n",
            id="flow over lines, with a comma at its end",
        ),
        pytest.param(
            "- id: cats\n  phrasings:\n    - \"one\"\n    - 'two'\n  text: A\n",
            "- id: cats\n  phrasings:\n    - \"one\"\n    - 'two'\n    - 'cat food'\n  text: A\n",
            id="quoted as its neighbour",
        ),
        pytest.param(
            "- id: cats\n  phrasings:\n    - one\n    - |\n      two\n      lines\n  text: A\n",
            "- id: cats\n  phrasings:\n    - one\n    - cat food\n    - |\n      two\n      lines\n"
            "  text: A\n",
            id="before a block of lines",
        ),
        pytest.param(
            "- id: cats\n  phrasings:\n    - >-\n      one\n      line\n  text: A\n",
            "- id: cats\n  phrasings:\n    - cat food\n    - >-\n      one\n      line\n"
            "  text: A\n",
            id="before the only block of lines",
        ),
        pytest.param(
            "- id: cats\n  phrasings:\n    - one that\n      goes on\n  text: A\n",
            "- id: cats\n  phrasings:\n    - one that\n      goes on\n    - cat food\n  text: A\n",
            id="after a text over two lines",
        ),
        pytest.param(
            "- id: cats\n  phrasings:\n    -\n      one\n  text: A\n",
            "- id: cats\n  phrasings:\n    -\n      one\n    - cat food\n  text: A\n",
            id="after a dash on a line of its own",
        ),
        pytest.param(
            "---\n# Pets\n- phrasings: [x]\n  id: dogs\n  text: B\n\n- text: A\n  phrasings:\n"
            "    - ж 🙂\n  id: cats\n",
            "---\n# Pets\n- phrasings: [x]\n  id: dogs\n  text: B\n\n- text: A\n  phrasings:\n"
            "    - ж 🙂\n    - cat food\n  id: cats\n",
            id="any order, any script",
        ),
    ],
)
def test_the_phrasing_joins_its_list_and_nothing_else_changes(before: str, after: str) -> None:
    assert added(before) == after


def test_the_mark_at_the_beginning_of_a_file_stays() -> None:
    before = b"\xef\xbb\xbf- {id: cats, phrasings: [one], text: A}\n"
    after = b"\xef\xbb\xbf- {id: cats, phrasings: [one, two], text: A}\n"
    assert with_phrasing(before, PATH, "cats", "two") == after


@pytest.mark.parametrize(
    ("phrasing", "in_block", "in_flow"),
    [
        ("what is c#", "what is c#", "what is c#"),
        ("what is c #", "'what is c #'", "'what is c #'"),
        ("yes: no", "'yes: no'", "'yes: no'"),
        ("yes", "yes", "yes"),
        ("18:30", "18:30", "18:30"),
        ("a, b", "a, b", "'a, b'"),
        ("[x]", "'[x]'", "'[x]'"),
        ("* or &", "'* or &'", "'* or &'"),
        ("what's up", "what's up", "what's up"),
        ("'quoted", "'''quoted'", "'''quoted'"),
        ("- dash", "'- dash'", "'- dash'"),
        ("why?", "why?", "why?"),
        ("@home", "'@home'", "'@home'"),
        ("100%", "100%", "100%"),
    ],
)
def test_what_needs_quotes_gets_them(phrasing: str, in_block: str, in_flow: str) -> None:
    block = added("- id: cats\n  phrasings:\n    - one\n  text: A\n", phrasing)
    assert block == f"- id: cats\n  phrasings:\n    - one\n    - {in_block}\n  text: A\n"
    flow = added("- {id: cats, phrasings: [one], text: A}\n", phrasing)
    assert flow == f"- {{id: cats, phrasings: [one, {in_flow}], text: A}}\n"


FORMS = (
    "- id: cats\n  phrasings:\n    - one  # a\n\n  text: A\n",
    "- {id: cats, phrasings: [one, two], text: A}\n",
    '- id: cats\r\n  phrasings:\r\n    - "one"\r\n  text: A\r\n',
    "- id: cats\n  phrasings: ['one'\n    ]\n  text: A",
)
PHRASINGS = st.text(
    st.characters(
        codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028"
    ),
    min_size=1,
    max_size=20,
).map(str.strip)


@given(form=st.sampled_from(FORMS), phrasing=PHRASINGS.filter(bool))
def test_any_phrasing_comes_back_and_taking_it_out_leaves_the_file_as_it_was(
    form: str, phrasing: str
) -> None:
    try:
        after = added(form, phrasing)
    except NotInsertedError:
        # What strict YAML takes for invisible is refused, never written.
        assert from_text(f'- "{phrasing}"', PATH).mistakes or '"' in phrasing or "\\" in phrasing
        return
    value = from_text(after, PATH).value
    assert isinstance(value, list)
    entry = value[0]
    assert isinstance(entry, dict)
    phrasings = entry["phrasings"]
    assert isinstance(phrasings, list)
    assert phrasings[-1] == phrasing
    start = next(n for n, (a, b) in enumerate(zip(form + "\0", after, strict=False)) if a != b)
    grown = len(after) - len(form)
    assert any(
        after[:at] + after[at + grown :] == form for at in range(max(start - grown, 0), start + 1)
    )


@pytest.mark.parametrize(
    ("text", "answer", "told"),
    [
        ("- {id: dogs, phrasings: [one], text: A}\n", "cats", "no answer `cats`"),
        ("- id: cats\n  phrasings: [one\n", "cats", "mend"),
        ("cats: dogs\n", "cats", "mend"),
        ("", "cats", "mend"),
        ("- cats\n- [cats]\n- {text: A}\n- {id: cats}\n", "cats", "no answer `cats`"),
        ("- {id: cats, phrasings: one}\n", "cats", "no answer `cats`"),
        ("- {id: cats, phrasings: []}\n", "cats", "no answer `cats`"),
    ],
)
def test_a_file_that_does_not_fit_is_left_alone(text: str, answer: str, told: str) -> None:
    with pytest.raises(NotInsertedError, match=told):
        added(text, answer=answer)


def test_bytes_that_are_no_text_are_left_alone() -> None:
    with pytest.raises(NotInsertedError, match="UTF-8"):
        with_phrasing(b"- {id: cats, phrasings: [\xff], text: A}\n", PATH, "cats", "two")


def test_every_real_answer_can_get_one_more() -> None:
    folder = Path(__file__).parents[2] / "knowledge" / "tracks"
    for path in sorted(folder.glob("*/answers/*.yaml")):
        entries, _ = read_answers(path.parent)
        own = [entry for entry in entries if entry.document.path == path]
        content = path.read_bytes()
        for entry in own[:: max(len(own) // 3, 1)]:
            after = with_phrasing(content, path, entry.answer.id, "zz: new #1")
            line = next(
                line for line in after.splitlines() if line not in set(content.splitlines())
            )
            assert b"zz: new #1" in line
            assert after.replace(line + b"\n", b"", 1) == content or b"[" in line
