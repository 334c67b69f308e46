"""Skipping: the words with which people pass over a question."""

from knowledge.flow.choices import exactly
from knowledge.flow.model import CHOOSING, Kind, Question
from knowledge.flow.phrases import COMMA, slips, words
from knowledge.flow.small_words import lexicon

_SKIP = lexicon(
    "skip|skip it|skip this|skip this one|skip question|skip this question|skip please|please skip"
    "|later|maybe later|ask me later|not now|pass|i pass|next|next one|next question|move on"
    "|can i skip|can i skip this|may i skip|may i skip this|let me skip|can i skip it"
    "|no comment|no answer|dont want to say|i dont want to say|dont want to answer"
    "|i dont want to answer|dont want to tell|i dont want to tell|rather not say|id rather not say"
    "|rather not|id rather not|i would rather not|i would rather not say"
    "|prefer not to say|i prefer not to say|dont ask|private|its private|thats private"
    "|none of your business|no thanks|no thank you|na|leave it|leave it empty|leave blank",
    apart="|",
)
_UNSURE = lexicon(
    "not sure|im not sure|not sure yet|unsure|dont know|i dont know|i dont know yet|dont know yet"
    "|idk|dunno|no idea|i have no idea|havent decided|not decided|not decided yet|undecided"
    "|dont care|i dont care|doesnt matter|whatever|hard to say|cant say",
    apart="|",
)
_NO = lexicon("no|nope|nah|none|nothing|never|no one", apart="|")
"""What skips a question that is answered by typing, where it can be no value."""

_POLITE = lexicon("please pls plz thanks thank sorry")
_OTHER_WORDS = lexicon("late lately latex laser layer ship slip skin ski skis")
"""Words that are one slip away from "skip" or "later", and mean something else."""

_LONG = 4


def skips(question: Question, text: str) -> bool:
    """Tell whether a text passes over a question. The name of a choice never does."""
    typed = _without_polite(words(text))
    said = " ".join(typed)
    chooses = question.kind in CHOOSING
    if not said or (chooses and exactly(question.choices, typed)):
        return False
    if said in _SKIP or said in {" ".join(words(one)) for one in question.skips}:
        return True
    if question.kind is Kind.TEXT:
        return said in _NO
    return said in _UNSURE or (said in _NO and not chooses) or _misspelt(said)


def _without_polite(typed: list[str]) -> list[str]:
    """Return the words without "please" and "thanks" around them, where others are left."""
    rest = [word for word in typed if word not in _POLITE]
    return rest if rest and rest[0] != COMMA else typed


def is_unsure(text: str) -> bool:
    """Tell whether a text says that somebody doesn't know what to answer."""
    return " ".join(words(text)) in _UNSURE


def _misspelt(said: str) -> bool:
    """Tell whether one word is "skip" or "later" with a slip."""
    near = any(slips(said, word) for word in ("skip", "later"))
    return len(said) >= _LONG and near and said not in _OTHER_WORDS
