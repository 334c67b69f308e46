"""Small words: what people type around a choice, and what turns its meaning."""


def lexicon(text: str, *, apart: str | None = None) -> frozenset[str]:
    """Return the words of a text, or its phrases that a sign sets apart, as a set."""
    return frozenset(text.split(apart))


JOINS = lexicon("and or plus then also nor und y et")
"""Words between two things that are told."""

LIST_ENDS = frozenset({"or", "nor"})
"""Words before the last thing of a list that is denied: "not python, java or sql"."""

CLAUSE_ENDS = lexicon("but only just yet however though instead rather")
"""Words at which a "not" ends: "not python but java"."""

NOTS = lexicon(
    "not no never dont doesnt didnt havent hasnt isnt arent wasnt wont cant cannot couldnt wouldnt"
    " without except excluding neither nor hate minus aint forgot forgotten remove delete drop"
)
"""Words that deny what stands behind them."""

ENDING_NOTS = lexicon("no not never nope none")
"""Those of them that may also deny what stands before, where nothing but these words follows."""

AFTER_NOT = lexicon("yet really at all ever touched used tried")
"""Words that may follow such a \"not\": \"java not yet\", \"sql never used\"."""

FORGETTING = lexicon("forgot forgotten dont never")
"""Those of them that make nothing of all: "I forgot everything"."""

EXCEPTIONS = lexicon("except excluding minus")
"""Those of them that take something out of what stands before: "every day except Sunday"."""

WISHING = lexicon("want wanted like love hope hoping wish need plan planning going have intend")
"""Words that make a wish of a "to learn" behind them: "I want to learn Java"."""

WISHES = lexicon("wanna gonna will ill must should interested")
"""Words that do so without a "to"."""

LEARNING = lexicon("learn study know understand try start begin use do pick in")
"""What is wished for then; what is learnt by now is known a little."""

MEASURES = lexicon("some little bit few partly")
"""Words that say how much: beside another choice's name they may take it back in part."""

NOT_DENYING = lexicon("only just problem bad sure worries doubt")
"""Words before which a "not" denies nothing: "not only python", "no problem"."""

ALL = lexicon("all everything every both each any of them these those above ones")
"""Words that together mean all choices, or both."""

NONE = lexicon(
    "none nothing neither nope nah nada zero nil no not never dont havent know knew used use"
    " learned tried any anything of them these those above either yet at all one i do have so far"
    " really clue touched seen ever sorry"
)
"""Words that together mean none of the choices: "I don't know any of these yet"."""

NONE_PROPER = lexicon("none nothing neither nope nah nada zero nil no not never dont havent")
"""Those of them without which the rest mean nothing."""

ALL_PROPER = frozenset({"all", "everything", "both", "each", "every"})
"""Those words for all without which the rest mean nothing."""

TINY = lexicon(
    "i im know can in bit of some little with only just basic basics learned learnt used use is its"
    " am language lang good at well also yes yeah please pls ok old new"
)
"""Words that may stand beside a name of two letters: "I know a bit of go"."""

SMALL = TINY | lexicon(
    "me we you it this that there to on for from by as into than about have has had got get do does"
    " did be been was were will would could like think guess suppose maybe perhaps probably"
    " currently now still mostly mainly really very quite so hi hello hey um hmm say option choice"
    " prefer want wish choose pick take go going think but more most one ones thing things kind"
    " sort stuff right how what plus my mine our too not no any anything whatever"
)
"""Words that say nothing of which choice is meant."""

IN_PASSING = lexicon(
    "once often daily sometimes regularly weekly always usually everyday every day good well some"
    " little bit more less yes no none not yet never all any first last both etc stuff"
)
"""Words that stand beside an answer; alone they are none to a question not yet asked."""

LEVELS = lexicon(
    "beginner basic basics intermediate advanced fluent expert pro junior level school uni college"
    " university bootcamp course courses years year yrs months month weeks week hours"
)
"""Words that say how well, where or for how long a thing was learnt, which nobody asks."""

LINKS = lexicon("during since while after before until because when via through last next ago")
"""Words that make a sentence of what looks like a list: "python during summer"."""

LEADS_ON = lexicon("of for to in at than since with by from about on")
"""Words after which a phrase goes on: "mom of two" is not "mom" and "two"."""
