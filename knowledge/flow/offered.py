"""Options on offer: "which one do you mean?", answered in words instead of by a tap."""

import re
from collections.abc import Iterable, Sequence

from pydantic import JsonValue

from knowledge.flow.choices import hear
from knowledge.flow.model import Choice
from knowledge.flow.phrases import words
from knowledge.flow.readings import Option
from knowledge.flow.small_words import lexicon

_YES = lexicon("yes yeah yep yup y ya sure right correct exactly ok okay true indeed yes please")
_HALVES = {
    "am": range(12),
    "morning": range(12),
    "pm": range(12, 24),
    "afternoon": range(12, 24),
    "evening": range(12, 24),
    "night": range(12, 24),
    "noon": range(12, 24),
}
_COUNTRY = lexicon("country nation republic")
_STATE = lexicon("state province us usa america")
_TIME = re.compile(r"(\d\d):\d\d")


def to_draft(options: Iterable[Option]) -> list[JsonValue]:
    """Return options as plain JSON, to be kept while the person makes up their mind."""
    return [{"label": option.label, "value": option.value} for option in options]


def from_draft(draft: JsonValue) -> tuple[Option, ...]:
    """Return the options that were kept; none where the draft holds something else."""
    found: list[Option] = []
    for one in draft if isinstance(draft, list) else []:
        match one:
            case {"label": str(label), "value": value}:
                found.append(Option(label=label, value=value))
    return tuple(found)


def narrowed(options: Sequence[Option], text: str) -> tuple[Option, ...]:
    """Return those of the options that a text leaves, where it names a half of the day.

    None where it leaves all of them, or one or less.
    """
    left = tuple(option for option in options if _in_half(option, words(text)))
    return left if 1 < len(left) < len(options) else ()


def picked(options: Sequence[Option], text: str) -> Option | None:
    """Return the one option that a text picks; None where it picks none, or more than one.

    It may name it, whole or in part ("missouri"), count it ("the second"), say yes to a single
    one, or say in which half of the day a time is.
    """
    said = words(text)
    if len(options) == 1 and said and all(word in _YES for word in said):
        return options[0]
    in_half = [option for option in options if _in_half(option, said)]
    if len(in_half) == 1:
        return in_half[0]
    of_kind = [option for option in options if _is_country(option, said)]
    if len(of_kind) == 1:
        return of_kind[0]
    by_id = {f"offered{number}th": option for number, option in enumerate(options)}
    choices = [
        Choice(id=id_, label=option.label, also=tuple(option.label.split(", ")))
        for id_, option in by_id.items()
    ]
    chosen = hear(choices, text).chosen
    return by_id[chosen[0]] if len(chosen) == 1 else None


def _in_half(option: Option, said: Sequence[str]) -> bool:
    time = _TIME.fullmatch(option.label)
    halves = [_HALVES[word] for word in said if word in _HALVES]
    return time is not None and any(int(time[1]) in half for half in halves)


def _is_country(option: Option, said: Sequence[str]) -> bool:
    """Tell whether "the country" means this place, or "the us one" the only one there."""
    match option.value:
        case {"city": None, "country": str()}:
            return bool(_COUNTRY.intersection(said))
        case {"country": "US"}:
            return bool(_STATE.intersection(said))
        case _:
            return False
