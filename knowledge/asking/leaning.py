"""Leaning: whether a message needs what was said before it: "and how long?", "is it worth it?".

It does where it names no topic of its own: it is joined on ("and", "what about"), points back
("it", "that"), or is made of small words alone. Strict on purpose: a message that stands on its own
must mean the same whatever came before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.asking.subjects import forms
from knowledge.flow.small_words import SMALL, lexicon

_LONGEST = 10
"""Words. Who writes more says what it is about."""

_JOINED = 6
"""Words after "and" or "what about": with more, a sentence merely goes on."""

_BARE = 6
"""Words of a message of small words alone: with more, it is a story without a name in it."""

_BESIDE_POINTER = 1
"""Words of its own that a message may hold besides what points back."""

_OPENINGS = lexicon("so but ok okay well hm hmm then also yes thanks please pls um oh")
_JOINS = lexicon("and or")
_JOINS_OF_TWO = frozenset({("what", "about"), ("how", "about"), ("what", "if")})
_FOR = lexicon("with without for by in as on")
_FOR_WHOM = 3
"""Words of a message like "for a beginner?", which goes on from what was said."""

_POINTERS = lexicon("it they them")
_KINDS = lexicon("one ones")
_POINTERS_OR_NOT = lexicon("that this those these one ones")
"""Words that point back unless a word of its own stands behind them: "this", not "this bot"."""

_MEASURES = lexicon(
    "one ones kind sort time times week weeks month months year years hour hours days option choice"
)
"""Words of no topic that still make "this" and "one" mean what stands here: "this year"."""

_BEFORE_POINTER = lexicon("for of about with to from like in")
_ASPECTS = lexicon(
    "what whats how hows why which who where when whose long longer much many more less most few"
    " cost costs price expensive cheap free pay paid worth hard harder difficult easy easier good"
    " better best bad enough really realistic possible true sure safe up date different difference"
    " start begin starting learn learning study use used useful work works make makes build write"
    " find practise practice prepare choose skip know knows known improve grow grows quick quickly"
    " fast faster slow slower short shorter first next last after before important necessary"
    " required take takes taking took time times weeks week months month years year hours hour days"
    " alone online myself yourself home someone anyone everybody people beginner beginners"
    " elsewhere else instead against without with should must need needs needed have exactly"
    " actually too already usually often else all give given tell show explain there here was is"
    " they are does cant dont without though again mean means say said from between if not no a"
    " an the she he their his her them us who my your our only also even per ask"
)
NO_TOPIC = (SMALL | _ASPECTS) - lexicon("thing things stuff going up go")
"""Words that name no topic."""

_ASKING = lexicon(
    "what whats how hows why which where when cost costs price expensive cheap free difficult hard"
)
_VERBS = lexicon("is are am was do does did can could should would will may must has have")
_AGREEING = lexicon(
    "ok okay yes no not right good better best bad really sure true fine so well now here again all"
    " you u i me we please help possible"
)
"""Words that alone agree, doubt or greet, with a question mark too: "really?"."""

_MORE = lexicon(
    "more else example examples instance detail details elaborate expand deeper further explain"
)
_AROUND_MORE = _MORE | lexicon(
    "tell me please pls give show say go on and so ok okay yes what anything something any some a"
    " an the can could would you u i want need know like to about it that this in for of"
    " info information bit little there is"
)
_WONDERING = 4
_WHY = ({"why"}, {"how", "come"}, {"how", "so"})
_AROUND_WHY = lexicon("why how come so not is that it this ok but and")
_GO_ON = frozenset({"go on", "and then", "please go on", "ok go on", "yes go on"})


@dataclass(frozen=True, kw_only=True)
class Leaning:
    """A message that needs what was said before it.

    `rest` are its words without those that join it on; `joined` tells whether it had some. The
    word at `pointer` names the topic by a pronoun; None where no word does. A `bare` one has no
    word that could be a topic of its own.
    """

    rest: tuple[str, ...]
    joined: bool
    pointer: int | None
    bare: bool

    def with_subject(self, subject: str) -> str:
        """Return the message with the subject in the place of its pronoun."""
        if self.pointer is None:
            return f"{subject} {' '.join(self.rest)}"
        return " ".join((*self.rest[: self.pointer], subject, *self.rest[self.pointer + 1 :]))


def leaning(text: str) -> Leaning | None:
    """Return how a message leans on what was said before; None where it stands on its own."""
    said = forms(text.replace("'", "").replace("’", ""))
    if not 0 < len(said) <= _LONGEST:
        return None
    rest, joined = _without_joins(said)
    places = range(len(rest))
    pointer = next((at for at in places if _points(rest, at) and _is_open(rest, at)), None)
    bare = NO_TOPIC.issuperset(rest)
    leans = pointer is not None or (bare and len(rest) <= _BARE)
    if (joined and len(rest) <= _JOINED) or (leans and _asks(text, rest)):
        return Leaning(rest=tuple(rest), joined=joined, pointer=pointer, bare=bare)
    return None


def wants_more(text: str) -> bool:
    """Tell whether a message asks for more of the same: "tell me more", "an example?"."""
    said = forms(text)
    if not 0 < len(said) <= _LONGEST:
        return False
    if " ".join(said) in _GO_ON:
        return True
    return not _MORE.isdisjoint(said) and _AROUND_MORE.issuperset(said)


def wonders(text: str) -> bool:
    """Tell whether a message asks for reasons and nothing else: "why?", "how come"."""
    said = forms(text)
    asked = any(words.issubset(said) for words in _WHY)
    return asked and len(said) <= _WONDERING and _AROUND_WHY.issuperset(said)


def _without_joins(said: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Return the words without those that join them on, and whether there were such."""
    joined, count = False, len(said)
    while len(said) > 1:
        if tuple(said[:2]) in _JOINS_OF_TWO and said[2:]:
            said, joined = said[2:], True
        elif said[0] in _JOINS:
            said, joined = said[1:], True
        elif said[0] in _OPENINGS:
            said = said[1:]
        else:
            break
    if said[0] in _FOR and len(said) > 1 and (joined or count <= _FOR_WHOM):
        joined = True
        said = said if said[0] == "without" else said[1:]
    return said, joined


def _asks(text: str, said: Sequence[str]) -> bool:
    """Tell whether small words ask something, rather than agree or greet."""
    if said[0] in _VERBS or not _ASKING.isdisjoint(said):
        return True
    return "?" in text and not _AGREEING.issuperset(said)


def _points(said: Sequence[str], at: int) -> bool:
    """Tell whether a word points back: "that", but neither "that language" nor "all of this"."""
    behind = said[at + 1] if at + 1 < len(said) else ""
    if "all" in said[max(at - 2, 0) : at]:
        return False
    free = not behind or behind in NO_TOPIC - _MEASURES
    return said[at] in _POINTERS or (said[at] in _POINTERS_OR_NOT and free)


def _is_open(said: Sequence[str], at: int) -> bool:
    """Tell whether nothing in the message itself is what a word points to."""
    own = [place for place, word in enumerate(said) if word not in NO_TOPIC]
    if len(own) > (_BESIDE_POINTER if said[at] != "they" else 0):
        return False
    kind_of = said[at] in _KINDS and own == [at - 1]
    return kind_of or all(place > at for place in own) or said[at - 1] in _BEFORE_POINTER
