"""Changing: a wish to give an earlier answer anew, "change my hours to 10"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.asking.clauses import MARK
from knowledge.flow.model import Kind, Question
from knowledge.flow.parsers.wording import LONGEST
from knowledge.flow.phrases import words
from knowledge.flow.small_words import lexicon

_WISH = re.compile(
    r"^\W*(?:(?:no|wait|sorry|ok|okay|hey|hi|please|pls|actually"
    r"|i (?:want|need|would like|wanna) to|i'?d like to|let me|let'?s"
    r"|(?:can|could|may) (?:you|i|we))[\s,.!-]+)*"
    r"(?:change|update|correct|edit|fix|set|adjust|switch|modify)\s+"
    r"(?:my |the |that |your )?(?P<what>.+?)"
    r"(?:\s*(?:\bto\b|\binto\b|\bas\b|[:=])\s+(?P<value>.+?))?\W*$",
    re.IGNORECASE,
)
_MIND = re.compile(
    r"^\W*(?:(?:no|wait|sorry|ok|okay|hey|hi|i|i'?ve|have|actually)[\s,.!-]+)*"
    r"changed? my mind (?:about|on|with) (?:my |the )?(?P<what>[^,.;:]{1,40}?)\W*"
    r"(?:[\s,.;:-]+(?:please |pls )?(?:make (?:it|that)|let'?s say|say|it is|it'?s|now|to)\s+"
    r"(?P<value>.+?))?\W*$",
    re.IGNORECASE,
)
_AROUND = lexicon("answer question setting settings please again")


_NEWS = re.compile(
    r"^\W*(?:(?:and|but|btw|hey|hi|ok|okay|now|well|actually|by the way|update)[\s,:.!-]+)*"
    r"(?P<news>my (?P<what>[^,.;:?]{1,40}?) (?:is|are)(?: now)? (?P<value>[^?]+)|i .+|.* me .+"
    r"|i'[^?]+)$",
    re.IGNORECASE,
)
_NOW = re.compile(r"\s+(?:now|from now on|these days)\W*$", re.IGNORECASE)
_LONGEST_NAME = 3


@dataclass(frozen=True, kw_only=True)
class Change:
    """An answer that is to be changed: its question, and the new one where it was said.

    `only_told` tells that nobody asked for a change: it is one only if the new answer is clear.
    """

    question: str
    value: str = ""
    only_told: bool = False


def wishes_change(text: str) -> bool:
    """Tell quickly whether a text may want an answer changed, whichever it is."""
    return _wish(text) is not None or _news(text) is not None


def wanted_change(questions: Iterable[Question], text: str) -> Change | None:
    """Return which answer a text wants changed, by what its question is `called`; None: none."""
    wish = _wish(text)
    if wish is None:
        return _told(questions, text)
    what = " ".join(word for word in words(wish["what"]) if word not in _AROUND)
    for question in questions:
        names = (question.title, *question.called)
        if what in {" ".join(words(name)) for name in names}:
            return Change(question=question.id, value=(wish["value"] or "").strip())
    return None


def _told(questions: Iterable[Question], text: str) -> Change | None:
    """Return which answer a text tells anew: "my hours are 20 now", "i moved to berlin"."""
    news = _news(text)
    if news is None:
        return None
    for question in questions:
        value = _value_of(question, news)
        if value:
            return Change(question=question.id, value=value, only_told=True)
    return None


def _value_of(question: Question, news: re.Match[str]) -> str:
    said = " ".join(news["news"].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    begun = (one for one in question.told if said.casefold().startswith(f"{one} "))
    beginning = next(begun, None)
    called = {" ".join(words(one)) for one in question.called}
    value = news["value"] if " ".join(words(news["what"] or "")) in called else None
    value = said[len(beginning) :] if beginning is not None else value
    if value is None or (question.kind is Kind.TEXT and len(value.split()) > _LONGEST_NAME):
        return ""
    return _NOW.sub("", value).strip(" .!")


def _news(text: str) -> re.Match[str] | None:
    return _NEWS.match(text) if len(text) <= LONGEST and not MARK.search(text) else None


def _wish(text: str) -> re.Match[str] | None:
    """Match a wish in either form: "change my hours to 3", "changed my mind about hours"."""
    if len(text) > LONGEST:
        return None
    return _MIND.match(text) or _WISH.match(text)
