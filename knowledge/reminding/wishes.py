"""Wishes: what a person says of their reminders in free text.

"remind me at 7:30 on weekdays", "not on sundays", "stop reminding me", "pause till monday". Only
what is plainly about reminders is a wish: a question is left to the answers.
"""

import re
from collections.abc import Callable
from datetime import date

from knowledge.flow.parsers.wording import NUMBER_WORDS, plain, repaired
from knowledge.reminding.spoken_hours import ABOUT, hours, shift
from knowledge.reminding.spoken_later import later
from knowledge.reminding.spoken_limits import choices, limits
from knowledge.reminding.spoken_pause import pause
from knowledge.reminding.spoken_quiet import quiet
from knowledge.reminding.spoken_skip import skip
from knowledge.reminding.spoken_stop import resume, stop
from knowledge.reminding.spoken_streak import STREAK, streak
from knowledge.reminding.wish import (
    At,
    DidIt,
    MyPromises,
    Practise,
    Show,
    Wish,
    Words,
)
from knowledge.schedule.spoken_days import DAY_WORDS, spoken_days

_WORDS = (
    "remind reminder reminders reminding pause resume snooze quiet until later"
    " again hours every morning evening mornings evenings tonight"
)
_VOCABULARY = NUMBER_WORDS | DAY_WORDS | frozenset(_WORDS.split())
_QUESTION = re.compile(
    r"^(?:how|what|whats|what's|why|who|which|where|when|is|are|am|does|did"
    r"|do (?:i|you|we|they|people)|should|shall i|can i|may i|could i|will i"
    r"|remind me (?:what|how|why|which|who|where|if|of"
    r"|when (?!i (?:wake|get|come|am|go|finish))))\b"
)
_ASKED_POLITELY = re.compile(r"^(?:can|could|will|would) (?:you|u) (?:please )?|^please |^pls ")
_POLITE = re.compile(r"[,.!? ]*\b(?:please|pls|plz|instead|from now on|then)\b")
_THANKS = re.compile(r"[,.!? ]*\b(?:thanks|thank you|thx)\b")

_SHOW = re.compile(
    r"(?:show |see |change |edit |set |list |open )?(?:me )?(?:my |the )?(?:daily )?"
    r"reminders?(?: settings?)?|next reminders?"
    r"|(?:when|what time|at what time|on what days) (?:do|will|are|does|did|is|would) .*remind.*"
    r"|(?:when|what time) (?:do|will) you (?:write|message|text)(?: to)? me(?: next| again)?"
    r"|did you remind me today|(?:do|can|will) you remind me"
)
_NOT_ON = re.compile(
    r"(?:but )?(?:not|no|never|without|except|excluding|skip|no reminders?|no more reminders?"
    r"|stop reminding me|(?:don't|dont|do not|never) remind me"
    r"|i (?:don't|dont|do not) (?:want|need)(?: any)? reminders?)(?: on| the| any| either)* ?"
)
_EITHER = re.compile(r" (?:either|too|as well)$")
_DID_IT = re.compile(
    r"(?:i(?:'ve| have)? ?|i'm |im )?(?:just |already )?(?:done|did|finished|completed)"
    r"(?: with)?(?: it| that| this| the step| my step| today's step| my exercises?)*"
    r"(?: for)?(?P<when> today| yesterday| last night)?(?: now| already)?"
    r"|(?:i )?(?:studied|practi[cs]ed|learned|learnt) (?P<day>today|yesterday|last night)"
)
_PRACTISE = re.compile(
    r"(?:quiz|test|ask|drill) me(?: something| a question| again)?|practi[cs]e(?: questions?| now)?"
    r"|(?:one more|another) (?:practi[cs]e )?question"
)
_MY_PROMISES = re.compile(
    r"(?:(?:show|see|list|change|open) )?(?:me )?(?:my|what i) (?:promises?|promised|said)"
    r"|what (?:did|have) i (?:say|said|promised?|want)"
    r"(?: (?:that )?i (?:would|will|'ll) do| to do)?"
)
_ASKED = (_SHOW, _DID_IT, STREAK, _MY_PROMISES)
"""What is a wish also where it begins like a question."""


def is_about_reminders(text: str) -> bool:
    """Tell whether a text names reminders, and not only days, say, or a pause."""
    return re.search(ABOUT, repaired(plain(text), _VOCABULARY)) is not None


def read_wish(text: str, today: date) -> Wish | None:
    """Return what is wished of the reminders; None where the text is about something else."""
    said = repaired(plain(text), _VOCABULARY)
    question = _QUESTION.match(said) is not None or _only_asks(said)
    polite = _ASKED_POLITELY.match(said)
    said = said[polite.end() :] if polite else said
    bare = _THANKS.sub("", _POLITE.sub("", said)).strip(" ,.!?")
    if not bare or (question and not any(one.fullmatch(bare) for one in _ASKED)):
        return None
    asked = polite is not None or _POLITE.search(said) is not None
    words = Words(text=bare, today=today, asked=asked)
    return next((wish for read in _READERS if (wish := read(words)) is not None), None)


def _only_asks(said: str) -> bool:
    """Tell whether a text ends as a question that names no reminders, like "too late for me?"."""
    return said.rstrip().endswith("?") and re.search(ABOUT, said) is None


def _show(words: Words) -> Wish | None:
    return Show() if _SHOW.fullmatch(words.text) else None


def _small(words: Words) -> Wish | None:
    if (done := _DID_IT.fullmatch(words.text)) is not None:
        when = (done["when"] or done["day"] or "").strip()
        return DidIt(days_ago=1 if when in {"yesterday", "last night"} else 0)
    if _PRACTISE.fullmatch(words.text):
        return Practise()
    return MyPromises() if _MY_PROMISES.fullmatch(words.text) else None


def _not_on(words: Words) -> Wish | None:
    said = _EITHER.sub("", words.text)
    spoken = spoken_days(said)
    if not spoken.days or not (_NOT_ON.match(said) and _NOT_ON.fullmatch(spoken.rest)):
        return None
    return At(not_on=spoken.days)


_READERS: tuple[Callable[[Words], Wish | None], ...] = (
    _show,
    _small,
    streak,
    quiet,
    pause,
    skip,
    later,
    _not_on,
    stop,
    resume,
    limits,
    choices,
    shift,
    hours,
)
