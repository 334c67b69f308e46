"""What a typed or piped line means."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchat import ImpossibleError
from localchat.lines import Line, Move, Press, Say, read_line


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("", None),
        ("  \t ", None),
        ("hello", Say(text="hello")),
        ("  hello there ", Say(text="hello there")),
        ("/start topic", Say(text="/start topic")),
        ("> Yes", Press(label="Yes")),
        (">Yes, please ", Press(label="Yes, please")),
        (">", Press(label="")),
        (r"\> 3 is more than 2", Say(text="> 3 is more than 2")),
        (r"\@+1h", Say(text="@+1h")),
        (r"\n is a line feed", Say(text=r"\n is a line feed")),
        ("@bob hi", Say(text="@bob hi")),
        ("@+26h", Move(by=timedelta(hours=26))),
        ("@+1d2h", Move(by=timedelta(hours=26))),
        ("@+1D 2h 3m 4s", Move(by=timedelta(days=1, hours=2, minutes=3, seconds=4))),
        ("@+0m", Move(by=timedelta())),
    ],
)
def test_lines(line: str, meaning: Line | None) -> None:
    assert read_line(line) == meaning


@pytest.mark.parametrize(
    "line", ["@+", "@+h", "@+1", "@+1.5h", "@+1w", "@+26h now", "@+²h", "@+-1h"]
)
def test_moves_that_mean_nothing_say_how_to_write_one(line: str) -> None:
    with pytest.raises(ImpossibleError, match="like @\\+26h"):
        read_line(line)


@pytest.mark.parametrize("line", ["@+3661d", "@+999999999s999999999d", "@+2000d2000d"])
def test_moves_that_go_too_far(line: str) -> None:
    with pytest.raises(ImpossibleError, match="at most 3660 days"):
        read_line(line)


@given(st.text())
def test_any_line_is_read_or_impossible(line: str) -> None:
    try:
        meaning = read_line(line)
    except ImpossibleError:
        assert line.strip().startswith("@+")
        return
    assert (meaning is None) == (not line.strip())
    if isinstance(meaning, Say):
        assert meaning.text.strip()
