"""In which language a text is, when its small words leave no doubt: French, English, German, Spanish, Italian."""

import re
import tomllib
from collections import Counter
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 12_000  # code points from the beginning
_FEWEST = 5  # small words of the winner
_SHARE = 0.06  # of all words
_LEAD = 3  # times as many as any other language


def _read_languages() -> dict[str, str]:
    text = resources.files("contrechamp.text").joinpath("languages.toml").read_text("utf-8")
    return {word: language for language, words in tomllib.loads(text).items() for word in words.split()}


_LANGUAGE_OF = _read_languages()


def guess_language(text: str) -> str:
    """A code of BCP 47 ("fr", "en", "de", "es", "it"); "" where it is in doubt: short, mixed, a table, another one."""
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    votes = Counter(_LANGUAGE_OF[word] for word in words if word in _LANGUAGE_OF).most_common(2)
    if not votes:
        return ""
    (language, count), second = votes[0], votes[1][1] if len(votes) > 1 else 0
    is_clear = count >= _FEWEST and count >= _SHARE * len(words) and count >= _LEAD * second
    return language if is_clear else ""
