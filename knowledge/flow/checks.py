"""Checks: what is wrong with a flow beyond its shape, each with its line and what to do."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from knowledge.document import Document, Spot
from knowledge.flow.check_conditions import of_conditions
from knowledge.flow.model import CHOOSING, Choice, Flow, Kind, Question
from knowledge.flow.phrases import words
from knowledge.flow.readings import Understood
from knowledge.flow.single import understand
from knowledge.markup import check, units, visible
from knowledge.mistakes import Mistake, Weight

ID = re.compile(r"[a-z0-9_]{1,20}")
"""An id: so short that `f:<run>:<question>:=<choice>` fits the 64 bytes of a button."""

LABEL = 40
"""Characters of a button that a phone still shows on one line."""

_MESSAGE = 4096
_ID_REMEDY = "Use 1 to 20 small letters, digits and `_`"
_DAYS = (date(2031, 1, 31), date(2031, 7, 1))
"""Two days far ahead: a suggestion must be understood on any day."""

_Check = Callable[["_Place"], Iterator[Mistake]]


class _Place:
    """A question of the flow with its place in the file, to tell mistakes."""

    def __init__(self, flow: Flow, document: Document, position: int) -> None:
        self.flow = flow
        self.document = document
        self.question: Question = flow.questions[position]
        self._at: Spot = ("questions", position)

    def wrong(
        self, at: Spot, what: str, remedy: str, *, weight: Weight = Weight.ERROR, character: int = 0
    ) -> Mistake:
        """Return a mistake in a part of the question."""
        return self.document.mistake(
            (*self._at, *at), what, remedy, weight=weight, character=character
        )


def mistakes_in(flow: Flow, document: Document) -> Iterator[Mistake]:
    """Yield everything wrong with a flow that has the right shape."""
    if not ID.fullmatch(flow.id):
        yield document.mistake(("id",), f"`{flow.id}` can't be an id", _ID_REMEDY)
    if not flow.questions:
        yield document.mistake(("questions",), "the flow asks nothing", "Add a question")
    yield from _same_ids(flow, document)
    yield from of_conditions(flow, document)
    for position in range(len(flow.questions)):
        place = _Place(flow, document, position)
        for of_question in _CHECKS:
            yield from of_question(place)


def _same_ids(flow: Flow, document: Document) -> Iterator[Mistake]:
    """Yield questions whose id, old or new, another one has."""
    ids: dict[str, int] = {}
    for position, question in enumerate(flow.questions):
        for id_ in (question.id, *question.formerly):
            if id_ in ids:
                line = document.line(("questions", ids[id_], "id"))
                yield document.mistake(
                    ("questions", position, "id" if id_ == question.id else "formerly"),
                    f"the id `{id_}` belongs to the question on line {line} already",
                    "Give one of them another id; an id is never used for something else",
                )
            ids.setdefault(id_, position)


def _of_ids(place: _Place) -> Iterator[Mistake]:
    question = place.question
    if not ID.fullmatch(question.id):
        yield place.wrong(("id",), f"`{question.id}` can't be an id", _ID_REMEDY)
    seen: set[str] = set()
    for position, choice in enumerate(question.choices):
        at: Spot = ("choices", position, "id")
        if not ID.fullmatch(choice.id) or choice.id == "answered":
            yield place.wrong(at, f"`{choice.id}` can't be an id", _ID_REMEDY)
        for id_ in (choice.id, *choice.formerly):
            if id_ in seen:
                yield place.wrong(
                    at, f"the id `{id_}` stands here twice", "Give one of them another id"
                )
            seen.add(id_)


def _of_kind(place: _Place) -> Iterator[Mistake]:
    """Yield what a question of this kind lacks, and what it has in vain."""
    question = place.question
    chooses = question.kind in CHOOSING
    if chooses and len(question.choices) < 2:  # noqa: PLR2004 - one is no choice
        yield place.wrong(("choices",), "there is nothing to choose", "Add two or more `choices`")
    if question.kind is Kind.NUMBER and question.range is None:
        yield place.wrong((), "a number needs its `range`", "Add `range: [1, 100]`")
    if question.range is not None and question.range[0] > question.range[1]:
        yield place.wrong(("range",), "the range ends before it begins", "Swap its two numbers")
    if question.kind is Kind.TEXT and question.limit is None:
        yield place.wrong((), "a text needs its `limit`", "Add `limit: 64`, in characters")
    for field, useful in (
        ("choices", chooses),
        ("suggestions", not chooses),
        ("amounts", question.kind is Kind.ONE),
        ("range", question.kind is Kind.NUMBER),
        ("limit", question.kind is Kind.TEXT),
        ("strip", question.kind is Kind.TEXT),
        ("skips", question.optional),
        ("otherwise", not question.optional),
    ):
        if getattr(question, field) and not useful:
            what = f"`{field}` does nothing in this question"
            yield place.wrong((field,), what, "Remove it, or change `kind` or `optional`")


def _of_amounts(place: _Place) -> Iterator[Mistake]:
    """Yield choices that a sum of money may mean and that are none."""
    question = place.question
    for position, id_ in enumerate(question.amounts):
        if question.choice(id_) is None:
            what = f"the question has no choice `{id_}`"
            yield place.wrong(("amounts", position), what, "Name one of its `choices`")


def _of_names(place: _Place) -> Iterator[Mistake]:
    """Yield choices that a person could not tell apart, or not read.

    Two choices of one may share a word in `also`: then the person is asked which they mean.
    """
    question = place.question
    named: dict[tuple[str, ...], Choice] = {}
    for position, choice in enumerate(question.choices):
        at: Spot = ("choices", position)
        if len(choice.label) > LABEL:
            what = f"the label has {len(choice.label)} characters; a phone shows {LABEL}"
            yield place.wrong((*at, "label"), what, "Shorten it", weight=Weight.WARNING)
        if not words(choice.label):
            yield place.wrong((*at, "label"), "nobody can type this label", "Put a word in it")
        for name in choice.names if question.kind is Kind.SEVERAL else choice.names[:2]:
            other = named.setdefault(tuple(words(name)), choice)
            if other.id != choice.id:
                what = f"`{name}` may mean `{choice.id}` or `{other.id}`"
                yield place.wrong(at, what, "Leave it to one of them")


def _of_texts(place: _Place) -> Iterator[Mistake]:
    """Yield what Telegram would refuse or cut."""
    question = place.question
    texts: list[tuple[Spot, str]] = [(("text",), question.text), (("help",), question.help)]
    texts += [(("notes", n, "text"), note.text) for n, note in enumerate(question.notes)]
    texts += [(("choices", n, "about"), one.about) for n, one in enumerate(question.choices)]
    for at, html in texts:
        for problem in check(html):
            yield place.wrong(at, problem.what, problem.remedy, character=problem.at)
    if not visible(question.text).strip():
        yield place.wrong(("text",), "the question has no text", "Write what to ask")
    if not question.title.strip():
        yield place.wrong(("title",), "the title is empty", "Name the question in a few words")
    whole = sum(units(visible(html)) for _, html in texts)
    if whole > _MESSAGE:
        what = f"the question and its help have {whole} characters; a message has {_MESSAGE}"
        yield place.wrong(("text",), what, "Shorten it")


def _of_words(place: _Place) -> Iterator[Mistake]:
    """Yield suggestions that the question itself doesn't understand, and Skip without a sense."""
    question = place.question
    said: Sequence[tuple[Spot, str]] = [
        *((("suggestions", n), text) for n, text in enumerate(question.suggestions)),
        *([(("otherwise",), question.otherwise)] if question.otherwise else []),
    ]
    for at, text in said:
        if not all(_is_understood(question, text, day) for day in _DAYS):
            what = f"the question itself does not understand `{text}`"
            yield place.wrong(at, what, "Write it in a way that has one meaning on any day")
    if not question.optional and not question.otherwise:
        what = "whoever is not understood twice can't pass this question"
        yield place.wrong((), what, "Add `otherwise:` (what Skip stands for) or `optional: true`")


def _is_understood(question: Question, text: str, day: date) -> bool:
    read = understand(question, text, today=day)
    return isinstance(read, Understood) and read.value is not None and not read.unread


_CHECKS: tuple[_Check, ...] = (_of_ids, _of_kind, _of_amounts, _of_names, _of_texts, _of_words)
