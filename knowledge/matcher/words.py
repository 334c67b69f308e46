"""Words: a text cut into the words that matching compares."""

import re
import unicodedata

LONGEST = 400
"""Characters of a question that are read: what people ask stands at the beginning."""

_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:['’.]\w+))*")


def words(text: str) -> list[str]:
    """Return the lower-cased words without accents; `c++`, `c#` and `node.js` stay whole.

    Texts of signs or emoji alone have no words.
    """
    plain = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    unmarked = "".join(c for c in plain if not unicodedata.combining(c))
    return [word.replace("'", "").replace("’", "") for word in _WORD.findall(unmarked)]
