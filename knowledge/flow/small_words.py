"""Small words: what people type around a choice, and what turns its meaning."""

JOINS = frozenset("and or plus then also nor und y et".split())
"""Words between two things that are told."""

LIST_ENDS = frozenset({"or", "nor"})
"""Words before the last thing of a list that is denied: "not python, java or sql"."""

CLAUSE_ENDS = frozenset("but only just yet however though instead rather".split())
"""Words at which a "not" ends: "not python but java"."""

NOTS = frozenset(
    "not no never dont doesnt didnt havent hasnt isnt arent wasnt wont cant cannot couldnt wouldnt"
    " without except excluding neither nor hate minus aint".split()
)
"""Words that deny what stands behind them."""

NOT_DENYING = frozenset("only just problem bad sure worries doubt".split())
"""Words before which a "not" denies nothing: "not only python", "no problem"."""

ALL = frozenset("all everything every both each any of them these those above ones".split())
"""Words that together mean all choices, or both."""

NONE = frozenset(
    "none nothing neither nope nah nada zero nil no not never dont havent know knew used use learned"
    " tried any anything of them these those above either yet at all one i do have so far".split()
)
"""Words that together mean none of the choices: "I don't know any of these yet"."""

NONE_PROPER = frozenset("none nothing neither nope nah nada zero nil no not never dont havent".split())
"""Those of them without which the rest mean nothing."""

ALL_PROPER = frozenset({"all", "everything", "both", "each", "every"})
"""Those words for all without which the rest mean nothing."""

TINY = frozenset(
    "i im know can in bit of some little with only just basic basics learned learnt used use is its"
    " am language lang good at well also yes yeah please ok".split()
)
"""Words that may stand beside a name of two letters: "I know a bit of go"."""

SMALL = TINY | frozenset(
    "me we you it this that there to on for from by as into than about have has had got get do does"
    " did be been was were will would could like think guess suppose maybe perhaps probably"
    " currently now still mostly mainly really very quite so hi hello hey um hmm say option choice"
    " prefer want wish choose pick take go going think but more most one ones thing things kind"
    " sort stuff right how what plus my mine our not no".split()
)
"""Words that say nothing of which choice is meant."""
