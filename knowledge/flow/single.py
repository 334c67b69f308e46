"""One question: a text as the answer to it, whatever its kind."""

import re
from dataclasses import replace
from datetime import date

from pydantic import JsonValue  # noqa: TC002 - as everywhere in this room

from knowledge.flow.chatter import without_chatter
from knowledge.flow.choices import Heard, exactly, hear
from knowledge.flow.hits import BETWEEN
from knowledge.flow.model import CHOOSING, Choice, Kind, Question
from knowledge.flow.parsers.amounts import names_amount
from knowledge.flow.parsers.weekdays import read_weekdays
from knowledge.flow.parsers.wording import LONGEST
from knowledge.flow.phrases import QUESTION_MARK, slips, words
from knowledge.flow.readings import Ambiguous, Misread, Option, Outcome, Understood
from knowledge.flow.skipping import is_unsure, skips
from knowledge.flow.small_words import LEVELS, SMALL
from knowledge.flow.typed import read_typed, shown
from knowledge.schedule.weekdays import Weekday

PROPOSAL = re.compile(r"^\s*(?:so |and |or )?(?:how|what) about\b", re.IGNORECASE)
"""What makes a question of an answer: "how about 6?"."""

_MARK = re.compile(QUESTION_MARK)

_DOUBT = re.compile(
    r"^\W*(?:idk|dunno|i (?:don'?t|do not) know|not sure|hm+)[\s,.:;-]+"
    r"(?:(?:but|maybe|perhaps|probably|i guess)[\s,]+)*(?=\w)",
    re.IGNORECASE,
)
"""What people type before an answer that they are not sure of: "idk, maybe 10"."""

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_STRAY_WORDS = 2
"""Words beside a choice's name from which on the choice is confirmed first."""


def understand(question: Question, text: str, *, today: date) -> Outcome:
    """Return the value that a text gives for a question, why it gives none, or which it may mean.

    `today` is the person's local day. Never raises on any text.
    """
    if question.kind not in {Kind.TEXT, Kind.PLACE}:  # "fr" is France, and anything is a name
        text = without_chatter(text)
    if skips(question, text):
        return _skipped(question, text)
    if question.kind is not Kind.TEXT and len(text.strip()) > LONGEST:
        return Misread(reason="flow.misread.long")
    if question.kind not in CHOOSING:
        if question.kind is not Kind.TEXT and not words(text) and not _is_flag(question, text):
            return Misread(reason="flow.misread.no_words.typed")
        said = (
            text
            if question.kind is Kind.TEXT
            else _MARK.sub("", PROPOSAL.sub("", _DOUBT.sub("", text)))
        )
        return read_typed(question, said, today)
    return _chosen(question, text)


def _chosen(question: Question, text: str) -> Outcome:
    if question.amounts and names_amount(text) and not exactly(question.choices, words(text)):
        return _which(question, "flow.which.amount", question.amounts)
    if question.kind is Kind.DAYS and (named := _days(question, text)) is not None:
        return named
    heard = _hear(question, text)
    return (
        _several(question, heard, text)
        if question.kind is Kind.SEVERAL
        else _one(question, heard, text)
    )


def _days(question: Question, text: str) -> Understood | None:
    """Return the days that a text names, by the choice that means the same where there is one."""
    named = read_weekdays(text) if not exactly(question.choices, words(text)) else None
    if named is None:
        return None
    days = named.days
    same = (one.id for one in question.choices if _means(one, days))
    value: JsonValue = next(same, None) or [day.value for day in days]
    return Understood(value=value, unread=shown(named.hour))


def _means(choice: Choice, days: tuple[Weekday, ...]) -> bool:
    named = read_weekdays(choice.label)
    return named is not None and named.days == days


def names_subject(question: Question, text: str) -> bool:
    """Tell whether a text names the thing of which a question asks how well it is known."""
    return any(_is_subject(question, word) for word in words(text))


def is_subject_only(question: Question, text: str) -> bool:
    """Tell whether a text is nothing but the name of that thing."""
    typed = words(text)
    return bool(typed) and all(_is_subject(question, word) for word in typed)


def _is_subject(question: Question, word: str) -> bool:
    return any(slips(word, name) is not None for name in question.subject)


def _hear(question: Question, text: str) -> Heard:
    """Hear a text; where it names the subject too, what stands beside that says how well.

    Where nothing beside it does, that the subject was named is to be confirmed first.
    """
    whole = hear(question.choices, text, wishes=question.asks_for_things)
    if not names_subject(question, text) or whole.wished:
        return whole
    said = words(text)
    beside = [word for word in said if not _is_subject(question, word)]
    heard = hear(question.choices, " ".join(beside))
    if len(heard.chosen) == 1 and not heard.stray:
        return heard
    bare = whole.matched <= len(said) - len(beside) and not BETWEEN.intersection(said)
    told = bare and any(word not in SMALL for word in beside)
    return replace(whole, already=True) if told else whole


def _is_flag(question: Question, text: str) -> bool:
    """Tell whether a text for a place is a flag, which names a country without any letter."""
    return question.kind is Kind.PLACE and _FLAG.search(text) is not None


def _skipped(question: Question, text: str) -> Outcome:
    if question.optional:
        return Understood(value=None)
    return Misread(reason="flow.misread.unsure" if is_unsure(text) else "flow.not_optional")


def _one(question: Question, heard: Heard, text: str) -> Outcome:
    if len(heard.chosen) == 1 and (other := set(heard.measured) - set(heard.chosen)):
        return _which(question, "flow.which.choice", (*heard.chosen, *other))
    if len(heard.chosen) == 1 and _sure(heard) and not (heard.but or heard.already):
        return _understood(heard, heard.chosen[0], text)
    if heard.chosen:
        reason = "flow.which.choice" if len(heard.chosen) > 1 else "flow.which.sure"
        return _which(question, reason, heard.chosen)
    if heard.everything:
        return Misread(reason="flow.misread.one.all")
    left = [choice.id for choice in question.choices if choice.id not in heard.denied]
    if heard.denied and len(left) == 1:
        return _which(question, "flow.which.sure", tuple(left))
    return _no_choice(question, heard, text)


def _several(question: Question, heard: Heard, text: str) -> Outcome:
    alone = [choice.id for choice in question.choices if choice.alone]
    chosen = [id_ for id_ in heard.chosen if id_ not in alone]
    if heard.everything:
        chosen = [choice.id for choice in question.choices if not choice.alone]
        chosen = [id_ for id_ in chosen if id_ not in heard.denied]
    # "no i am new" denies nothing: its "no" is the answer, and the rest says why.
    named = {*heard.chosen, *heard.denied} if not chosen else {*heard.chosen}
    none = heard.nothing or any(id_ in alone for id_ in named)
    if chosen and none and (plain := _without_levels(text)) != text:
        return _several(question, _hear(question, plain), plain)
    if chosen and none:
        return _which(question, "flow.which.several", (*chosen, *alone))
    if none and alone:
        return _understood(heard, alone[:1], text)
    if chosen and _sure(heard):
        return _understood(heard, question.in_order(chosen), text)
    if chosen:
        return _which(question, "flow.which.sure", tuple(chosen))
    return _no_choice(question, heard, text)


def _without_levels(text: str) -> str:
    """Return a text without what may say how well a thing is known: "python beginner"."""
    said = words(text)
    return " ".join(word for word in said if word not in LEVELS) if LEVELS & {*said} else text


def _sure(heard: Heard) -> bool:
    """Tell whether the names carry the text, or stand by chance in a text about other things."""
    return heard.stray <= max(_STRAY_WORDS, heard.matched)


def _understood(heard: Heard, value: str | list[str], text: str) -> Understood:
    unread = ", ".join(shown(as_typed(part, text)) for part in heard.unread)
    plain: JsonValue = value if isinstance(value, str) else [*value]
    return Understood(value=plain, unread=unread, loose=heard.stray > 0)


def as_typed(part: str, text: str) -> str:
    """Return the words of a part as they stand in the text, with case and articles."""
    between = r"\W+(?:(?:a|an|the|my)\W+)?"
    found = re.search(between.join(map(re.escape, part.split())), text, re.IGNORECASE)
    return found[0] if found else part


def _which(question: Question, reason: str, ids: tuple[str, ...]) -> Ambiguous:
    several = question.kind is Kind.SEVERAL
    options = (Option(label=question.label(id_), value=[id_] if several else id_) for id_ in ids)
    return Ambiguous(reason=reason, options=tuple(options))


def _no_choice(question: Question, heard: Heard, text: str) -> Outcome:
    """Say what stood in the way: only what it is not, a number that is none, or nothing known."""
    if heard.denied:
        labels = ", ".join(map(question.label, heard.denied))
        denied = question.title if question.subject and heard.wished else labels
        reason = "flow.misread.wished" if heard.wished else "flow.misread.denied"
        return Misread(reason=reason, fills={"denied": denied})
    if heard.beyond:
        return Misread(reason="flow.misread.beyond", fills={"count": len(question.choices)})
    if heard.near:
        return _which(question, "flow.which.sure", heard.near)
    if not words(text):
        return Misread(reason="flow.misread.no_words")
    example = question.choices[0].label if question.choices else ""
    fills = {"said": shown(text), "example": example}
    return Misread(reason=f"flow.misread.{question.kind}", fills=fills)
